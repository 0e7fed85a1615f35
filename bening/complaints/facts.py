"""Facts of complaints: taken up, settled, in time, by which ways and by whom. No identities.

Nothing is proposed for a year without a complaint until TPI has confirmed it.
"""

from collections import Counter
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.accounts.duties import in_force
from bening.agencies.facts import known_unit
from bening.casework.models import CaseClock, ClockState
from bening.complaints.models import (
    OFFLINE,
    Complaint,
    ComplaintOfficer,
    ComplaintState,
    IntakeWay,
    LaporImport,
    NoComplaints,
    OfficerDuty,
)
from bening.complaints.moving import VERIFY
from bening.domain.complaints import OPEN, TERM_BY_CLASS
from bening.domain.days import day_in
from bening.domain.workdays import end_of_day, start_of_day
from bening.facts import Fact, FactValue, Period, Record, read_once, register

SETTLED = frozenset({ComplaintState.CLOSED, ComplaintState.HANDED_OVER})
NOT_DUE = frozenset({ComplaintState.REFUSED, ComplaintState.MERGED, ComplaintState.REDIRECTED})
"""Refused with a reason, or counted with another complaint or channel: nothing is due for it."""
FAST = Fraction(9, 10)
MANY_WAYS = 3
"""What "fast" and "many" mean is a rule of Bening; the official text gives no figure."""


class _Complaints:
    """What the facts of one unit and period stand on, each read when first asked for."""

    def __init__(self, unit_id: UUID, period: Period) -> None:
        self.period = period
        self.unit = known_unit(unit_id)

    @property
    def _came(self) -> Q:
        return Q(
            unit=self.unit,
            filed_at__gte=start_of_day(self.period.start, self.unit.zone),
            filed_at__lt=end_of_day(self.period.end, self.unit.zone),
        )

    @cached_property
    def rows(self) -> list[tuple[str, str, bool, bool]]:
        """State, way, whether late and whether answered, of all that came in."""
        found = Complaint.objects.filter(self._came)
        values = found.values_list("state", "way", "was_late", "answered_at")
        return [(state, way, late, at is not None) for state, way, late, at in values]

    @property
    def due(self) -> list[str]:
        """The states of those that must be followed up."""
        return [state for state, *_rest in self.rows if state not in NOT_DUE]

    @cached_property
    def confirmed(self) -> int:
        """How many calendar years of the period TPI confirmed to be without one."""
        return NoComplaints.objects.filter(
            unit=self.unit,
            year__range=(self.period.start.year, self.period.end.year),
            confirmed_at__isnull=False,
        ).count()

    @cached_property
    def ways(self) -> Counter[str]:
        """How many came in by each way."""
        return Counter(way for _state, way, *_rest in self.rows)

    def overdue(self, now: datetime) -> int:
        """How many nobody has verified or answered although the term of that has passed."""
        case = Complaint.objects.filter(self._came, state__in=[state.value for state in OPEN])
        clocks = CaseClock.objects.filter(
            case__in=case.values("pk"),
            term__in=(VERIFY, *TERM_BY_CLASS.values()),
            state=ClockState.RUNNING,
            due_on__lt=day_in(self.unit.zone, now),
        )
        return clocks.values("case").distinct().count()

    @cached_property
    def officers(self) -> Counter[str]:
        """The duties in force for the unit at the end of the period."""
        rows = ComplaintOfficer.objects.filter(
            in_force(self.period.end), agency_id=self.unit.agency_id
        )
        return Counter(
            row.duty for row in rows if row.unit_id == self.unit.pk or row.duty == _COORDINATOR
        )

    @cached_property
    def reads_lapor(self) -> bool:
        """Whether lists of SP4N-LAPOR! were read in the period."""
        return LaporImport.objects.filter(
            agency_id=self.unit.agency_id,
            at__gte=start_of_day(self.period.start, self.unit.zone),
            at__lt=end_of_day(self.period.end, self.unit.zone),
        ).exists()

    def value(self, value: Fraction, now: datetime, **counts: int) -> FactValue:
        """A value whose record is the list of the unit."""
        url = f"{reverse('complaints:desk')}?unit={self.unit.pk}"
        return FactValue(
            value=value,
            counts=counts,
            as_of=now,
            records=(Record(_("Daftar pengaduan unit ini"), url),),
        )


_COORDINATOR = OfficerDuty.COORDINATOR.value


def _read(unit_id: UUID, period: Period) -> _Complaints:
    return read_once(("complaints", unit_id, period), lambda: _Complaints(unit_id, period))


def followed_up(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of what came in that somebody has taken up, refusals with a reason included."""
    found = _read(unit_id, period)
    if not found.rows:
        return None
    taken = sum(state != ComplaintState.FILED for state, *_rest in found.rows)
    return found.value(Fraction(taken, len(found.rows)), now, taken=taken, received=len(found.rows))


def settled(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """Settled of those that must be followed up; 1 for a year confirmed to be without one."""
    found = _read(unit_id, period)
    due = found.due
    if not due:
        if not found.confirmed:
            return None
        return found.value(Fraction(1), now, due=0, open=0, settled=0, confirmed=found.confirmed)
    done = sum(state in SETTLED for state in due)
    return found.value(
        Fraction(done, len(due)), now, due=len(due), open=len(due) - done, settled=done, confirmed=0
    )


def media(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """4 with SP4N-LAPOR!, 3 without, 2 without an officer, 1 offline only: what was used."""
    found = _read(unit_id, period)
    if not found.rows:
        return None
    offline = sum(found.ways[way] for way in OFFLINE)
    online = len(found.rows) - offline
    officers = sum(found.officers.values())
    lapor = int(found.reads_lapor or bool(found.ways[IntakeWay.LAPOR]))
    if not offline:
        value = 0
    elif not online:
        value = 1
    else:
        value = 2 + bool(officers) * (1 + lapor)
    return found.value(
        Fraction(value), now, offline=offline, online=online, officers=officers, lapor=lapor
    )


def officers(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """2 where the unit has officers of its own, 1 where the agency has a coordinator, else 0."""
    found = _read(unit_id, period)
    own = sum(count for duty, count in found.officers.items() if duty != _COORDINATOR)
    coordinators = found.officers[_COORDINATOR]
    if not own and not coordinators and not found.rows:
        return None
    value = 2 if own else int(bool(coordinators))
    return found.value(Fraction(value), now, own=own, coordinators=coordinators)


def responsiveness(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """3 fast by many ways, 2 fast by few, 1 slow by many, 0 slow by few.

    `answered` counts what was answered and what had to be by now.
    """
    found = _read(unit_id, period)
    given = [late for _state, _way, late, is_answered in found.rows if is_answered]
    overdue = found.overdue(now)
    answered = len(given) + overdue
    if not answered:
        return None
    in_time = sum(not late for late in given)
    ways = len(found.ways)
    value = 2 * (Fraction(in_time, answered) >= FAST) + (ways >= MANY_WAYS)
    return found.value(
        Fraction(value), now, in_time=in_time, answered=answered, overdue=overdue, ways=ways
    )


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    for name, label, measure, query in (
        ("followed_up", gettext_lazy("Pengaduan yang ditindaklanjuti"), _SHARE, followed_up),
        ("settled", gettext_lazy("Pengaduan yang selesai"), _SHARE, settled),
        ("media", gettext_lazy("Media pengaduan yang dipakai"), _LEVEL, media),
        ("officers", gettext_lazy("Petugas pengaduan"), _LEVEL, officers),
        ("responsiveness", gettext_lazy("Kecepatan dan kanal pengaduan"), _LEVEL, responsiveness),
    ):
        register(Fact(f"complaints.{name}", label, measure, query))


_SHARE = gettext_lazy("bagian")
_LEVEL = gettext_lazy("tingkat")
