"""The evaluation of a channel's year: drafted, completed, approved with its paper, followed up."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.channel_reports import access, queries
from bening.channel_reports.kept import kept_figures, kept_follow_ups
from bening.channel_reports.models import (
    CauseKind,
    ChannelReport,
    Outcome,
    ReportCause,
    ReportChange,
    ReportState,
)
from bening.channel_reports.refusals import ReportRefused, ReportSettled
from bening.channel_reports.registry import figures_of
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.days import day_in

LONGEST_LINE, LONGEST_TEXT, LONGEST_NAME = 1000, 20_000, 200


def start_report(
    *,
    agency: Agency,
    unit: WorkUnit | None,
    channel: str,
    year: int,
    by: Person,
    now: datetime,
) -> ChannelReport:
    """Begins the evaluation of a channel's year.

    Raises NotAllowed, ReportRefused ("channel_unknown", "channel_year_future",
    "channel_report_exists").
    """
    today = _today(agency, unit, now)
    access.check_can_write(by, agency, unit, today)
    if year > today.year:
        raise ReportRefused("channel_year_future", field="year", year=str(year))
    found = figures_of(
        channel,
        agency=agency.pk,
        unit=unit.pk if unit else None,
        period=queries.year_of(year),
        now=now,
    )
    if found is None:
        raise ReportRefused("channel_unknown", field="channel", year=str(year))
    with transaction.atomic():
        try:
            with transaction.atomic():
                report = ChannelReport.objects.create(
                    agency=agency, unit=unit, channel=channel, year=year,
                    started_by=by, started_at=now,
                )  # fmt: skip
        except IntegrityError:
            raise ReportRefused("channel_report_exists", field="year", year=str(year)) from None
        _record("channel_report.started", report, by, now, {"year": str(year)})
    return report


def save_report(
    *,
    report: ChannelReport,
    summary: str,
    no_change_reason: str,
    seen_version: int,
    by: Person,
    now: datetime,
) -> ChannelReport:
    """Keeps the conclusion.

    Raises NotAllowed, ReportSettled ("channel_report_approved", "channel_report_changed"),
    ReportRefused ("channel_text_too_long").
    """
    with transaction.atomic():
        kept = _draft(report, by, now)
        if kept.version != seen_version:
            raise ReportSettled("channel_report_changed")
        if len(summary) > LONGEST_TEXT:
            raise ReportRefused("channel_text_too_long", field="summary", most=LONGEST_TEXT)
        if len(no_change_reason) > LONGEST_TEXT:
            raise ReportRefused(
                "channel_text_too_long", field="no_change_reason", most=LONGEST_TEXT
            )
        kept.summary, kept.no_change_reason = summary.strip(), no_change_reason.strip()
        kept.version += 1
        kept.save(update_fields=["summary", "no_change_reason", "version"])
        _record("channel_report.saved", kept, by, now, {"version": kept.version})
    return kept


def put_cause(
    *, report: ChannelReport, kind: CauseKind, text: str, by: Person, now: datetime
) -> ReportCause:
    """Adds a cause. Raises NotAllowed, ReportSettled, ReportRefused (text)."""
    with transaction.atomic():
        kept = _draft(report, by, now)
        said = _line(text, "text")
        made = ReportCause.objects.create(report=kept, kind=kind, text=said)
        _record("channel_report.cause_put", kept, by, now, {"kind": str(kind), "text": said})
    return made


def put_change(
    *, report: ChannelReport, text: str, owner: str, due_on: date, by: Person, now: datetime
) -> ReportChange:
    """Adds a change that somebody has to make by a day.

    Raises NotAllowed, ReportSettled, ReportRefused ("channel_text_missing",
    "channel_text_too_long", "channel_owner_missing", "channel_due_past").
    """
    with transaction.atomic():
        kept = _draft(report, by, now)
        said, who = _line(text, "text"), " ".join(owner.split())[:LONGEST_NAME]
        if not who:
            raise ReportRefused("channel_owner_missing", field="owner")
        if due_on < _today(kept.agency, kept.unit, now):
            raise ReportRefused("channel_due_past", field="due_on")
        made = ReportChange.objects.create(report=kept, text=said, owner=who, due_on=due_on)
        data = {"text": said, "owner": who, "due_on": due_on.isoformat()}
        _record("channel_report.change_put", kept, by, now, data)
    return made


def drop_line(*, line: ReportCause | ReportChange, by: Person, now: datetime) -> None:
    """Takes a cause or change out of a draft. Raises NotAllowed, ReportSettled."""
    with transaction.atomic():
        kept = _draft(line.report, by, now)
        gone, _each = type(line).objects.filter(pk=line.pk).delete()
        if gone:
            _record("channel_report.line_dropped", kept, by, now, {"text": line.text})


def follow_up(
    *, change: ReportChange, outcome: Outcome, note: str, by: Person, now: datetime
) -> ReportChange:
    """Says what became of a change that an approved evaluation asked for.

    Raises NotAllowed, ReportRefused ("channel_change_draft", "channel_outcome_note_missing",
    "channel_text_too_long"), ReportSettled ("channel_followed_already").
    """
    with transaction.atomic():
        report = _locked(change.report)
        access.check_can_write(
            by, report.agency, report.unit, _today(report.agency, report.unit, now)
        )
        if not report.is_approved:
            raise ReportRefused("channel_change_draft")
        if queries.year_after(report) is not None:
            raise ReportSettled("channel_followed_already")
        said = " ".join(note.split())
        if outcome != Outcome.OPEN and not said:
            raise ReportRefused("channel_outcome_note_missing", field="note")
        if len(said) > LONGEST_LINE:
            raise ReportRefused("channel_text_too_long", field="note", most=LONGEST_LINE)
        kept = ReportChange.objects.select_for_update().get(pk=change.pk)
        kept.outcome, kept.outcome_note = outcome, said
        kept.outcome_by, kept.outcome_at = by, now
        kept.save(update_fields=["outcome", "outcome_note", "outcome_by", "outcome_at"])
        data = {"text": kept.text, "outcome": str(outcome), "note": said}
        _record("channel_report.followed_up", report, by, now, data)
    return kept


@with_papers
def approve_report(
    *, report: ChannelReport, number: str, dated_on: date, by: Person, now: datetime
) -> ChannelReport:
    """Approves with the paper (PDF and DOCX); figures and follow-up are kept as they are now.

    Raises NotAllowed, ReportSettled, ReportRefused ("channel_year_not_over",
    "channel_unknown", "channel_number_missing", "channel_summary_missing",
    "channel_causes_missing", "channel_changes_missing", "channel_follow_up_missing"), and what
    issuing a document raises.
    """
    from bening.channel_reports.paper import issued  # noqa: PLC0415 - only an approval needs it

    with transaction.atomic():
        kept = _locked(report)
        today = _today(kept.agency, kept.unit, now)
        access.check_can_approve(by, kept.agency, kept.unit, today)
        if kept.is_approved:
            raise ReportSettled("channel_report_approved")
        before = queries.changes_before(kept)
        _check_complete(kept, before, number, today)
        figures = queries.live_figures(kept, now)
        if figures is None:
            raise ReportRefused("channel_unknown", year=str(kept.year))
        if figures.received and not figures.is_withheld and not kept.causes.exists():
            raise ReportRefused("channel_causes_missing")
        kept.figures, kept.followed = kept_figures(figures), kept_follow_ups(before)
        kept.document = issued(
            kept, kind=DocumentKind.CHANNEL_REPORT, number=number.strip(), dated_on=dated_on,
            by=by, now=now,
        )  # fmt: skip
        kept.state, kept.approved_by, kept.approved_at = ReportState.APPROVED, by, now
        kept.version += 1
        kept.save()
        data = {"year": str(kept.year), "number": number.strip(), "document": kept.document_id}
        _record("channel_report.approved", kept, by, now, data)
    return kept


def _check_complete(
    report: ChannelReport, before: list[ReportChange], number: str, today: date
) -> None:
    if today <= queries.year_of(report.year).end:
        raise ReportRefused("channel_year_not_over", year=str(report.year))
    if not number.strip():
        raise ReportRefused("channel_number_missing", field="number")
    if not report.summary:
        raise ReportRefused("channel_summary_missing")
    if not report.no_change_reason and not report.changes.exists():
        raise ReportRefused("channel_changes_missing")
    open_ = sum(one.outcome == Outcome.OPEN for one in before)
    if open_:
        raise ReportRefused("channel_follow_up_missing", count=open_)


def _locked(report: ChannelReport) -> ChannelReport:
    rows = ChannelReport.objects.select_for_update(of=("self",))
    found: ChannelReport = rows.select_related("agency", "unit__agency").get(pk=report.pk)
    return found


def _draft(report: ChannelReport, by: Person, now: datetime) -> ChannelReport:
    kept = _locked(report)
    access.check_can_write(by, kept.agency, kept.unit, _today(kept.agency, kept.unit, now))
    if kept.is_approved:
        raise ReportSettled("channel_report_approved")
    return kept


def _line(text: str, field: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise ReportRefused("channel_text_missing", field=field)
    if len(said) > LONGEST_LINE:
        raise ReportRefused("channel_text_too_long", field=field, most=LONGEST_LINE)
    return said


def _today(agency: Agency, unit: WorkUnit | None, now: datetime) -> date:
    return day_in(unit.zone if unit is not None else agency.time_zone, now)


def _record(
    act: str, report: ChannelReport, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=report.agency_id,
        subject=("channel_report", report.pk),
        at=now,
        data={"channel": report.channel, **data},
    )
