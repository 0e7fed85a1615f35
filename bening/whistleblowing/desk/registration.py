"""What the desk declares when the application is ready."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.adapters.gate import MIB, Rule, register_rule

PREFIX = "/pengelolaan-rahasia/"
RULE = Rule(prefix=PREFIX, limit=MIB, at_once=64, sealed=True)
"""What handlers type is kept in memory, as what reporters send."""


def register_desk() -> None:
    """Called once, with the applications loaded."""
    from bening.calendars import turns  # noqa: PLC0415 - they need the applications
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications
    from bening.whistleblowing.desk import acts, facts, waiting, words  # noqa: PLC0415

    acts.register_acts()
    words.register_words()
    facts.register_facts()
    turns.register("whistleblowing", waiting.turns)
    register_rule(RULE)
    user_logged_out.connect(_lock, dispatch_uid="whistleblowing.lock")
    register(
        Entry(
            label=_("Laporan rahasia"),
            url_name="whistleblowing:desk",
            icon="shield-lock",
            order=76,
            visible=_belongs,
        )
    )


def _belongs(request: HttpRequest) -> bool:
    from bening.whistleblowing.desk.access import belongs_at_desk  # noqa: PLC0415 - after loading

    person = request.user
    return isinstance(person, Person) and belongs_at_desk(person)


def _lock(sender: object, user: object, **kwargs: Any) -> None:
    """Signing out anywhere closes the keys everywhere."""
    from bening.whistleblowing.desk.unlocking import lock  # noqa: PLC0415 - needs the applications

    if isinstance(user, Person):
        lock(by=user)
