"""What waits for me, and lists of private interests."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.conflicts import access, actions, papers, queries
from bening.conflicts.forms import InterestForm, ReasonForm, SignForm
from bening.conflicts.models import AnswerOfFreedom, CaseState, InterestList, ListState
from bening.conflicts.views.finding import found, pdf_page
from bening.conflicts.words import SECTIONS, STATEMENT
from bening.domain.conflicts import Interests, Section
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.tables import Column, Table

MISSING_SHOWN = 200


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """My list, what I declared, what I am to decide, state or carry out."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    cases = queries.cases_of(person, now)
    context = {
        "year": today.year,
        "mine": queries.own_lists(person)[:6],
        "declared": cases.filter(person=person)[:10],
        "to_decide": cases.filter(superior=person, state=CaseState.FILED)[:50],
        "in_hand": cases.filter(superior=person).exclude(
            state__in=(CaseState.FILED, CaseState.NO_CONFLICT, CaseState.CLOSED)
        )[:50],
        "measures": queries.measures_due(person)[:50],
        "statements": queries.statements_of(person, today).filter(
            person=person, answer=AnswerOfFreedom.WAITING
        )[:50],
        "is_officer": bool(access.officer_paths(person, today)),
        "today": today,
    }
    return render(request, "conflicts/home.html", context)


@login_required
def lists(request: HttpRequest) -> HttpResponse:
    """The lists I may read; posting begins mine of this year."""
    person, now = signed_in(request), timezone.now()
    form = RefusableForm(request.POST if request.method == "POST" else None)
    if made := carried_out(form, partial(actions.start_list, by=person, now=now)):
        return redirect("conflicts:list", made.pk)
    table = Table.read(
        request.GET,
        rows=queries.lists_of(person, now),
        columns=(
            Column("person", _("Pegawai"), order=("person__name",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("year", _("Tahun"), order=("year", "edition"), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-year",
    )
    today = today_of(person, now)
    context = {
        "table": table,
        "me": person.pk,
        "form": form,
        "missing": queries.without_list(person, today)[:MISSING_SHOWN],
        "today": today,
    }
    return render(request, "conflicts/lists.html", context, status=422 if form.errors else 200)


@login_required
def listing(request: HttpRequest, key: UUID) -> HttpResponse:
    """One list: its owner fills and signs it, others open it with a reason."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.list_for(person, key, now))
    if row.person_id == person.pk:
        return _own(request, row)
    form = ReasonForm(request.POST or None)
    act = partial(actions.open_list, listing=row, by=person, now=now)
    opened = carried_out(form, act)
    return _shown(request, row, opened, form)


def _own(request: HttpRequest, row: InterestList) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    opened = actions.open_list(listing=row, reason="", by=person, now=now)
    if row.state == ListState.SIGNED:
        return _shown(request, row, opened, None)
    step = request.POST.get("step", "")
    sign = SignForm(request.POST if step == "sign" else None, initial={"rank": row.rank})
    forms = {
        part: InterestForm(
            request.POST if step == f"add-{part}" else None, section=part, agency=row.agency_id
        )
        for part in Section
    }
    if request.method == "POST":
        part = _section(step)
        if step == "sign":
            act = partial(actions.sign_list, listing=row, by=person, now=now)
            if carried_out(sign, act):
                messages.success(request, _("Daftar kepentingan ditandatangani."))
                return redirect("conflicts:list", row.pk)
        elif part is not None and step.startswith("add-"):
            add = partial(actions.add_interest, listing=row, section=part, by=person, now=now)
            if carried_out(forms[part], add):
                return redirect(f"{request.path}#bagian-{part}")
        elif part is not None:
            _other_step(request, row, step, part)
            return redirect(f"{request.path}#bagian-{part}")
    refused = any(each.errors for each in (sign, *forms.values()))
    context = {
        "list": row,
        "parts": [
            {
                "code": part.value,
                "title": SECTIONS[part],
                "entries": opened.of(part),
                "is_none": part in opened.none,
                "form": forms[part],
            }
            for part in Section
        ],
        "unanswered": [part.value for part in opened.unanswered],
        "statement": STATEMENT,
        "sign": sign,
    }
    return render(request, "conflicts/fill.html", context, status=422 if refused else 200)


def _section(step: str) -> Section | None:
    code = step.rpartition("-")[2]
    return Section(code) if code in {part.value for part in Section} else None


def _other_step(request: HttpRequest, row: InterestList, step: str, part: Section) -> None:
    person, now = signed_in(request), timezone.now()
    if step.startswith("none-"):
        none = partial(actions.state_no_interest, listing=row, section=part, by=person, now=now)
        act_and_say(request, none, _("Tercatat: tidak ada."))
    elif step.startswith("remove-"):
        remove = partial(
            actions.remove_interest,
            listing=row,
            section=part,
            position=_number(request.POST.get("position", "")),
            seen_version=_number(request.POST.get("version", "")),
            by=person,
            now=now,
        )
        act_and_say(request, remove, _("Isian dihapus."))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _shown(
    request: HttpRequest, row: InterestList, opened: Interests | None, form: ReasonForm | None
) -> HttpResponse:
    context = {
        "list": row,
        "parts": [(part.value, SECTIONS[part], opened.of(part)) for part in Section]
        if opened is not None
        else None,
        "form": form,
        "timeline": timeline(("interest_list", row.pk), reader=signed_in(request).pk),
    }
    return render(
        request, "conflicts/list.html", context, status=422 if form and form.errors else 200
    )


@login_required
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The list as PDF: its owner gets it, others give a reason first (a post)."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.list_for(person, key, now))
    if row.person_id != person.pk:
        form = ReasonForm(request.POST or None)
        opened = carried_out(form, partial(actions.open_list, listing=row, by=person, now=now))
        if opened is None:
            return _shown(request, row, None, form)
    else:
        opened = actions.open_list(listing=row, reason="", by=person, now=now)
    content = papers.pdf_of(papers.list_data(row, opened), at=now)
    return pdf_page(content, f"dkp-{row.year}-{row.edition}")
