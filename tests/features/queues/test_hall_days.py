"""No change of hours moves a clock that runs; a day can only stop giving numbers."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bening.audit.models import Event
from bening.calendars.models import Holiday, HolidayKind
from bening.domain.queueing import QueueRefused, Span
from bening.queues import kept_setups
from bening.queues.actions import bookings, hours, today
from bening.queues.actions.hours import DayHours, Season
from bening.queues.actions.promises import NewPromise, make_promise
from bening.queues.hall_hours import read_hours
from bening.queues.models import HallDay, HallSpan, SpecialDays, Ticket
from bening.queues.refusals import SetupRefused
from bening.queues.setups import setup_of
from tests.features.api.conftest import Call, call
from tests.features.queues.halls import MINUTE, SmallHall
from tests.people import NOW, TODAY, Cast, sign_in

__all__ = ["call"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TOMORROW = TODAY + DAY
SHORT = DayHours((Span(time(8), time(11)),))
Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    kept_setups.forget()


def closes(hall: SmallHall, day: date, *, asked_on: date = TODAY) -> str:
    """Where the day ends, by the clock of the hall."""
    found = setup_of(hall.hall.pk, asked_on).hours.closing(day)
    return f"{(found + timedelta(hours=7)):%H:%M}" if found else ""


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises((SetupRefused, QueueRefused)) as found:
        act()
    assert found.value.code == code


def set_week(hall: SmallHall, starts_on: date | None = None, **more: Any) -> None:
    week = more.pop("week", dict.fromkeys(range(5), SHORT))
    by = hall.cast.pic
    hours.set_hours(hall=hall.hall, week=week, starts_on=starts_on, by=by, now=NOW)


def add_season(hall: SmallHall, first: date, last: date, week: Any = None) -> SpecialDays:
    season = Season("Ramadan", first, last, week or {})
    return hours.add_season(hall=hall.hall, season=season, by=hall.cast.pic, now=NOW)


def day_off(hall: SmallHall, day: date) -> Holiday:
    return Holiday.objects.create(
        day=day, name="Libur", kind=HolidayKind.NATIONAL, source="SKB",
        added_by=hall.cast.pic, added_at=NOW,
    )  # fmt: skip


def test_hours_of_today_and_before_are_never_set(hall: SmallHall) -> None:
    for day in (TODAY, TODAY - DAY):
        refused("hours_day", partial(set_week, hall, day))
    set_week(hall)
    assert [closes(hall, day) for day in (TODAY, TOMORROW)] == ["15:30", "11:00"]
    assert closes(hall, TODAY, asked_on=TOMORROW) == "15:30"
    assert Event.objects.get(act="hall.hours_set").data["starts_on"] == TOMORROW.isoformat()


def test_a_hall_that_was_never_opened_is_set_up_freely(hall: SmallHall) -> None:
    hall.hall.opened_at = None
    hall.hall.save()
    set_week(hall, TODAY)
    assert closes(hall, TODAY) == "11:00"
    assert set(HallSpan.objects.values_list("starts_on", flat=True)) == {None}
    assert add_season(hall, TODAY, TODAY).starts_on == TODAY


def test_weeks_follow_each_other_and_one_to_come_is_taken_back(hall: SmallHall) -> None:
    later = TODAY + 7 * DAY
    set_week(hall)
    set_week(hall, later, week=dict.fromkeys(range(5), DayHours((Span(time(8), time(14)),))))
    assert [closes(hall, day) for day in (TODAY, TOMORROW, later)] == ["15:30", "11:00", "14:00"]
    set_week(hall, week=dict.fromkeys(range(5), DayHours((Span(time(8), time(12)),))))
    assert [closes(hall, day) for day in (TODAY, TOMORROW, later)] == ["15:30", "12:00", "14:00"]

    def remove(day: date, now: datetime = NOW) -> None:
        hours.remove_hours(hall=hall.hall, starts_on=day, by=hall.cast.pic, now=now)

    refused("hours_day", lambda: remove(TODAY))
    refused("hours_unknown", lambda: remove(TOMORROW + DAY))
    refused("hours_day", lambda: remove(TOMORROW, NOW + DAY))
    remove(later)
    assert closes(hall, later) == "12:00"


def test_a_season_begins_tomorrow_and_what_is_over_of_it_stays(hall: SmallHall) -> None:
    for day in (TODAY, TODAY - DAY):
        refused("season_day", partial(add_season, hall, day, TOMORROW))
    made = add_season(hall, TOMORROW, TODAY + 5 * DAY, dict.fromkeys(range(7), SHORT))

    def remove(now: datetime) -> None:
        hours.remove_season(hall=hall.hall, season=made.pk, by=hall.cast.pic, now=now)

    remove(NOW + 2 * DAY)
    made.refresh_from_db()
    assert made.ends_on == TODAY + 2 * DAY
    assert [closes(hall, TODAY + n * DAY) for n in (1, 2, 5)] == ["11:00", "11:00", "15:30"]
    refused("season_over", lambda: remove(NOW + 2 * DAY))


def test_a_season_cut_on_its_first_day_leaves_a_holiday_one(hall: SmallHall) -> None:
    made = add_season(hall, TOMORROW, TODAY + 5 * DAY, dict.fromkeys(range(7), SHORT))
    day_off(hall, TOMORROW)
    assert closes(hall, TOMORROW) == ""
    hours.remove_season(hall=hall.hall, season=made.pk, by=hall.cast.pic, now=NOW + DAY)
    assert closes(hall, TOMORROW, asked_on=TOMORROW) == ""


def test_no_calendar_moves_the_clocks_of_a_day_that_gave_numbers(hall: SmallHall) -> None:
    """A holiday may be put on any day, past ones too; the hours were kept with the first number."""
    before = setup_of(hall.hall.pk, TODAY).hours
    ticket = hall.take()
    day_off(hall, TODAY)
    day_off(hall, TOMORROW)
    HallSpan.objects.filter(kind="break").delete()
    after = setup_of(hall.hall.pk, TODAY).hours
    assert after.open_spans(TODAY) == before.open_spans(TODAY) != ()
    assert after.break_spans(TODAY) == before.break_spans(TODAY) != ()
    assert after.open_spans(TOMORROW) == ()
    assert after.open_between(ticket.taken_at, ticket.due_at or NOW) == 45 * MINUTE
    assert HallDay.objects.count() == 1


def test_a_promise_of_a_line_leaves_the_days_before_it_to_the_hall(hall: SmallHall) -> None:
    line = hall.queues["A"]
    promise = NewPromise.of(30, TOMORROW)
    promise = NewPromise(
        TOMORROW, 30, promise.warn_at, promise.prealert_at, promise.head_at, queue=line.pk
    )
    make_promise(hall=hall.hall, promise=promise, by=hall.cast.pic, now=NOW)
    found = setup_of(hall.hall.pk, TODAY).queue(line.pk)
    assert (found.promise(TODAY).minutes, found.promise(TOMORROW).minutes) == (45, 30)


def end(hall: SmallHall, reason: str = "Listrik padam", now: datetime = NOW) -> HallDay:
    return today.end_issuing(hall=hall.hall, reason=reason, by=hall.supervisor.person, now=now)


def test_an_early_end_gives_no_number_and_moves_no_clock(hall: SmallHall) -> None:
    there = hall.take()
    refused("queue_reason_missing", lambda: end(hall, "  "))
    refused("queue_reason_too_long", lambda: end(hall, "x" * 301))
    refused("issuing_over", lambda: end(hall, now=NOW + 12 * 60 * MINUTE))
    end(hall)
    assert end(hall, "Lagi").ended_reason == "Listrik padam"
    hall.__dict__.pop("setup")
    refused("issuing_ended", lambda: hall.take(now=NOW + MINUTE))
    after = Ticket.objects.get(pk=there.pk)
    assert (after.due_at, after.state) == (there.due_at, there.state)
    assert closes(hall, TODAY) == "15:30"
    hall.__dict__.pop("setup")
    assert hall.take(now=NOW + DAY).number == 1
    told = Event.objects.get(act="hall.issuing_ended")
    assert told.data["reason"] == "Listrik padam"

    today.resume_issuing(hall=hall.hall, by=hall.supervisor.person, now=NOW + 5 * MINUTE)
    today.resume_issuing(hall=hall.hall, by=hall.supervisor.person, now=NOW + 6 * MINUTE)
    hall.__dict__.pop("setup")
    assert hall.take(now=NOW + 6 * MINUTE).number == 2
    assert Event.objects.filter(act="hall.issuing_resumed").count() == 1


def test_a_booked_time_binds_when_the_day_ends_early(hall: SmallHall) -> None:
    line = hall.queues["A"]
    line.slot_minutes, line.slot_seats = 30, 2
    line.save()
    setup = setup_of(hall.hall.pk, TODAY)
    at = NOW + timedelta(minutes=90)
    booked = bookings.book(setup=setup, line=setup.queue(line.pk), at=at, now=NOW)
    end(hall)
    setup = setup_of(hall.hall.pk, TODAY)
    refused(
        "issuing_ended",
        lambda: bookings.book(setup=setup, line=setup.queue(line.pk), at=at, now=NOW),
    )
    assert bookings.free_slots(setup, setup.queue(line.pk), TODAY, now=NOW) == ()
    came = bookings.check_in(ticket=booked, setup=setup, version=1, now=at)
    assert came.number == 1


def test_the_screens_say_why_hours_begin_tomorrow(
    cast: Cast, client: Client, hall: SmallHall, clock: Clock
) -> None:
    clock(NOW)
    web = sign_in(client, cast.pic)
    address = reverse("queues:setup_step", args=[hall.hall.pk, "jam"])
    assert f'value="{TOMORROW:%Y-%m-%d}"' in web.get(address).content.decode()
    week = {f"open-{day}": "08.00-11.00" for day in range(5)}
    answer = web.post(address, {**week, "starts_on": TODAY.isoformat()})
    assert answer.status_code == 422
    assert "paling cepat besok" in answer.content.decode()
    season = {"act": "season", "name": "Libur", "starts_on": TODAY.isoformat()}
    answer = web.post(address, {**season, "ends_on": TOMORROW.isoformat()})
    assert answer.status_code == 422
    assert "Hari khusus berlaku paling cepat besok" in answer.content.decode()
    assert web.post(address, {**week, "starts_on": TOMORROW.isoformat()}).status_code == 302
    page = web.get(address).content.decode()
    assert "Yang berlaku, dan yang akan berlaku" in page
    assert closes(hall, TOMORROW) == "11:00"
    web.post(address, {"unplan": TOMORROW.isoformat()})
    assert closes(hall, TOMORROW) == "15:30"
    assert web.post(address, {"unplan": "besok"}).status_code == 422
    SpecialDays.objects.create(
        hall=hall.hall, name="Lewat", starts_on=TODAY - DAY, ends_on=TODAY, spans=[]
    )
    page = web.get(address).content.decode()
    assert "Lewat" in page
    assert 'name="remove"' not in page


def test_the_coordinator_ends_the_day_on_a_page(
    client: Client, hall: SmallHall, clock: Clock
) -> None:
    clock(NOW)
    web = sign_in(client, hall.supervisor.person)
    address = reverse("queues:end_issuing", args=[hall.hall.pk])
    assert "Alasan" in web.get(address).content.decode()
    assert web.post(address, {"reason": " "}).status_code == 422
    assert web.post(address, {"reason": "Gempa <kecil>"}).status_code == 302
    clock(NOW + MINUTE)
    board = web.get(reverse("queues:board", args=[hall.hall.pk])).content.decode()
    assert "Gempa &lt;kecil&gt;" in board
    shown = Client().get("/antrean/dukcapil/").content.decode()
    assert "dihentikan" in shown
    assert "Gempa &lt;kecil&gt;" in shown
    assert "Apa keperluan" not in shown
    web.post(reverse("queues:resume_issuing", args=[hall.hall.pk]))
    clock(NOW + 2 * MINUTE)
    assert "Apa keperluan" in Client().get("/antrean/dukcapil/").content.decode()


def test_programs_set_lines_and_counters(hall: SmallHall, call: Call) -> None:
    path = f"/ruang-layanan/{hall.hall.pk}"
    line = hall.queues["A"]
    body: dict[str, Any] = {"lines": [{"service": str(line.service_id), "prefix": "A"}]}
    answer = call(hall.cast.pic, "put", f"{path}/antrean", body)
    assert answer.status_code == 200
    kept = [one for one in answer.json()["queues"] if one["closed_on"] is None]
    assert [one["prefix"] for one in kept] == ["A"]
    body = {"counters": [{"number": 1, "queues": [str(line.pk)], "zone": 2}]}
    assert call(hall.cast.pic, "put", f"{path}/loket", body).status_code == 204
    used = hall.hall.counters.filter(closed_on=None)
    assert [(one.number, one.zone) for one in used] == [(1, 2)]


def test_programs_are_refused_alike(hall: SmallHall, call: Call) -> None:
    from django.utils import timezone  # noqa: PLC0415 - days count from the clock of this machine

    now = timezone.now()
    here = hall.setup.hours.day_of(now)
    path = f"/ruang-layanan/{hall.hall.pk}"
    week = [{"weekday": 0, "opens": [{"begins": "08:00", "ends": "11:00"}]}]
    answer = call(hall.cast.pic, "put", f"{path}/jam", {"days": week, "starts_on": f"{here}"})
    assert (answer.status_code, answer.json()["code"]) == (422, "hours_day")
    assert call(hall.cast.pic, "put", f"{path}/jam", {"days": week}).status_code == 204
    assert HallSpan.objects.get(starts_on=here + DAY).weekday == 0
    season = {"name": "Libur", "starts_on": f"{here}", "ends_on": f"{here}"}
    answer = call(hall.cast.pic, "post", f"{path}/jam-khusus", season)
    assert (answer.status_code, answer.json()["code"]) == (422, "season_day")
    later = {"starts_on": f"{here + DAY}", "ends_on": f"{here + DAY}"}
    made = call(hall.cast.pic, "post", f"{path}/jam-khusus", season | later)
    assert made.status_code == 201
    gone = f"{path}/jam-khusus/{made.json()['id']}"
    assert call(hall.cast.pic, "delete", gone).status_code == 204
    answer = call(hall.cast.pic, "delete", gone)
    assert answer.json()["code"] == "season_unknown"

    SpecialDays.objects.create(
        hall=hall.hall, name="Selalu", starts_on=here, ends_on=here,
        spans=[[None, "open", "00:00", "00:00"]],
    )  # fmt: skip
    answer = call(hall.cast.unit_head, "post", f"{path}/tutup-awal", {"reason": " "})
    assert answer.json()["code"] == "queue_reason_missing"
    answer = call(hall.cast.unit_head, "post", f"{path}/tutup-awal", {"reason": "Gempa"})
    assert (answer.status_code, answer.json()["ended_reason"]) == (200, "Gempa")
    assert call(hall.cast.pic, "post", f"{path}/tutup-awal", {"reason": "x"}).status_code == 403
    assert call(hall.cast.unit_head, "delete", f"{path}/tutup-awal").status_code == 204
    assert read_hours(hall.hall, here).open_spans(here) != ()
