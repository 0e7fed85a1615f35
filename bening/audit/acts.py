"""The acts that can be recorded, each with the sentence that tells of it.

A feature declares its acts in its `acts.py` and registers them when it starts. An act without a
sentence can't be recorded, so no event stays untold.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.db.models import Choices, Model
from django.utils.functional import Promise

from bening.ui.figures import kept_day

if TYPE_CHECKING:
    from bening.audit.models import Event

Shown = Callable[[Mapping[str, object]], object]
Sentence = str | Promise | Callable[["Event", Mapping[str, object]], str]
"""`%(name)s` is filled from the event's data; a callable receives the event and its data."""

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
UNTOLD = "–"

_sentences: dict[str, Sentence] = {}


class UnknownAct(LookupError):
    """No feature registered this act."""


class ActTaken(ValueError):
    """The act is registered already with another sentence, or its name is no dotted name."""


def register(act: str, sentence: Sentence) -> None:
    """Declare an act such as `answer.saved`. The same sentence twice does no harm."""
    if not NAME.fullmatch(act):
        raise ActTaken(f"{act!r} is not a dotted name in lower case")
    if _sentences.get(act, sentence) is not sentence and _sentences[act] != sentence:
        raise ActTaken(f"{act!r} has another sentence")
    _sentences[act] = sentence


def known() -> frozenset[str]:
    """All registered acts."""
    return frozenset(_sentences)


def check_known(act: str) -> None:
    """Raises UnknownAct."""
    if act not in _sentences:
        raise UnknownAct(act)


def describe(event: "Event") -> str:
    """What happened, as a sentence in the reader's language; the act's name if nobody tells of it.

    An act can be unknown here: an event stays when the feature that wrote it is gone.
    """
    sentence = _sentences.get(event.act)
    if sentence is None:
        return event.act
    data = event.data
    if callable(sentence) and not isinstance(sentence, Promise):
        return str(sentence(event, data))
    return str(sentence) % _Told(data)


def told(words: str | Promise, **values: Shown) -> Sentence:
    """A sentence some of whose `values` are made of the event's data when it is read.

    Events keep codes, days and numbers; words, dates and decimals are the reader's.
    """

    def sentence(_event: "Event", data: Mapping[str, object]) -> str:
        made = {name: value(data) for name, value in values.items()}
        return str(words) % _Told({**data, **made})

    return sentence


def day(name: str) -> Shown:
    """The day kept as `name`, as the reader writes it; UNTOLD where none was kept."""

    def shown(data: Mapping[str, object]) -> str:
        kept = data.get(name)
        return kept_day(kept) if kept else UNTOLD

    return shown


def label(choices: type[Choices], name: str) -> Shown:
    """The label of the code kept as `name`; the code itself where it is no choice any more."""
    labels = dict(choices.choices)
    return lambda data: labels.get(data.get(name), data.get(name, UNTOLD))


def field_labels(model: type[Model], name: str) -> Shown:
    """The labels of the fields of `model` whose names are kept as `name`, a list or the keys."""

    def shown(data: Mapping[str, object]) -> str:
        kept = data.get(name)
        if not isinstance(kept, list | dict):
            return UNTOLD
        known = {field.name: field for field in model._meta.get_fields()}
        return ", ".join(str(getattr(known.get(one), "verbose_name", one)) for one in kept)

    return shown


class _Told(dict[str, object]):
    """Values of a sentence; what an older event does not know is a dash."""

    def __missing__(self, key: str) -> str:
        return UNTOLD
