"""Tells people what happened: an action names who and what, the sentence is made when it is read.

notify(
    people=heads, code="round_closed", key=f"round:{round.pk}", url=address,
    values={"unit": unit.name, "round": 1}, agency=unit.agency_id, now=now,
)
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils.functional import Promise

from bening.accounts.models import Person
from bening.calendars.models import Notice
from bening.ui.figures import kept_day

Sentence = str | Promise | Callable[[Mapping[str, object]], str]
"""`%(name)s` is filled from the notice's values; a callable receives them."""

_sentences: dict[str, Sentence] = {}
_others: list[Callable[[str], object]] = []


class UnknownNotice(LookupError):
    """No feature said the words of this code: an error of the program."""


class NoticeTaken(ValueError):
    """The code has another sentence already."""


def say(sentences: Mapping[str, Sentence]) -> None:
    """Declares the sentences of a feature's notices; called when the application is ready."""
    for code, words in sentences.items():
        if _sentences.get(code, words) != words:
            raise NoticeTaken(code)
        _sentences[code] = words


def notify(
    *,
    people: Iterable[Person],
    code: str,
    key: str,
    url: str,
    values: Mapping[str, str | int | None],
    agency: UUID | None,
    now: datetime,
) -> int:
    """Tells each of `people` once, inside the caller's transaction: one statement.

    The same key again tells nobody a second time. `values` hold names and numbers, days as
    ``2026-05-31``. Returns how many were named. Raises UnknownNotice.
    """
    if code not in _sentences:
        raise UnknownNotice(code)
    told = {person.pk: person for person in people if person.is_active}
    rows = [
        Notice(
            agency_id=agency,
            person=person,
            key=key,
            code=code,
            values=dict(values),
            url=url,
            made_at=now,
        )
        for person in told.values()
    ]
    if rows:
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        keys = [count_key(person) for person in told]
        transaction.on_commit(lambda: cache.delete_many(keys))
    return len(rows)


def forget_too(forgets: Callable[[str], object]) -> None:
    """Declares who else keeps what people were told about a page; called with its address."""
    _others.append(forgets)


def forget(url: str) -> None:
    """Takes back all that anybody was told about a page, inside the caller's transaction."""
    Notice.objects.filter(url=url).delete()
    for forgets in _others:
        forgets(url)


def count_key(person: UUID) -> str:
    """Where the number on a person's bell is kept between two looks."""
    return f"notices:waiting:{person}"


def with_days(words: str | Promise, *names: str) -> Sentence:
    """A sentence whose values `names` are days (``2026-05-31``), written as the reader's are."""

    def made(values: Mapping[str, object]) -> str:
        days = {name: kept_day(values[name]) for name in names if values.get(name)}
        return str(words) % {**values, **days}

    return made


def sentence(notice: Notice) -> str:
    """What the notice tells, in the language in use; the code where nobody tells of it any more."""
    words = _sentences.get(notice.code)
    if words is None:
        return notice.code
    if callable(words) and not isinstance(words, Promise):
        return words(notice.values)
    told: str = str(words) % notice.values
    return told
