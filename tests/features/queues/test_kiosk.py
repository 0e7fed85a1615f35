"""The kiosk in a browser: known by its secret, one number a visitor, nothing left to the next."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from bening.queues.kiosk.signing import key_of
from bening.queues.models import Queue, ServicePoint, TakingChannel, Ticket
from tests.features.queues.halls import SmallHall, make_hall
from tests.people import NOW

pytestmark = pytest.mark.django_db

SECRET = "kunci-kios-dua"
PATH = "/antrean/dukcapil/kios/2/"


@pytest.fixture(autouse=True)
def now_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def point(hall: SmallHall) -> ServicePoint:
    made: ServicePoint = hall.hall.points.create(
        number=2, kind="kiosk", mark="K2", public_key=key_of(SECRET)
    )
    return made


def opened(query: str = "", *, secret: str = SECRET, status: int = 200) -> str:
    answer = Client().get(f"{PATH}?kunci={secret}{query}")
    assert answer.status_code == status
    assert status == 404 or not answer.cookies
    return answer.content.decode()


def touched(line: str = "A", way: str = "cetak", *, key: str = "", **more: str) -> str:
    """Where a post leads to."""
    fields = {"kunci": SECRET, "antrean": line, "cara": way, "key": key or str(uuid.uuid4())}
    answer = Client(enforce_csrf_checks=True).post(PATH, {**fields, **more})
    assert answer.status_code == 303, answer.content
    return str(answer["Location"])


@pytest.mark.usefixtures("point")
def test_the_lines_stand_to_be_touched_and_lead_to_one_question(hall: SmallHall) -> None:
    hall.take("B")
    page = opened()
    for name in ("Akta kelahiran", "Kartu Keluarga", "Legalisasi"):
        assert name in page
    line = opened("&antrean=B")
    assert "1 orang menunggu di layanan ini." in line
    assert "Cetak nomor prioritas" in line
    assert re.search(r"Dilayani paling lambat pukul <b>\d\d\.\d\d</b>", line)
    assert 'http-equiv="refresh" content="40; url=' in line


@pytest.mark.usefixtures("point")
def test_a_touch_gives_a_number_of_the_kiosks_own_series(hall: SmallHall) -> None:
    hall.take("A")
    where = touched("A")
    ticket = Ticket.objects.get(channel=TakingChannel.KIOSK)
    assert (ticket.label, ticket.is_priority) == ("A-K2-001", False)
    assert f"tiket={ticket.code}" in where
    assert "cetak=1" in where
    page = Client().get(where).content.decode()
    assert "A-K2-001" in page
    assert 'data-print="1"' in page
    assert "1 orang lain menunggu" in page
    assert page.count("<svg aria-hidden") >= 2


@pytest.mark.usefixtures("point")
@pytest.mark.parametrize(
    ("way", "priority", "printed"),
    [("ponsel", False, ""), ("cetak-prioritas", True, "1"), ("ponsel-prioritas", True, "")],
)
def test_paper_and_priority_are_what_was_touched(way: str, priority: bool, printed: str) -> None:
    page = Client().get(touched("B", way)).content.decode()
    assert Ticket.objects.get().is_priority is priority
    assert f'data-print="{printed}"' in page


@pytest.mark.usefixtures("point")
def test_two_taps_are_one_number() -> None:
    key = str(uuid.uuid4())
    assert touched(key=key) == touched(key=key)
    assert Ticket.objects.count() == 1


@pytest.mark.usefixtures("point")
def test_english_and_low_buttons_stay_with_the_visitor() -> None:
    page = opened("&bahasa=en&rendah=1")
    assert '<html lang="en"' in page
    assert "is-low" in page
    assert "bahasa=en&amp;rendah=1&amp;antrean=A" in page
    touched("A", bahasa="en")
    assert Ticket.objects.get().language == "en"


@pytest.mark.usefixtures("point")
def test_a_refusal_is_said_in_place_and_uses_up_no_number(hall: SmallHall) -> None:
    Queue.objects.filter(prefix="A").update(daily_cap=1)
    hall.take("A")
    fields = {"kunci": SECRET, "antrean": "A", "cara": "cetak", "key": str(uuid.uuid4())}
    answer = Client().post(PATH, fields)
    assert answer.status_code == 409
    assert 'class="k-note" role="alert"' in answer.content.decode()
    assert fields["key"] in answer.content.decode()
    assert Ticket.objects.count() == 1


@pytest.mark.usefixtures("point")
@pytest.mark.parametrize("secret", ["", "x", SECRET + "x", SECRET.upper()])
def test_another_secret_opens_nothing_and_takes_nothing(secret: str) -> None:
    assert "Kios belum dikenal" in opened(secret=secret, status=403)
    answer = Client().post(PATH, {"kunci": secret, "antrean": "A", "key": str(uuid.uuid4())})
    assert answer.status_code == 403
    assert not Ticket.objects.exists()


def test_a_changed_secret_ends_the_address_before(point: ServicePoint) -> None:
    opened()
    ServicePoint.objects.update(public_key=key_of("baru"))
    opened(status=403)
    ServicePoint.objects.update(public_key=None)
    opened(status=404)


def test_a_kiosk_with_its_own_program_has_no_page_in_a_browser(point: ServicePoint) -> None:
    ServicePoint.objects.filter(pk=point.pk).update(kind="machine")
    assert "http://localhost:8765/" in opened(status=409)
    fields = {"kunci": SECRET, "antrean": "A", "cara": "cetak", "key": str(uuid.uuid4())}
    assert Client().post(PATH, fields).status_code == 409
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("change", [{"kind": "sticker"}, {"closed_on": NOW.date()}])
def test_only_a_kiosk_in_use_is_one(point: ServicePoint, change: dict[str, object]) -> None:
    ServicePoint.objects.filter(pk=point.pk).update(**change)
    opened(status=404)


@pytest.mark.usefixtures("point")
@pytest.mark.parametrize("fields", [{"antrean": "Z"}, {"key": "x"}, {"key": str(uuid.UUID(int=1))}])
def test_a_post_that_means_nothing_goes_back_to_the_start(fields: dict[str, str]) -> None:
    given = {"kunci": SECRET, "antrean": "A", "key": str(uuid.uuid4()), **fields}
    answer = Client().post(PATH, given)
    assert answer.status_code == 302
    assert not Ticket.objects.exists()


def test_a_number_is_shown_where_it_was_taken_and_for_ten_minutes(
    hall: SmallHall, point: ServicePoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = hall.take("A")
    assert Client().get(f"{PATH}?kunci={SECRET}&tiket={elsewhere.code}").status_code == 302
    where = touched("B")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(minutes=11))
    assert Client().get(where).status_code == 302


def test_the_secret_of_another_hall_is_none_here(hall: SmallHall, point: ServicePoint) -> None:
    other = make_hall(hall.cast, "lain", unit=hall.cast.other_unit)
    other.hall.points.create(number=2, kind="kiosk", mark="K2", public_key=key_of("lain"))
    opened(secret="lain", status=403)
