"""My turns: grouped by how near they are, also of those I stand in for; the number on the bell."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bening.accounts.access import today_of
from bening.agencies.models import TimeZone
from bening.calendars.actions import appoint_deputy, mark_all_read
from bening.calendars.telling import notify, say
from bening.notices import queries
from tests.features.notices.conftest import Waiting
from tests.people import NOW, TODAY, Cast, sign_in

say({"test_news": "Kabar %(what)s."})


def tell(cast: Cast, key: str = "news:1", url: str = "/program/") -> None:
    notify(
        people=[cast.pic],
        code="test_news",
        key=key,
        url=url,
        values={"what": "baik"},
        agency=cast.agency.pk,
        now=NOW,
    )


def stand_in(cast: Cast, *, on: date = TODAY, now: datetime = NOW) -> None:
    """The colleague stands in for the PIC for a week."""
    appoint_deputy(
        person=cast.pic,
        deputy=cast.colleague,
        starts_on=on,
        ends_on=on + timedelta(7),
        reason="Cuti",
        by=cast.pic,
        now=now,
    )


def test_turns_are_grouped_by_their_day(cast: Cast, waiting: Waiting) -> None:
    for key, due in (
        ("later", TODAY + timedelta(8)),
        ("none", None),
        ("late", TODAY - timedelta(2)),
        ("today", TODAY),
        ("week", TODAY + timedelta(7)),
    ):
        waiting.add(cast.pic, key=key, due_on=due)

    inbox = queries.inbox_of(cast.pic, NOW)

    assert [each.turn.key for each in inbox.overdue] == ["late"]
    assert inbox.overdue[0].days_late == 2
    assert [each.turn.key for each in inbox.soon] == ["today", "week"]
    assert [each.turn.key for each in inbox.later] == ["later", "none"]
    assert inbox.count == 5


@pytest.mark.parametrize(
    ("zone", "late"), [(TimeZone.WIB, False), (TimeZone.WITA, True), (TimeZone.WIT, True)]
)
def test_a_day_ends_where_the_unit_is(
    cast: Cast, waiting: Waiting, zone: TimeZone, late: bool
) -> None:
    """23.30 in Jakarta, half past midnight in Makassar."""
    cast.unit.time_zone = zone
    cast.unit.save(update_fields=["time_zone"])
    waiting.add(cast.pic, due_on=date(2026, 5, 31), unit=cast.unit.pk)

    inbox = queries.inbox_of(cast.pic, datetime(2026, 5, 31, 16, 30, tzinfo=UTC))

    assert bool(inbox.overdue) == late


def test_a_deputy_sees_the_turns_of_the_absent(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, key="shared")
    waiting.add(cast.pic, key="own", personal=True)
    stand_in(cast)

    (seen,) = queries.inbox_of(cast.colleague, NOW).later

    assert seen.turn.key == "shared"
    assert seen.on_behalf_of == ("Ani Setiawati",)
    assert not seen.may_act


def test_a_deputy_with_the_role_acts_and_sees_it_once(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, cast.colleague, key="shared")
    stand_in(cast)

    (seen,) = queries.inbox_of(cast.colleague, NOW).later

    assert seen.may_act
    assert seen.on_behalf_of == ("Ani Setiawati",)


def test_a_deputy_sees_nothing_before_and_after(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic)
    stand_in(cast, on=TODAY + timedelta(2))

    counts = [
        queries.inbox_of(cast.colleague, NOW + timedelta(days)).count for days in (1, 2, 9, 10)
    ]

    assert counts == [0, 1, 1, 0]


def test_queries_do_not_grow_with_turns(
    cast: Cast, waiting: Waiting, django_assert_num_queries: Any
) -> None:
    person, unit = cast.pic, cast.unit
    waiting.add(person, key="one", unit=unit.pk)
    with django_assert_num_queries(3):
        queries.inbox_of(person, NOW)
    for number in range(40):
        waiting.add(person, key=f"more:{number}", unit=unit.pk, due_on=TODAY)

    with django_assert_num_queries(3):
        assert queries.inbox_of(person, NOW).count == 41


# --- the bell


def test_the_number_counts_turns_and_unread_news_and_is_kept(
    cast: Cast, waiting: Waiting, django_assert_num_queries: Any
) -> None:
    waiting.add(cast.pic)
    tell(cast)

    assert queries.known_count(cast.pic) is None
    assert queries.count_of(cast.pic, NOW) == 2
    with django_assert_num_queries(0):
        assert queries.known_count(cast.pic) == 2


def test_news_and_reading_forget_the_number(
    cast: Cast, waiting: Waiting, django_capture_on_commit_callbacks: Any
) -> None:
    queries.count_of(cast.pic, NOW)
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast)
    assert queries.known_count(cast.pic) is None

    queries.count_of(cast.pic, NOW)
    with django_capture_on_commit_callbacks(execute=True):
        mark_all_read(by=cast.pic, now=NOW)
    assert queries.known_count(cast.pic) is None


def test_pages_show_the_bell_without_counting(client: Client, cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic)
    sign_in(client, cast.pic)
    page = reverse("accounts:own")

    cold = client.get(page).content.decode()
    number = client.get(reverse("notices:count")).content.decode()
    warm = client.get(page).content.decode()

    assert 'hx-get="/giliran/jumlah/"' in cold
    assert "Giliran saya, 1 menunggu" in number
    assert "hx-get" not in number
    assert "Giliran saya, 1 menunggu" in warm
    assert 'hx-get="/giliran/jumlah/"' not in warm


def test_nobody_has_no_bell(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("account_login")).content.decode()

    assert "b-bell" not in page
    assert not [each for each in asked if "notice" in each["sql"]]


# --- the page


def test_the_page_shows_what_waits_and_what_happened(
    client: Client, cast: Cast, waiting: Waiting
) -> None:
    today = today_of(cast.pic)
    waiting.add(cast.pic, key="late", due_on=today - timedelta(3), title="Terlambat sekali")
    waiting.add(cast.pic, key="soon", due_on=today, title="Hari ini saja")
    tell(cast)
    sign_in(client, cast.pic)

    page = client.get(reverse("notices:turns")).content.decode()

    assert page.index("Terlambat sekali") < page.index("Hari ini saja") < page.index("Kabar baik.")
    assert "terlambat 3 hari" in page


def test_a_turn_of_somebody_else_is_no_link(client: Client, cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, title="Milik Ani", url="/program/rahasia/")
    now = timezone.now()
    stand_in(cast, on=today_of(cast.pic, now), now=now)
    sign_in(client, cast.colleague)

    page = client.get(reverse("notices:turns")).content.decode()

    assert "Milik Ani" in page
    assert "/program/rahasia/" not in page
    assert "minta admin instansi memberi peran" in page


def test_an_empty_page_says_so(client: Client, cast: Cast, waiting: Waiting) -> None:
    sign_in(client, cast.colleague)

    page = client.get(reverse("notices:turns")).content.decode()

    assert "Tidak ada yang menunggu Anda" in page
    assert "Belum ada kabar." in page


def test_opening_news_marks_it_read_and_goes_on(
    client: Client, cast: Cast, waiting: Waiting
) -> None:
    tell(cast)
    tell(cast, key="news:2", url="//elsewhere.example/")
    first, second = cast.pic.notices.order_by("key")
    sign_in(client, cast.pic)

    onward = client.post(reverse("notices:read_one", args=[first.pk]))
    stays = client.post(reverse("notices:read_one", args=[second.pk]))

    assert onward.headers["Location"] == "/program/"
    assert stays.headers["Location"] == "/giliran/"
    first.refresh_from_db()
    assert first.read_at is not None
    sign_in(client, cast.outsider)
    assert client.post(reverse("notices:read_one", args=[first.pk])).status_code == 404


def test_the_whole_page_asks_a_fixed_number_of_queries(
    client: Client, cast: Cast, waiting: Waiting, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, cast.pic)
    for number in range(60):
        waiting.add(cast.pic, key=f"t:{number}", due_on=TODAY, unit=cast.unit.pk)
        tell(cast, key=f"n:{number}")
    cache.clear()

    with django_assert_max_num_queries(14):
        client.get(reverse("notices:turns"))
