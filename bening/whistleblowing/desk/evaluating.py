"""The periodic evaluation of the channel, and what was done about its points: without any case."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.audit import record
from bening.whistleblowing.desk import access
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.desk.statistics import are_quarters, figures_of, last_year
from bening.whistleblowing.models import ChannelEvaluation, EvaluationPoint

MOST_POINTS = 20
LONGEST = 10_000


def publish_evaluation(
    *,
    agency: Agency,
    unit: WorkUnit | None,
    starts_on: date,
    ends_on: date,
    findings: str,
    changes: str,
    points: Sequence[str],
    by: Person,
    now: datetime,
) -> ChannelEvaluation:
    """Publishes the evaluation of whole quarters that have ended, with figures frozen.

    The figures are those of the year that had ended by the period's last day, whichever period and
    unit are evaluated: spans of one's own choice would tell single reports by their difference.

    Raises NotAllowed, DeskRefused: "evaluation_period", "evaluation_quarters",
    "evaluation_too_early",
    "evaluation_findings_missing", "evaluation_points_missing", "report_text_too_long".
    """
    access.check_can_inspect(by, agency)
    today = today_of(by, now)
    if ends_on < starts_on:
        raise DeskRefused("evaluation_period", field="ends_on")
    if not are_quarters(starts_on, ends_on):
        raise DeskRefused("evaluation_quarters", field="ends_on")
    if ends_on >= today:
        raise DeskRefused("evaluation_too_early", field="ends_on")
    if not findings.strip():
        raise DeskRefused("evaluation_findings_missing", field="findings")
    if max(len(findings), len(changes)) > LONGEST:
        raise DeskRefused("report_text_too_long", field="findings", most=LONGEST)
    asked = [point.strip()[:500] for point in points if point.strip()]
    if not 1 <= len(asked) <= MOST_POINTS:
        raise DeskRefused("evaluation_points_missing", field="points", most=MOST_POINTS)
    if unit is not None and unit.agency_id != agency.pk:
        raise DeskRefused("holder_of_other_agency", field="unit", name=unit.name)
    with transaction.atomic():
        told = figures_of(agency.pk, *last_year(ends_on + timedelta(days=1)))
        made = ChannelEvaluation.objects.create(
            agency=agency,
            unit=unit,
            starts_on=starts_on,
            ends_on=ends_on,
            figures=told.document(),
            findings=findings.strip(),
            changes=changes.strip(),
            by=by,
            published_on=today,
        )
        EvaluationPoint.objects.bulk_create(
            EvaluationPoint(evaluation=made, position=place, text=text)
            for place, text in enumerate(asked, 1)
        )
        record(
            act="whistleblowing.evaluated",
            by=by.pk,
            agency=agency.pk,
            subject=("agency", agency.pk),
            at=now,
            data={"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()},
        )
    return made


def settle_point(*, point: EvaluationPoint, done: str, by: Person, now: datetime) -> None:
    """Records what was done about a point.

    Raises NotAllowed, DeskRefused("point_done_missing"), Settled("point_is_done").
    """
    access.check_can_inspect(by, point.evaluation.agency)
    how = done.strip()[:500]
    if not how:
        raise DeskRefused("point_done_missing", field="done")
    with transaction.atomic():
        held = EvaluationPoint.objects.select_for_update().get(pk=point.pk)
        if held.done_on is not None:
            raise Settled("point_is_done")
        held.done_on, held.done_note, held.done_by = today_of(by, now), how, by
        held.save(update_fields=["done_on", "done_note", "done_by"])
        record(
            act="whistleblowing.point_done",
            by=by.pk,
            agency=point.evaluation.agency_id,
            subject=("agency", point.evaluation.agency_id),
            at=now,
            data={"point": held.text},
        )
