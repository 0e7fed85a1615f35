"""The proposal to the national team, its selection, and its evaluation of one unit in the field."""

import io
from collections.abc import Mapping

from bening.config.demo import files, reviewing
from bening.config.demo.stage import Stage
from bening.nominations import actions as nominations
from bening.nominations.actions.common import Paper
from bening.nominations.models import (
    ClearanceBody,
    ClearanceResult,
    FieldNoteKind,
    SelectionOutcome,
)
from bening.programs import lifecycle
from bening.reviews import actions as reviews
from bening.reviews.actions import SurveySource
from bening.reviews.dossier import whole
from bening.reviews.models import ReviewTeam

HOSPITAL, MALL = "2.03", "2.02.1"

AGENCY_VALUES = {
    "opini_bpk": ("WTP", "LHP BPK atas laporan keuangan kota"),
    "predikat_sakip_min": ("BB", "Laporan hasil evaluasi AKIP"),
    "indeks_rb_min_pemda": ("B", "Hasil evaluasi reformasi birokrasi"),
    "maturitas_spip_min": ("3", "Penilaian maturitas SPIP"),
}
UNIT_VALUES = {
    HOSPITAL: {
        "layanan_inti": "ya",
        "berdampak_bagi_masyarakat": "ya",
        "tindak_lanjut_pengawasan_persen": "100",
        "kepatuhan_lhkpn_lhkan_persen": "412/412",
        "predikat_sakip_internal_min": "BB",
        "tanpa_perkara_kkn": "ya",
        "stranas_pemda": "regional_hospital",
    },
    MALL: {
        "layanan_inti": "ya",
        "berdampak_bagi_masyarakat": "ya",
        "tindak_lanjut_pengawasan_persen": "100",
        "kepatuhan_lhkpn_lhkan_persen": "26/26",
        "predikat_sakip_internal_min": "B",
        "tanpa_perkara_kkn": "ya",
    },
    "2.01": {
        "layanan_inti": "ya",
        "berdampak_bagi_masyarakat": "ya",
        "tindak_lanjut_pengawasan_persen": "1/2",
        "kepatuhan_lhkpn_lhkan_persen": "127/130",
    },
}
"""What is known of units: the main unit lacks a recommendation, three reports, and its SAKIP."""

SURVEYS = {"B.I.a.1": ("3.74", 164), "B.II.a.1": ("3.68", 164)}


def enter_requirements(stage: Stage) -> None:
    """What the inspector found about the agency and its units, each with its source."""
    for requirement, (value, source) in AGENCY_VALUES.items():
        _enter(stage, None, requirement, value, source)
    for code, values in UNIT_VALUES.items():
        for requirement, value in values.items():
            _enter(stage, code, requirement, value, "Lembar pemeriksaan Inspektorat")


def _enter(stage: Stage, code: str | None, requirement: str, value: str, source: str) -> None:
    nominations.enter_value(
        agency=stage.agency,
        unit=stage.units[code] if code else None,
        year=stage.cycles[0].year,
        requirement=requirement,
        value=value,
        as_of=stage.day(95),
        source=source,
        link=f"https://inspektorat.tirtamaya.example/syarat/{requirement.replace('_', '-')}",
        by=stage.inspector,
        now=stage.at(85),
    )


def propose(stage: Stage, team: ReviewTeam) -> None:
    """Both eligible units in the one letter of the mayor, with their statements and the package."""
    stage.say("Pengusulan dan evaluasi TPN")
    nomination = nominations.open_nomination(
        cycle=stage.cycles[0], by=stage.inspector, now=stage.at(80)
    )
    for code in (MALL, HOSPITAL):
        nominations.add_unit(
            nomination=nomination,
            program=stage.program(code),
            by=stage.inspector,
            now=stage.at(79),
        )
        nominations.sign_statement(
            program=stage.program(code),
            number=stage.number("SPTJM", 77),
            dated_on=stage.day(77),
            by=stage.heads[code],
            now=stage.at(77),
        )
    signed = nominations.issue_letter(
        nomination=nomination,
        number=stage.number("B", 75),
        dated_on=stage.day(75),
        by=stage.mayor,
        now=stage.at(75),
    )
    nominations.ask_for_package(nomination=signed, by=stage.inspector, now=stage.at(74))
    nominations.nominate(nomination=signed, by=stage.mayor, now=stage.at(73))
    lead = stage.people["national_lead"]
    for code, days in ((HOSPITAL, 66), (MALL, 24)):
        reviewing.assign(stage, team, code, 0, days=days, until=-90)
        lifecycle.advance(
            program=stage.program(code), name="received_by_tpn", by=lead, now=stage.at(days - 2)
        )
    nominations.decide_selection(
        program=stage.program(MALL),
        outcome=SelectionOutcome.WITH_NOTES,
        number=stage.number("SEL", 8),
        dated_on=stage.day(8),
        notes="SPTJM belum memuat materai, dan tautan bukti LHKAN tidak dapat dibuka.",
        repair_due_on=stage.day(-6),
        by=lead,
        now=stage.at(8),
    )


def evaluate(stage: Stage) -> None:
    """The hospital passed the selection and the desk; the field evaluation is half-way."""
    member, lead = stage.people["national_member"], stage.people["national_lead"]
    nominations.decide_selection(
        program=stage.program(HOSPITAL),
        outcome=SelectionOutcome.PASSED,
        number=stage.number("SEL", 55),
        dated_on=stage.day(55),
        by=lead,
        now=stage.at(55),
    )
    lifecycle.advance(
        program=stage.program(HOSPITAL), name="passed_precheck", by=lead, now=stage.at(52)
    )
    desk = reviewing.open_round(stage.program(HOSPITAL), lead, stage.at(48))
    reviewing.value(desk, member, stage.at(40), reviewing.weaknesses(desk, 2))
    nominations.write_field_note(
        program=stage.program(HOSPITAL),
        kind=FieldNoteKind.MEDIA,
        held_on=stage.day(38),
        about="Warta Tirtamaya, tiga berita sepanjang semester",
        findings="Pendaftaran daring dipuji; antrean farmasi pernah dikeluhkan, lalu diperbaiki.",
        link="https://warta.tirtamaya.example/rsud",
        by=member,
        now=stage.at(38),
    )
    reviewing.close(stage, desk, "passed_desk", lead, 30)
    _field(stage)


def _field(stage: Stage) -> None:
    member, lead = stage.people["national_member"], stage.people["national_lead"]
    field = reviewing.open_round(stage.program(HOSPITAL), lead, stage.at(6))
    for code, (value, respondents) in SURVEYS.items():
        reviews.record_survey_value(
            round_=whole(field.pk),
            official_code=code,
            value=value,
            source=SurveySource("BPS Kota Tirtamaya", respondents, stage.day(12)),
            note="Survei eksternal, komposisi menurut jenis layanan.",
            seen_version=0,
            verdict=reviewing.PROVEN,
            by=member,
            now=stage.at(5),
        )
    reviewing.value(field, member, stage.at(3), reviewing.weaknesses(field, 3), most=58)
    notes: Mapping[FieldNoteKind, tuple[str, str]] = {
        FieldNoteKind.INTERVIEW: (
            "Kepala ruang rawat jalan dan dua petugas pendaftaran",
            "Memahami larangan pungutan dan jalur pelaporan; belum semua hafal standar waktu.",
        ),
        FieldNoteKind.MYSTERY_SHOPPER: (
            "Pasien umum, pendaftaran sampai farmasi",
            "Selesai dalam 74 menit tanpa biaya tambahan; petugas menawarkan kanal pengaduan.",
        ),
    }
    for kind, (about, findings) in notes.items():
        nominations.write_field_note(
            program=stage.program(HOSPITAL),
            kind=kind,
            held_on=stage.day(3),
            about=about,
            findings=findings,
            by=member,
            now=stage.at(2),
        )
    for body in (ClearanceBody.OMBUDSMAN, ClearanceBody.KPK, ClearanceBody.APIP):
        nominations.request_clearance(
            program=stage.program(HOSPITAL),
            body=body,
            requested_on=stage.day(20),
            by=lead,
            now=stage.at(20),
        )
    nominations.record_clearance(
        program=stage.program(HOSPITAL),
        body=ClearanceBody.OMBUDSMAN,
        result=ClearanceResult.CLEAR,
        received_on=stage.day(4),
        paper=Paper(io.BytesIO(_letter(stage)), "ombudsman.pdf", "B/114/ORI"),
        by=lead,
        now=stage.at(4),
    )


def _letter(stage: Stage) -> bytes:
    return files.paper(
        title="Keterangan tidak ada laporan maladministrasi",
        unit="Perwakilan Ombudsman (contoh)",
        agency=stage.agency.name,
        day=stage.day(5),
        text="Tidak ada laporan yang sedang diperiksa tentang unit tersebut.",
    )
