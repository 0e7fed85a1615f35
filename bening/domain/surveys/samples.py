"""How many answers are enough, and how many of each service.

Krejcie and Morgan (1970): n = X2 N P Q / (d2 (N - 1) + X2 P Q) with X2 = 3.841 (95 %, one degree of
freedom), P = Q = 0.5 and d = 0.05, rounded to the nearest whole number as their table is.
Slovin: n = N / (1 + N d2), rounded up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

_CHI_SQUARED = Fraction(3841, 1000)
_SPREAD = Fraction(1, 4)
_PRECISION_SQUARED = Fraction(1, 400)


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether enough people answered: how many are missing in all, and in which services."""

    missing: int
    by_service: Mapping[str, int]

    @property
    def is_enough(self) -> bool:
        """Whether the whole and every service reached what was asked for."""
        return self.missing == 0 and not self.by_service


def krejcie_morgan(population: int) -> int:
    """The sample of a population by the table of 1970; 0 for nobody, else 1 to 384."""
    _counted(population)
    if population == 0:
        return 0
    top = _CHI_SQUARED * population * _SPREAD
    exact = top / (_PRECISION_SQUARED * (population - 1) + _CHI_SQUARED * _SPREAD)
    return int(exact + Fraction(1, 2))


def slovin(population: int, precision: Fraction) -> int:
    """The sample of a population for a margin of error between 0 and 1, rounded up."""
    _counted(population)
    if not 0 < precision < 1:
        raise ValueError("a margin of error is between 0 and 1")
    exact = population / (1 + population * precision**2)
    return -(-exact.numerator // exact.denominator)


def quotas(volumes: Mapping[str, int], sample: int) -> dict[str, int]:
    """A sample shared out over services in proportion to how many people each served.

    Each active service gets at least 1 and never more than it served; what is left over after
    rounding down goes to the largest remainders, among equals to the larger service, then by code.
    The sum is `sample`, or the number of active services where that is more, or everybody served
    where that is less. Services without people get 0.
    """
    for volume in volumes.values():
        _counted(volume)
    _counted(sample)
    active = {code: volume for code, volume in volumes.items() if volume}
    shared = dict.fromkeys(volumes, 0)
    sample = min(max(sample, len(active)), sum(active.values()))
    small: set[str] = set()
    while True:
        rest = {code: volume for code, volume in active.items() if code not in small}
        left, whole = sample - len(small), sum(rest.values())
        below = {code for code, volume in rest.items() if left * volume < whole}
        if not below:
            break
        small |= below
    shared.update(dict.fromkeys(small, 1))
    shared.update({code: left * volume // whole for code, volume in rest.items()})
    order = sorted(rest, key=lambda code: (-(left * rest[code] % whole), -rest[code], code))
    for code in order[: sample - sum(shared.values())]:
        shared[code] += 1
    return shared


def sufficiency(answered: Mapping[str, int], asked: Mapping[str, int]) -> Sufficiency:
    """What is missing of the quotas `asked`, in all and by service; surplus fills no other."""
    lacking = {code: quota - answered.get(code, 0) for code, quota in asked.items()}
    missing = max(0, sum(asked.values()) - sum(answered.values()))
    return Sufficiency(missing, {code: n for code, n in lacking.items() if n > 0})


def is_enough(answered: Mapping[str, int], asked: Mapping[str, int]) -> bool:
    """Whether every service, and so the whole, reached its quota."""
    return sufficiency(answered, asked).is_enough


def _counted(number: int) -> None:
    if number < 0:
        raise ValueError("a number of people is not negative")
