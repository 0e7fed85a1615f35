"""The display: what it shows of its zones, and that no call is lost to it."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bening.accounts.refusals import NotAllowed
from bening.domain.queueing.presence import display_key, is_present, presence_code
from bening.queues import displays
from bening.queues.actions import calls, counters, halls, serving
from bening.queues.actions.today import end_issuing
from bening.queues.live import live
from bening.queues.models import BackupCall, Counter, Hall, OfferState, TakingPolicy
from bening.queues.setups import setup_of
from bening.queues.today import HallToday, read_today
from tests.features.queues.halls import KEY, SmallHall
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db

ALL: frozenset[int] = frozenset()


def today(hall: SmallHall) -> HallToday:
    return read_today(setup_of(hall.hall.pk, TODAY), NOW)


def shown(hall: SmallHall, zones: frozenset[int] = ALL) -> displays.Shown:
    return displays.shown_on(today(hall), zones, now=NOW)


def call_at(hall: SmallHall, counter: int, *, line: str = "A") -> None:
    """Somebody takes a number and is called to the counter."""
    staff = hall.officer if counter == 1 else hall.second
    hall.take(line, now=NOW - timedelta(minutes=9))
    if not staff.sessions.filter(closed_at=None).exists():
        counters.open_counter(
            hall=hall.hall,
            counter=hall.counters[counter],
            by=staff.person,
            now=NOW - timedelta(minutes=8),
        )
    calls.call_next(hall=hall.hall, by=staff.person, now=NOW - timedelta(seconds=30))


def test_the_latest_call_stands_large_and_at_its_counter(hall: SmallHall) -> None:
    assert shown(hall).latest is None
    call_at(hall, 1)
    found = shown(hall)
    assert found.latest is not None
    assert (found.latest.label, found.latest.counter) == ("A-001", 1)
    assert [(one.number, one.label, one.rests, one.is_now) for one in found.counters] == [
        (1, "A-001", "", True),
        (2, "", "closed", False),
        (3, "", "closed", False),
    ]
    html = displays.html_of(found)
    assert "A<i>-</i>001" in html
    assert "Tutup" in html


def test_a_display_shows_and_says_its_zones_only(hall: SmallHall) -> None:
    Counter.objects.filter(number=2).update(zone=2)
    hall.counters[2].refresh_from_db()
    call_at(hall, 1)
    call_at(hall, 2, line="B")
    first, second = shown(hall, frozenset({1})), shown(hall, frozenset({2}))
    assert [one.label for one in first.calls] == ["A-001"]
    assert [one.label for one in second.calls] == ["B-001"]
    assert [one.number for one in second.counters] == [2]
    assert {one.label for one in shown(hall).calls} == {"A-001", "B-001"}


def test_a_display_forgets_the_call_of_a_counter_that_closed(hall: SmallHall) -> None:
    call_at(hall, 1)
    call_at(hall, 2, line="B")
    counters.close_counter(hall=hall.hall, by=hall.second.person, now=NOW)
    found = shown(hall)
    assert [one.label for one in found.last] == ["A-001"]
    assert [(one.label, one.rests) for one in found.counters[:2]] == [("A-001", ""), ("", "closed")]
    said = displays.state_of(found, now=NOW)["calls"]
    assert len(said) == 1
    assert "B<i>-</i>001" not in displays.html_of(found)


def test_a_recall_is_said_again_and_shown_once(hall: SmallHall) -> None:
    call_at(hall, 1)
    ticket = hall.hall.tickets.get()
    calls.recall(
        hall=hall.hall,
        ticket=ticket.pk,
        version=ticket.version,
        by=hall.officer.person,
        now=NOW - timedelta(seconds=5),
    )
    found = shown(hall)
    assert [one.label for one in found.last] == ["A-001"]
    said = displays.state_of(found, now=NOW)["calls"]
    assert [one["clips"][1] for one in said] == ["queue_number", "recall"]
    assert len({one["id"] for one in said}) == 2


def test_what_was_called_long_ago_is_shown_and_no_longer_said(hall: SmallHall) -> None:
    call_at(hall, 1)
    later = NOW + displays.SAID_FOR
    found = displays.shown_on(today(hall), ALL, now=later)
    assert found.latest is not None
    assert displays.state_of(found, now=later)["calls"] == []
    tomorrow = NOW + timedelta(days=1)
    assert displays.shown_on(today(hall), ALL, now=tomorrow).latest is None


def test_each_state_carries_every_call_of_the_last_minutes(hall: SmallHall) -> None:
    """A display that was cut off for two minutes misses no call, and each has one key."""
    call_at(hall, 1)
    before = displays.build(today(hall), ["1"])["1"]
    call_at(hall, 2, line="B")
    state = displays.state_of(shown(hall), now=NOW)
    assert len(state["calls"]) == 2
    assert before["html"] != state["html"]


def test_breaks_and_counters_about_to_open_are_told(hall: SmallHall) -> None:
    counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=hall.officer.person, now=NOW)
    assert [one.rests for one in shown(hall).counters] == ["free", "closed", "closed"]
    counters.begin_break(hall=hall.hall, minutes=10, by=hall.officer.person, now=NOW)
    call = BackupCall.objects.create(hall=hall.hall, counter=hall.counters[3], at=NOW)
    assert [one.rests for one in shown(hall).counters] == ["break", "closed", "closed"]
    call.offers.create(
        staff=hall.second,
        asked_at=NOW,
        answer_by=NOW + timedelta(minutes=3),
        state=OfferState.ACCEPTED,
    )
    assert [one.rests for one in shown(hall).counters] == ["break", "closed", "opening"]


def test_the_code_of_the_hall_is_shown_where_the_policy_asks(hall: SmallHall) -> None:
    code = presence_code(KEY, NOW)
    own = display_key(KEY)
    assert displays.shown_on(today(hall), ALL, now=NOW, proof=own).code == ""
    Hall.objects.update(policy=TakingPolicy.ON_SITE)
    found = displays.shown_on(today(hall), ALL, now=NOW, proof=own)
    assert found.code == code
    assert f"{code[:3]} {code[3:]}" in displays.html_of(found)


@pytest.mark.usefixtures("now_is")
def test_the_code_stands_on_no_display_that_anybody_can_open(
    hall: SmallHall, client: Client
) -> None:
    """Whoever knows the public address of a hall learns no code, by page, JSON or stream."""
    Hall.objects.update(policy=TakingPolicy.ON_SITE)
    live.forget()
    code, own = presence_code(KEY, NOW), display_key(KEY)
    spaced = f"{code[:3]} {code[3:]}"
    path = "/antrean/dukcapil/layar/"
    for proof in ("", "x", own[:-1], own.upper(), "0" * 20, f"{own}-1", "\u00e9" * 20):
        asked = {"kunci": proof, "zona": "1"}
        page = client.get(path, asked).content.decode()
        assert spaced not in page
        assert "dibuka dari papan koordinator" in page
        assert (
            spaced
            not in client.get(path, asked, headers={"accept": "application/json"}).json()["html"]
        )
    keys = ["", "1", f"1-k{own[:-1]}", own, f"1-{own}"]
    for state in displays.build(today(hall), keys).values():
        assert spaced not in state["html"]
    page = client.get(path, {"kunci": own, "zona": "1"}).content.decode()
    assert spaced in page
    stream = f"/layar/1-k{own}/"
    assert stream in page
    assert spaced in displays.build(today(hall), [stream.split("/")[2]])[f"1-k{own}"]["html"]


def test_what_is_asked_for_is_drawn_once_for_each_set_of_zones(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand made-up keys cost what one display costs."""
    drawn: list[displays.Shown] = []
    real = displays.html_of

    def draw(one: displays.Shown) -> str:
        drawn.append(one)
        return real(one)

    monkeypatch.setattr(displays, "html_of", draw)
    keys = [f"{n}-x{n}" for n in range(2, 400)] + ["", "1", "1-1", "x"]
    found = displays.build(today(hall), keys)
    assert set(found) == set(keys)
    assert len(drawn) == 3  # all, zone 1, and no zone of this hall


def test_another_key_ends_the_displays_opened_before(hall: SmallHall, cast: Cast) -> None:
    Hall.objects.update(policy=TakingPolicy.ON_SITE)
    with pytest.raises(NotAllowed):
        halls.renew_display(hall=hall.hall, by=hall.supervisor.person, now=NOW)
    halls.renew_display(hall=hall.hall, by=cast.pic, now=NOW)
    setup = setup_of(hall.hall.pk, TODAY)
    assert displays.shown_on(today(hall), ALL, now=NOW, proof=display_key(KEY)).code == ""
    key = display_key(setup.presence_key)
    assert displays.shown_on(today(hall), ALL, now=NOW, proof=key).code
    assert displays.display_path(setup) == f"/antrean/dukcapil/layar/?kunci={key}"
    assert not is_present(KEY, displays.shown_on(today(hall), ALL, now=NOW, proof=key).code, NOW)


def test_the_way_to_the_display_with_its_key_is_for_those_of_the_hall(
    hall: SmallHall, cast: Cast, client: Client
) -> None:
    Hall.objects.update(policy=TakingPolicy.ON_SITE)
    live.forget()
    key = display_key(KEY)
    board = f"/ruang-layanan/{hall.hall.pk}/"
    for person, sees in ((hall.officer.person, True), (cast.pic, True), (cast.inspector, False)):
        answer = sign_in(client, person).get(board)
        assert answer.status_code == 200
        assert (key in answer.content.decode()) is sees
    voice = f"{board}atur/suara/"
    page = sign_in(client, cast.pic).get(voice).content.decode()
    assert f"/antrean/dukcapil/layar/?kunci={key}" in page
    assert sign_in(client, cast.pic).post(voice, {"act": "renew"}).status_code == 302
    assert key not in sign_in(client, cast.pic).get(voice).content.decode()


def test_the_share_within_the_promise_counts_those_decided(hall: SmallHall) -> None:
    assert (shown(hall).kept, shown(hall).decided) == (0, 0)
    call_at(hall, 1)
    ticket = hall.hall.tickets.get()
    serving.start(
        hall=hall.hall,
        ticket=ticket.pk,
        version=ticket.version,
        by=hall.officer.person,
        now=NOW,
    )
    hall.take("B")
    assert (shown(hall).kept, shown(hall).decided) == (1, 1)
    assert "Hari ini 1 dari 1 orang" in displays.html_of(shown(hall))


def test_a_large_hall_shows_the_counters_that_work(hall: SmallHall) -> None:
    for number in range(4, 20):
        Counter.objects.create(hall=hall.hall, number=number)
    call_at(hall, 1)
    assert [one.number for one in shown(hall).counters] == [1]
    Counter.objects.filter(number__gt=11).delete()
    assert (len(shown(hall).counters), shown(hall).shape) == (11, 12)


def test_the_queries_of_a_display_do_not_grow(hall: SmallHall) -> None:
    call_at(hall, 1)
    call_at(hall, 2, line="B")
    read = today(hall)
    with CaptureQueriesContext(connection) as queries:
        displays.build(read, ["1", "2", "1-2", ""])
    assert len(queries) == 4


@pytest.mark.parametrize(
    ("key", "zones"), [("", set()), ("1", {1}), ("3-1", {1, 3}), ("x-2", {2}), ("99999", set())]
)
def test_the_key_of_a_display_names_its_zones(key: str, zones: set[int]) -> None:
    assert displays.zones_of(key) == zones
    assert displays.zones_of(displays.key_of(zones)) == zones


@pytest.fixture
def now_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.usefixtures("now_is")
class TestPage:
    def test_it_stands_open_and_refreshes_without_script(self, hall: SmallHall) -> None:
        call_at(hall, 1)
        answer = Client().get("/antrean/dukcapil/layar/?zona=1")
        page = answer.content.decode()
        assert answer.status_code == 200
        assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
        assert 'data-display="/sse/antrean/dukcapil/layar/1/"' in page
        assert "A<i>-</i>001" in page
        assert "Dilayani dalam 45 menit, atau petugas tambahan datang." in page
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies

    def test_it_answers_with_the_state_where_no_stream_comes_through(self, hall: SmallHall) -> None:
        call_at(hall, 1)
        answer = Client().get("/antrean/dukcapil/layar/", headers={"accept": "application/json"})
        state = json.loads(answer.content)
        assert state["now"] == int(NOW.timestamp() * 1000)
        assert state["calls"][0]["clips"][-1] == "number_1"

    def test_the_running_text_of_the_hall_is_never_markup(self, hall: SmallHall) -> None:
        Hall.objects.update(running_text="<b>Gratis</b> & mudah")
        page = Client().get("/antrean/dukcapil/layar/").content.decode()
        assert "&lt;b&gt;Gratis&lt;/b&gt; &amp; mudah" in page

    @pytest.mark.parametrize("path", ["/antrean/tidak-ada/layar/", "/antrean/x%20y/layar/"])
    def test_no_hall_no_display(self, hall: SmallHall, path: str) -> None:
        assert Client().get(path).status_code == 404

    def test_a_hall_that_was_not_opened_has_none(self, hall: SmallHall) -> None:
        Hall.objects.update(opened_at=None)
        assert Client().get("/antrean/dukcapil/layar/").status_code == 404


def test_displays_of_a_hall_are_watched() -> None:
    from bening.queues.stream import _topics

    assert _topics[displays.TOPIC] is displays.build


def test_a_day_that_was_ended_early_offers_no_numbers(hall: SmallHall) -> None:
    assert "Ambil nomor di ponsel" in displays.html_of(shown(hall))
    end_issuing(hall=hall.hall, reason="Gempa", by=hall.supervisor.person, now=NOW)
    html = displays.html_of(shown(hall))
    assert "Pengambilan nomor hari ini dihentikan" in html
    assert "Ambil nomor di ponsel" not in html
    assert "<svg" not in html.partition('data-part="take"')[2]
