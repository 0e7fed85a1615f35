"""Sessions in the database, as Django's, found with a prepared read at each request."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from bening.adapters.prepared import Prepared

_session: Prepared[Session] = Prepared(
    lambda slot: Session.objects.filter(
        session_key=slot("key", models.CharField()),
        expire_date__gt=slot("now", models.DateTimeField()),
    )
)


class SessionStore(db.SessionStore):
    """The session of a key that has not run out; every other key opens an empty one."""

    def _get_session_from_db(self) -> Any:
        found = _session.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
