"""Teams of reviewers: who is in them, what they review, how much it is."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency
from bening.audit.queries import timeline
from bening.reviews import actions, desk
from bening.reviews.forms import (
    AssignForm,
    LetterForm,
    LimitsForm,
    MemberForm,
    ReasonForm,
    TeamForm,
)
from bening.reviews.limits import limits_of
from bening.reviews.models import ReviewAssignment, ReviewStage, ReviewTeam, TeamMember
from bening.reviews.views.entry import check_leads_teams, team_or_404
from bening.ui.acting import act_and_say, carried_out
from bening.ui.tables import Column, Table


@login_required
def teams(request: HttpRequest) -> HttpResponse:
    """The teams that the person forms, and the form that adds one."""
    check_leads_teams(request)
    person = signed_in(request)
    form = TeamForm(request.POST or None, stages=_stages(person))

    def create(stage: ReviewStage, name: str, decree: str) -> ReviewTeam:
        return actions.create_team(
            agency=None if stage == ReviewStage.TPN else person.agency,
            stage=stage,
            name=name,
            decree=decree,
            by=person,
            now=timezone.now(),
        )

    if made := carried_out(form, create):
        messages.success(request, _("%(name)s terbentuk.") % {"name": made.name})
        return redirect("reviews:team", made.pk)
    return _show_teams(request, form=form)


@login_required
@require_POST
def limits(request: HttpRequest) -> HttpResponse:
    """Sets how much reviewers of the agency take on."""
    check_leads_teams(request)
    person = signed_in(request)
    agency = _own_agency(person)
    form = LimitsForm(request.POST)
    act = partial(actions.set_limits, agency=agency, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Batas beban tersimpan."))
        return redirect("reviews:teams")
    return _show_teams(request, limits_form=form)


@login_required
def team(request: HttpRequest, key: UUID) -> HttpResponse:
    """One team."""
    return _show(request, team_or_404(request, key))


@login_required
@require_POST
def add_member(request: HttpRequest, key: UUID) -> HttpResponse:
    """Somebody joins."""
    found = team_or_404(request, key)
    form = MemberForm(request.POST, team=found)
    act = partial(actions.add_member, team=found, by=signed_in(request), now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("%(name)s masuk tim.") % {"name": made.person.name})
        return redirect("reviews:team", found.pk)
    return _show(request, found, member_form=form)


@login_required
@require_POST
def remove_member(request: HttpRequest, key: UUID, member: UUID) -> HttpResponse:
    """Somebody leaves."""
    found = team_or_404(request, key)
    chosen = TeamMember.objects.select_related("team", "person").filter(team=found, pk=member)
    leaving = chosen.first()
    if leaving is None:
        raise Http404
    act_and_say(
        request,
        partial(actions.remove_member, member=leaving, by=signed_in(request), now=timezone.now()),
        _("%(name)s keluar dari tim.") % {"name": leaving.person.name},
    )
    return redirect("reviews:team", found.pk)


@login_required
@require_POST
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Gives the team a unit."""
    found, person, now = team_or_404(request, key), signed_in(request), timezone.now()
    text = request.POST.get("q", "").strip()[:100]
    form = AssignForm(request.POST, programs=desk.assignable(found, person, now, text))
    act = partial(actions.assign, team=found, by=person, now=now)
    if made := carried_out(form, act):
        done = _("%(unit)s ditugaskan kepada tim ini.")
        messages.success(request, done % {"unit": made.program.unit.name})
        return redirect("reviews:team", found.pk)
    return _show(request, found, assign_form=form)


@login_required
@require_POST
def end_assignment(request: HttpRequest, key: UUID, assignment: UUID) -> HttpResponse:
    """Takes a unit from the team."""
    found = team_or_404(request, key)
    chosen = _assignment_or_404(found, assignment)
    form = ReasonForm(request.POST)
    act = partial(
        actions.end_assignment, assignment=chosen, by=signed_in(request), now=timezone.now()
    )
    if carried_out(form, act):
        done = _("Penugasan %(unit)s berakhir.") % {"unit": chosen.program.unit.name}
        messages.success(request, done)
        return redirect("reviews:team", found.pk)
    return _show(request, found, end_form=form, ending=chosen.pk)


@login_required
@require_POST
def letter(request: HttpRequest, key: UUID, assignment: UUID) -> HttpResponse:
    """Issues the letter of an assignment."""
    found = team_or_404(request, key)
    chosen = _assignment_or_404(found, assignment)
    form = LetterForm(request.POST)
    act = partial(
        actions.issue_assignment_letter,
        assignment=chosen,
        by=signed_in(request),
        now=timezone.now(),
    )
    if carried_out(form, act):
        messages.success(request, _("Surat tugas terbit."))
        return redirect("reviews:team", found.pk)
    return _show(request, found, letter_form=form, letter_of=chosen.pk)


@login_required
@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """The team takes nothing more."""
    found = team_or_404(request, key)
    act_and_say(
        request,
        partial(actions.close_team, team=found, by=signed_in(request), now=timezone.now()),
        _("%(name)s dibubarkan.") % {"name": found.name},
    )
    return redirect("reviews:team", found.pk)


def _assignment_or_404(found: ReviewTeam, key: UUID) -> ReviewAssignment:
    chosen = (
        ReviewAssignment.objects.select_related("team", "program__unit")
        .filter(team=found, pk=key)
        .first()
    )
    if chosen is None:
        raise Http404
    return chosen


def _stages(person: Person) -> list[ReviewStage]:
    held = rights(person)
    stages = [ReviewStage.TPI, ReviewStage.PRELIMINARY] if held.has(Role.INSPECTOR) else []
    return [*stages, ReviewStage.TPN] if held.is_operator else stages


def _own_agency(person: Person) -> Agency:
    if person.agency is None:
        raise Http404
    return person.agency


def _show_teams(
    request: HttpRequest,
    *,
    form: TeamForm | None = None,
    limits_form: LimitsForm | None = None,
) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    known = limits_of(person.agency_id)
    table = Table.read(
        request.GET,
        rows=desk.teams_with_load(person, now),
        columns=(
            Column("name", _("Tim"), order=("name",)),
            Column("stage", _("Tahapan"), order=("stage",)),
            Column("people", _("Orang"), order=("people",), align="r", down_first=True),
            Column("units", _("Unit"), order=("units",), align="r", down_first=True),
            Column("hours", _("Perkiraan jam"), align="r"),
        ),
        default="name",
    )
    context = {
        "table": table,
        "rows": [(each, desk.load_of(each, each.units, known)) for each in table.rows],
        "form": form or TeamForm(stages=_stages(person)),
        "limits": known,
        "limits_form": limits_form or LimitsForm(initial=known.as_columns()),
        "has_agency": person.agency is not None,
    }
    refused = any(each is not None and each.errors for each in (form, limits_form))
    return render(request, "reviews/teams.html", context, status=422 if refused else 200)


def _show(request: HttpRequest, found: ReviewTeam, **given: Any) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    text = request.GET.get("q", "").strip()[:100]
    programs = desk.assignable(found, person, now, text)
    assignments = desk.assignments_of(found)
    open_ones = [one for one in assignments if one.ended_at is None]
    context = {
        "team": found,
        "members": found.members.filter(left_at__isnull=True).select_related("person"),
        "open": open_ones,
        "ended": [one for one in assignments if one.ended_at is not None],
        "load": desk.load_of(found, len(open_ones)),
        "q": text,
        "programs": programs,
        "most": desk.MOST_PROGRAMS,
        "member_form": MemberForm(team=found),
        "assign_form": AssignForm(programs=programs),
        "end_form": ReasonForm(),
        "letter_form": LetterForm(),
        "history": timeline(("review_team", found.pk), limit=20, reader=person.pk),
        **given,
    }
    refused = any(getattr(each, "errors", None) for each in given.values())
    return render(request, "reviews/team.html", context, status=422 if refused else 200)
