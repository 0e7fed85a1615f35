"""The monitoring of titles every two years: planned, filled, closed with its report."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.aftercare import access, papers, queries, standards
from bening.aftercare.actions.concerns import put_concern
from bening.aftercare.actions.titles import DecreeHead, check_held
from bening.aftercare.models import AftercareReview, ConcernSource, ConcernState, Verdict
from bening.aftercare.refusals import AftercareRefused, Settled
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.anniversaries import next_anniversary, years_after
from bening.domain.days import day_in
from bening.programs.models import Award

BATCH = 200
LONGEST_NOTE = 20_000


def plan_reviews(*, now: datetime, agency: UUID | None = None) -> int:
    """Plans the next monitoring of every title that has none; how many. Repeating it adds nothing.

    The first is due on the first two-year mark since the title that was not past when the title was
    recorded here, later ones two years after the last.
    """
    open_ = AftercareReview.objects.filter(award=OuterRef("pk"), closed_at__isnull=True)
    titles = queries.to_be_monitored().exclude(Exists(open_))
    if agency is not None:
        titles = titles.filter(agency_id=agency)
    planned = 0
    while batch := list(titles.select_related("unit__agency").order_by("pk")[:BATCH]):
        with transaction.atomic():
            held = Award.objects.select_for_update(of=("self",)).filter(
                pk__in=[award.pk for award in batch]
            )
            still = set(held.exclude(Exists(open_)).values_list("pk", flat=True))
            for award in batch:
                if award.pk in still:
                    _plan(award, now)
                    planned += 1
        if not still:
            break
    return planned


def _plan(award: Award, now: datetime) -> None:
    last = award.reviews.filter(closed_at__isnull=False).order_by("-closed_at").first()
    review = AftercareReview.objects.create(
        agency_id=award.agency_id,
        award=award,
        due_on=_next_due(award, last),
        planned_at=now,
    )
    audit.record(
        act="aftercare.review_planned",
        by=None,
        agency=award.agency_id,
        subject=("award", award.pk),
        at=now,
        data={"review": review.pk, "due_on": review.due_on.isoformat()},
    )


def _next_due(award: Award, last: AftercareReview | None) -> date:
    every = queries.REVIEW_YEARS
    zone = award.unit.zone
    if last is None or last.closed_at is None:
        return next_anniversary(award.awarded_on, every=every, on=day_in(zone, award.entered_at))
    return max(years_after(last.due_on, every), years_after(day_in(zone, last.closed_at), every))


def locked_review(key: UUID) -> AftercareReview:
    """The monitoring with its row locked. Raises Settled("aftercare_is_closed")."""
    kept: AftercareReview = (
        AftercareReview.objects.select_for_update(of=("self",))
        .select_related("award__unit__agency", "award__program")
        .get(pk=key)
    )
    if kept.is_closed:
        raise Settled("aftercare_is_closed")
    return kept


def save_review(
    *,
    review: AftercareReview,
    scores: Mapping[str, str],
    survey_note: str,
    note: str,
    seen_version: int,
    by: Person,
    now: datetime,
) -> AftercareReview:
    """Keeps points and notes; nothing is concluded yet.

    Raises NotAllowed, Settled ("aftercare_is_closed", "title_is_revoked", "aftercare_changed"),
    AftercareRefused ("points_not_a_number", "points_out_of_range", "monitoring_note_too_long",
    "monitor_belongs_to_unit").
    """
    with transaction.atomic():
        kept = locked_review(review.pk)
        access.check_can_monitor(by, kept.award.unit, today_of(by, now))
        check_held(kept.award)
        if kept.version != seen_version:
            raise Settled("aftercare_changed")
        if max(len(note), len(survey_note)) > LONGEST_NOTE:
            raise AftercareRefused("monitoring_note_too_long", field="note", most=LONGEST_NOTE)
        kept.scores = standards.read_scores(queries.lines_for(kept.award), scores)
        kept.survey_note, kept.note = survey_note.strip(), note.strip()
        kept.version += 1
        kept.changed_by, kept.changed_at = by, now
        kept.save(
            update_fields=["scores", "survey_note", "note", "version", "changed_by", "changed_at"]
        )
        audit.record(
            act="aftercare.review_saved",
            by=by.pk,
            agency=kept.agency_id,
            subject=("award", kept.award_id),
            at=now,
            data={"review": kept.pk, "scores": kept.scores, "version": kept.version},
        )
    return kept


@with_papers
def close_review(
    *,
    review: AftercareReview,
    verdict: Verdict,
    number: str,
    dated_on: date,
    by: Person,
    now: datetime,
) -> AftercareReview:
    """Concludes with the sealed report. A title that no longer holds waits for the head's decision.

    Raises NotAllowed, Settled, AftercareRefused ("points_missing", "monitoring_note_missing",
    "verdict_below_minimum", "paper_number_missing", "paper_in_future",
    "monitor_belongs_to_unit").
    """
    with transaction.atomic():
        kept = locked_review(review.pk)
        award = kept.award
        access.check_can_monitor(by, award.unit, today_of(by, now))
        check_held(award)
        head = DecreeHead(number.strip(), dated_on)
        lines = queries.lines_for(award)
        _check_complete(kept, lines, verdict, head, now)
        kept.minima = {line.code: str(line.minimum) for line in lines if line.minimum is not None}
        kept.report = papers.issued(
            kind=DocumentKind.AFTERCARE_REPORT,
            letter=papers.monitoring_report(
                kept, lines, verdict=verdict, number=head.number, dated_on=dated_on, by=by
            ),
            award=award,
            number=head.number,
            dated_on=dated_on,
            by=by,
            now=now,
            content={"review": str(kept.pk), "scores": dict(kept.scores), "verdict": verdict},
        )
        kept.verdict, kept.closed_by, kept.closed_at = verdict, by, now
        kept.version += 1
        kept.save(
            update_fields=["minima", "report", "verdict", "closed_by", "closed_at", "version"]
        )
        audit.record(
            act="aftercare.review_closed",
            by=by.pk,
            agency=kept.agency_id,
            subject=("award", award.pk),
            at=now,
            data={"review": kept.pk, "verdict": verdict, "report": kept.report_id},
        )
        if verdict == Verdict.LOST:
            put_concern(
                award=award,
                source=ConcernSource.MONITORING,
                text=kept.note,
                reported_on=dated_on,
                reference=f"review:{kept.pk}",
                by=by,
                now=now,
                state=ConcernState.SUBSTANTIATED,
            )
        else:
            _plan(award, now)
    return kept


def _check_complete(
    review: AftercareReview,
    lines: tuple[standards.Line, ...],
    verdict: Verdict,
    head: DecreeHead,
    now: datetime,
) -> None:
    if open_ := standards.missing(lines, review.scores):
        raise AftercareRefused("points_missing", names=[line.name for line in open_])
    if not review.note:
        raise AftercareRefused("monitoring_note_missing")
    low = standards.below(lines, review.scores)
    if verdict == Verdict.HOLDS and low:
        raise AftercareRefused(
            "verdict_below_minimum", field="verdict", names=[line.name for line in low]
        )
    if not head.number:
        raise AftercareRefused("paper_number_missing", field="number")
    if head.dated_on > day_in(review.award.unit.zone, now):
        raise AftercareRefused("paper_in_future", field="dated_on")
