"""One's own account: roles, tokens, the unit one works for."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bening.accounts import access, actions, queries
from bening.accounts.forms import OwnForm, TokenForm
from bening.accounts.middleware import choose_unit
from bening.accounts.second_factor import has_second_factor, must_have_second_factor
from bening.accounts.views.person import signed_in
from bening.agencies.queries import tree_of
from bening.ui.acting import carried_out
from bening.ui.onward import is_local


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Who I am here, and which roles I hold."""
    person = signed_in(request)
    form = OwnForm(request.POST or None, initial={"position": person.position})
    if request.method == "POST" and form.is_valid():
        actions.change_own_details(
            person=person,
            position=form.cleaned_data["position"],
            language=person.language,
            by=person,
            now=timezone.now(),
        )
        messages.success(request, _("Profil tersimpan."))
        return redirect("accounts:own")
    today = access.today_of(person)
    return render(
        request,
        "accounts/own.html",
        {
            "form": form,
            "roles": [role for role in queries.roles_held(person) if role.holds_on(today)],
            "has_second_factor": has_second_factor(person),
            "must_have_second_factor": must_have_second_factor(person),
        },
    )


@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens of the JSON interface; a fresh one is shown on the answer of the post, once."""
    person = signed_in(request)
    form = TokenForm(request.POST or None)
    if fresh := carried_out(form, partial(actions.make_token, by=person, now=timezone.now())):
        form = TokenForm()
    now = timezone.now()
    return render(
        request,
        "accounts/tokens.html",
        {"form": form, "fresh": fresh, "tokens": queries.tokens_of(person), "now": now},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def revoke_token(request: HttpRequest, key: UUID) -> HttpResponse:
    """Stops one of my tokens."""
    person = signed_in(request)
    token = actions.revoke_token(token=queries.token_of(person, key), by=person, now=timezone.now())
    messages.success(request, _("Token %(name)s dicabut.") % {"name": token.name})
    return redirect("accounts:tokens")


@login_required
def switch_unit(request: HttpRequest) -> HttpResponse:
    """Chooses the unit to work for among those I may see."""
    person = signed_in(request)
    onward = request.POST.get("lanjut") or request.GET.get("lanjut") or "/"
    if not is_local(onward):
        onward = "/"
    if request.method == "POST":
        unit = access.unit_for(person, request.POST.get("unit", ""))
        choose_unit(request, unit)
        messages.success(request, _("Anda sekarang bekerja untuk %(unit)s.") % {"unit": unit.name})
        return HttpResponseRedirect(onward)
    units = access.units_of(person).filter(closed_at__isnull=True)
    return render(
        request, "accounts/switch_unit.html", {"branches": tree_of(units), "onward": onward}
    )
