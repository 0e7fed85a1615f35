"""The shape of a value as the screen posts it; the rules stand in the actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from bening.reviews.actions import Verdict
from bening.reviews.screen.panel import Said

COUNT = "in-"
LONGEST_ENTRY = 200
YES_OR_NO = {"1": True, "0": False}


class Malformed(ValueError):
    """A post that no page of ours sends."""


@dataclass(frozen=True)
class MarkEntry:
    """What was posted; `seen` is the version that the page showed, `seconds` the time spent.

    `confirms` asks for the proposal as it is; `keeps_empty` for no answer where none is proposed.
    """

    said: Said
    seen: int
    seconds: int
    confirms: bool
    keeps_empty: bool
    goes_on: bool

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> Self:
        """The entry of a posted form. Raises Malformed."""
        note = posted.get("note")
        if note is None:
            raise Malformed
        said = Said(
            value=posted.get("value", "")[:LONGEST_ENTRY],
            inputs={
                name.removeprefix(COUNT): posted[name].strip()[:LONGEST_ENTRY]
                for name in posted
                if name.startswith(COUNT)
            },
            note=note,
            verdict=Verdict(
                *(
                    YES_OR_NO.get(posted.get(name, ""))
                    for name in ("relevant", "valid", "sufficient")
                )
            ),
            recommendation=posted.get("recommendation", ""),
            organisation=posted.get("organisation", "")[:LONGEST_ENTRY],
            respondents=posted.get("respondents", "")[:20],
            surveyed_on=posted.get("surveyed_on", "")[:20],
            statement=posted.get("statement", ""),
        )
        return cls(
            said=said,
            seen=_number(posted.get("seen", "")),
            seconds=_number(posted.get("seconds") or "0"),
            confirms=bool(posted.get("confirm")),
            keeps_empty=posted.get("same") == "1",
            goes_on=bool(posted.get("next")),
        )

    @property
    def is_empty(self) -> bool:
        """Whether no value was entered."""
        return not self.said.value.strip() and not any((self.said.inputs or {}).values())

    @property
    def day(self) -> date | None:
        """The day of the survey; None where it is not one."""
        try:
            return date.fromisoformat(self.said.surveyed_on)
        except ValueError:
            return None

    @property
    def respondents(self) -> int | None:
        """How many were asked; None where it is no number."""
        typed = self.said.respondents.strip()
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else None


def _number(typed: str) -> int:
    """A whole number of at most nine digits. Raises Malformed."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Malformed
    return int(typed)
