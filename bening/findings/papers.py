"""What the letters of this feature say."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.documents.to_law import OFFICIAL, Handover
from bening.findings.models import AuditRecommendation


def handover(kept: AuditRecommendation, text: str) -> Handover:
    """How a finding that points at a crime goes to law enforcement; it names nobody in charge."""
    report = kept.report
    with override(OFFICIAL):
        return Handover(
            title=_("Surat pelimpahan temuan %(number)s") % {"number": report.number},
            subject=_("Pelimpahan temuan berindikasi tindak pidana"),
            opening=_(
                "Bersama ini kami melimpahkan temuan pemeriksaan yang menurut penilaian kami "
                "mengandung dugaan tindak pidana, untuk ditangani menurut kewenangan Saudara."
            ),
            facts=(
                (_("Pemeriksa"), report.auditor_name or str(report.get_auditor_display())),
                (_("Nomor LHP"), report.number),
                (_("Tanggal LHP"), date_format(report.dated_on, "j F Y")),
                (_("Kode temuan"), kept.finding_code or "–"),
                (_("Unit kerja"), kept.unit.name),
            ),
            text=text,
            closing=_(
                "Kertas kerja dan bukti kami sampaikan tertutup. Kami mohon diberi tahu "
                "perkembangan penanganannya."
            ),
            attachments=_("Satu berkas tertutup, rahasia"),
        )
