"""What happens by itself, once an hour; repeating it adds nothing."""

import logging
from collections.abc import Callable
from datetime import datetime

from bening.complaints import retention
from bening.complaints.actions import lapor, settling
from bening.complaints.following import follow_clocks

log = logging.getLogger("bening.complaints")


def tend(*, now: datetime) -> None:
    """Closes what its reporter left, names the Ombudsman, compares, forgets contacts.

    One part that fails stops none of the others.
    """
    parts: tuple[Callable[[], object], ...] = (
        lambda: settling.close_all_silent(now=now),
        lambda: settling.tell_of_ombudsman(now=now),
        follow_clocks,
        lapor.compare_all,
        lambda: retention.erase_contacts(now=now),
    )
    for part in parts:
        try:
            part()
        except Exception:
            log.exception("a part of the hour of complaints was left out")
