"""Who runs the site of an agency. Who reads a report is a matter of keys, not of roles."""

from datetime import date

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency

SITE_KEEPERS = frozenset({Role.AGENCY_ADMIN, Role.INSPECTOR})


def keeps_site(person: Person, agency: Agency, on: date | None = None) -> bool:
    """Whether the person is an administrator or the inspector of the agency."""
    return any(
        held.role in SITE_KEEPERS and held.agency_id == agency.pk
        for held in rights(person, on).held
    )


def check_can_keep_site(person: Person, agency: Agency, on: date | None = None) -> None:
    """Raises NotAllowed("report_site_kept_by")."""
    if not keeps_site(person, agency, on):
        roles = ", ".join(str(role.label) for role in Role if role in SITE_KEEPERS)
        raise NotAllowed("report_site_kept_by", roles=roles)
