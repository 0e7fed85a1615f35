"""The desk: opening and closing one's keys, the reports granted to them, making a key."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.ui.acting import act_and_say, carried_out
from bening.whistleblowing.desk import access, keys, recovery, terms, unlocking
from bening.whistleblowing.desk.forms import KeyForm, PassphraseForm, UnlockForm
from bening.whistleblowing.limits import guessing
from bening.whistleblowing.models import KeyRecovery
from bening.whistleblowing.views.desk_common import (
    desk_page,
    drop_cookie,
    hand_cookie,
    keys_or_none,
    open_keys,
)

SHOWN = 200


@desk_page
def desk(request: HttpRequest) -> HttpResponse:
    """The reports granted to one's keys; closed, the page says nothing but how to open it."""
    person, now = signed_in(request), timezone.now()
    if not access.belongs_at_desk(person):
        raise NotAllowed("desk_for_holders")
    form = UnlockForm(request.POST or None)
    cookie = carried_out(form, partial(unlocking.unlock, by=person, now=now))
    if cookie is not None:
        answer = redirect("whistleblowing:desk")
        hand_cookie(answer, cookie)
        return answer
    opened = keys_or_none(request)
    today = today_of(person, now)
    rows = []
    if opened is not None:
        mine = access.reports_of(person).select_related("unit")
        rows = [
            {"report": each, "due": due, "is_late": late}
            for each in mine.order_by("filed_on", "handle")[:SHOWN]
            for due, late in [terms.next_due(each, today)]
        ]
        rows.sort(key=lambda row: (row["due"] is None, row["due"] or today))
    context = {
        "form": form,
        "is_open": opened is not None,
        "has_keys": access.keys_of(person).exists(),
        "holders": access.holders_of(person).select_related("unit"),
        "rows": rows,
        "may_name": access.can_name(person),
        "may_inspect": access.can_inspect(person),
    }
    return render(request, "whistleblowing/desk.html", context, status=422 if form.errors else 200)


@desk_page
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Closes one's keys in every session."""
    unlocking.lock(by=signed_in(request))
    answer = redirect("whistleblowing:desk")
    drop_cookie(answer)
    return answer


@desk_page
def key_page(request: HttpRequest) -> HttpResponse:
    """One's keys: making them, another passphrase, one's part in a recovery."""
    person, now = signed_in(request), timezone.now()
    changing = PassphraseForm(
        request.POST if request.POST.get("step") == "passphrase" else None, auto_id="ganti-%s"
    )
    if carried_out(changing, partial(keys.change_passphrase, by=person, now=now)) is not None:
        messages.success(request, _("Frasa sandi diganti."))
        return redirect("whistleblowing:keys")
    return _key_page(request, person, changing=changing)


@desk_page
def make_key(request: HttpRequest, key: UUID) -> HttpResponse:
    """Makes the key of what one was named for."""
    person, now = signed_in(request), timezone.now()
    holder = access.holders_of(person).filter(pk=key, accepted_on__isnull=True).first()
    if holder is None:
        raise Http404
    form = KeyForm(request.POST or None)
    if carried_out(form, partial(keys.make_key, holder=holder, by=person, now=now)):
        messages.success(request, _("Kunci dibuat. Simpan frasa sandinya; tidak ada salinannya."))
        return redirect("whistleblowing:desk")
    context = {"form": form, "holder": holder}
    status = 422 if form.errors else 200
    return render(request, "whistleblowing/make_key.html", context, status=status)


@desk_page
@require_POST
def recover(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """A custodian's part in a recovery, stopping it, or taking the reports over."""
    person, now = signed_in(request), timezone.now()
    found = _recovery(person, key)
    if name == "bagian":
        form = UnlockForm(request.POST, auto_id=f"bagian-{found.pk}-%s")
        if carried_out(form, partial(recovery.give_part, recovery=found, by=person, now=now)):
            messages.success(request, _("Bagian Anda selesai."))
            return redirect("whistleblowing:keys")
        return _key_page(request, person, part=(found, form))
    if name == "henti":
        stop = partial(recovery.refuse_recovery, recovery=found, by=person, now=now)
        act_and_say(request, stop, _("Pemulihan dihentikan."))
    elif name == "terima":
        opened = open_keys(request)
        take = partial(recovery.receive, recovery=found, keys=opened, by=person, now=now)
        act_and_say(request, take, _("Laporan sudah diambil alih."))
    else:
        raise Http404
    return redirect("whistleblowing:keys")


def _recovery(person: Person, key: UUID) -> KeyRecovery:
    """The recovery, for its custodians, its receiver and those who name."""
    found = KeyRecovery.objects.filter(pk=key, agency=person.agency).first()
    if found is None or not (
        access.can_name(person)
        or access.custodian_of(person) is not None
        or found.receiver.person_id == person.pk
    ):
        raise Http404
    return found


def _key_page(
    request: HttpRequest,
    person: Person,
    *,
    changing: PassphraseForm | None = None,
    part: tuple[KeyRecovery, UnlockForm] | None = None,
) -> HttpResponse:
    custodian = access.custodian_of(person)
    mine = access.keys_of(person).select_related("unit")
    holders = list(access.holders_of(person).select_related("unit", "named_by"))
    waiting = []
    if custodian is not None:
        for each in recovery.open_recoveries(person.agency_id).filter(handed__isnull=True):
            form = UnlockForm(auto_id=f"bagian-{each.pk}-%s")
            if part is not None and part[0].pk == each.pk:
                form = part[1]
            is_mine = (custodian.place == 2) == (each.half is None)
            waiting.append({"recovery": each, "form": form, "is_mine": is_mine})
    receiving = recovery.open_recoveries(person.agency_id).filter(
        receiver__in=mine, handed__isnull=False
    )
    changing = changing or PassphraseForm(auto_id="ganti-%s")
    context = {
        "holders": holders,
        "keys": mine,
        "custodian": custodian,
        "changing": changing,
        "waiting": waiting,
        "receiving": receiving,
        "is_open": keys_or_none(request) is not None,
        "without_copy": any(key.recovery is None for key in mine),
    }
    refused = bool(changing.errors or (part is not None and part[1].errors))
    return render(request, "whistleblowing/keys.html", context, status=422 if refused else 200)


@desk_page
def terms_of_use(request: HttpRequest) -> HttpResponse:
    """What whoever holds a key undertakes."""
    return render(request, "whistleblowing/terms.html", {"guessing": guessing()})
