"""Where the home page, the board and the sheet stand in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import AGENCY_WIDE, rights
from bening.accounts.places import works_in_agency

REFUSALS = {
    "whole_agency_only": _(
        "Papan instansi hanya untuk kepala instansi, inspektur, dan admin instansi."
    ),
}


def reads_whole_agency(request: HttpRequest) -> bool:
    """Whether the person sees every unit of an agency."""
    return rights(request.user).has(*AGENCY_WIDE)


def register_places() -> None:
    """Declares entries and sentences; called when the application is ready."""
    from bening.ui import refusals  # noqa: PLC0415 - needs the applications
    from bening.ui.navigation import Entry, register, register_place  # noqa: PLC0415

    refusals.say(REFUSALS)
    register(
        Entry(label=_("Beranda"), url_name="dashboards:home", icon="house", order=10, phone=True)
    )
    register(
        Entry(
            label=_("Papan instansi"),
            url_name="dashboards:board",
            icon="grid",
            order=20,
            visible=reads_whole_agency,
            phone=True,
            short=_("Papan"),
        )
    )
    register(
        Entry(
            label=_("Lembar kerja"),
            url_name="dashboards:sheet",
            icon="card-checklist",
            order=30,
            visible=works_in_agency,
            phone=True,
            short=_("LKE"),
        )
    )
    register_place("home", "dashboards:home")
