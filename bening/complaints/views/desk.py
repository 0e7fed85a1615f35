"""The desk: the list, one complaint with all that may be done about it, its files."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.adapters.headers import FILE_HEADERS
from bening.audit.queries import timeline
from bening.casework.clocks import clocks_of
from bening.casework.words import TERMS
from bening.complaints import access, deeds, details, inbox
from bening.complaints.actions import files, people
from bening.complaints.content import Identity, Story, read_story
from bening.complaints.forms import OpenForm
from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintClass,
    ComplaintState,
    ReportedParty,
)
from bening.documents.access import documents_of
from bening.domain.complaints import Act, Duty
from bening.programs.models import Award
from bening.ui.acting import RefusableForm, act_and_say, carried_out


def desk_for(person: Person) -> access.Desk:
    """The desk of somebody who has one. Raises NotAllowed("complaint_desk_only")."""
    desk = access.desk_of(person)
    if not desk.is_somebody:
        raise NotAllowed("complaint_desk_only")
    return desk


@login_required
def complaints(request: HttpRequest) -> HttpResponse:
    """What came in, narrowed as asked."""
    person = signed_in(request)
    desk = desk_for(person)
    today = today_of(person)
    asked = inbox.read_asked(request.GET)
    after = inbox.key_of(request.GET.get("sesudah", ""))
    page = inbox.page(person, asked, today=today, after=after, desk=desk)
    units = list(inbox.units_of_desk(desk))
    context = {
        "page": page,
        "asked": asked,
        "address": asked.address(),
        "after": after,
        "desk": desk,
        "counts": inbox.counts(person, today=today, desk=desk),
        "units": units if len(units) > 1 else [],
        "groups": list(inbox.GROUP_WORDS.items()),
        "states": ComplaintState.choices,
        "classes": ComplaintClass.choices,
        "today": today,
    }
    return render(request, "complaints/desk.html", context)


@login_required
def complaint(request: HttpRequest, key: UUID) -> HttpResponse:
    """One complaint."""
    person = signed_in(request)
    return _page(request, person, found(person, key), now=timezone.now())


def found(person: Person, key: UUID) -> Complaint:
    """The complaint, if it is for this person."""
    try:
        return access.complaint_for(person, key)
    except Complaint.DoesNotExist:
        raise Http404 from None


@login_required
@require_POST
def act(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Does one thing about a complaint, and says so on its page."""
    deed = deeds.DEEDS.get(name)
    if deed is None:
        raise Http404
    person, now = signed_in(request), timezone.now()
    kept = found(person, key)
    form = deeds.form_of(name, kept, person, request.POST)
    try:
        done = carried_out(form, partial(deed.act, key=kept.pk, by=person, now=now))
    except Complaint.DoesNotExist:
        raise Http404 from None
    if done is None:
        return _page(request, person, kept, now=now, sent={name: form}, status=422)
    messages.success(request, str(deed.done))
    if (
        name in {"teruskan", "terlapor", "alihkan"}
        and not access.complaints_of(person).filter(pk=key).exists()
    ):
        return redirect("complaints:desk")
    return redirect("complaints:complaint", key)


@login_required
@require_POST
def identity(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who reported, shown once for the reason given."""
    person, now = signed_in(request), timezone.now()
    kept = found(person, key)
    form = OpenForm(request.POST, auto_id="buka-%s")
    opened = carried_out(form, partial(people.open_identity, key=kept.pk, by=person, now=now))
    status = 200 if opened is not None else 422
    return _page(request, person, kept, now=now, opening=form, opened=opened, status=status)


@login_required
@require_POST
def drop_party(request: HttpRequest, key: UUID, party: UUID) -> HttpResponse:
    """It was not about that person after all."""
    person, now = signed_in(request), timezone.now()
    kept = found(person, key)
    row = kept.reported_parties.select_related("person").filter(person_id=party).first()
    if row is None:
        raise Http404
    act = partial(people.remove_party, key=kept.pk, person=row.person, by=person, now=now)
    act_and_say(request, act, _("Terlapor dihapus dari pengaduan ini."))
    return redirect("complaints:complaint", key)


@login_required
def file(request: HttpRequest, key: UUID, attachment: UUID) -> HttpResponse:
    """A file, opened and recorded; always a download."""
    person = signed_in(request)
    try:
        row, content = files.open_file(
            key=key, attachment=attachment, by=person, now=timezone.now()
        )
    except (Complaint.DoesNotExist, Attachment.DoesNotExist):
        raise Http404 from None
    response = HttpResponse(content, content_type="application/octet-stream", headers=FILE_HEADERS)
    response["Content-Disposition"] = content_disposition_header(True, row.filename) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


def _page(
    request: HttpRequest,
    person: Person,
    kept: Complaint,
    *,
    now: datetime,
    sent: dict[str, RefusableForm] | None = None,
    opening: OpenForm | None = None,
    opened: Identity | None = None,
    status: int = 200,
) -> HttpResponse:
    desk, today = access.desk_of(person), today_of(person, now)
    is_tied = access.is_tied(person, kept, today)
    acts = frozenset() if is_tied else access.acts_for(desk, kept)
    has_title = Award.objects.filter(unit_id=kept.unit_id, revoked_on__isnull=True).exists()
    sent = sent or {}
    offered = deeds.offered(kept, acts, today=today, has_title=has_title)
    offered += [name for name in sent if name not in offered]
    story = Story() if is_tied else read_story(kept)
    is_officer = bool(desk.duties(kept) - {Duty.SUPERIOR}) and not is_tied
    context = {
        "complaint": kept,
        "is_tied": is_tied,
        "story": story,
        "deeds": [
            (name, deeds.DEEDS[name], sent.get(name) or deeds.form_of(name, kept, person))
            for name in offered
        ],
        "sent": set(sent),
        "said": [] if is_tied else details.conversation(kept, internal=True),
        "files": kept.attachments.filter(message__isnull=True),
        "clocks": [(clock, TERMS.get(clock.term, clock.term)) for clock in clocks_of(kept.pk)],
        "alike": details.alike(kept, person, story, on=today) if Act.MERGE in acts else [],
        "reads_letter": kept.letter_id is not None
        and documents_of(person).filter(pk=kept.letter_id).exists(),
        "parties": []
        if is_tied
        else ReportedParty.objects.filter(complaint=kept).select_related("person"),
        "can_drop": Act.NOTE in acts,
        "duplicates": kept.duplicates.all()[:20],
        "reporter": getattr(kept, "reporter", None),
        "opening": opening or (OpenForm(auto_id="buka-%s") if is_officer else None),
        "opened": opened,
        "is_officer": is_officer,
        "today": today,
        "timeline": timeline(("complaint", kept.pk), reader=person.pk),
    }
    response = render(request, "complaints/complaint.html", context, status=status)
    if opened is not None:
        response["Cache-Control"] = "no-store"
    return response
