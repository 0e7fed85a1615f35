"""What the agency and the unit can do for one program: statement, repair, objection, own award."""

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.workdays import is_in_time
from bening.nominations import access, actions, forms
from bening.nominations.conditions import last_failure, newest_selection
from bening.nominations.models import Objection, SelectionOutcome
from bening.nominations.queries import own_statement
from bening.nominations.words import day_text
from bening.nominations.working import Work
from bening.programs.models import ProgramState, ZoneProgram


def works(program: ZoneProgram, person: Person, now: datetime) -> list[Work]:
    """The forms of the program's page in this feature."""
    return [
        *_statement(program, person, now),
        *_repair(program, person, now),
        *_objection(program, person, now),
        *_own_award(program, person, now),
    ]


def _statement(program: ZoneProgram, person: Person, now: datetime) -> list[Work]:
    today = today_of(person, now)
    if not access.signs_for(person, program.unit, today):
        return []
    unit = own_statement(program)
    if unit is None or unit.nomination.is_sent or program.state != ProgramState.ELIGIBLE:
        return []
    if unit.statement is not None and unit.statement.withdrawn_at is None:
        return []
    return [
        Work(
            name="sptjm",
            title=_("Tanda tangani SPTJM"),
            button=_("Tanda tangani dan segel"),
            make=partial(forms.NumberForm, initial={"dated_on": today}),
            act=partial(actions.sign_statement, program=program, by=person, now=now),
            done=_("SPTJM ditandatangani dan disegel."),
            help=_(
                "Dengan ini Anda menyatakan bahwa lembar kerja, bukti, dan keadaan syarat di "
                "halaman ini benar, dan bertanggung jawab mutlak atasnya."
            ),
            is_main=True,
        )
    ]


def _repair(program: ZoneProgram, person: Person, now: datetime) -> list[Work]:
    selection = newest_selection(program)
    if (
        program.state != ProgramState.ADMIN_SELECTION
        or selection is None
        or selection.outcome != SelectionOutcome.WITH_NOTES
        or selection.repair_due_on is None
        or selection.repaired_at is not None
        or not access.can_repair(person, program, today_of(person, now))
    ):
        return []
    return [
        Work(
            name="perbaikan",
            title=_("Kirim perbaikan"),
            button=_("Kirim perbaikan"),
            make=forms.RepairForm,
            act=partial(actions.hand_in_repair, program=program, by=person, now=now),
            done=_("Perbaikan terkirim ke TPN."),
            help=_("Diterima sampai akhir hari %(day)s.")
            % {"day": day_text(selection.repair_due_on)},
            is_main=True,
        )
    ]


def _objection(program: ZoneProgram, person: Person, now: datetime) -> list[Work]:
    if program.state != ProgramState.OBJECTION:
        return []
    failed = last_failure(program)
    if (
        failed is None
        or failed.objection_until is None
        or not access.can_object(person, program.agency_id, today_of(person, now))
        or not is_in_time(now, failed.objection_until, program.unit.zone)
        or Objection.objects.filter(program=program).exists()
    ):
        return []
    return [
        Work(
            name="sanggah",
            title=_("Ajukan sanggahan"),
            button=_("Ajukan sanggahan"),
            make=partial(forms.ObjectionForm, initial={"dated_on": today_of(person, now)}),
            act=partial(actions.file_objection, program=program, by=person, now=now),
            done=_("Sanggahan terkirim ke TPN."),
            help=_("Hanya satu kali, sampai akhir hari %(day)s. Keputusan TPN final.")
            % {"day": day_text(failed.objection_until)},
            is_main=True,
        )
    ]


def _own_award(program: ZoneProgram, person: Person, now: datetime) -> list[Work]:
    today = today_of(person, now)
    if program.state != ProgramState.AGENCY_DECISION or not access.is_head(
        person, program.agency_id, today
    ):
        return []
    return [
        Work(
            name="penetapan",
            title=_("Tetapkan Menuju WBK"),
            button=_("Catat penetapan"),
            make=partial(forms.DecreeForm, initial={"decreed_on": today}),
            act=partial(actions.award_by_agency, program=program, by=person, now=now),
            done=_("Predikat Menuju WBK tercatat."),
            help=_("Evaluasi WBK mandiri: instansi menetapkan dengan keputusannya sendiri."),
            is_main=True,
        )
    ]
