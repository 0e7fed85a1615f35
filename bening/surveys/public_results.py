"""A published result as its page draws it. Only figures that may be shown come this far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bening.domain.surveys.estimates import Interval
from bening.domain.surveys.instrument import SurveyInstrument, SurveyKind
from bening.domain.surveys.scales import OF_INDEX, scale_of
from bening.surveys.content import ResultContent, read_content
from bening.surveys.elements import INDEXES, element_words
from bening.surveys.models import ImprovementPlan, PeriodResult, SurveyPeriod
from bening.surveys.result_figures import (
    Breakdown,
    ElementFigure,
    KindFigures,
    flagged_text,
    incident_counts,
    kind_figures,
    lacking_services,
    mode_counts,
)
from bening.ui.figures import decimal_text, short_text

HIGHEST_START = Fraction(5, 2)
SHOWN_AT_ONCE = 8
"""Periods of the history that are not folded away: two years of quarters."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a line from `start` to `end`, in percent, with its interval where it has one."""

    at: str
    low: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: words and a number as text."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownIndex:
    """One index with its drawing from `start` to `end`, and those of its elements.

    `same_as` names the survey that shares its elements; then it draws none of its own.
    """

    figures: KindFigures
    dot: Dot
    start: str
    elements: tuple[tuple[ElementFigure, Dot | None], ...]
    line_start: str
    same_as: str


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service over all indexes; `why` hides it, `is_lacking` says it is below its quota."""

    label: str
    values: tuple[Fraction | None, ...]
    n: int | None
    why: str
    is_lacking: bool


@dataclass(frozen=True)
class ShownResult:
    """Everything a public result shows."""

    content: ResultContent
    indexes: tuple[ShownIndex, ...]
    services: tuple[ServiceLine, ...]
    lacking: tuple[str, ...]
    groups: tuple[Breakdown, ...]
    trust: tuple[Line, ...]
    incidents: str
    is_enough: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """The drawn part of a scale, from `start` to `end`; what lies outside stands at its edge."""

    start: Fraction
    end: Fraction

    def place(self, value: Fraction) -> Fraction:
        share = (value - self.start) / (self.end - self.start)
        return 100 * min(Fraction(1), max(Fraction(0), share))

    def dot(self, value: Fraction, interval: Interval | None = None, factor: int = 1) -> Dot:
        at = f"{float(self.place(value)):.1f}%"
        if interval is None:
            return Dot(at)
        low = self.place(Fraction(interval.low) * factor)
        high = self.place(Fraction(interval.high) * factor)
        return Dot(at, f"{float(low):.1f}%", f"{float(high - low):.1f}%")


def shown_result(result: PeriodResult, instrument: SurveyInstrument) -> ShownResult:
    """The page of a result."""
    content = read_content(result.content)
    integrity = result.integrity or {}
    figures = kind_figures(content, instrument, integrity)
    return ShownResult(
        content=content,
        indexes=tuple(_index(each, figures) for each in figures),
        services=tuple(_services(figures)),
        lacking=lacking_services(content) if figures else (),
        groups=_groups(figures),
        trust=tuple(_trust(content, result.counted, figures, integrity, result.period.lost)),
        incidents=_incidents(content),
        is_enough=content.is_enough,
    )


def _index(one: KindFigures, figures: Sequence[KindFigures]) -> ShownIndex:
    known = [each.index for each in one.elements if each.index is not None]
    lines = _Span(_start([*known, one.index or Fraction()]), Fraction(OF_INDEX.most))
    whole = _Span(lines.start * one.scale.factor, Fraction(one.scale.most))
    same = _same_elements(one, figures)
    return ShownIndex(
        figures=one,
        dot=whole.dot(one.value or Fraction(), one.span, one.scale.factor),
        start=short_text(whole.start, 1),
        elements=()
        if same
        else tuple(
            (each, None if each.index is None else lines.dot(each.index)) for each in one.elements
        ),
        line_start=short_text(lines.start, 1),
        same_as=same,
    )


def _start(indexes: Sequence[Fraction]) -> Fraction:
    """Where a drawing starts: a half step that leaves room below the lowest, at most at 2,5.

    From 0 on, an interval would be narrower than the dot that stands in it.
    """
    return min(HIGHEST_START, max(Fraction(0), Fraction(floor(2 * min(indexes)) - 1, 2)))


def _same_elements(one: KindFigures, figures: Sequence[KindFigures]) -> str:
    """The survey whose elements have the same items, where SKM and SPKP share a form."""
    other = next((each for each in figures if each.kind is SurveyKind.SPKP), None)
    if one.kind is not SurveyKind.SKM or other is None:
        return ""
    theirs = {each.aspect: each.index for each in other.elements}
    shares = all(theirs.get(each.aspect) == each.index for each in one.elements)
    return other.name if shares else ""


def _services(figures: Sequence[KindFigures]) -> Iterator[ServiceLine]:
    """Each service once, with every index; nothing where a form knows one service alone."""
    by_key = [{group.key: group for group in each.services.groups} for each in figures]
    keys = dict.fromkeys(key for groups in by_key for key in groups)
    if len(keys) < 2:
        return
    for key in keys:
        found = [groups[key] for groups in by_key if key in groups]
        yield ServiceLine(
            label=found[0].label,
            values=tuple(groups[key].value if key in groups else None for groups in by_key),
            n=max((group.n for group in found if group.n is not None), default=None),
            why=found[0].why if all(group.why for group in found) else "",
            is_lacking=found[0].is_lacking,
        )


def _groups(figures: Sequence[KindFigures]) -> tuple[Breakdown, ...]:
    """The split of respondents, by the survey with most sheets."""
    if not figures:
        return ()
    widest = max(figures, key=lambda each: each.n)
    return tuple(each for each in widest.breakdowns if any(group.key for group in each.groups))


def _trust(
    content: ResultContent,
    counted: int,
    figures: Sequence[KindFigures],
    integrity: Mapping[str, Any],
    lost: int,
) -> Iterator[Line]:
    """What makes the figures believable, or not."""
    wanted = decimal_text(content.wanted, 0)
    people = decimal_text(content.population, 0)
    yield Line(
        _("Isian dihitung, dari %(wanted)s yang diperlukan untuk %(people)s orang")
        % {"wanted": wanted, "people": people},
        decimal_text(counted, 0),
    )
    if content.invited:
        yield Line(
            _("Diundang sistem, bukan dipilih petugas"),
            _("%(invited)s dari %(people)s")
            % {"invited": decimal_text(content.invited, 0), "people": people},
        )
    for label, count in mode_counts(content):
        yield Line(label, decimal_text(count, 0))
    yield Line(_("Dikecualikan dengan alasan, oleh tim penilai"), decimal_text(content.voided, 0))
    if lost:
        yield Line(_("Diterima tetapi hilang atau tidak dapat dibuka"), decimal_text(lost, 0))
    for each in figures:
        if each.with_voided is not None:
            label = _("%(index)s dengan yang dikecualikan") % {"index": each.name}
            yield Line(label, decimal_text(each.with_voided))
    yield Line(_("Ditandai janggal"), flagged_text(integrity))
    for each in figures if integrity.get("flagged") else ():
        if each.without_flagged is not None:
            label = _("%(index)s tanpa yang ditandai") % {"index": each.name}
            yield Line(label, decimal_text(each.without_flagged))


def _incidents(content: ResultContent) -> str:
    """What is said about requests for money."""
    for _label, count, why in incident_counts(content)[:1]:
        if why:
            return _("kurang dari 5 orang, tidak dirinci supaya tidak ada yang dikenali")
        return _("%(yes)s orang") % {"yes": decimal_text(count, 0)}
    return ""


@dataclass(frozen=True, slots=True)
class Past:
    """One published period in the history: its indexes by name, None where not shown."""

    period: SurveyPeriod
    values: tuple[Fraction | None, ...]
    is_this: bool


@dataclass(frozen=True, slots=True)
class History:
    """All published periods of a unit, latest first; `older` are folded away."""

    names: tuple[str, ...]
    rows: tuple[Past, ...]

    @property
    def latest(self) -> tuple[Past, ...]:
        """Those that are shown at once."""
        return self.rows[:SHOWN_AT_ONCE]

    @property
    def older(self) -> tuple[Past, ...]:
        """The others."""
        return self.rows[SHOWN_AT_ONCE:]


def history_of(
    period: SurveyPeriod,
    periods: Sequence[SurveyPeriod],
    results: Mapping[UUID, PeriodResult],
) -> History:
    """The indexes of every survey that was shown, over all published periods."""
    contents = {key: read_content(row.content) for key, row in results.items()}
    kinds = list(dict.fromkeys(found.kind for one in contents.values() for found in one.shown))
    rows = []
    for each in periods:
        content = contents.get(each.pk)
        found = [content.kind(kind) if content else None for kind in kinds]
        values = tuple(
            scale_of(kind).value(one.index) if one else None
            for kind, one in zip(kinds, found, strict=True)
        )
        rows.append(Past(each, values, each.pk == period.pk))
    return History(tuple(INDEXES[kind] for kind in kinds), tuple(rows))


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """What is done about one element."""

    element: str
    action: str
    due_on: Any
    is_done: bool
    outcome: str


def shown_plans(plans: Sequence[ImprovementPlan]) -> tuple[ShownPlan, ...]:
    """The follow-up as the outside sees it: what and when, not who."""
    return tuple(
        ShownPlan(
            element_words(plan.element),
            plan.action,
            plan.due_on,
            plan.done_at is not None,
            plan.outcome,
        )
        for plan in plans
    )
