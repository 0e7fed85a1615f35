"""Who a session belongs to."""

from datetime import UTC
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import models
from django.utils import timezone

from bening.accounts import duties
from bening.accounts.access import remember_rights
from bening.accounts.models import Person
from bening.adapters.prepared import Prepared

_active_person: Prepared[Person] = Prepared(
    lambda slot: (
        Person.objects.select_related("agency")
        .filter(pk=slot("key", models.UUIDField()), is_active=True)
        .annotate(
            **duties.columns(
                latest_start=slot("latest_start", models.DateField()),
                earliest_end=slot("earliest_end", models.DateField()),
            )
        )
    )
)


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # the package has no types
    """Sign-in by e-mail address; people of a session come with their agency, in one query."""

    def get_user(self, user_id: Any) -> Person | None:
        """The active person of a session, who remembers the rights asked for in this request."""
        today = timezone.now().astimezone(UTC).date()
        person = _active_person.first(key=user_id, **duties.bounds(today))
        return remember_rights(person) if person is not None else None
