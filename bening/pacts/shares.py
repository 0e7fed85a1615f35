"""How many of those who must sign have signed, and whether that is enough.

PermenPANRB 90/2021 asks for the signatures of all or most staff and names no number. More than half
is a rule of Bening, which a campaign may tighten.
"""

from dataclasses import dataclass
from fractions import Fraction

DEFAULT_MINIMUM = 50
ALL = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """Of `required` people, `signed` have signed; `minimum` is in per cent."""

    signed: int
    required: int
    minimum: int = DEFAULT_MINIMUM

    @property
    def missing(self) -> int:
        """How many have not signed."""
        return self.required - self.signed

    @property
    def share(self) -> Fraction | None:
        """The exact share signed; None where nobody must sign."""
        return Fraction(self.signed, self.required) if self.required else None

    @property
    def percent(self) -> Fraction | None:
        """The share in per cent, exact."""
        return self.share * 100 if self.share is not None else None

    @property
    def is_enough(self) -> bool:
        """More than the minimum; for a minimum of 100, everybody. Never where nobody must sign."""
        if not self.required:
            return False
        if self.minimum >= ALL:
            return self.signed == self.required
        return self.signed * 100 > self.minimum * self.required

    @property
    def wanted(self) -> int:
        """The least number of signatures that is enough."""
        if self.minimum >= ALL:
            return self.required
        return self.minimum * self.required // 100 + 1 if self.required else 0
