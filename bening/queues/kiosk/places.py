"""Places in a page that the server drew, where a kiosk puts what it knows itself.

A place is a name in a bracket that no text of ours contains. What goes in is escaped here.
"""

import html
import re
from collections.abc import Mapping
from typing import Final

MARKUP: Final = frozenset({"qr", "rows"})
"""What is drawn by the kiosk and goes in as it is."""

_PLACE = re.compile(r"\[\[kiosk:([a-z_]+(?:-[A-Z]{1,2})?)\]\]")


def place(name: str) -> str:
    """How the place stands in the page."""
    return f"[[kiosk:{name}]]"


def filled(page: str, values: Mapping[str, str]) -> str:
    """The page with its places filled; one that has no value is empty."""

    def written(match: re.Match[str]) -> str:
        value = values.get(match[1], "")
        return value if match[1] in MARKUP else html.escape(value)

    return _PLACE.sub(written, page)


def name_of(step: str, language: str, *, is_low: bool, is_priority: bool) -> str:
    """The name of a page among those that a kiosk keeps."""
    parts = (step, language, "low" if is_low else "", "prio" if is_priority else "")
    return ".".join(part for part in parts if part)
