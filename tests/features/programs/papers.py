"""Official documents as rows, for tests that need their presence and not their content."""

import hashlib
from typing import Any
from uuid import uuid4

from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.evidence.models import StoredFile
from tests.people import NOW, TODAY, Cast


def make_paper(
    cast: Cast, program: Any, kind: DocumentKind, *, agency: Any = None
) -> OfficialDocument:
    """A document of the program (or of another agency), brought in by the unit's head."""
    content = uuid4().hex.encode()
    file = StoredFile.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type="application/pdf",
        extension="pdf",
        stored_at=NOW,
    )
    return OfficialDocument.objects.create(
        agency=agency or cast.agency,
        unit=program.unit if program else None,
        program=program,
        kind=kind,
        origin=Origin.UPLOADED,
        title=str(kind.label),
        dated_on=TODAY,
        file=file,
        code=uuid4().hex,
        made_by=cast.unit_head,
        made_at=NOW,
    )
