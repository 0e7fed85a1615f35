"""No word that somebody typed becomes markup: script in every text of a channel, on every page.

Every text column of the feature, every sealed word of it, and the names of people, units and the
agency are replaced by markup in the database itself, behind all forms; then everybody who may opens
every page of the feature.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import IntegrityError, models, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from bening.adapters import personal_data
from tests.people import Cast, sign_in
from tests.whole.addresses import ADDRESSES, PEOPLE, World

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]
SCRIPT, SHORT = "<script>alert(7)</script>", "<i>7"
CHANNELS = (
    "channel_reports",
    "conflicts",
    "discipline",
    "findings",
    "gratuities",
    "risks",
    "wealth_reports",
)
NAMES = (("accounts", "Person", "name"), ("agencies", "WorkUnit", "name"))
OPEN = {"step": "open", "reason": "Memeriksa isi"}
"""What opens the sealed words of a case, with a reason."""


def text_fields(model: type[models.Model]) -> Iterator["models.Field[Any, Any]"]:
    """Free text: neither a choice, nor an address, nor a key."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        if is_text and not field.choices and not isinstance(field, models.URLField):
            yield field


def marked(field: "models.Field[Any, Any]", at: int) -> str | None:
    """Markup that fits into the column, another in each row; None where none does."""
    for mark in (f"{SCRIPT}{at}", f"{SHORT}{at}"):
        if field.max_length is None or len(mark) <= field.max_length:
            return mark
    return None


def mark_sealed(value: Any) -> Any:
    """The same sealed words with markup in place of each text that is no code or day."""
    if isinstance(value, dict):
        return {name: mark_sealed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [mark_sealed(inner) for inner in value]
    return SCRIPT if isinstance(value, str) and " " in value else value


def mark_row(row: models.Model, at: int) -> None:
    for field in text_fields(type(row)):
        mark = marked(field, at)
        if mark is not None:
            put(row, field.name, mark)
    for field in row._meta.concrete_fields:
        kept = getattr(row, field.name, None)
        if isinstance(field, models.BinaryField) and kept:
            try:
                words = json.loads(personal_data.read(kept, row=row.pk))
            except (personal_data.PersonalDataUnreadable, ValueError):
                continue  # a picture
            sealed = personal_data.keep(json.dumps(mark_sealed(words)), row=row.pk)
            put(row, field.name, sealed)


def put(row: models.Model, name: str, value: object) -> None:
    """Writes one column past all rules but those of the database."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{name: value})
    except IntegrityError:
        pass


def made(world: World, channel: str) -> dict[str, list[object]]:
    """The keys of each address of the channel; naming them makes the rows."""
    return {
        name: list(row.keys(world))
        for name, row in ADDRESSES.items()
        if name.startswith(f"{channel}:")
    }


def is_page(answer: HttpResponseBase) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


@pytest.mark.parametrize("channel", CHANNELS)
def test_markup_in_any_text_of_a_channel_is_shown_as_it_was_written(
    client: Client, channel: str
) -> None:
    world = World(Cast())
    people = {who: world.person(who) for who in PEOPLE}
    keys = made(world, channel)
    for model in apps.get_app_config(channel).get_models():
        for at, kept in enumerate(model._default_manager.all()):
            mark_row(kept, at)
    for app, name, column in NAMES:
        for at, kept in enumerate(apps.get_model(app, name)._default_manager.all()):
            put(kept, column, f"{SCRIPT}{at}")
    seen = shown = 0
    for name, named in keys.items():
        page, address = ADDRESSES[name], reverse(name, args=named)
        for who, status in zip(PEOPLE, page.answers.split(), strict=True):
            person = people[who]
            if status != "200" or person is None:
                continue
            cache.clear()
            sign_in(client, person)
            answers = [client.get(address)]
            if name in {"discipline:case", "conflicts:case", "gratuities:report"}:
                answers.append(client.post(address, OPEN))
            for answer in filter(is_page, answers):
                text = answer.content.decode()
                assert SCRIPT not in text, (name, who)
                assert SHORT not in text, (name, who)
                seen += 1
                shown += "&lt;script&gt;alert(7)" in text
    assert shown, "nothing that was marked came to a page"
    assert seen > shown // 2
