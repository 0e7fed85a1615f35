"""The house's own log: who opened what of which report, on which day. Never what it says.

The inspector reads it. A day stands for all openings of one kind on it: no moment is kept.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.whistleblowing.models import Report, ReportAccess

ACTS = {
    "opened": _("membuka laporan"),
    "file": _("mengunduh berkas"),
    "step": _("mencatat langkah"),
    "message": _("menulis kepada pelapor"),
    "note": _("menulis catatan"),
    "granted": _("memberi akses kepada pengelola lain"),
    "handed_over": _("melimpahkan laporan"),
    "renewed": _("memperbarui penerima laporan"),
    "to_law": _("melimpahkan ke aparat penegak hukum"),
    "pass_asked": _("menanyakan persetujuan pelapor untuk meneruskan"),
    "passed": _("meneruskan ke kanal lain"),
    "pass_letter": _("membuka surat penerusan"),
    "letter": _("membuka surat pelimpahan"),
    "identity_asked": _("meminta pembukaan identitas"),
    "identity_agreed": _("menyetujui pembukaan identitas"),
    "identity_refused": _("menolak pembukaan identitas"),
    "identity_read": _("membaca identitas"),
    "taken_over": _("mengambil alih setelah pemulihan kunci"),
    "identity_erased": _("identitas dihapus karena masa simpan berakhir"),
    "report_erased": _("laporan dihapus karena masa simpan berakhir"),
}


def log(*, report: Report, act: str, by: Person | None, on: date, reason: str = "") -> ReportAccess:
    """Writes a line, in the caller's transaction; the same act without reason once a day."""
    values = {"report": report, "agency_id": report.agency_id, "by": by, "act": act, "day": on}
    if not reason:
        found = ReportAccess.objects.filter(**values, reason="").first()
        if found is not None:
            return found
    return ReportAccess.objects.create(**values, reason=reason[:500])


def lines_of(agency: Agency) -> QuerySet[ReportAccess]:
    """The log of an agency, the latest day first; lines of one day in no telling order."""
    rows = ReportAccess.objects.filter(agency=agency).select_related("report", "by")
    return rows.order_by("-day", "id")
