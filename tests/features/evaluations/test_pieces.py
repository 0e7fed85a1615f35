"""Pieces drawn once for equal values: never another language, zone, value or reader."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.test import Client
from django.utils import timezone, translation

from bening.evaluations.models import EvaluationSheet
from bening.evaluations.pages.panel import Limit
from bening.evaluations.templatetags import pieces
from tests.features.evaluations.conftest import Save
from tests.people import Cast, sign_in

CODE = "A.I.5.iii.c"
LIMIT = Limit(
    name="Pengawasan",
    area=5,
    is_total=False,
    value=Fraction(5, 2),
    shown="2,50",
    minimum="7,50",
    gap="5,00",
    weight=Fraction(12),
    low=Fraction(15, 2),
    high=None,
    passed=False,
    whatif=None,
    passes_whatif=False,
)
DRAWN = Template('{% load pieces %}{% piece "evaluations/_limit.html" limit=limit target=target %}')


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    pieces._drawn.cache_clear()
    yield
    pieces._drawn.cache_clear()


def drawn(limit: Limit = LIMIT, target: str = "low", **more: object) -> str:
    return DRAWN.render(Context({"limit": limit, "target": target, **more}))


def test_equal_values_are_drawn_once() -> None:
    assert drawn() == drawn(replace(LIMIT))
    assert pieces._drawn.cache_info().misses == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(LIMIT, gap="4,99"),
        replace(LIMIT, name="Pengawasan & lainnya"),
        replace(LIMIT, value=Fraction(3)),
        replace(LIMIT, low=Fraction(8)),
        replace(LIMIT, area=None),
        replace(LIMIT, is_total=True),
        replace(LIMIT, whatif=Fraction(6)),
    ],
)
def test_another_value_is_drawn_anew(other: Limit) -> None:
    assert drawn() != drawn(other)
    assert drawn(other) == drawn(replace(other))


def test_another_target_is_drawn_anew() -> None:
    assert drawn() != drawn(target="")


def test_languages_do_not_mix() -> None:
    with translation.override("id"):
        indonesian = drawn()
    with translation.override("en"):
        english = drawn()
    assert "kurang" in indonesian
    assert "kurang" not in english
    with translation.override("id"):
        assert drawn() == indonesian


def test_zones_do_not_mix(monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    hour = engines["django"].from_string("{{ at|date:'H' }}")
    monkeypatch.setattr(pieces, "get_template", lambda _name: hour)
    shown = []
    for zone in ("Asia/Jakarta", "Asia/Jayapura", "Asia/Jakarta"):
        with timezone.override(ZoneInfo(zone)):
            page = Template('{% load pieces %}{% piece "hour.html" at=at %}')
            shown.append(page.render(Context({"at": at})))
    assert shown == ["09", "11", "09"]


def test_a_piece_sees_its_values_and_nothing_else() -> None:
    assert drawn(request="rahasia", user="Ani") == drawn()
    silent = Template('{% load pieces %}{% piece "evaluations/_limit.html" target="low" %}')
    assert "Pengawasan" not in silent.render(Context({"limit": LIMIT}))


def test_what_may_change_is_no_value_of_a_piece() -> None:
    with pytest.raises(TypeError):
        DRAWN.render(Context({"limit": {"name": "x"}, "target": "low"}))


@pytest.mark.parametrize("words", ["limit", '"x.html" limit', "name target=1"])
def test_a_piece_names_template_and_values(words: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(f"{{% load pieces %}}{{% piece {words} %}}")


def test_two_readers_see_their_own_panel(
    cast: Cast, sheet: EvaluationSheet, last_year: EvaluationSheet, save: Save
) -> None:
    """The steps of one sheet lead into that sheet, also where all else is equal."""
    save(sheet, CODE, "B")
    save(last_year, CODE, "B")
    client = sign_in(Client(), cast.pic)
    for one, other in ((sheet, last_year), (last_year, sheet)):
        page = client.get(f"/lembar-kerja/{one.pk}/?area=5").content.decode()
        panel = page.partition('id="nilai"')[2]
        assert str(one.pk) in panel
        assert str(other.pk) not in panel


def test_limits_do_not_mix_languages(pic_client: Client, sheet: EvaluationSheet) -> None:
    def limits(language: str) -> str:
        pic_client.cookies["django_language"] = language
        page = pic_client.get(f"/lembar-kerja/{sheet.pk}/?area=5").content.decode()
        return page.partition('class="b-limits"')[2]

    first, english, again = limits("id"), limits("en"), limits("id")
    assert first == again
    assert "75,00" in first or "0,00" in first
    assert "0,00" not in english
    assert "0.00" in english
