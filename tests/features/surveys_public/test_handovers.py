"""Doors to other features: offered on the respondent's own wish, with nothing that goes along."""

import logging
import re
from uuid import UUID

import pytest
from django.test import Client

from bening.surveys import handovers
from tests.features.surveys_public.conftest import SLUG, Asked

pytestmark = pytest.mark.django_db
STEP = f"/survei/{SLUG}/isi/"


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """An open door, a confidential one, and one that the unit does not have."""
    monkeypatch.setattr(handovers, "_registered", {})

    def at(path: str | None) -> object:
        return lambda unit: path and f"{path}?unit={unit}"

    for code, path, hidden in (
        ("complaint", "/pengaduan/", False),
        ("wbs", "/rahasia/", True),
        ("none", None, False),
    ):
        handovers.register(
            handovers.Handover(
                code=code,
                label=f"Pintu {code}",
                about="Tanpa nama.",
                url=at(path),  # type: ignore[arg-type]  # made above
                is_confidential=hidden,
            )
        )


def test_confidential_door_stands_first_and_a_missing_one_is_left_out(
    doors: None, asked: Asked
) -> None:
    unit: UUID = asked.cast.unit.pk

    found = handovers.doors_of(unit)

    assert [door.code for door in found] == ["wbs", "complaint"]
    assert found[0].href == f"/rahasia/?unit={unit}"


def test_doors_take_nothing_of_the_survey_along(doors: None, asked: Asked, visitor: Client) -> None:
    token = asked.token()
    for page in (
        visitor.post(STEP, {"token": token, "at": "incident", "incident": "y", "i-D1": "2"}),
        visitor.get(f"/survei/{SLUG}/u/{token}/"),
    ):
        text = page.content.decode()
        links = re.findall(r'<a [^>]*href="/(?:rahasia|pengaduan)/[^>]*>', text)
        assert links
        for link in links:
            assert token not in link
            assert SLUG not in link
            assert 'rel="noopener noreferrer"' in link


def test_token_is_in_no_line_of_the_log(
    asked: Asked, visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    token = asked.token()

    with caplog.at_level(logging.DEBUG):
        visitor.get(f"/survei/{SLUG}/u/{token}/")
        visitor.post(f"/survei/{SLUG}/", {"token": token})
        visitor.post(STEP, {"token": token, "to": "review"})
        visitor.get(f"/survei/{SLUG}/u/{'0' * 28}/")

    assert "/u/<str:token>/" in caplog.text
    assert token not in caplog.text


def test_pages_link_to_no_token(asked: Asked, visitor: Client) -> None:
    token = asked.token()

    page = visitor.get(f"/survei/{SLUG}/u/{token}/").content.decode()

    assert page.count(token) == 1
    assert f'name="token" value="{token}"' in page


def test_drawn_start_is_of_nobody_and_of_its_language(asked: Asked, visitor: Client) -> None:
    one, other = asked.token(1), asked.token(2)

    first = visitor.get(f"/survei/{SLUG}/u/{one}/").content.decode()
    second = visitor.get(f"/survei/{SLUG}/u/{other}/").content.decode()
    english = visitor.get(f"/survei/{SLUG}/u/{other}/?bahasa=en").content.decode()

    assert one not in second
    assert re.findall(r'data-key="[^"]+"', first) != re.findall(r'data-key="[^"]+"', second)
    assert "@token@" not in first
    assert '<html lang="en">' in english
    assert "Strongly disagree" in english
    assert "Strongly disagree" not in second


def test_start_follows_what_the_unit_changes(asked: Asked, visitor: Client) -> None:
    token = asked.token()
    before = visitor.get(f"/survei/{SLUG}/u/{token}/").content.decode()

    asked.services[0].tariff = "Rp50.000"
    asked.services[0].save()
    after = visitor.get(f"/survei/{SLUG}/u/{token}/").content.decode()

    assert "<strong>Rp0</strong>" in before
    assert "<strong>Rp50.000</strong>" in after
