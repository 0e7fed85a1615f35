"""Who may not review a unit: who belongs to it, worked for it in the period, or said so.

Whoever works at a unit above or below is tied as well; in the preliminary stage only below, because
there the unit above is the one that must pre-assess (90/2021 Annex II Ch. I.A.1).
"""

from datetime import date

from django.db.models import Q

from bening.accounts.models import REVIEWER_ROLES, Person, Posting, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.audit.models import Event
from bening.evaluations.instruments import instrument_of
from bening.evidence.models import EvidenceLink
from bening.programs.models import ZoneProgram
from bening.reviews.models import ConflictDeclaration, ReviewStage
from bening.reviews.refusals import ConflictOfInterest

POSTED, HELD_ROLE, FILLED, DECLARED = (
    "conflict_posted",
    "conflict_role",
    "conflict_filled",
    "conflict_declared",
)


def tie_of(person: Person, program: ZoneProgram, stage: ReviewStage, on: date) -> str | None:
    """The first tie of a person with a program's unit, as a code of `ConflictOfInterest`.

    Looked at from the first day of the cycle's period on; at most six queries.
    """
    return present_tie_of(person, program, stage, on) or (
        FILLED if _filled(person, program) else None
    )


def present_tie_of(
    person: Person, program: ZoneProgram, stage: ReviewStage, on: date
) -> str | None:
    """The same without looking for old traces in the sheet: three queries, for every saved value.

    Who filled the sheet was refused when the team was assigned, and can't fill it since without a
    role at the unit.
    """
    if _is_posted(person, program, stage, on):
        return POSTED
    if _holds_role(person, program, stage, on):
        return HELD_ROLE
    if _declared(person, program):
        return DECLARED
    return None


def check_free(person: Person, program: ZoneProgram, stage: ReviewStage, on: date) -> None:
    """Raises ConflictOfInterest: asked when somebody is to review."""
    _refuse(tie_of(person, program, stage, on), person, program)


def check_still_free(person: Person, program: ZoneProgram, stage: ReviewStage, on: date) -> None:
    """Raises ConflictOfInterest: asked with every value."""
    _refuse(present_tie_of(person, program, stage, on), person, program)


def _refuse(code: str | None, person: Person, program: ZoneProgram) -> None:
    if code is not None:
        raise ConflictOfInterest(code, person=person.name, unit=program.unit.name)


def _around(unit: WorkUnit, stage: ReviewStage) -> Q:
    """Units of the tree whose people are tied with `unit`."""
    near = Q(unit__path__startswith=unit.path)
    if stage != ReviewStage.PRELIMINARY:
        step = WorkUnit.steplen
        above = [unit.path[:length] for length in range(step, len(unit.path), step)]
        near |= Q(unit__path__in=above)
    return near


def _is_posted(person: Person, program: ZoneProgram, stage: ReviewStage, on: date) -> bool:
    since = program.cycle.period_starts_on
    return (
        Posting.objects.filter(_around(program.unit, stage), person=person, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since))
        .exists()
    )


def _holds_role(person: Person, program: ZoneProgram, stage: ReviewStage, on: date) -> bool:
    since = program.cycle.period_starts_on
    head = Q(role=Role.AGENCY_HEAD, agency_id=program.agency_id)
    return (
        RoleAssignment.objects.filter(_around(program.unit, stage) | head, person=person)
        .exclude(role__in=REVIEWER_ROLES)
        .filter(starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since))
        .filter(Q(ended_at__isnull=True) | Q(ended_at__date__gte=since))
        .exists()
    )


def _filled(person: Person, program: ZoneProgram) -> bool:
    """Whether the person ever answered, imported, sent or proved anything of this sheet.

    Events about a question or the sheet itself are the unit's; those of reviews stand elsewhere.
    """
    sheet = program.sheet
    codes = (question.code for question in instrument_of(sheet.instrument).questions)
    answered = Event.objects.filter(
        by=person.pk,
        subject_type="question",
        subject_id__in=[f"{sheet.pk}/{code}" for code in codes],
    )
    imported = Event.objects.filter(by=person.pk, subject_type="sheet", subject_id=str(sheet.pk))
    proved = EvidenceLink.objects.filter(
        Q(linked_by=person) | Q(evidence__added_by=person), sheet=sheet
    )
    return answered.exists() or imported.exists() or proved.exists()


def _declared(person: Person, program: ZoneProgram) -> bool:
    newest = (
        ConflictDeclaration.objects.filter(person=person, unit_id=program.unit_id)
        .order_by("-declared_at", "-pk")
        .values_list("has_tie", flat=True)
        .first()
    )
    return bool(newest)
