"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, field_labels, label, register, told
from bening.gratuities.models import (
    BasisKind,
    CustodyChoice,
    DecisionChoice,
    DirectReport,
    ExecutionChoice,
)

ACTS: dict[str, Sentence] = {
    "gratuity.reported": _("melaporkan gratifikasi dengan nomor %(number)s"),
    "gratuity.completed": _("melengkapi laporan"),
    "gratuity.passed_on": _("meneruskan laporan kepada UPG"),
    "gratuity.completion_asked": _("meminta laporan dilengkapi"),
    "gratuity.dropped": _("mengakhiri laporan yang tidak dilengkapi"),
    "gratuity.verified": _("memverifikasi laporan"),
    "gratuity.managed": _("menetapkan laporan dikelola instansi"),
    "gratuity.forwarded": told(
        _("meneruskan laporan kepada KPK dengan surat %(letter)s tanggal %(dated_on)s"),
        dated_on=day("dated_on"),
    ),
    "gratuity.refusal_recorded": _("mencatat penolakan dalam daftar"),
    "gratuity.decided": told(
        _("mencatat penetapan %(paper)s: %(decision)s"),
        decision=label(DecisionChoice, "decision"),
    ),
    "gratuity.settled": told(
        _("mencatat pelaksanaan: %(execution)s, bukti %(paper)s"),
        execution=label(ExecutionChoice, "execution"),
    ),
    "gratuity.goods_moved": told(
        _("mencatat barang: %(kind)s, berita acara %(paper)s"), kind=label(CustodyChoice, "kind")
    ),
    "gratuity.personal_opened": _("membuka isi laporan: %(reason)s"),
    "gratuity.erased": _("menghapus isi dan nama pelapor karena masa simpan berakhir"),
    "gratuity.exported": _("mengunduh formulir penerusan"),
    "gratuity.direct_noted": told(
        _("mencatat laporan langsung ke KPK %(number)s, dikirim %(sent_on)s"),
        sent_on=day("sent_on"),
    ),
    "gratuity.direct_opened": _(
        "membuka nama pelapor pada laporan langsung %(number)s: %(reason)s"
    ),
    "gratuity.direct_decided": told(
        _("mencatat penetapan KPK %(paper)s: %(decision)s"),
        decision=label(DecisionChoice, "decision"),
    ),
    "gratuity.direct_corrected": told(
        _("memperbaiki catatan laporan langsung %(number)s: %(fields)s"),
        fields=field_labels(DirectReport, "fields"),
    ),
    "gratuity.direct_dropped": _("menghapus catatan laporan langsung %(number)s: %(reason)s"),
    "gratuity.officer_named": _("menunjuk %(person)s dengan SK %(decree)s"),
    "gratuity.officer_ended": _("mengakhiri tugas %(person)s"),
    "gratuity.basis_entered": told(
        _("mencatat %(kind)s nomor %(number)s"), kind=label(BasisKind, "kind")
    ),
    "gratuity.campaign_planned": told(
        _("menjadwalkan kampanye “%(title)s” pada %(on)s"), on=day("on")
    ),
    "gratuity.campaign_held": told(
        _("mencatat kampanye “%(title)s” terlaksana %(on)s"), on=day("on")
    ),
    "gratuity.campaign_cancelled": _("membatalkan kampanye “%(title)s”: %(reason)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
