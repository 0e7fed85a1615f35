"""The first person of an installation: nobody is there yet who could have invited them."""

from datetime import datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.actions.links import Link, send_reset
from bening.accounts.models import Person, Role, RoleAssignment
from bening.accounts.refusals import PeopleRefused
from bening.audit import record


@transaction.atomic
def add_first_operator(*, name: str, email: str, now: datetime) -> Link:
    """The operator who looks after a new installation, with the link that sets their password.

    Only whoever runs commands on the machine gets here. Where there is an operator already, who
    invites others on the screens, it raises PeopleRefused("operator_there"); for an address that is
    taken PeopleRefused("email_taken").
    """
    if RoleAssignment.objects.filter(role=Role.OPERATOR, ends_on__isnull=True).exists():
        raise PeopleRefused("operator_there")
    if Person.objects.filter(email__iexact=email).exists():
        raise PeopleRefused("email_taken", email=email)
    operator = Person(name=name.strip(), email=email.strip().lower(), date_joined=now)
    operator.set_unusable_password()
    operator.save()
    RoleAssignment.objects.create(
        person=operator, role=Role.OPERATOR, starts_on=today_of(operator, now), given_at=now
    )
    record(
        act="person.added",
        by=None,
        agency=None,
        subject=("person", operator.pk),
        at=now,
        data={"name": operator.name},
    )
    return send_reset(person=operator, by=None, now=now)
