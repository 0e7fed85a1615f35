"""Shapes of plain values: what a place may contain, each fault noted where it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from bening.instruments.faults import Faults, Path

LONGEST_DECIMAL = 20
LONGEST_TEXT = 5_000

_DECIMAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")


class Shape(Protocol):
    """What a value must look like."""

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        """Note every way in which `value` is not of this shape."""
        ...


def decimal(value: Any) -> Fraction | None:
    """The exact number of a decimal text; None where it is not one."""
    if isinstance(value, str) and len(value) <= LONGEST_DECIMAL and _DECIMAL.fullmatch(value):
        return Fraction(value)
    return None


def entries(value: Any, key: str) -> list[dict[str, Any]]:
    """The records listed under a key; what is not a record is left out."""
    return [entry for _, entry in numbered(value, key)]


def numbered(value: Any, key: str) -> list[tuple[int, dict[str, Any]]]:
    """The records listed under a key with their places; what is not a record is left out."""
    found = value.get(key) if isinstance(value, dict) else None
    listed = enumerate(found) if isinstance(found, list) else ()
    return [(at, entry) for at, entry in listed if isinstance(entry, dict)]


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is not empty, perhaps of a pattern, which `called` describes."""

    pattern: re.Pattern[str] | None = None
    called: str = ""
    longest: int = LONGEST_TEXT

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if not isinstance(value, str):
            faults.add(path, "not_text", f"{_name(path)} harus berupa teks")
        elif not value.strip():
            faults.add(path, "empty_text", f"{_name(path)} tidak boleh kosong")
        elif len(value) > self.longest:
            faults.add(path, "text_too_long", f"{_name(path)} lebih dari {self.longest} huruf")
        elif self.pattern and not self.pattern.fullmatch(value):
            what = f"{_name(path)} “{value[:60]}” tidak berbentuk {self.called}"
            faults.add(path, "wrong_pattern", what)


@dataclass(frozen=True, slots=True)
class DecimalText:
    """An exact decimal written as text, point as separator, not negative."""

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if decimal(value) is not None:
            return
        if isinstance(value, str) and "," in value:
            what = f"{_name(path)} “{value[:30]}” memakai koma; tulis dengan titik"
            faults.add(path, "comma_decimal", what)
        elif isinstance(value, str):
            what = f"{_name(path)} “{value[:30]}” bukan angka desimal yang tidak negatif"
            faults.add(path, "not_decimal", what)
        else:
            what = f'{_name(path)} harus angka dalam tanda kutip, misalnya "2.5"'
            faults.add(path, "not_decimal_text", what)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int = 0

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            faults.add(path, "not_whole", f"{_name(path)} harus bilangan bulat")
        elif value < self.least:
            faults.add(path, "too_small", f"{_name(path)} tidak boleh kurang dari {self.least}")


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if not isinstance(value, bool):
            faults.add(path, "not_flag", f"{_name(path)} harus true atau false")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few values."""

    values: tuple[Any, ...]

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if not any(type(value) is type(one) and value == one for one in self.values):
            known = ", ".join(str(one) for one in self.values)
            faults.add(path, "unknown_value", f"{_name(path)} harus salah satu dari: {known}")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of at least `least` entries, and of at most `most` where given."""

    entry: Shape
    least: int = 0
    most: int | None = None

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if not isinstance(value, list):
            faults.add(path, "not_list", f"{_name(path)} harus berupa daftar")
            return
        if len(value) < self.least:
            what = f"{_name(path)} harus memuat sekurangnya {self.least} isian"
            faults.add(path, "too_few", what)
        if self.most is not None and len(value) > self.most:
            faults.add(path, "too_many", f"{_name(path)} memuat lebih dari {self.most} isian")
        for at, entry in enumerate(value):
            self.entry.check(entry, (*path, at), faults)


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields, some of which may be left out; no others."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add(path, "not_record", f"{_name(path)} harus berupa pasangan kunci dan isi")
            return
        for name in self.required:
            if name not in value:
                faults.add(path, "missing", f"{_name(path)} tidak memuat “{name}”")
        for name, entry in value.items():
            shape = self.required.get(name) or self.optional.get(name)
            if shape is None:
                faults.add((*path, name), "unknown_key", f"kunci “{name[:40]}” tidak dikenal")
            else:
                shape.check(entry, (*path, name), faults)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Records of one shape under names of a pattern; `required` names must be there."""

    names: re.Pattern[str]
    entry: Shape
    required: tuple[str, ...] = ()

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add(path, "not_record", f"{_name(path)} harus berupa pasangan kunci dan isi")
            return
        for name in self.required:
            if name not in value:
                faults.add(path, "missing", f"{_name(path)} tidak memuat “{name}”")
        for name, entry in value.items():
            if not self.names.fullmatch(name):
                what = f"nama “{name[:40]}” hanya boleh huruf kecil, angka, dan garis bawah"
                faults.add((*path, name), "wrong_pattern", what)
            self.entry.check(entry, (*path, name), faults)


@dataclass(frozen=True, slots=True)
class ByField:
    """A record whose shape follows from one of its fields."""

    name: str
    shapes: Mapping[str, Shape]

    def check(self, value: Any, path: Path, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add(path, "not_record", f"{_name(path)} harus berupa pasangan kunci dan isi")
            return
        shape = self.shapes.get(value[self.name]) if isinstance(value.get(self.name), str) else None
        if shape is None:
            known = ", ".join(self.shapes)
            what = f"{_name((*path, self.name))} harus salah satu dari: {known}"
            faults.add((*path, self.name), "unknown_value", what)
        else:
            shape.check(value, path, faults)


def _name(path: Path) -> str:
    """What a place is called in a sentence: its last key, with the number of its list entry."""
    if not path:
        return "instrumen"
    last = path[-1]
    if isinstance(last, str):
        return last
    named = next((step for step in reversed(path) if isinstance(step, str)), "daftar")
    return f"{named} ke-{last + 1}"
