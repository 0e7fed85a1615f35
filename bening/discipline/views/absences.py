"""Recaps of attendance: brought in after a look, and what a person decides about each."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bening.accounts.access import today_of
from bening.accounts.imports.table import MOST_BYTES
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.conflicts.views.finding import found
from bening.discipline import absence_files, absences, access, actions, forms
from bening.discipline.absence_files import shipped_scales
from bening.discipline.sanctions import Sanctions
from bening.discipline.words import FAULTS
from bening.domain.discipline import DisciplineRefused
from bening.domain.discipline.absence import scale_on
from bening.ui.acting import act_and_say, carried_out

MOST_SHOWN = 200
KEPT_SECONDS = 3600
SALT = "discipline.recap"
ARTICLE = "PP 94/2021 Pasal 4 huruf f"


@never_cache
@login_required
def recaps(request: HttpRequest) -> HttpResponse:
    """Who reached a step of the scale, and the form that brings a recap: first looked at."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    access.check_keeps_any(person, today)
    if request.method == "POST" and "list" in request.POST:
        take = partial(_take_over, request.POST["list"], person)
        act_and_say(request, take, _("Rekap tersimpan. Tidak ada perkara yang terbuka sendiri."))
        return redirect("discipline:recaps")
    is_sent = request.method == "POST"
    form = forms.RecapForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    table = carried_out(form, _table)
    rows = absences.absences_of(person, now)
    context: dict[str, Any] = {
        "form": form,
        "rows": [(row, _label(row)) for row in rows[:MOST_SHOWN]],
        "scale": scale_on(shipped_scales(), today),
        "steps": [
            (step.days, Sanctions(step.code).label)
            for step in scale_on(shipped_scales(), today).steps
        ],
    }
    if table is not None:
        seen = actions.look_at_recap(table=table, by=person, now=now)
        context |= {
            "found": seen,
            "lines": seen.lines[:MOST_SHOWN],
            "faults": [
                (each.number, FAULTS[each.code] % {"value": each.value})
                for each in seen.faults[:MOST_SHOWN]
            ],
            "packed": signing.dumps([str(person.pk), table], salt=SALT, compress=True),
        }
    return render(request, "discipline/recaps.html", context, status=422 if form.errors else 200)


def _label(row: absences.Absence) -> str:
    return str(Sanctions(row.kind.code).label) if row.kind else ""


def _table(*, file: Any) -> list[list[str]]:
    return absence_files.table_of(file.read(MOST_BYTES + 1))


def _take_over(packed: str, person: Person) -> int:
    try:
        who, table = signing.loads(packed, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        raise DisciplineRefused("discipline_recap_expired") from None
    if who != str(person.pk):
        raise DisciplineRefused("discipline_recap_expired")
    return actions.import_recap(table=table, by=person, now=timezone.now())


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A file that shows the shape of a recap."""
    person = signed_in(request)
    access.check_keeps_any(person, today_of(person, timezone.now()))
    headers = {"Content-Disposition": 'attachment; filename="contoh-rekap-kehadiran.csv"'}
    return HttpResponse(
        absence_files.template(), content_type="text/csv; charset=utf-8", headers=headers
    )


@never_cache
@login_required
def absence(request: HttpRequest, key: UUID, year: int) -> HttpResponse:
    """The absence of one person in one year, and the two forms: a case, or why none."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: absences.absence_for(person, key, year, now))
    step = request.POST.get("step", "")
    kind = row.kind
    first = {
        "level": kind.level.value if kind else None,
        "article": ARTICLE,
        "act": _("Tidak masuk kerja tanpa alasan yang sah %(days)s hari kerja pada %(year)s.")
        % {"days": row.days, "year": year},
        "reference": _("Rekap kehadiran %(year)s") % {"year": year},
    }
    case = forms.AbsenceCaseForm(request.POST if step == "case" else None, initial=first)
    aside = forms.NoCaseForm(request.POST if step == "aside" else None)
    of_row: dict[str, Any] = {"person": key, "year": year, "by": person, "now": now}
    made = carried_out(case, partial(actions.open_for_absence, **of_row))
    if made is not None:
        messages.success(request, _("Dugaan pelanggaran tercatat."))
        return redirect("discipline:case", made.pk)
    if carried_out(aside, partial(actions.set_absence_aside, **of_row)) is not None:
        messages.success(request, _("Keputusan tersimpan; tidak ada perkara."))
        return redirect("discipline:recaps")
    recaps_of = absences.recaps_of(person, now).filter(person=key, starts_on__year=year)
    context = {
        "row": row,
        "suggested": _label(row),
        "recaps": recaps_of,
        "case_form": case if row.asks else None,
        "aside_form": aside if row.asks else None,
    }
    refused = bool(case.errors or aside.errors)
    return render(request, "discipline/absence.html", context, status=422 if refused else 200)
