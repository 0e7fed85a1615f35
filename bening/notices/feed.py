"""The calendar of a person as other programs read it: what waits, and the dates of the cycle."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.icalendar import DayEvent, calendar
from bening.notices.queries import inbox_of
from bening.programs.models import CycleDate, ProgramState

KEPT_BACK = timedelta(days=60)
"""How long dates of a cycle stay in the calendar after they have passed."""


def feed_of(person: Person, now: datetime) -> str:
    """The whole calendar file, in the language in use. Queries: those of the inbox and one more."""
    events = [*_turns(person, now), *_cycle_dates(person, today_of(person, now))]
    return calendar(
        _("Bening: %(name)s") % {"name": person.name},
        events,
        made_at=now,
        language=person.language,
    )


def _turns(person: Person, now: datetime) -> Iterator[DayEvent]:
    inbox = inbox_of(person, now)
    for each in (*inbox.overdue, *inbox.soon, *inbox.later):
        turn = each.turn
        if turn.due_on is None:
            continue
        behalf = (
            "\n" + _("Mewakili %(names)s.") % {"names": ", ".join(each.on_behalf_of)}
            if each.on_behalf_of
            else ""
        )
        yield DayEvent(
            uid=_uid(f"turn:{turn.key}"),
            day=turn.due_on,
            summary=f"{turn.title}: {turn.detail}" if turn.detail else turn.title,
            description=f"{_('Batas giliran Anda di Bening.')}{behalf}",
            url=settings.BENING_PUBLIC_URL + turn.url if each.may_act else "",
        )


def _cycle_dates(person: Person, today: date) -> Iterator[DayEvent]:
    if person.agency_id is None:
        return
    dates = (
        CycleDate.objects.filter(agency_id=person.agency_id, due_on__gte=today - KEPT_BACK)
        .select_related("cycle")
        .order_by("due_on", "state")
    )
    for each in dates:
        state = ProgramState(each.state).label
        yield DayEvent(
            uid=_uid(f"cycle:{each.cycle_id}:{each.state}"),
            day=each.due_on,
            summary=_("Batas %(state)s, siklus %(year)s")
            % {"state": state, "year": each.cycle.year},
            description=each.source,
        )


def _uid(key: str) -> str:
    """The same for the same thing at each reading, and like no other installation's."""
    return (
        f"{sha256(key.encode()).hexdigest()[:40]}@{urlsplit(settings.BENING_PUBLIC_URL).hostname}"
    )
