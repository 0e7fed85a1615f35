"""The register, one case with its steps, its papers."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.casework.clocks import clocks_of
from bening.casework.words import TERMS
from bening.conflicts.views.finding import found
from bening.discipline import access, actions, forms, papers, queries
from bening.discipline.models import (
    CaseState,
    DisciplineAppeal,
    DisciplineCase,
    Sanction,
)
from bening.discipline.views.files import paper, papers_of
from bening.documents.access import documents_of
from bening.documents.forms import HandOverForm
from bening.domain.discipline import UNDECIDED
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.tables import Column, Table

MOST_ROWS = 20_000
BEFORE_DECISION = (CaseState.REPORTED, CaseState.SUMMONED, CaseState.EXAMINED)
LAW_HINT = gettext_lazy("Masuk lampiran tertutup, tersandi. Suratnya sendiri tidak menyebut nama.")
STEPS: dict[str, tuple[Callable[..., object], Any]] = {
    "examiner": (actions.name_examiner, gettext_lazy("Pemeriksa ditunjuk.")),
    "level": (actions.set_level, gettext_lazy("Perkiraan tingkat tersimpan.")),
    "drop": (actions.drop_case, gettext_lazy("Perkara tidak ditindaklanjuti.")),
    "summon": (actions.summon, gettext_lazy("Panggilan dikirim.")),
    "attendance": (actions.record_attendance, gettext_lazy("Kehadiran tercatat.")),
    "examine": (actions.examine, gettext_lazy("Berita acara tersimpan.")),
    "propose": (actions.propose, gettext_lazy("Usulan disampaikan.")),
    "decide": (actions.decide_case, gettext_lazy("Putusan tersimpan.")),
    "law": (
        actions.hand_to_law,
        gettext_lazy("Surat pelimpahan terbit; perkara kini hanya dibaca."),
    ),
    "return": (actions.return_proposal, gettext_lazy("Usulan dikembalikan.")),
    "hand_over": (actions.hand_over, gettext_lazy("Penyampaian tercatat.")),
    "appeal": (actions.file_appeal, gettext_lazy("Upaya administratif tercatat.")),
    "settle": (actions.settle_appeal, gettext_lazy("Hasil upaya administratif tercatat.")),
    "start": (actions.start_sanction, gettext_lazy("Pelaksanaan sanksi tercatat.")),
}
"""The forms of a case's page: the step that is posted, what it does, what is said then."""


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that I keep, head or examine."""
    person, now = signed_in(request), timezone.now()
    rows = queries.cases_of(person, now)
    state = request.GET.get("keadaan", "")
    if state in CaseState.values:
        rows = rows.filter(state=state)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("number", _("Nomor"), order=("registered_at",), down_first=True),
            Column("person", _("Pegawai"), order=("person__name",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("nature", _("Jenis"), order=("nature",)),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-number",
        keep=("keadaan",),
    )
    context = {
        "table": table,
        "state": state,
        "states": CaseState.choices,
        "may_register": access.keeps_any(person, today_of(person, now)),
    }
    return render(request, "discipline/cases.html", context)


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """The form that registers an allegation."""
    person, now = signed_in(request), timezone.now()
    access.check_keeps_any(person, today_of(person, now))
    form = forms.RegisterForm(request.POST or None)
    if made := carried_out(form, partial(actions.register_case, by=person, now=now)):
        messages.success(request, _("Dugaan pelanggaran tercatat."))
        if queries.cases_of(person, now).filter(pk=made.pk).exists():
            return redirect("discipline:case", made.pk)
        return redirect("discipline:cases")
    return render(
        request, "discipline/register.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The register as a workbook, for officers and heads; that it was taken is recorded."""
    person, now = signed_in(request), timezone.now()
    access.check_keeps_any(person, today_of(person, now))
    holding = Prefetch("sanctions", Sanction.objects.filter(replaced_at__isnull=True))
    rows = list(queries.cases_of(person, now).prefetch_related(holding)[:MOST_ROWS])
    actions.note_register(by=person, rows=len(rows), now=now)
    headers = {
        "Content-Disposition": 'attachment; filename="register-disiplin.xlsx"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(papers.register_workbook(rows), content_type=papers.XLSX, headers=headers)


@never_cache
@login_required
def case(request: HttpRequest, key: UUID) -> HttpResponse:
    """One case; what was written is opened with a reason."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.case_for(person, key, now))
    step = request.POST.get("step", "")
    reason = forms.ReasonForm(request.POST if step == "open" else None)
    words = None
    if step == "open":
        words = carried_out(reason, partial(actions.open_case, case=row, by=person, now=now))
    shown = _forms(request, row, person, step)
    if request.method == "POST" and step != "open" and _done(request, row, step, shown):
        return redirect("discipline:case", row.pk)
    refused = any(each.errors for each in (reason, *shown.values()))
    context = {
        "case": row,
        "words": words,
        "reason": reason,
        "forms": shown,
        "examiners": row.examiners.select_related("person"),
        "may_name": _names(row, person, today_of(person, now)),
        "summons": [
            (one, words["summons"][one.pk] if words else None) for one in row.summons.all()
        ],
        "examinations": [
            (one, words["examinations"][one.pk] if words else None)
            for one in row.examinations.select_related("written_by")
        ],
        "sanctions": row.sanctions.all(),
        "appeal": DisciplineAppeal.objects.filter(case=row).first(),
        "clocks": [(one, TERMS.get(one.term, one.term)) for one in clocks_of(row.pk)],
        "files": papers_of(row, is_own=False),
        "kept": queries.kept_of(row, now),
        "reads_letter": row.letter_id is not None
        and documents_of(person).filter(pk=row.letter_id).exists(),
        "may_close": row.state == CaseState.SERVING
        and access.keeps(person, row, today_of(person, now)),
        "timeline": timeline(("discipline", row.pk), reader=person.pk),
    }
    return render(request, "discipline/case.html", context, status=422 if refused else 200)


def _names(row: DisciplineCase, person: Person, on: Any) -> bool:
    is_young = row.state in BEFORE_DECISION
    return is_young and (access.keeps(person, row, on) or access.decides(person, row, on))


def _forms(
    request: HttpRequest, row: DisciplineCase, person: Person, step: str
) -> dict[str, RefusableForm]:
    """The steps that this person may take now."""
    on = today_of(person)
    keeps, decides = access.keeps(person, row, on), access.decides(person, row, on)
    examines = access.examines(person, row)
    state = row.state
    open_summons = row.summons.filter(came__isnull=True).exists()
    came = row.summons.filter(came=True).exists()
    calls = row.summons.count()
    missed = calls == 2 and not came and not open_summons
    offered = {
        "attendance": open_summons and (keeps or examines),
        "summon": (keeps or examines)
        and (state == CaseState.REPORTED or (calls == 1 and not came and not open_summons)),
        "examine": examines and came and state in (CaseState.SUMMONED, CaseState.EXAMINED),
        "propose": examines
        and (state == CaseState.EXAMINED or (missed and state == CaseState.SUMMONED)),
        "decide": decides and state == CaseState.PROPOSED,
        "return": decides and state == CaseState.PROPOSED,
        "hand_over": keeps and state == CaseState.DECIDED and row.received_on is None,
        "start": keeps and state == CaseState.DECIDED and row.received_on is not None,
        "appeal": keeps
        and state == CaseState.DECIDED
        and row.received_on is not None
        and not DisciplineAppeal.objects.filter(case=row).exists(),
        "settle": keeps and state == CaseState.APPEALED,
        "examiner": (keeps or decides) and state in BEFORE_DECISION,
        "level": (keeps or examines) and state in BEFORE_DECISION,
        "drop": decides and state == CaseState.REPORTED,
        "law": decides and state in UNDECIDED,
    }

    made: dict[str, tuple[type[RefusableForm], dict[str, Any]]] = {
        "examiner": (forms.ExaminerForm, {}),
        "level": (forms.LevelForm, {"initial": {"level": row.level}}),
        "drop": (forms.WhyForm, {}),
        "law": (HandOverForm, {"hint": LAW_HINT}),
        "summon": (forms.SummonForm, {}),
        "attendance": (forms.AttendanceForm, {}),
        "examine": (forms.ExamineForm, {"initial": {"held_on": on}}),
        "propose": (forms.ProposeForm, {}),
        "decide": (forms.DecideForm, {}),
        "return": (forms.WhyForm, {}),
        "hand_over": (forms.HandOverForm, {"initial": {"received_on": on}}),
        "appeal": (forms.PaperAppealForm, {"initial": {"filed_on": on}}),
        "settle": (forms.SettleForm, {"initial": {"settled_on": on}}),
        "start": (forms.StartForm, {"initial": {"starts_on": on}}),
    }
    return {
        name: kind(request.POST if step == name else None, auto_id=f"{name}-%s", **given)
        for name, (kind, given) in made.items()
        if offered[name]
    }


def _done(
    request: HttpRequest, row: DisciplineCase, step: str, shown: dict[str, RefusableForm]
) -> bool:
    person, now = signed_in(request), timezone.now()
    if step == "close":
        close = partial(actions.close_case, case=row, by=person, now=now)
        act_and_say(request, close, _("Perkara selesai."))
        return True
    if step not in shown:
        return True
    act, said = STEPS[step]
    if carried_out(shown[step], partial(act, case=row, by=person, now=now)) is None:
        return False
    messages.success(request, str(said))
    return True


@never_cache
@login_required
def file(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """A paper of the case, after a reason was given (a post)."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.case_for(person, key, now))
    form = forms.ReasonForm(request.POST or None)
    words = carried_out(form, partial(actions.open_case, case=row, by=person, now=now))
    if words is None:
        if form.errors:
            messages.error(request, _("Tulis alasan membuka sebelum mengunduh."))
        return redirect("discipline:case", row.pk)
    return paper(row, name, words, now, is_own=False)


@login_required
@require_POST
def release(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes back an examiner."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.examiner_for(person, key, now))
    act = partial(actions.release_examiner, examiner=row, by=person, now=now)
    act_and_say(request, act, _("Pemeriksa dilepas."))
    return redirect("discipline:case", row.case_id)
