"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import register

ACTS = {
    "instrument.imported": _("mengimpor instrumen %(slug)s"),
    "cycle.opened": _("membuka siklus %(year)s dengan instrumen %(instrument)s"),
    "cycle.changed": _("mengubah jadwal siklus %(year)s"),
    "sheet.created": _("membuat lembar kerja %(year)s"),
    "sheet.submitted": _("mengirim lembar kerja dengan nilai %(total_shown)s, rekaman %(number)s"),
    "sheet.reopened": _("membuka kembali lembar kerja: %(reason)s"),
    "sheet.imported": _("mengimpor %(count)s jawaban dari berkas %(filename)s"),
    "answer.saved": _("menyimpan jawaban %(code)s: %(before_shown)s menjadi %(after_shown)s"),
    "assignment.changed": _(
        "mengubah penanggung jawab %(code)s: %(assignee_name)s, tenggat %(due_shown)s"
    ),
    "assignment.removed": _("menghapus penugasan %(code)s"),
    "comment.written": _("menulis pesan pada %(code)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
