"""Who reads and acts on cases of discipline.

A case is read by the officers of its unit, its examiners and the heads above whom it concerns;
nobody else, administrators and inspectors included. Whoever is examined never reads the case
itself, examines it or decides it.
"""

from collections.abc import Collection, Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from bening.accounts.access import areas_led, rights, roles_of, today_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.casework.models import CaseClock
from bening.conflicts.ties import check_free
from bening.discipline.models import CaseExaminer, DisciplineCase, DisciplineOfficer, Level

KEEPERS = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC})
HEADS = frozenset({Role.UNIT_HEAD, Role.AGENCY_HEAD})
PEOPLE = 3
"""The area of human resources: its lead keeps the register of rules too."""


def officers_in_force(on: date) -> QuerySet[DisciplineOfficer]:
    """The officers on a day."""
    return DisciplineOfficer.objects.filter(in_force(on))


def officer_paths(person: Person, on: date) -> list[str]:
    """The paths of the units whose cases the person keeps, with all below them. One query."""
    if person.agency_id is None:
        return []
    rows = officers_in_force(on).filter(person=person, agency_id=person.agency_id)
    return list(rows.values_list("unit__path", flat=True))


def is_officer(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person is the officer of the unit or of one above."""
    return unit.agency_id == person.agency_id and any(
        unit.path.startswith(path) for path in officer_paths(person, on)
    )


def officers_over(unit: WorkUnit, on: date) -> list[Person]:
    """The active officers of a unit and of those above it, the nearest first."""
    rows = officers_in_force(on).filter(agency_id=unit.agency_id, person__is_active=True)
    found = [
        row for row in rows.select_related("person", "unit") if unit.path.startswith(row.unit.path)
    ]
    return [row.person for row in sorted(found, key=lambda row: -len(row.unit.path))]


def keeper_of(case: DisciplineCase, on: date) -> Person:
    """Which officer a term of the office is given to: who registered, if they keep it still.

    Else the nearest officer but whoever is examined; without any, who registered.
    """
    found = [each for each in officers_over(case.unit, on) if each.pk != case.person_id]
    if not found or case.registered_by in found:
        return case.registered_by
    return found[0]


def above_clock(clock: CaseClock) -> Iterable[Person]:
    """The officers hear of a term that has passed, unless the case is about them."""
    if clock.owner is None:
        return ()
    case = DisciplineCase.objects.filter(pk=clock.case).first()
    about = case.person_id if case is not None else None
    found = officers_over(clock.unit, today_of(clock.owner))
    return [each for each in found if each.pk not in (about, clock.owner_id)]


def in_charge(person: Person, on: date, paths: Collection[str] | None = None) -> Q | None:
    """Cases whose unit the person keeps or heads; None where there are none.

    `paths`: those that the person keeps, if known.
    """
    kept = officer_paths(person, on) if paths is None else paths
    found = [Q(unit__path__startswith=path) for path in kept]
    for held in rights(person, on).held:
        if held.agency_id != person.agency_id:
            continue
        if held.role == Role.UNIT_HEAD and held.unit_path is not None:
            found.append(Q(unit__path__startswith=held.unit_path))
        elif held.role == Role.AGENCY_HEAD:
            found.append(Q())
    return reduce(or_, found) & Q(agency_id=person.agency_id) if found else None


def may_keep(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person keeps the rules of the unit and how they were explained."""
    return bool(
        roles_of(person, unit, on) & KEEPERS
        or PEOPLE in areas_led(person, unit, on)
        or is_officer(person, unit, on)
    )


def check_can_keep(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("discipline_rules_kept_by")."""
    if not may_keep(person, unit, on):
        raise NotAllowed("discipline_rules_kept_by", unit=unit.name)


def may_name_officer(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person heads the unit or administers its agency."""
    return bool(roles_of(person, unit, on) & {Role.UNIT_HEAD, Role.AGENCY_ADMIN})


def check_can_name_officer(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("discipline_officer_named_by")."""
    if not may_name_officer(person, unit, on):
        raise NotAllowed("discipline_officer_named_by", unit=unit.name)


def keeps_any(person: Person, on: date) -> bool:
    """Whether the person keeps or heads any unit."""
    return bool(rights(person, on).roles & HEADS or officer_paths(person, on))


def check_keeps_any(person: Person, on: date) -> None:
    """Raises NotAllowed("discipline_of_keepers")."""
    if not keeps_any(person, on):
        raise NotAllowed("discipline_of_keepers")


def may_register(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person keeps or heads the unit."""
    return bool(roles_of(person, unit, on) & HEADS) or is_officer(person, unit, on)


def check_can_register(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("discipline_registered_by")."""
    if not may_register(person, unit, on):
        raise NotAllowed("discipline_registered_by", unit=unit.name)


def is_examiner(person: Person, case: DisciplineCase) -> bool:
    """Whether the person examines the case."""
    return CaseExaminer.objects.filter(case=case, person=person).exists()


def keeps(person: Person, case: DisciplineCase, on: date) -> bool:
    """Whether the person keeps the case as officer; never one's own."""
    return case.person_id != person.pk and is_officer(person, case.unit, on)


def decides(person: Person, case: DisciplineCase, on: date) -> bool:
    """Whether the person decides the case: a head; the agency's where it may be severe."""
    heads = HEADS if case.level != Level.SEVERE else {Role.AGENCY_HEAD}
    return case.person_id != person.pk and bool(roles_of(person, case.unit, on) & heads)


def examines(person: Person, case: DisciplineCase) -> bool:
    """Whether the person examines the case; never one's own."""
    return case.person_id != person.pk and is_examiner(person, case)


def check_can_name_examiner(person: Person, case: DisciplineCase, on: date) -> None:
    """Officer or whoever decides. Raises NotAllowed("discipline_examiner_named_by")."""
    if not (keeps(person, case, on) or decides(person, case, on)):
        raise NotAllowed("discipline_examiner_named_by")


def check_can_handle(person: Person, case: DisciplineCase, on: date) -> None:
    """Officer or examiner. Raises NotAllowed("discipline_handled_by")."""
    if not (keeps(person, case, on) or examines(person, case)):
        raise NotAllowed("discipline_handled_by")


def check_can_examine(person: Person, case: DisciplineCase, on: date) -> None:
    """An examiner without a tie. Raises NotAllowed("discipline_examined_by"), TiedByInterest."""
    if not examines(person, case):
        raise NotAllowed("discipline_examined_by")
    check_untied(person, case, on)


def check_can_record(person: Person, case: DisciplineCase, on: date) -> None:
    """An officer. Raises NotAllowed("discipline_recorded_by")."""
    if not keeps(person, case, on):
        raise NotAllowed("discipline_recorded_by")


def check_can_decide(person: Person, case: DisciplineCase, on: date) -> None:
    """A head without a tie. Raises NotAllowed("discipline_decided_by"), TiedByInterest."""
    if not decides(person, case, on):
        raise NotAllowed("discipline_decided_by")
    check_untied(person, case, on)


def check_can_appeal(person: Person, case: DisciplineCase, on: date) -> None:
    """Whoever was sanctioned, or an officer for them. Raises NotAllowed("discipline_appealed_by").

    The officer enters what was filed on paper.
    """
    if case.person_id != person.pk and not keeps(person, case, on):
        raise NotAllowed("discipline_appealed_by")


def check_untied(person: Person, case: DisciplineCase, on: date) -> None:
    """No declared interest in whoever is examined. Raises TiedByInterest."""
    check_free(person, unit=case.unit, on=on, about=[case.person_id])
