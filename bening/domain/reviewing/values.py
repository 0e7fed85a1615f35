"""Values that stages and tiers hold, which of them is proposed next, and what is still untouched.

Carried forward is not reviewed: a question counts as done by a tier only where that tier itself
confirmed or changed the value that was proposed to it, and the proposal is still the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Held:
    """An answer in its stored form: option key or index as text, or counts by input id.

    Both empty: no answer, worth 0.
    """

    value: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is no answer."""
        return not self.value and not self.inputs


NOTHING = Held()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a tier said: its value, and the value it was shown as proposal."""

    held: Held
    shown: Held


@dataclass(frozen=True, slots=True)
class Proposal:
    """The value shown to a tier, and the name of the stage or tier it comes from."""

    source: str
    held: Held


Layer = tuple[str, Mapping[str, Held]]
"""A name and its values by official code, for the codes it has an opinion on."""


def proposed(codes: Iterable[str], layers: Sequence[Layer]) -> dict[str, Proposal]:
    """For each code the value of the last layer that has one; the first layer has them all.

    `layers` go from the unit's own values to the tier before the one that is asked. A code that the
    first layer leaves out is unanswered there.
    """
    found = {}
    for code in codes:
        name, held = layers[0][0], layers[0][1].get(code, NOTHING)
        for layer, values in layers[1:]:
            if code in values:
                name, held = layer, values[code]
        found[code] = Proposal(name, held)
    return found


def untouched(
    required: Iterable[str], marks: Mapping[str, Mark], proposals: Mapping[str, Proposal]
) -> tuple[str, ...]:
    """The required codes that a tier has not reviewed, in their order.

    Without a mark, or with one that answered another proposal than the present one.
    """
    return tuple(
        code for code in required if code not in marks or marks[code].shown != proposals[code].held
    )
