"""Whether a text names somebody: so that who is named never reads the report.

To leave out one too many costs a reader; to leave one in may cost the reporter. So two of a
person's names anywhere in the text are enough, and in the answer to "who" a single one is.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")

SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = frozenset("'`´‘’ʼʻ")
"""Written or left out within a name: Ma'ruf, Maruf."""
_TITLES = frozenset(
    [
        *("bapak", "ibu", "pak", "sdr", "sdri", "saudara", "saudari", "haji", "hajah"),
        *("drs", "dra", "prof", "dokter", "insinyur", "bin", "binti"),
        *("sos", "kom", "msi", "mkn", "phd", "spd", "mpd", "ssi", "stp", "mph"),
    ]
)


def words_of(text: str) -> frozenset[str]:
    """The words of a text as they are compared: lower case, without accents, three letters up.

    Signs nobody sees, such as the hyphens of a copied text, part no word.
    """
    bare = "".join(sign for sign in text.casefold() if sign not in _APOSTROPHES)
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", bare)
        if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    found = frozenset(word for word in _WORD.findall(plain) if len(word) >= SHORTEST)
    return found - _TITLES


@dataclass(frozen=True, slots=True)
class Named(Generic[Key]):
    """Who is named: `surely` by two names or an only one, `perhaps` by one name among several."""

    surely: frozenset[Key]
    perhaps: frozenset[Key]


def named_in(people: Mapping[Key, frozenset[str]], *, whole: Iterable[str], who: str) -> Named[Key]:
    """Whom texts name, of `people` by the words of their names; `who` is the answer to "who"."""
    everywhere = words_of(" ".join(whole)) | words_of(who)
    asked = words_of(who)
    surely, perhaps = set[Key](), set[Key]()
    for key, names in people.items():
        if not names:
            continue
        there = names & everywhere
        if len(there) >= 2 or (len(names) == 1 and there & asked):
            surely.add(key)
        elif there & asked or (len(names) == 1 and there):
            perhaps.add(key)
    return Named(frozenset(surely), frozenset(perhaps))
