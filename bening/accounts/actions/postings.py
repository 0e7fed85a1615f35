"""Where people work: posted, moved, gone. A posting gives no right."""

from datetime import date, datetime, timedelta

from django.db import transaction

from bening.accounts import access
from bening.accounts.models import Person, Posting
from bening.accounts.refusals import PeopleRefused
from bening.agencies.models import WorkUnit
from bening.audit import record


@transaction.atomic
def post_person(
    *, person: Person, unit: WorkUnit, by: Person, now: datetime, starts_on: date | None = None
) -> Posting:
    """The person works in the unit from `starts_on`, today when not given.

    Whoever works somewhere already is moved: that posting ends the day before. For those who look
    after the person. Raises NotAllowed, PeopleRefused("posting_needs_unit", "unit_is_closed",
    "posting_same_unit", "posting_before_last").
    """
    access.check_can_look_after(by, person)
    kept = Person.objects.select_for_update().select_related(None).get(pk=person.pk)
    if kept.agency_id is None or unit.agency_id != kept.agency_id:
        raise PeopleRefused("posting_needs_unit", field="unit")
    if unit.closed_at is not None:
        raise PeopleRefused("unit_is_closed", field="unit", unit=unit.name)
    begins = starts_on or access.today_of(person, now)
    last = Posting.objects.filter(person=kept).select_related("unit").order_by("-starts_on").first()
    if last is not None:
        _make_way(last, unit, begins)
    made = Posting.objects.create(
        agency_id=kept.agency_id,
        person=kept,
        unit=unit,
        starts_on=begins,
        entered_by=by,
        entered_at=now,
    )
    _record("posting.began", made, unit, kept, by, now, on=begins)
    return made


def _make_way(last: Posting, unit: WorkUnit, begins: date) -> None:
    """Ends the posting before, on the eve of the new one."""
    if last.ends_on is None and last.unit_id == unit.pk:
        raise PeopleRefused("posting_same_unit", field="unit", unit=unit.name)
    if begins <= (last.ends_on or last.starts_on):
        raise PeopleRefused(
            "posting_before_last", field="starts_on", day=last.ends_on or last.starts_on
        )
    if last.ends_on is None:
        last.ends_on = begins - timedelta(days=1)
        last.save(update_fields=["ends_on"])


@transaction.atomic
def end_posting(*, posting: Posting, ends_on: date, by: Person, now: datetime) -> Posting:
    """`ends_on` is the last day: retired, gone to another agency, or entered by mistake.

    Raises NotAllowed, PeopleRefused("posting_ended", "posting_ends_before_start").
    """
    access.check_can_look_after(by, posting.person)
    kept = (
        Posting.objects.select_for_update(of=("self",))
        .select_related("person", "unit")
        .get(pk=posting.pk)
    )
    if kept.ends_on is not None:
        raise PeopleRefused("posting_ended", name=kept.person.name)
    if ends_on < kept.starts_on:
        raise PeopleRefused("posting_ends_before_start", field="ends_on")
    kept.ends_on = ends_on
    kept.save(update_fields=["ends_on"])
    _record("posting.ended", kept, kept.unit, kept.person, by, now, on=ends_on)
    return kept


def _record(
    act: str,
    posting: Posting,
    unit: WorkUnit,
    person: Person,
    by: Person,
    now: datetime,
    *,
    on: date,
) -> None:
    record(
        act=act,
        by=by.pk,
        agency=posting.agency_id,
        subject=("person", person.pk),
        at=now,
        data={"name": person.name, "unit": unit.pk, "where": unit.name, "on": on.isoformat()},
    )
