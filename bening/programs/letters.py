"""The covering letter with which a head of unit sends the self-assessment."""

from datetime import date, datetime
from fractions import Fraction

from django.utils import translation

from bening.accounts.access import own_roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.documents import spelling
from bening.documents.actions import issue
from bening.documents.letters import Facts, Items, Letter, Paragraph, Signature
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.domain.scoring import rounded
from bening.evaluations.models import EvaluationSheet, SheetState, Snapshot
from bening.programs import lifecycle
from bening.programs.conditions import needs_preliminary
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.refusals import ProgramRefused


@with_papers
def write_cover_letter(
    *, program: ZoneProgram, number: str, dated_on: date, by: Person, now: datetime
) -> OfficialDocument:
    """Issues the unit's covering letter from what was submitted, signed by the head of the unit.

    Raises NotAllowed, ProgramRefused("out_of_order", "sheet_not_submitted", "letter_in_future"),
    and what `documents.actions.issue` refuses.
    """
    if Role.UNIT_HEAD not in own_roles_of(by, program.unit):
        raise NotAllowed("unit_head_only", unit=program.unit.name)
    program = lifecycle.locked(program.pk)
    sheet = EvaluationSheet.objects.select_for_update(of=("self",)).get(pk=program.sheet.pk)
    state = ProgramState(program.state)
    if state != ProgramState.SELF_ASSESSMENT:
        raise ProgramRefused(
            "out_of_order",
            move=str(DocumentKind.UNIT_COVER_LETTER.label),
            state=str(state.label),
            needed=str(ProgramState.SELF_ASSESSMENT.label),
        )
    snapshot = sheet.snapshots.order_by("-number").first()
    if sheet.state != SheetState.SUBMITTED or snapshot is None:
        raise ProgramRefused("sheet_not_submitted", unit=program.unit.name)
    if dated_on > day_in(program.unit.zone, now):
        raise ProgramRefused("letter_in_future", field="dated_on")
    with translation.override("id"):  # an official letter, whatever language its writer reads
        letter = cover_letter(program, snapshot, number=number, dated_on=dated_on, by=by)
    return issue(
        kind=DocumentKind.UNIT_COVER_LETTER,
        letter=letter,
        agency=program.unit.agency,
        unit=program.unit,
        program=program,
        number=number,
        dated_on=dated_on,
        signer=by,
        signed_as=f"Kepala {program.unit.name}",
        by=by,
        now=now,
        content={"snapshot": str(snapshot.pk), "sha256": snapshot.sha256, "total": snapshot.total},
    )


def cover_letter(
    program: ZoneProgram, snapshot: Snapshot, *, number: str, dated_on: date, by: Person
) -> Letter:
    """The letter as data."""
    year = program.cycle.year
    total = str(rounded(Fraction(snapshot.total))).replace(".", ",")
    addressee = (
        "Pimpinan unit kerja jenjang di atasnya selaku penilai pendahuluan"
        if needs_preliminary(program)
        else "Tim Penilai Internal"
    )
    return Letter(
        title=f"Surat pengantar penilaian mandiri {year} {program.unit.name}",
        heading="SURAT PENGANTAR",
        agency=program.unit.agency.name,
        unit=program.unit.name,
        number=number,
        subject=f"Penyampaian penilaian mandiri Zona Integritas tahun {year}",
        attachments="1 (satu) berkas lembar kerja evaluasi",
        addressee=(addressee, program.unit.agency.name),
        place_and_date=spelling.written_day(dated_on),
        blocks=(
            Paragraph(
                f"Bersama ini kami sampaikan hasil penilaian mandiri pembangunan Zona Integritas "
                f"{program.unit.name} dengan target {program.get_target_display()}."
            ),
            Facts(
                (
                    ("Tahun evaluasi", str(year)),
                    ("Nilai penilaian mandiri", total),
                    ("Rekaman", f"nomor {snapshot.number}"),
                    ("SHA-256 rekaman", snapshot.sha256),
                )
            ),
            Paragraph("Kami menyatakan bahwa:"),
            Items(
                (
                    "jawaban diisi menurut keadaan yang sebenarnya;",
                    "data dukung yang dilampirkan adalah dokumen unit kerja;",
                    "kami bersedia memberi penjelasan dan memperlihatkan dokumen aslinya.",
                ),
                style="letter",
            ),
            Paragraph("Atas perhatiannya kami ucapkan terima kasih."),
        ),
        signatures=(
            Signature(by.name, by.position or f"Kepala {program.unit.name}", by.employee_number),
        ),
    )
