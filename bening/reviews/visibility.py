"""Whose values a person of a round may read. Pure: the same tables guard pages and exports.

A tier's values are its own draft until they are sent. The next tier reads them then; the tier
before reads what a later one noted only when the round was returned to it, and until it is sent
again. Once closed, the people of the round and the inspector read all of it. The unit reads nothing
here: it gets the closed report.
"""

from collections.abc import Collection

from bening.reviews.models import ReviewTier, RoundState
from bening.reviews.seats import Seat
from bening.reviews.states import Kind, earlier_state, has_sent


def acting_tier(kind: Kind, seat: Seat) -> ReviewTier | None:
    """The tier of the chain in which somebody of this seat works; None for others."""
    if seat.tier is None:
        return None
    return next((tier for tier in kind.chain if seat.tier in kind.writers[tier]), None)


def visible_tiers(
    kind: Kind, state: RoundState, returned_by: Collection[ReviewTier], seat: Seat
) -> frozenset[ReviewTier]:
    """The tiers whose values a seat may read now; `returned_by` have returned the round before."""
    if state == RoundState.CLOSED:
        involved = seat.tier is not None or seat.is_second or seat.watches
        return frozenset(kind.chain) if involved else frozenset()
    own = acting_tier(kind, seat)
    if own is None:
        return frozenset()
    found = {own}
    place = kind.chain.index(own)
    found.update(tier for tier in kind.chain[:place] if has_sent(kind, tier, state))
    for tier in kind.chain[place + 1 :]:
        if (
            earlier_state(kind, tier) == own
            and tier in returned_by
            and _is_before(kind, state, tier)
        ):
            found.add(tier)
    return frozenset(found)


def _is_before(kind: Kind, state: RoundState, tier: ReviewTier) -> bool:
    """Whether the round stands with a tier before this one, which so works on nothing now."""
    return kind.chain.index(ReviewTier(state.value)) < kind.chain.index(tier)
