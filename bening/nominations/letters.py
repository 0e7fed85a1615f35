"""The letters of a proposal and of the national team, built from data; Indonesian as the forms are.

Contents follow PermenPANRB 5/2024 Annex II Ch. II (one letter to the Minister, a statement of each
head of unit) and 90/2021 Annex II Ch. III (result of the selection, notice).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from bening.accounts.models import Person
from bening.documents import spelling
from bening.documents.letters import (
    Block,
    Facts,
    Grid,
    Heading,
    Items,
    Letter,
    Paragraph,
    Signature,
)
from bening.domain.gates import Gate, Verdict
from bening.nominations.models import (
    Selection,
    SelectionOutcome,
)
from bening.nominations.words import gate_label, reason_text
from bening.programs.models import Designation, ZoneProgram

MINISTER = (
    "Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
    "c.q. Deputi Bidang Reformasi Birokrasi, Akuntabilitas Aparatur, dan Pengawasan",
)
NATIONAL_TEAM = "Tim Penilai Nasional"
TITLES = {Designation.WBK: "Menuju WBK", Designation.WBBM: "Menuju WBBM"}
OUTCOMES = {
    SelectionOutcome.PASSED: "lulus",
    SelectionOutcome.WITH_NOTES: "lulus dengan catatan",
    SelectionOutcome.FAILED: "tidak lulus",
}
VERDICTS = {
    Verdict.MET: "terpenuhi",
    Verdict.NOT_MET: "belum terpenuhi",
    Verdict.MISSING: "belum ada data",
    Verdict.WAIVED: "dikecualikan",
}


@dataclass(frozen=True, slots=True)
class Head:
    """Number and date of a letter, as the office gives them."""

    number: str
    dated_on: date


def day(day: date) -> str:
    return spelling.written_day(day)


def title_of(program: ZoneProgram) -> str:
    """The title that a program aims at."""
    return TITLES[Designation(program.target)]


def signature(person: Person, position: str) -> tuple[Signature, ...]:
    """Who signs, with the office held or the one meant."""
    return (Signature(person.name, person.position or position, person.employee_number),)


def _gate_rows(gates: Sequence[Gate]) -> list[tuple[str, str, str]]:
    with translation.override("id"):
        return [(gate_label(gate), VERDICTS[gate.verdict], reason_text(gate)) for gate in gates]


def _gates(caption: str, gates: Sequence[Gate]) -> Grid:
    return Grid(caption, ("Syarat", "Keadaan", "Penjelasan"), _gate_rows(gates), widths=(2.2, 1, 3))


def nomination_letter(
    programs: Sequence[ZoneProgram], totals: Sequence[str], head: Head, *, by: Person
) -> Letter:
    """The one letter of an agency for all units of a cycle."""
    agency, year = programs[0].unit.agency.name, programs[0].cycle.year
    return Letter(
        title=f"Surat pengusulan evaluasi Zona Integritas {agency} tahun {year}",
        heading="SURAT PENGUSULAN",
        agency=agency,
        number=head.number,
        subject=f"Pengusulan unit kerja untuk evaluasi Zona Integritas tahun {year}",
        attachments=f"{len(programs)} Surat Pernyataan Tanggung Jawab Mutlak dan berkas pendukung",
        addressee=MINISTER,
        place_and_date=day(head.dated_on),
        blocks=(
            Paragraph(
                f"Berdasarkan hasil evaluasi Tim Penilai Internal {agency}, unit kerja berikut "
                "memenuhi syarat dan diusulkan untuk dievaluasi oleh Tim Penilai Nasional."
            ),
            Grid(
                "Unit kerja yang diusulkan",
                ("No.", "Unit kerja", "Predikat", "Nilai TPI"),
                [
                    (str(place), program.unit.name, title_of(program), total)
                    for place, (program, total) in enumerate(zip(programs, totals, strict=True), 1)
                ],
                widths=(0.4, 3.4, 1.4, 1),
                right=(3,),
            ),
            Paragraph(
                "Lembar kerja evaluasi, laporan hasil evaluasi, Surat Pernyataan Tanggung Jawab "
                "Mutlak setiap kepala unit kerja, dan daftar bukti disampaikan bersama surat ini."
            ),
        ),
        signatures=signature(by, f"Pimpinan {agency}"),
        copies=(f"Inspektur {agency}", *(f"Kepala {program.unit.name}" for program in programs)),
    )


def responsibility_statement(
    program: ZoneProgram, gates: Sequence[Gate], head: Head, *, by: Person, snapshot: str
) -> Letter:
    """The statement of a unit's head that its data are true (SPTJM)."""
    unit, year = program.unit, program.cycle.year
    return Letter(
        title=f"Surat Pernyataan Tanggung Jawab Mutlak {unit.name} tahun {year}",
        heading="SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK",
        agency=unit.agency.name,
        unit=unit.name,
        number=head.number,
        place_and_date=day(head.dated_on),
        blocks=(
            Paragraph("Yang bertanda tangan di bawah ini:"),
            Facts(
                (
                    ("Nama", by.name),
                    ("NIP", by.employee_number or "–"),
                    ("Jabatan", by.position or f"Kepala {unit.name}"),
                    ("Unit kerja", unit.name),
                    ("Diusulkan untuk", f"{title_of(program)} tahun {year}"),
                )
            ),
            Paragraph("menyatakan dengan sesungguhnya bahwa:"),
            Items(
                (
                    (
                        "data, jawaban, dan bukti pada lembar kerja evaluasi dengan sidik SHA-256 "
                        f"{snapshot} adalah benar dan sesuai keadaan;"
                    ),
                    "keadaan syarat pengusulan pada tabel di bawah ini adalah benar;",
                    (
                        "saya bertanggung jawab mutlak atas kebenarannya dan bersedia menerima "
                        "akibat hukum bila kemudian terbukti tidak benar."
                    ),
                )
            ),
            _gates("Keadaan syarat pengusulan", gates),
        ),
        signatures=signature(by, f"Kepala {unit.name}"),
    )


def objection_letter(
    program: ZoneProgram, selection: Selection, reason: str, proof: str, head: Head, *, by: Person
) -> Letter:
    """The agency's objection to a failed selection."""
    unit = program.unit
    return Letter(
        title=f"Sanggahan hasil seleksi administrasi {unit.name}",
        heading="SURAT SANGGAHAN",
        agency=unit.agency.name,
        number=head.number,
        subject=f"Sanggahan atas hasil seleksi administrasi {unit.name}",
        addressee=MINISTER,
        place_and_date=day(head.dated_on),
        blocks=(
            Facts(
                (
                    ("Unit kerja", unit.name),
                    ("Diusulkan untuk", f"{title_of(program)} tahun {program.cycle.year}"),
                    ("Hasil seleksi", "tidak lulus"),
                    ("Alasan TPN", selection.notes),
                )
            ),
            Heading("Alasan sanggahan"),
            Paragraph(reason),
            Heading("Bukti"),
            Items((proof,)),
        ),
        signatures=signature(by, f"Pimpinan {unit.agency.name}"),
    )


def selection_result(
    program: ZoneProgram,
    outcome: SelectionOutcome,
    notes: str,
    last_day: date | None,
    gates: Sequence[Gate],
    head: Head,
    *,
    by: Person,
) -> Letter:
    """What the national team found in the administrative selection of one unit."""
    blocks: list[Block] = [
        Paragraph(
            f"Seleksi administrasi {program.unit.name} untuk {title_of(program)} tahun "
            f"{program.cycle.year} dinyatakan {OUTCOMES[outcome]}."
        )
    ]
    if notes:
        blocks += [Heading("Catatan"), Paragraph(notes)]
    if outcome is SelectionOutcome.WITH_NOTES and last_day:
        blocks.append(Paragraph(f"Perbaikan diterima paling lambat {day(last_day)}."))
    if outcome is SelectionOutcome.FAILED and last_day:
        blocks.append(
            Paragraph(
                f"Instansi dapat menyanggah satu kali paling lambat {day(last_day)}; keputusan "
                "atas sanggahan bersifat final."
            )
        )
    blocks += [Heading("Syarat pengusulan"), _gates("Keadaan syarat pengusulan", gates)]
    return Letter(
        title=f"Hasil seleksi administrasi {program.unit.name}",
        heading="HASIL SELEKSI ADMINISTRASI",
        agency=NATIONAL_TEAM,
        number=head.number,
        subject=f"Hasil seleksi administrasi Zona Integritas tahun {program.cycle.year}",
        addressee=(f"Pimpinan {program.unit.agency.name}",),
        place_and_date=day(head.dated_on),
        blocks=blocks,
        signatures=signature(by, NATIONAL_TEAM),
    )


def rejection_notice(
    program: ZoneProgram, reason: str, gates: Sequence[Gate], head: Head, *, by: Person
) -> Letter:
    """The notice that a unit is not evaluated (90/2021 Annex II Ch. III.A)."""
    return Letter(
        title=f"Pemberitahuan tidak dievaluasi {program.unit.name}",
        heading="PEMBERITAHUAN",
        agency=NATIONAL_TEAM,
        number=head.number,
        subject=f"{program.unit.name} tidak dilanjutkan ke desk evaluasi",
        addressee=(f"Pimpinan {program.unit.agency.name}",),
        place_and_date=day(head.dated_on),
        blocks=(
            Paragraph(
                f"Pra-evaluasi {program.unit.name} untuk {title_of(program)} tahun "
                f"{program.cycle.year} tidak dilanjutkan."
            ),
            Heading("Alasan"),
            Paragraph(reason),
            Heading("Syarat pengusulan"),
            _gates("Keadaan syarat pengusulan", gates),
        ),
        signatures=signature(by, NATIONAL_TEAM),
    )
