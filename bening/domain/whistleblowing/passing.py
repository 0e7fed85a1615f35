"""Words that go on to another channel: written by a handler, never taken from the report."""

import re
from collections.abc import Iterable

RUN = 8
"""So many words in a row that stand in a report alike are a copy of it."""
_WORD = re.compile(r"\w+", re.UNICODE)


def is_copied(text: str, sources: Iterable[str], *, run: int = RUN) -> bool:
    """Whether `text` holds `run` words in a row of a source, whatever their case and points.

    A source shorter than that is copied where the text holds all of it and it has three words or
    more.
    """
    words = _words(text)
    for source in sources:
        told = _words(source)
        length = min(run, len(told))
        if length < 3:
            continue
        runs = {tuple(told[at : at + length]) for at in range(len(told) - length + 1)}
        if any(tuple(words[at : at + length]) in runs for at in range(len(words) - length + 1)):
            return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
