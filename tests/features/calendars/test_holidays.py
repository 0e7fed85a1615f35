"""The calendar of days off: what holds for an agency, who keeps it, what is refused."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.calendars import actions, queries
from bening.calendars.days_off import proposed_days
from bening.calendars.models import Holiday, HolidayKind
from bening.calendars.refusals import CalendarRefused
from tests.people import NOW, Cast, sign_in

ASCENSION = date(2026, 5, 14)
WAISAK = date(2026, 5, 31)


def add(cast: Cast, day: date, kind: HolidayKind = HolidayKind.NATIONAL, **more: object) -> Holiday:
    """A day of everybody's calendar, or of the cast's agency."""
    values = {
        "agency": None,
        "name": "Hari libur",
        "source": "SKB 3 Menteri",
        "by": cast.operator,
        "now": NOW,
        **more,
    }
    return actions.add_holiday(day=day, kind=kind, **values)  # type: ignore[arg-type]


def of_agency(cast: Cast) -> dict[str, object]:
    return {"agency": cast.agency, "by": cast.agency_admin}


def test_days_of_everybody_hold_for_each_agency(cast: Cast) -> None:
    add(cast, ASCENSION)

    assert queries.holidays_of(cast.agency, 2026) == {ASCENSION}
    assert queries.holidays_of(cast.outside_agency, 2026) == {ASCENSION}
    assert queries.holidays_of(None, 2026) == {ASCENSION}


def test_an_agency_adds_a_day_of_its_own(cast: Cast) -> None:
    add(cast, date(2026, 4, 7), HolidayKind.AGENCY, name="Hari jadi kota", **of_agency(cast))

    assert queries.holidays_of(cast.agency, 2026) == {date(2026, 4, 7)}
    assert queries.holidays_of(cast.outside_agency, 2026) == frozenset()


def test_an_agency_works_on_a_day_off_of_all(cast: Cast) -> None:
    add(cast, ASCENSION)
    add(cast, ASCENSION, HolidayKind.WORKED, **of_agency(cast))

    assert queries.holidays_of(cast.agency, 2026) == frozenset()
    assert queries.holidays_of(cast.outside_agency, 2026) == {ASCENSION}


def test_days_are_read_across_the_year_in_one_query(
    cast: Cast, django_assert_num_queries: object
) -> None:
    for day in (date(2026, 12, 25), date(2027, 1, 1), date(2027, 2, 6)):
        add(cast, day)
    agency = cast.agency

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.holidays_between(agency, date(2026, 12, 1), date(2027, 1, 31))

    assert found == {date(2026, 12, 25), date(2027, 1, 1)}


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_head", "outside_admin", "operator"])
def test_only_the_agency_keeps_its_calendar(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        add(cast, ASCENSION, agency=cast.agency, by=getattr(cast, who))
    assert not Holiday.objects.exists()


@pytest.mark.parametrize("who", ["agency_admin", "agency_head", "pic"])
def test_only_the_operator_keeps_the_calendar_of_all(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="operator_only"):
        add(cast, ASCENSION, by=getattr(cast, who))
    assert not Holiday.objects.exists()


def test_a_day_stands_once(cast: Cast) -> None:
    add(cast, ASCENSION)

    with pytest.raises(CalendarRefused, match="holiday_exists"):
        add(cast, ASCENSION)
    with pytest.raises(CalendarRefused, match="holiday_exists"):
        add(cast, ASCENSION, HolidayKind.AGENCY, **of_agency(cast))
    assert Holiday.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "holiday_name_missing"),
        ({"source": ""}, "holiday_source_missing"),
        ({"kind": HolidayKind.AGENCY}, "holiday_kind_for_agencies"),
        ({"kind": HolidayKind.WORKED}, "holiday_kind_for_agencies"),
        ({"day": date(1999, 12, 31)}, "year_out_of_calendar"),
    ],
)
def test_what_is_no_entry_is_refused(cast: Cast, more: dict[str, object], code: str) -> None:
    values = {"day": ASCENSION, "kind": HolidayKind.NATIONAL, **more}
    with pytest.raises(CalendarRefused, match=code):
        add(cast, **values)  # type: ignore[arg-type]
    assert not Holiday.objects.exists()


def test_nobody_works_back_a_plain_day(cast: Cast) -> None:
    with pytest.raises(CalendarRefused, match="no_day_off_to_work"):
        add(cast, ASCENSION, HolidayKind.WORKED, **of_agency(cast))


def test_an_entry_goes_with_a_reason_that_stays(cast: Cast) -> None:
    entry = add(cast, ASCENSION)

    with pytest.raises(CalendarRefused, match="removal_reason_missing"):
        actions.remove_holiday(holiday=entry, reason="  ", by=cast.operator, now=NOW)
    with pytest.raises(NotAllowed):
        actions.remove_holiday(holiday=entry, reason="salah", by=cast.agency_admin, now=NOW)
    actions.remove_holiday(holiday=entry, reason="digeser SKB", by=cast.operator, now=NOW)

    assert queries.holidays_of(None, 2026) == frozenset()
    event = Event.objects.get(act="holiday.removed")
    assert event.data["reason"] == "digeser SKB"
    assert "digeser SKB" in event.sentence


def test_the_proposal_tells_leave_from_holidays() -> None:
    found = {each.day: each for each in proposed_days(2026)}

    assert found[ASCENSION].kind == HolidayKind.NATIONAL
    assert found[date(2026, 5, 15)].kind == HolidayKind.JOINT_LEAVE
    assert found[WAISAK].name == "Hari Raya Waisak"
    assert any(each.is_estimated for each in proposed_days(2027))
    assert proposed_days(1990) == ()


def test_chosen_days_are_taken_over_once(cast: Cast) -> None:
    chosen = [ASCENSION, WAISAK, date(2026, 5, 4)]  # the last one is not proposed

    first = actions.import_days(agency=None, year=2026, days=chosen, by=cast.operator, now=NOW)
    again = actions.import_days(
        agency=cast.agency, year=2026, days=chosen, by=cast.agency_admin, now=NOW
    )

    assert (first, again) == (2, 0)
    assert queries.holidays_of(cast.agency, 2026) == {ASCENSION, WAISAK}
    assert all(each.is_there == (each.day in chosen) for each in queries.proposal(None, 2026))
    assert Event.objects.filter(act="holidays.imported").count() == 1


def test_nothing_chosen_is_refused(cast: Cast) -> None:
    with pytest.raises(CalendarRefused, match="no_days_chosen"):
        actions.import_days(agency=None, year=2026, days=[], by=cast.operator, now=NOW)
    with pytest.raises(NotAllowed):
        actions.import_days(agency=None, year=2026, days=[WAISAK], by=cast.agency_admin, now=NOW)


# --- pages


def test_an_administrator_takes_a_year_over_and_takes_a_day_back(
    client: Client, cast: Cast
) -> None:
    add(cast, ASCENSION)
    sign_in(client, cast.agency_admin)

    page = client.get(reverse("calendars:proposal"), {"tahun": "2026"}).content.decode()
    assert page.count('name="hari"') == len(proposed_days(2026)) - 1
    answer = client.post(
        reverse("calendars:import_days"), {"tahun": "2026", "hari": ["2026-05-31", "bukan"]}
    )
    assert answer.headers["Location"] == "/administrasi/hari-libur/?tahun=2026"
    answer = client.post(
        reverse("calendars:holidays"),
        {"day": "2026-05-14", "name": "Masuk", "kind": "worked", "source": "SE 1/2026"},
    )

    assert answer.status_code == 302
    assert queries.holidays_of(cast.agency, 2026) == {WAISAK}
    shown = client.get(reverse("calendars:holidays"), {"tahun": "2026"}).content.decode()
    assert "<s>Hari libur nasional</s>" in shown
    assert "Tetap masuk kerja" in shown


def test_the_page_says_what_is_refused(client: Client, cast: Cast) -> None:
    entry = add(cast, ASCENSION)
    sign_in(client, cast.agency_admin)

    twice = client.post(
        reverse("calendars:holidays"),
        {"day": "2026-05-14", "name": "Libur", "kind": "agency", "source": "SE 1/2026"},
    )
    none = client.post(reverse("calendars:import_days"), {"tahun": "2026"}, follow=True)
    foreign = client.get(reverse("calendars:remove_holiday", args=[entry.pk]))

    assert twice.status_code == 422
    assert "14 Mei 2026 sudah tercatat di kalender." in twice.content.decode()
    assert "Pilih paling sedikit satu hari" in none.content.decode()
    assert foreign.status_code == 404


def test_the_operator_removes_a_day_with_a_reason(client: Client, cast: Cast) -> None:
    entry = add(cast, ASCENSION)
    sign_in(client, cast.operator)
    address = reverse("calendars:remove_holiday", args=[entry.pk])

    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "digeser"}).status_code == 302
    assert not Holiday.objects.exists()


def test_the_page_tells_who_changed_the_calendar(client: Client, cast: Cast) -> None:
    add(cast, date(2026, 4, 7), HolidayKind.AGENCY, name="Hari jadi kota", **of_agency(cast))
    sign_in(client, cast.agency_admin)

    page = client.get(reverse("calendars:holidays"), {"tahun": "2026"}).content.decode()

    assert "Menambahkan 7 April 2026, Hari jadi kota (Libur instansi; SKB 3 Menteri)" in page
