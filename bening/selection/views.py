"""Pages of the choice of units: rounds, criteria, matrix, candidate, decision."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency
from bening.audit.queries import timeline
from bening.documents.attaching import AttachForm
from bening.documents.models import DocumentKind
from bening.selection import access, actions, queries
from bening.selection.actions.criteria import newest_set
from bening.selection.actions.decisions import Moved, waiting_programs
from bening.selection.forms import (
    CandidateForm,
    CriteriaForm,
    DecisionForm,
    GroupForm,
    NothingForm,
    OpenForm,
    ReasonForm,
    ScoresForm,
)
from bening.selection.matrix import Matrix, matrix_of
from bening.selection.models import CriteriaSet, Duty, RoundState, SelectionRound
from bening.ui.acting import act_and_say, carried_out
from bening.ui.refusals import sentence
from bening.ui.tables import Column, Table


def _own_agency(person: Person) -> Agency:
    """The agency that the person sets up. Raises NotAllowed."""
    agency = person.agency
    if agency is None or agency.pk not in queries.reading_agencies(person):
        raise NotAllowed(
            "selection_set_up_by_head_or_admin", agency=agency.name if agency else _("instansi")
        )
    return agency


def _group_paper() -> AttachForm:
    """The empty form for the decree of a working group."""
    return AttachForm.for_agency(DocumentKind.OTHER, _("SK kelompok kerja pemilihan unit"))


@login_required
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds that I read."""
    person = signed_in(request)
    table = Table.read(
        request.GET,
        rows=queries.rounds_of(person),
        columns=(
            Column("year", _("Tahun"), order=("year", "number"), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
            Column("criteria", _("Kriteria"), order=("criteria__version",)),
            Column("decree", pgettext("surat keputusan", "Keputusan")),
        ),
        default="-year",
    )
    on = today_of(person, timezone.now())
    agency = person.agency
    may_open = agency is not None and access.allows(
        partial(access.check_can_set_up, person, agency, on=on)
    )
    context = {"table": table, "may_open": may_open}
    return render(request, "selection/rounds.html", context)


@login_required
def open_round(request: HttpRequest) -> HttpResponse:
    """A new round with its working group."""
    person, now = signed_in(request), timezone.now()
    agency = _own_agency(person)
    on = today_of(person, now)
    access.check_can_set_up(person, agency, on=on)
    form = OpenForm(
        request.POST or None,
        people=queries.people_in(agency.pk),
        papers=queries.papers_of(person, agency.pk),
        initial={"year": on.year},
    )
    if made := carried_out(form, partial(actions.open_round, agency=agency, by=person, now=now)):
        messages.success(request, _("Pemilihan unit dibuka."))
        return redirect("selection:round", made.pk)
    context = {"form": form, "criteria": newest_set(agency), "upload": _group_paper()}
    return render(request, "selection/open_round.html", context, status=422 if form.errors else 200)


@login_required
def criteria(request: HttpRequest) -> HttpResponse:
    """The criteria in force, their versions, and the form of a new one."""
    person, now = signed_in(request), timezone.now()
    agency = _own_agency(person)
    newest = newest_set(agency)
    form = CriteriaForm(request.POST or None, present=list(newest.items.all()) if newest else [])
    if carried_out(form, partial(actions.adopt_criteria, agency=agency, by=person, now=now)):
        messages.success(request, _("Kriteria baru berlaku untuk pemilihan berikutnya."))
        return redirect("selection:criteria")
    context = {
        "agency": agency,
        "newest": newest,
        "form": form,
        "versions": CriteriaSet.objects.filter(agency=agency)
        .select_related("adopted_by")
        .prefetch_related("items"),
        "may_adopt": access.allows(
            partial(access.check_can_set_up, person, agency, on=today_of(person, now))
        ),
    }
    return render(request, "selection/criteria.html", context, status=422 if form.errors else 200)


@login_required
def round_(request: HttpRequest, key: UUID) -> HttpResponse:
    """The matrix: who is weighed, with which scores, and what comes next."""
    person, now = signed_in(request), timezone.now()
    found = queries.round_for(person, key)
    form = CandidateForm(
        request.POST if request.POST.get("act") == "add" else None, units=queries.units_left(found)
    )
    if request.method == "POST" and _acted(request, found, form, person, now):
        return redirect("selection:round", found.pk)
    on = today_of(person, now)
    matrix = matrix_of(found)
    is_draft = found.state == RoundState.DRAFT
    may_weigh = is_draft and access.allows(partial(access.check_can_weigh, person, found))
    decides = access.allows(partial(access.check_can_decide, person, found, on=on))
    context = {
        "round": found,
        "matrix": matrix,
        "table": _table(request, matrix),
        "members": found.members.select_related("person"),
        "form": form,
        "return_form": ReasonForm(),
        "may_weigh": may_weigh,
        "may_propose": is_draft and access.allows(partial(access.check_can_propose, person, found)),
        "may_set_up": is_draft
        and access.allows(partial(access.check_can_set_up, person, found.agency, on=on)),
        "may_decide": decides and found.state == RoundState.PROPOSED,
        "is_complete": bool(matrix.rows) and all(row.total is not None for row in matrix.rows),
        "waiting": waiting_programs(found) if decides and found.state == RoundState.DECIDED else (),
        "history": timeline(("selection_round", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "selection/round.html", context, status=422 if form.errors else 200)


def _acted(
    request: HttpRequest, found: SelectionRound, form: CandidateForm, person: Person, now: datetime
) -> bool:
    """Whether what the page was asked for is over; a refused form stays to say why.

    Raises Http404 for an act that the page does not know.
    """
    given: dict[str, Any] = {"round_": found, "by": person, "now": now}
    match request.POST.get("act", ""):
        case "add":
            made = carried_out(form, partial(actions.add_candidate, **given))
            if made is not None:
                messages.success(request, _("Calon ditambahkan."))
            return made is not None
        case "propose":
            act_and_say(
                request,
                partial(actions.propose, **given),
                _("Usulan terkirim kepada kepala instansi."),
            )
        case "return":
            act_and_say(
                request,
                partial(
                    actions.return_to_group, **given, reason=request.POST.get("reason", "")[:4000]
                ),
                _("Usulan dikembalikan kepada kelompok kerja."),
            )
        case "move":
            _say_moved(request, actions.move_programs(**given))
        case _:
            raise Http404
    return True


def _say_moved(request: HttpRequest, result: Moved) -> None:
    for program in result.moved:
        done = _("Program %(unit)s ditetapkan sebagai unit ZI.")
        messages.success(request, done % {"unit": program.unit.name})
    for program, refusal in result.refused:
        messages.error(request, f"{program.unit.name}: {sentence(refusal)}")


def _table(request: HttpRequest, matrix: Matrix) -> Table[dict[str, object]]:
    return Table.read(
        request.GET,
        rows=[row.as_mapping() for row in matrix.rows],
        columns=(
            Column("name", _("Unit kerja"), order=("name",)),
            *(
                Column(f"score_{place}", f"K{place}", (f"score_{place}",), "r", down_first=True)
                for place in range(1, len(matrix.criteria) + 1)
            ),
            Column(
                "total",
                pgettext("seluruhnya", "Jumlah"),
                order=("total",),
                align="r",
                down_first=True,
            ),
            Column("budget", _("Anggaran"), order=("budget",), align="r", down_first=True),
            Column("staff", _("Pegawai"), order=("staff",), align="r", down_first=True),
            Column("users", _("Pengguna"), order=("users",), align="r", down_first=True),
            Column("verdict", _("Putusan"), order=("verdict",)),
        ),
        default="-total",
        per_page=200,
    )


@login_required
def group(request: HttpRequest, key: UUID) -> HttpResponse:
    """The working group of a round."""
    person, now = signed_in(request), timezone.now()
    found = queries.round_for(person, key)
    access.check_can_set_up(person, found.agency, on=today_of(person, now))
    form = GroupForm(
        request.POST or None,
        people=queries.people_in(found.agency_id),
        papers=queries.papers_of(person, found.agency_id),
        initial=GroupForm.initial_of(found),
    )
    if carried_out(form, partial(actions.set_group, round_=found, by=person, now=now)):
        messages.success(request, _("Kelompok kerja tersimpan."))
        return redirect("selection:round", found.pk)
    context = {"round": found, "form": form, "upload": _group_paper()}
    return render(request, "selection/group.html", context, status=422 if form.errors else 200)


@login_required
def candidate(request: HttpRequest, key: UUID) -> HttpResponse:
    """One candidate: its figures, and each score with its reason."""
    person, now = signed_in(request), timezone.now()
    found = queries.candidate_for(person, key)
    given: dict[str, Any] = {"candidate": found, "by": person, "now": now}
    if request.method == "POST" and request.POST.get("act") == "remove":
        if act_and_say(request, partial(actions.remove_candidate, **given), _("Calon dicabut.")):
            return redirect("selection:round", found.round_id)
        return redirect("selection:candidate", found.pk)
    form = ScoresForm(
        request.POST or None, candidate=found, criteria=list(found.round.criteria.items.all())
    )
    if carried_out(form, partial(actions.save_candidate, **given)):
        messages.success(request, _("Nilai calon tersimpan."))
        return redirect("selection:round", found.round_id)
    may_weigh = found.round.state == RoundState.DRAFT and access.allows(
        partial(access.check_can_weigh, person, found.round)
    )
    scores = {
        one.criterion_id: one for one in found.scores.select_related("criterion", "scored_by")
    }
    context = {
        "candidate": found,
        "round": found.round,
        "form": form,
        "rows": [(one, scores.get(one.pk)) for one in form.criteria],
        "may_weigh": may_weigh,
        "remove_form": NothingForm(),
    }
    return render(request, "selection/candidate.html", context, status=422 if form.errors else 200)


@login_required
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """The head's decision on each candidate, and the decree."""
    person, now = signed_in(request), timezone.now()
    found = queries.round_for(person, key)
    on = today_of(person, now)
    access.check_can_decide(person, found, on=on)
    if request.method != "POST" and found.state != RoundState.PROPOSED:
        return redirect("selection:round", found.pk)
    matrix = matrix_of(found)
    form = DecisionForm(
        request.POST or None,
        candidates=[row.candidate for row in matrix.rows],
        decrees=queries.decrees_at_hand(found),
        initial={"dated_on": on},
    )
    decided = carried_out(form, partial(actions.decide, round_=found, by=person, now=now))
    if decided is not None:
        messages.success(request, _("Keputusan terbit sebagai dokumen resmi."))
        _say_moved(request, actions.move_programs(round_=decided, by=person, now=now))
        return redirect("selection:round", found.pk)
    context = {
        "round": found,
        "form": form,
        "rows": [
            (row, form[f"verdict_{row.candidate.pk}"], form[f"reason_{row.candidate.pk}"])
            for row in matrix.rows
        ],
        "lead": found.members.filter(duty=Duty.LEAD).select_related("person").first(),
        "upload": AttachForm.for_agency(
            DocumentKind.SELECTION_DECREE,
            _("SK penetapan unit Zona Integritas %(year)s") % {"year": found.year},
        ),
    }
    return render(request, "selection/decide.html", context, status=422 if form.errors else 200)
