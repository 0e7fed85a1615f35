"""A published result for programs."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from bening.domain.scoring import rounded
from bening.domain.surveys.suppression import LEAST
from bening.surveys.content import read_content
from bening.surveys.instruments import instrument_of
from bening.surveys.models import ImprovementPlan, PeriodResult, SurveyPeriod
from bening.surveys.public_results import History
from bening.surveys.result_figures import KindFigures, kind_figures, lacking_services

FORMAT = 1


def result_document(
    period: SurveyPeriod,
    result: PeriodResult | None,
    plans: Sequence[ImprovementPlan],
    history: History,
) -> dict[str, Any]:
    """The machine-readable form. Before enough answered it holds counts and no figure.

    `result` is exact; `indexes` and `history` are rounded as on the page, by index name.
    """
    document: dict[str, Any] = {
        "format": FORMAT,
        "status": "survei mandiri, bukan nilai resmi",
        "unit": {"name": period.unit.name, "agency": period.unit.agency.name},
        "period": {**_named(period), "state": period.state},
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
        "history": [
            {**_named(past.period), "indexes": _by_name(history.names, past.values)}
            for past in history.rows
        ],
    }
    if not content.is_enough:
        return document
    integrity = result.integrity or {}
    figures = kind_figures(content, instrument_of(period.questionnaire), integrity)
    return document | {
        "indexes": {each.name: _index(each) for each in figures},
        "below_quota": list(lacking_services(content)),
        "result": result.content,
        "integrity": {
            "flagged": _some(integrity.get("flagged")),
            "without_flagged": integrity.get("without_flagged"),
        },
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


def _named(period: SurveyPeriod) -> dict[str, str]:
    return {
        "name": period.name,
        "slug": period.slug,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
    }


def _index(one: KindFigures) -> dict[str, Any]:
    return {
        "value": _text(one.value),
        "least": one.scale.least,
        "most": one.scale.most,
        "grade": one.mark or None,
        "answers": one.n,
        "weighted": _text(one.weighted),
    }


def _by_name(names: Sequence[str], values: Sequence[Fraction | None]) -> Mapping[str, str | None]:
    return {name: _text(value) for name, value in zip(names, values, strict=True)}


def _text(value: Fraction | None) -> str | None:
    """Two decimals, half up, with a point."""
    return None if value is None else f"{rounded(value):f}"


def _some(count: int | None) -> int | None:
    """A number of answers; few are not told."""
    return None if count is None or 0 < count < LEAST else count
