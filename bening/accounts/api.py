"""Sign-in of programs: a token stands for its person, with the same rights."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.security import HttpBearer

from bening.accounts.access import rights
from bening.accounts.models import Person
from bening.accounts.tokens import person_of_token

router = Router(tags=["akun"])


class TokenAuth(HttpBearer):
    """`Authorization: Bearer TOKEN`; tokens are made on the page of one's own account."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The person of a token in force, who is then the user of the request."""
        person = person_of_token(token, now=timezone.now())
        if person is not None:
            request.user = person
        return person


def caller(request: HttpRequest) -> Person:
    """The person of the token."""
    if not isinstance(request.user, Person):
        raise TypeError("a route that needs a token was reached without one")
    person: Person = request.user
    return person


class HeldOut(Schema):
    """One role and where it holds."""

    role: str
    agency: str | None
    unit: str | None
    area: int | None


class MeOut(Schema):
    """Who the token stands for."""

    id: str
    name: str
    email: str
    agency: str | None
    roles: list[HeldOut]


@router.get("/saya", response=MeOut, url_name="me", summary="Orang di balik token")
def me(request: HttpRequest) -> MeOut:
    """The person and the roles in force today."""
    person = caller(request)
    return MeOut(
        id=str(person.pk),
        name=person.name,
        email=person.email,
        agency=str(person.agency_id) if person.agency_id else None,
        roles=[
            HeldOut(
                role=held.role,
                agency=str(held.agency_id) if held.agency_id else None,
                unit=str(held.unit_id) if held.unit_id else None,
                area=held.area,
            )
            for held in rights(person).held
        ],
    )
