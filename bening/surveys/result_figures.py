"""What the figures of a computed period mean: one reading for pages, report and file.

Scale, grade, names, and why a figure is hidden are decided here; pages only lay them out. Every
`value` is on the scale of its survey, every `index` from 0 to 4; None is hidden or not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from bening.domain.surveys.estimates import Interval, expected_points
from bening.domain.surveys.instrument import Aspect, SurveyInstrument, SurveyKind
from bening.domain.surveys.results import GroupResult, KindResults
from bening.domain.surveys.scales import IndexScale, scale_of
from bening.surveys.content import Brief, ResultContent
from bening.surveys.elements import GRADES, INDEXES, KINDS, element_code, element_label, said_label
from bening.surveys.wording import (
    MODES,
    WEIGHTS,
    attribute_label,
    group_label,
    interval_method,
    interval_text,
    some_answers,
    withheld_text,
)

SERVICE = "service"
"""The breakdown that every form has."""


@dataclass(frozen=True, slots=True)
class ElementFigure:
    """One element; `number` names it in the chart, `said` is its name as a high value means it."""

    number: int
    aspect: Aspect
    code: str
    label: str
    said: str
    index: Fraction | None
    is_lowest: bool


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """One group of respondents; `why` says why it is hidden, then it has no figures.

    `is_lacking` where a service is below its quota; `missing` says by how many, None where that
    would tell how few answered.
    """

    key: str
    label: str
    why: str
    n: int | None
    value: Fraction | None
    interval: str
    aspects: tuple[tuple[str, Fraction | None], ...]
    left_out: tuple[str, ...]
    is_lacking: bool = False
    missing: int | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The groups by one thing that is known of the respondents."""

    code: str
    label: str
    groups: tuple[GroupFigure, ...]


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """One index over other answers than the main one."""

    name: str
    n: int
    value: Fraction | None


@dataclass(frozen=True)
class KindFigures:
    """One survey of a period.

    `with_voided` counts the voided answers too, `without_flagged` leaves out those that signals of
    integrity point at. `mark` is the class of the IKM, `grade` the same in words. `points` of
    `weight` are what the index would earn in the sheet.
    """

    kind: SurveyKind
    name: str
    title: str
    scale: IndexScale
    n: int
    partial: int
    index: Fraction | None
    value: Fraction | None
    interval: str
    span: Interval | None
    method: str
    weighted: Fraction | None
    weighted_interval: str
    mark: str
    grade: str
    points: Fraction | None
    weight: Fraction | None
    with_voided: Fraction | None
    without_flagged: Fraction | None
    elements: tuple[ElementFigure, ...]
    services: Breakdown
    uncovered: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]

    @property
    def range(self) -> str:
        """The ends of the scale: ``25–100``."""
        return f"{self.scale.least}–{self.scale.most}"

    @property
    def lowest(self) -> tuple[ElementFigure, ...]:
        """The elements that must be followed up, lowest first, equal ones in their order."""
        low = [each for each in self.elements if each.is_lowest and each.index is not None]
        return tuple(sorted(low, key=lambda each: (each.index or 0, each.number)))

    @property
    def is_lacking(self) -> bool:
        """Whether a service is below its quota."""
        return any(group.is_lacking for group in self.services.groups)

    @property
    def lowest_said(self) -> str:
        """Their names, in one line."""
        return ", ".join(each.said for each in self.lowest)

    def breakdown(self, code: str) -> Breakdown | None:
        """The groups by one attribute, or by service."""
        return next((each for each in (self.services, *self.breakdowns) if each.code == code), None)


def kind_figures(
    content: ResultContent, instrument: SurveyInstrument, integrity: Mapping[str, Any]
) -> tuple[KindFigures, ...]:
    """Every survey whose index may be shown; none before enough people answered."""
    return tuple(_kind(found, content, instrument, integrity) for found in content.shown)


def _kind(
    found: KindResults,
    content: ResultContent,
    instrument: SurveyInstrument,
    integrity: Mapping[str, Any],
) -> KindFigures:
    kind, scale = found.kind, scale_of(found.kind)
    weight = WEIGHTS.get(kind)
    whole = {each.kind: each.index for each in content.all_in}
    return KindFigures(
        kind=kind,
        name=INDEXES[kind],
        title=str(KINDS[kind]),
        scale=scale,
        n=found.n,
        partial=found.partial,
        index=found.index,
        value=scale.value(found.index),
        interval=_interval(kind, found.interval),
        span=found.interval,
        method=interval_method(found.interval.method) if found.interval else "",
        weighted=scale.value(found.weighted_index),
        weighted_interval=_interval(kind, found.weighted_interval),
        mark=found.grade.value if found.grade else "",
        grade=f"{found.grade.value}, {GRADES[found.grade.value]}" if found.grade else "",
        points=None
        if weight is None or found.index is None
        else expected_points(found.index, weight),
        weight=weight,
        with_voided=scale.value(whole.get(kind)),
        without_flagged=scale.value(_without_flagged(integrity, kind)),
        elements=tuple(_elements(found)),
        services=Breakdown(SERVICE, _("Layanan"), tuple(_services(found, content))),
        uncovered=tuple(content.services.get(code, code) for code in found.uncovered),
        breakdowns=tuple(_breakdowns(found, instrument)),
    )


def _interval(kind: SurveyKind, found: Interval | None) -> str:
    return interval_text(kind, found) if found else ""


def _without_flagged(integrity: Mapping[str, Any], kind: SurveyKind) -> Fraction | None:
    rows = integrity.get("without_flagged", ())
    text = next((row["index"] for row in rows if row["kind"] == kind.value), None)
    return None if text is None else Fraction(text)


def _elements(found: KindResults) -> Iterator[ElementFigure]:
    lowest = {each.aspect for each in found.lowest}
    for number, each in enumerate(found.aspects, start=1):
        if each.aspect is not None:
            yield ElementFigure(
                number=number,
                aspect=each.aspect,
                code=element_code(found.kind, each.aspect),
                label=element_label(each.aspect),
                said=said_label(each.aspect),
                index=each.index,
                is_lowest=each.aspect in lowest,
            )


def _services(found: KindResults, content: ResultContent) -> Iterator[GroupFigure]:
    lacking = content.missing_by_service
    for group in found.services:
        label = content.services.get(group.key, group.key)
        is_lacking = group.key in lacking
        yield _group(found.kind, group, label, is_lacking, lacking.get(group.key))


def _breakdowns(found: KindResults, instrument: SurveyInstrument) -> Iterator[Breakdown]:
    for code, groups in found.attributes.items():
        attribute = instrument.attribute(code)
        if attribute is not None and groups:
            yield Breakdown(
                code,
                attribute_label(attribute),
                tuple(_group(found.kind, one, group_label(attribute, one.key)) for one in groups),
            )


def _group(
    kind: SurveyKind,
    group: GroupResult,
    label: str,
    is_lacking: bool = False,
    missing: int | None = None,
) -> GroupFigure:
    return GroupFigure(
        key=group.key,
        label=label or _("tidak disebut"),
        why=withheld_text(group.withheld),
        n=group.n,
        value=scale_of(kind).value(group.index),
        interval=_interval(kind, group.interval),
        aspects=tuple((element_label(each.aspect), each.index) for each in group.aspects),
        left_out=group.left_out,
        is_lacking=is_lacking,
        missing=missing,
    )


def brief_figure(brief: Brief) -> BriefFigure:
    """An index over other answers, with its name."""
    return BriefFigure(INDEXES[brief.kind], brief.n, scale_of(brief.kind).value(brief.index))


def lacking_services(content: ResultContent) -> tuple[str, ...]:
    """The services below their quota, by name: named wherever the index stands."""
    return tuple(content.services.get(code, code) for code in content.missing_by_service)


def mode_counts(content: ResultContent) -> tuple[tuple[str, int], ...]:
    """Every sealed answer by how it came."""
    return tuple((str(MODES.get(mode, mode)), count) for mode, count in content.modes.items())


def incident_counts(content: ResultContent) -> tuple[tuple[str, int | None, str], ...]:
    """What was said about requests for money: words, how many, why that is hidden.

    Nothing before enough people answered.
    """
    said = content.results.incidents
    if said is None or not content.is_enough:
        return ()
    hidden = said.withheld
    return tuple(
        (label, count, withheld_text(hidden.get(key)))
        for key, label, count in (
            ("yes", _("Ya"), said.yes),
            ("no", _("Tidak"), said.no),
            ("not_said", _("Tidak menjawab"), said.not_said),
        )
    )


def flagged_text(integrity: Mapping[str, Any]) -> str:
    """How many answers the signals of integrity point at; few are not told."""
    return some_answers(integrity.get("flagged", 0))
