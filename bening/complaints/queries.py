"""Reads of complaints: by tracking code for reporters, scoped to a person for the desk."""

from bening.complaints.models import Complaint
from bening.domain.complaints.codes import fingerprint


def by_code(code: str) -> Complaint:
    """The complaint of a tracking code. Raises Complaint.DoesNotExist, also for no code at all."""
    try:
        digest = fingerprint(code)
    except ValueError:
        raise Complaint.DoesNotExist from None
    return Complaint.objects.select_related(
        "unit__agency", "filed_with", "service", "merged_into"
    ).get(code_hash=digest, erased_at__isnull=True)
