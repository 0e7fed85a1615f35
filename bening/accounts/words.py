"""The sentences of this feature: its audit acts and its refusals."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person, Role
from bening.audit.acts import Sentence, day, field_labels, label, register, told
from bening.ui import refusals

FACTORS = {
    "webauthn": _("kunci sandi"),
    "totp": _("aplikasi autentikator"),
    "recovery_codes": _("kode pemulihan"),
}


def _of_factor(words: Promise) -> Sentence:
    """The sentence of an act on one kind of second factor."""

    def kind(data: Mapping[str, object]) -> object:
        kept = str(data.get("kind", ""))
        return FACTORS.get(kept, kept)

    return told(words, kind=kind)


ACTS: dict[str, Sentence] = {
    "person.added": _("mendaftarkan %(name)s"),
    "person.changed": told(
        _("mengubah data %(name)s: %(fields)s"), fields=field_labels(Person, "fields")
    ),
    "person.deactivated": _("menonaktifkan akun %(name)s"),
    "person.activated": _("mengaktifkan kembali akun %(name)s"),
    "person.invited": _("membuat tautan undangan untuk %(name)s"),
    "person.reset_requested": _("membuat tautan setel ulang kata sandi untuk %(name)s"),
    "people.imported": _("mengimpor %(count)s orang dari berkas %(file_name)s"),
    "units.imported": _("mengimpor %(count)s unit dari berkas %(file_name)s"),
    "password.set": _("menetapkan kata sandi lewat tautan"),
    "password.changed": _("mengganti kata sandi"),
    "role.given": told(_("memberi %(name)s peran %(role)s di %(where)s"), role=label(Role, "role")),
    "role.ended": told(
        _("mengakhiri peran %(role)s %(name)s di %(where)s"), role=label(Role, "role")
    ),
    "posting.began": told(_("menempatkan %(name)s di %(where)s sejak %(on)s"), on=day("on")),
    "posting.ended": told(
        _("mengakhiri penempatan %(name)s di %(where)s pada %(on)s"), on=day("on")
    ),
    "second_factor.added": _of_factor(_("menambahkan verifikasi dua langkah (%(kind)s)")),
    "second_factor.removed": _of_factor(_("menghapus verifikasi dua langkah (%(kind)s)")),
    "second_factor.reset": _("menghapus semua verifikasi dua langkah milik %(name)s"),
    "session.ended": _("mengakhiri %(count)s sesi lain"),
    "signin.succeeded": _("masuk"),
    "signin.failed": _("gagal masuk (percobaan ke-%(attempt)s)"),
    "signin.locked": _("akun dikunci sementara setelah percobaan masuk yang gagal"),
    "signout.done": _("keluar"),
    "token.made": _("membuat token API %(name)s"),
    "token.revoked": _("mencabut token API %(name)s"),
}

REFUSALS = {
    "operator_there": _(
        "Sudah ada pengelola sistem. Masuk dengan akun itu untuk mendaftarkan orang lain."
    ),
    "operator_only": _("Hanya pengelola sistem yang dapat melakukan ini."),
    "reviewers_by_assignment_only": _(
        "Peran penilai diberikan lewat penugasan evaluasi, bukan dari halaman ini."
    ),
    "agency_admin_only": _("Hanya admin instansi %(agency)s yang dapat melakukan ini."),
    "unit_head_only": _(
        "Hanya kepala unit %(unit)s atau admin instansi yang dapat mengatur orang di unit ini."
    ),
    "not_your_people": _("Akun ini tidak berada dalam tanggung jawab Anda."),
    "own_details_only": _("Anda hanya dapat mengubah profil Anda sendiri di sini."),
    "not_oneself": _("Anda tidak dapat melakukan ini pada akun Anda sendiri. Minta admin lain."),
    "already_inactive": _("Akun %(name)s sudah nonaktif."),
    "already_active": _("Akun %(name)s sudah aktif."),
    "person_inactive": _("Akun %(name)s nonaktif. Aktifkan dulu akunnya."),
    "no_second_factor": _("%(name)s tidak memakai verifikasi dua langkah."),
    "email_taken": _("Surel %(email)s tidak dapat dipakai karena sudah terdaftar."),
    "employee_number_taken": _("NIP %(number)s sudah terdaftar di instansi ini."),
    "nobody_of_that_email": _("Tidak ada orang aktif dengan surel itu di instansi ini."),
    "last_admin": _(
        "%(agency)s harus punya paling sedikit satu admin aktif. Tunjuk admin lain lebih dulu."
    ),
    "last_operator": _("Harus ada paling sedikit satu pengelola sistem yang aktif."),
    "own_admin_role": _(
        "Anda tidak dapat mengakhiri peran admin Anda sendiri. Minta admin lain melakukannya."
    ),
    "role_to_oneself": _("Anda tidak dapat memberi peran kepada diri sendiri. Minta admin lain."),
    "operator_of_no_agency": _(
        "%(name)s terdaftar di instansi. Pengelola sistem tidak boleh milik instansi mana pun."
    ),
    "role_needs_agency": _("%(name)s tidak terdaftar di instansi mana pun."),
    "role_needs_unit": _("Pilih unit kerja untuk peran ini."),
    "role_without_unit": _("Kosongkan unit: peran ini berlaku untuk seluruh instansi."),
    "role_needs_area": _("Pilih area 1 sampai 6 untuk peran ini."),
    "role_without_area": _("Kosongkan area: peran ini tidak memakai area."),
    "unit_is_closed": _("Unit %(unit)s sudah ditutup."),
    "role_ends_before_start": _("Tanggal akhir tidak boleh sebelum tanggal mulai."),
    "role_already_held": _("%(name)s sudah memegang peran ini pada masa itu."),
    "role_already_ended": _("Peran %(name)s ini sudah berakhir."),
    "posting_needs_unit": _("Pilih unit kerja dari instansi orang ini."),
    "posting_same_unit": _("Sudah ditempatkan di %(unit)s."),
    "posting_before_last": _("Penempatan baru harus mulai setelah %(day)s."),
    "posting_ended": _("Penempatan %(name)s ini sudah berakhir."),
    "posting_ends_before_start": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "link_unknown": _("Tautan ini tidak dikenal. Periksa apakah tersalin utuh."),
    "link_used": _("Tautan ini sudah dipakai atau sudah diganti dengan yang lebih baru."),
    "link_expired": _("Tautan ini sudah kedaluwarsa. Minta tautan baru kepada admin instansi."),
    "token_days": _("Masa berlaku token 1 sampai %(most)s hari."),
    "too_many_tokens": _("Paling banyak %(most)s token aktif. Cabut yang tidak dipakai."),
    "token_of_another": _("Token ini milik orang lain."),
    "token_already_revoked": _("Token %(name)s sudah dicabut."),
    "file_too_large": _("Berkas lebih dari %(most)s MB. Bagi menjadi beberapa berkas."),
    "file_empty": _("Berkas kosong."),
    "not_a_table": _(
        "Berkas ini bukan CSV atau XLSX yang dapat dibaca. Simpan ulang sebagai .xlsx."
    ),
    "csv_broken": _("CSV rusak di sekitar baris %(line)s: periksa tanda kutip."),
    "macros": _("Berkas berisi makro (.xlsm). Simpan ulang sebagai .xlsx tanpa makro."),
    "packed_bomb": _("Isi berkas setelah dibuka terlalu besar. Simpan ulang tabelnya saja."),
    "columns_missing": _("Kolom tidak ditemukan di baris judul: %(columns)s."),
    "too_many_rows": _("Paling banyak %(most)s baris. Bagi menjadi beberapa berkas."),
    "no_rows": _("Tidak ada baris di bawah baris judul."),
    "import_has_faults": _(
        "%(count)s hal harus diperbaiki di berkas. Tidak ada yang diimpor; unggah berkas yang baru."
    ),
    "import_already_applied": _("Impor ini sudah diterapkan."),
    "import_gone": _("Impor ini sudah dibuang atau diganti berkas lain. Tidak ada yang diimpor."),
    "import_address_taken": _(
        "Satu alamat surel baru saja didaftarkan orang lain. Tidak ada yang diimpor; periksa lagi."
    ),
    "import_collided": _("Pohon unit sedang diubah orang lain. Tidak ada yang diimpor; ulangi."),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
