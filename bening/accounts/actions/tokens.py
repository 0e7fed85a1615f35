"""Tokens of the JSON interface: made once, shown once, checked at each call."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from bening.accounts.models import ApiToken, Person
from bening.accounts.refusals import PeopleRefused
from bening.audit import record

PREFIX = "bening_"
HINT = len(PREFIX) + 6
MOST_TOKENS = 20
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class FreshToken:
    """A token and its text, which is shown once and kept nowhere."""

    token: ApiToken
    text: str


def hash_of(text: str) -> bytes:
    """What is kept of a token."""
    return sha256(text.encode()).digest()


@transaction.atomic
def make_token(*, name: str, days: int, by: Person, now: datetime) -> FreshToken:
    """A token with the rights of `by`, for 1 to 366 days."""
    if not 1 <= days <= MOST_DAYS:
        raise PeopleRefused("token_days", field="days", most=MOST_DAYS)
    Person.objects.select_for_update().get(pk=by.pk)
    live = ApiToken.objects.filter(person=by, revoked_at__isnull=True, expires_at__gt=now)
    if live.count() >= MOST_TOKENS:
        raise PeopleRefused("too_many_tokens", most=MOST_TOKENS)
    text = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=by,
        name=name,
        hint=text[:HINT],
        token_hash=hash_of(text),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    _record("token.made", token, by, now)
    return FreshToken(token=token, text=text)


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person, now: datetime) -> ApiToken:
    """The token stops working at once. Only its owner does this."""
    kept = ApiToken.objects.select_for_update().get(pk=token.pk)
    if kept.person_id != by.pk:
        raise PeopleRefused("token_of_another")
    if kept.revoked_at is not None:
        raise PeopleRefused("token_already_revoked", name=kept.name)
    return _revoked(kept, by, now)


def revoke_all_tokens(*, by: Person, now: datetime) -> None:
    """Stops every token of a person whose password was reset: a stranger may have made one.

    Runs in the caller's transaction.
    """
    for token in ApiToken.objects.select_for_update().filter(person=by, revoked_at__isnull=True):
        _revoked(token, by, now)


def _revoked(token: ApiToken, by: Person, now: datetime) -> ApiToken:
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    _record("token.revoked", token, by, now)
    return token


def _record(act: str, token: ApiToken, by: Person, now: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        agency=by.agency_id,
        subject=("person", by.pk),
        at=now,
        data={"name": token.name, "hint": token.hint, "expires_at": token.expires_at},
    )
