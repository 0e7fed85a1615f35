"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def reads_findings(request: HttpRequest) -> bool:
    """Whether the person has a role that reads recommendations."""
    from bening.accounts.access import rights, today_of  # noqa: PLC0415 - needs the applications
    from bening.accounts.models import Person, Role  # noqa: PLC0415 - needs the applications
    from bening.findings.access import READERS  # noqa: PLC0415 - needs the applications

    if not isinstance(request.user, Person):
        return False
    return rights(request.user, today_of(request.user, timezone.now())).has(*READERS, Role.UNIT_PIC)


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Tindak lanjut pemeriksaan"),
            url_name="findings:register",
            icon="clipboard-data",
            order=76,
            visible=reads_findings,
        )
    )
