"""The sentences of this feature: what was refused and what to write instead, what a check found.

`sentence(refusal)` is the one way from a refusal to words; screens and the JSON interface use it.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.domain.quality import Finding
from bening.domain.refusals import Refused
from bening.domain.scoring import Relation
from bening.ui import refusals as ui_refusals

REFUSALS: dict[str, str | Promise] = {
    "unknown_question": _("Kode butir ini tidak ada pada instrumen lembar kerja."),
    "unknown_option": _("Pilih salah satu: %(options)s."),
    "value_not_taken": _("Butir ini dijawab dengan angka hitungan, bukan dengan pilihan."),
    "inputs_not_taken": _("Butir ini tidak dijawab dengan angka hitungan."),
    "unknown_input": _("Isian “%(input)s” tidak ada pada butir ini."),
    "comma_decimal": _("Tulis %(suggestion)s dengan titik, bukan koma."),
    "negative": _("Isi angka 0 atau lebih, bukan angka negatif."),
    "not_a_number": _("Isi dengan angka saja, misalnya 46. “%(given)s” bukan angka."),
    "not_whole": _("Isi angka bulat 0 atau lebih, misalnya 46."),
    "number_too_long": _("Angka ini terlalu panjang: paling banyak %(longest)s digit."),
    "count_too_large": _("Angka ini tidak wajar: paling besar %(largest)s."),
    "index_too_high": _("Indeks paling besar %(high)s. Periksa skala survei Anda."),
    "index_too_low": _("Indeks paling kecil %(low)s."),
    "sheet_locked": _(
        "Lembar kerja %(unit)s sudah dikirim dan terkunci. Buka kembali dahulu untuk mengubahnya."
    ),
    "answer_conflict": _(
        "Jawaban ini diubah orang lain saat Anda mengetik. Tidak ada yang hilang; "
        "pilih yang berlaku."
    ),
    "version_unknown": _("Halaman ini sudah lama. Muat ulang, lalu isi lagi; isian Anda disimpan."),
    "note_too_long": _("Penjelasan %(length)s karakter, batasnya %(longest)s. Ringkas dahulu."),
    "comment_empty": _("Tulis pesannya dahulu."),
    "comment_too_long": _("Pesan %(length)s karakter, batasnya %(longest)s."),
    "assignee_may_not_answer": _(
        "%(assignee)s tidak dapat menjawab butir %(official_code)s. Pilih anggota kelompok kerja "
        "areanya, PIC, atau kepala unit."
    ),
    "assignee_unknown": _("Pilih orang dari daftar."),
    "due_date_invalid": _("Isi tenggat dengan tanggal, misalnya 18/04/2026, atau kosongkan."),
    "nothing_earlier": _("Tidak ada jawaban tahun lalu yang cocok untuk butir ini."),
    "fills_no_sheet_of_unit": _("Anda tidak mengisi lembar kerja %(unit)s."),
    "answers_own_area_only": _(
        "Anda menjawab butir area Anda sendiri. Butir %(official_code)s milik kelompok kerja lain."
    ),
    "assigns_as_pic_head_or_lead": _(
        "Penugasan diatur oleh PIC, kepala unit, atau ketua kelompok kerja %(unit)s."
    ),
    "discusses_own_unit_only": _("Diskusi ini untuk pengisi lembar kerja %(unit)s."),
    "submits_as_pic_or_head": _("Lembar kerja dikirim oleh PIC atau kepala unit %(unit)s."),
    "reopens_as_inspector_or_head": _(
        "Lembar kerja %(unit)s dibuka kembali oleh inspektur, kepala instansi, atau kepala unit."
    ),
    "returns_as_reviewer": _(
        "Lembar kerja %(unit)s dikembalikan oleh penilai yang ditugaskan padanya."
    ),
    "head_reopens_until_closing_day": _(
        "Kepala unit dapat membuka kembali sampai %(closes_on)s. Minta inspektur setelah itu."
    ),
    "sheet_is_not_submitted": _("Lembar kerja %(unit)s belum dikirim."),
    "sheet_under_review": _(
        "Lembar kerja %(unit)s sedang dievaluasi. Ia terbuka lagi setelah penilai mengembalikannya."
    ),
    "sheet_has_no_snapshot": _("Lembar kerja ini belum punya rekaman kiriman."),
    "sheet_not_ready": _("Lembar kerja belum dapat dikirim: masih ada yang harus diperbaiki."),
    "reason_missing": _("Tulis alasan membuka kembali."),
    "dates_out_of_order": _("Tanggal akhir harus sama dengan atau setelah tanggal awal."),
    "year_implausible": _("Tahun %(year)s di luar 2000 sampai 2100."),
    "cycle_exists": _("Siklus %(year)s sudah ada."),
    "instrument_of_other_agency": _("Instrumen %(slug)s milik instansi lain."),
    "instrument_id_taken": _("Kode instrumen %(slug)s sudah dipakai."),
    "instrument_file_too_large": _("Berkas instrumen paling besar %(megabytes)s MB."),
    "instrument_file_not_utf8": _("Simpan berkas YAML dengan pengodean UTF-8, lalu unggah lagi."),
    "instrument_file_kind": _("Berkas %(extension)s bukan instrumen. Pakai .yaml atau .xlsx."),
    "instrument_id_needed": _("Isi kode instrumen untuk berkas Excel, misalnya lke-2021-kota."),
    "imports_as_pic_or_head": _("Impor dilakukan oleh PIC atau kepala unit %(unit)s."),
    "import_file_empty": _("Berkas ini kosong. Pilih berkas LKE yang terisi."),
    "import_file_too_large": _("Berkas terlalu besar: paling besar %(megabytes)s MB."),
    "import_file_kind": _("Berkas %(extension)s tidak dapat dibaca. Pakai .xlsx atau .json."),
    "import_file_unreadable": _("Berkas tidak dapat dibaca: %(why)s"),
    "changed_since_preview": _(
        "Ada yang menyimpan jawaban setelah pratinjau: %(codes)s. Unggah lagi untuk melihat "
        "keadaan terbaru; belum ada yang diimpor."
    ),
    "instrument_faults": _("Berkas instrumen belum benar: %(count)s kesalahan."),
}

FINDINGS: dict[str, str | Promise] = {
    "best_answer_without_evidence": _("Jawaban terbaik ini belum punya bukti."),
    "better_than_fact": _("Jawaban lebih tinggi daripada usulan data. Jelaskan sebabnya."),
    "evidence_outside_period": _("Ada bukti di luar masa penilaian."),
    "most_claimed_but_less_proven": _(
        "“Sebagian besar” memerlukan lebih dari separuh (aturan Bening): baru %(proven)s dari "
        "%(expected)s bukti yang diharapkan sudah diperiksa."
    ),
    "same_file_everywhere": _("“%(title)s” dipakai di %(count)s butir. Pastikan memang cocok."),
    "own_survey_is_a_forecast": _(
        "Nilai resmi berasal dari survei eksternal. Lampirkan dokumennya; survei unit sendiri "
        "adalah perkiraan."
    ),
}

CONTRADICTIONS: dict[Relation, str | Promise] = {
    Relation.AT_MOST: _(
        "Isian bertentangan: %(left)s (%(left_value)s) seharusnya tidak lebih dari %(right)s "
        "(%(right_value)s)."
    ),
    Relation.EQUAL: _(
        "Isian bertentangan: %(left)s (%(left_value)s) seharusnya sama dengan %(right)s "
        "(%(right_value)s)."
    ),
}


def sentence(refusal: Refused) -> str:
    """What people read of a refusal: what was not accepted and what to do."""
    return ui_refusals.sentence(refusal)


def finding_sentence(finding: Finding) -> str:
    """What a check found on one question, in a sentence; empty where the card says it already."""
    if finding.rule.kind == "counts_contradict":
        return str(CONTRADICTIONS[finding.values["relation"]]) % finding.values
    words = FINDINGS.get(finding.rule.kind)
    return str(words) % finding.values if words else ""


def register_words() -> None:
    """Declares the sentences to the pages that show refusals; called when the program starts."""
    ui_refusals.say(REFUSALS)
