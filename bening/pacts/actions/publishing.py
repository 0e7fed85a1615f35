"""The switch of a unit's public page, and its news."""

from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.pacts import access
from bening.pacts.models import Commitment, DeclaredProgram, NewsItem, PublicPage
from bening.pacts.refusals import PactRefused


@transaction.atomic
def open_page(*, unit: WorkUnit, by: Person, now: datetime) -> PublicPage:
    """Everybody may read the unit's page.

    Raises NotAllowed, PactRefused("nothing_to_show", "page_already_so").
    """
    access.check_can_run_unit(by, unit)
    shown = (
        DeclaredProgram.objects.filter(unit=unit),
        NewsItem.objects.filter(unit=unit, removed_at__isnull=True),
        Commitment.objects.filter(unit=unit),
    )
    if not any(rows.exists() for rows in shown):
        raise PactRefused("nothing_to_show", unit=unit.name)
    return _switch(unit, is_open=True, by=by, now=now)


@transaction.atomic
def close_page(*, unit: WorkUnit, by: Person, now: datetime) -> PublicPage:
    """The page is shown to nobody. Raises NotAllowed, PactRefused("page_already_so")."""
    access.check_can_run_unit(by, unit)
    return _switch(unit, is_open=False, by=by, now=now)


def _switch(unit: WorkUnit, *, is_open: bool, by: Person, now: datetime) -> PublicPage:
    WorkUnit.objects.select_for_update().get(pk=unit.pk)
    page = PublicPage.objects.filter(unit=unit).first()
    if (page is not None and page.is_open) == is_open:
        raise PactRefused("page_already_so", unit=unit.name)
    page = page or PublicPage(agency_id=unit.agency_id, unit=unit)
    page.is_open, page.changed_by, page.changed_at = is_open, by, now
    page.save()
    audit.record(
        act="public_page.opened" if is_open else "public_page.closed",
        by=by.pk,
        agency=unit.agency_id,
        subject=("unit", unit.pk),
        at=now,
        data={"unit": unit.name},
    )
    return page


@transaction.atomic
def add_news(
    *,
    unit: WorkUnit,
    title: str,
    dated_on: date,
    by: Person,
    now: datetime,
    outlet: str = "",
    url: str = "",
    text: str = "",
) -> NewsItem:
    """News of the unit, with where it appeared or what it says.

    Raises NotAllowed, PactRefused("news_needs_link_or_text", "news_in_future").
    """
    access.check_can_write_page(by, unit)
    if not url.strip() and not text.strip():
        raise PactRefused("news_needs_link_or_text", field="url")
    if dated_on > day_in(unit.zone, now):
        raise PactRefused("news_in_future", field="dated_on")
    made = NewsItem.objects.create(
        agency_id=unit.agency_id,
        unit=unit,
        title=title.strip(),
        dated_on=dated_on,
        outlet=outlet.strip(),
        url=url.strip(),
        text=text.strip(),
        added_by=by,
        added_at=now,
    )
    _record("news.added", made, by, now)
    return made


@transaction.atomic
def remove_news(*, item: NewsItem, by: Person, now: datetime) -> NewsItem:
    """The item is shown no more; it stays on record. Raises NotAllowed, PactRefused."""
    access.check_can_write_page(by, item.unit)
    kept = NewsItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if kept.removed_at is not None:
        raise PactRefused("news_removed")
    kept.removed_by, kept.removed_at = by, now
    kept.save(update_fields=["removed_by", "removed_at"])
    _record("news.removed", kept, by, now)
    return kept


def _record(act: str, item: NewsItem, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=item.agency_id,
        subject=("unit", item.unit_id),
        at=now,
        data={
            "news": item.pk,
            "title": item.title,
            "dated_on": item.dated_on.isoformat(),
            "url": item.url,
        },
    )
