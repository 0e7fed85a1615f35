"""Stand-ins: named for a span, with roles from whoever may give them, ended at once."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.access import roles_of
from bening.accounts.models import Role, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.calendars import actions, queries
from bening.calendars.models import Deputy, Notice
from bening.calendars.refusals import CalendarRefused
from tests.people import NOW, TODAY, Cast, sign_in

FRIDAY = date(2026, 4, 17)


def appoint(cast: Cast, **more: object) -> Deputy:
    """The colleague stands in for the head of the unit, today until Friday."""
    values = {
        "person": cast.unit_head,
        "deputy": cast.colleague,
        "starts_on": TODAY,
        "ends_on": FRIDAY,
        "reason": "Cuti tahunan",
        "by": cast.unit_head,
        "now": NOW,
        **more,
    }
    return actions.appoint_deputy(**values)  # type: ignore[arg-type]


def test_a_stand_in_holds_on_both_ends_and_not_beyond(cast: Cast) -> None:
    appoint(cast)

    standing = [
        bool(queries.standing_in(cast.colleague, day))
        for day in (TODAY - timedelta(days=1), TODAY, FRIDAY, FRIDAY + timedelta(days=1))
    ]

    assert standing == [False, True, True, False]
    found = queries.deputy_of(cast.unit_head, TODAY)
    assert found is not None
    assert found.deputy == cast.colleague


def test_no_right_passes_over_by_itself(cast: Cast) -> None:
    appoint(cast)

    assert roles_of(cast.colleague, cast.unit, TODAY) == frozenset()


def test_both_are_told_once(cast: Cast) -> None:
    appoint(cast)

    told = Notice.objects.filter(code="deputy_appointed")
    assert {notice.person for notice in told} == {cast.unit_head, cast.colleague}


def test_an_administrator_lends_the_role_for_those_days(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.unit_head)
    made = appoint(cast, by=cast.agency_admin, roles=[role])

    assert roles_of(cast.colleague, cast.unit, FRIDAY) == {Role.UNIT_HEAD}
    assert roles_of(cast.colleague, cast.unit, FRIDAY + timedelta(days=1)) == frozenset()
    assert [given.person for given in made.roles.all()] == [cast.colleague]


def test_a_role_that_the_deputy_holds_already_is_not_given_again(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.pic)
    RoleAssignment.objects.create(
        person=cast.colleague,
        role=Role.UNIT_PIC,
        agency=cast.agency,
        unit=cast.unit,
        starts_on=date(2025, 1, 1),
        given_at=NOW,
    )

    made = appoint(cast, person=cast.pic, by=cast.agency_admin, roles=[role])

    assert not made.roles.exists()


def test_heads_can_not_lend_their_own_role(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.unit_head)

    with pytest.raises(NotAllowed):
        appoint(cast, roles=[role])
    assert not Deputy.objects.exists()


def test_the_role_must_be_the_persons_own(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.pic)

    with pytest.raises(CalendarRefused, match="role_of_somebody_else"):
        appoint(cast, by=cast.agency_admin, roles=[role])


@pytest.mark.parametrize("who", ["pic", "parent_head", "inspector", "operator", "outside_admin"])
def test_others_name_no_stand_in(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="deputy_own_or_admin"):
        appoint(cast, by=getattr(cast, who))
    assert not Deputy.objects.exists()


def test_a_stand_in_is_somebody_else_of_the_agency(cast: Cast) -> None:
    with pytest.raises(CalendarRefused, match="deputy_is_oneself"):
        appoint(cast, deputy=cast.unit_head)
    with pytest.raises(CalendarRefused, match="deputy_of_other_agency"):
        appoint(cast, deputy=cast.outsider)
    cast.colleague.is_active = False
    with pytest.raises(CalendarRefused, match="deputy_inactive"):
        appoint(cast)
    assert not Deputy.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (TODAY, TODAY - timedelta(days=1), "deputy_span"),
        (TODAY, TODAY + timedelta(days=367), "deputy_span"),
        (TODAY - timedelta(days=1), TODAY, "deputy_in_the_past"),
    ],
)
def test_spans_that_are_none(cast: Cast, starts_on: date, ends_on: date, code: str) -> None:
    with pytest.raises(CalendarRefused, match=code):
        appoint(cast, starts_on=starts_on, ends_on=ends_on)


def test_a_reason_is_asked_for(cast: Cast) -> None:
    with pytest.raises(CalendarRefused, match="deputy_reason_missing"):
        appoint(cast, reason=" ")


def test_one_stand_in_at_a_time(cast: Cast) -> None:
    first = appoint(cast)

    with pytest.raises(CalendarRefused, match="deputy_overlaps"):
        appoint(cast, deputy=cast.pic, starts_on=FRIDAY, ends_on=FRIDAY)
    appoint(cast, deputy=cast.pic, starts_on=FRIDAY + timedelta(1), ends_on=FRIDAY + timedelta(2))
    actions.end_deputy(deputy=first, by=cast.unit_head, now=NOW)
    appoint(cast, deputy=cast.pic)


def test_who_is_away_stands_in_for_nobody(cast: Cast) -> None:
    appoint(cast)

    with pytest.raises(CalendarRefused, match="deputy_is_absent"):
        appoint(cast, person=cast.pic, deputy=cast.unit_head, by=cast.pic)


def test_the_end_takes_the_lent_role_back(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.unit_head)
    made = appoint(cast, by=cast.agency_admin, roles=[role])

    with pytest.raises(NotAllowed):  # a head may not end the role of a head
        actions.end_deputy(deputy=made, by=cast.unit_head, now=NOW)
    with pytest.raises(NotAllowed, match="deputy_own_or_admin"):
        actions.end_deputy(deputy=made, by=cast.colleague, now=NOW)
    actions.end_deputy(deputy=made, by=cast.agency_admin, now=NOW)

    assert roles_of(cast.colleague, cast.unit, TODAY) == frozenset()
    assert queries.standing_in(cast.colleague, TODAY) == []
    with pytest.raises(CalendarRefused, match="deputy_already_ended"):
        actions.end_deputy(deputy=made, by=cast.agency_admin, now=NOW)
    assert Event.objects.filter(act="deputy.ended").count() == 1


# --- pages


@pytest.fixture
def soon() -> dict[str, str]:
    """A span from today by the clock: the pages read it."""
    from bening.accounts.access import today_of
    from bening.accounts.models import Person

    today = today_of(Person())
    return {"starts_on": today.isoformat(), "ends_on": (today + timedelta(2)).isoformat()}


def test_people_name_their_own_stand_in(client: Client, cast: Cast, soon: dict[str, str]) -> None:
    sign_in(client, cast.pic)
    address = reverse("calendars:own_deputies")
    sent = {"deputy": cast.colleague.email.upper(), "reason": "Dinas luar", **soon}

    unknown = client.post(address, {**sent, "deputy": cast.outsider.email})
    done = client.post(address, sent)

    assert unknown.status_code == 422
    assert "Tidak ada orang aktif dengan surel itu" in unknown.content.decode()
    assert done.status_code == 302
    made = Deputy.objects.get()
    assert "Joko Susanto" in client.get(address).content.decode()
    assert client.post(reverse("calendars:end_deputy", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert made.ended_by == cast.pic


def test_an_administrator_names_one_with_roles(
    client: Client, cast: Cast, soon: dict[str, str]
) -> None:
    role = RoleAssignment.objects.get(person=cast.unit_head)
    sign_in(client, cast.agency_admin)
    address = f"{reverse('calendars:deputies')}?orang={cast.unit_head.email}"

    page = client.get(address).content.decode()
    done = client.post(
        address,
        {"deputy": cast.colleague.email, "reason": "Cuti", "roles": [str(role.pk)], **soon},
    )

    assert "Kepala unit, Dinas Kependudukan" in page
    assert f"Akun {cast.agency_admin.name}:" in page
    assert done.status_code == 302
    assert Deputy.objects.get().roles.count() == 1
    assert "Kepala unit" in client.get(reverse("calendars:deputies")).content.decode()


def test_a_foreign_stand_in_is_not_there(client: Client, cast: Cast) -> None:
    made = appoint(cast)
    sign_in(client, cast.outside_admin)

    assert client.post(reverse("calendars:end_deputy", args=[made.pk])).status_code == 404
