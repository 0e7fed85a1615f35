"""A complaint at the cast's unit with what hangs on it, for tests that need its presence."""

from functools import cached_property

from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintOfficer,
    NoComplaints,
    OfficerDuty,
    ReportedParty,
)
from bening.evidence.models import PreviewState, StoredFile
from tests.features.complaints.conftest import filed, officer
from tests.people import NOW, Cast, make_person


class Complained:
    """Each thing is made when first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def complaint(self) -> Complaint:
        """Just filed, by nobody known."""
        return filed(self.cast.unit).complaint

    @cached_property
    def party(self) -> ReportedParty:
        """Whom it is about."""
        person = make_person("Rudi Terlapor", agency=self.cast.agency)
        return ReportedParty.objects.create(complaint=self.complaint, person=person, named_at=NOW)

    @cached_property
    def attachment(self) -> Attachment:
        """A file of it; its bytes are nowhere."""
        stored = StoredFile.objects.create(
            sha256="c" * 64,
            size=1,
            media_type="application/octet-stream",
            extension="bin",
            preview=PreviewState.NONE,
            stored_at=NOW,
        )
        return Attachment.objects.create(
            complaint=self.complaint,
            file=stored,
            filename="a.pdf",
            size=1,
            media_type="application/pdf",
            sha256="d" * 64,
            added_at=NOW,
        )

    @cached_property
    def officer(self) -> ComplaintOfficer:
        """Somebody who handles complaints of the unit."""
        person = make_person("Mira Anjani", agency=self.cast.agency)
        return officer(person, OfficerDuty.HANDLER, self.cast.unit)

    @cached_property
    def none(self) -> NoComplaints:
        """The unit says that there was none."""
        return NoComplaints.objects.create(
            agency=self.cast.agency,
            unit=self.cast.unit,
            year=2024,
            note="Kotak dibuka tiap bulan",
            stated_by=self.officer.person,
            stated_at=NOW,
        )
