"""Figures of a hall: inside, for everybody, and what they plan."""

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from bening.domain.queueing.figures import CellKey, Figures, Spread
from bening.facts import FactValue, Period, fact
from bening.queues import closing, kept_setups
from bening.queues.day_figures import DayFigures, write_figures
from bening.queues.live import live
from bening.queues.models import BreachCause, PromiseBreach, QueueDay
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.features.queues.test_closing import serve
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages read the clock of the day after."""
    live.forget()
    kept_setups.forget()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=1))


def a_day(hall: SmallHall, days_ago: int = 0) -> None:
    """Three numbers: in 7 and 20 minutes, and nobody for the third."""
    at = NOW - timedelta(days=days_ago)
    for _number in range(3):
        hall.take("A", now=at)
    serve(hall, at + 7 * MINUTE)
    serve(hall, at + 20 * MINUTE)
    closing.close_days(now=at + timedelta(days=1))


def page(client: Client, hall: SmallHall, rest: str) -> str:
    found = client.get(f"/ruang-layanan/{hall.hall.pk}/{rest}")
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def test_the_statistics_tell_a_day_apart(cast: Cast, client: Client, hall: SmallHall) -> None:
    a_day(hall)
    shown = page(sign_in(client, cast.unit_head), hall, "statistik/")
    assert "66,6 %" in shown
    assert "2/3" in shown
    assert "Sekar Ayu" in shown
    assert "Rabu" in shown


def test_officers_values_are_for_the_officer_and_the_head(
    cast: Cast, client: Client, hall: SmallHall
) -> None:
    a_day(hall)
    for who, sees in (
        (cast.unit_head, True), (hall.officer.person, True),
        (hall.second.person, False), (cast.pic, False), (cast.inspector, False),
    ):  # fmt: skip
        shown = page(sign_in(client, who), hall, "statistik/")
        assert ("Menurut petugas" in shown) is sees, who
        if not sees:
            assert "Sekar Ayu" not in shown


def test_a_file_holds_a_row_for_each_cell(cast: Cast, client: Client, hall: SmallHall) -> None:
    a_day(hall)
    file = sign_in(client, cast.pic).get(f"/ruang-layanan/{hall.hall.pk}/statistik.csv")
    head, row = file.content.decode("utf-8-sig").splitlines()
    kept = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert kept["tanggal"] == TODAY.isoformat()
    assert (kept["datang"], kept["janji_ditepati"], kept["janji_tidak_ditepati"]) == ("3", "2", "1")
    assert kept["tunggu_median_menit"] == "7"


def test_nobody_else_sees_what_happens_inside(cast: Cast, client: Client, hall: SmallHall) -> None:
    for rest in ("statistik/", "statistik.csv", "perencanaan/", "janji-lewat/"):
        address = f"/ruang-layanan/{hall.hall.pk}/{rest}"
        assert sign_in(client, cast.outsider).get(address).status_code == 404
        assert sign_in(client, cast.area_member).get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_everybody_sees_the_month(cast: Cast, hall: SmallHall) -> None:
    a_day(hall)
    a_day(hall, days_ago=1)
    PromiseBreach.objects.update(cause=BreachCause.CROWD, note="Ada antrean kolektif")
    shown = Client().get("/antrean/dukcapil/angka/").content.decode()
    for words in ("66,6 %", "4 dari 6", "2 tidak ditepati", "Kedatangan melonjak", "April 2026"):
        assert words in shown
    assert "A-00" not in shown
    assert "Ada antrean" not in shown
    assert "Sekar" not in shown
    file = json.loads(Client().get("/antrean/dukcapil/angka.json?bulan=2026-04").content)
    assert (file["dinilai"], file["janji_ditepati"], file["janji_tidak_ditepati"]) == (6, 4, 2)
    assert file["janji_lewat"]["menurut_sebab"] == {"Kedatangan melonjak": 2}
    assert file["sampai"] == TODAY.isoformat()


def public(month: str = "2026-04") -> tuple[str, dict[str, Any]]:
    """The page and the file of a month."""
    query = f"?bulan={month}"
    page = Client().get(f"/antrean/dukcapil/angka/{query}").content.decode()
    return page, json.loads(Client().get(f"/antrean/dukcapil/angka.json{query}").content)


def came(hall: SmallHall, **counts: int) -> None:
    """Kept figures of the day: so many visits of each line, all of them kept."""
    for letter, count in counts.items():
        one = Figures(arrived=count, kept=count, waits=Spread(((3, count),), 180 * count))
        write_figures(
            TODAY,
            {hall.queues[letter].pk: DayFigures({CellKey(9, "phone", False): one}, {}, ())},
            now=NOW,
        )


def test_a_hall_that_few_came_to_tells_no_figures(hall: SmallHall) -> None:
    a_day(hall)
    page, file = public()
    assert "Kurang dari 5 kunjungan bulan ini" in page
    assert "2 dari 3" not in page
    assert (file["tidak_ditampilkan"], "datang" in file) == (True, False)
    assert set(file["layanan"][0]) == {"nama", "tidak_ditampilkan"}
    assert file["janji_lewat"]["menurut_kejadian"] == {}
    a_day(hall, days_ago=1)
    page, file = public()
    assert "tidak ditampilkan" not in page
    assert file["layanan"][0]["datang"] == file["datang"] == 6


def test_a_small_service_can_not_be_had_by_subtraction(hall: SmallHall) -> None:
    came(hall, A=50, B=4, C=9)
    page, file = public()
    told = {one["nama"]: one.get("datang") for one in file["layanan"]}
    assert told == {"Akta kelahiran": 50, "Kartu Keluarga": None, "Legalisasi": None}
    assert file["datang"] == 63
    assert page.count("tidak ditampilkan</span>") == 2
    for words in ("4 dari 4", "9 dari 9"):
        assert words not in page
    assert "50 dari 50" in page
    came(hall, B=5)
    page, file = public()
    assert "tidak ditampilkan" not in page
    assert [one["datang"] for one in file["layanan"]] == [50, 5, 9]


def test_a_month_without_figures_says_so(hall: SmallHall) -> None:
    assert "Belum ada angka" in Client().get("/antrean/dukcapil/angka/").content.decode()
    for month in ("2026-05", "2026-13", "x", "2026-4", "0000-01"):
        assert Client().get(f"/antrean/dukcapil/angka/?bulan={month}").status_code == 404
    assert Client().get("/antrean/tidak-ada/angka/").status_code == 404


def test_a_hall_that_was_not_opened_has_no_public_page(hall: SmallHall) -> None:
    hall.hall.opened_at = None
    hall.hall.save()
    assert Client().get("/antrean/dukcapil/angka/").status_code == 404
    assert "Ruang layanan utama" not in Client().get("/antrean/janji/").content.decode()


def test_the_promise_is_explained(hall: SmallHall) -> None:
    shown = Client().get("/antrean/janji/?di=dukcapil").content.decode()
    assert "45 menit" in shown
    assert "Kartu Keluarga" in shown


def test_a_plan_needs_history(cast: Cast, client: Client, hall: SmallHall) -> None:
    a_day(hall)
    sign_in(client, cast.pic)
    line = hall.queues["A"].pk
    assert "lalu tekan Hitung" in page(client, hall, "perencanaan/")
    assert "belum cukup" in page(client, hall, f"perencanaan/?antrean={line}&sasaran=95")
    kept = QueueDay.objects.get(queue=line)
    for back in range(1, 6):
        QueueDay.objects.create(
            queue_id=line, day=TODAY - timedelta(days=back), visits=kept.visits,
            judged=kept.judged, kept=kept.kept, content=kept.content,
            half_hours=kept.half_hours, made_at=NOW,
        )  # fmt: skip
    shown = page(client, hall, f"perencanaan/?antrean={line}&sasaran=95")
    assert "Per setengah jam" in shown
    assert "10.00" in shown
    other = make_hall(cast, "perizinan", unit=cast.other_unit)
    wrong = other.queues["A"].pk
    address = f"/ruang-layanan/{hall.hall.pk}/perencanaan/?antrean={wrong}"
    assert client.get(address).status_code == 404


def test_days_that_are_none_become_the_last_thirty(
    cast: Cast, client: Client, hall: SmallHall
) -> None:
    sign_in(client, cast.pic)
    for asked in ("?dari=x&sampai=y", "?dari=2027-01-01&sampai=2020-01-01", "?dari=0001-01-01"):
        page(client, hall, f"statistik/{asked}")


def test_the_sheet_is_told_what_the_hall_did(cast: Cast, hall: SmallHall) -> None:
    cache.clear()
    period = Period(date(2026, 1, 1), date(2026, 12, 31))

    def told(name: str) -> FactValue | None:
        found = fact(name).query(cast.unit.pk, period, NOW)
        assert not isinstance(found, dict)
        return found  # type: ignore[return-value]  # facts of one value

    assert told("queue.kept_share") is None
    cache.clear()
    a_day(hall)
    hall.queues["A"].compensation = "Diantar"
    hall.queues["A"].save()
    expected = {
        "queue.kept_share": Fraction(2, 3),
        "queue.median_wait": Fraction(7),
        "queue.digital_share": Fraction(1),
        "queue.compensation": Fraction(1, 3),
        "queue.shared_counters": Fraction(1),
        "queue.services_covered": Fraction(1),
    }
    for name, value in expected.items():
        found = told(name)
        assert found is not None, name
        assert found.value == value, name
    assert fact("queue.kept_share").query(cast.other_unit.pk, period, NOW) is None
