"""One report: read in memory, its steps, messages, notes, files, hand-over and identity."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.adapters.headers import FILE_HEADERS
from bening.agencies.models import WorkUnit
from bening.domain.whistleblowing import CLOSED, ReportAct, ReportState
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.refusals import is_said_in_place
from bening.whistleblowing.desk import (
    access,
    granting,
    identity,
    passing,
    reading,
    recipients,
    steps,
    terms,
)
from bening.whistleblowing.desk.forms import (
    GrantForm,
    HandOverForm,
    PassAgreedForm,
    PassForm,
    PassWithoutForm,
    ReasonForm,
    StepForm,
    TextForm,
)
from bening.whistleblowing.desk.logbook import ACTS, log
from bening.whistleblowing.desk.refusals import DeskRefused
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.desk.words import ACT_LABELS
from bening.whistleblowing.kinds import label as kind_label
from bening.whistleblowing.models import HandlerKey, IdentityRequest, Report, SealedFile
from bening.whistleblowing.views.desk_common import desk_page, open_keys

PASSING = ("izin", "teruskan", "disetujui")
Sent = tuple[str, RefusableForm] | None


@desk_page
def report(request: HttpRequest, handle: UUID) -> HttpResponse:
    """A report, opened with the keys of this session."""
    person = signed_in(request)
    found = access.report_for(person, handle)
    return _page(request, person, found, open_keys(request))


@dataclass(frozen=True, slots=True)
class Deed:
    """What may be done with a report: its form, its action, and what is said after."""

    form: Callable[["Place", QueryDict | None, str], RefusableForm]
    act: Callable[..., object]
    done: Promise
    needs_keys: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The report a form is for, and what may be done with it."""

    report: Report
    acts: tuple[ReportAct, ...]


def _stepping(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    own = tuple(act for act in place.acts if act not in steps.OWN_WAY)
    return StepForm(data, acts=own, auto_id=ids)


def _granting(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    return GrantForm(data, keys=_other_keys(place.report), auto_id=ids)


def _handing(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    units = WorkUnit.objects.filter(
        pk__in=HandlerKey.objects.filter(
            agency_id=place.report.agency_id, retired_at__isnull=True, unit__isnull=False
        ).values("unit")
    )
    return HandOverForm(data, units=units, auto_id=ids)


def _writing(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    return TextForm(data, auto_id=ids)


def _reasoning(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    return ReasonForm(data, auto_id=ids)


def _asking(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    return PassForm(data, auto_id=ids)


def _passing(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    return PassWithoutForm(data, auto_id=ids)


def _agreeing(place: Place, data: QueryDict | None, ids: str) -> RefusableForm:
    return PassAgreedForm(data, passings=place.report.passings.all(), auto_id=ids)


DEEDS = {
    "izin": Deed(_asking, passing.ask_consent, gettext_lazy("Pelapor ditanya."), needs_keys=True),
    "teruskan": Deed(
        _passing, passing.pass_without, gettext_lazy("Dicatat. Cetak suratnya."), needs_keys=True
    ),
    "disetujui": Deed(_agreeing, passing.pass_agreed, gettext_lazy("Dicatat. Cetak suratnya.")),
    "langkah": Deed(_stepping, steps.take_step, gettext_lazy("Langkah tercatat.")),
    "pesan": Deed(_writing, steps.write_message, gettext_lazy("Pesan disegel untuk pelapor.")),
    "catatan": Deed(_writing, steps.write_note, gettext_lazy("Catatan disegel.")),
    "akses": Deed(
        _granting, granting.grant, gettext_lazy("Laporan disegel juga untuknya."), needs_keys=True
    ),
    "limpah": Deed(
        _handing, granting.hand_over, gettext_lazy("Laporan dilimpahkan."), needs_keys=True
    ),
    "identitas": Deed(
        _reasoning, identity.ask, gettext_lazy("Permintaan dikirim."), needs_keys=True
    ),
}


@desk_page
@require_POST
def act(request: HttpRequest, handle: UUID, name: str) -> HttpResponse:
    """Does one thing with a report."""
    person, now = signed_in(request), timezone.now()
    found = access.report_for(person, handle)
    keys = open_keys(request)
    if name == "perbarui":
        anew = partial(granting.renew, report=found, keys=keys, by=person, now=now)
        act_and_say(request, anew, _("Laporan disegel ulang untuk pengelola yang masih bertugas."))
        return redirect("whistleblowing:held", found.handle)
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404
    form = deed.form(_place(found), request.POST, f"{name}-%s")
    doing = partial(deed.act, report=found, by=person, now=now)
    if deed.needs_keys:
        doing = partial(doing, keys=keys)
    if carried_out(form, doing) is not None:
        messages.success(request, str(deed.done))
        if access.reports_of(person).filter(pk=found.pk).exists():
            return redirect("whistleblowing:held", found.handle)
        return redirect("whistleblowing:desk")
    return _page(request, person, found, keys, sent=(name, form))


@desk_page
def file(request: HttpRequest, handle: UUID, key: UUID) -> HttpResponse:
    """A file, opened in memory and sent in one piece; never shown inside a page."""
    person = signed_in(request)
    found = access.report_for(person, handle)
    try:
        note, content = reading.read_file(
            report=found, file=key, keys=open_keys(request), by=person, on=today_of(person)
        )
    except SealedFile.DoesNotExist:
        raise Http404 from None
    answer = HttpResponse(content, content_type="application/octet-stream", headers=FILE_HEADERS)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(note.name, safe='')}"
    return answer


@desk_page
@require_POST
def opening(request: HttpRequest, handle: UUID, key: UUID, name: str) -> HttpResponse:
    """Agreeing to the opening of an identity, refusing it, or reading it once agreed."""
    person, now = signed_in(request), timezone.now()
    found = access.report_for(person, handle)
    asked = IdentityRequest.objects.filter(pk=key, report=found).first()
    if asked is None:
        raise Http404
    keys = open_keys(request)
    if name == "setuju":
        agree = partial(identity.agree, request=asked, keys=keys, by=person, now=now)
        act_and_say(request, agree, _("Disetujui. Identitas hanya terbaca oleh yang meminta."))
    elif name == "tolak":
        refuse = partial(identity.refuse, request=asked, by=person, now=now)
        act_and_say(request, refuse, _("Permintaan ditolak."))
    elif name == "baca":
        try:
            who = identity.read(request=asked, keys=keys, by=person, now=now)
        except DeskRefused as refusal:
            if not is_said_in_place(refusal):
                raise
            form = ReasonForm(QueryDict(), auto_id="identitas-%s")
            form.is_valid()
            form.refuse(refusal)
            return _page(request, person, found, keys, sent=("identitas", form))
        context = {"report": found, "identity": who, "asked": asked}
        return render(request, "whistleblowing/identity.html", context)
    else:
        raise Http404
    return redirect("whistleblowing:held", found.handle)


@desk_page
def letter(request: HttpRequest, handle: UUID) -> HttpResponse:
    """The letter with which a report goes to law enforcement, to print; it tells no case."""
    person = signed_in(request)
    found = access.report_for(person, handle)
    open_keys(request)
    if found.state != ReportState.TO_LAW:
        raise Http404
    log(report=found, act="letter", by=person, on=today_of(person))
    context = {
        "report": found,
        "agency": access.agency_of(person),
        "kind": kind_label(found.kind),
        "files": found.files.count(),
        "handlers": recipients.live_grants(found).select_related("key__person"),
    }
    return render(request, "whistleblowing/letter.html", context)


@desk_page
def passing_letter(request: HttpRequest, handle: UUID, key: UUID) -> HttpResponse:
    """The letter with the words that went on to another channel, to print."""
    person = signed_in(request)
    found = access.report_for(person, handle)
    kept = found.passings.filter(pk=key, passed_on__isnull=False).select_related("note").first()
    if kept is None:
        raise Http404
    words = passing.words_of(kept, open_keys(request))
    log(report=found, act="pass_letter", by=person, on=today_of(person))
    context = {
        "report": found,
        "passing": kept,
        "words": words,
        "agency": access.agency_of(person),
    }
    return render(request, "whistleblowing/passing_letter.html", context)


def _place(found: Report) -> Place:
    from bening.domain.whistleblowing import steps_from  # noqa: PLC0415 - one name, two meanings

    acts = steps_from(ReportState(found.state))
    return Place(found, tuple(each for each in acts if each is not ReportAct.ANSWER))


def _other_keys(found: Report) -> QuerySet[HandlerKey]:
    return (
        HandlerKey.objects.filter(
            agency_id=found.agency_id, retired_at__isnull=True, person__is_active=True
        )
        .exclude(pk__in=recipients.live_grants(found).values("key"))
        .select_related("person", "unit")
        .order_by("person__name")
    )


def _page(
    request: HttpRequest, person: Person, found: Report, keys: OpenKeys, *, sent: Sent = None
) -> HttpResponse:
    today = today_of(person)
    shown = reading.open_report(report=found, keys=keys, by=person, on=today)
    place = _place(found)
    names = [*("langkah", "pesan", "catatan", "akses", "limpah", "identitas"), *PASSING]
    if found.state == ReportState.TO_LAW:
        names = []
    forms = {
        name: sent[1]
        if sent is not None and sent[0] == name
        else DEEDS[name].form(place, None, f"{name}-%s")
        for name in names
    }
    due, is_late = terms.next_due(found, today)
    layer = identity.layer_of(found, person)
    requests = [
        {
            "row": row,
            "is_mine": row.asked_by_id == person.pk,
            "is_readable": row.half is not None and identity.is_readable(row, today),
            "may_agree": row.asked_by_id != person.pk
            and layer
            and layer != identity.layer_of(found, row.asked_by),
        }
        for row in found.identity_requests.select_related("asked_by", "agreed_by").order_by(
            "-asked_on"
        )
    ]
    context = {
        "shown": shown,
        "report": found,
        "content": shown.content,
        "kind": kind_label(found.kind),
        "forms": forms,
        "sent": sent[0] if sent is not None else "",
        "can_step": any(each not in steps.OWN_WAY for each in place.acts),
        "can_hand_over": ReportAct.HAND_OVER in place.acts,
        "act_labels": {each.value: words for each, words in ACT_LABELS.items()},
        "due": due,
        "is_late": is_late,
        "layer": layer,
        "requests": requests,
        "grants": found.grants.select_related("key__person", "key__unit", "by").order_by("day"),
        "passings": found.passings.select_related("by").order_by("asked_on", "passed_on", "id"),
        "has_left": recipients.left_grants(found).exists(),
        "accesses": [
            {"row": row, "words": ACTS.get(row.act, row.act)}
            for row in found.accesses.select_related("by").order_by("-day", "id")[:50]
        ],
        "is_closed": ReportState(found.state) in CLOSED,
    }
    status = 422 if sent is not None else 200
    return render(request, "whistleblowing/report.html", context, status=status)
