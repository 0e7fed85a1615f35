"""Takes over a list of recommendations that was kept elsewhere until now."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.casework.actions import start_clock
from bening.casework.models import Channel
from bening.domain.findings import FollowUpRefused
from bening.domain.workdays import start_of_day
from bening.findings import access
from bening.findings.list_files import ListLine
from bening.findings.models import AuditRecommendation, AuditReport, MoneyReturned, State
from bening.findings.telling import ANSWER_TERM


def import_list(
    *, agency: Agency, lines: Sequence[ListLine], by: Person, now: datetime
) -> tuple[int, int]:
    """New reports and recommendations of the lines; those that are known stay as they are.

    A line with a verified state counts as verified by who imports it, with the reason given.
    Recommendations still open get the term of their answer. Raises NotAllowed, FollowUpRefused
    ("finding_list_empty", "finding_of_other_agency").
    """
    if not lines:
        raise FollowUpRefused("finding_list_empty", field="file")
    with transaction.atomic():
        access.check_can_verify(by, agency.pk, today_of(by, now))
        Agency.objects.select_for_update().get(pk=agency.pk)
        units = {
            unit.code: unit
            for unit in WorkUnit.objects.filter(agency=agency, closed_at__isnull=True)
        }
        if any(line.unit not in units for line in lines):
            raise FollowUpRefused("finding_of_other_agency", field="file")
        reports = {
            (row.auditor, row.number): row for row in AuditReport.objects.filter(agency=agency)
        }
        before = len(reports)
        known = set(
            AuditRecommendation.objects.filter(report__agency=agency).values_list(
                "report", "unit", "finding_code", "text"
            )
        )
        made = 0
        for line in lines:
            key = (line.auditor, line.report)
            if key not in reports:
                reports[key] = _report(agency, line, by, now)
            report, unit = reports[key], units[line.unit]
            if (report.pk, unit.pk, line.finding_code, line.text) in known:
                continue
            _recommendation(report, unit, line, by, now)
            made += 1
        new = len(reports) - before
        audit.record(
            act="finding.list_imported",
            by=by.pk,
            agency=agency.pk,
            subject=("agency", agency.pk),
            at=now,
            data={"reports": new, "recommendations": made},
        )
    return new, made


def _report(agency: Agency, line: ListLine, by: Person, now: datetime) -> AuditReport:
    made: AuditReport = AuditReport.objects.create(
        agency=agency,
        auditor=line.auditor,
        number=line.report,
        title=line.title,
        dated_on=line.dated_on,
        received_on=line.received_on,
        entered_by=by,
        entered_at=now,
    )
    return made


def _recommendation(
    report: AuditReport, unit: WorkUnit, line: ListLine, by: Person, now: datetime
) -> None:
    is_open = line.state == State.OPEN
    made = AuditRecommendation.objects.create(
        report=report,
        unit=unit,
        finding_code=line.finding_code,
        finding=line.finding,
        text=line.text,
        value=line.value,
        returned=line.returned,
        state=line.state,
        reason=line.reason[:500],
        verified_by=None if is_open else by,
        verified_at=None if is_open else now,
        entered_by=by,
        entered_at=now,
    )
    if line.returned:
        MoneyReturned.objects.create(
            recommendation=made,
            amount=line.returned,
            on=line.returned_on,
            receipt=line.receipt,
            by=by,
            at=now,
        )
    if is_open:
        start_clock(
            channel=Channel.FINDING,
            case=made.pk,
            term=ANSWER_TERM,
            unit=unit,
            owner=None,
            title=made.text[:200],
            url=reverse("findings:recommendation", args=[made.pk]),
            at=start_of_day(report.received_on, unit.zone),
            by=by,
            now=now,
        )
