"""The acts that can be recorded, each with the sentence that tells of it.

A feature declares its acts in its `acts.py` and registers them when it starts. An act without a
sentence can't be recorded, so no event stays untold.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from bening.audit.models import Event

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


class _Told(dict[str, object]):
    """Values of a sentence; what an older event does not know is a dash."""

    def __missing__(self, key: str) -> str:
        return UNTOLD
