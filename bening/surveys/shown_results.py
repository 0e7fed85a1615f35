"""Results as pages show them: every figure with its words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from bening.domain.surveys.estimates import change, expected_points
from bening.domain.surveys.instrument import SurveyInstrument, SurveyKind
from bening.domain.surveys.results import AspectResult, GroupResult, KindResults
from bening.surveys.content import Brief, ResultContent
from bening.surveys.elements import (
    GRADES,
    INDEXES,
    KINDS,
    element_code,
    element_label,
)
from bening.surveys.importance_chart import ImportanceChart, importance_chart
from bening.surveys.result_queries import TrendPoint, content_of, newest_results
from bening.surveys.wording import (
    MODES,
    WEIGHTS,
    attribute_label,
    group_label,
    interval_method,
    interval_text,
    quadrant_label,
    withheld_text,
)

INDEX_MINIMA: Mapping[SurveyKind, tuple[Decimal, Decimal]] = {
    SurveyKind.SPAK: (Decimal("3.6"), Decimal("3.6")),
    SurveyKind.SPKP: (Decimal("3.2"), Decimal("3.6")),
}
"""The least external index for WBK and WBBM (PermenPANRB 90/2021): the aim of a forecast."""


@dataclass(frozen=True, slots=True)
class ShownElement:
    """One element with its index from 0 to 4; `number` names it in the chart."""

    number: int
    code: str
    label: str
    index: Fraction | None
    nrr: Fraction | None
    is_lowest: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One group; `why` says why it is withheld, then there are no figures."""

    key: str
    label: str
    why: str
    n: int | None
    index: Fraction | None
    interval: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class ShownBreakdown:
    """The groups by one attribute."""

    code: str
    label: str
    groups: tuple[ShownGroup, ...]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One element in the view of importance and performance."""

    number: int
    label: str
    performance: Fraction
    importance: Fraction
    quadrant: str
    is_first: bool


@dataclass(frozen=True)
class ShownKind:
    """One survey of a result."""

    kind: str
    title: str
    name: str
    value: Fraction | None
    most: int
    index: Fraction | None
    weighted: Fraction | None
    interval: str
    weighted_interval: str
    method: str
    grade: str
    n: int
    partial: int
    points: Fraction | None
    weight: Fraction | None
    low: Decimal | None
    high: Decimal | None
    low_name: str
    elements: tuple[ShownElement, ...]
    services: tuple[ShownGroup, ...]
    uncovered: tuple[str, ...]
    breakdowns: tuple[ShownBreakdown, ...]
    chart: ImportanceChart | None
    places: tuple[ShownPlace, ...]
    trend: tuple[tuple[str, Fraction], ...]
    moved: str
    with_voided: Fraction | None


def shown_kinds(
    content: ResultContent,
    instrument: SurveyInstrument,
    trends: Mapping[SurveyKind, tuple[TrendPoint, ...]],
) -> tuple[ShownKind, ...]:
    """Every survey whose index may be shown."""
    return tuple(
        _kind(kind, content, instrument, trends.get(kind.kind, ())) for kind in content.shown
    )


def _kind(
    kind: KindResults,
    content: ResultContent,
    instrument: SurveyInstrument,
    points: tuple[TrendPoint, ...],
) -> ShownKind:
    is_skm = kind.kind == SurveyKind.SKM
    weight = WEIGHTS.get(kind.kind)
    low, high = INDEX_MINIMA.get(kind.kind, (None, None))
    whole = next((each.index for each in content.all_in if each.kind == kind.kind), None)
    numbers = {each.aspect: at for at, each in enumerate(kind.aspects, start=1)}
    return ShownKind(
        kind=kind.kind.value,
        title=str(KINDS[kind.kind]),
        name=INDEXES[kind.kind],
        value=kind.ikm if is_skm else kind.index,
        most=100 if is_skm else 4,
        index=kind.index,
        weighted=kind.weighted_ikm if is_skm else kind.weighted_index,
        interval=interval_text(kind.kind, kind.interval) if kind.interval else "",
        weighted_interval=interval_text(kind.kind, kind.weighted_interval)
        if kind.weighted_interval
        else "",
        method=interval_method(kind.interval.method) if kind.interval else "",
        grade=f"{kind.grade.value}, {GRADES[kind.grade.value]}" if kind.grade else "",
        n=kind.n,
        partial=kind.partial,
        points=expected_points(kind.index, weight)
        if weight is not None and kind.index is not None
        else None,
        weight=weight,
        low=low,
        high=None if high == low else high,
        low_name="WBK" if high != low else "WBK, WBBM",
        elements=tuple(_elements(kind)),
        services=tuple(
            _group(group, content.services.get(group.key) or group.key, content)
            for group in kind.services
        ),
        uncovered=tuple(content.services.get(code, code) for code in kind.uncovered),
        breakdowns=tuple(_breakdowns(kind, instrument)),
        chart=importance_chart(
            [(numbers[each.aspect], each.performance, each.importance) for each in kind.importance]
        ),
        places=tuple(
            ShownPlace(
                numbers[each.aspect],
                element_label(each.aspect),
                each.performance,
                each.importance,
                quadrant_label(each.quadrant),
                each.quadrant == "concentrate",
            )
            for each in kind.importance
        ),
        trend=tuple((point.period.name, point.value) for point in points),
        moved=_moved(kind, points),
        with_voided=None if whole is None else whole * (25 if is_skm else 1),
    )


def _elements(kind: KindResults) -> Iterator[ShownElement]:
    lowest = {each.aspect for each in kind.lowest}
    for number, each in enumerate(kind.aspects, start=1):
        if each.aspect is None:
            continue
        yield ShownElement(
            number=number,
            code=element_code(kind.kind, each.aspect),
            label=element_label(each.aspect),
            index=each.index,
            nrr=each.index if kind.kind == SurveyKind.SKM else None,
            is_lowest=each.aspect in lowest,
        )


def _group(group: GroupResult, label: str, content: ResultContent | None = None) -> ShownGroup:
    missing = content.missing_by_service.get(group.key, 0) if content else 0
    return ShownGroup(
        key=group.key,
        label=label or _("tidak disebut"),
        why=withheld_text(group),
        n=group.n,
        index=group.index,
        interval=interval_text(SurveyKind.SPAK, group.interval) if group.interval else "",
        missing=missing,
    )


def _breakdowns(kind: KindResults, instrument: SurveyInstrument) -> Iterator[ShownBreakdown]:
    for code, groups in kind.attributes.items():
        attribute = instrument.attribute(code)
        if attribute is not None and groups:
            yield ShownBreakdown(
                code,
                attribute_label(attribute),
                tuple(_group(group, group_label(attribute, group.key)) for group in groups),
            )


def _moved(kind: KindResults, points: tuple[TrendPoint, ...]) -> str:
    """Whether an index moved since the period before by more than chance gives."""
    if len(points) < 2 or kind.index is None or kind.interval is None:
        return ""
    before = points[-2].period
    found = newest_results([before]).get(before.pk)
    earlier = content_of(found).kind(kind.kind) if found else None
    if earlier is None or earlier.index is None or earlier.interval is None:
        return ""
    moved = change(earlier.index, earlier.interval, kind.index, kind.interval)
    if not moved.is_clear:
        return _("Selisih dari periode sebelumnya masih dalam batas kebetulan.")
    if moved.difference > 0:
        return _("Naik dari periode sebelumnya, lebih dari kebetulan.")
    return _("Turun dari periode sebelumnya, lebih dari kebetulan.")


@dataclass(frozen=True, slots=True)
class ShownMode:
    """How many answers came in one way."""

    label: str
    count: int


def shown_modes(content: ResultContent) -> tuple[ShownMode, ...]:
    """Answers by how they came."""
    return tuple(ShownMode(str(MODES[mode]), count) for mode, count in content.modes.items())


def shown_aspects(aspects: tuple[AspectResult, ...]) -> tuple[tuple[str, Fraction | None], ...]:
    """Aspects of one group with their words."""
    return tuple((element_label(each.aspect), each.index) for each in aspects)


@dataclass(frozen=True, slots=True)
class ShownBrief:
    """One index on its own scale beside the main one."""

    name: str
    n: int
    value: Fraction | None


def shown_brief(brief: Brief) -> ShownBrief:
    """A brief with its name; IKM on its own scale."""
    factor = 25 if brief.kind == SurveyKind.SKM else 1
    value = None if brief.index is None else brief.index * factor
    return ShownBrief(INDEXES[brief.kind], brief.n, value)
