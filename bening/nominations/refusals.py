"""What the proposal and the national side refuse; codes and values here, sentences in `words`."""

from collections.abc import Sequence
from typing import Any

from bening.domain.refusals import Refused


class NominationRefused(Refused):
    """A requirement, a proposal or a step of the national team can't be so.

    `field` names the field of a form it is about.
    """

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class UnitsRefused(NominationRefused):
    """The one letter can't go: `units` are the names of those it fails for, with the refusal."""

    def __init__(self, units: Sequence[tuple[str, Refused]]) -> None:
        super().__init__(
            "units_hold_the_letter", count=len(units), units=", ".join(name for name, _ in units)
        )
        self.units = tuple(units)
