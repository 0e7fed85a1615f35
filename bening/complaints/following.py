"""The last day that the list shows follows the clocks, also when the calendar has moved them."""

from django.db.models import Min

from bening.casework.models import CaseClock, Channel, ClockState
from bening.complaints.models import Complaint

BATCH = 500


def follow_clocks() -> int:
    """Sets `due_on` where a changed day off has moved a clock; how many complaints changed."""
    running = CaseClock.objects.filter(channel=Channel.COMPLAINT, state=ClockState.RUNNING)
    days = dict(running.values_list("case").annotate(first=Min("due_on")).order_by())
    kept = dict(Complaint.objects.filter(due_on__isnull=False).values_list("pk", "due_on"))
    changed = [
        Complaint(pk=key, due_on=day) for key, day in days.items() if kept.get(key) != day
    ] + [Complaint(pk=key, due_on=None) for key in kept if key not in days]
    Complaint.objects.bulk_update(changed, ["due_on"], batch_size=BATCH)
    return len(changed)
