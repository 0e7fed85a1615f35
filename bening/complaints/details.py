"""One complaint as the desk shows it: what was said, the terms, and what is like it."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Q, QuerySet

from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.complaints import access
from bening.complaints.content import Story, read_story, read_text
from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintMessage,
    ComplaintOfficer,
    MessageKind,
    ReportedParty,
)
from bening.conflicts.ties import ties_of
from bening.domain.complaints import OPEN, likeness, words_of

ALIKE = Fraction(3, 10)
AROUND = timedelta(days=30)
LOOKED_AT = 100
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the conversation, readable."""

    message: ComplaintMessage
    text: str
    files: tuple[Attachment, ...]

    @property
    def is_internal(self) -> bool:
        """Whether the reporter does not read it."""
        return self.message.kind == MessageKind.NOTE

    @property
    def is_of_reporter(self) -> bool:
        """Whether the reporter wrote it."""
        return self.message.by_id is None and self.message.kind != MessageKind.NOTICE


@dataclass(frozen=True, slots=True)
class Alike:
    """Another complaint that may be the same matter."""

    complaint: Complaint
    share: Fraction

    @property
    def percent(self) -> int:
        """How alike, in whole percents."""
        return round(self.share * 100)


def conversation(complaint: Complaint, *, internal: bool) -> list[Said]:
    """What was said, oldest first; the reporter's page asks without what is internal."""
    rows = complaint.messages.select_related("by").prefetch_related("attachments")
    if not internal:
        rows = rows.exclude(kind=MessageKind.NOTE)
    return [Said(row, read_text(row), tuple(row.attachments.all())) for row in rows]


def alike(complaint: Complaint, person: Person, story: Story, *, on: date) -> list[Alike]:
    """Open complaints of the unit around the same time that share many words with this one.

    Their texts are opened in memory to be compared and shown to nobody here. Whatever the person
    is tied to on the day is left out.
    """
    if complaint.state not in OPEN:
        return []
    mine = words_of(f"{story.title} {story.story}")
    rows = (
        access.complaints_of(person)
        .filter(
            unit_id=complaint.unit_id,
            state__in=[state.value for state in OPEN],
            filed_at__range=(complaint.filed_at - AROUND, complaint.filed_at + AROUND),
        )
        .exclude(Q(pk=complaint.pk) | access.tied_to(person, on))
        .order_by("-filed_at")[:LOOKED_AT]
    )
    found = []
    for row in rows:
        other = read_story(row)
        share = likeness(mine, words_of(f"{other.title} {other.story}"))
        if share >= ALIKE:
            found.append(Alike(row, share))
    return sorted(found, key=lambda one: one.share, reverse=True)[:SHOWN]


def handlers_for(complaint: Complaint, on: date) -> QuerySet[Person]:
    """Who may handle it on a day: officers of its unit and coordinators.

    None whom it is about, and none with a declared tie to them or to the unit.
    """
    duties = ComplaintOfficer.objects.filter(
        in_force(on),
        Q(unit_id=complaint.unit_id) | Q(unit__isnull=True),
        agency_id=complaint.agency_id,
    )
    keys = set(duties.values_list("person_id", flat=True))
    about = set(
        ReportedParty.objects.filter(complaint=complaint).values_list("person_id", flat=True)
    )
    tied = ties_of(keys, unit=complaint.unit, on=on, about=about)
    return Person.objects.filter(pk__in=keys - about - tied.keys(), is_active=True).order_by("name")
