"""Who calls the JSON interface: the person behind a token."""

from datetime import datetime

from bening.accounts.access import remember_rights, today_of
from bening.accounts.actions.tokens import PREFIX, hash_of
from bening.accounts.models import ApiToken, Person


def person_of_token(text: str, *, now: datetime) -> Person | None:
    """The active person of a token that is neither revoked nor past its day; None otherwise.

    One query; a second one writes the day of use, at most once a day.
    """
    if not text.startswith(PREFIX):
        return None
    token = (
        ApiToken.objects.select_related("person__agency")
        .filter(token_hash=hash_of(text), revoked_at__isnull=True, expires_at__gt=now)
        .filter(person__is_active=True)
        .first()
    )
    if token is None:
        return None
    today = today_of(token.person, now)
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return remember_rights(token.person)
