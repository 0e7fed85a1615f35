"""How it is known who signs: what this session proved, and how long ago."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from bening.pacts.models import Identified

RECENT = timedelta(minutes=15)
"""For so long after signing in, or confirming it again, a pact may be signed."""

_BY_METHOD = {
    "password": Identified.PASSWORD,
    "mfa": Identified.SECOND_FACTOR,
    "socialaccount": Identified.AGENCY_SIGN_IN,
}


@dataclass(frozen=True, slots=True)
class Identification:
    """The strongest means proved in a session and the last moment at which anything was."""

    means: Identified
    at: datetime

    def is_recent(self, now: datetime) -> bool:
        """Whether it is fresh enough to sign."""
        return timedelta(0) <= now - self.at <= RECENT


def identification_of(request: HttpRequest) -> Identification | None:
    """What the session of a request proved; None where it does not say."""
    records = [
        record
        for record in get_authentication_records(request, request.user)
        if record.get("method") in _BY_METHOD and record.get("at")
    ]
    if not records:
        return None
    at = datetime.fromtimestamp(max(float(record["at"]) for record in records), tz=UTC)
    if any(record.get("passwordless") for record in records):
        return Identification(Identified.PASSKEY, at)
    methods = [_BY_METHOD[record["method"]] for record in records]
    if Identified.SECOND_FACTOR in methods:
        return Identification(Identified.SECOND_FACTOR, at)
    return Identification(methods[-1], at)
