"""A published result as its page draws it. Only figures that may be shown come this far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.domain.surveys.estimates import Interval
from bening.domain.surveys.instrument import (
    Aspect,
    CorruptionAspect,
    SurveyInstrument,
    SurveyKind,
)
from bening.domain.surveys.results import GroupResult, KindResults
from bening.surveys.content import Brief, ResultContent, read_content
from bening.surveys.elements import GRADES, INDEXES, KINDS, element_label, element_words
from bening.surveys.models import ImprovementPlan, PeriodResult, SurveyPeriod
from bening.surveys.wording import (
    MODES,
    attribute_label,
    group_label,
    interval_method,
    interval_text,
    withheld_text,
)
from bening.ui.figures import decimal_text

FORMAT = 1

SAID: Mapping[Aspect, str | Promise] = {
    CorruptionAspect.DISCRIMINATION: gettext_lazy("Tanpa diskriminasi"),
    CorruptionAspect.SERVICE_FRAUD: gettext_lazy("Tanpa kecurangan"),
    CorruptionAspect.GIFTS: gettext_lazy("Tanpa imbalan"),
    CorruptionAspect.BROKERING: gettext_lazy("Tanpa percaloan"),
    CorruptionAspect.ILLEGAL_LEVIES: gettext_lazy("Tanpa pungutan liar"),
}
"""The aspects of SPAK as a high value means them: "percaloan 3,9" reads as the opposite."""


def said_label(aspect: Aspect | None) -> str:
    """An aspect or element, named for what a high value says."""
    said = SAID.get(aspect) if aspect else None
    return str(said) if said else element_label(aspect)


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a line from `start` to `end`, in percent, with its interval where it has one."""

    at: str
    low: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: words, a number as text, and its dot."""

    label: str
    value: str
    dot: Dot | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownIndex:
    """One index with everything below it."""

    kind: str
    name: str
    title: str
    value: str
    of: str
    start: str
    dot: Dot
    grade: str
    interval: str
    method: str
    weighted: str
    n: int
    partial: int
    aspects: tuple[Line, ...]
    line_start: str
    same_as: str
    lowest: tuple[str, ...]
    services: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """How the respondents split by one thing they said of themselves."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ShownResult:
    """Everything a public result shows."""

    content: ResultContent
    indexes: tuple[ShownIndex, ...]
    groups: tuple[Group, ...]
    trust: tuple[Line, ...]
    incidents: str
    is_enough: bool


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where an index lies: SKM on 25 to 100, all others on 0 to 4; lines may start later."""

    factor: int
    start: Fraction
    end: Fraction

    @classmethod
    def of(cls, found: KindResults) -> "_Scale":
        if found.kind is SurveyKind.SKM:
            return cls(25, Fraction(25), Fraction(100))
        values = [found.index, *(each.index for each in found.aspects)]
        low = min((value for value in values if value is not None), default=Fraction(1))
        return cls(1, Fraction(1 if low >= 1 else 0), Fraction(4))

    def text(self, index: Fraction | None) -> str:
        return decimal_text(None if index is None else index * self.factor)

    def place(self, value: Fraction) -> Fraction:
        share = (value - self.start) / (self.end - self.start)
        return 100 * min(Fraction(1), max(Fraction(0), share))

    def dot(self, index: Fraction, interval: Interval | None = None) -> Dot:
        at = f"{float(self.place(index * self.factor)):.1f}%"
        if interval is None:
            return Dot(at)
        low = self.place(Fraction(interval.low) * self.factor)
        high = self.place(Fraction(interval.high) * self.factor)
        return Dot(at, f"{float(low):.1f}%", f"{float(high - low):.1f}%")


def shown_result(result: PeriodResult, instrument: SurveyInstrument) -> ShownResult:
    """The page of a result."""
    content = read_content(result.content)
    return ShownResult(
        content=content,
        indexes=tuple(_index(content, found) for found in content.shown),
        groups=tuple(_groups(content, instrument)) if content.is_enough else (),
        trust=tuple(_trust(content, result)),
        incidents=_incidents(content),
        is_enough=content.is_enough,
    )


def _index(content: ResultContent, found: KindResults) -> ShownIndex:
    scale = _Scale.of(found)
    index = found.index or Fraction()
    same = _same_elements(content, found)
    return ShownIndex(
        kind=found.kind.value,
        name=INDEXES[found.kind],
        title=str(KINDS[found.kind]),
        value=scale.text(index),
        of=decimal_text(scale.end, 0),
        start=decimal_text(scale.start, 0),
        dot=scale.dot(index, found.interval),
        grade=_grade(found),
        interval=interval_text(found.kind, found.interval) if found.interval else "",
        method=interval_method(found.interval.method) if found.interval else "",
        weighted="" if found.weighted_index is None else scale.text(found.weighted_index),
        n=found.n,
        partial=found.partial,
        aspects=tuple(
            Line(
                said_label(each.aspect),
                # The mean of an element of SKM is on its scale of 1 to 4, as its rule has it.
                decimal_text(each.index),
                None if each.index is None else scale.dot(each.index),
            )
            for each in (() if same else found.aspects)
            if each.aspect is not None
        ),
        line_start=decimal_text(scale.start / scale.factor, 0),
        same_as=same,
        lowest=tuple(said_label(each.aspect) for each in found.lowest if each.aspect),
        services=tuple(
            _group_line(content.services.get(group.key) or _("tidak disebut"), group, scale)
            for group in found.services
        ),
    )


def _same_elements(content: ResultContent, found: KindResults) -> str:
    """The survey whose elements have the same items, where SKM and SPKP share a form."""
    other = content.kind(SurveyKind.SPKP)
    if found.kind is not SurveyKind.SKM or other is None:
        return ""
    theirs = {each.aspect: each.index for each in other.aspects}
    shares = all(theirs.get(each.aspect) == each.index for each in found.aspects)
    return INDEXES[SurveyKind.SPKP] if shares else ""


def _grade(found: KindResults) -> str:
    grade = found.grade
    if grade is None:
        return ""
    return _("Mutu %(grade)s, %(words)s") % {"grade": grade.value, "words": GRADES[grade.value]}


def _group_line(label: str, group: GroupResult, scale: _Scale) -> Line:
    if group.withheld is not None or group.index is None:
        said = withheld_text(group) or _("belum cukup jawaban")
        return Line(label, decimal_text(None), note=said)
    return Line(label, scale.text(group.index), note=_("%(n)s isian") % {"n": group.n})


def _groups(content: ResultContent, instrument: SurveyInstrument) -> Iterator[Group]:
    """The split of respondents, by the survey with most sheets."""
    if not content.shown:
        return
    widest = max(content.shown, key=lambda found: found.n)
    for code, groups in widest.attributes.items():
        attribute = instrument.attribute(code)
        if attribute is not None and any(group.key for group in groups):
            lines = tuple(
                Line(
                    group_label(attribute, group.key),
                    decimal_text(group.n, 0),
                    note=withheld_text(group),
                )
                for group in groups
            )
            yield Group(attribute_label(attribute), lines)


def _trust(content: ResultContent, result: PeriodResult) -> Iterator[Line]:
    """What makes the figures believable, or not."""
    wanted = decimal_text(content.wanted, 0)
    people = decimal_text(content.population, 0)
    yield Line(
        _("Isian dihitung, dari %(wanted)s yang diperlukan untuk %(people)s orang")
        % {"wanted": wanted, "people": people},
        decimal_text(result.counted, 0),
    )
    if content.invited:
        yield Line(
            _("Diundang sistem, bukan dipilih petugas"),
            _("%(invited)s dari %(people)s")
            % {"invited": decimal_text(content.invited, 0), "people": people},
        )
    for mode, count in content.modes.items():
        yield Line(str(MODES.get(mode, mode)), decimal_text(count, 0))
    yield Line(_("Dikecualikan dengan alasan, oleh tim penilai"), decimal_text(content.voided, 0))
    if result.period.lost:
        lost = decimal_text(result.period.lost, 0)
        yield Line(_("Diterima tetapi hilang atau tidak dapat dibuka"), lost)
    for brief in content.all_in:
        if brief.index is not None:
            label = _("%(index)s dengan yang dikecualikan") % {"index": INDEXES[brief.kind]}
            yield Line(label, _brief_text(brief))
    integrity = result.integrity or {}
    yield Line(_("Ditandai janggal"), decimal_text(integrity.get("flagged", 0), 0))
    for one in integrity.get("without_flagged", ()) if integrity.get("flagged") else ():
        if one["index"] is not None and content.is_enough:
            kind = SurveyKind(one["kind"])
            label = _("%(index)s tanpa yang ditandai") % {"index": INDEXES[kind]}
            yield Line(label, _brief_text(Brief(kind, one["n"], Fraction(one["index"]))))


def _brief_text(brief: Brief) -> str:
    index = brief.index
    factor = 25 if brief.kind is SurveyKind.SKM else 1
    return decimal_text(None if index is None else index * factor)


def _incidents(content: ResultContent) -> str:
    """What is said about requests for money."""
    said = content.results.incidents
    if said is None or not content.is_enough:
        return ""
    if said.yes is None:
        return _("kurang dari 5 orang, tidak dirinci supaya tidak ada yang dikenali")
    return _("%(yes)s orang") % {"yes": decimal_text(said.yes, 0)}


@dataclass(frozen=True, slots=True)
class Past:
    """One published period in the history: its indexes by name, empty where not shown."""

    period: SurveyPeriod
    values: tuple[str, ...]
    is_this: bool


@dataclass(frozen=True, slots=True)
class History:
    """All published periods of a unit, latest first."""

    names: tuple[str, ...]
    rows: tuple[Past, ...]


def history_of(
    period: SurveyPeriod,
    periods: Sequence[SurveyPeriod],
    results: Mapping[object, PeriodResult],
) -> History:
    """The indexes of the surveys that this period shows, over all published periods."""
    contents = {key: read_content(row.content) for key, row in results.items()}
    kinds = list(dict.fromkeys(found.kind for one in contents.values() for found in one.shown))
    rows = []
    for each in periods:
        content = contents.get(each.pk)
        values = []
        for kind in kinds:
            found = content.kind(kind) if content else None
            values.append(_Scale.of(found).text(found.index) if found else decimal_text(None))
        rows.append(Past(each, tuple(values), each.pk == period.pk))
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


def result_document(
    period: SurveyPeriod, result: PeriodResult | None, plans: Sequence[ImprovementPlan]
) -> dict[str, Any]:
    """The machine-readable form. Before enough answered it holds counts and no figure."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "status": "survei mandiri, bukan nilai resmi",
        "unit": {"name": period.unit.name, "agency": period.unit.agency.name},
        "period": {
            "name": period.name,
            "slug": period.slug,
            "starts_on": period.starts_on.isoformat(),
            "ends_on": period.ends_on.isoformat(),
            "state": period.state,
        },
        "result": None,
    }
    if result is None:
        return document
    content = read_content(result.content)
    document |= {
        "counted": result.counted,
        "voided": result.voided,
        "lost": period.lost,
        "unopened": period.unopened,
        "computed_at": result.computed_at.isoformat(),
        "sha256": result.sha256,
        "is_enough": content.is_enough,
    }
    if not content.is_enough:
        return document
    integrity = result.integrity or {}
    return document | {
        "result": result.content,
        "integrity": {key: integrity.get(key) for key in ("flagged", "without_flagged")},
        "plans": [
            {
                "element": plan.element,
                "action": plan.action,
                "due_on": plan.due_on.isoformat(),
                "is_done": plan.done_at is not None,
            }
            for plan in plans
        ],
    }
