"""Pages before signing in: a forgotten password, and the links that set one."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from bening.accounts.actions import use_link
from bening.accounts.actions.links import live_link
from bening.accounts.forms import ForgotForm, NewPasswordForm
from bening.accounts.jobs import mail_reset
from bening.accounts.refusals import LinkRefused
from bening.ui.refusals import sentence


@never_cache
def forgot(request: HttpRequest) -> HttpResponse:
    """Asks for a reset link by mail. The answer is the same for every address."""
    form = ForgotForm(request.POST or None)
    sent = False
    if request.method == "POST" and settings.MAIL_IS_SET:
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="reset_password")
        if limited is not None:
            return limited
        if form.is_valid():
            mail_reset.enqueue(form.cleaned_data["email"])
            sent = True
    return render(
        request,
        "accounts/forgot.html",
        {"form": form, "sent": sent, "mail_is_set": settings.MAIL_IS_SET},
    )


@never_cache
@sensitive_post_parameters("password", "again")
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Sets the password by an invitation or reset link, once."""
    limited: HttpResponse | None = ratelimit.consume_or_429(
        request, action="accept", limit_get=True
    )
    if limited is not None:
        return limited
    now = timezone.now()
    form = NewPasswordForm(request.POST or None)
    try:
        link = live_link(secret, now=now)
        if request.method == "POST" and form.is_valid():
            use_link(secret=secret, password=form.cleaned_data["password"], now=now)
            messages.success(request, _("Kata sandi tersimpan. Masuk dengan kata sandi baru."))
            return redirect("account_login")
    except LinkRefused as refusal:
        words = {"said": sentence(refusal)}
        return render(request, "accounts/link_refused.html", words, status=refusal.status)
    except ValidationError as error:
        form.add_error("password", error)
    return render(
        request,
        "accounts/accept.html",
        {"form": form, "invited": link.person, "link": link},
        status=422 if form.errors else 200,
    )
