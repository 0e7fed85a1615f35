"""Closing a round: the report, the move of the program, and what the unit is told to do."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.papers import with_papers
from bening.domain.scoring import IndexScale
from bening.evaluations.actions import return_sheet
from bening.programs.lifecycle import advance
from bening.programs.models import CycleDate, ProgramState
from bening.programs.states import BY_NAME
from bening.reviews import access
from bening.reviews.actions import roles
from bening.reviews.actions.outside import issue, recommend
from bening.reviews.actions.rounds import check_seen, check_touched, move
from bening.reviews.acts import subject_of
from bening.reviews.dossier import Dossier, dossier_of, locked
from bening.reviews.models import (
    ReviewAssignment,
    ReviewRound,
    ReviewStage,
    ReviewStep,
    ReviewTier,
    RoundState,
    RoundStep,
    TeamMember,
)
from bening.reviews.refusals import ReviewRefused
from bening.reviews.reports import (
    ReportHead,
    assignment_letter,
    evaluation_report,
    preliminary_letter,
)
from bening.reviews.results import Result, result_in
from bening.reviews.states import Kind

if TYPE_CHECKING:
    from bening.documents.models import OfficialDocument

SOURCES = {1: "lhe_1", 2: "lhe_2"}


@with_papers
def close_round(
    *,
    round_: ReviewRound,
    outcome: str,
    seen_version: int,
    by: Person,
    now: datetime,
    reason: str = "",
    report: ReportHead | None = None,
) -> ReviewRound:
    """Closes a round with a move of its program, all of it or nothing.

    The report of the kind is issued and sealed, the program moves, a sheet that goes back is opened
    again, recommendations are handed to the unit. Raises ReviewRefused ("outcome_unknown",
    "closing_reason_missing", "report_number_missing", "survey_missing"), Untouched, RoundMoved,
    NotYourTurn, NotAllowed, ConflictOfInterest, and what the program's guards refuse.
    """
    why = reason.strip()
    with transaction.atomic():
        kept = locked(round_.pk)
        tier = access.check_can_close(by, kept, today_of(by, now))
        check_seen(kept, seen_version)
        dossier = dossier_of(kept)
        _check_outcome(dossier.kind, outcome, why, report)
        if outcome not in dossier.kind.incomplete:
            check_touched(dossier.untouched(tier))
            _check_surveys(dossier)
        result = result_in(dossier)
        kept.outcome, kept.closed_by, kept.closed_at = outcome, by, now
        move(kept, RoundStep.Kind.CLOSED, RoundState.CLOSED, by=by, now=now, reason=why)
        papers = []
        if report is not None and outcome in dossier.kind.reports:
            kept.report = _issue(result, outcome, report, by=by, now=now)
            kept.save(update_fields=["report"])
            papers.append(kept.report)
        advance(program=kept.program, name=outcome, by=by, now=now, reason=why, documents=papers)
        if outcome in dossier.kind.sheet_returns:
            told = why or str(kept.report)
            return_sheet(sheet=kept.program.sheet, reason=told, by=by, now=now)
        _hand_over(dossier, by=by, now=now)
        if kept.second_role is not None:
            roles.end(kept.second_role, by=by, now=now)
        audit.record(
            act="review.closed",
            by=by.pk,
            agency=kept.agency_id,
            subject=subject_of(kept),
            at=now,
            data={
                "program": kept.program_id,
                "stage": kept.stage,
                "step": kept.step,
                "number": kept.number,
                "outcome": outcome,
                "reason": why,
                "total": str(result.summary.total),
                "report": kept.report_id,
            },
        )
    return kept


def _check_outcome(kind: Kind, outcome: str, why: str, report: ReportHead | None) -> None:
    if outcome not in kind.closings:
        raise ReviewRefused("outcome_unknown", field="outcome")
    if BY_NAME[outcome].needs_reason and not why:
        raise ReviewRefused("closing_reason_missing", field="reason")
    if outcome in kind.reports and (report is None or not report.number.strip()):
        raise ReviewRefused("report_number_missing", field="number")


def _check_surveys(dossier: Dossier) -> None:
    """A field evaluation has a value with its source for every index of an external survey."""
    if dossier.round.step != ReviewStep.FIELD:
        return
    sourced = set(dossier.round.surveys.values_list("official_code", flat=True))
    final = dossier.final
    missing = [
        question.code
        for question in dossier.instrument.questions
        if isinstance(question.scale, IndexScale)
        and (question.code not in sourced or final[question.code].is_empty)
    ]
    if missing:
        raise ReviewRefused("survey_missing", codes=", ".join(missing))


def _issue(
    result: Result, outcome: str, head: ReportHead, *, by: Person, now: datetime
) -> "OfficialDocument":
    round_ = result.dossier.round
    members = list(
        TeamMember.objects.filter(
            team_id=round_.assignment.team_id, left_at__isnull=True
        ).select_related("person")
    )
    kind = result.dossier.kind.reports[outcome]
    build = preliminary_letter if round_.stage == ReviewStage.PRELIMINARY else evaluation_report
    tier = ReviewTier.LEAD if round_.stage == ReviewStage.PRELIMINARY else ReviewTier.CONTROLLER
    letter = build(result, head, members=members, by=by)
    paper: OfficialDocument = issue(
        kind=kind,
        letter=letter,
        agency=round_.program.unit.agency,
        unit=round_.program.unit,
        program=round_.program,
        number=head.number.strip(),
        dated_on=head.dated_on,
        signer=by,
        signed_as=str(tier.label),
        by=by,
        now=now,
        content={
            "round": str(round_.pk),
            "snapshot": round_.snapshot.sha256,
            "total": str(result.summary.total),
            "outcome": outcome,
        },
    )
    return paper


def _hand_over(dossier: Dossier, *, by: Person, now: datetime) -> None:
    """Hands what the report recommends to the unit, to be followed up."""
    round_ = dossier.round
    if round_.stage != ReviewStage.TPI or not dossier.recommendations:
        return
    for code in dossier.codes:
        if code in dossier.recommendations:
            recommend(
                unit=round_.program.unit,
                program=round_.program,
                text=dossier.recommendations[code],
                source=SOURCES[round_.number],
                official_code=code,
                owner=None,
                due_on=_repaired_by(round_),
                by=by,
                now=now,
            )


def _repaired_by(round_: ReviewRound) -> date | None:
    """The last day of the repair in the cycle's calendar; None where none was set."""
    return (
        CycleDate.objects.filter(cycle_id=round_.program.cycle_id, state=ProgramState.REPAIR)
        .values_list("due_on", flat=True)
        .first()
    )


@with_papers
def issue_assignment_letter(
    *, assignment: ReviewAssignment, head: ReportHead, by: Person, now: datetime
) -> "OfficialDocument":
    """The letter of an assignment, signed by who leads the teams.

    Raises NotAllowed, ReviewRefused ("report_number_missing", "assignment_has_letter").
    """
    if not head.number.strip():
        raise ReviewRefused("report_number_missing", field="number")
    access.check_can_assign(by, assignment.team, today_of(by, now))
    with transaction.atomic():
        kept = (
            ReviewAssignment.objects.select_for_update(of=("self",))
            .select_related("team", "program__unit__agency", "program__cycle", "letter")
            .get(pk=assignment.pk)
        )
        if kept.letter is not None and not kept.letter.is_withdrawn:
            raise ReviewRefused("assignment_has_letter")
        members = list(kept.team.members.filter(left_at=None).select_related("person"))
        letter = assignment_letter(kept, head, members=members, by=by)
        paper: OfficialDocument = issue(
            kind="assignment_letter",
            letter=letter,
            agency=kept.program.unit.agency,
            unit=kept.program.unit,
            program=kept.program,
            number=head.number.strip(),
            dated_on=head.dated_on,
            signer=by,
            signed_as=by.position or "Inspektur",
            by=by,
            now=now,
            content={"assignment": str(kept.pk)},
        )
        kept.letter = paper
        kept.save(update_fields=["letter"])
    return paper
