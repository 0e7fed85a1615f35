"""Single-use links by which people set a password: invitations and resets."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from bening.accounts import access
from bening.accounts.actions.tokens import revoke_all_tokens
from bening.accounts.lockout import unlock
from bening.accounts.models import Invitation, Person, Purpose
from bening.accounts.refusals import LinkRefused, PeopleRefused
from bening.audit import record

LIFETIME = timedelta(days=7)
ACTS = {Purpose.INVITATION: "person.invited", Purpose.RESET: "person.reset_requested"}


@dataclass(frozen=True, slots=True)
class Link:
    """A fresh link. `secret` is nowhere else: it is mailed or shown once, then gone."""

    person: Person
    purpose: Purpose
    secret: str
    expires_at: datetime

    @property
    def path(self) -> str:
        """The path of the page that sets the password."""
        return reverse("accounts:accept", args=[self.secret])


def hash_of(secret: str) -> bytes:
    """What is kept of a link: the SHA-256 of its 256 random bits."""
    return sha256(secret.encode()).digest()


@transaction.atomic
def show_link(*, person: Person, by: Person, now: datetime) -> Link:
    """A link for the administrator to hand over, where no mail server is set."""
    access.check_can_look_after(by, person)
    return _make(person, purpose_for(person), by, now)


@transaction.atomic
def request_link(*, person: Person, by: Person, now: datetime) -> Purpose:
    """A link sent by mail: made by the job, so that no secret waits in the table of jobs."""
    from bening.accounts.jobs import mail_link  # noqa: PLC0415 - jobs call back into this module

    access.check_can_look_after(by, person)
    if not person.is_active:
        raise PeopleRefused("person_inactive", name=person.name)
    transaction.on_commit(lambda: mail_link.enqueue(str(person.pk), str(by.pk)))
    return purpose_for(person)


@transaction.atomic
def send_reset(*, person: Person, by: Person | None, now: datetime) -> Link:
    """The link of the mail job; without `by`, asked for by the person at the sign-in page."""
    return _make(person, purpose_for(person), by, now)


@transaction.atomic
def use_link(*, secret: str, password: str, now: datetime) -> Person:
    """Sets the password and uses up the link, and with it all other links of the person.

    Sessions elsewhere end with the old password, and so do tokens of the interface.
    Raises LinkRefused, or ValidationError when the password is too weak (the link stays good then).
    """
    link = live_link(secret, now=now, lock=True)
    person = Person.objects.select_for_update().get(pk=link.person_id)
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    Invitation.objects.filter(person=person, used_at__isnull=True).update(used_at=now)
    revoke_all_tokens(by=person, now=now)
    unlock(person.email)
    record(
        act="password.set",
        by=person.pk,
        agency=person.agency_id,
        subject=("person", person.pk),
        at=now,
        data={"name": person.name, "purpose": link.purpose},
    )
    return person


def live_link(secret: str, *, now: datetime, lock: bool = False) -> Invitation:
    """The link of that secret. Raises LinkRefused: unknown, used, expired, or the person is off."""
    links = Invitation.objects.filter(token_hash=hash_of(secret))
    if lock:
        links = links.select_for_update()
    link = links.first()
    if link is None:
        raise LinkRefused("link_unknown")
    if link.used_at is not None:
        raise LinkRefused("link_used")
    if link.expires_at <= now or not Person.objects.filter(pk=link.person_id, is_active=True):
        raise LinkRefused("link_expired")
    return link


def purpose_for(person: Person) -> Purpose:
    """An invitation for who never had a password, a reset for who did."""
    return Purpose.RESET if person.has_usable_password() else Purpose.INVITATION


def password_faults(password: str, person: Person) -> list[str]:
    """Why the password is refused, as sentences; empty when it is good."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        return list(error.messages)
    return []


def _make(person: Person, purpose: Purpose, by: Person | None, now: datetime) -> Link:
    if not person.is_active:
        raise PeopleRefused("person_inactive", name=person.name)
    Invitation.objects.filter(person=person, used_at__isnull=True).update(used_at=now)
    secret = secrets.token_urlsafe(32)
    expires_at = now + LIFETIME
    Invitation.objects.create(
        person=person,
        purpose=purpose,
        token_hash=hash_of(secret),
        made_by=by,
        made_at=now,
        expires_at=expires_at,
    )
    record(
        act=ACTS[purpose],
        by=by.pk if by else None,
        agency=person.agency_id,
        subject=("person", person.pk),
        at=now,
        data={"name": person.name},
    )
    return Link(person=person, purpose=purpose, secret=secret, expires_at=expires_at)
