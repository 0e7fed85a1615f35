"""A file of answers that were collected elsewhere: its columns, what they may mean, its sheets.

Forms of spreadsheets and exports of LimeSurvey are told apart by nothing but their headings: a
question code in front or in brackets ("D1. …", "G1Q2[D1]") is known, so is the wording of an item.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bening.accounts.imports.table import Row, headings_of, read_rows
from bening.domain.surveys.instrument import SurveyInstrument, SurveyItem
from bening.domain.surveys.masking import mask
from bening.domain.surveys.responses import (
    SERVICE,
    UNKNOWN,
    Response,
    ResponseMode,
    ResponseRefused,
    read_response,
)
from bening.surveys.refusals import SurveyRefused

MOST_VALUES = 40
"""Different values of a column that answers are read from."""
MOST_MASKED = 0.2
"""Share of the cells of a column that may hold a number or an address by chance."""
IGNORED = ""
SUGGESTION = "suggestion"
INCIDENT = "incident"
COMPLETED = "completed"
"""The role of a column that is empty where the form was not sent (LimeSurvey's submitdate)."""

IDENTITY = frozenset(
    {
        "nama", "name", "nama lengkap", "firstname", "lastname", "nik", "no ktp", "email", "e-mail",
        "surel", "alamat email", "email address", "telepon", "no hp", "nomor hp", "no telepon",
        "whatsapp", "no wa", "alamat", "ipaddr", "ip address", "alamat ip", "token", "username",
    }
)  # fmt: skip
"""Headings of columns that say whose sheet it is."""

NAMED = {
    "layanan": SERVICE,
    "jenis layanan": SERVICE,
    "service": SERVICE,
    "saran": SUGGESTION,
    "kritik dan saran": SUGGESTION,
    "suggestion": SUGGESTION,
    "submitdate": COMPLETED,
}
"""Headings with a meaning of their own."""

_BRACKETS = re.compile(r"\[([A-Za-z0-9_]{1,20})\]\s*$")
_FRONT = re.compile(r"^([A-Za-z0-9_]{1,20})\s*[.:)]")
_CODE = re.compile(r"^(?:A|AO|SQ)?0*(\d{1,2})$")
_YES = frozenset({"ya", "y", "yes", "1", "true", "pernah"})
_NO = frozenset({"tidak", "t", "n", "no", "0", "2", "false", "tidak pernah"})
_UNKNOWN = frozenset({"tidak tahu", "tidak mengalami", "don't know", "n/a", "na", "-oth-"})


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column: its place, heading, and its different values with how often each occurs."""

    place: int
    heading: str
    values: Mapping[str, int]

    @property
    def can_be_answers(self) -> bool:
        """Whether there are few enough values to say what each means."""
        return 0 < len(self.values) <= MOST_VALUES


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The file as a table of texts."""

    columns: tuple[FileColumn, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ImportMapping:
    """What each column is read as, and what each of its values means there, by place.

    Roles are codes of items and attributes, `service`, `suggestion`, `incident`, `completed`, or
    nothing.
    """

    roles: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The mapping as it is kept with the import."""
        return {
            "roles": {str(place): role for place, role in self.roles.items() if role},
            "values": {str(place): dict(found) for place, found in self.values.items() if found},
        }


@dataclass(frozen=True, slots=True)
class ImportedSheets:
    """The sheets of a file: those taken, lines refused, and lines never sent by their form."""

    responses: tuple[Response, ...]
    refused: tuple[int, ...]
    unfinished: int


def read_answer_file(content: bytes) -> AnswerFile:
    """The table of a CSV or XLSX file. Raises FileRefused, SurveyRefused("import_has_identity").

    A file that says whose sheet is whose is refused whole, with the columns named.
    """
    headings = headings_of(content)
    keys: dict[str, tuple[str, ...]] = {
        str(at): (" ".join(heading.lower().split()),)
        for at, heading in enumerate(dict.fromkeys(headings))
    }
    rows = read_rows(content, keys)
    columns = tuple(
        FileColumn(at, heading, Counter(row.cells[str(at)] for row in rows if row.cells[str(at)]))
        for at, heading in enumerate(dict.fromkeys(headings))
    )
    named = [column.heading[:60] for column in columns if _identifies(column)]
    if named:
        raise SurveyRefused("import_has_identity", field="file", columns=named)
    return AnswerFile(columns, rows)


def _identifies(column: FileColumn) -> bool:
    heading = " ".join(re.sub(r"[^\w' -]", " ", column.heading.lower()).split())
    if heading in IDENTITY and column.values:
        return True
    cells = sum(column.values.values())
    found = sum(many for text, many in column.values.items() if mask(text).found)
    return bool(cells) and found > MOST_MASKED * cells


def guessed(
    file: AnswerFile, instrument: SurveyInstrument, services: Mapping[str, str]
) -> ImportMapping:
    """What the columns and values most likely mean; everything can be said otherwise."""
    roles: dict[int, str] = {}
    for column in file.columns:
        role = _role(column, instrument)
        if role and role not in roles.values():
            roles[column.place] = role
    return ImportMapping(roles, guessed_values(file, roles, instrument, services))


def guessed_values(
    file: AnswerFile,
    roles: Mapping[int, str],
    instrument: SurveyInstrument,
    services: Mapping[str, str],
) -> dict[int, dict[str, str]]:
    """What the values of the columns mean in these roles."""
    found = {}
    for column in file.columns:
        role = roles.get(column.place, IGNORED)
        options = meanings(role, instrument, services)
        if options and column.can_be_answers:
            item = instrument.item(role)
            found[column.place] = {
                value: _meaning(value, options, item) for value in sorted(column.values)
            }
    return found


def meanings(
    role: str, instrument: SurveyInstrument, services: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """What values of a column in a role can mean: the posted value, and words it is known by."""
    item = instrument.item(role)
    if item is not None:
        found = {
            str(value): tuple(words[value - item.scale.least] for words in
                              item.scale.labels.values())
            for value in item.scale.values
        }  # fmt: skip
        return {**found, UNKNOWN: ()} if item.allows_unknown else found
    attribute = instrument.attribute(role)
    if attribute is not None:
        return {option.key: tuple(option.text.values()) for option in attribute.options}
    if role == SERVICE:
        return {code: (name, code) for code, name in services.items()}
    if role == INCIDENT and instrument.incident is not None:
        return {"yes": (), "no": ()}
    return {}


def _role(column: FileColumn, instrument: SurveyInstrument) -> str:
    heading = " ".join(column.heading.split())
    plain = _plain(heading)
    codes = [found.group(1).upper() for found in (_BRACKETS.search(heading), _FRONT.match(heading))
             if found] + [heading.upper()]  # fmt: skip
    for code in codes:
        if instrument.item(code) is not None:
            return code
    for item in instrument.items:
        if any(_plain(text) and _plain(text) in plain for text in item.text.values()):
            return item.code
    for attribute in instrument.attributes:
        if plain == attribute.code or any(_plain(t) == plain for t in attribute.text.values()):
            return attribute.code
    role = NAMED.get(plain, IGNORED)
    if role == IGNORED and instrument.incident is not None:
        said = {_plain(text) for text in instrument.incident.values()}
        return INCIDENT if plain in said else IGNORED
    return role


def _meaning(value: str, options: Mapping[str, Sequence[str]], item: SurveyItem | None) -> str:
    plain = _plain(value)
    for option, words in options.items():
        if plain == option or plain in {_plain(word) for word in words}:
            return option
    if plain in _UNKNOWN and UNKNOWN in options:
        return UNKNOWN
    if set(options) == {"yes", "no"}:
        return "yes" if plain in _YES else "no" if plain in _NO else IGNORED
    code = _CODE.match(value.strip().upper())
    if item is not None and code and code.group(1) in options:
        return code.group(1)
    front = re.match(r"^(\d{1,2})\b", value.strip())
    if item is not None and front and front.group(1) in options:
        return front.group(1)
    return IGNORED


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.lower()).split())


def sheets(
    file: AnswerFile,
    mapping: ImportMapping,
    instrument: SurveyInstrument,
    services: Mapping[str, str],
) -> ImportedSheets:
    """The sheets of a file as the domain reads posted forms; refused lines by their number."""
    taken, refused, unfinished = [], [], 0
    for row in file.rows:
        posted: dict[str, str] = {}
        is_sent = True
        for place, role in mapping.roles.items():
            cell = row.cells[str(place)]
            if role == COMPLETED:
                is_sent = is_sent and bool(cell)
            elif role == SUGGESTION:
                posted[role] = cell
            elif role and cell:
                posted[role] = mapping.values.get(place, {}).get(cell, IGNORED)
        if not is_sent:
            unfinished += 1
            continue
        try:
            taken.append(
                read_response(
                    instrument, posted, mode=ResponseMode.IMPORTED, services=tuple(services)
                )
            )
        except ResponseRefused:
            refused.append(row.line)
    return ImportedSheets(tuple(taken), tuple(refused), unfinished)
