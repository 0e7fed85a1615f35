"""The letters of the panel: minutes with every vote, and the national report (LHE TPN).

90/2021 Annex II Ch. III.D and E. Indonesian as the forms are; numbers come from the exact score.
"""

from collections.abc import Sequence

from django.utils import translation

from bening.documents import spelling
from bening.documents.common import check_name, source
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
from bening.domain.scoring import ScoreSummary
from bening.evaluations.instruments import instrument_of
from bening.nominations.letters import MINISTER, NATIONAL_TEAM, Head, day, title_of
from bening.nominations.models import (
    Clearance,
    FieldNote,
    Objection,
    PanelMember,
    PanelSession,
    Vote,
)

VOTES = {Vote.AWARD: "penetapan predikat", Vote.COACHING: "pembinaan"}


def _chair(session: PanelSession) -> tuple[Signature, ...]:
    """The chair signs as chair, whatever the office held elsewhere."""
    return (Signature(session.chair.name, "Ketua Panel TPN", session.chair.employee_number),)


def panel_minutes(
    session: PanelSession, members: Sequence[PanelMember], reason: str, head: Head
) -> Letter:
    """Minutes of a panel with every vote and its reason."""
    program = session.program
    rows = [
        (
            member.person.name,
            VOTES[Vote(member.vote)] if member.vote else "tidak hadir",
            member.reason or member.absent,
        )
        for member in members
    ]
    votes = [member for member in members if member.vote]
    for_title = sum(1 for member in votes if member.vote == Vote.AWARD)
    return Letter(
        title=f"Berita acara panel {program.unit.name}",
        heading="BERITA ACARA PANEL",
        agency=NATIONAL_TEAM,
        number=head.number,
        subject=f"Panel {program.unit.name}, {title_of(program)} tahun {program.cycle.year}",
        place_and_date=day(head.dated_on),
        blocks=(
            Facts(
                (
                    ("Unit kerja", program.unit.name),
                    ("Instansi", program.unit.agency.name),
                    ("Kuorum", f"{session.quorum} suara"),
                    ("Suara untuk penetapan", f"{for_title} dari {len(votes)}"),
                    ("Putusan", VOTES[Vote(session.decision)]),
                )
            ),
            Grid("Suara anggota panel", ("Anggota", "Suara", "Alasan"), rows, widths=(2, 1.2, 3)),
            Heading("Pertimbangan"),
            Paragraph(reason),
        ),
        signatures=_chair(session),
    )


def national_report(
    session: PanelSession,
    summary: ScoreSummary,
    clearances: Sequence[Clearance],
    notes: Sequence[FieldNote],
    objection: Objection | None,
    head: Head,
) -> Letter:
    """The report of the national evaluation (LHE TPN), from the values found in the field."""
    program = session.program
    checks = summary.checks(program.target)
    missed = [check for check in checks if not check.passed]
    verdict = (
        f"Seluruh nilai minimal {title_of(program)} terpenuhi."
        if not missed
        else f"{len(missed)} nilai minimal {title_of(program)} belum terpenuhi."
    )
    with translation.override("id"):
        minima = [
            (
                check_name(check),
                spelling.points_against(check.score, check.points_min),
                spelling.points(check.points_min),
                "terpenuhi" if check.passed else "belum terpenuhi",
            )
            for check in checks
        ]
        answers = [
            (
                str(one.get_body_display()),
                str(one.get_result_display()),
                day(one.received_on) if one.received_on else "–",
                one.note or "–",
            )
            for one in clearances
        ]
        seen = [
            (day(one.held_on), str(one.get_kind_display()), one.about, one.findings)
            for one in notes
        ]
    blocks: list[Block] = [
        Heading("Dasar evaluasi"),
        Items((source(instrument_of(program.sheet.instrument)),)),
        Heading("Hasil"),
        Facts(
            (
                ("Unit kerja", program.unit.name),
                ("Instansi", program.unit.agency.name),
                ("Predikat yang diusulkan", title_of(program)),
                ("Nilai total evaluasi lapangan", spelling.points(summary.total)),
            )
        ),
        Paragraph(verdict),
        Grid(
            "Pemenuhan nilai minimal",
            ("Bagian", "Nilai", "Minimal", "Keadaan"),
            minima,
            widths=(3, 1, 1, 1.4),
            right=(1, 2),
        ),
        Heading("Klarifikasi lembaga pengawas"),
        Grid(
            "Jawaban lembaga pengawas",
            ("Lembaga", "Hasil", "Diterima", "Catatan"),
            answers,
            widths=(1.6, 1.4, 1.2, 2.4),
        ),
    ]
    if seen:
        blocks += [
            Heading("Wawancara, kunjungan, dan informasi media"),
            Grid(
                "Catatan tim penilai nasional",
                ("Tanggal", "Jenis", "Narasumber atau skenario", "Temuan"),
                seen,
                widths=(1.1, 1.2, 1.8, 3),
            ),
        ]
    if objection is not None:
        blocks += [
            Heading("Sanggahan"),
            Paragraph(
                f"Sanggahan {'diterima' if objection.is_accepted else 'ditolak'}: "
                f"{objection.answer}"
            ),
        ]
    blocks += [
        Heading("Rekomendasi"),
        Paragraph(f"Panel merekomendasikan {VOTES[Vote(session.decision)]}. {session.reason}"),
    ]
    return Letter(
        title=f"Laporan Hasil Evaluasi TPN {program.unit.name}",
        heading="LAPORAN HASIL EVALUASI TIM PENILAI NASIONAL",
        agency=NATIONAL_TEAM,
        number=head.number,
        subject=f"Hasil evaluasi {program.unit.name}, {title_of(program)} {program.cycle.year}",
        addressee=(
            (MINISTER[0],)
            if session.decision == Vote.AWARD
            else (f"Pimpinan {program.unit.agency.name}",)
        ),
        place_and_date=day(head.dated_on),
        blocks=blocks,
        signatures=_chair(session),
    )
