"""The sentences of what this feature refuses and tells."""

from django.utils.translation import gettext_lazy as _

from bening.calendars import telling
from bening.ui import refusals

REFUSALS = {
    "gratuity_moved": _("Laporan ini sudah berpindah keadaan. Muat ulang halaman."),
    "goods_are_gone": _("Barangnya sudah tidak di UPG."),
    "goods_are_kept": _("Barangnya sudah dititipkan."),
    "goods_not_kept": _("Barangnya belum dititipkan kepada UPG."),
    "goods_before_decision": _(
        "Barang baru boleh keluar setelah status ditetapkan; hanya yang mudah rusak boleh "
        "disalurkan atau dimusnahkan sebelumnya."
    ),
    "gratuity_upg_only": _("Laporan gratifikasi hanya dibuka dan ditangani petugas UPG."),
    "gratuity_own_report": _("Laporan sendiri ditangani petugas UPG yang lain."),
    "gratuity_of_agency_only": _("Gratifikasi dilaporkan oleh pegawai instansi."),
    "gratuity_reporter_only": _("Hanya pelapornya yang mengubah laporan ini."),
    "gratuity_open_first": _("Buka isi laporan dengan alasan terlebih dahulu."),
    "gratuity_named_by": _(
        "Petugas UPG ditunjuk kepala atau admin instansi; UPG pembantu juga oleh kepala unitnya."
    ),
    "gratuity_campaign_by": _("Kampanye dicatat oleh unit yang bersangkutan dan UPG."),
    "gratuity_of_other_agency": _("Unit itu bukan unit instansi Anda."),
    "gratuity_in_future": _("Tanggal itu belum terjadi."),
    "gratuity_too_early": _("Periksa tahunnya: kewajiban lapor berlaku sejak 21 November 2001."),
    "gratuity_too_long": _("Uraian paling banyak %(most)s huruf."),
    "gratuity_value": _("Isi nilai dalam rupiah, tanpa sen."),
    "gratuity_nik": _("NIK terdiri atas 16 angka."),
    "gratuity_changed": _(
        "Laporan ini sudah disimpan dari halaman lain. Muat ulang, lalu isi lagi."
    ),
    "gratuity_key_used": _(
        "Kunci itu sudah dipakai untuk laporan lain. Kirim laporan ini dengan kunci baru."
    ),
    "gratuity_not_editable": _("Laporan ini sudah dikirim dan tidak dapat diubah."),
    "gratuity_statement": _("Beri tanda bahwa laporan ini benar sebelum mengirimnya."),
    "gratuity_object_missing": _(
        "Tulis sekurangnya apa yang diberikan, atau bagaimana kejadiannya."
    ),
    "gratuity_opening_reason": _("Tulis alasan membuka isi laporan."),
    "gratuity_erased": _("Isi laporan ini sudah dihapus karena masa simpannya berakhir."),
    "gratuity_asked_missing": _("Tulis apa yang harus dilengkapi."),
    "gratuity_term_runs": _("Pelapor masih dapat melengkapi sampai %(until)s."),
    "gratuity_number_missing": _("Isi nomor surat atau dokumennya."),
    "gratuity_day_in_future": _("Tanggal itu belum terjadi."),
    "gratuity_day_before": _("Tanggal itu sebelum gratifikasi diterima, %(on)s."),
    "gratuity_no_compensation": _("Pelapor tidak mengajukan kompensasi."),
    "gratuity_value_missing": _("Isi nilai yang ditetapkan."),
    "gratuity_execution": _("Pelaksanaan itu tidak sesuai penetapan: %(decision)s."),
    "gratuity_goods_kept": _("Barangnya masih dititipkan di UPG. Catat dahulu ke mana keluarnya."),
    "gratuity_no_goods": _("Gratifikasi yang ditolak tidak meninggalkan barang."),
    "gratuity_place_missing": _("Isi tempat penyimpanan."),
    "gratuity_names_missing": _("Isi siapa yang menyerahkan dan siapa yang menerima."),
    "gratuity_file_too_large": _("Berkas terlalu besar; paling besar %(most)s MB."),
    "gratuity_file_kind": _("Lampirkan foto (JPG, PNG, WebP) atau PDF."),
    "gratuity_too_many_files": _("Paling banyak %(most)s gambar untuk satu laporan."),
    "gratuity_direct_of_agency": _("Pilih pelapor dari instansi ini."),
    "gratuity_direct_unit": _("Pilih unit kerja pelapor yang disebut namanya."),
    "gratuity_direct_number": _("Isi nomor tanda terima dari KPK (GOL)."),
    "gratuity_direct_before": _("Tanggal kirim tidak boleh sebelum tanggal diterima, %(on)s."),
    "gratuity_direct_decided_before": _(
        "Tanggal penetapan tidak boleh sebelum tanggal kirim, %(on)s."
    ),
    "gratuity_direct_twice": _("Nomor itu sudah tercatat dalam daftar."),
    "gratuity_direct_same": _("Tidak ada yang diubah. Ubah yang keliru, lalu simpan."),
    "gratuity_direct_who": _("Pilih pelapor yang benar atau hapus namanya, tidak keduanya."),
    "gratuity_direct_nameless": _("Pelapor hanya memberi nomor laporannya; namanya tidak dicatat."),
    "gratuity_direct_decided": _("Penetapan KPK atas laporan ini sudah dicatat."),
    "gratuity_decree_missing": _("Isi nomor SK."),
    "officer_of_other_agency": _("Pilih orang aktif dari instansi ini."),
    "officer_already": _("%(name)s sudah bertugas di sana."),
    "officer_ended": _("Tugas itu sudah berakhir."),
    "gratuity_title_missing": _("Isi judulnya."),
    "gratuity_proof_missing": _("Jelaskan buktinya, lalu unggah berkas atau isi tautannya."),
    "gratuity_reason_missing": _("Tulis alasannya."),
    "campaign_settled": _("Kampanye ini sudah dicatat terlaksana atau dibatalkan."),
}

SENTENCES = {
    "gratuity_incomplete": _("Laporan gratifikasi %(number)s perlu dilengkapi."),
    "gratuity_dropped": _("Laporan gratifikasi %(number)s tidak diproses karena tidak dilengkapi."),
    "gratuity_forwarded": _("Laporan gratifikasi %(number)s diteruskan kepada KPK."),
    "gratuity_decided": _("Status gratifikasi pada laporan %(number)s sudah ditetapkan."),
    "gratuity_settled": _("Laporan gratifikasi %(number)s selesai."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
    telling.say(SENTENCES)
