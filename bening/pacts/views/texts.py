"""Versions of the agency's pact."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency
from bening.pacts import access, actions, queries
from bening.pacts.forms import TextForm
from bening.pacts.wording import BODY, TITLE, numbered, paragraphs_of
from bening.ui.acting import act_and_say, carried_out


def run_agency(person: Person) -> Agency:
    """The agency whose pacts the person keeps. Raises NotAllowed."""
    if person.agency is None:
        raise NotAllowed("pacts_by_agency", agency="")
    access.check_can_run_agency(person, person.agency)
    return person.agency


@login_required
def texts(request: HttpRequest) -> HttpResponse:
    """All versions, and the form for the next one, which begins with the newest words."""
    person = signed_in(request)
    agency = run_agency(person)
    found = list(queries.texts_of(person).filter(agency=agency))
    newest = found[0] if found else None
    has_draft = newest is not None and newest.published_at is None
    form = TextForm(
        request.POST or None,
        initial={
            "title": newest.title if newest else TITLE,
            "body": newest.body if newest else BODY,
        },
    )
    act = partial(actions.draft_text, agency=agency, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("Konsep versi %(number)s tersimpan.") % {"number": made.number})
        return redirect("pacts:text", made.pk)
    context = {"agency": agency, "texts": found, "form": form, "has_draft": has_draft}
    return render(request, "pacts/texts.html", context, status=422 if form.errors else 200)


@login_required
def text(request: HttpRequest, key: UUID) -> HttpResponse:
    """One version; a draft can be changed."""
    person = signed_in(request)
    run_agency(person)
    found = queries.text_for(person, key)
    form = TextForm(request.POST or None, initial={"title": found.title, "body": found.body})
    act = partial(
        actions.draft_text, agency=found.agency, text=found, by=person, now=timezone.now()
    )
    if carried_out(form, act):
        messages.success(request, _("Konsep tersimpan."))
        return redirect("pacts:text", found.pk)
    context = {
        "text": found,
        "blocks": [(lines, numbered(lines)) for lines in paragraphs_of(found.body)],
        "form": form,
        "campaigns": found.campaigns.select_related("unit", "agency")[:20],
    }
    return render(request, "pacts/text.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Publishes a draft."""
    person = signed_in(request)
    run_agency(person)
    found = queries.text_for(person, key)
    act_and_say(
        request,
        partial(actions.publish_text, text=found, by=person, now=timezone.now()),
        _("Naskah terbit. Buka penandatanganannya supaya pegawai dapat menandatangani."),
    )
    return redirect("pacts:text", found.pk)
