"""Questions of a sheet that somebody was asked to answer, as turns: one for each sheet and day."""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import ngettext

from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.evaluations.models import Answer, Assignment, SheetState

MOST = 500


def turns(person: Person, now: datetime) -> list[Turn]:
    """The open questions with a day, of sheets that are being filled. One query."""
    del now
    answered = Answer.objects.filter(
        sheet_id=OuterRef("sheet_id"), official_code=OuterRef("official_code")
    ).exclude(value="", inputs={})
    found = (
        Assignment.objects.filter(
            ~Exists(answered), assignee=person, due_on__isnull=False, sheet__state=SheetState.DRAFT
        )
        .select_related("sheet__unit", "sheet__cycle")
        .order_by("due_on", "official_code")[:MOST]
    )
    together: dict[tuple[UUID, date], list[Assignment]] = defaultdict(list)
    for each in found:
        if each.due_on is not None:
            together[each.sheet_id, each.due_on].append(each)
    return [_turn(sheet, due, each) for (sheet, due), each in together.items()]


def _turn(sheet: UUID, due: date, assignments: list[Assignment]) -> Turn:
    one = assignments[0]
    count = len(assignments)
    return Turn(
        key=f"questions:{sheet}:{one.assignee_id}:{due.isoformat()}",
        title=one.sheet.unit.name,
        detail=ngettext(
            "%(count)s pertanyaan belum dijawab, lembar kerja %(year)s",
            "%(count)s pertanyaan belum dijawab, lembar kerja %(year)s",
            count,
        )
        % {"count": count, "year": one.sheet.cycle.year},
        url=f"{reverse('evaluations:sheet', args=[sheet])}?lembar=penuh&saring=saya",
        due_on=due,
        unit=one.sheet.unit_id,
    )
