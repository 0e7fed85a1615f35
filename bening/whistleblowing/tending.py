"""What the reporters' side leaves to later days: leaves of the public log, forms to forget."""

from datetime import datetime

from django.db import transaction

from bening.audit.leaves import add_leaf
from bening.domain.days import day_in
from bening.whistleblowing.models import PendingLeaf, SpentForm


def tend(zone: str, *, now: datetime) -> int:
    """Logs the leaves whose day has come and forgets lapsed forms; how many leaves went.

    A leaf goes with others of its day into the log's own random order. May be repeated.
    """
    today = day_in(zone, now)
    with transaction.atomic():
        due = list(PendingLeaf.objects.select_for_update().filter(due_on__lte=today))
        for leaf in due:
            add_leaf(bytes(leaf.digest), now=now)
        PendingLeaf.objects.filter(pk__in=[leaf.pk for leaf in due]).delete()
        SpentForm.objects.filter(lapses_on__lt=today).delete()
    return len(due)
