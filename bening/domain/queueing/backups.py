"""Whom to ask when the promise is over: the backup roster, one officer after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bening.domain.queueing.states import QueueRefused

ANSWER_WITHIN: Final = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class BackupOfficer:
    """One line of the roster of a day. `skills`: services; `place`: who is asked first."""

    key: str
    place: int
    skills: frozenset[str]
    is_on_duty: bool = True


class OfferAnswer(StrEnum):
    """What an asked officer said."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Offer:
    """An officer was asked at a moment; `answer` is what came within three minutes, if anything."""

    officer: str
    offered_at: datetime
    answer: OfferAnswer | None = None

    @property
    def until(self) -> datetime:
        """The moment up to which, and without which, the officer may accept."""
        return self.offered_at + ANSWER_WITHIN

    def is_open(self, now: datetime) -> bool:
        """Whether the officer may still answer."""
        return self.answer is None and now < self.until


@dataclass(frozen=True, slots=True)
class ToSupervisor:
    """Nobody of the roster accepted: the supervisor decides. `asked`: who was asked, in order."""

    asked: tuple[str, ...]
    since: datetime


def next_offer(
    roster: Sequence[BackupOfficer], offers: Sequence[Offer], now: datetime, *, service: str
) -> Offer | ToSupervisor | None:
    """What is to be done now for an escalated ticket of `service`, given the offers made for it.

    None while somebody may still answer, and once somebody accepted. Else an offer, made at `now`,
    to the first officer on duty with the skill who was not asked yet; when there is none left,
    the supervisor, since the last offer ran out or was declined. Asked again without a change it
    gives the same: a program that was restarted goes on where the offers stand.
    """
    if any(offer.answer is OfferAnswer.ACCEPTED or offer.is_open(now) for offer in offers):
        return None
    places = {officer.key: officer.place for officer in roster}
    in_turn = sorted(
        offers, key=lambda one: (one.offered_at, places.get(one.officer, 0), one.officer)
    )
    asked = tuple(offer.officer for offer in in_turn)
    able = (
        officer
        for officer in sorted(roster, key=lambda officer: (officer.place, officer.key))
        if officer.is_on_duty and service in officer.skills and officer.key not in asked
    )
    if (officer := next(able, None)) is not None:
        return Offer(officer.key, now)
    return ToSupervisor(asked, min(now, max((offer.until for offer in offers), default=now)))


def check_answer(offer: Offer, officer: str, now: datetime) -> None:
    """Whether this officer may answer this offer now.

    Raises QueueRefused: `not_your_offer`, `already_answered`, `offer_ran_out`.
    """
    if offer.officer != officer:
        raise QueueRefused("not_your_offer")
    if offer.answer is not None:
        raise QueueRefused("already_answered", answer=offer.answer.value)
    if now >= offer.until:
        raise QueueRefused("offer_ran_out", until=offer.until)
