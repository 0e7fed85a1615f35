"""The tree of a document as found, faults and all: each entry with its path and its parent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bening.domain.scoring.instrument import Level
from bening.instruments.faults import Path

_KEYS = {
    Level.COMPONENT: (("subcomponents", Level.SUBCOMPONENT),),
    Level.SUBCOMPONENT: (("areas", Level.AREA), ("indicators", Level.INDICATOR)),
    Level.AREA: (("indicators", Level.INDICATOR),),
    Level.INDICATOR: (("questions", Level.QUESTION),),
    Level.QUESTION: (),
}


@dataclass(frozen=True, eq=False)
class Entry:
    """A component, subcomponent, area, indicator or question as it stands in the document."""

    level: Level
    path: Path
    value: dict[str, Any]
    parent: "Entry | None"
    children: tuple["Entry", ...]

    @property
    def code(self) -> str | None:
        """The code, where it is text."""
        code = self.value.get("code")
        return code if isinstance(code, str) else None


@dataclass(frozen=True, slots=True)
class Tree:
    """Every entry of a document, parents before children."""

    components: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    first: dict[str, Entry]

    @classmethod
    def of(cls, document: dict[str, Any]) -> "Tree":
        """The tree of a document; what is not a record or a list is left out."""
        components = tuple(_entries(document, "components", Level.COMPONENT, (), None))
        every = tuple(entry for top in components for entry in _walk(top))
        first: dict[str, Entry] = {}
        for entry in every:
            if entry.code is not None:
                first.setdefault(entry.code, entry)
        return cls(components, every, first)

    def at(self, level: Level) -> tuple[Entry, ...]:
        """The entries of one level."""
        return tuple(entry for entry in self.entries if entry.level is level)

    def find(self, code: str) -> Entry | None:
        """The first entry of a code."""
        return self.first.get(code)


def _walk(entry: Entry) -> Iterator[Entry]:
    yield entry
    for child in entry.children:
        yield from _walk(child)


def _entries(
    holder: dict[str, Any], key: str, level: Level, path: Path, parent: Entry | None
) -> Iterator[Entry]:
    listed = holder.get(key)
    if not isinstance(listed, list):
        return
    for at, value in enumerate(listed):
        if isinstance(value, dict):
            yield _entry(value, level, (*path, key, at), parent)


def _entry(value: dict[str, Any], level: Level, path: Path, parent: Entry | None) -> Entry:
    entry = Entry(level, path, value, parent, ())
    children = tuple(
        child for key, below in _KEYS[level] for child in _entries(value, key, below, path, entry)
    )
    object.__setattr__(entry, "children", children)
    return entry
