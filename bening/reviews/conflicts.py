"""Who may not review a unit: who belongs to it, worked for it in the period, or said so.

Private interests declared elsewhere tie too (`bening.conflicts.ties`), and are not told of here.
Whoever works at a unit above or below is tied as well; in the preliminary stage only below, because
there the unit above is the one that must pre-assess (90/2021 Annex II Ch. I.A.1).
"""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from bening.accounts.models import REVIEWER_ROLES, Person, Posting, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.audit.models import Event
from bening.conflicts.ties import ties_of as interests_of
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

    Looked at from the first day of the cycle's period on; at most seven queries.
    """
    return ties_of([person], program, stage, on).get(person.pk)


def ties_of(
    people: Collection[Person], program: ZoneProgram, stage: ReviewStage, on: date
) -> dict[UUID, str]:
    """The first tie of each person who has one: at most seven queries, however many people."""
    keys = {person.pk for person in people}
    found = _present_ties(keys, program, stage, on)
    return dict.fromkeys(_filled(keys - set(found), program), FILLED) | found


def present_tie_of(
    person: Person, program: ZoneProgram, stage: ReviewStage, on: date
) -> str | None:
    """The same without looking for old traces in the sheet: four queries, for every saved value.

    Who filled the sheet was refused when the team was assigned, and can't fill it since without a
    role at the unit.
    """
    return _present_ties({person.pk}, program, stage, on).get(person.pk)


def _present_ties(
    people: set[UUID], program: ZoneProgram, stage: ReviewStage, on: date
) -> dict[UUID, str]:
    """The first tie of each person, the later ones of this order overruled by the earlier."""
    return (
        interests_of(people, unit=program.unit, on=on)
        | dict.fromkeys(_declared(people, program), DECLARED)
        | dict.fromkeys(_with_role(people, program, stage, on), HELD_ROLE)
        | dict.fromkeys(_posted(people, program, stage, on), POSTED)
    )


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


def _posted(
    people: set[UUID], program: ZoneProgram, stage: ReviewStage, on: date
) -> Iterable[UUID]:
    since = program.cycle.period_starts_on
    return (
        Posting.objects.filter(_around(program.unit, stage), person__in=people, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since))
        .values_list("person_id", flat=True)
    )


def _with_role(
    people: set[UUID], program: ZoneProgram, stage: ReviewStage, on: date
) -> Iterable[UUID]:
    since = program.cycle.period_starts_on
    head = Q(role=Role.AGENCY_HEAD, agency_id=program.agency_id)
    return (
        RoleAssignment.objects.filter(_around(program.unit, stage) | head, person__in=people)
        .exclude(role__in=REVIEWER_ROLES)
        .filter(starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since))
        .filter(Q(ended_at__isnull=True) | Q(ended_at__date__gte=since))
        .values_list("person_id", flat=True)
    )


def _filled(people: set[UUID], program: ZoneProgram) -> set[UUID]:
    """Who ever answered, imported, sent or proved anything of this sheet.

    Events about a question or the sheet itself are the unit's; those of reviews stand elsewhere.
    """
    sheet = program.sheet
    codes = (question.code for question in instrument_of(sheet.instrument).questions)
    events = Event.objects.filter(by__in=people).order_by().values_list("by", flat=True).distinct()
    answered = events.filter(
        subject_type="question", subject_id__in=[f"{sheet.pk}/{code}" for code in codes]
    )
    imported = events.filter(subject_type="sheet", subject_id=str(sheet.pk))
    proved = (
        EvidenceLink.objects.filter(
            Q(linked_by__in=people) | Q(evidence__added_by__in=people), sheet=sheet
        )
        .order_by()
        .values_list("linked_by", "evidence__added_by")
        .distinct()
    )
    found = {one for one in (*answered, *imported) if one is not None}
    return people & found.union(*proved)


def _declared(people: set[UUID], program: ZoneProgram) -> Iterable[UUID]:
    """Whose newest declaration names a tie."""
    rows = ConflictDeclaration.objects.filter(person__in=people, unit_id=program.unit_id)
    newest = dict(rows.order_by("declared_at", "pk").values_list("person_id", "has_tie"))
    return (person for person, has_tie in newest.items() if has_tie)
