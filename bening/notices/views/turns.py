"""What waits for me and what I was told; the number on the bell."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bening.accounts.views.person import signed_in
from bening.calendars import actions as calendar_actions
from bening.calendars import telling
from bening.calendars.queries import notice_for, notices_of
from bening.notices import queries
from bening.ui.navigation import Bell, places
from bening.ui.tables import Table

NOTICES_SHOWN = 30


@login_required
@never_cache
def turns(request: HttpRequest) -> HttpResponse:
    """What waits for me, by how near it is, and beside it what happened."""
    person = signed_in(request)
    table = Table.read(
        request.GET,
        rows=notices_of(person),
        columns=(),
        default="",
        per_page=NOTICES_SHOWN,
    )
    context = {
        "inbox": queries.inbox_of(person, timezone.now()),
        "table": table,
        "notices": [(each, telling.sentence(each)) for each in table.rows],
        "has_unread": any(each.read_at is None for each in table.rows),
    }
    return render(request, "notices/turns.html", context)


@login_required
@never_cache
def count(request: HttpRequest) -> HttpResponse:
    """The bell with its number, asked for by pages that were shown without it."""
    number = queries.count_of(signed_in(request), timezone.now())
    context = {"bell": Bell(number), "places": places()}
    return render(request, "ui/_bell.html", context)


@login_required
@require_POST
def read_one(request: HttpRequest, key: UUID) -> HttpResponse:
    """Notes that a notice was read and goes on to what it is about."""
    person = signed_in(request)
    notice = notice_for(person, key)
    calendar_actions.mark_read(notice=notice, by=person, now=timezone.now())
    onward = notice.url
    if onward[:1] != "/" or not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        return redirect("notices:turns")
    return HttpResponseRedirect(onward)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Notes that everything was read."""
    act = partial(calendar_actions.mark_all_read, by=signed_in(request), now=timezone.now())
    if act():
        messages.success(request, _("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect("notices:turns")
