"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def has_list(request: HttpRequest) -> bool:
    """Whether the person reads a list, or names who keeps it."""
    from bening.accounts.access import rights, today_of  # noqa: PLC0415 - needs the applications
    from bening.accounts.duties import in_force, may_hold  # noqa: PLC0415 - needs the applications
    from bening.accounts.models import Person, Role  # noqa: PLC0415 - needs the applications
    from bening.wealth_reports.models import WealthOfficer  # noqa: PLC0415 - needs the applications

    if not isinstance(request.user, Person):
        return False
    on = today_of(request.user, timezone.now())
    leaders = (Role.INSPECTOR, Role.AGENCY_HEAD, Role.AGENCY_ADMIN, Role.UNIT_HEAD)
    if rights(request.user, on).has(*leaders):
        return True
    if not may_hold(request.user, "wealth_reports"):
        return False
    return WealthOfficer.objects.filter(in_force(on), person=request.user).exists()


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("LHKPN dan LHKAN"),
            url_name="wealth_reports:register",
            icon="card-checklist",
            order=75,
            visible=has_list,
        )
    )
