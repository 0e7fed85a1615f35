"""Monitoring reports: written while draft, issued as a document."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.mentoring import access
from bening.mentoring.actions.texts import line, said
from bening.mentoring.letters import monitoring_letter
from bening.mentoring.models import Frequency, MonitoringReport, ReportSide, ReportState
from bening.mentoring.periods import period_of
from bening.mentoring.refusals import MentoringRefused, WrongMoment
from bening.programs.models import ProgramState, ZoneProgram


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What a report says. `attended` of `invited` people came."""

    held_on: date
    leader_took_part: bool
    invited: int
    attended: int
    progress: str
    findings: str


def save_report(
    *,
    program: ZoneProgram,
    side: ReportSide,
    frequency: Frequency,
    year: int,
    number: int,
    content: ReportContent,
    report: MonitoringReport | None = None,
    by: Person,
    now: datetime,
) -> MonitoringReport:
    """Writes the draft of a period, or changes `report` while it is one.

    Raises NotAllowed, WrongMoment("monitoring_report_issued"), MentoringRefused
    ("monitoring_program_draft", "monitoring_period_unknown", "monitored_outside_period",
    "attended_exceeds_invited", "monitoring_report_exists").
    """
    unit = program.unit
    access.check_can_write_report(by, unit, side, on=today_of(by, now))
    if program.state == ProgramState.DRAFT:
        raise MentoringRefused("monitoring_program_draft", unit=unit.name)
    values = _checked(frequency, year, number, content, today=day_in(unit.zone, now))
    try:
        with transaction.atomic():
            held = _draft(report, program, side)
            for name, value in values.items():
                setattr(held, name, value)
            if report is None:
                held.written_by, held.written_at = by, now
            held.save()
            data = {"starts_on": held.starts_on.isoformat(), "ends_on": held.ends_on.isoformat()}
            _record("monitoring.saved", held, by=by, now=now, data=data)
    except IntegrityError:
        raise MentoringRefused("monitoring_report_exists", field="number", unit=unit.name) from None
    return held


@with_papers
def issue_report(
    *, report: MonitoringReport, number: str, dated_on: date, by: Person, now: datetime
) -> MonitoringReport:
    """Makes the report an official document; from then on it stays as it is.

    Raises NotAllowed, WrongMoment("monitoring_report_issued"), MentoringRefused
    ("mentoring_text_missing", "dated_before_monitoring", "mentoring_day_in_future").
    """
    from bening.documents.actions import issue  # noqa: PLC0415 - it names programs

    with transaction.atomic():
        held = _locked(report)
        unit = held.unit
        access.check_can_issue_report(by, unit, held.side, on=today_of(by, now))
        _check_draft(held)
        kept = line(number, "number", 120)
        if dated_on < held.held_on:
            raise MentoringRefused("dated_before_monitoring", field="dated_on", day=held.held_on)
        if dated_on > day_in(unit.zone, now):
            raise MentoringRefused("mentoring_day_in_future", field="dated_on", day=dated_on)
        advised = list(held.recommendations.select_related("owner").order_by("made_at"))
        held.document = issue(
            kind="monitoring_report",
            letter=monitoring_letter(held, advised, number=kept, dated_on=dated_on, by=by),
            agency=unit.agency,
            unit=unit,
            program=held.program,
            number=kept,
            dated_on=dated_on,
            signer=by,
            signed_as=by.position,
            by=by,
            now=now,
            content=_content(held, [str(one.pk) for one in advised]),
        )
        held.state, held.issued_by, held.issued_at = ReportState.ISSUED, by, now
        held.save(update_fields=["document", "state", "issued_by", "issued_at"])
        data = {"number": kept, "ends_on": held.ends_on.isoformat()}
        _record("monitoring.issued", held, by=by, now=now, data=data)
    return held


def _checked(
    frequency: Frequency, year: int, number: int, content: ReportContent, *, today: date
) -> dict[str, object]:
    try:
        period = period_of(frequency, year, number)
    except ValueError:
        raise MentoringRefused("monitoring_period_unknown", field="number") from None
    if not period.start <= content.held_on <= today:
        raise MentoringRefused(
            "monitored_outside_period", field="held_on", start=period.start, today=today
        )
    if content.attended > content.invited:
        raise MentoringRefused("attended_exceeds_invited", field="attended")
    values = asdict(content)
    values["progress"] = said(content.progress, "progress")
    values["findings"] = said(content.findings, "findings")
    return {"frequency": frequency, "starts_on": period.start, "ends_on": period.end, **values}


def _draft(
    report: MonitoringReport | None, program: ZoneProgram, side: ReportSide
) -> MonitoringReport:
    if report is None:
        return MonitoringReport(
            agency_id=program.agency_id, unit=program.unit, program=program, side=side
        )
    held = _locked(report)
    _check_draft(held)
    if held.side != side or held.program_id != program.pk:
        raise WrongMoment("monitoring_report_of_others")
    return held


def _check_draft(held: MonitoringReport) -> None:
    if held.state != ReportState.DRAFT:
        raise WrongMoment("monitoring_report_issued")


def _content(held: MonitoringReport, advised: list[str]) -> dict[str, object]:
    return {
        "report": str(held.pk),
        "starts_on": held.starts_on.isoformat(),
        "ends_on": held.ends_on.isoformat(),
        "held_on": held.held_on.isoformat(),
        "leader_took_part": held.leader_took_part,
        "invited": held.invited,
        "attended": held.attended,
        "recommendations": advised,
    }


def _locked(report: MonitoringReport) -> MonitoringReport:
    rows = MonitoringReport.objects.select_for_update(of=("self",))
    return rows.select_related("unit__agency", "program__cycle").get(pk=report.pk)


def _record(
    act: str, held: MonitoringReport, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act, by=by.pk, agency=held.agency_id, subject=("report", held.pk), at=now, data=data
    )
