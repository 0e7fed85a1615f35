"""Reads of teams and of what waits: for the pages that are not the review of a sheet itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person, Role
from bening.programs.models import CycleDate, ProgramState, ZoneProgram
from bening.reviews import access
from bening.reviews.limits import Limits, limits_of
from bening.reviews.models import (
    AssignedRole,
    ReviewAssignment,
    ReviewRound,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
)
from bening.reviews.seats import given_in_force, rounds_seen_by
from bening.reviews.states import ASSIGNABLE, AWAITS_TEAM, BY_STATE, kind_of

MOST_PROGRAMS = 200


def teams_of(person: Person, now: datetime) -> QuerySet[ReviewTeam]:
    """The teams that the person forms: those of the own agency, or the national ones."""
    held = rights(person, today_of(person, now))
    agencies = [one.agency_id for one in held.held if one.role == Role.INSPECTOR]
    found = Q(agency_id__in=agencies)
    if held.is_operator:
        found |= Q(agency__isnull=True)
    return ReviewTeam.objects.filter(found).select_related("agency").order_by("closed_at", "name")


def teams_with_load(person: Person, now: datetime) -> "QuerySet[Any]":
    """The same with `people` in each and `units` that it reviews now."""
    return teams_of(person, now).annotate(
        people=Count("members", filter=Q(members__left_at__isnull=True), distinct=True),
        units=Count("assignments", filter=Q(assignments__ended_at__isnull=True), distinct=True),
    )


def leads_teams(person: Person, now: datetime) -> bool:
    """Whether the person forms any teams."""
    held = rights(person, today_of(person, now))
    return held.has(Role.INSPECTOR) or held.is_operator


@dataclass(frozen=True, slots=True)
class Load:
    """What a team carries, against its limit."""

    units: int
    most: int
    minutes: int

    @property
    def is_full(self) -> bool:
        """Whether no more units may be assigned."""
        return self.units >= self.most

    @property
    def hours(self) -> int:
        """The hours that the units take, rounded up."""
        return -(-self.units * self.minutes // 60)


def load_of(team: ReviewTeam, units: int, limits: Limits | None = None) -> Load:
    """The load of a team with that many units."""
    known = limits or limits_of(team.agency_id)
    return Load(units, known.units_per_team, known.minutes_per_unit)


def assignments_of(team: ReviewTeam) -> list[ReviewAssignment]:
    """What a team reviews and has reviewed, by unit."""
    return list(
        team.assignments.select_related(
            "program__unit__agency", "program__cycle", "letter"
        ).order_by("program__unit__name", "made_at")
    )


def assignable(
    team: ReviewTeam, person: Person, now: datetime, text: str = ""
) -> Sequence[ZoneProgram]:
    """The programs that a team could be given, by unit; at most 200."""
    if not access.leads_teams_of(person, team.agency_id, today_of(person, now)):
        return []
    taken = ReviewAssignment.objects.filter(
        program=OuterRef("pk"), stage=team.stage, ended_at__isnull=True
    )
    programs = ZoneProgram.objects.filter(state__in=ASSIGNABLE[ReviewStage(team.stage)])
    if team.agency_id is not None:
        programs = programs.filter(agency_id=team.agency_id)
    if text:
        programs = programs.filter(unit__name__icontains=text)
    return list(
        programs.exclude(Exists(taken))
        .select_related("unit__agency", "cycle", "sheet__instrument")
        .order_by("unit__name", "-cycle__year")[:MOST_PROGRAMS]
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A round as its person finds it in the list; `due_on` is the day set for the state."""

    round: ReviewRound
    tier: ReviewTier | None
    is_mine: bool
    is_second: bool
    due_on: date | None


def my_rounds(person: Person, now: datetime, limit: int = 200) -> list[Waiting]:
    """The rounds of a person, newest first, each with whether it waits for that person."""
    on = today_of(person, now)
    tiers = dict(
        given_in_force(on)
        .filter(member__person=person)
        .values_list("assignment_id", "member__tier")
    )
    rounds = list(rounds_seen_by(person, on).defer("snapshot__content")[:limit])
    days = _due_days(one.program for one in rounds)
    return [_waiting(one, tiers.get(one.assignment_id), person, days) for one in rounds]


def _waiting(
    round_: ReviewRound,
    held: str | None,
    person: Person,
    days: dict[tuple[UUID, str], date],
) -> Waiting:
    tier = ReviewTier(held) if held else None
    kind = kind_of(round_.stage, round_.step, round_.number)
    is_second = round_.second_evaluator_id == person.pk
    if round_.is_closed:
        return Waiting(round_, tier, False, is_second, None)
    turn = ReviewTier(round_.state)
    closes = turn == kind.chain[-1] and tier in kind.closers
    mine = tier is not None and (tier in kind.writers[turn] or closes)
    mine = mine or (is_second and round_.second_sent_at is None)
    due = days.get((round_.program.cycle_id, round_.program.state))
    return Waiting(round_, tier, mine, is_second, due)


def _due_days(programs: Iterable[ZoneProgram]) -> dict[tuple[UUID, str], date]:
    cycles = {program.cycle_id for program in programs}
    rows = CycleDate.objects.filter(cycle_id__in=cycles)
    return {(row.cycle_id, row.state): row.due_on for row in rows}


@dataclass(frozen=True, slots=True)
class Ready:
    """A program whose state asks for a round that nobody has opened yet."""

    assignment: ReviewAssignment
    due_on: date | None


def ready_to_open(person: Person, now: datetime) -> list[Ready]:
    """The programs of the person's teams for which a round can be opened now."""
    on = today_of(person, now)
    own = given_in_force(on).filter(member__person=person).values("assignment_id")
    open_rounds = ReviewRound.objects.filter(program=OuterRef("program_id"), closed_at__isnull=True)
    wanted = Q()
    for state, kind in BY_STATE.items():
        wanted |= Q(stage=kind.stage, program__state=state)
    rows = list(
        ReviewAssignment.objects.filter(wanted, pk__in=own, ended_at__isnull=True)
        .exclude(Exists(open_rounds))
        .select_related("program__unit", "program__cycle", "team")
        .order_by("program__unit__name")[:MOST_PROGRAMS]
    )
    days = _due_days(row.program for row in rows)
    return [Ready(row, days.get((row.program.cycle_id, row.program.state))) for row in rows]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A program in a stage for which no team is assigned."""

    program: ZoneProgram
    stage: ReviewStage
    due_on: date | None


def lacking_team(person: Person, now: datetime) -> list[Lacking]:
    """The programs that wait for this person to assign a team. Two queries, none for others."""
    held = rights(person, today_of(person, now))
    agencies = [one.agency_id for one in held.held if one.role == Role.INSPECTOR]
    wanted = Q()
    for state, stage in AWAITS_TEAM.items():
        if stage == ReviewStage.TPN:
            mine = Q() if held.is_operator else None
        else:
            mine = Q(agency_id__in=agencies) if agencies else None
        if mine is not None:
            lacks = ~Exists(
                ReviewAssignment.objects.filter(
                    program=OuterRef("pk"), stage=stage, ended_at__isnull=True
                )
            )
            wanted |= Q(state=state) & mine & Q(lacks)
    if not wanted:
        return []
    rows = list(
        ZoneProgram.objects.filter(wanted)
        .select_related("unit", "cycle")
        .order_by("unit__name")[:MOST_PROGRAMS]
    )
    days = _due_days(rows)
    return [
        Lacking(row, AWAITS_TEAM[ProgramState(row.state)], days.get((row.cycle_id, row.state)))
        for row in rows
    ]


def may_open(person: Person, program: ZoneProgram, now: datetime) -> bool:
    """Whether the person could open the round that the program's state asks for."""
    kind = BY_STATE.get(ProgramState(program.state))
    if kind is None or program.review_rounds.filter(closed_at__isnull=True).exists():
        return False
    assigned = ReviewAssignment.objects.filter(
        program=program, stage=kind.stage, ended_at__isnull=True
    )
    on = today_of(person, now)
    return assigned.exists() and access.allows(
        lambda: access.check_can_open(person, program, kind, on)
    )


def reviews_program(person: Person, program: ZoneProgram, now: datetime) -> bool:
    """Whether the person has to do with reviews of the program, as team, second or inspector."""
    on = today_of(person, now)
    return (
        rounds_seen_by(person, on).filter(program=program).exists()
        or AssignedRole.objects.filter(
            pk__in=given_in_force(on).filter(member__person=person, assignment__program=program)
        ).exists()
    )
