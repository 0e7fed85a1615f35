"""The UPG's list of reports that went to KPK directly, and one of them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.gratuities import access, actions, queries
from bening.gratuities.direct_forms import DirectDecisionForm, DirectForm, DropDirectForm
from bening.gratuities.forms import OpenForm
from bening.gratuities.models import DirectReport
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def direct_reports(request: HttpRequest) -> HttpResponse:
    """What was reported to KPK directly, without names, and the form that notes another."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    access.check_is_upg(person, on)
    people = Person.objects.filter(Q(agency_id=person.agency_id), is_active=True)
    form = DirectForm(
        request.POST or None,
        people=people.exclude(pk=person.pk).order_by("name"),
        units=queries.reporting_units(person),
    )
    if made := carried_out(form, partial(actions.note_direct, by=person, now=now)):
        messages.success(request, _("Laporan langsung tercatat."))
        return redirect("gratuities:direct_report", made.pk)
    table = Table.read(
        request.GET,
        rows=queries.direct_reports(person, on),
        columns=(
            Column("number", _("Nomor KPK"), order=("number",)),
            Column("kind", _("Jenis"), order=("direction",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("sent", _("Dikirim"), order=("sent_on",), down_first=True),
            Column("state", _("Keadaan"), order=("decided_on",)),
        ),
        default="-sent",
    )
    context = {"table": table, "rows": table.rows, "form": form}
    status = 422 if form.errors else 200
    return render(request, "gratuities/direct_reports.html", context, status=status)


@login_required
def direct_report(request: HttpRequest, key: UUID) -> HttpResponse:
    """One of them: who reported, after a reason was given; what KPK decided; taken out again."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        found = queries.direct_for(person, key, on)
    except DirectReport.DoesNotExist:
        raise Http404 from None
    step = request.POST.get("step", "") if request.method == "POST" else ""
    sent = {name: request.POST if step == name else None for name in ("open", "decide", "drop")}
    opening = OpenForm(sent["open"], auto_id="buka-%s")
    deciding = DirectDecisionForm(sent["decide"], auto_id="tetap-%s")
    dropping = DropDirectForm(sent["drop"], auto_id="hapus-%s")
    values: dict[str, Any] = {"direct": found, "by": person, "now": now}
    if carried_out(deciding, partial(actions.decide_direct, **values)):
        messages.success(request, _("Penetapan KPK tercatat."))
        return redirect("gratuities:direct_report", found.pk)
    if carried_out(dropping, partial(actions.drop_direct, **values)):
        messages.success(request, _("Catatan dihapus dari daftar."))
        return redirect("gratuities:direct_reports")
    context = {
        "direct": found,
        "reporter": carried_out(opening, partial(actions.open_direct, **values)),
        "opening": opening if found.reporter_id else None,
        "deciding": None if found.decision else deciding,
        "dropping": None if found.decision else dropping,
        "sent": step,
        "timeline": timeline(("gratuity_direct", found.pk), reader=person.pk),
    }
    status = 422 if any(form.errors for form in (opening, deciding, dropping)) else 200
    answer = render(request, "gratuities/direct_report.html", context, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
