"""What people read of this feature: refusals, kinds of file, found content."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bening.domain.refusals import Refused
from bening.ui.figures import size_text

FOUND: dict[str, str | Promise] = {
    "program": _("program komputer"),
    "script": _("skrip"),
    "archive": _("arsip terkompresi, misalnya ZIP atau RAR"),
    "svg": _("gambar SVG"),
    "html": _("halaman web"),
    "heic": _("foto HEIC dari iPhone"),
    "text": _("teks biasa"),
    "mkv": _("video Matroska"),
    "unknown": pgettext_lazy("isi berkas", "jenis yang tidak dikenal"),
}
"""What a refused file turned out to be; other words are names of formats, such as ``bmp``."""

ACCEPTED = _(
    "Yang diterima: PDF, gambar (JPG, PNG, WebP, GIF), Word, Excel, PowerPoint, OpenDocument, "
    "video (MP4, MOV, WebM), CSV dan TXT."
)

REFUSALS: dict[str, str | Promise] = {
    # Rights
    "adds_evidence_of_own_unit": _(
        "Hanya PIC, kepala unit, dan kelompok kerja %(unit)s yang dapat menambah atau "
        "mengubah bukti."
    ),
    "changes_own_evidence_only": _(
        "Anggota kelompok kerja hanya mengubah bukti yang diunggahnya atau yang dipakai di areanya."
    ),
    "checks_evidence_as_lead_pic_or_head": _(
        "Hanya ketua kelompok kerja area, PIC, atau kepala %(unit)s yang dapat memeriksa bukti."
    ),
    "checks_evidence_of_own_area": _(
        "Hanya ketua kelompok kerja area %(areas)s, PIC, atau kepala unit yang dapat "
        "memeriksa bukti ini."
    ),
    "checks_not_own_upload": _(
        "Bukti diperiksa oleh orang lain dari pengunggahnya. Minta rekan memeriksa “%(title)s”."
    ),
    # States
    "evidence_withdrawn": _("“%(title)s” sudah ditarik dan tidak dapat diubah atau dipakai."),
    "evidence_in_submitted_sheet": _(
        "Bukti ini ada di lembar kerja %(year)s yang sudah terkirim, jadi tidak dapat diubah. "
        "Unggah versi baru sebagai bukti baru."
    ),
    "evidence_state_wrong": _(
        "Bukti ini sedang “%(state)s”, jadi tidak dapat menjadi “%(wanted)s”."
    ),
    "evidence_of_other_unit": _("“%(title)s” adalah bukti unit lain."),
    "link_has_no_revision": _("Tautan tidak punya revisi. Ubah alamatnya pada keterangan."),
    "evidence_has_no_file": _("“%(title)s” tidak punya berkas."),
    "revision_is_the_same": _("Isi berkas ini sama dengan revisi terakhir “%(title)s”."),
    "need_unknown": _("Butir %(official_code)s tidak punya bukti yang diharapkan nomor itu."),
    "title_missing": _("Isi judul bukti."),
    "period_missing": _(
        "Isi dulu masa yang dibuktikan “%(title)s”, supaya pemeriksa tahu bukti ini untuk kapan."
    ),
    "period_turned": _("Masa berakhir sebelum dimulai. Tukar kedua tanggalnya."),
    "period_too_early": _("Masa bukti sebelum tahun 1990. Periksa tanggalnya."),
    "address_refused": _(
        "Alamat harus dimulai dengan https:// atau http://, misalnya https://contoh.go.id/sop."
    ),
    "address_too_long": _("Alamat paling panjang %(most)s huruf."),
    # Uploads
    "upload_too_large": _(
        "Berkas %(size_shown)s, batasnya %(limit_shown)s. Kecilkan foto atau pecah berkasnya."
    ),
    "kind_not_taken_here": _("Berkas ini %(found)s. Di sini diterima: %(taken)s."),
    "too_many_uploads": _(
        "Ada %(most)s unggahan yang belum selesai. Lanjutkan atau batalkan sebagian, "
        "lalu coba lagi."
    ),
    "upload_missing": _("Unggahan ini sudah tidak ada. Pilih berkasnya sekali lagi."),
    "upload_offset_wrong": _(
        "Potongan tidak menyambung; unggahan dilanjutkan dari %(offset)s bita."
    ),
    "upload_content_differs": _(
        "Yang diterima berbeda dari berkas Anda; mungkin berkas berubah saat diunggah. "
        "Pilih sekali lagi."
    ),
    "upload_is_finished": _(
        "Unggahan %(name)s sudah selesai. Tarik buktinya bila tidak jadi dipakai."
    ),
    "upload_request_wrong": _("Permintaan unggahan tidak lengkap."),
    "no_room": _(
        "Penyimpanan server sedang penuh. Yang sudah terkirim tetap tersimpan; coba lagi "
        "nanti atau hubungi admin."
    ),
    "content_missing": _(
        "Isi berkas tidak ditemukan di penyimpanan. Hubungi admin; kode %(sha256)s."
    ),
    "no_file_chosen": _("Belum ada berkas yang dipilih."),
    "preview_not_possible": _("Pratinjau tidak dapat dibuat dari berkas ini."),
    # Files
    "file_has_no_content": _("Berkas ini kosong (0 bita). Simpan ulang, lalu pilih sekali lagi."),
    "file_kind_refused": _("Berkas ini %(found_shown)s, jenis yang tidak diterima. %(accepted)s"),
    "file_is_not": _(
        "Isi berkas ini %(found_shown)s walau namanya berakhiran .%(extension)s. "
        "Buka di aplikasinya dan simpan ulang, misalnya sebagai PDF."
    ),
    "file_damaged": _(
        "Berkas %(kind)s ini rusak atau terpotong. Simpan ulang, lalu pilih sekali lagi."
    ),
    "file_encrypted": _(
        "Berkas %(kind)s ini berkata sandi. Simpan tanpa kata sandi supaya evaluator "
        "dapat membukanya."
    ),
    "file_has_macros": _(
        "Berkas ini berisi makro. Simpan sebagai DOCX, XLSX, atau PDF tanpa makro."
    ),
    "file_unpacks_too_large": _(
        "Isi berkas ini mengembang terlalu besar saat dibuka, jadi tidak diterima."
    ),
    "picture_too_large": _(
        "Gambar %(width)s × %(height)s piksel, batasnya %(megapixels)s megapiksel. "
        "Kecilkan, lalu unggah lagi."
    ),
    "file_cannot_be_opened": _(
        "Berkas ini tidak dapat dibuka dengan aman. Simpan ulang, misalnya sebagai PDF."
    ),
}


def register_words() -> None:
    """Says the sentences; called when the application is ready."""
    from bening.ui.refusals import say  # noqa: PLC0415  # the applications are ready only now

    say(REFUSALS)


def found_word(found: str) -> str:
    """What a refused file is, for a sentence: a word, or the name of its format."""
    return str(FOUND.get(found, found.upper()))


def complete(refusal: Refused) -> Refused:
    """The same refusal with what its sentence needs beside the bare values."""
    values = refusal.values
    if "found" in values:
        values["found_shown"] = found_word(values["found"])
        values["accepted"] = str(ACCEPTED)
    for name in ("size", "limit"):
        if name in values:
            values[f"{name}_shown"] = size_text(values[name])
    return refusal
