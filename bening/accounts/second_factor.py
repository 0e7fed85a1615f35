"""Whose role asks for a second factor, and whether they have one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from bening.accounts.access import AnyPerson, rights
from bening.accounts.models import Person, Role

ROLES = (
    Role.OPERATOR,
    Role.AGENCY_ADMIN,
    Role.INSPECTOR,
    Role.PRELIMINARY,
    Role.TPI,
    Role.TPN,
)


def must_have_second_factor(person: AnyPerson) -> bool:
    """Whether `BENING_REQUIRE_TWO_FACTOR` is on and one of the person's roles is among `ROLES`."""
    return bool(settings.BENING_REQUIRE_TWO_FACTOR) and rights(person).has(*ROLES)


def has_second_factor(person: Person) -> bool:
    """Whether the person has a passkey or an authenticator app. One query."""
    return bool(
        Authenticator.objects.filter(
            user_id=person.pk, type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        ).exists()
    )
