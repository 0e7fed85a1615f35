"""The UPG's list of reports that went to KPK directly, and one of them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.gratuities import access, actions, queries
from bening.gratuities.direct_forms import (
    CorrectDirectForm,
    DirectDecisionForm,
    DirectForm,
    DropDirectForm,
    initial_of,
)
from bening.gratuities.forms import OpenForm
from bening.gratuities.models import DirectReport
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table

STEPS = ("open", "decide", "correct", "drop")


@login_required
def direct_reports(request: HttpRequest) -> HttpResponse:
    """What was reported to KPK directly, without names, and the form that notes another."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    access.check_is_upg(person, on)
    form = DirectForm(request.POST or None, **queries.direct_choices(person))
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
    """One of them: who reported, after a reason was given; what KPK decided; corrections."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        found = queries.direct_for(person, key, on)
    except DirectReport.DoesNotExist:
        raise Http404 from None
    step = request.POST.get("step", "") if request.method == "POST" else ""
    sent = {name: request.POST if step == name else None for name in STEPS}
    opening = OpenForm(sent["open"], auto_id="buka-%s")
    deciding = DirectDecisionForm(sent["decide"], auto_id="tetap-%s")
    correcting = CorrectDirectForm(
        sent["correct"],
        auto_id="perbaiki-%s",
        initial=initial_of(found),
        **queries.direct_choices(person),
    )
    dropping = DropDirectForm(sent["drop"], auto_id="hapus-%s")
    values: dict[str, Any] = {"direct": found, "by": person, "now": now}
    if carried_out(deciding, partial(actions.decide_direct, **values)):
        messages.success(request, _("Penetapan KPK tercatat."))
        return redirect("gratuities:direct_report", found.pk)
    if carried_out(correcting, partial(actions.correct_direct, **values)):
        messages.success(request, _("Catatan diperbaiki."))
        return redirect("gratuities:direct_report", found.pk)
    if carried_out(dropping, partial(actions.drop_direct, **values)):
        messages.success(request, _("Catatan dihapus dari daftar."))
        return redirect("gratuities:direct_reports")
    context = {
        "direct": found,
        "reporter": carried_out(opening, partial(actions.open_direct, **values)),
        "opening": opening if found.reporter_id else None,
        "deciding": None if found.decision else deciding,
        "correcting": None if found.decision else correcting,
        "dropping": None if found.decision else dropping,
        "sent": step,
        "timeline": timeline(("gratuity_direct", found.pk), reader=person.pk),
    }
    forms = (opening, deciding, correcting, dropping)
    status = 422 if any(form.errors for form in forms) else 200
    answer = render(request, "gratuities/direct_report.html", context, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
