"""What a computed period says, as a document that is kept, published and read again.

`PeriodResult.content` is the document of a `ResultContent`; figures are exact texts (``"18/5"``).
A figure that is withheld is null in it: nothing that may not be shown is kept here at all.

    content = read_content(result.content)
    content.results.kinds[SurveyKind.SPAK].index
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from bening.domain.sealing.canonical import plain
from bening.domain.surveys.estimates import Interval, IntervalMethod
from bening.domain.surveys.instrument import (
    Aspect,
    CorruptionAspect,
    IndexFormula,
    ServiceElement,
    SurveyKind,
    Texts,
)
from bening.domain.surveys.results import (
    AspectResult,
    GroupResult,
    Importance,
    Incidents,
    ItemResult,
    KindResults,
    Quadrant,
    Results,
)
from bening.domain.surveys.suppression import Withheld

FORMAT = 1
FORMULA_VERSION = "2026-1"
"""Changes whenever the same answers would give other figures."""

Document = Mapping[str, Any]
ASPECTS: Mapping[str, Aspect] = {each.value: each for each in (*CorruptionAspect, *ServiceElement)}
"""Every aspect and element by its code."""


class Basis(StrEnum):
    """Which answers an index stands on; all others are counted apart.

    INVITED: those of people the system invited, with the kiosk, assisted and paper ones. IMPORTED:
    those of a form elsewhere. OPEN: those of a link without a token.
    """

    INVITED = "invited"
    IMPORTED = "imported"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Brief:
    """The index of one survey over a set of sheets that is shown beside the main one."""

    kind: SurveyKind
    n: int
    index: Fraction | None


@dataclass(frozen=True)
class ResultContent:
    """All figures of one period.

    `results` are of the answers that count: of `basis`, without those that were voided. `all_in` is
    the same with the voided ones; empty where nothing was voided or the difference would show
    single answers. `apart` are answers of other bases, by basis. `modes` counts every sealed
    answer, `services` names the services, `people` how often each was finished.
    """

    formula_version: str
    instrument_title: Texts
    instrument_sha256: str
    starts_on: date
    ends_on: date
    basis: Basis
    results: Results
    all_in: tuple[Brief, ...]
    apart: Mapping[Basis, tuple[Brief, ...]]
    modes: Mapping[str, int]
    voided: int
    invited: int
    population: int | None
    population_source: str
    population_note: str
    wanted: int | None
    missing: int
    missing_by_service: Mapping[str, int | None]
    services: Mapping[str, str]
    people: Mapping[str, int]

    @property
    def is_enough(self) -> bool:
        """Whether as many answers came as the period asked for; before that no index is shown.

        A service below its own quota is named beside the index, which weighs services by people.
        """
        return not self.missing

    @property
    def shown(self) -> tuple[KindResults, ...]:
        """The surveys of which an index may be shown."""
        if not self.is_enough:
            return ()
        return tuple(k for k in self.results.kinds.values() if k.index is not None)

    def kind(self, kind: SurveyKind) -> KindResults | None:
        """One survey, if its index may be shown."""
        return next((each for each in self.shown if each.kind == kind), None)


def content_document(content: ResultContent) -> dict[str, Any]:
    """The document of a content, in what JSON knows."""
    return _plain(
        {
            "format": FORMAT,
            "formula_version": content.formula_version,
            "instrument": {"title": content.instrument_title, "sha256": content.instrument_sha256},
            "starts_on": content.starts_on,
            "ends_on": content.ends_on,
            "basis": content.basis,
            "results": results_document(content.results),
            "all_in": [_brief(each) for each in content.all_in],
            "apart": {
                basis: [_brief(each) for each in briefs] for basis, briefs in content.apart.items()
            },
            "modes": content.modes,
            "voided": content.voided,
            "invited": content.invited,
            "population": content.population,
            "population_source": content.population_source,
            "population_note": content.population_note,
            "wanted": content.wanted,
            "missing": content.missing,
            "missing_by_service": content.missing_by_service,
            "is_enough": content.is_enough,
            "services": content.services,
            "people": content.people,
        }
    )


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    found = plain(document)
    return dict(found) if isinstance(found, dict) else {}


def read_content(document: Document) -> ResultContent:
    """The content that `content_document` wrote. Raises ValueError for another format."""
    if document.get("format") != FORMAT:
        raise ValueError(f"no content of format {FORMAT}")
    return ResultContent(
        formula_version=document["formula_version"],
        instrument_title=document["instrument"]["title"],
        instrument_sha256=document["instrument"]["sha256"],
        starts_on=date.fromisoformat(document["starts_on"]),
        ends_on=date.fromisoformat(document["ends_on"]),
        basis=Basis(document["basis"]),
        results=read_results(document["results"]),
        all_in=_read_briefs(document["all_in"]),
        apart={Basis(basis): _read_briefs(found) for basis, found in document["apart"].items()},
        modes=document["modes"],
        voided=document["voided"],
        invited=document["invited"],
        population=document["population"],
        population_source=document["population_source"],
        population_note=document["population_note"],
        wanted=document["wanted"],
        missing=document["missing"],
        missing_by_service=document["missing_by_service"],
        services=document["services"],
        people=document["people"],
    )


def results_document(results: Results) -> dict[str, Any]:
    """Results of the domain, in mappings and exact numbers."""
    incidents = results.incidents
    return {
        "n": results.n,
        "population": results.population,
        "kinds": {kind: _kind(each) for kind, each in results.kinds.items()},
        "incidents": None
        if incidents is None
        else {
            "yes": incidents.yes,
            "no": incidents.no,
            "not_said": incidents.not_said,
            "withheld": incidents.withheld,
        },
    }


def read_results(document: Document) -> Results:
    """The results that `results_document` wrote."""
    said = document["incidents"]
    return Results(
        n=document["n"],
        population=document["population"],
        kinds={SurveyKind(kind): _read_kind(each) for kind, each in document["kinds"].items()},
        incidents=None
        if said is None
        else Incidents(
            said["yes"],
            said["no"],
            said["not_said"],
            {key: Withheld(why) for key, why in said["withheld"].items()},
        ),
    )


def aspect_of(code: str | None) -> Aspect | None:
    """The aspect or element of a code. Raises ValueError for a code that is none."""
    if code is None:
        return None
    try:
        return ASPECTS[code]
    except KeyError:
        raise ValueError(f"no aspect {code!r}") from None


def _brief(brief: Brief) -> dict[str, Any]:
    return {"kind": brief.kind, "n": brief.n, "index": brief.index}


def _read_briefs(rows: Iterable[Document]) -> tuple[Brief, ...]:
    return tuple(Brief(SurveyKind(r["kind"]), r["n"], _exact(r["index"])) for r in rows)


def _kind(one: KindResults) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "formula": one.formula,
        "n": one.n,
        "partial": one.partial,
        "items": [
            {
                "code": item.code,
                "aspect": item.aspect,
                "n": item.n,
                "unknown": item.unknown,
                "raw_mean": item.raw_mean,
                "scored_mean": item.scored_mean,
                "index": item.index,
            }
            for item in one.items
        ],
        "aspects": _aspects(one.aspects),
        "index": one.index,
        "interval": _interval(one.interval),
        "weighted_index": one.weighted_index,
        "weighted_interval": _interval(one.weighted_interval),
        "ikm": one.ikm,
        "weighted_ikm": one.weighted_ikm,
        "grade": one.grade,
        "lowest": [each.aspect for each in one.lowest],
        "services": [_group(group) for group in one.services],
        "uncovered": one.uncovered,
        "attributes": {
            code: [_group(group) for group in groups] for code, groups in one.attributes.items()
        },
        "importance": [
            {
                "aspect": each.aspect,
                "performance": each.performance,
                "importance": each.importance,
                "quadrant": each.quadrant,
            }
            for each in one.importance
        ],
    }


def _aspects(aspects: Iterable[AspectResult]) -> list[dict[str, Any]]:
    return [{"aspect": each.aspect, "index": each.index} for each in aspects]


def _group(group: GroupResult) -> dict[str, Any]:
    return {
        "key": group.key,
        "withheld": group.withheld,
        "n": group.n,
        "index": group.index,
        "aspects": _aspects(group.aspects),
        "left_out": group.left_out,
        "interval": _interval(group.interval),
    }


def _interval(found: Interval | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "low": found.low,
        "high": found.high,
        "standard_error": found.standard_error,
        "method": found.method,
    }


def _read_kind(one: Document) -> KindResults:
    return KindResults(
        kind=SurveyKind(one["kind"]),
        formula=IndexFormula(one["formula"]),
        n=one["n"],
        partial=one["partial"],
        items=tuple(
            ItemResult(
                code=item["code"],
                aspect=aspect_of(item["aspect"]),
                n=item["n"],
                unknown=item["unknown"],
                raw_mean=_exact(item["raw_mean"]),
                scored_mean=_exact(item["scored_mean"]),
                index=_exact(item["index"]),
            )
            for item in one["items"]
        ),
        aspects=_read_aspects(one["aspects"]),
        index=_exact(one["index"]),
        interval=_read_interval(one["interval"]),
        weighted_index=_exact(one["weighted_index"]),
        weighted_interval=_read_interval(one["weighted_interval"]),
        services=tuple(_read_group(group) for group in one["services"]),
        uncovered=tuple(one["uncovered"]),
        attributes={
            code: tuple(_read_group(group) for group in groups)
            for code, groups in one["attributes"].items()
        },
        importance=tuple(
            Importance(
                ASPECTS[each["aspect"]],
                Fraction(each["performance"]),
                Fraction(each["importance"]),
                Quadrant(each["quadrant"]),
            )
            for each in one["importance"]
        ),
    )


def _read_aspects(rows: Iterable[Document]) -> tuple[AspectResult, ...]:
    return tuple(AspectResult(aspect_of(row["aspect"]), _exact(row["index"])) for row in rows)


def _read_group(one: Document) -> GroupResult:
    return GroupResult(
        key=one["key"],
        withheld=None if one["withheld"] is None else Withheld(one["withheld"]),
        n=one["n"],
        index=_exact(one["index"]),
        aspects=_read_aspects(one["aspects"]),
        left_out=tuple(one["left_out"]),
        interval=_read_interval(one["interval"]),
    )


def _read_interval(one: Document | None) -> Interval | None:
    if one is None:
        return None
    return Interval(
        low=Decimal(one["low"]),
        high=Decimal(one["high"]),
        standard_error=Fraction(one["standard_error"]),
        method=IntervalMethod(one["method"]),
    )


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
