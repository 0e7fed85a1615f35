"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import Role
from bening.channel_reports.registry import channels

READERS = (
    Role.UNIT_PIC,
    Role.UNIT_HEAD,
    Role.INSPECTOR,
    Role.AGENCY_HEAD,
    Role.AGENCY_ADMIN,
)


def reads_reports(request: HttpRequest) -> bool:
    """Whether there is a channel, and the person has to do with its evaluation."""
    return bool(channels()) and rights(request.user).has(*READERS)


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Evaluasi saluran"),
            url_name="channel_reports:reports",
            icon="clipboard-data",
            order=95,
            visible=reads_reports,
        )
    )
