"""The score beside the sheet: total, every minimum with its mark, what moves most, what-if."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.domain.scoring import (
    Answers,
    Check,
    Designation,
    Gain,
    Instrument,
    ScoreSummary,
    ThresholdScope,
    gains,
)
from bening.evaluations.pages.cards import answer_shown
from bening.evaluations.pages.numbers import shown_against
from bening.evaluations.pages.wanted import Wanted
from bening.evaluations.whatif import Simulation, best_counts, typed_form
from bening.ui.figures import decimal_text, short_text, shortfall_text

MOST_MOVERS = 5


@dataclass(frozen=True)
class Limit:
    """One minimum: points reached, needed, missing; the marks of both titles on its meter."""

    name: str
    area: int | None
    is_total: bool
    value: Fraction
    shown: str
    minimum: str
    gap: str
    weight: Fraction
    low: Fraction | None
    high: Fraction | None
    passed: bool
    whatif: Fraction | None
    passes_whatif: bool


@dataclass(frozen=True)
class Mover:
    """A step that would raise the score; `pick` is what its checkbox simulates."""

    code: str
    text: str
    url: str
    from_shown: str
    to_shown: str
    points: str
    closes: tuple[str, ...]
    pick: str
    is_picked: bool


@dataclass(frozen=True)
class TargetChoice:
    """One title to hold the sheet against, with how many of its minima are not met."""

    name: str
    url: str
    unmet: int
    is_chosen: bool


@dataclass(frozen=True)
class Whatif:
    """The simulated total; `refused` counts picks that the instrument does not take."""

    total: str
    gain: str
    is_loss: bool
    value: Fraction
    eligible: bool
    unmet: int
    steps: int
    refused: int


@dataclass(frozen=True)
class Panel:
    """The score panel. `low` and `high` are the minima of the total for both titles."""

    total: Fraction
    total_shown: str
    weight: Fraction
    weight_shown: str
    gap: str
    target: str
    target_key: str
    low: Fraction | None
    high: Fraction | None
    answered: int
    questions: int
    eligible: bool
    unmet: tuple[Limit, ...]
    met: tuple[Limit, ...]
    movers: tuple[Mover, ...]
    targets: tuple[TargetChoice, ...]
    whatif: Whatif | None
    simulating: bool
    simulate_url: str
    kept: tuple[tuple[str, str], ...]
    sheet_url: str
    regulation: str

    @property
    def meter_target(self) -> str:
        """Which mark the red hatch runs to."""
        return "high" if self.target_key == Designation.WBBM else "low"


def panel(
    *,
    instrument: Instrument,
    summary: ScoreSummary,
    answers: Answers,
    target: Designation,
    simulation: Simulation | None,
    wanted: Wanted,
) -> Panel:
    """The panel of a scored sheet, held against `target`."""
    limits = _limits(summary, target, simulation)
    total = next((limit for limit in limits if limit.is_total), None)
    lows, highs = (_by_id(summary, title) for title in Designation)
    return Panel(
        total=summary.total,
        total_shown=total.shown if total else decimal_text(summary.total),
        weight=instrument.weight,
        weight_shown=short_text(instrument.weight),
        gap=total.gap if total else "",
        target=target.name,
        target_key=target.value,
        low=_total_of(lows),
        high=_total_of(highs),
        answered=summary.answered,
        questions=summary.questions,
        eligible=summary.eligible(target),
        unmet=tuple(limit for limit in limits if not limit.passed),
        met=tuple(limit for limit in limits if limit.passed),
        movers=_movers(instrument, summary, answers, target, simulation, wanted),
        targets=tuple(
            TargetChoice(
                name=title.name,
                url=wanted.but(target=title.value).url("nilai"),
                unmet=sum(not check.passed for check in summary.checks(title)),
                is_chosen=title is target,
            )
            for title in Designation
        ),
        whatif=_whatif(summary, target, simulation),
        simulating=wanted.simulating,
        simulate_url=wanted.but(simulating=not wanted.simulating, picks={}).url("nilai"),
        kept=wanted.but(simulating=True).pairs_without_picks,
        sheet_url=wanted.base,
        regulation=instrument.regulation.id,
    )


def _by_id(summary: ScoreSummary, title: Designation) -> dict[str, Check]:
    return {check.id: check for check in summary.checks(title)}


def _total_of(checks: Mapping[str, Check]) -> Fraction | None:
    found = (c for c in checks.values() if c.threshold.scope is ThresholdScope.TOTAL)
    return next((check.points_min for check in found), None)


def _limits(
    summary: ScoreSummary, target: Designation, simulation: Simulation | None
) -> tuple[Limit, ...]:
    lows, highs = (_by_id(summary, title) for title in Designation)
    ahead = _by_id(simulation.summary, target) if simulation else {}
    found = []
    for check in summary.checks(target):
        low, high, then = lows.get(check.id), highs.get(check.id), ahead.get(check.id)
        found.append(
            Limit(
                name=check.name,
                area=check.area,
                is_total=check.threshold.scope is ThresholdScope.TOTAL,
                value=check.score,
                shown=shown_against(check.score, check.points_min),
                minimum=short_text(check.points_min),
                gap=shortfall_text(check.points_missing),
                weight=check.weight,
                low=low.points_min if low else None,
                high=high.points_min if high else None,
                passed=check.passed,
                whatif=then.score if then and then.score != check.score else None,
                passes_whatif=bool(then and then.passed),
            )
        )
    return tuple(found)


def _movers(
    instrument: Instrument,
    summary: ScoreSummary,
    answers: Answers,
    target: Designation,
    simulation: Simulation | None,
    wanted: Wanted,
) -> tuple[Mover, ...]:
    picked = simulation.answers if simulation else {}
    found = gains(instrument, answers, target, summary)
    names = {check.id: check.name for check in summary.checks(target)}
    chosen: list[Gain] = list(found[:MOST_MOVERS])
    chosen += [gain for gain in found[MOST_MOVERS:] if gain.code in picked]
    return tuple(_mover(gain, instrument, answers, names, picked, wanted) for gain in chosen)


def _mover(
    gain: Gain,
    instrument: Instrument,
    answers: Answers,
    names: Mapping[str, str],
    picked: Answers,
    wanted: Wanted,
) -> Mover:
    question = instrument.question(gain.code)
    best = gain.answer_to or best_counts(question, answers.get(gain.code))
    pick = typed_form(best)
    simulated = picked.get(gain.code)
    if simulated is not None:
        pick = typed_form(simulated)
    where = wanted.but(place="", group="", question=gain.code, filter="", search="")
    return Mover(
        code=gain.code,
        text=question.text,
        url=where.url(f"q-{gain.code}"),
        from_shown=answer_shown(gain.answer_from, gain.ratio_from),
        to_shown=answer_shown(gain.answer_to, gain.ratio_to) if gain.answer_to else "100%",
        points=decimal_text(gain.points),
        closes=tuple(names[check] for check in gain.closes if check in names),
        pick=pick,
        is_picked=simulated is not None,
    )


def _whatif(
    summary: ScoreSummary, target: Designation, simulation: Simulation | None
) -> Whatif | None:
    if simulation is None or not (simulation.answers or simulation.refused):
        return None
    gain = simulation.summary.total - summary.total
    return Whatif(
        total=decimal_text(simulation.summary.total),
        gain=decimal_text(abs(gain)),
        is_loss=gain < 0,
        value=simulation.summary.total,
        eligible=simulation.summary.eligible(target),
        unmet=sum(not check.passed for check in simulation.summary.checks(target)),
        steps=len(simulation.answers),
        refused=len(simulation.refused),
    )
