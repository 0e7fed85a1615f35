"""Check, submit, reopen, and what was submitted."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bening.accounts.access import today_of
from bening.audit.queries import timeline
from bening.domain.scoring import Designation
from bening.evaluations import access, actions, queries, snapshots
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.pages.check import check_page
from bening.evaluations.refusals import NotReady, SheetLocked
from bening.evaluations.views.entry import person_of, scoped_sheet


@login_required
@require_GET
def check(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """What must be mended, what evaluators will see, and the button that submits."""
    return _check_page(request, scoped_sheet(request, sheet_id))


def _check_page(request: HttpRequest, sheet: EvaluationSheet, *, status: int = 200) -> HttpResponse:
    person, now = person_of(request), timezone.now()
    filled = queries.filled(sheet, now=now)
    target = Designation(sheet.program.target)
    context = {
        "sheet": sheet,
        "page": check_page(filled),
        "target": target.value.upper(),
        "meter_target": "low" if target is Designation.WBK else "high",
        "checked_at": now,
        "may_submit": access.can_submit(person, sheet),
        "may_reopen": access.can_reopen(person, sheet, on=today_of(person, now)),
        "snapshots": sheet.snapshots.select_related("submitted_by", "reopened_by"),
    }
    return render(request, "evaluations/check.html", context, status=status)


@login_required
@require_POST
def submit(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Submits; a second click finds the sheet locked and leads to what was submitted."""
    sheet = scoped_sheet(request, sheet_id)
    if request.POST.get("read_by_head") != "on":
        messages.error(request, _("Centang pernyataan kepala unit sebelum mengirim."))
        return _check_page(request, sheet, status=422)
    try:
        snapshot = actions.submit_sheet(sheet=sheet, by=person_of(request), now=timezone.now())
    except NotReady:
        messages.error(request, _("Belum bisa dikirim: perbaiki dahulu yang disebut di bawah."))
        return _check_page(request, sheet, status=409)
    except SheetLocked:
        return redirect("evaluations:check", sheet.pk)
    messages.success(request, _("Lembar kerja terkirim. Jawaban dan bukti terkunci."))
    return redirect("evaluations:snapshot", sheet.pk, snapshot.number)


@login_required
@require_POST
def reopen(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Opens a submitted sheet again, with a reason."""
    sheet = scoped_sheet(request, sheet_id)
    reason = request.POST.get("reason", "")
    if not reason.strip():
        messages.error(request, _("Tulis alasan membuka kembali."))
        return _check_page(request, sheet, status=422)
    actions.reopen_sheet(sheet=sheet, reason=reason, by=person_of(request), now=timezone.now())
    messages.success(request, _("Lembar kerja dibuka kembali. Rekaman kiriman tetap tersimpan."))
    return redirect("evaluations:sheet", sheet.pk)


@login_required
@require_GET
def snapshot(request: HttpRequest, sheet_id: UUID, number: int) -> HttpResponse:
    """What was submitted, by whom and when; and whether the content still has its hash."""
    sheet = scoped_sheet(request, sheet_id)
    found = get_object_or_404(
        sheet.snapshots.select_related("submitted_by", "reopened_by"), number=number
    )
    context = {
        "sheet": sheet,
        "snapshot": found,
        "content": snapshots.read(found, instrument_of(sheet.instrument)),
        "timeline": timeline(("sheet", sheet.pk), reader=person_of(request).pk),
    }
    return render(request, "evaluations/snapshot.html", context)


@login_required
@require_GET
def snapshot_file(request: HttpRequest, sheet_id: UUID, number: int) -> HttpResponse:
    """The very content that was hashed."""
    sheet = scoped_sheet(request, sheet_id)
    found = get_object_or_404(sheet.snapshots.all(), number=number)
    response = HttpResponse(found.content, content_type="application/json; charset=utf-8")
    name = f"lke-{sheet.cycle.year}-{sheet.unit.code}-rekaman-{number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
