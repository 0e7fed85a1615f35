"""All signals of a closed period, judged together.

Each statistic gives a p-value under its own honest model. Holm's procedure over all that have one
keeps the chance of *any* false alarm of a period at `LEVEL`. Nothing here drops an answer.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bening.domain.surveys.integrity import history, shares, vectors
from bening.domain.surveys.integrity.chances import holm
from bening.domain.surveys.integrity.times import time_clusters
from bening.domain.surveys.integrity.values import (
    ClosedPeriod,
    IntegrityPanel,
    Measured,
    Signal,
    SignalVerdict,
)

LEVEL: Final = 0.05

PATTERNS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "coverage": (3, 7, 10),
        "token_share": (1, 2, 8),
        "assisted": (4,),
        "speeders": (4, 5),
        "straight_lines": (1, 5, 16),
        "straight_rise": (1, 5, 9, 16),
        "duplicates": (1, 11, 15),
        "typed_patterns": (11,),
        "identical_comments": (11, 15),
        "time_clusters": (1, 15),
        "bursts": (1, 2, 15),
        "own_network_bursts": (1, 15),
        "own_network_after_hours": (1,),
        "late_answers": (1, 15),
        "missing_days": (7,),
        "jump": (8, 9),
        "late_rise": (8, 9),
        "external_gap": (9, 10),
        "contradiction": (13, 15),
        "response_decline": (16,),
        "voids": (6,),
        "sealed_days": (6,),
    }
)
"""Signal -> the numbers of the ways of cheating and of bias it answers, in order of display."""

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"straight_rise": 4.0})
"""Shares of the level, 1 where none stands: straight lines given at times and at a pace like
everybody's show nowhere else."""

BY_DESIGN: Final[Mapping[int, str]] = MappingProxyType(
    {
        2: "single_use_token",
        12: "token_after_finish",
        14: "separate_instruments",
    }
)
"""What data can't show, or not alone, and what keeps it from happening instead."""


def panel(period: ClosedPeriod) -> IntegrityPanel:
    """Every signal of `PATTERNS`, in its order."""
    return judge(measure(period))


def measure(period: ClosedPeriod) -> tuple[Measured, ...]:
    """Every statistic, before they are judged together."""
    sheets = vectors.Vectors.of(period)
    return (
        shares.coverage(period),
        shares.token_share(period),
        shares.assisted(period),
        shares.speeders(period),
        vectors.straight_lines(sheets),
        history.straight_rise(period, sheets),
        vectors.duplicates(sheets),
        vectors.typed_patterns(vectors.Vectors.of_paper(period)),
        shares.identical_comments(period),
        time_clusters(period),
        shares.bursts(period),
        shares.own_network_bursts(period),
        shares.own_network_after_hours(period),
        shares.late_answers(period),
        shares.missing_days(period),
        history.jump(period),
        history.late_rise(period),
        history.external_gap(period),
        shares.contradiction(period),
        history.response_decline(period),
        shares.voids(period),
        shares.sealed_days(period),
    )


def judge(measured: tuple[Measured, ...]) -> IntegrityPanel:
    """The panel of these statistics: `LOOK` where Holm's adjusted p is at most `LEVEL`."""
    adjusted = holm({one.code: one.p for one in measured if one.p is not None}, WEIGHTS)
    return IntegrityPanel(tuple(_signal(one, adjusted.get(one.code)) for one in measured))


def _signal(one: Measured, adjusted: float | None) -> Signal:
    if adjusted is None:
        verdict = SignalVerdict.NOT_ENOUGH
    else:
        verdict = SignalVerdict.LOOK if adjusted <= LEVEL else SignalVerdict.OK
    return Signal(
        one.code,
        PATTERNS[one.code],
        one.value,
        one.expected,
        one.p,
        verdict,
        one.n,
        f"{one.code}.{verdict.value}",
    )
