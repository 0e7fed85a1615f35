"""How I am told: mails, and the address of my calendar."""

from django.conf import settings as project
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bening.accounts.views.person import signed_in
from bening.notices import actions, queries
from bening.notices.feed import feed_of
from bening.notices.forms import MailForm


@login_required
@never_cache
def settings(request: HttpRequest) -> HttpResponse:
    """Mails on or off; the calendar."""
    person = signed_in(request)
    sent = request.POST if request.method == "POST" else None
    form = MailForm(sent, initial={"by_mail": queries.takes_mail(person)})
    if form.is_valid():
        actions.choose_mail(**form.cleaned_data, by=person, now=timezone.now())
        messages.success(request, _("Pengaturan tersimpan."))
        return redirect("notices:settings")
    return _shown(request, form)


def _shown(request: HttpRequest, form: MailForm, token: str = "") -> HttpResponse:
    address = f"{project.BENING_PUBLIC_URL}{reverse('notices:feed', args=[token])}" if token else ""
    context = {
        "form": form,
        "fresh": address,
        "webcal": f"webcal://{address.partition('://')[2]}" if address else "",
        "address": queries.open_address(signed_in(request)),
        "mail_is_set": project.MAIL_IS_SET,
    }
    return render(request, "notices/settings.html", context)


@login_required
@never_cache
def make_address(request: HttpRequest) -> HttpResponse:
    """Makes a new secret address and shows it, once, on the answer of the post."""
    person = signed_in(request)
    if request.method != "POST":  # the page again, after a change of language or unit
        return redirect("notices:settings")
    made = actions.make_address(by=person, now=timezone.now())
    return _shown(request, MailForm(initial={"by_mail": queries.takes_mail(person)}), made.token)


@login_required
@require_POST
def revoke_address(request: HttpRequest) -> HttpResponse:
    """Stops the address."""
    if actions.revoke_address(by=signed_in(request), now=timezone.now()):
        messages.success(request, _("Alamat kalender dicabut."))
    return redirect("notices:settings")


@require_safe
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever the secret belongs to; calendar programs don't sign in."""
    del request
    address = queries.address_of_token(token)
    if address is None:
        raise Http404
    person, now = address.person, timezone.now()
    actions.note_use(address=address, now=now)
    with translation.override(person.language):
        content = feed_of(person, now)
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="bening.ics"',
            "X-Robots-Tag": "noindex",
            "Referrer-Policy": "no-referrer",
        },
    )
