"""What the letters of this feature say."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.complaints.models import Complaint
from bening.documents.to_law import OFFICIAL, Handover
from bening.domain.days import day_in


def handover(kept: Complaint, text: str) -> Handover:
    """How an alleged crime goes to law enforcement; it names no reporter."""
    with override(OFFICIAL):
        received = date_format(day_in(kept.unit.zone, kept.filed_at), "j F Y")
        return Handover(
            title=_("Surat pelimpahan pengaduan %(number)s") % {"number": kept.number},
            subject=_("Pelimpahan pengaduan berindikasi tindak pidana"),
            opening=_(
                "Bersama ini kami melimpahkan pengaduan masyarakat yang menurut "
                "pemeriksaan awal kami mengandung dugaan tindak pidana."
            ),
            facts=(
                (_("Nomor pengaduan"), kept.number),
                (_("Diterima"), received),
                (_("Unit kerja"), kept.unit.name),
            ),
            text=text,
            closing=_(
                "Identitas pelapor kami rahasiakan dan hanya diserahkan atas permintaan "
                "tertulis menurut peraturan perundang-undangan."
            ),
        )
