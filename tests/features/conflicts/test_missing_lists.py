"""Whose list of the year is missing: a number for the officer's turn, names on the page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person, Posting
from bening.conflicts import actions, queries
from bening.conflicts.models import InterestList
from bening.conflicts.waiting import turns
from tests.features.conflicts.conftest import post
from tests.features.conflicts.test_ties import signed
from tests.people import NOW, TODAY, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db


def names(officer: Person, on: date = TODAY) -> list[str]:
    return [row.person.name for row in queries.without_list(officer, on)]


def told(officer: Person, at: datetime = NOW) -> list[str]:
    return [turn.detail for turn in turns(officer, at) if turn.key.startswith("interests_missing")]


def test_who_works_there_and_has_not_signed(cast: Cast, staff: Person, officer: Person) -> None:
    post(cast, make_person("Wati Lain", agency=cast.agency), cast.other_unit)
    post(cast, officer)

    assert names(officer) == [staff.name]
    assert told(officer) == ["1 pegawai belum menandatangani"]

    signed(staff)
    assert names(officer) == []
    assert told(officer) == []


def test_a_draft_or_the_list_of_another_year_is_not_signed(
    cast: Cast, staff: Person, officer: Person
) -> None:
    actions.start_list(by=staff, now=NOW)
    assert names(officer) == [staff.name]
    InterestList.objects.all().delete()
    signed(staff)
    assert names(officer) == []
    InterestList.objects.update(year=2025)
    assert names(officer) == [staff.name]


def test_who_left_or_may_not_sign_in_is_not_missing(
    cast: Cast, staff: Person, officer: Person
) -> None:
    Posting.objects.update(ends_on=TODAY)
    assert names(officer) == [staff.name]
    Posting.objects.update(ends_on=TODAY - timedelta(days=1))
    assert names(officer) == []
    Posting.objects.update(ends_on=None)
    Person.objects.filter(pk=staff.pk).update(is_active=False)
    assert names(officer) == []


def test_the_turn_comes_before_the_last_day_and_is_handed_up(
    cast: Cast, staff: Person, officer: Person
) -> None:
    first = datetime(2026, 2, 14, 3, tzinfo=UTC)

    assert told(officer, first - timedelta(days=1)) == []
    (turn,) = [one for one in turns(officer, first) if one.key.startswith("interests_missing")]
    assert (turn.runs_from, turn.due_on) == (date(2026, 1, 1), date(2026, 3, 31))
    assert not turn.personal
    (own,) = turns(staff, first)
    assert (own.runs_from, own.due_on, own.personal) == (turn.runs_from, turn.due_on, True)


def test_names_are_for_the_officer_alone(
    client: Client, cast: Cast, staff: Person, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    address, heading = reverse("conflicts:lists"), "Belum menandatangani daftar 2026"

    page = sign_in(client, officer).get(address).content.decode()
    assert heading in page
    assert staff.name in page
    for other in (cast.pic, cast.unit_head, cast.agency_admin, staff):
        assert names(other) == []
        assert heading not in sign_in(client, other).get(address).content.decode()
