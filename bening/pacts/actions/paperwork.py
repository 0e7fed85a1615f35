"""Papers made or taken in before the transaction that refers to them.

Making and checking a file takes long; no lock is held meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.documents.actions import withdraw
from bening.documents.models import OfficialDocument
from bening.domain.refusals import Refused


@contextmanager
def paper_of(document: OfficialDocument | None, *, by: Person, now: datetime) -> Iterator[None]:
    """What refers to the document happens inside; where it is refused, the paper is withdrawn."""
    try:
        yield
    except (Refused, IntegrityError):
        if document is not None:
            withdraw(
                document=document,
                reason=_("Yang memerlukan dokumen ini tidak jadi dicatat."),
                by=by,
                now=now,
            )
        raise
