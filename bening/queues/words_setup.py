"""The sentences of set-ups: what is recorded, and what is refused."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register, told
from bening.ui import figures, refusals


def _day(name: str) -> Callable[[Mapping[str, object]], object]:
    return lambda data: figures.kept_day(data.get(name, "–"))


def _begins(data: Mapping[str, object]) -> object:
    day = data.get("starts_on")
    return figures.kept_day(day) if day else _("sejak ruang layanan dibuka")


def _numbers(data: Mapping[str, object]) -> str:
    given = data.get("numbers")
    return ", ".join(str(one) for one in given) if isinstance(given, list) else "–"


ACTS: dict[str, Sentence] = {
    "hall.added": _("menambahkan ruang layanan “%(name)s”"),
    "hall.changed": _("mengubah nama atau cara pengambilan nomor “%(name)s”"),
    "hall.opened": _("membuka ruang layanan “%(name)s” bagi pengunjung"),
    "hall.closed": _("menutup ruang layanan “%(name)s”"),
    "hall.priority_set": _("mengatur cara prioritas didahulukan"),
    "hall.voice_set": _("mengatur layar dan suara"),
    "hall.display_renewed": _("mengganti alamat layar ruang tunggu"),
    "hall.reach_set": _("mengatur cara ponsel menjangkau ruang layanan"),
    "hall.line_added": _("menambahkan antrean %(prefix)s, %(name)s, waktu baku %(minutes)s menit"),
    "hall.line_changed": _("mengubah antrean %(prefix)s, %(name)s"),
    "hall.line_closed": _("menutup antrean %(prefix)s, %(name)s"),
    "hall.line_reopened": _("membuka kembali antrean %(prefix)s, %(name)s"),
    "hall.counters_added": told(_("menambahkan loket %(numbers)s"), numbers=_numbers),
    "hall.counter_changed": _("mengatur loket %(number)s: melayani %(letters)s"),
    "hall.counter_closed": _("menutup loket %(number)s"),
    "hall.staff_added": _("menjadikan %(name)s petugas"),
    "hall.staff_changed": _("mengubah tugas %(name)s"),
    "hall.staff_ended": _("mengakhiri tugas %(name)s"),
    "hall.roster_set": _("mengatur petugas cadangan: %(count)s orang"),
    "hall.hours_set": told(_("mengatur jam layanan, berlaku %(start)s"), start=_begins),
    "hall.hours_removed": told(
        _("membatalkan jam layanan yang akan berlaku mulai %(start)s"), start=_day("starts_on")
    ),
    "hall.issuing_ended": _("menghentikan pengambilan nomor hari itu lebih awal: %(reason)s"),
    "hall.issuing_resumed": _("membuka lagi pengambilan nomor hari itu"),
    "hall.season_added": told(
        _("menambahkan hari khusus “%(name)s”, %(start)s sampai %(end)s"),
        start=_day("starts_on"),
        end=_day("ends_on"),
    ),
    "hall.season_removed": told(
        _("menghapus hari khusus “%(name)s”, %(start)s sampai %(end)s"),
        start=_day("starts_on"),
        end=_day("ends_on"),
    ),
    "hall.season_ended": told(
        _("mengakhiri hari khusus “%(name)s” lebih awal, hari terakhirnya %(end)s"),
        end=_day("ends_on"),
    ),
    "hall.promise_made": told(
        _("menjanjikan layanan dalam %(minutes)s menit mulai %(start)s"), start=_day("starts_on")
    ),
    "hall.point_added": _("menambahkan titik %(number)s, %(place)s"),
    "hall.point_changed": _("mengubah tempat titik %(number)s menjadi %(place)s"),
    "hall.point_closed": _("menutup titik %(number)s, %(place)s"),
    "hall.point_secret_renewed": _("mengganti kunci kios di titik %(number)s"),
}
REFUSALS = {
    "hall_is_closed": _("%(name)s sudah ditutup."),
    "hall_text_missing": _("Bagian ini perlu diisi."),
    "hall_text_too_long": _("Terlalu panjang: paling banyak %(longest)s huruf."),
    "hall_slug_malformed": _(
        "Alamat terdiri atas huruf kecil, angka, dan tanda hubung, paling panjang %(longest)s."
    ),
    "hall_slug_taken": _("Alamat “%(given)s” sudah dipakai. Pilih yang lain."),
    "hall_unit_closed": _("%(unit)s sudah tidak aktif."),
    "hall_not_ready": _("Belum dapat dibuka. %(missing)s"),
    "hall_has_visitors": _("Masih ada %(count)s nomor yang belum selesai."),
    "priority_ratio": _("Antara 1 dan %(most)s nomor biasa."),
    "priority_minutes": _("Antara 1 dan %(most)s menit."),
    "voice_repeats": _("Panggilan dibaca satu sampai tiga kali."),
    "voice_volume": _("Paling banyak %(most)s baris; volume antara 0 dan 100 persen."),
    "voice_volume_twice": _("Satu jam tertulis dua kali."),
    "voice_volume_row": _("“%(text)s” tidak terbaca. Tulis jam lalu persen, misalnya 08.00 80."),
    "reach_address": _("Tulis alamat lengkap tanpa jalur, misalnya http://192.168.10.5:8000."),
    "line_none": _("Centang paling sedikit satu layanan yang diantrekan."),
    "line_letter": _("Huruf antrean %(name)s: satu huruf A sampai Z."),
    "line_letter_taken": _("Huruf %(prefix)s sudah dipakai antrean %(name)s."),
    "line_minutes": _("Waktu baku antara 1 dan %(most)s menit."),
    "line_service_twice": _("Satu layanan hanya punya satu antrean."),
    "line_service_of_other_unit": _("%(name)s bukan layanan unit ini."),
    "line_service_closed": _("Layanan %(name)s sudah ditutup."),
    "line_has_waiting": _(
        "Antrean %(prefix)s masih punya %(count)s nomor yang belum selesai. Tunggu sampai selesai."
    ),
    "line_of_other_hall": _("Antrean itu tidak ada di ruang layanan ini."),
    "line_cap": _("Batas sehari antara 1 dan %(most)s nomor."),
    "line_order": _("Urutan antara 1 dan %(most)s."),
    "line_slot": _("Lama slot 0, atau antara 5 dan %(most)s menit."),
    "line_slot_seats": _("Slot janji temu perlu 1 sampai %(most)s tempat."),
    "line_ahead": _("Dapat dipesan antara 1 dan %(most)s hari ke depan."),
    "line_without_counter": _("Tidak ada loket yang melayani antrean %(prefix)s."),
    "counters_too_many": _("Tambah antara 1 dan %(most)s loket."),
    "counter_number": _("Nomor loket antara 1 dan %(most)s."),
    "counter_number_twice": _("Satu nomor loket tertulis dua kali."),
    "counter_zone": _("Zona antara 1 dan %(most)s."),
    "counter_without_line": _("Loket %(number)s belum melayani antrean mana pun."),
    "counter_in_use": _("Loket %(number)s sedang dipakai. Minta petugasnya menutup loket dahulu."),
    "staff_of_other_agency": _("Petugas harus orang aktif di instansi ini."),
    "staff_of_other_hall": _("Orang itu bukan petugas ruang layanan ini."),
    "staff_already": _("%(name)s sudah menjadi petugas di sini."),
    "staff_too_many": _("Paling banyak %(most)s petugas untuk satu ruang layanan."),
    "staff_at_counter": _(
        "%(name)s masih membuka loket %(number)s. Minta loketnya ditutup dahulu."
    ),
    "roster_order": _("Urutan antara 1 dan %(most)s."),
    "roster_order_twice": _("Urutan %(order)s dipakai dua orang pada hari yang sama."),
    "hours_unreadable": _("“%(text)s” tidak terbaca. Tulis seperti 08.00-15.30."),
    "hours_backwards": _("Jam tutup harus sesudah jam buka, pada hari yang sama."),
    "hours_overlap": _("Jam-jam itu bertumpuk. Pisahkan atau gabungkan."),
    "hours_too_many": _("Paling banyak %(most)s rentang dalam sehari."),
    "break_outside_hours": _("Istirahat harus di dalam jam buka."),
    "hours_closed_all_week": _("Ruang layanan yang sudah dibuka perlu jam buka."),
    "hours_day": _(
        "Jam layanan berlaku paling cepat besok. Untuk menutup lebih awal hari ini, hentikan"
        " pengambilan nomor."
    ),
    "hours_unknown": _("Jam layanan itu sudah tidak direncanakan."),
    "season_day": _(
        "Hari khusus berlaku paling cepat besok. Untuk menutup lebih awal hari ini, hentikan"
        " pengambilan nomor."
    ),
    "season_over": _("“%(name)s” sudah lewat; jam hari yang sudah lewat tidak dapat diubah."),
    "season_backwards": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "season_too_long": _("Paling lama %(most)s hari."),
    "season_overlaps": _("Bertumpuk dengan “%(name)s”. Hapus dahulu yang lama."),
    "season_unknown": _("Hari khusus itu sudah tidak ada."),
    "seasons_too_many": _("Paling banyak %(most)s hari khusus."),
    "promise_ladder": _(
        "Urutannya harus naik: koordinator diperingatkan, cadangan bersiap, janji, lalu kepala"
        " kantor; janji paling lama sehari."
    ),
    "promise_day": _(
        "Janji baru berlaku paling cepat besok. Yang dijanjikan hari ini tidak dapat diubah."
    ),
    "point_mark": _("Tanda kios: satu huruf dan satu atau dua angka, misalnya K2."),
    "point_mark_taken": _("Tanda %(given)s sudah dipakai kios lain."),
    "point_unknown": _("Titik itu sudah tidak ada."),
    "point_is_no_kiosk": _("Titik %(number)s bukan kios."),
    "points_too_many": _("Paling banyak %(most)s titik."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, words in ACTS.items():
        register(act, words)
    refusals.say(REFUSALS)
