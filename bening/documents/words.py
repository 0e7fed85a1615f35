"""The sentences of this feature: its audit acts and its refusals."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.documents.models import DocumentKind
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "document.issued": told(_("menerbitkan %(kind)s: %(title)s"), kind=label(DocumentKind, "kind")),
    "document.attached": told(
        _("mengunggah %(kind)s: %(title)s"), kind=label(DocumentKind, "kind")
    ),
    "document.withdrawn": _("menarik dokumen: %(reason)s"),
}

REFUSALS = {
    "document_title_missing": _("Isi judul dokumen."),
    "document_too_long": _("Isian %(name)s paling panjang %(most)s huruf."),
    "document_number_taken": _(
        "Nomor %(number)s sudah dipakai untuk %(kind)s tahun %(year)s. Periksa nomornya, atau "
        "tarik dokumen yang lama bila salah."
    ),
    "document_data_changing": _(
        "Data yang dimuat dokumen ini terus berubah selagi dokumen dibuat. Muat ulang halaman, "
        "periksa isinya, lalu coba lagi."
    ),
    "document_in_future": _("Tanggal dokumen belum terjadi. Periksa tanggalnya."),
    "document_too_early": _("Tanggal dokumen sebelum tahun 1990. Periksa tanggalnya."),
    "document_made_here": _(
        "“%(kind)s” dibuat oleh sistem dari pekerjaan yang ditutupnya, jadi tidak diunggah."
    ),
    "document_of_other_agency": _("Unit atau program ini milik instansi lain."),
    "document_of_other_unit": _("Program ini milik unit lain."),
    "handover_body_missing": _("Sebutkan kepada siapa dilimpahkan."),
    "handover_number_missing": _("Isi nomor surat pelimpahan."),
    "handover_text_missing": _("Tulis ringkas dugaan tindak pidananya."),
    "document_reason_missing": _("Isi alasan penarikan."),
    "document_withdrawn_already": _("“%(title)s” sudah ditarik."),
    "document_used_in_step": _(
        "“%(title)s” adalah dasar langkah program yang sudah diambil, jadi tidak dapat ditarik."
    ),
    "attaches_documents_of_own_unit": _(
        "Hanya orang yang bertugas di %(unit)s yang dapat mengunggah dokumennya."
    ),
    "attaches_documents_of_own_agency": _(
        "Dokumen milik seluruh instansi diunggah oleh admin instansi, pimpinan, atau inspektur "
        "%(agency)s."
    ),
    "withdrawn_by_its_maker": _("Dokumen ini ditarik oleh pembuatnya, %(name)s."),
    "withdraws_as_maker_head_or_inspector": _(
        "Dokumen ditarik oleh pembuatnya, penanda tangannya, pimpinan instansi, atau inspektur."
    ),
}


def register_words() -> None:
    """Says the sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
