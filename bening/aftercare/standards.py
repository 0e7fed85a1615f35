"""What a title is held to after it was given: the parts of the instrument and their minima.

The monitoring of PermenPANRB 90/2021 Annex II Ch. IV scores parts, not single questions: the
smallest parts that carry a minimum of their own are filled in, the parts above are their sums.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from bening.aftercare.refusals import AftercareRefused
from bening.domain.scoring import Designation, Instrument, Node, ThresholdScope, score

WHOLE = "total"
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One part: its points at most, the points asked for (None: no minimum of its own)."""

    code: str
    name: str
    weight: Fraction
    minimum: Fraction | None
    is_entered: bool
    parts: tuple[str, ...]


@lru_cache(maxsize=32)
def lines_of(instrument: Instrument, title: Designation) -> tuple[Line, ...]:
    """The parts of an instrument for a title, in its order, the whole at the end."""
    checks = [check for check in score(instrument, {}).checks(title) if check.area is None]
    minima = {
        check.codes[0]: check.points_min
        for check in checks
        if check.threshold.scope is not ThresholdScope.TOTAL
    }
    found = [line for node in instrument.components for line in _walk(node, minima)]
    total = next((c for c in checks if c.threshold.scope is ThresholdScope.TOTAL), None)
    entered = tuple(line.code for line in found if line.is_entered)
    weight = sum((node.weight for node in instrument.components), Fraction())
    whole = Line(
        WHOLE, total.name if total else "", weight, total.points_min if total else None, False,
        entered,
    )  # fmt: skip
    return (*found, whole)


def _walk(node: Node, minima: Mapping[str, Fraction]) -> Iterator[Line]:
    below = [part for part in node.parts if _has_minimum(part, minima)]
    if not below:
        yield Line(node.code, node.name, node.weight, minima.get(node.code), True, ())
        return
    under = [line for part in node.parts for line in _walk(part, minima)]
    entered = tuple(line.code for line in under if line.is_entered)
    if node.code in minima:
        yield Line(node.code, node.name, node.weight, minima[node.code], False, entered)
    yield from under


def _has_minimum(node: Node, minima: Mapping[str, Fraction]) -> bool:
    return node.code in minima or any(_has_minimum(part, minima) for part in node.parts)


def read_scores(lines: tuple[Line, ...], typed: Mapping[str, str]) -> dict[str, str]:
    """Points as typed, by code, as exact decimal text; empty ones are left out.

    Raises AftercareRefused ("points_not_a_number", "points_out_of_range") with the line's name.
    """
    found = {}
    for line in lines:
        text = typed.get(line.code, "").strip().replace(",", ".")
        if not line.is_entered or not text:
            continue
        try:
            points = Decimal(text) if len(text) <= LONGEST else None
        except InvalidOperation:
            points = None
        if points is None or not points.is_finite():
            raise AftercareRefused("points_not_a_number", field=line.code, name=line.name)
        if not 0 <= Fraction(points) <= line.weight:
            raise AftercareRefused(
                "points_out_of_range", field=line.code, name=line.name, most=line.weight
            )
        found[line.code] = format(points, "f")
    return found


def points_of(lines: tuple[Line, ...], scores: Mapping[str, str]) -> dict[str, Fraction]:
    """The points of every line whose parts are all filled in."""
    given = {code: Fraction(text) for code, text in scores.items()}
    found: dict[str, Fraction] = {}
    for line in lines:
        codes = (line.code,) if line.is_entered else line.parts
        if all(code in given for code in codes):
            found[line.code] = sum((given[code] for code in codes), Fraction())
    return found


def missing(lines: tuple[Line, ...], scores: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines still to be filled in."""
    return tuple(line for line in lines if line.is_entered and line.code not in scores)


def below(lines: tuple[Line, ...], scores: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines whose points are less than asked; compared exactly."""
    points = points_of(lines, scores)
    return tuple(
        line
        for line in lines
        if line.minimum is not None and line.code in points and points[line.code] < line.minimum
    )
