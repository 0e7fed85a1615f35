"""Prepared inserts leave the rows that `save` leaves, whatever was added before."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from bening.adapters.keys import new_key
from bening.adapters.prepared_writes import PreparedInsert
from bening.casework.models import CaseClock, Channel
from tests.people import make_agency, make_unit

pytestmark = pytest.mark.django_db

add = PreparedInsert(CaseClock)


def clock(unit: Any, **columns: Any) -> CaseClock:
    """A clock that nobody has kept yet."""
    return CaseClock(
        **{
            "agency": unit.agency,
            "unit": unit,
            "channel": Channel.COMPLAINT,
            "case": new_key(),
            "term": "complaint_verify",
            "days": 3,
            "counts": "working",
            "source": "Dasar 100 % & lain",
            "title": "Pengaduan ADU-2026-0001",
            "url": "/pengaduan/",
            "started_at": datetime(2026, 3, 2, 1, 2, 3, 456, UTC),
            **columns,
        }
    )


def plain(row: CaseClock) -> dict[str, Any]:
    """The columns as they lie there."""
    kept: dict[str, Any] = dict(CaseClock.objects.filter(pk=row.pk).values().get())
    kept.pop("id")
    kept.pop("case")
    return kept


def test_a_row_lies_there_as_save_leaves_it() -> None:
    unit = make_unit(make_agency(), "1")
    saved, added = clock(unit), clock(unit)
    saved.save(force_insert=True)
    assert add(added) is added
    assert plain(added) == plain(saved)
    assert added._state.adding is False
    assert added._state.db == "default"
    added.days = 5
    added.save()  # known as there: changed, not added once more
    assert CaseClock.objects.get(pk=added.pk).days == 5


def test_each_row_has_its_own_values() -> None:
    unit = make_unit(make_agency(), "1")
    first = add(clock(unit, due_on=date(2026, 3, 5), is_late=True))
    second = add(clock(unit, days=60, is_protected=True))
    one, two = CaseClock.objects.get(pk=first.pk), CaseClock.objects.get(pk=second.pk)
    assert (one.days, one.due_on, one.is_late, one.is_protected) == (
        3,
        date(2026, 3, 5),
        True,
        False,
    )
    assert (two.days, two.due_on, two.is_late, two.is_protected) == (60, None, False, True)


def test_what_the_database_refuses_leaves_the_others() -> None:
    unit = make_unit(make_agency(), "1")
    first = add(clock(unit))
    with pytest.raises(IntegrityError), transaction.atomic():
        add(clock(unit, case=first.case))
    third = add(clock(unit))
    assert set(CaseClock.objects.values_list("pk", flat=True)) == {first.pk, third.pk}


def test_a_model_with_numbers_of_the_database_is_not_taken() -> None:
    with pytest.raises(ValueError, match="the database fills"):
        PreparedInsert(ContentType)
