"""The calendar feed: a secret address, valid for other programs, gone when revoked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.evaluations.models import EvaluationSheet
from bening.notices import actions
from bening.notices.models import FeedAddress
from bening.programs.models import CycleDate, ProgramState
from tests.domain.calendar import ics
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401
from tests.features.notices.conftest import Waiting
from tests.people import NOW, Cast, sign_in


def events(client: Client, token: str) -> list[dict[str, str]]:
    answer = client.get(reverse("notices:feed", args=[token]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return ics.read(answer.content.decode())


@pytest.fixture
def token(cast: Cast) -> str:
    return actions.make_address(by=cast.pic, now=NOW).token


def test_turns_with_a_day_stand_in_the_calendar(
    client: Client, cast: Cast, waiting: Waiting, token: str
) -> None:
    today = today_of(cast.pic)
    waiting.add(cast.pic, key="a", due_on=today, title="Dinas; Kota, Tua", url="/program/a/")
    waiting.add(cast.pic, key="b")

    (event,) = events(client, token)

    assert event["DTSTART;VALUE=DATE"] == f"{today:%Y%m%d}"
    assert ics.unescaped(event["SUMMARY"]) == "Dinas; Kota, Tua: Penilaian mandiri"
    assert event["URL"] == "http://localhost:8000/program/a/"


def test_the_same_thing_keeps_its_mark(
    client: Client, cast: Cast, waiting: Waiting, token: str
) -> None:
    today = today_of(cast.pic)
    waiting.add(cast.pic, key="a", due_on=today)
    before = events(client, token)[0]
    waiting.done(cast.pic)
    waiting.add(cast.pic, key="a", due_on=today + timedelta(3))
    after = events(client, token)[0]

    assert before["UID"] == after["UID"]
    assert before["DTSTART;VALUE=DATE"] != after["DTSTART;VALUE=DATE"]


def test_dates_of_the_cycle_stand_in_the_calendar(
    client: Client,
    cast: Cast,
    waiting: Waiting,
    token: str,
    sheet: EvaluationSheet,  # noqa: F811
) -> None:
    today = today_of(cast.pic)
    for state, due in (
        (ProgramState.ELIGIBLE, today + timedelta(20)),
        (ProgramState.SELF_ASSESSMENT, today - timedelta(61)),
    ):
        CycleDate.objects.create(
            agency=cast.agency,
            cycle=sheet.cycle,
            state=state,
            due_on=due,
            source="Surat, nomor 1",
            set_by=cast.agency_admin,
            set_at=NOW,
        )

    (event,) = events(client, token)

    assert event["SUMMARY"] == f"Batas Layak diusulkan\\, siklus {sheet.cycle.year}"
    assert ics.unescaped(event["DESCRIPTION"]) == "Surat, nomor 1"


def test_a_new_address_ends_the_old_one(client: Client, cast: Cast, waiting: Waiting) -> None:
    first = actions.make_address(by=cast.pic, now=NOW).token
    second = actions.make_address(by=cast.pic, now=NOW).token

    assert client.get(reverse("notices:feed", args=[first])).status_code == 404
    assert events(client, second) == []
    assert actions.revoke_address(by=cast.pic, now=NOW)
    assert client.get(reverse("notices:feed", args=[second])).status_code == 404
    assert not actions.revoke_address(by=cast.pic, now=NOW)


def test_the_secret_itself_is_not_kept(cast: Cast, token: str) -> None:
    kept = FeedAddress.objects.get()

    assert token.encode() not in bytes(kept.token_hash)
    assert len(token) >= 32


def test_who_is_switched_off_has_no_calendar(
    client: Client, cast: Cast, waiting: Waiting, token: str
) -> None:
    Person.objects.filter(pk=cast.pic.pk).update(is_active=False)

    assert client.get(reverse("notices:feed", args=[token])).status_code == 404


def test_use_is_noted_once_a_day(client: Client, cast: Cast, waiting: Waiting, token: str) -> None:
    events(client, token)

    assert FeedAddress.objects.get().last_used_on == today_of(cast.pic, timezone.now())


# --- pages


def test_people_make_renew_and_revoke_their_address(
    client: Client, cast: Cast, waiting: Waiting
) -> None:
    sign_in(client, cast.pic)

    made = client.post(reverse("notices:make_address")).content.decode()
    token = made.partition(":8000/kalender/")[2].partition(".ics")[0]
    page = client.get(reverse("notices:settings")).content.decode()

    assert "Hanya ditampilkan sekali" in made
    assert f"webcal://localhost:8000/kalender/{token}.ics" in made
    assert token not in page
    assert "Ganti alamat kalender" in page
    assert events(Client(), token) == []
    client.post(reverse("notices:revoke_address"))
    assert Client().get(reverse("notices:feed", args=[token])).status_code == 404


def test_mails_are_switched_off_and_on(client: Client, cast: Cast, waiting: Waiting) -> None:
    sign_in(client, cast.pic)
    page = reverse("notices:settings")

    assert "checked" in client.get(page).content.decode()
    client.post(page, {"chosen": "1"})
    assert "checked" not in client.get(page).content.decode()
    client.post(page, {"chosen": "1", "by_mail": "on"})
    assert "checked" in client.get(page).content.decode()
