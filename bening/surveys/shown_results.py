"""Results as the pages of the unit lay them out: figures with their chart, aim and trend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from bening.domain.surveys.estimates import change
from bening.domain.surveys.instrument import SurveyKind
from bening.surveys.content import ResultContent
from bening.surveys.elements import element_label
from bening.surveys.importance_chart import ImportanceChart, importance_chart
from bening.surveys.result_figures import KindFigures
from bening.surveys.result_queries import TrendPoint, content_of, newest_results
from bening.surveys.wording import quadrant_label

INDEX_MINIMA: Mapping[SurveyKind, tuple[Decimal, Decimal]] = {
    SurveyKind.SPAK: (Decimal("3.6"), Decimal("3.6")),
    SurveyKind.SPKP: (Decimal("3.2"), Decimal("3.6")),
}
"""The least external index for WBK and WBBM (PermenPANRB 90/2021): the aim of a forecast."""


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
    """One survey of a result: its figures, and what is drawn around them."""

    figures: KindFigures
    low: Decimal | None
    high: Decimal | None
    low_name: str
    chart: ImportanceChart | None
    places: tuple[ShownPlace, ...]
    trend: tuple[tuple[str, Fraction], ...]
    moved: str


def shown_kind(
    figures: KindFigures, content: ResultContent, points: tuple[TrendPoint, ...]
) -> ShownKind:
    """One survey whose index may be shown."""
    low, high = INDEX_MINIMA.get(figures.kind, (None, None))
    numbers = {each.aspect: each.number for each in figures.elements}
    importance = content.results.kinds[figures.kind].importance
    return ShownKind(
        figures=figures,
        low=low,
        high=None if high == low else high,
        low_name="WBK" if high != low else "WBK, WBBM",
        chart=importance_chart(
            [(numbers[each.aspect], each.performance, each.importance) for each in importance]
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
            for each in importance
        ),
        trend=tuple((point.period.name, point.value) for point in points),
        moved=_moved(figures, [one for one in points if one.period.ends_on < content.starts_on]),
    )


def _moved(figures: KindFigures, earlier_points: Sequence[TrendPoint]) -> str:
    """Whether an index moved since the period before by more than chance gives."""
    if not earlier_points or figures.index is None or figures.span is None:
        return ""
    before = earlier_points[-1].period
    found = newest_results([before]).get(before.pk)
    earlier = content_of(found).kind(figures.kind) if found else None
    if earlier is None or earlier.index is None or earlier.interval is None:
        return ""
    moved = change(earlier.index, earlier.interval, figures.index, figures.span)
    if not moved.is_clear:
        return _("Selisih dari periode sebelumnya masih dalam batas kebetulan.")
    if moved.difference > 0:
        return _("Naik dari periode sebelumnya, lebih dari kebetulan.")
    return _("Turun dari periode sebelumnya, lebih dari kebetulan.")
