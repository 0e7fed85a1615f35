"""Tells people when three quarters, nine tenths and all of a term are spent: once each.

A look reads the clocks whose next mark has come; nothing is kept in memory, so a program that was
down finds the same marks and tells of the highest.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person, Role, RoleAssignment
from bening.calendars import telling
from bening.calendars.telling import notify, with_days
from bening.casework.actions import recount
from bening.casework.models import CaseClock, ClockMark, ClockState
from bening.domain.casework import Mark
from bening.domain.days import day_in

log = logging.getLogger("bening.casework")

BATCH = 200
EASTWARD = timedelta(hours=14)
"""The day has begun somewhere this much earlier than in UTC."""
TOLD_AT_LIMIT = (Role.UNIT_HEAD, Role.INSPECTOR)

Superiors = Callable[[CaseClock], Iterable[Person]]
_superiors: dict[str, Superiors] = {}

SENTENCES = {
    "clock_75": with_days(
        _("%(title)s: tiga perempat waktu terpakai, paling lambat %(due_on)s."), "due_on"
    ),
    "clock_90": with_days(_("%(title)s: waktu hampir habis, paling lambat %(due_on)s."), "due_on"),
    "clock_100": with_days(_("%(title)s melewati batas waktu %(due_on)s."), "due_on"),
}


def tell_superiors_by(channel: str, who: Superiors) -> None:
    """Declares who above a channel's owners hears of a term that has passed."""
    _superiors[channel] = who


def tell_marks(*, now: datetime) -> int:
    """One look; how many marks people were told of. Several processes may look."""
    latest = (now + EASTWARD).date()
    due = CaseClock.objects.filter(state=ClockState.RUNNING, next_mark_on__lte=latest)
    told = 0
    for key in due.order_by("next_mark_on", "pk").values_list("pk", flat=True)[:BATCH]:
        try:
            told += _tell(key, now)
        except Exception:
            log.exception("the marks of one case were left out")
    return told


def _tell(key: UUID, now: datetime) -> int:
    with transaction.atomic():
        clock = (
            CaseClock.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "owner")
            .get(pk=key)
        )
        if clock.state != ClockState.RUNNING:
            return 0
        found = recount(clock, now=now)
        today = day_in(clock.unit.zone, now)
        before = set(ClockMark.objects.filter(clock=clock).values_list("mark", flat=True))
        reached = [mark for mark, day in found.marks_on.items() if day <= today]
        new = [mark for mark in reached if mark not in before]
        if not new:
            return 0
        ClockMark.objects.bulk_create(
            [ClockMark(clock=clock, mark=mark, told_at=now) for mark in new]
        )
        later = [day for mark, day in found.marks_on.items() if mark not in reached]
        clock.next_mark_on = min(later, default=None)
        clock.save(update_fields=["next_mark_on"])
        mark = new[-1]
        notify(
            people=_people(clock, mark, now),
            code=f"clock_{mark}",
            key=f"clock:{clock.pk}:{mark}:{clock.due_on}",
            url=clock.url,
            values={
                "title": clock.title,
                "due_on": clock.due_on.isoformat() if clock.due_on else "",
            },
            agency=clock.agency_id,
            now=now,
        )
    return len(new)


def _people(clock: CaseClock, mark: Mark, now: datetime) -> list[Person]:
    owner = [clock.owner] if clock.owner else []
    if mark is not Mark.OVERDUE and owner:
        return owner
    named = _superiors.get(clock.channel)
    if named is not None:
        return [*owner, *named(clock)]
    return owner if clock.is_protected else [*owner, *_heads(clock, now)]


def _heads(clock: CaseClock, now: datetime) -> list[Person]:
    """The heads of the unit, the inspectors of its agency."""
    held = RoleAssignment.objects.in_force(day_in(clock.unit.zone, now)).filter(
        role__in=TOLD_AT_LIMIT, agency_id=clock.agency_id, person__is_active=True
    )
    return [
        row.person
        for row in held.select_related("person")
        if row.role == Role.INSPECTOR or row.unit_id == clock.unit_id
    ]


def register_sentences() -> None:
    """Declares the notices; called when the application is ready."""
    telling.say(SENTENCES)
