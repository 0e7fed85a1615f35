"""What the duty lists refuse besides whoever may not write them."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.domain.wealth_reports import WealthRefused
from bening.wealth_reports import actions
from bening.wealth_reports.models import (
    KindChoice,
    OccasionChoice,
    RankChoice,
    WealthDuty,
    WealthOfficer,
)
from tests.features.wealth_reports.test_lists import AFTER, RECAP
from tests.people import NOW, Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(cast: Cast) -> Person:
    """Coordinator of the cast's unit."""
    actions.name_officer(
        agency=cast.agency, unit=cast.unit, person=cast.colleague, by=cast.unit_head, now=NOW
    )
    return cast.colleague


def add(cast: Cast, by: Person, **changed: Any) -> WealthDuty:
    values: dict[str, Any] = {
        "year": 2026,
        "employee_number": "198001012005011001",
        "name": "Sari",
        "kind": KindChoice.LHKPN,
        "rank": RankChoice.UNIT_HEAD,
        "occasion": OccasionChoice.YEARLY,
        "since": None,
        **changed,
    }
    return actions.add_duty(unit=cast.unit, **values, by=by, now=NOW)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rank": RankChoice.STAFF}, "wealth_rank_of_other_kind"),
        ({"employee_number": "123"}, "wealth_nip"),
        ({"name": " "}, "wealth_name_missing"),
        ({"occasion": OccasionChoice.START}, "wealth_since_missing"),
    ],
)
def test_nobody_is_listed_with_what_cannot_be(
    cast: Cast, keeper: Person, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(WealthRefused, match=code):
        add(cast, keeper, **changed)


def test_nobody_is_listed_twice_for_one_occasion(cast: Cast, keeper: Person) -> None:
    add(cast, keeper)
    add(cast, keeper, occasion=OccasionChoice.START, since=date(2026, 1, 5))
    with pytest.raises(WealthRefused, match="wealth_duty_known"):
        add(cast, keeper)


def test_whoever_keeps_a_list_is_of_the_agency_named_once_and_ends_once(
    cast: Cast, keeper: Person
) -> None:
    name: dict[str, Any] = {"agency": cast.agency, "unit": cast.unit, "by": cast.unit_head}
    left = cast.area_member
    left.is_active = False
    for person, code in (
        (cast.outsider, "wealth_of_other_agency"),
        (left, "wealth_of_other_agency"),
        (keeper, "wealth_officer_already"),
    ):
        with pytest.raises(WealthRefused, match=code):
            actions.name_officer(person=person, now=NOW, **name)
    end: dict[str, Any] = {"officer": WealthOfficer.objects.get(), "by": cast.unit_head, "now": NOW}
    actions.end_officer(**end)
    with pytest.raises(WealthRefused, match="wealth_officer_ended"):
        actions.end_officer(**end)


def test_nobody_keeps_the_list_of_a_unit_elsewhere(cast: Cast) -> None:
    with pytest.raises(WealthRefused, match="wealth_of_other_agency"):
        actions.name_officer(
            agency=cast.agency,
            unit=cast.outside_unit,
            person=cast.colleague,
            by=cast.agency_admin,
            now=NOW,
        )


def test_an_empty_recap_is_not_taken_over(cast: Cast, keeper: Person) -> None:
    with pytest.raises(WealthRefused, match="wealth_recap_empty"):
        actions.import_recap(unit=cast.unit, year=2026, lines=[], by=keeper, now=NOW)


def test_nothing_is_kept_of_an_empty_list(cast: Cast, keeper: Person) -> None:
    with pytest.raises(WealthRefused, match="wealth_recap_empty"):
        actions.take_snapshot(unit=cast.unit, year=2026, by=keeper, now=AFTER)


def test_a_recap_of_a_unit_kept_no_more_is_not_taken_over(
    client: Client, cast: Cast, keeper: Person
) -> None:
    """Looked at while the duty ran, sent after it ended; another unit's list is kept still."""
    actions.name_officer(
        agency=cast.agency, unit=cast.other_unit, person=keeper, by=cast.agency_admin, now=NOW
    )
    sign_in(client, keeper)
    url = reverse("wealth_reports:import")
    file = SimpleUploadedFile("rekap.csv", RECAP.encode())
    seen = client.post(url, {"unit": str(cast.unit.pk), "year": "2026", "file": file})
    duty = WealthOfficer.objects.get(unit=cast.unit)
    actions.end_officer(officer=duty, by=cast.unit_head, now=NOW)
    sent = client.post(url, {"recap": seen.context["packed"]})
    assert (sent.status_code, WealthDuty.objects.count()) == (403, 0)
