"""Tokens for a batch of invitations: made, given to the caller, and forgotten here."""

import secrets

from django.db import transaction

from bening.domain.refusals import Refused
from bening.domain.surveys.tokens import TOKEN_BYTES, spend_hash, token_text
from bening.surveys.models import PeriodState, SurveyPeriod, SurveyToken

MOST_AT_ONCE = 20_000


class TokensRefused(Refused):
    """`tokens_too_many` (with `most`) or `tokens_period_over`."""


def issue_tokens(*, period: SurveyPeriod, count: int) -> tuple[str, ...]:
    """`count` new tokens as text, each good for one answer of the period.

    Stored are hashes alone, in the order of the hashes: in the order of sending they would be the
    list of addresses. To be called inside the transaction that marks the invitations as sent; the
    caller sends the texts and forgets them. Raises TokensRefused.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("tokens are made inside the transaction of their batch")
    if not 0 <= count <= MOST_AT_ONCE:
        raise TokensRefused("tokens_too_many", most=MOST_AT_ONCE)
    if period.state not in {PeriodState.APPROVED, PeriodState.OPEN}:
        raise TokensRefused("tokens_period_over")
    tokens = [secrets.token_bytes(TOKEN_BYTES) for _ in range(count)]
    SurveyToken.objects.bulk_create(
        (SurveyToken(hash=one, period=period) for one in sorted(map(spend_hash, tokens))),
        batch_size=500,
    )
    return tuple(token_text(token) for token in tokens)
