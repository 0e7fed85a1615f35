"""YAML from outside as plain values with the line of each, in bounded time and memory.

The text is read as a stream of events: nothing is built that was not written out. Aliases, anchors,
tags, merge keys, several documents, keys written twice and deep nesting are refused. Plain scalars
are null, true/false, whole numbers or text; a decimal stays the text it is, so it stays exact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from bening.instruments.faults import Fault, Path

LARGEST = 2_000_000
DEEPEST = 24
LONGEST_WHOLE = 18

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FileRefused(Exception):
    """The file can't be read as far as its content; `fault` says where and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Located:
    """Plain values and the line (from 1) of each key, entry and value by its path."""

    content: Any
    lines: dict[Path, int] = field(default_factory=dict)


def decoded(data: bytes, largest: int) -> str:
    """UTF-8 text of at most `largest` bytes. Raises `FileRefused`."""
    if len(data) > largest:
        raise FileRefused(Fault("too_large", f"berkas lebih besar dari {largest // 1_000_000} MB"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefused(Fault("not_utf8", "teks bukan UTF-8", line)) from None


def read_yaml(data: bytes, largest: int = LARGEST) -> Located:
    """Values and lines of one YAML document.

    Raises `FileRefused` at the first thing that is not allowed.
    """
    text = decoded(data, largest)
    try:
        return _Reader(text).read()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        what = f"YAML tidak dapat dibaca: {error.problem or error.context or ''}"
        raise FileRefused(Fault("not_yaml", what, mark.line + 1 if mark else None)) from None
    except yaml.YAMLError as error:  # a character that YAML does not allow has no line
        what = f"YAML tidak dapat dibaca: {str(error).splitlines()[0]}"
        raise FileRefused(Fault("not_yaml", what)) from None


class _Reader:
    """Builds values from parse events; recursion is bounded by DEEPEST."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._lines: dict[Path, int] = {}

    def read(self) -> Located:
        next(self._events)  # the stream starts
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise FileRefused(Fault("empty", "berkas kosong"))
        content = self._value(next(self._events), ())
        next(self._events)  # the document ends
        if not isinstance(event := next(self._events), yaml.StreamEndEvent):
            raise _refused(event, "several_documents", "hanya satu dokumen YAML yang diterima")
        return Located(content, self._lines)

    def _value(self, event: Any, path: Path) -> Any:
        self._check(event, path)
        self._lines.setdefault(path, _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._check(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise _refused(event, "key_not_text", "kunci harus berupa teks")
            key = event.value
            if key == "<<" and not event.style:
                raise _refused(event, "merge_key", "kunci gabungan << tidak diterima")
            if key in values:
                raise _refused(event, "key_twice", f"kunci “{_shown(key)}” ditulis dua kali")
            self._lines[(*path, key)] = _line(event)
            values[key] = self._value(next(self._events), (*path, key))
        return values

    def _check(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _refused(event, "alias", "alias YAML (*nama) tidak diterima")
        if event.anchor is not None:
            raise _refused(event, "anchor", "jangkar YAML (&nama) tidak diterima")
        if event.tag not in (None, "!"):
            raise _refused(event, "tag", f"tanda tipe YAML ({_shown(event.tag)}) tidak diterima")
        if len(path) > DEEPEST:
            raise _refused(event, "too_deep", f"isi bersarang lebih dari {DEEPEST} tingkat")


def _scalar(event: Any) -> Any:
    if event.style:  # quoted or block text
        return event.value
    if event.value in _WORDS:
        return _WORDS[event.value]
    if len(event.value) <= LONGEST_WHOLE and _WHOLE.fullmatch(event.value):
        return int(event.value)
    return event.value


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refused(event: Any, code: str, what: str) -> FileRefused:
    return FileRefused(Fault(code, what, _line(event)))


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
