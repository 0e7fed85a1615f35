"""Titles of the units one reads: the list, and one title with all that may be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.models import Person, Role
from bening.accounts.views.person import signed_in
from bening.aftercare import access, actions, queries
from bening.aftercare.forms import CertificateForm, ConcernForm, RevocationForm, RewardForm
from bening.aftercare.models import ConcernState
from bening.agencies.models import WorkUnit
from bening.audit.queries import timeline
from bening.documents.attaching import AttachForm
from bening.documents.models import DocumentKind, OfficialDocument
from bening.programs.models import Award, Designation
from bening.ui.acting import RefusableForm, carried_out
from bening.ui.tables import Column, Table


@login_required
def titles(request: HttpRequest) -> HttpResponse:
    """The titles of my units, those that ask for something first."""
    person = signed_in(request)
    rows = queries.titles_of(person)
    text = request.GET.get("q", "").strip()[:100]
    if text:
        rows = rows.filter(unit__name__icontains=text)
    title, state = request.GET.get("predikat", ""), request.GET.get("keadaan", "")
    if title in Designation.values:
        rows = rows.filter(designation=title)
    if state in {"berlaku", "dicabut"}:
        rows = rows.filter(revoked_on__isnull=state == "berlaku")
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("title", _("Predikat"), order=("designation", "awarded_on")),
            Column("on", _("Tanggal keputusan"), order=("awarded_on",), down_first=True),
            Column("due", _("Pemantauan berikutnya"), order=("review_due",)),
            Column("concerns", _("Persoalan"), order=("waiting_concerns",), align="r"),
        ),
        default="unit",
        keep=("q", "predikat", "keadaan"),
    )
    context = {
        "table": table,
        "q": text,
        "title": title,
        "state": state,
        "titles": Designation.choices,
        "today": today_of(person),
    }
    return render(request, "aftercare/titles.html", context)


@login_required
def title(request: HttpRequest, key: UUID) -> HttpResponse:
    """One title: its monitoring, concerns, rewards, and what may be done now."""
    person = signed_in(request)
    return _page(request, person, found_title(person, key))


def found_title(person: Person, key: UUID) -> Award:
    """The title, if it is for this person."""
    try:
        return queries.title_for(person, key)
    except Award.DoesNotExist:
        raise Http404 from None


def _decrees(award: Award) -> QuerySet[OfficialDocument]:
    return OfficialDocument.objects.filter(
        agency_id=award.agency_id,
        unit_id=award.unit_id,
        kind=DocumentKind.REVOCATION_DECREE,
        withdrawn_at__isnull=True,
    )


def _award_decrees(award: Award) -> QuerySet[OfficialDocument]:
    """The decree that gave the title, as it was brought in."""
    return OfficialDocument.objects.filter(
        agency_id=award.agency_id,
        unit_id=award.unit_id,
        kind=DocumentKind.AWARD_DECREE,
        number=award.decree_number,
        withdrawn_at__isnull=True,
    )


def _certifying(award: Award, data: QueryDict | None, ids: str) -> RefusableForm:
    return CertificateForm(data, auto_id=ids)


def _revoking(award: Award, data: QueryDict | None, ids: str) -> RefusableForm:
    return RevocationForm(data, decrees=_decrees(award), auto_id=ids)


def _raising(award: Award, data: QueryDict | None, ids: str) -> RefusableForm:
    return ConcernForm(data, auto_id=ids)


def _rewarding(award: Award, data: QueryDict | None, ids: str) -> RefusableForm:
    return RewardForm(data, auto_id=ids)


@dataclass(frozen=True, slots=True)
class Deed:
    """What may be done about a title: its form, its check, its action and what is said after."""

    form: Callable[[Award, QueryDict | None, str], RefusableForm]
    roles: frozenset[Role]
    check: Callable[[Person, WorkUnit, date], None]
    act: Callable[..., object]
    done: Promise


DEEDS = {
    "certificate": Deed(
        _certifying,
        access.DECIDERS,
        access.check_can_certify,
        actions.issue_certificate,
        gettext_lazy("Piagam terbit."),
    ),
    "revocation": Deed(
        _revoking,
        access.REVOKERS,
        access.check_can_revoke,
        actions.revoke_title,
        gettext_lazy("Pencabutan predikat tercatat."),
    ),
    "concern": Deed(
        _raising,
        access.RAISERS,
        access.check_can_raise,
        actions.raise_concern,
        gettext_lazy("Persoalan tercatat; TPI diminta klarifikasi."),
    ),
    "reward": Deed(
        _rewarding,
        access.REWARDERS,
        access.check_can_reward,
        actions.give_reward,
        gettext_lazy("Penghargaan tercatat."),
    ),
}


def _form(name: str, award: Award, data: QueryDict | None = None) -> RefusableForm:
    """An empty form, or one of what was sent; ids differ so that all stand on one page."""
    return DEEDS[name].form(award, data, f"{name}-%s")


@login_required
@require_POST
def act(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Does one thing about a title. Who may not is told so before the form is read."""
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404
    person, now = signed_in(request), timezone.now()
    award = found_title(person, key)
    form = _form(name, award, request.POST)
    deed.check(person, award.unit, today_of(person, now))
    if carried_out(form, partial(deed.act, award=award, by=person, now=now)) is not None:
        messages.success(request, str(deed.done))
        return redirect("aftercare:title", award.pk)
    return _page(request, person, award, sent={name: form}, status=422)


def _page(
    request: HttpRequest,
    person: Person,
    award: Award,
    *,
    sent: dict[str, RefusableForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    on = today_of(person)
    forms = {
        name: (sent or {}).get(name) or _form(name, award)
        for name, deed in DEEDS.items()
        if award.is_held and access.may(person, award.unit, deed.roles, on)
    }
    waiting = (ConcernState.OPEN, ConcernState.SUBSTANTIATED)
    context = {
        "award": award,
        "forms": forms,
        "sent": set(sent or ()),
        "reviews": award.reviews.select_related("report").order_by("-due_on")[:20],
        "concerns": award.concerns.order_by("-raised_at")[:50],
        "waiting_states": waiting,
        "is_told": access.reads_findings(person, award.unit, on),
        "rewards": award.rewards.select_related("policy")[:20],
        "replications": award.replications.select_related("unit")[:20],
        "certificates": OfficialDocument.objects.filter(
            unit_id=award.unit_id,
            agency_id=award.agency_id,
            kind=DocumentKind.AWARD_CERTIFICATE,
            withdrawn_at__isnull=True,
            content__contains=str(award.pk),
        )[:5],
        "decrees": _award_decrees(award),
        "award_upload": AttachForm.for_unit(
            award.unit, DocumentKind.AWARD_DECREE, award.decree_number
        )
        if access.may(person, award.unit, access.DECREE_KEEPERS, on)
        else None,
        "revocation_upload": AttachForm.for_unit(award.unit, DocumentKind.REVOCATION_DECREE)
        if "revocation" in forms
        else None,
        "waiting_until": queries.waiting_until(award.unit) if not award.is_held else None,
        "today": on,
        "timeline": timeline(("award", award.pk), reader=person.pk),
    }
    return render(request, "aftercare/title.html", context, status=status)
