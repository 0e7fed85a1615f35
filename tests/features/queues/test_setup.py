"""What can't be set up in a hall, and by whom."""

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.domain.queueing import Span
from bening.queues.actions import (
    counters,
    counters_setup,
    halls,
    hours,
    lines_setup,
    points,
    promises,
    staff,
)
from bening.queues.actions.counters_setup import Place
from bening.queues.actions.hours import DayHours, Season
from bening.queues.actions.lines_setup import Line, LineDetails
from bening.queues.actions.promises import NewPromise
from bening.queues.hour_texts import read_spans, spans_text
from bening.queues.kiosk.signing import key_of
from bening.queues.models import (
    BackupDuty,
    CounterStaff,
    Hall,
    NumberReading,
    PointKind,
    Queue,
    Reach,
    ServicePromise,
    TakingPolicy,
)
from bening.queues.refusals import SetupBusy, SetupRefused
from bening.queues.setups import setup_of
from bening.services.models import Service
from tests.features.queues.halls import SmallHall, make_hall
from tests.people import NOW, TODAY, Cast, give, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(code: str, act: Callable[[], object]) -> SetupRefused:
    with pytest.raises(SetupRefused) as found:
        act()
    assert found.value.code == code
    return found.value


def lines_of(hall: SmallHall, letters: str = "ABC") -> list[Line]:
    """The lines as they stand, with other letters."""
    return [
        Line(queue.service, letter, queue.standard_minutes)
        for queue, letter in zip(hall.queues.values(), letters, strict=False)
    ]


def set_lines(hall: SmallHall, lines: list[Line], by: Any = None) -> list[Queue]:
    return lines_setup.set_lines(hall=hall.hall, lines=lines, by=by or hall.cast.pic, now=NOW)


def test_only_service_officers_of_the_unit_set_up(hall: SmallHall, cast: Cast) -> None:
    member = make_person("Sinta Pelayanan", agency=cast.agency)
    give(member, Role.AREA_MEMBER, unit=cast.unit, area=6)
    for who in (cast.unit_head, member):
        halls.change_hall(
            hall=hall.hall, name=who.name, policy=TakingPolicy.REMOTE, by=who, now=NOW
        )
    others = (
        cast.area_member, cast.parent_head, cast.agency_admin, cast.inspector, cast.outsider,
        hall.officer.person, hall.supervisor.person,
    )  # fmt: skip
    for who in others:
        with pytest.raises(NotAllowed):
            halls.change_hall(hall=hall.hall, name="x", policy=TakingPolicy.REMOTE, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            halls.add_hall(unit=cast.unit, slug="lain", name="Lain", by=who, now=NOW)


def test_an_address_is_taken_once_and_is_well_formed(hall: SmallHall, cast: Cast) -> None:
    def add(slug: str, name: str = "Ruang") -> Hall:
        return halls.add_hall(unit=cast.unit, slug=slug, name=name, by=cast.pic, now=NOW)

    for slug in ("", "Dukcapil", "a--b", "-a", "a b", "a/b", "x" * 41):
        refused("hall_slug_malformed", partial(add, slug))
    refused("hall_slug_taken", lambda: add(hall.hall.slug))
    refused("hall_slug_taken", lambda: add("janji"))
    refused("hall_text_missing", lambda: add("lain", "  "))
    assert add("lain").presence_key != add("lain-2").presence_key


def test_letters_of_lines(hall: SmallHall, cast: Cast) -> None:
    swapped = set_lines(hall, lines_of(hall, "BAC"))
    assert [one.prefix for one in swapped] == ["B", "A", "C"]
    assert (
        refused("line_letter_taken", lambda: set_lines(hall, lines_of(hall, "AAC"))).field
        == "prefix-LB"
    )
    for letter in ("", "AB", "1", "a", "Á"):
        refused(
            "line_letter",
            partial(set_lines, hall, [Line(hall.queues["A"].service, letter)]),
        )
    minutes = Line(hall.queues["A"].service, "A", 0)
    refused("line_minutes", lambda: set_lines(hall, [minutes]))
    twice = [*lines_of(hall), Line(hall.queues["A"].service, "X")]
    refused("line_service_twice", lambda: set_lines(hall, twice))
    refused("line_none", lambda: set_lines(hall, []))


def test_a_closed_line_keeps_its_letter(hall: SmallHall, cast: Cast) -> None:
    set_lines(hall, lines_of(hall)[:2])
    hall.queues["C"].refresh_from_db()
    assert hall.queues["C"].closed_on == TODAY
    other = Service.objects.create(
        agency=cast.agency, unit=cast.unit, code="LD", name="Lain", added_at=NOW
    )
    refused("line_letter_taken", lambda: set_lines(hall, [*lines_of(hall)[:2], Line(other, "C")]))
    set_lines(hall, lines_of(hall))
    hall.queues["C"].refresh_from_db()
    assert hall.queues["C"].closed_on is None


def test_a_line_in_which_somebody_waits_is_neither_closed_nor_renamed(hall: SmallHall) -> None:
    hall.take("C")
    with pytest.raises(SetupBusy, match="line_has_waiting"):
        set_lines(hall, lines_of(hall)[:2])
    with pytest.raises(SetupBusy, match="line_has_waiting"):
        set_lines(hall, lines_of(hall, "ABX"))
    with pytest.raises(SetupBusy, match="hall_has_visitors"):
        halls.close_hall(hall=hall.hall, by=hall.cast.pic, now=NOW)


def test_services_of_other_units_and_closed_ones_are_not_queued_for(
    hall: SmallHall, cast: Cast
) -> None:
    foreign = Service.objects.create(
        agency=cast.agency, unit=cast.other_unit, code="x", name="Asing", added_at=NOW
    )
    refused("line_service_of_other_unit", lambda: set_lines(hall, [Line(foreign, "X")]))
    closed = hall.queues["A"].service
    closed.closed_on = TODAY
    closed.save()
    refused("line_service_closed", lambda: set_lines(hall, lines_of(hall)))


def test_what_a_line_can_not_be(hall: SmallHall, cast: Cast) -> None:
    def change(**values: Any) -> Queue:
        return lines_setup.change_line(
            hall=hall.hall, queue=hall.queues["A"], details=LineDetails(**values),
            by=cast.pic, now=NOW,
        )  # fmt: skip

    refused("line_cap", lambda: change(daily_cap=0))
    refused("line_slot", lambda: change(slot_minutes=3, slot_seats=1))
    refused("line_slot_seats", lambda: change(slot_minutes=15))
    refused("line_ahead", lambda: change(booked_days_ahead=0))
    refused("line_order", lambda: change(order=0))
    refused("hall_text_too_long", lambda: change(hint="x" * 121))
    made = change(hint=" Bawa  KTP ", slot_minutes=15, slot_seats=2, daily_cap=80)
    assert (made.hint, made.slot_seats, made.daily_cap) == ("Bawa KTP", 2, 80)
    other = make_hall(cast, "lain", unit=cast.other_unit)
    refused(
        "line_of_other_hall",
        lambda: lines_setup.change_line(
            hall=hall.hall, queue=other.queues["A"], details=LineDetails(), by=cast.pic, now=NOW
        ),
    )


def test_every_line_of_an_open_hall_has_a_counter(hall: SmallHall, cast: Cast) -> None:
    keys = {letter: queue.pk for letter, queue in hall.queues.items()}

    def places(*letters: str) -> Callable[[], None]:
        given = [
            Place(number, tuple(keys[one] for one in served))
            for number, served in enumerate(letters, 1)
        ]
        return lambda: counters_setup.set_counters(
            hall=hall.hall, places=given, by=cast.pic, now=NOW
        )

    refused("line_without_counter", places("AB", "A"))
    assert hall.hall.counters.filter(closed_on=None).count() == 3
    refused("counter_without_line", places("ABC", ""))
    places("AB", "C")()
    assert [one.number for one in hall.hall.counters.filter(closed_on=None)] == [1, 2]
    bad = Place(1, (keys["A"],), zone=0)
    act = counters_setup.set_counters
    refused("counter_zone", lambda: act(hall=hall.hall, places=[bad], by=cast.pic, now=NOW))
    bad = Place(100, (keys["A"],))
    refused("counter_number", lambda: act(hall=hall.hall, places=[bad], by=cast.pic, now=NOW))
    two = [Place(1, (keys["A"],))] * 2
    refused("counter_number_twice", lambda: act(hall=hall.hall, places=two, by=cast.pic, now=NOW))
    more = counters_setup.add_counters
    refused("counters_too_many", lambda: more(hall=hall.hall, count=99, by=cast.pic, now=NOW))


def test_a_counter_in_use_is_not_closed_nor_its_officer_sent_away(
    hall: SmallHall, cast: Cast
) -> None:
    counters.open_counter(hall=hall.hall, counter=hall.counters[3], by=hall.officer.person, now=NOW)
    every = tuple(queue.pk for queue in hall.queues.values())
    with pytest.raises(SetupBusy, match="counter_in_use"):
        counters_setup.set_counters(hall=hall.hall, places=[Place(1, every)], by=cast.pic, now=NOW)
    with pytest.raises(SetupBusy, match="staff_at_counter"):
        staff.end_staff(hall=hall.hall, staff=hall.officer.pk, by=cast.pic, now=NOW)


def test_staff_are_active_people_of_the_agency(hall: SmallHall, cast: Cast) -> None:
    def add(person: Any, **values: Any) -> CounterStaff:
        return staff.add_staff(hall=hall.hall, person=person, by=cast.pic, now=NOW, **values)

    refused("staff_of_other_agency", lambda: add(cast.outsider))
    refused("staff_of_other_agency", lambda: add(cast.operator))
    gone = make_person("Pergi", agency=cast.agency)
    gone.is_active = False
    gone.save()
    refused("staff_of_other_agency", lambda: add(gone))
    made = add(cast.colleague)
    refused("staff_already", lambda: add(cast.colleague))
    other = make_hall(cast, "lain", unit=cast.other_unit)
    refused("line_of_other_hall", lambda: add(cast.pic, queues=[other.queues["A"].pk]))
    staff.end_staff(hall=hall.hall, staff=made.pk, by=cast.pic, now=NOW)
    assert add(cast.colleague, is_supervisor=True).pk == made.pk
    refused(
        "staff_of_other_hall",
        lambda: staff.end_staff(hall=hall.hall, staff=other.officer.pk, by=cast.pic, now=NOW),
    )


def test_the_roster_names_each_place_once_a_day(hall: SmallHall, cast: Cast) -> None:
    one, two = hall.officer.pk, hall.second.pk

    def keep(roster: dict[Any, int], off: tuple[Any, ...] = ()) -> None:
        staff.set_roster(hall=hall.hall, roster=roster, off=off, by=cast.pic, now=NOW)

    refused("roster_order_twice", lambda: keep({(one, 0): 1, (two, 0): 1}))
    refused("roster_order", lambda: keep({(one, 7): 1}))
    refused("roster_order", lambda: keep({(one, 0): 0}))
    refused("staff_of_other_hall", lambda: keep({(cast.pic.pk, 0): 1}))
    keep({(one, 0): 1, (two, 0): 2, (one, 4): 1}, off=(two,))
    rows = BackupDuty.objects.values_list("staff", "weekday", "order", "is_off")
    assert set(rows) == {(one, 0, 1, False), (two, 0, 2, True), (one, 4, 1, False)}
    keep({(two, 0): 1})
    assert BackupDuty.objects.get().order == 1


def test_hours_lie_apart_and_breaks_inside_them(hall: SmallHall, cast: Cast) -> None:
    def keep(opens: str, breaks: str = "") -> None:
        day = DayHours(read_spans(opens, field="open-0"), read_spans(breaks, field="break-0"))
        hours.set_hours(hall=hall.hall, week={0: day}, by=cast.pic, now=NOW)

    refused("hours_overlap", lambda: keep("08.00-12.00, 11.00-15.00"))
    refused("break_outside_hours", lambda: keep("08.00-12.00", "12.00-13.00"))
    refused("hours_backwards", lambda: keep("15.00-08.00"))
    refused("hours_unreadable", lambda: keep("25.00-26.00"))
    refused("hours_unreadable", lambda: keep("pagi"))
    refused("hours_closed_all_week", lambda: keep(""))
    keep("08:00 s/d 12:00; 13.00 sampai 15.30", "10.00-10.15")
    kept = setup_of(hall.hall.pk, TODAY).hours
    assert spans_text(kept.weekdays[0]) == "08.00-12.00, 13.00-15.30"
    assert set(kept.weekdays) == {0}


def test_a_season_yields_to_holidays_and_single_days_to_nothing(
    hall: SmallHall, cast: Cast
) -> None:
    from bening.calendars.models import Holiday, HolidayKind  # noqa: PLC0415 - only here

    day = DayHours((Span(time(8), time(14)),))
    monday = date(2026, 4, 20)

    def add(first: date, last: date, name: str = "Ramadan") -> Any:
        season = Season(name, first, last, dict.fromkeys(range(5), day))
        return hours.add_season(hall=hall.hall, season=season, by=cast.pic, now=NOW)

    add(monday, monday + 11 * DAY)
    for off in (monday + DAY, monday + 2 * DAY):
        Holiday.objects.create(
            day=off, name="Libur", kind=HolidayKind.NATIONAL, source="SKB",
            added_by=cast.pic, added_at=NOW,
        )  # fmt: skip
    add(monday + 2 * DAY, monday + 2 * DAY, "Layanan khusus")
    found = setup_of(hall.hall.pk, TODAY).hours
    assert [len(found.open_spans(monday + n * DAY)) for n in range(7)] == [1, 0, 1, 1, 1, 0, 0]
    closing = found.closing(monday)
    assert closing is not None
    assert closing.hour == 7  # 14.00 WIB
    refused("season_overlaps", lambda: add(monday + 5 * DAY, monday + 20 * DAY))
    refused("season_overlaps", lambda: add(monday + 2 * DAY, monday + 2 * DAY))
    refused("season_backwards", lambda: add(monday, monday - DAY))
    refused("season_too_long", lambda: add(monday, monday + 366 * DAY))
    refused("hall_text_missing", lambda: add(monday + 60 * DAY, monday + 60 * DAY, " "))
    season = hall.hall.special_days.first()
    assert season is not None
    hours.remove_season(hall=hall.hall, season=season.pk, by=cast.pic, now=NOW)
    refused(
        "season_unknown",
        lambda: hours.remove_season(hall=hall.hall, season=season.pk, by=cast.pic, now=NOW),
    )


def test_a_promise_of_an_open_hall_begins_tomorrow_and_is_another_row(
    hall: SmallHall, cast: Cast
) -> None:
    def make(promise: NewPromise) -> ServicePromise:
        return promises.make_promise(hall=hall.hall, promise=promise, by=cast.pic, now=NOW)

    for day in (TODAY, TODAY - DAY):
        refused("promise_day", partial(make, NewPromise.of(30, day)))
    tomorrow = TODAY + DAY
    for ladder in ((30, 35, 20, 60), (50, 55, 45, 60), (30, 40, 45, 44), (0, 1, 2, 3)):
        warn, prealert, minutes, head = ladder
        promise = NewPromise(tomorrow, minutes, warn, prealert, head)
        refused("promise_ladder", partial(make, promise))
    refused("promise_ladder", lambda: make(NewPromise.of(0, tomorrow)))
    before = list(ServicePromise.objects.values())
    make(NewPromise.of(30, tomorrow))
    assert [row for row in ServicePromise.objects.values() if row in before] == before
    line = setup_of(hall.hall.pk, TODAY).queue(hall.queues["A"].pk)
    assert (line.promise(TODAY).minutes, line.promise(tomorrow).minutes) == (45, 30)
    hall.hall.opened_at = None
    hall.hall.save()
    assert make(NewPromise.of(60, TODAY)).starts_on == TODAY


def test_points_and_kiosks(hall: SmallHall, cast: Cast) -> None:
    def add(place: str = "Lobi", **values: Any) -> Any:
        return points.add_point(hall=hall.hall, place=place, by=cast.pic, now=NOW, **values)

    sticker, nothing = add()
    assert (sticker.number, sticker.mark, sticker.public_key, nothing) == (1, "", None, "")
    kiosk, secret = add(kind=PointKind.KIOSK)
    assert (kiosk.number, kiosk.mark) == (2, "K1")
    assert bytes(kiosk.public_key) == key_of(secret)
    refused("point_mark_taken", lambda: add(kind=PointKind.KIOSK, mark="k1"))
    refused("point_mark", lambda: add(kind=PointKind.KIOSK, mark="KIOS"))
    for no_mark in ("A1", "K0", "K100", "K"):
        refused("point_mark", partial(add, kind=PointKind.MACHINE, mark=no_mark))
    refused("hall_text_missing", lambda: add(" "))
    renew = points.renew_secret
    refused(
        "point_is_no_kiosk",
        lambda: renew(hall=hall.hall, point=sticker.pk, by=cast.pic, now=NOW),
    )
    assert renew(hall=hall.hall, point=kiosk.pk, by=cast.pic, now=NOW) != secret
    points.close_point(hall=hall.hall, point=kiosk.pk, by=cast.pic, now=NOW)
    refused("point_unknown", lambda: renew(hall=hall.hall, point=kiosk.pk, by=cast.pic, now=NOW))
    assert add(kind=PointKind.KIOSK)[0].mark == "K2"
    assert add()[0].number == 4


def test_the_way_of_phones_is_an_origin_and_is_tried_anew(hall: SmallHall, cast: Cast) -> None:
    def reach(url: str, way: Reach = Reach.LOCAL) -> Hall:
        return halls.set_reach(hall=hall.hall, reach=way, local_url=url, by=cast.pic, now=NOW)

    for url in ("", "192.168.1.5", "ftp://x", "http://", "http://x/antrean", "http://x?y",
                "http://u@x", "http://x:abc", "javascript:alert(1)", "http://x y"):  # fmt: skip
        refused("reach_address", partial(reach, url))
    halls.note_reached(hall=hall.hall, now=NOW)
    made = reach("http://192.168.10.5:8000/")
    assert (made.local_url, made.reach_tried_at) == ("http://192.168.10.5:8000", None)
    assert reach("http://x", Reach.PUBLIC).local_url == ""


def test_priority_and_voice_have_bounds(hall: SmallHall, cast: Cast) -> None:
    def prefer(**values: Any) -> Hall:
        return halls.set_priority(
            hall=hall.hall, priority=halls.Priority(**values), by=cast.pic, now=NOW
        )

    refused("priority_ratio", lambda: prefer(normal_per_priority=0))
    refused("priority_minutes", lambda: prefer(starved_after=0))
    refused("priority_minutes", lambda: prefer(young_until=241))

    def say(**values: Any) -> Hall:
        given: dict[str, Any] = {
            "running_text": "", "reading": NumberReading.DIGITS, "voice_repeats": 2,
        } | values  # fmt: skip
        return halls.set_voice(hall=hall.hall, by=cast.pic, now=NOW, **given)

    refused("voice_repeats", lambda: say(voice_repeats=4))
    refused("voice_volume", lambda: say(volumes=((time(8), 101),)))
    refused("voice_volume_twice", lambda: say(volumes=((time(8), 10), (time(8), 20))))
    assert say(volumes=((time(12), 40), (time(8), 80))).volumes == [["08:00", 80], ["12:00", 40]]


def test_a_hall_opens_once_nothing_is_missing(cast: Cast) -> None:
    small = make_hall(cast)
    hall = small.hall
    hall.opened_at = None
    hall.save()
    missing = refused(
        "hall_not_ready", lambda: halls.open_hall(hall=hall, by=cast.pic, now=NOW)
    ).values["missing"]
    assert [str(one) for one in missing] == ["Belum ada petugas."]
    _ = small.officer
    refused("hall_not_ready", lambda: halls.open_hall(hall=hall, by=cast.pic, now=NOW))
    _ = small.supervisor
    assert halls.open_hall(hall=hall, by=cast.pic, now=NOW).opened_at == NOW
    later = halls.open_hall(hall=hall, by=cast.pic, now=NOW + DAY)
    assert later.opened_at == NOW
    halls.close_hall(hall=hall, by=cast.pic, now=NOW)
    refused("hall_is_closed", lambda: halls.open_hall(hall=hall, by=cast.pic, now=NOW))
