"""The list of the desk: narrowed by an address, read forward by the last row seen.

Pages have no number: the next one begins after a row, so that the hundredth is as quick as the
first. Nothing here searches what people wrote; number and masked title are all that is looked at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.complaints.access import Desk, complaints_of, tied_to
from bening.complaints.models import Complaint, ComplaintClass, ComplaintState
from bening.domain.complaints import OPEN
from bening.domain.complaints.states import State

PAGE = 50
MOST_UNITS = 500
_NUMBER = re.compile(r"(?:adu-?)?(\d{4})-(\d{1,8})", re.IGNORECASE)
TO_DO = "perlu"
LATE = "terlambat"
STATE_GROUPS: Mapping[str, tuple[str, ...]] = {
    TO_DO: tuple(sorted(state.value for state in OPEN | {State.APPEALED})),
}
GROUP_WORDS = {TO_DO: _("Perlu tindakan")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; empty means everything."""

    state: str = ""
    classification: str = ""
    unit: UUID | None = None
    is_mine: bool = False
    is_late: bool = False
    text: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return self != Asked()

    def address(self) -> str:
        """The same as a query string, empty where nothing is asked."""
        pairs = {
            "status": self.state,
            "klas": self.classification,
            "unit": str(self.unit or ""),
            "milik": "saya" if self.is_mine else "",
            "batas": LATE if self.is_late else "",
            "q": self.text,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page, and the row after which the next begins.

    `tied` are the keys of rows that the person is tied to: of them only number and state are told.
    """

    rows: tuple[Complaint, ...]
    after: UUID | None
    tied: frozenset[UUID] = frozenset()


def read_asked(given: Mapping[str, str]) -> Asked:
    """The filter of an address; unknown values narrow nothing."""
    state, classification = given.get("status", ""), given.get("klas", "")
    return Asked(
        state=state if state in STATE_GROUPS or state in ComplaintState.values else "",
        classification=classification if classification in ComplaintClass.values else "",
        unit=key_of(given.get("unit", "")),
        is_mine=given.get("milik") == "saya",
        is_late=given.get("batas") == LATE,
        text=" ".join(given.get("q", "").split())[:80],
    )


def key_of(text: str) -> UUID | None:
    """The key that stands in an address; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def narrowed(
    rows: QuerySet[Complaint], asked: Asked, person: Person, today: date
) -> QuerySet[Complaint]:
    """The rows that fit; the words of what the person is tied to are not searched."""
    if asked.state:
        rows = rows.filter(state__in=STATE_GROUPS.get(asked.state, (asked.state,)))
    if asked.classification:
        rows = rows.filter(classification=asked.classification)
    if asked.unit is not None:
        rows = rows.filter(unit_id=asked.unit)
    if asked.is_mine:
        rows = rows.filter(owner=person)
    if asked.is_late:
        rows = rows.filter(due_on__lt=today)
    if asked.text:
        number = _NUMBER.fullmatch(asked.text)
        if number is not None:
            rows = rows.filter(number=f"ADU-{number[1]}-{int(number[2]):04d}")
        else:
            said = Q(title__icontains=asked.text) | Q(lapor_number=asked.text)
            rows = rows.filter(said & ~tied_to(person, today))
    return rows


def page(
    person: Person,
    asked: Asked,
    *,
    today: date,
    after: UUID | None = None,
    desk: Desk | None = None,
) -> Page:
    """One page, newest first; what is late comes with the longest late first. Four queries."""
    rows = narrowed(complaints_of(person, desk), asked, person, today)
    rows = rows.order_by("due_on", "pk") if asked.is_late else rows.order_by("-filed_at", "-pk")
    last = None
    if after is not None:  # also where it has left the list since: it tells where to go on
        known = complaints_of(person, desk).filter(pk=after)
        last = known.values("pk", "filed_at", "due_on").first()
    if last is not None and asked.is_late and last["due_on"] is not None:
        rows = rows.filter(due_on__gte=last["due_on"]).exclude(
            due_on=last["due_on"], pk__lte=last["pk"]
        )
    elif last is not None and not asked.is_late:
        rows = rows.filter(filed_at__lte=last["filed_at"]).exclude(
            filed_at=last["filed_at"], pk__gte=last["pk"]
        )
    found = tuple(rows.select_related("unit", "owner").defer("content")[: PAGE + 1])
    shown = found[:PAGE]
    keys = Complaint.objects.filter(pk__in=[row.pk for row in shown])
    tied = keys.filter(tied_to(person, today)).values_list("pk", flat=True)
    return Page(shown, found[PAGE - 1].pk if len(found) > PAGE else None, frozenset(tied))


def counts(person: Person, *, today: date, desk: Desk | None = None) -> dict[str, int]:
    """What waits, by what it waits for: three counts over what is open alone."""
    rows = complaints_of(person, desk)
    return {
        "filed": rows.filter(state=ComplaintState.FILED).count(),
        "late": rows.filter(due_on__lt=today).count(),
        "mine": rows.filter(owner=person, state__in=STATE_GROUPS[TO_DO]).count(),
    }


def units_of_desk(desk: Desk) -> QuerySet[WorkUnit]:
    """The units whose complaints the desk can be narrowed to."""
    where = Q(agency_id__in=desk.coordinates | desk.watched_agencies) | Q(
        pk__in=desk.liaises | desk.handles
    )
    for agency, path in desk.watched_paths:
        where |= Q(agency_id=agency, path__startswith=path)
    found: QuerySet[WorkUnit] = WorkUnit.objects.filter(where, closed_at__isnull=True)
    return found.order_by("name")[:MOST_UNITS]
