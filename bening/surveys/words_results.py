"""The sentences of results: their audit acts and their refusals."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.surveys.models import ExternalSource, PublicationPlace, Verdict
from bening.surveys.wording import some_answers
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "survey_period.processed": _("menghitung hasil survei: %(counted)s isian"),
    "survey_period.processed_again": _(
        "menghitung ulang hasil survei: %(counted)s isian, karena %(reason)s"
    ),
    "survey_period.confirmed": _("menetapkan hasil survei"),
    "survey_period.published": _("mempublikasikan hasil survei"),
    "survey_period.followed_up": _("menyatakan seluruh tindak lanjut survei selesai"),
    "survey_integrity.decided": told(
        _("memutuskan tanda “%(signal)s”: %(verdict)s, %(touched)s isian, karena %(reason)s"),
        verdict=label(Verdict, "verdict"),
        signal=lambda data: _signal(data.get("signal")),
        touched=lambda data: some_answers(data.get("touched")),
    ),
    "survey_external.entered": told(
        _("mencatat nilai survei eksternal %(kind)s %(value)s dari %(source)s"),
        source=label(ExternalSource, "source"),
        kind=lambda data: _index(data.get("kind")),
    ),
    "survey_external.withdrawn": told(
        _("menarik nilai survei eksternal %(kind)s %(value)s: %(reason)s"),
        kind=lambda data: _index(data.get("kind")),
    ),
    "survey_publication.recorded": told(
        _("mencatat publikasi hasil survei di %(place)s"), place=label(PublicationPlace, "place")
    ),
    "survey_report.issued": _("menerbitkan laporan hasil survei nomor %(number)s"),
    "survey_microdata.exported": told(
        _("mengunduh data mikro %(kind)s: %(rows)s baris"),
        kind=lambda data: str(data.get("kind", "")).upper(),
    ),
    "survey_improvement.planned": told(
        _("merencanakan tindak lanjut %(element)s oleh %(owner)s"),
        element=lambda data: _element(data.get("element")),
    ),
    "survey_improvement.done": told(
        _("menyelesaikan tindak lanjut %(element)s"),
        element=lambda data: _element(data.get("element")),
    ),
    "survey_import.taken": _("mengimpor %(taken)s isian survei dari berkas"),
}
REFUSALS = {
    "period_not_closed": _("Hasil dihitung setelah periode ditutup."),
    "answers_unsealed": _(
        "Isian terakhir periode ini belum tersegel. Bening menyegelnya sendiri; ulangi sebentar "
        "lagi."
    ),
    "nothing_sealed": _(
        "Belum ada isian yang tersegel pada periode ini, jadi tidak ada yang dihitung."
    ),
    "period_data_changing": _("Isian periode ini baru saja berubah. Ulangi sebentar lagi."),
    "result_is_newer": _("Ada hasil yang lebih baru. Baca dahulu, lalu tetapkan."),
    "signals_undecided": _(
        "%(count)s tanda integritas perlu dilihat dan belum diputuskan TPI atau inspektorat."
    ),
    "judged_while_processed": _(
        "Tanda integritas diputuskan setelah hasil dihitung dan sebelum ditetapkan. Keadaan "
        "sekarang: %(state)s."
    ),
    "signal_decided": _("Tanda ini sudah diputuskan."),
    "signal_unknown": _("Tanda ini tidak dikenal."),
    "ruling_reason_missing": _("Tulis alasan putusan."),
    "ruling_reason_too_long": _("Alasan paling panjang %(most)s huruf."),
    "signal_points_at_nothing": _(
        "Tanda ini tidak menunjuk isian tertentu, jadi tidak ada yang dapat dikecualikan."
    ),
    "signal_points_at_few": _(
        "Tanda ini menunjuk kurang dari %(least)s isian. Hasil sebelum dan sesudah dikecualikan "
        "dapat dibandingkan dan membuka isinya. Pertahankan, dan tulis pertimbangan Anda."
    ),
    "external_index_by_reviewers": _(
        "Nilai eksternal %(unit)s dicatat oleh TPI, inspektorat, atau TPN."
    ),
    "external_index_not_by_own": _(
        "Pegawai %(unit)s tidak mencatat nilai eksternal unitnya sendiri."
    ),
    "index_outside_scale": _("Nilai harus antara %(least)s dan %(most)s."),
    "measured_backwards": _("Akhir pengukuran sebelum awalnya."),
    "measured_in_future": _("Akhir pengukuran belum terjadi."),
    "index_entered_already": _(
        "Nilai dari penyelenggara dan waktu ini sudah dicatat. Tarik dahulu bila salah."
    ),
    "withdrawal_reason_missing": _("Tulis alasan penarikan."),
    "index_withdrawn": _("Nilai ini sudah ditarik."),
    "planned_after_confirmation": _(
        "Tindak lanjut direncanakan setelah hasil ditetapkan. Keadaan sekarang: %(state)s."
    ),
    "element_not_measured": _("Unsur ini tidak diukur pada periode ini."),
    "improvement_missing": _("Tulis tindak lanjutnya."),
    "improvement_too_long": _("Paling panjang %(most)s huruf."),
    "improvement_due_past": _("Tenggat sudah lewat."),
    "plan_owner_not_of_unit": _("%(person)s tidak bertugas di unit ini."),
    "outcome_missing": _("Tulis hasilnya."),
    "improvement_proof_missing": _("Lampirkan bukti."),
    "improvement_done_already": _("Tindak lanjut ini sudah selesai."),
    "nothing_planned": _("Belum ada tindak lanjut yang direncanakan."),
    "improvements_open": _("%(count)s tindak lanjut belum selesai."),
    "not_enough_answers": _("Isian belum cukup, jadi tidak ada indeks yang dapat dipublikasikan."),
    "recorded_after_publication": _(
        "Tempat publikasi dicatat setelah hasil dipublikasikan. Keadaan sekarang: %(state)s."
    ),
    "place_is_automatic": _("Halaman publik unit tercatat sendiri saat hasil dipublikasikan."),
    "publication_in_future": _("Tanggal publikasi belum terjadi."),
    "publication_before_closing": _("Tanggal publikasi sebelum periode berakhir."),
    "publication_proof_missing": _(
        "Papan perlu foto; situs dan media sosial perlu alamat atau gambar."
    ),
    "survey_report_number_missing": _("Tulis nomor laporan."),
    "report_after_confirmation": _(
        "Laporan dan publikasi menunggu hasil ditetapkan. Keadaan sekarang: %(state)s."
    ),
    "report_before_closing": _("Tanggal laporan sebelum periode ditutup."),
    "report_issued_already": _("Laporan hasil ini sudah terbit."),
    "survey_report_stays": _("Laporan survei yang sudah terbit tetap berlaku."),
    "survey_paper_used": _("Dokumen ini menjadi dasar catatan survei."),
    "kind_not_measured": _("Survei ini tidak ada pada periode itu."),
    "microdata_after_confirmation": _(
        "Data mikro tersedia setelah hasil ditetapkan. Keadaan sekarang: %(state)s."
    ),
    "microdata_too_few": _("Kurang dari lima isian: data mikro tidak diberikan."),
    "group_withheld": _(
        "Kelompok ini tidak ditampilkan: kurang dari lima orang, atau akan membuka kelompok "
        "lain yang kecil."
    ),
    "breakdown_of_one": _("Rincian hanya menurut satu ciri; gabungan ciri tidak ditampilkan."),
    "import_while_open": _(
        "Impor hanya ke periode yang disetujui atau dibuka. Keadaan sekarang: %(state)s."
    ),
    "opened_for_tokens": _(
        "Periode ini sudah mengundang dengan kode atau tautan. Isian dari luar diimpor ke periode "
        "tersendiri."
    ),
    "import_has_identity": _(
        "Kolom %(columns)s memuat identitas responden. Hapus kolom itu dari berkas, lalu unggah "
        "lagi."
    ),
    "import_without_items": _("Belum ada kolom yang dipilih sebagai butir kuesioner."),
    "import_column_twice": _("Dua kolom dibaca sebagai hal yang sama."),
    "import_too_few": _("%(count)s isian terbaca; sekurangnya %(least)s."),
    "imported_already": _("Berkas ini sudah diimpor ke periode ini."),
    "import_of_other_unit": _("Berkas ini bukan berkas impor unit ini."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)


def _signal(code: object) -> str:
    from bening.surveys.signal_words import signal_title  # noqa: PLC0415 - read when told

    return signal_title(str(code))


def _index(kind: object) -> str:
    from bening.surveys.elements import index_name  # noqa: PLC0415 - read when told

    return index_name(str(kind))


def _element(code: object) -> str:
    from bening.surveys.elements import element_words  # noqa: PLC0415 - read when told

    return element_words(str(code))
