"""The audit acts of this feature, with the sentences of the timeline."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, label, register, told
from bening.pacts.models import CommitmentOutcome, Means, PaperKind

ACTS: dict[str, Sentence] = {
    "pact_text.drafted": _("menulis naskah pakta versi %(number)s"),
    "pact_text.changed": _("mengubah konsep naskah pakta versi %(number)s"),
    "pact_text.published": _("menerbitkan naskah pakta versi %(number)s"),
    "pact_campaign.opened": told(
        _("membuka penandatanganan pakta versi %(number)s di %(place)s sampai %(closes_on)s"),
        closes_on=day("closes_on"),
    ),
    "pact_campaign.changed": told(
        _(
            "mengubah penandatanganan pakta di %(place)s: sampai %(closes_on)s, "
            "lebih dari %(minimum)s persen"
        ),
        closes_on=day("closes_on"),
    ),
    "pact.signed": told(
        _("menandatangani pakta integritas versi %(number)s (%(means)s)"),
        means=label(Means, "means"),
    ),
    "pact.disputed": _("menyanggah tanda tangan pakta yang tercatat atas namanya"),
    "pact_event.recorded": told(
        _("mencatat acara penandatanganan %(held_on)s di %(place)s: %(count)s orang"),
        held_on=day("held_on"),
    ),
    "declaration.made": told(
        _("mencanangkan pembangunan Zona Integritas %(units)s pada %(held_on)s di %(place)s"),
        held_on=day("held_on"),
    ),
    "declaration.paper_added": told(
        _("menambahkan dokumen pencanangan (%(kind)s)"), kind=label(PaperKind, "kind")
    ),
    "public_page.opened": _("menerbitkan halaman publik %(unit)s"),
    "public_page.closed": _("menutup halaman publik %(unit)s"),
    "news.added": _("menambahkan berita “%(title)s”"),
    "news.removed": _("menghapus berita “%(title)s” dari halaman"),
    "commitment.added": _("mencatat komitmen %(leader)s"),
    "commitment.acted": told(
        _("mencatat pelaksanaan komitmen %(leader)s pada %(done_on)s"), done_on=day("done_on")
    ),
    "commitment.closed": told(
        _("menutup komitmen %(leader)s: %(outcome)s"), outcome=label(CommitmentOutcome, "outcome")
    ),
    "commitment.reopened": _("membuka kembali komitmen %(leader)s"),
}


def register_acts() -> None:
    """Declares them; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
