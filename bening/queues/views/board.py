"""The coordinator's page: the hall at this moment."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bening.accounts.views.person import signed_in
from bening.queues import access


@login_required
@require_GET
def board(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The hall now."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_look(person, hall, on=access.day_at(hall, now))
    return render(request, "queues/board.html", {"hall": hall})
