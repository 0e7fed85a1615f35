"""The papers of this feature as letters."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.accounts.models import Person
from bening.complaints.models import Complaint
from bening.documents.letters import Facts, Letter, Paragraph, Signature
from bening.domain.days import day_in

OFFICIAL = "id"
"""Official papers are in Indonesian, whatever the language of who makes them."""


def handover(kept: Complaint, *, to: str, text: str, number: str, on: date, by: Person) -> Letter:
    """The letter with which an alleged crime goes to law enforcement; it names no reporter."""
    with override(OFFICIAL):
        received = date_format(day_in(kept.unit.zone, kept.filed_at), "j F Y")
        return Letter(
            title=_("Surat pelimpahan pengaduan %(number)s") % {"number": kept.number},
            heading=_("SURAT PELIMPAHAN"),
            agency=kept.unit.agency.name,
            number=number,
            subject=_("Pelimpahan pengaduan berindikasi tindak pidana"),
            addressee=(to,),
            place_and_date=date_format(on, "j F Y"),
            blocks=(
                Paragraph(
                    _(
                        "Bersama ini kami melimpahkan pengaduan masyarakat yang menurut "
                        "pemeriksaan awal kami mengandung dugaan tindak pidana."
                    )
                ),
                Facts(
                    (
                        (_("Nomor pengaduan"), kept.number),
                        (_("Diterima"), received),
                        (_("Unit kerja"), kept.unit.name),
                    )
                ),
                Paragraph(text),
                Paragraph(
                    _(
                        "Identitas pelapor kami rahasiakan dan hanya diserahkan atas permintaan "
                        "tertulis menurut peraturan perundang-undangan."
                    )
                ),
            ),
            signatures=(Signature(by.name, by.position or "", by.employee_number or ""),),
        )
