"""Monitoring and mentoring: assignments, consultations, visits, reports, recommendations."""

from datetime import timedelta

from bening.config.demo import reviewing
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage
from bening.evidence.models import EvidenceLink
from bening.mentoring import actions as mentoring
from bening.mentoring.actions import Attendee, ReportContent
from bening.mentoring.models import (
    AttendeeSide,
    Frequency,
    MonitoringReport,
    Recommendation,
    RecommendationSource,
    ReportSide,
)
from bening.mentoring.periods import last_quarter_before
from bening.reviews.models import ReviewTeam

LIBRARY, SCHOOLS = "2.06", "2.05"
REPORTED = ("2.02", SCHOOLS)
"""Units that have issued the report of the last quarter beside the main unit."""


def tend(stage: Stage, teams: dict[str, ReviewTeam]) -> None:
    """The teams mentor the units that they will review."""
    stage.say("Pemantauan dan pendampingan")
    for code, team in (
        (MAIN_UNIT, "Tim 1"),
        ("2.02", "Tim 1"),
        (LIBRARY, "Tim 2"),
        (SCHOOLS, "Tim 2"),
        ("2.07", "Tim 2"),
    ):
        reviewing.assign(stage, teams[team], code, 0, days=120, until=-60)
    _consult(stage)
    _visit(stage)
    _report(stage)
    _ask_national(stage)


def _consult(stage: Stage) -> None:
    lead, unit = stage.people["lead_1"], stage.units[MAIN_UNIT]
    asked = mentoring.ask(
        unit=unit,
        topic="Bukti tindak lanjut pengaduan",
        question="Apakah tangkapan layar aplikasi pengaduan cukup sebagai bukti penyelesaian?",
        official_code="A.II.5.ii.a",
        by=stage.people["lead"],
        now=stage.at(62),
    )
    mentoring.answer(
        consultation=asked,
        answer="Cukup bila memuat tanggal dan hasilnya; sertakan juga rekap triwulan "
        "yang ditandatangani.",
        by=lead,
        now=stage.at(60),
    )
    mentoring.share(
        consultation=asked,
        question="Apakah tangkapan layar cukup sebagai bukti penyelesaian pengaduan?",
        answer="Cukup bila memuat tanggal dan hasilnya, disertai rekap triwulan yang "
        "ditandatangani.",
        by=lead,
        now=stage.at(60),
    )
    mentoring.ask(
        unit=unit,
        topic="Agen perubahan yang pindah",
        question="Satu agen perubahan pindah bulan lalu. Apakah perubahannya masih dihitung?",
        official_code="A.II.1.i.a",
        by=stage.people["pic"],
        now=stage.at(3),
    )
    mentoring.ask(
        unit=stage.units[LIBRARY],
        topic="Survei mandiri",
        question="Berapa responden paling sedikit bila pengunjung harian kami sekitar 40 orang?",
        by=stage.pics[LIBRARY],
        now=stage.at(5),
    )


def _visit(stage: Stage) -> None:
    lead = stage.people["lead_1"]
    held = mentoring.plan_visit(
        unit=stage.units[MAIN_UNIT],
        held_on=stage.day(36),
        place="Ruang rapat lantai 2",
        purpose="Pendampingan area pengawasan dan pelayanan.",
        by=lead,
        now=stage.at(48),
    )
    held = mentoring.record_visit(
        visit=held,
        held_on=stage.day(36),
        attendees=[
            Attendee(AttendeeSide.MENTOR, lead.name, lead.position),
            Attendee(AttendeeSide.MENTOR, stage.people["member_1"].name, "Auditor"),
            *(
                Attendee(AttendeeSide.UNIT, stage.people[key].name, stage.people[key].position)
                for key in ("head", "pic", "lead", "lead6")
            ),
        ],
        notes="Register pengaduan dilengkapi bersama. Peta risiko perlu memuat layanan keliling.",
        by=lead,
        now=stage.at(35),
    )
    mentoring.recommend(
        unit=stage.units[MAIN_UNIT],
        program=stage.program(MAIN_UNIT),
        text="Masukkan layanan keliling ke dalam peta risiko dan rencana tindaknya.",
        source=RecommendationSource.VISIT,
        visit=held,
        official_code="A.I.5.ii.a",
        owner=stage.people["lead"],
        due_on=stage.day(8),
        by=lead,
        now=stage.at(35),
    )
    for code, by, day in (
        (MAIN_UNIT, "lead_1", -7),
        ("2.02", "lead_1", 2),
        (LIBRARY, "lead_2", -4),
    ):
        mentoring.plan_visit(
            unit=stage.units[code],
            held_on=stage.day(day),
            place="Kantor unit",
            purpose="Melihat kemajuan rencana kerja dan bukti area pelayanan.",
            by=stage.people[by],
            now=stage.at(16),
        )


ADVICE = (
    ("Tetapkan ukuran keberhasilan untuk setiap kegiatan rencana kerja.", "A.I.1.ii.a", "lead1"),
    ("Perbarui SOP pindah datang sesuai alur layanan daring.", "A.I.2.i.a", "lead2"),
    ("Lakukan penilaian kinerja individu setiap triwulan.", "A.I.3.iv.a", "lead3"),
    ("Pasang hasil survei triwulan di ruang tunggu dan laman unit.", "A.I.6.iv.b", "lead6"),
)


def _report(stage: Stage) -> None:
    """The main unit's report of the last quarter, issued with four recommendations."""
    quarter = last_quarter_before(stage.day(0))
    held = quarter.end - timedelta(days=5)
    ago = (stage.day(0) - held).days
    report = _written(stage, MAIN_UNIT, ago)
    made = [
        mentoring.recommend(
            unit=stage.units[MAIN_UNIT],
            program=stage.program(MAIN_UNIT),
            text=text,
            source=RecommendationSource.MONITORING,
            report=report,
            official_code=code,
            owner=stage.people[owner],
            due_on=max(stage.day(max(0, ago - 1)), stage.day(10 - 14 * place)),
            by=stage.people["pic"],
            now=stage.at(ago, 90),
        )
        for place, (text, code, owner) in enumerate(ADVICE)
    ]
    mentoring.issue_report(
        report=report,
        number=stage.number("LAP", max(0, ago - 1)),
        dated_on=stage.day(max(0, ago - 1)),
        by=stage.heads[MAIN_UNIT],
        now=stage.at(max(0.0, ago - 1)),
    )
    _follow_up(stage, made, min(7, ago - 2))
    for code in REPORTED:
        mentoring.issue_report(
            report=_written(stage, code, ago),
            number=stage.number("LAP", max(0, ago - 2)),
            dated_on=stage.day(max(0, ago - 2)),
            by=stage.heads[code],
            now=stage.at(max(0.0, ago - 2)),
        )
    _written(stage, LIBRARY, ago)


def _written(stage: Stage, code: str, ago: int) -> MonitoringReport:
    quarter = last_quarter_before(stage.day(0))
    return mentoring.save_report(
        program=stage.program(code),
        side=ReportSide.UNIT,
        frequency=Frequency.QUARTERLY,
        year=quarter.start.year,
        number=(quarter.start.month + 2) // 3,
        content=ReportContent(
            held_on=stage.day(ago),
            leader_took_part=code == MAIN_UNIT,
            invited=14,
            attended=12 if code == MAIN_UNIT else 7,
            progress="Sebelas dari lima belas kegiatan rencana kerja selesai pada waktunya.",
            findings="SOP pindah datang belum diperbarui; hasil survei belum dipasang.",
        ),
        by=stage.pics[code],
        now=stage.at(ago),
    )


def _follow_up(stage: Stage, made: list[Recommendation], days: int) -> None:
    """One was done and seen, one waits to be seen, one has begun."""
    links = EvidenceLink.objects.filter(sheet=stage.sheet(MAIN_UNIT)).select_related("evidence")
    proof = links.order_by("official_code").first()
    if proof is None:
        return
    for place, (advice, text) in enumerate(
        zip(made[2:], ("Penilaian triwulan berjalan.", "Sudah dipasang."), strict=True)
    ):
        mentoring.follow_up(
            recommendation=advice,
            text=text,
            evidence=[proof.evidence],
            claims_done=True,
            by=stage.people[ADVICE[2 + place][2]],
            now=stage.at(days),
        )
    mentoring.verify(
        recommendation=made[2], note="Sudah dilihat.", by=stage.inspector, now=stage.at(days - 1)
    )
    mentoring.follow_up(
        recommendation=made[0],
        text="Ukuran keberhasilan disusun untuk sembilan dari lima belas kegiatan.",
        evidence=[],
        claims_done=False,
        by=stage.people["lead1"],
        now=stage.at(days, 60),
    )


def _ask_national(stage: Stage) -> None:
    unit, lead = stage.units[MAIN_UNIT], stage.people["lead_1"]
    for topic, question, days in (
        ("Survei eksternal", "Apakah survei BPS semester lalu masih dapat dipakai?", 45),
        ("Unit keliling", "Apakah layanan keliling dievaluasi bersama unit induknya?", 12),
    ):
        asked = mentoring.ask_tpn(
            agency=stage.agency, unit=unit, topic=topic, question=question, by=lead,
            now=stage.at(days),
        )  # fmt: skip
        mentoring.send_to_tpn(
            question=asked,
            sent_on=stage.day(days - 1),
            reference=f"Portal TPN, tiket {days}",
            by=lead,
            now=stage.at(days - 1),
        )
        if days > 30:
            mentoring.record_tpn_answer(
                question=asked,
                answer="Dapat, selama tidak lebih dari enam bulan pada saat pengusulan.",
                answered_on=stage.day(days - 9),
                answered_by="Sekretariat TPN",
                by=lead,
                now=stage.at(days - 9),
            )
