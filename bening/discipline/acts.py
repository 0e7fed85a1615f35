"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.discipline.models import AppealResult, Capacity, Level, NoCase, Outcome

ACTS: dict[str, Sentence] = {
    "discipline.officer_named": _("menunjuk %(person_name)s sebagai petugas disiplin"),
    "discipline.officer_ended": _("mengakhiri tugas %(person_name)s sebagai petugas disiplin"),
    "discipline.rule_entered": _("mencatat aturan %(number)s"),
    "discipline.rule_ended": _("mengakhiri aturan %(number)s"),
    "discipline.outreach_held": _("mencatat sosialisasi aturan: %(way)s"),
    "discipline.registered": _("mencatat dugaan pelanggaran %(number)s"),
    "discipline.level_set": told(
        _("menetapkan perkiraan tingkat %(number)s: %(level)s"), level=label(Level, "level")
    ),
    "discipline.examiner_named": told(
        _("menunjuk pemeriksa %(number)s: %(capacity)s"), capacity=label(Capacity, "capacity")
    ),
    "discipline.examiner_released": told(
        _("melepas pemeriksa %(number)s: %(capacity)s"), capacity=label(Capacity, "capacity")
    ),
    "discipline.dropped": _("tidak menindaklanjuti %(number)s"),
    "discipline.summoned": _("mengirim panggilan ke-%(position)s untuk %(number)s"),
    "discipline.came": _("mencatat kehadiran atas panggilan ke-%(position)s, %(number)s"),
    "discipline.stayed_away": _(
        "mencatat ketidakhadiran atas panggilan ke-%(position)s, %(number)s"
    ),
    "discipline.examined": _("menyimpan berita acara pemeriksaan %(number)s"),
    "discipline.proposed": _("mengusulkan putusan %(number)s"),
    "discipline.returned": _("mengembalikan usulan %(number)s untuk diperiksa lagi"),
    "discipline.decided": told(
        _("memutuskan %(number)s: %(outcome)s"), outcome=label(Outcome, "outcome")
    ),
    "discipline.handed_over": _("mencatat penyampaian keputusan %(number)s"),
    "discipline.appeal_filed": _("mengajukan upaya administratif atas %(number)s"),
    "discipline.appeal_settled": told(
        _("mencatat hasil upaya administratif %(number)s: %(result)s"),
        result=label(AppealResult, "result"),
    ),
    "discipline.serving": _("mencatat mulainya sanksi %(number)s"),
    "discipline.recap_imported": _(
        "mengimpor rekap kehadiran: %(rows)s baris tersimpan, %(left)s ditinggalkan"
    ),
    "discipline.absence_set_aside": told(
        _("tidak membuka perkara atas %(days)s hari tidak masuk pada %(year)s: %(no_case)s"),
        no_case=label(NoCase, "no_case"),
    ),
    "discipline.handed_to_law": _("melimpahkan %(number)s kepada %(to)s"),
    "discipline.erased": _("isi perkara dihapus setelah masa simpan"),
    "discipline.closed": _("menyelesaikan %(number)s"),
    "discipline.personal_opened": _("membuka isi yang dilindungi: %(reason)s"),
    "discipline.register_taken": _("mengunduh register disiplin, %(rows)s perkara"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
