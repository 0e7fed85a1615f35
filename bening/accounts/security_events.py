"""Sign-ins, sign-outs and changes of the means to sign in, as audit events without addresses."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models.signals import pre_save
from django.utils import timezone

from bening.accounts.models import Person
from bening.audit import record

NO_ADDRESS = "::"
UNKNOWN = "unknown"


def connect() -> None:
    """Listens to the sign-in library; called when the application is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="bening.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="bening.signed_out")
    password_changed.connect(_password_changed, dispatch_uid="bening.password_changed")
    password_set.connect(_password_changed, dispatch_uid="bening.password_set")
    authenticator_added.connect(_factor_added, dispatch_uid="bening.factor_added")
    authenticator_removed.connect(_factor_removed, dispatch_uid="bening.factor_removed")
    pre_save.connect(_without_address, sender=UserSession, dispatch_uid="bening.no_address")


def record_failed_try(email: str, *, attempt: int, locked: bool, now: datetime) -> None:
    """A failed try on an account.

    Unknown accounts leave an event too, one without a name: otherwise the time that an answer takes
    would tell who has an account.
    """
    person = Person.objects.filter(email=email.strip().lower()).first()
    with transaction.atomic():
        _record("signin.failed", person, now, attempt=attempt)
        if locked:
            _record("signin.locked", person, now)


def end_all_sessions(person: Person) -> int:
    """Ends every session of the person; how many there were."""
    sessions = list(UserSession.objects.filter(user_id=person.pk))
    for session in sessions:
        session.end()
    return len(sessions)


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]  # the package has no types
    """Ends sessions and says so in the audit trail."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """Ends them."""
        ended = list(sessions)
        if not ended:
            return
        with transaction.atomic():
            super().end_sessions(ended)
            _record("session.ended", ended[0].user, timezone.now(), count=len(ended))


def _signed_in(user: Any, **_: Any) -> None:
    _one("signin.succeeded", user)


def _signed_out(user: Any, **_: Any) -> None:
    if isinstance(user, Person):
        _one("signout.done", user)


def _password_changed(user: Any, **_: Any) -> None:
    _one("password.changed", user)


def _factor_added(user: Any, authenticator: Any, **_: Any) -> None:
    _one("second_factor.added", user, kind=str(authenticator.type))


def _factor_removed(user: Any, authenticator: Any, **_: Any) -> None:
    _one("second_factor.removed", user, kind=str(authenticator.type))


def _without_address(instance: UserSession, **_: Any) -> None:
    instance.ip = NO_ADDRESS


def _one(act: str, person: Person, **data: object) -> None:
    with transaction.atomic():
        _record(act, person, timezone.now(), **data)


def _record(act: str, person: Person | None, at: datetime, **data: object) -> None:
    record(
        act=act,
        by=person.pk if person else None,
        agency=person.agency_id if person else None,
        subject=("person", person.pk) if person else ("account", UNKNOWN),
        at=at,
        data=data,
    )
