"""The calendar of days off: of an agency for its administrators, of everybody for the operator."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts import access
from bening.accounts.models import Person
from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency
from bening.audit.queries import timeline
from bening.calendars import actions, queries
from bening.calendars.actions.holidays import calendar_subject
from bening.calendars.days_off import FIRST_YEAR, LAST_YEAR
from bening.calendars.forms import HolidayForm, RemovalForm
from bening.ui.acting import act_and_say, carried_out


def kept_by(person: Person) -> Agency | None:
    """The agency whose calendar the person keeps; None for that of everybody. Raises NotAllowed."""
    return None if access.rights(person).is_operator else administered(person)


def year_asked(text: str, today: date) -> int:
    """The year of the address, this one where it is none of the calendar's."""
    known = text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR
    return int(text) if known else today.year


def _address(name: str, year: int) -> str:
    return f"{reverse(name)}?tahun={year}"


@login_required
def holidays(request: HttpRequest) -> HttpResponse:
    """The days off of a year, and the form that adds one."""
    person = signed_in(request)
    agency = kept_by(person)
    year = year_asked(request.GET.get("tahun", ""), access.today_of(person))
    form = HolidayForm(request.POST or None, for_all=agency is None)
    act = partial(actions.add_holiday, agency=agency, by=person, now=timezone.now())
    if added := carried_out(form, act):
        messages.success(request, _("%(name)s tercatat.") % {"name": added.name})
        return redirect(_address("calendars:holidays", added.day.year))
    context = {
        "agency": agency,
        "year": year,
        "years": range(year - 1, year + 3),
        "days": queries.calendar_of(agency, year),
        "form": form,
        "history": timeline(calendar_subject(agency), reader=person.pk),
    }
    return render(request, "calendars/holidays.html", context, status=422 if form.errors else 200)


@login_required
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Asks for the reason and takes an entry out."""
    person = signed_in(request)
    holiday = queries.holiday_for(kept_by(person), key)
    form = RemovalForm(request.POST or None)

    def act(reason: str) -> bool:
        actions.remove_holiday(holiday=holiday, reason=reason, by=person, now=timezone.now())
        return True

    if carried_out(form, act):
        messages.success(request, _("%(name)s dihapus.") % {"name": holiday.name})
        return redirect(_address("calendars:holidays", holiday.day.year))
    context = {"holiday": holiday, "form": form}
    return render(request, "calendars/remove.html", context, status=422 if form.errors else 200)


@login_required
def proposal(request: HttpRequest) -> HttpResponse:
    """What the public table proposes for a year, to look at before it is taken over."""
    person = signed_in(request)
    agency = kept_by(person)
    year = year_asked(request.GET.get("tahun", ""), access.today_of(person))
    days = queries.proposal(agency, year)
    context = {
        "agency": agency,
        "year": year,
        "years": range(year - 1, year + 3),
        "days": days,
        "new_count": sum(not each.is_there for each in days),
    }
    return render(request, "calendars/proposal.html", context)


@login_required
@require_POST
def import_days(request: HttpRequest) -> HttpResponse:
    """Takes the chosen days over."""
    person = signed_in(request)
    agency = kept_by(person)
    year = year_asked(request.POST.get("tahun", ""), access.today_of(person))
    act = partial(
        actions.import_days,
        agency=agency,
        year=year,
        days=_days(request.POST.getlist("hari")),
        by=person,
        now=timezone.now(),
    )
    if act_and_say(request, act, _("Hari yang dipilih tercatat di kalender.")):
        return redirect(_address("calendars:holidays", year))
    return redirect(_address("calendars:proposal", year))


def _days(texts: list[str]) -> set[date]:
    found = set()
    for text in texts:
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue
    return found
