"""The HTML of folded questions, made once for all who see the same: only its slots are filled anew.

A skeleton is `evaluations/_question.html` rendered with marks instead of what belongs to one sheet,
one person or one moment. It is kept by the hash of the instrument, the official code, the language
and `FLAGS`. While it is made, the template sees `SEEN` and the marks and nothing else of the card:
whatever else it asks for raises NotKept, so nothing of a person can stay in what is kept.
"""

import html
import re
import secrets
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from bening.evaluations.pages.addresses import Addresses
from bening.evaluations.pages.card import Card

MOST_KEPT = 2048
TEMPLATE = "evaluations/_question.html"

FLAGS: Final = (
    "chosen",
    "proposed",
    "is_answered",
    "is_mine",
    "is_overdue",
    "is_lazy",
    "is_simulated",
    "may_answer",
    "may_assign",
    "has_note",
    "has_assignee",
    "has_due",
    "has_proposals",
    "has_findings",
)
"""What decides the shape of a folded question, beside the question itself."""

SEEN: Final = frozenset(
    {
        *FLAGS,
        "anchor",
        "attached",
        "code",
        "count_prefix",
        "fault",
        "field",
        "is_closed",
        "is_current",
        "is_open",
        "kind",
        "options",
        "part",
        "slug",
        "text",
        "weight",
    }
)
"""What a skeleton shows of a card: the same wherever instrument, code, language and flags are."""

VALUES: Final = frozenset(
    {
        "assignee",
        "assignee_initials",
        "due_shown",
        "key",
        "note",
        "note_html",
        "proofs_shown",
        "score",
        "version",
    }
)
"""What is written into the slots of a skeleton from the card itself."""

PARTS: Final = {
    "entries": "evaluations/_entries.html",
    "findings": "evaluations/_finding_lines.html",
    "picks": "evaluations/_kept_picks.html",
    "proposals": "evaluations/_proposals.html",
}
"""The templates whose output is written into the slots of a skeleton."""

FROM_PAGE: Final = ("sheet_id", "csrf_token")
"""What is written into the slots of a skeleton from the page."""

_TOKEN = secrets.token_hex(8)
_MARK = re.compile(rf"\[{_TOKEN}:(\w+)\]")

Part = Callable[[str], str]


class NotKept(Exception):
    """The template of a folded question asks for something that a skeleton must not hold."""


def mark(name: str) -> str:
    """What stands in a skeleton where the value of `name` is written; no text can contain it."""
    return f"[{_TOKEN}:{name}]"


class Marked:
    """A card as a skeleton sees it."""

    def __init__(self, card: Card, sheet_id: str) -> None:
        self._card = card
        self.urls = Addresses(
            *(url.replace(sheet_id, mark("sheet_id")) for url in vars(card.urls).values())
        )

    def __getattr__(self, name: str) -> Any:
        if name in VALUES:
            return mark(name)
        if name in SEEN:
            return getattr(self._card, name)
        raise NotKept(name)


class Skeleton:
    """Text with slots; `pieces` are text and, at `slots`, the places where values are written."""

    def __init__(self, text: str) -> None:
        self.pieces = _MARK.split(text)
        self.slots = tuple(enumerate(self.pieces))[1::2]

    def filled(self, card: Card, of_page: Mapping[str, str], part: Part) -> SafeString:
        """The text for one card. `of_page` are escaped values, `part` draws one of `PARTS`."""
        made = self.pieces.copy()
        for place, name in self.slots:
            if name in of_page:
                made[place] = of_page[name]
            elif name in PARTS:
                made[place] = part(name)
            else:
                made[place] = escaped(getattr(card, name))
        return mark_safe("".join(made))  # noqa: S308 (rendered text; every slot is escaped)


def escaped(value: Any) -> str:
    """As templates write a value; without the detour over lazy texts, which costs thrice."""
    return value if isinstance(value, SafeString) else html.escape(str(value))


_flags = attrgetter(*FLAGS)
_kept: dict[tuple[Any, ...], Skeleton] = {}


def skeleton_of(card: Card, *, sheet_id: str, base: str) -> Skeleton:
    """The skeleton of a folded card; `base` is the path of its sheet."""
    key = (card.instrument, card.code, get_language(), *_flags(card))
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[key] = _made(card, sheet_id, base)
    return found


def _made(card: Card, sheet_id: str, base: str) -> Skeleton:
    context = {
        "card": Marked(card, sheet_id),
        "page": {"wanted": {"base": base.replace(sheet_id, mark("sheet_id"))}},
        "as_skeleton": True,
        **{name: mark(name) for name in FROM_PAGE},
    }
    return Skeleton(Engine.get_default().get_template(TEMPLATE).render(Context(context)))
