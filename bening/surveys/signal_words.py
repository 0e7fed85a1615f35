"""The signals of integrity in plain sentences, and their figures as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.domain.surveys.integrity import SignalVerdict
from bening.ui.figures import decimal_text, percent_text


@dataclass(frozen=True, slots=True)
class SignalWords:
    """Title, what is measured, what it may mean; `is_share` where the value is a part of 1."""

    title: str | Promise
    measured: str | Promise
    meaning: str | Promise
    is_share: bool = True


WORDS: Mapping[str, SignalWords] = {
    "coverage": SignalWords(
        gettext_lazy("Cakupan undangan"),
        gettext_lazy("Bagian layanan selesai yang diundang menjawab."),
        gettext_lazy("Undangan lebih sedikit daripada buku layanan: ada yang tidak diundang."),
    ),
    "token_share": SignalWords(
        gettext_lazy("Isian dengan kode undangan"),
        gettext_lazy("Bagian isian yang memakai kode sekali pakai."),
        gettext_lazy("Terlalu banyak isian tanpa kode: satu orang dapat mengisi berkali-kali."),
    ),
    "assisted": SignalWords(
        gettext_lazy("Isian dibantu atau di layar ruang layanan"),
        gettext_lazy("Bagian isian yang diisi dengan bantuan petugas atau di perangkat unit."),
        gettext_lazy("Banyak responden mengisi di dekat petugas dan mungkin merasa dilihat."),
    ),
    "speeders": SignalWords(
        gettext_lazy("Isian terlalu cepat"),
        gettext_lazy("Bagian isian yang selesai kurang dari dua detik per butir."),
        gettext_lazy("Butir tidak dibaca, atau diisi orang yang sudah hafal."),
    ),
    "straight_lines": SignalWords(
        gettext_lazy("Jawaban segaris"),
        gettext_lazy("Bagian isian dengan jawaban sama di semua butir, di luar yang wajar."),
        gettext_lazy("Isian mungkin tidak berasal dari pengalaman sendiri."),
    ),
    "straight_rise": SignalWords(
        gettext_lazy("Kenaikan jawaban segaris"),
        gettext_lazy("Bagian isian segaris dibanding periode sebelumnya."),
        gettext_lazy("Cara orang mengisi berubah mendadak."),
    ),
    "duplicates": SignalWords(
        gettext_lazy("Isian kembar"),
        gettext_lazy(
            "Bagian isian dengan rangkaian jawaban sama yang lebih sering dari kebetulan."
        ),
        gettext_lazy("Rangkaian jawaban mungkin disalin atau didiktekan."),
    ),
    "typed_patterns": SignalWords(
        gettext_lazy("Pola angka pada isian kertas"),
        gettext_lazy("Bagian isian kertas dengan pola angka berulang."),
        gettext_lazy("Isian kertas mungkin dibuat saat menyalin."),
    ),
    "identical_comments": SignalWords(
        gettext_lazy("Saran yang sama persis"),
        gettext_lazy("Bagian saran panjang yang sama huruf demi huruf."),
        gettext_lazy("Saran mungkin ditulis satu orang."),
    ),
    "time_clusters": SignalWords(
        gettext_lazy("Isian bergerombol"),
        gettext_lazy("Bagian isian pada setengah jam yang jauh lebih padat dari biasanya."),
        gettext_lazy("Responden mungkin dikumpulkan dan diarahkan."),
    ),
    "bursts": SignalWords(
        gettext_lazy("Isian beruntun"),
        gettext_lazy("Bagian isian yang masuk lebih rapat daripada laju layanannya."),
        gettext_lazy("Isian mungkin dimasukkan berturut-turut oleh orang yang sama."),
    ),
    "own_network_bursts": SignalWords(
        gettext_lazy("Isian beruntun dari jaringan kantor"),
        gettext_lazy("Bagian isian beruntun yang datang dari jaringan unit sendiri."),
        gettext_lazy("Petugas mungkin mengisi untuk pengguna layanan."),
    ),
    "own_network_after_hours": SignalWords(
        gettext_lazy("Isian dari jaringan kantor di luar jam layanan"),
        gettext_lazy("Bagian isian dari jaringan unit saat layanan tutup."),
        gettext_lazy("Saat itu tidak ada pengunjung di kantor."),
    ),
    "late_answers": SignalWords(
        gettext_lazy("Isian susulan"),
        gettext_lazy("Bagian isian yang dikirim belakangan karena ponsel tidak tersambung."),
        gettext_lazy("Waktu isian susulan tidak dapat diperiksa; terlalu banyak berarti celah."),
    ),
    "missing_days": SignalWords(
        gettext_lazy("Hari atau layanan yang hilang"),
        gettext_lazy("Hari buka tanpa layanan selesai, dan layanan tanpa jawaban."),
        gettext_lazy("Buku layanan atau undangan mungkin tidak lengkap."),
        is_share=False,
    ),
    "jump": SignalWords(
        gettext_lazy("Lonjakan nilai"),
        gettext_lazy("Rata-rata isian (0 sampai 1) dibanding periode sebelumnya."),
        gettext_lazy("Nilai naik lebih dari yang wajar antarperiode."),
        is_share=False,
    ),
    "late_rise": SignalWords(
        gettext_lazy("Kenaikan di akhir periode"),
        gettext_lazy("Rata-rata isian (0 sampai 1) pada seperempat hari terakhir."),
        gettext_lazy("Nilai naik mendadak menjelang penutupan."),
        is_share=False,
    ),
    "external_gap": SignalWords(
        gettext_lazy("Selisih dengan survei eksternal"),
        gettext_lazy("Rata-rata isian (0 sampai 1) dibanding nilai dari luar."),
        gettext_lazy("Nilai sendiri jauh di atas nilai yang diukur pihak luar."),
        is_share=False,
    ),
    "contradiction": SignalWords(
        gettext_lazy("Dimintai uang, tetapi jawaban sempurna"),
        gettext_lazy("Bagian yang mengaku dimintai uang namun menjawab semua butir paling baik."),
        gettext_lazy("Responden mungkin takut menjawab jujur."),
    ),
    "response_decline": SignalWords(
        gettext_lazy("Penurunan tanggapan"),
        gettext_lazy("Bagian undangan yang dijawab dibanding periode sebelumnya."),
        gettext_lazy("Orang mungkin jenuh dengan terlalu banyak survei."),
    ),
    "voids": SignalWords(
        gettext_lazy("Isian dikecualikan"),
        gettext_lazy("Bagian isian yang sudah dikecualikan oleh TPI."),
        gettext_lazy("Terlalu banyak isian dikecualikan."),
    ),
    "sealed_days": SignalWords(
        gettext_lazy("Segel harian"),
        gettext_lazy("Temuan pemeriksaan segel: isian hilang, ditambah, atau diubah."),
        gettext_lazy("Isian di basis data berbeda dari yang disegel."),
        is_share=False,
    ),
}
VERDICTS: Mapping[str, str | Promise] = {
    SignalVerdict.OK: gettext_lazy("wajar"),
    SignalVerdict.LOOK: gettext_lazy("perlu dilihat"),
    SignalVerdict.NOT_ENOUGH: gettext_lazy("belum cukup data"),
}
PATTERNS: Mapping[int, str | Promise] = {
    1: gettext_lazy("petugas mengisi untuk pengguna layanan"),
    2: gettext_lazy("satu orang mengisi berkali-kali"),
    3: gettext_lazy("hanya yang puas diundang"),
    4: gettext_lazy("petugas mendampingi saat mengisi"),
    5: gettext_lazy("jawaban tanpa dibaca"),
    6: gettext_lazy("isian rendah dihapus"),
    7: gettext_lazy("hari atau layanan dilewati"),
    8: gettext_lazy("hadiah bagi pengisi"),
    9: gettext_lazy("pengarahan menjelang survei eksternal"),
    10: gettext_lazy("daftar kontak disaring"),
    11: gettext_lazy("formulir kertas karangan"),
    12: gettext_lazy("survei dipaksakan sebelum layanan selesai"),
    13: gettext_lazy("takut akan balasan"),
    14: gettext_lazy("tercampur survei pegawai"),
    15: gettext_lazy("jawaban didiktekan"),
    16: gettext_lazy("jenuh survei"),
}


@dataclass(frozen=True, slots=True)
class ShownSignal:
    """One line of the panel."""

    code: str
    title: str
    measured: str
    meaning: str
    value: str
    expected: str
    verdict: str
    verdict_label: str
    chance: str
    n: int
    touched: int
    patterns: tuple[str, ...]

    @property
    def is_look(self) -> bool:
        """Whether it is worth a look."""
        return self.verdict == SignalVerdict.LOOK

    @property
    def is_silent(self) -> bool:
        """Whether there was not enough data."""
        return self.verdict == SignalVerdict.NOT_ENOUGH


def shown_signals(integrity: Mapping[str, Any]) -> tuple[ShownSignal, ...]:
    """The signals of a kept panel, in its order."""
    return tuple(_shown(one) for one in integrity["signals"] if one["code"] in WORDS)


def signal_title(code: str) -> str:
    """The title of a signal; its code where it has none."""
    words = WORDS.get(code)
    return str(words.title) if words else code


def _shown(one: Mapping[str, Any]) -> ShownSignal:
    words = WORDS[one["code"]]
    return ShownSignal(
        code=one["code"],
        title=str(words.title),
        measured=str(words.measured),
        meaning=str(words.meaning),
        value=_figure(one["value"], is_share=words.is_share),
        expected=_figure(one["expected"], is_share=words.is_share),
        verdict=one["verdict"],
        verdict_label=str(VERDICTS[one["verdict"]]),
        chance=_chance(one["p"]),
        n=one["n"],
        touched=one["touched"],
        patterns=tuple(str(PATTERNS[number]) for number in one["patterns"]),
    )


def _figure(text: str | None, *, is_share: bool) -> str:
    if text is None:
        return "–"
    value = Decimal(text)
    if is_share:
        return percent_text(value, 1)
    return decimal_text(value, 0 if value == value.to_integral_value() else 2)


def _chance(text: str | None) -> str:
    """How often chance alone gives as much."""
    if text is None:
        return ""
    value = Decimal(text)
    if value < Decimal("0.001"):
        return _("kurang dari 1 dari 1.000")
    return percent_text(value, 1)
