"""When a hall gives out a number: in its hours, below its cap, while it can still be served."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bening.domain.queueing.hours import NO_TIME, Hours, in_utc
from bening.domain.queueing.states import QueueRefused


@dataclass(frozen=True, slots=True)
class IssuePolicy:
    """How a service gives out numbers: how long before opening it begins, how many in a day.

    `cap`: numbers a day over all series, bookings included; None for no limit. `ended_at`: since
    when the day gives no more, because somebody ended it before closing.
    """

    opens_before: timedelta = timedelta(minutes=30)
    cap: int | None = None
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        """Raises QueueRefused("issue_policy")."""
        if self.opens_before < NO_TIME or (self.cap is not None and self.cap < 1):
            raise QueueRefused("issue_policy", cap=self.cap)


def check_issue(
    policy: IssuePolicy,
    *,
    hours: Hours,
    now: datetime,
    issued: int,
    last_served: datetime | None = None,
) -> None:
    """Whether a number is given out at `now`, after `issued` of today.

    `last_served`: when the estimate expects a visitor who takes a number now to be served; whoever
    could not be served before closing gets none, and is told so at once instead of at the end.
    Raises QueueRefused: `closed_today`, `not_open_yet`, `closed_for_today`, `issuing_ended`
    (at), `cap_reached`, or `too_late_today`.
    """
    moment = in_utc(now)
    spans = hours.open_spans(hours.day_of(moment))
    if not spans:
        raise QueueRefused("closed_today")
    closing = spans[-1][1]
    if moment >= closing:
        raise QueueRefused("closed_for_today", closed_at=closing)
    first = spans[0][0] - policy.opens_before
    if moment < first:
        raise QueueRefused("not_open_yet", from_at=first)
    if policy.ended_at is not None and moment >= in_utc(policy.ended_at):
        raise QueueRefused("issuing_ended", at=policy.ended_at)
    if policy.cap is not None and issued >= policy.cap:
        raise QueueRefused("cap_reached", cap=policy.cap)
    if last_served is not None and last_served >= closing:
        raise QueueRefused("too_late_today", closes_at=closing)
