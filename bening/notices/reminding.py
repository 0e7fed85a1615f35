"""Reminds one person of last days, and tells those above of the ones that have passed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.calendars.models import Notice
from bening.calendars.queries import deputy_of, holidays_between
from bening.calendars.telling import notify
from bening.calendars.turns import Turn, turns_of
from bening.domain.reminders import EscalationPlan, reminder_step
from bening.domain.workdays import DaysOff
from bening.notices.models import DigestMail, Escalation, Reminder
from bening.notices.queries import plan_of, wants_mail
from bening.notices.superiors import Above, above_unit, home_of, levels_above

CALENDAR_SPAN = timedelta(days=200)
"""How far around the day days off are read: past limits are counted back, next mornings sought."""
NOTICES_OF = timedelta(days=1)
"""How far a first digest reaches back."""


@dataclass(slots=True)
class Round:
    """One morning in one agency: the calendar, the plan, and what was looked up on the way."""

    agency: Agency | None
    day: date
    now: datetime
    days_off: DaysOff
    plan: EscalationPlan
    _above: dict[UUID | None, Above] = field(default_factory=dict)
    _keys: dict[UUID, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, agency: Agency | None, *, day: date, now: datetime) -> "Round":
        """The round with the agency's calendar and plan: two queries."""
        off = holidays_between(agency, day - CALENDAR_SPAN, day + CALENDAR_SPAN)
        return cls(agency, day, now, off, plan_of(agency))

    def above(self, unit: UUID | None, agency: Agency) -> Above:
        """Who stands above a unit's people, looked up once a unit."""
        if unit not in self._above:
            self._above[unit] = above_unit(unit, agency.pk, self.day)
        return self._above[unit]

    def waits_for(self, person: Person, key: str) -> bool:
        """Whether the turn of that key is the person's as well; looked up once a person."""
        if person.pk not in self._keys:
            found = turns_of(person, self.now)
            self._keys[person.pk] = frozenset(turn.key for turn in found)
        return key in self._keys[person.pk]


def remind(person: Person, morning: Round) -> int:
    """Everything this morning has for one person; the number of new reminders and escalations.

    Doing it again on the same morning adds nothing.
    """
    dated = [turn for turn in turns_of(person, morning.now) if turn.due_on is not None]
    deputy = deputy_of(person, morning.day) if dated else None
    with transaction.atomic():
        new = _new_reminders(_steps(person, deputy.deputy if deputy else None, dated, morning))
        told = list(_escalated(person, dated, morning))
        people = {each.person for each in new} | {escalation.told for escalation in told}
        if told or _has_news(person, morning):
            people.add(person)
        for one in people:
            _ask_for_mail(one, morning)
    return len(new) + len(told)


def forget(url: str) -> None:
    """Takes back the reminders that lead to a page."""
    Reminder.objects.filter(url=url).delete()


def _steps(
    person: Person, deputy: Person | None, turns: list[Turn], morning: Round
) -> Iterator[Reminder]:
    for turn in turns:
        due_on = turn.due_on
        if due_on is None:
            continue
        step = reminder_step(due_on, morning.day, morning.days_off, runs_from=turn.runs_from)
        if step is None:
            continue
        yield _reminder(person, None, turn, due_on, step, morning)
        if deputy is not None and not turn.personal:
            yield _reminder(deputy, person, turn, due_on, step, morning)


def _reminder(
    person: Person, absent: Person | None, turn: Turn, due_on: date, step: str, morning: Round
) -> Reminder:
    return Reminder(
        agency=morning.agency,
        person=person,
        on_behalf_of=absent,
        key=turn.key,
        step=step,
        due_on=due_on,
        day=morning.day,
        title=turn.title[:300],
        detail=turn.detail[:500],
        url=turn.url[:300],
        made_at=morning.now,
    )


def _new_reminders(steps: Iterable[Reminder]) -> list[Reminder]:
    """Keeps those that have not gone out."""
    wanted = {(each.person_id, each.key, each.due_on, each.step): each for each in steps}
    if not wanted:
        return []
    there = Reminder.objects.filter(
        person__in={person for person, *_ in wanted}, key__in={key for _, key, *_ in wanted}
    ).values_list("person_id", "key", "due_on", "step")
    gone = set(there)
    new = [each for mark, each in wanted.items() if mark not in gone]
    Reminder.objects.bulk_create(new, ignore_conflicts=True)
    return new


def _escalated(owner: Person, turns: list[Turn], morning: Round) -> Iterator[Escalation]:
    """Tells each level whose day has come; once each person, turn and last day."""
    if morning.agency is None:
        return
    for turn in turns:
        if turn.personal or turn.due_on is None:
            continue
        level = morning.plan.level(turn.due_on, morning.day, morning.days_off)
        if level:
            yield from _handed_up(owner, turn, turn.due_on, level, morning, morning.agency)


def _handed_up(
    owner: Person, turn: Turn, due_on: date, level: int, morning: Round, agency: Agency
) -> Iterator[Escalation]:
    unit = home_of(owner, turn.unit, morning.day)
    above = [
        (number, superior)
        for number, people in enumerate(
            _told(owner, turn, morning.above(unit, agency), morning)[:level], 1
        )
        for superior in people
    ]
    before = Escalation.objects.filter(owner=owner, key=turn.key, due_on=due_on)
    known = set(before.values_list("told_id", flat=True))
    new = [
        Escalation(
            agency=agency,
            key=turn.key,
            due_on=due_on,
            title=turn.title[:300],
            level=number,
            owner=owner,
            told=superior,
            made_at=morning.now,
        )
        for number, superior in above
        if superior.pk not in known
    ]
    if new:
        Escalation.objects.bulk_create(new)
        _tell(owner, turn, new, unit, morning)
        yield from new


def _told(owner: Person, turn: Turn, above: Above, morning: Round) -> list[tuple[Person, ...]]:
    """The levels above, without the owner and without those who have the same turn themselves."""
    levels = (
        tuple(one for one in people if one.pk != owner.pk and not morning.waits_for(one, turn.key))
        for people in levels_above(owner, above, morning.day)
    )
    return [people for people in levels if people]


def _tell(
    owner: Person, turn: Turn, new: list[Escalation], unit: UUID | None, morning: Round
) -> None:
    due = turn.due_on.isoformat() if turn.due_on else ""
    level = max(each.level for each in new)
    names = ", ".join(each.told.name for each in new)
    agency = morning.agency.pk if morning.agency else None
    mark = f"{turn.key}:{due}:{level}"
    notify(
        people=[each.told for each in new],
        code="turn_escalated",
        key=f"escalated:{owner.pk}:{mark}"[:200],
        url=turn.url,
        values={
            "title": turn.title,
            "detail": turn.detail.rstrip("."),
            "due_on": due,
            "owner": owner.name,
        },
        agency=agency,
        now=morning.now,
    )
    notify(
        people=[owner],
        code="turn_handed_up",
        key=f"handed_up:{mark}"[:200],
        url=turn.url,
        values={
            "title": turn.title,
            "detail": turn.detail.rstrip("."),
            "due_on": due,
            "told": names,
        },
        agency=agency,
        now=morning.now,
    )
    audit.record(
        act="turn.escalated",
        by=None,
        agency=agency,
        subject=("unit", unit) if unit else ("person", owner.pk),
        at=morning.now,
        data={
            "turn": turn.key,
            "title": turn.title,
            "detail": turn.detail.rstrip("."),
            "due_on": due,
            "level": level,
            "owner": owner.name,
            "told": names,
        },
    )


def _has_news(person: Person, morning: Round) -> bool:
    """Whether something was told since the last digest that the person has not read."""
    return Notice.objects.filter(
        person=person, read_at__isnull=True, made_at__gt=_since(person, morning)
    ).exists()


def _since(person: Person, morning: Round) -> datetime:
    last = DigestMail.objects.filter(person=person, day__lt=morning.day).order_by("-day").first()
    return last.made_at if last else morning.now - NOTICES_OF


def _ask_for_mail(person: Person, morning: Round) -> None:
    if wants_mail(person):
        DigestMail.objects.get_or_create(
            person=person,
            day=morning.day,
            defaults={
                "agency_id": person.agency_id,
                "since": _since(person, morning),
                "made_at": morning.now,
            },
        )
