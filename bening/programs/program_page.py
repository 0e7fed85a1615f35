"""The page of one program: whose turn it is, which steps are open, what was done before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import acting_roles_of, today_of
from bening.accounts.models import Person, Role
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.documents.attaching import AttachForm
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.queries import readable_by
from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.programs import guards, lifecycle, panels, queries
from bening.programs.forms import CoverLetterForm
from bening.programs.letters import write_cover_letter
from bening.programs.models import CycleDate, ProgramState, ProgramStep, ZoneProgram
from bening.programs.states import BY_NAME, OWNERS, leaving
from bening.programs.transition import Transition
from bening.ui.acting import carried_out
from bening.ui.refusals import sentence
from bening.ui.tables import Column, Table

ROAD = (
    ProgramState.DECLARED,
    ProgramState.CHOSEN,
    ProgramState.BUILDING,
    ProgramState.SELF_ASSESSMENT,
    ProgramState.TPI_ROUND_1,
    ProgramState.REPAIR,
    ProgramState.TPI_ROUND_2,
    ProgramState.ELIGIBLE,
    ProgramState.NOMINATED,
    ProgramState.AWARDED,
)
"""The main road of a program, drawn as steps; side roads are named where a program takes them."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that a move asks for, and the one at hand."""

    kind: DocumentKind
    found: OfficialDocument | None
    form: AttachForm | None = None
    writing: CoverLetterForm | None = None


@dataclass(frozen=True, slots=True)
class OpenMove:
    """One move out of the present state, as one person sees it."""

    move: Transition
    roles: tuple[str, ...]
    is_mine: bool
    papers: tuple[Paper, ...]
    unmet: tuple[str, ...]
    kept: str

    @property
    def is_ready(self) -> bool:
        """Whether nothing but the click is missing."""
        return not self.unmet and all(paper.found for paper in self.papers)


@login_required
def programs(request: HttpRequest) -> HttpResponse:
    """The programs that I may read, by unit and year."""
    person = signed_in(request)
    rows = queries.programs_of(person)
    if text := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(unit__name__icontains=text)
    state = request.GET.get("keadaan", "")
    if state in ProgramState.values:
        rows = rows.filter(state=state)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("year", _("Tahun"), order=("cycle__year",), down_first=True),
            Column("target", _("Target"), order=("target",)),
            Column("state", _("Keadaan"), order=("state",)),
            Column("since", _("Sejak"), order=("state_since",), down_first=True),
        ),
        default="unit",
        keep=("q", "keadaan"),
    )
    context = {"table": table, "q": text, "state": state, "states": ProgramState.choices}
    return render(request, "programs/list.html", context)


@login_required
def program(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where the program stands and what can be done next."""
    return _page(request, _found(signed_in(request), key))


@login_required
@require_POST
def take_step(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Takes a move of the table with the newest papers of the kinds it asks for."""
    person = signed_in(request)
    found = _found(person, key)
    move = BY_NAME.get(name)
    if move is None or move.with_work:
        raise Http404
    papers = list(_newest(found, {DocumentKind(kind) for kind in move.documents}).values())
    reason = request.POST.get("reason", "")[:4000]
    try:
        lifecycle.advance(
            program=found,
            name=name,
            by=person,
            now=timezone.now(),
            reason=reason,
            documents=papers,
        )
    except Refused as refusal:
        messages.error(request, sentence(refusal))
        return _page(request, found, kept={name: reason}, status=getattr(refusal, "status", 422))
    messages.success(request, _("Langkah tercatat: %(move)s.") % {"move": move.label})
    return redirect("programs:program", found.pk)


@login_required
@require_POST
def cover_letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Writes the unit's covering letter from what was submitted."""
    person = signed_in(request)
    found = _found(person, key)
    form = CoverLetterForm(request.POST)
    act = partial(write_cover_letter, program=found, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Surat pengantar dibuat dan disegel."))
        return redirect("programs:program", found.pk)
    return _page(request, found, writing=form, status=422)


def _page(
    request: HttpRequest,
    found: ZoneProgram,
    *,
    kept: dict[str, str] | None = None,
    writing: CoverLetterForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    found = _found(person, found.pk)
    state = ProgramState(found.state)
    days = {row.state: row for row in CycleDate.objects.filter(cycle_id=found.cycle_id)}
    due = days[state].due_on if state in days else None
    today = today_of(person, now)
    steps = list(found.steps.select_related("taken_by", "snapshot").prefetch_related("documents"))
    context = {
        "program": found,
        "state": state,
        "due": due,
        "is_late": due is not None and due < today,
        "owners": _labels(OWNERS[state]),
        "moves": _moves(found, person, now, writing, kept or {}),
        "road": _road(found, days, steps),
        "steps": [(step, BY_NAME[step.transition].label) for step in reversed(steps)],
        "papers": readable_by(person).filter(program=found, withdrawn_at__isnull=True)[:50],
        "panels": panels.rendered(found, person, now),
        "history": timeline(("program", found.pk), limit=20, reader=person.pk),
    }
    return render(request, "programs/program.html", context, status=status)


def _found(person: Person, key: UUID) -> ZoneProgram:
    try:
        return queries.program_for(person, key)
    except ZoneProgram.DoesNotExist:
        raise Http404 from None


def _labels(roles: "frozenset[Role]") -> tuple[str, ...]:
    return tuple(str(role.label) for role in Role if role in roles)


def _newest(found: ZoneProgram, kinds: "set[DocumentKind]") -> dict[DocumentKind, OfficialDocument]:
    """The newest document in force of each kind."""
    rows = found.documents.filter(kind__in=kinds, withdrawn_at__isnull=True).order_by("made_at")
    return {DocumentKind(row.kind): row for row in rows}


def _paper(
    found: ZoneProgram,
    kind: DocumentKind,
    at_hand: OfficialDocument | None,
    writing: CoverLetterForm | None,
) -> Paper:
    if at_hand is not None:
        return Paper(kind, at_hand)
    is_written = kind == DocumentKind.UNIT_COVER_LETTER
    return Paper(
        kind,
        None,
        form=AttachForm.for_step(found, kind),
        writing=(writing or CoverLetterForm()) if is_written else None,
    )


def _moves(
    found: ZoneProgram,
    person: Person,
    now: datetime,
    writing: CoverLetterForm | None,
    kept: dict[str, str],
) -> list[OpenMove]:
    held = acting_roles_of(person, found.unit, today_of(person, now))
    moves = [
        move
        for move in leaving(ProgramState(found.state))
        if not guards.unmet(tuple(set(move.guards) & guards.ROADS), found, now)
    ]
    kinds = {DocumentKind(kind) for move in moves for kind in move.documents}
    newest = _newest(found, kinds) if kinds else {}
    return [
        OpenMove(
            move=move,
            roles=_labels(move.roles),
            is_mine=bool(held & move.roles),
            papers=tuple(
                _paper(found, DocumentKind(kind), newest.get(DocumentKind(kind)), writing)
                for kind in move.documents
            ),
            unmet=_unmet(move, found, now) if held & move.roles or not move.is_national else (),
            kept=kept.get(move.name, ""),
        )
        for move in moves
    ]


def _unmet(move: Transition, found: ZoneProgram, now: datetime) -> tuple[str, ...]:
    return tuple(sentence(refusal) for refusal in guards.unmet(move.guards, found, now))


def _road(
    found: ZoneProgram, days: dict[str, CycleDate], steps: Sequence[ProgramStep]
) -> list[dict[str, object]]:
    """The main road as the `steps` component takes it: days reached, then days due."""
    state = ProgramState(found.state)
    passed = {step.target for step in steps} | {step.source for step in steps}
    reached = {step.target: day_in(found.unit.zone, step.taken_at) for step in steps}
    last = max(
        (index for index, each in enumerate(ROAD) if each in passed or each == state), default=-1
    )
    shown: list[dict[str, object]] = []
    for index, each in enumerate(ROAD):
        is_done = each != state and index <= last
        day = reached.get(each) if is_done else days[each].due_on if each in days else None
        meta = "" if day is None else date_format(day, "j F Y")
        if meta and not is_done:
            meta = _("paling lambat %(day)s") % {"day": meta}
        mark = "now" if each == state else "done" if is_done else ""
        shown.append({"title": each.label, "text": "", "meta": meta, "state": mark})
    return shown
