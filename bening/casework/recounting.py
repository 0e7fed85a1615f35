"""A day off that is added or taken away moves the last days of the clocks that run."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from bening.calendars.changes import days_imported
from bening.calendars.models import Holiday
from bening.casework.actions import recount
from bening.casework.models import CaseClock, ClockState


def follow_calendar(sender: Any, instance: Holiday, **_more: Any) -> None:
    """Receives each change of the calendar; clocks are read anew once it is kept."""
    follow_import(sender, agency=instance.agency_id)


def follow_import(sender: Any, agency: UUID | None, **_more: Any) -> None:
    """The same for many days off of one calendar."""
    transaction.on_commit(lambda: _recount(agency))


def _recount(agency: UUID | None) -> None:
    running = CaseClock.objects.exclude(state=ClockState.STOPPED)
    if agency is not None:
        running = running.filter(agency=agency)
    for key in running.values_list("pk", flat=True):
        with transaction.atomic():
            clock = (
                CaseClock.objects.select_for_update(of=("self",))
                .select_related("unit__agency")
                .get(pk=key)
            )
            if clock.state != ClockState.STOPPED:
                recount(clock, now=timezone.now())


def listen() -> None:
    """Called when the application is ready."""
    post_save.connect(follow_calendar, sender=Holiday, dispatch_uid="casework.saved")
    post_delete.connect(follow_calendar, sender=Holiday, dispatch_uid="casework.deleted")
    days_imported.connect(follow_import, sender=Holiday, dispatch_uid="casework.imported")
