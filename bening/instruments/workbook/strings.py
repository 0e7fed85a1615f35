"""The strings of a workbook, as its XML holds them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bening.instruments.workbook.budget import Budget
from bening.instruments.workbook.parts import part_of_type
from bening.instruments.workbook.safety import Package

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class StringText:
    """Collects the text of one string: runs joined, reading aids left out."""

    pieces: list[str] = field(default_factory=list)
    inside: int = 0
    aside: int = 0

    def clear(self) -> None:
        """Begin the next string."""
        self.pieces.clear()

    def enter(self, tag: str) -> None:
        """An element begins."""
        self.aside += tag == "rPh"
        self.inside += tag == "t" and not self.aside

    def leave(self, tag: str) -> None:
        """An element ends."""
        self.inside -= tag == "t" and not self.aside
        self.aside -= tag == "rPh"

    def data(self, text: str) -> None:
        """Characters between elements."""
        if self.inside:
            self.pieces.append(text)

    def taken(self) -> str:
        """The string so far."""
        return unescaped("".join(self.pieces))


def unescaped(text: str) -> str:
    """Text with its `_xHHHH_` marks as the characters they stand for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def shared_strings(
    package: Package, targets: Mapping[str, tuple[str, str]], budget: Budget
) -> list[str]:
    """The strings that cells refer to by their place."""
    part = part_of_type(targets, "/sharedStrings")
    if part is None or part not in package:
        return []
    strings: list[str] = []
    text = StringText()

    def start(tag: str, _: dict[str, str]) -> None:
        budget.element(part)
        if tag == "si":
            text.clear()
        text.enter(tag)

    def end(tag: str) -> None:
        text.leave(tag)
        if tag == "si":
            strings.append(text.taken())

    package.parse(part, start, end, text.data)
    return strings
