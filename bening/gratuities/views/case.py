"""A report as the UPG handles it: what is closed stays closed until a reason was given."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.audit.queries import Timeline, timeline
from bening.gratuities import access, queries, shown
from bening.gratuities.actions.custody import words_of
from bening.gratuities.details import missing_of, opened
from bening.gratuities.models import GratuityReport
from bening.gratuities.retention import kept_of
from bening.gratuities.views.deeds import HANDLED, form_of, offered
from bening.ui.acting import RefusableForm

BY_REPORTER = ("gratuity.reported", "gratuity.completed")
"""Acts that only the reporter does."""


def case_page(
    request: HttpRequest,
    person: Person,
    report: GratuityReport,
    *,
    sent: dict[str, RefusableForm],
    status: int,
) -> HttpResponse:
    """The page of a report that came to the person by duty."""
    now = timezone.now()
    on = today_of(person, now)
    duties = access.duties_of(person, on)
    opening = queries.opening_of(person, report, now)
    told = opened(report.details, report.pk) if opening else None
    assessed = queries.assessment_of(report, told) if told else None
    is_tied = access.is_tied(person, report, on)
    is_open = opening is not None
    names = [] if is_tied else offered(report, is_upg=duties.is_upg, is_open=is_open)
    forms = [
        {
            "name": name,
            "label": HANDLED[name].label,
            "form": sent.get(name) or form_of(HANDLED[name], report, None, name),
            "is_sent": name in sent,
        }
        for name in names
    ]
    moves = [
        {"move": move, "words": words_of(move) if opening else None}
        for move in report.custody.select_related("by")
    ]
    context = {
        "report": report,
        "opening": opening,
        "told": told,
        "kept": kept_of(report, now),
        "parts": shown.parts_of(report, told) if told else [],
        "missing": missing_of(told) if told else [],
        "assessed": assessed,
        "steps": shown.steps_of(assessed) if assessed else [],
        "rule": shown.rule_name(assessed) if assessed else "",
        "photos": report.attachments.defer("content"),
        "deadlines": queries.deadlines_of(report, now),
        "forms": forms,
        "moves": moves,
        "is_upg": duties.is_upg,
        "is_tied": is_tied,
        "today": on,
        "timeline": _history(person, report, is_open=is_open),
    }
    return render(request, "gratuities/case.html", context, status=status)


def _history(person: Person, report: GratuityReport, *, is_open: bool) -> Timeline:
    """The trail; while the report is closed it names the reporter no more than the page does."""
    found = timeline(("gratuity", report.pk), reader=person.pk)
    if is_open:
        return found
    told = (
        replace(one, who=_("Pelapor")) if one.event.act in BY_REPORTER else one
        for one in found.entries
    )
    return replace(found, entries=tuple(told))
