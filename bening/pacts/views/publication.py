"""What a unit shows to everybody: the switch and the news."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of, unit_for
from bening.accounts.views.person import signed_in
from bening.pacts import access, actions, queries
from bening.pacts.forms import NewsForm
from bening.ui.acting import act_and_say, carried_out


@login_required
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The state of the unit's public page, its news, and the form for more."""
    person = signed_in(request)
    unit = unit_for(person, key)
    now = timezone.now()
    if request.method == "POST":
        access.check_can_write_page(person, unit)
    form = NewsForm(request.POST or None, initial={"dated_on": today_of(person, now)})
    if carried_out(form, partial(actions.add_news, unit=unit, by=person, now=now)):
        messages.success(request, _("Berita ditambahkan."))
        return redirect("pacts:page", unit.pk)
    context = {
        "unit": unit,
        "page": queries.page_of(unit),
        "news": queries.news_of(unit)[:100],
        "commitments": queries.commitments_of(unit)[:100],
        "form": form,
        "may_write": access.can_write_page(person, unit),
        "may_switch": access.can_run_unit(person, unit),
    }
    return render(request, "pacts/page.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def switch(request: HttpRequest, key: UUID) -> HttpResponse:
    """Opens or closes the page."""
    person = signed_in(request)
    unit = unit_for(person, key)
    access.check_can_run_unit(person, unit)
    opening = request.POST.get("pilihan") == "terbit"
    act_and_say(
        request,
        partial(
            actions.open_page if opening else actions.close_page,
            unit=unit,
            by=person,
            now=timezone.now(),
        ),
        _("Halaman publik terbit.") if opening else _("Halaman publik ditutup."),
    )
    return redirect("pacts:page", unit.pk)


@login_required
@require_POST
def remove_news(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes an item off the page."""
    person = signed_in(request)
    item = queries.news_item(person, key)
    act_and_say(
        request,
        partial(actions.remove_news, item=item, by=person, now=timezone.now()),
        _("Berita dihapus dari halaman."),
    )
    return redirect("pacts:page", item.unit_id)
