"""What a list of private interests holds, and when it may be signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from bening.domain.conflicts.codes import Section
from bening.domain.refusals import Refused

MOST_ENTRIES = 40
"""Entries of one part; nobody has needed more on paper."""
LONGEST = 500


class ConflictRefused(Refused):
    """A list, a declaration or a step can't be so; `field` names the field it is about."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


@dataclass(frozen=True, slots=True)
class Entry:
    """One interest: with whom or what, how, and more about it.

    `unit` and `person` are keys (text) of what the system knows: whoever is named there is blocked
    from reviewing or handling it. Both may be empty.
    """

    section: Section
    name: str
    relation: str
    detail: str = ""
    unit: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Interests:
    """The six parts: entries in the order given, and the parts said to be empty."""

    entries: tuple[Entry, ...] = ()
    none: frozenset[Section] = field(default_factory=frozenset)

    def of(self, section: Section) -> tuple[Entry, ...]:
        """The entries of one part."""
        return tuple(each for each in self.entries if each.section is section)

    @property
    def unanswered(self) -> tuple[Section, ...]:
        """Parts with neither an entry nor the word that there is none."""
        return tuple(part for part in Section if part not in self.none and not self.of(part))

    def check_complete(self) -> None:
        """Raises ConflictRefused("interests_unanswered") while a part says nothing."""
        left = self.unanswered
        if left:
            raise ConflictRefused("interests_unanswered", parts=", ".join(left))

    def document(self) -> dict[str, Any]:
        """As it is kept: a JSON object."""
        return {
            "entries": [
                {
                    "section": each.section.value,
                    "name": each.name,
                    "relation": each.relation,
                    "detail": each.detail,
                    "unit": each.unit,
                    "person": each.person,
                }
                for each in self.entries
            ],
            "none": sorted(part.value for part in self.none),
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """What `document` made. ValueError or KeyError for anything else."""
        return cls(
            entries=tuple(
                Entry(**{**row, "section": Section(row["section"])}) for row in document["entries"]
            ),
            none=frozenset(Section(part) for part in document["none"]),
        )


def with_entry(interests: Interests, entry: Entry) -> Interests:
    """One more entry; its part is no longer said to be empty. Raises ConflictRefused.

    Codes: "interest_name_missing", "interest_relation_missing", "interest_too_long",
    "interest_repeated", "interests_too_many".
    """
    name, relation, detail = entry.name.strip(), entry.relation.strip(), entry.detail.strip()
    if not name:
        raise ConflictRefused("interest_name_missing", field="name")
    if not relation:
        raise ConflictRefused("interest_relation_missing", field="relation")
    for which, text in (("name", name), ("relation", relation), ("detail", detail)):
        if len(text) > LONGEST:
            raise ConflictRefused("interest_too_long", field=which, most=LONGEST)
    clean = replace(entry, name=name, relation=relation, detail=detail)
    if clean in interests.entries:
        raise ConflictRefused("interest_repeated", field="name")
    if len(interests.of(entry.section)) >= MOST_ENTRIES:
        raise ConflictRefused("interests_too_many", most=MOST_ENTRIES)
    return Interests((*interests.entries, clean), interests.none - {entry.section})


def without_entry(interests: Interests, section: Section, position: int) -> Interests:
    """Without the entry at a position (from 0) of a part. Raises ConflictRefused where none is."""
    of_part = interests.of(section)
    if not 0 <= position < len(of_part):
        raise ConflictRefused("interest_gone")
    gone = of_part[position]
    return replace(interests, entries=tuple(e for e in interests.entries if e != gone))


def with_none(interests: Interests, section: Section) -> Interests:
    """The part is said to be empty. Raises ConflictRefused("interests_not_empty")."""
    if interests.of(section):
        raise ConflictRefused("interests_not_empty", part=section.value)
    return replace(interests, none=interests.none | {section})
