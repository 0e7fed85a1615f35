"""The sentences of this feature: its audit acts and its refusals."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "selection.criteria_adopted": _("menetapkan kriteria pemilihan unit versi %(version)s"),
    "selection.opened": _("membuka pemilihan unit %(year)s"),
    "selection.group_set": _("mengganti kelompok kerja pemilihan unit %(year)s"),
    "selection.candidate_added": _("mengusulkan calon %(unit)s"),
    "selection.candidate_scored": _("menilai calon %(unit)s"),
    "selection.candidate_removed": _("mencabut calon %(unit)s"),
    "selection.proposed": _("mengusulkan %(units)s calon kepada kepala instansi"),
    "selection.returned": _("mengembalikan usulan kepada kelompok kerja: %(reason)s"),
    "selection.decided": _(
        "menetapkan %(accepted)s dari %(units)s calon dengan keputusan %(number)s"
    ),
}

REFUSALS = {
    "selection_set_up_by_head_or_admin": _(
        "Kriteria dan kelompok kerja diatur oleh kepala atau admin %(agency)s."
    ),
    "selection_weighed_by_group": _("Calon diajukan dan dinilai oleh kelompok kerja."),
    "selection_proposed_by_lead": _("Usulan dikirim oleh ketua kelompok kerja."),
    "selection_decided_by_head": _("Putusan hanya oleh kepala %(agency)s."),
    "selection_round_locked": _(
        "Pemilihan ini sekarang “%(state)s”, jadi bagian ini tidak dapat diubah."
    ),
    "selection_not_decided": _("Pemilihan ini belum diputuskan."),
    "selection_reason_missing": _("Tulis alasannya; kelompok kerja membacanya."),
    "selection_under_way": _("%(agency)s masih punya pemilihan unit yang belum diputuskan."),
    "selection_year": _("Isi tahun siklus dengan empat angka."),
    "criteria_missing": _("Pilih sekurangnya satu dan paling banyak %(most)s kriteria."),
    "criteria_twice": _("Satu kriteria hanya dapat dipakai sekali."),
    "criterion_without_source": _("Setiap kriteria perlu kalimat dan dasarnya."),
    "criterion_weight": _("Bobot dan nilai tertinggi “%(criterion)s” antara 1 dan %(most)s."),
    "criteria_unchanged": _("Kriteria ini sama dengan versi %(version)s yang berlaku."),
    "group_of_other_agency": _("%(name)s bukan pegawai aktif instansi ini."),
    "decree_of_other_agency": _("Dokumen itu bukan milik instansi ini atau sudah ditarik."),
    "candidate_of_other_agency": _("%(unit)s bukan unit instansi ini."),
    "candidate_closed": _("%(unit)s sudah ditutup."),
    "candidate_exists": _("%(unit)s sudah menjadi calon."),
    "criterion_of_other_set": _("Kriteria itu tidak dipakai pada pemilihan ini."),
    "score_off_scale": _("Nilai “%(criterion)s” antara 0 dan %(highest)s."),
    "score_without_reason": _("Tulis alasan nilai “%(criterion)s”."),
    "candidates_missing": _("Belum ada calon untuk diusulkan."),
    "scores_missing": _("Belum dinilai lengkap: %(units)s."),
    "verdict_missing": _("Belum diputuskan: %(units)s."),
    "verdict_without_reason": _("Tulis alasan putusan untuk %(unit)s."),
    "decree_number_empty": _("Isi nomor keputusan."),
    "decree_day": _("Tanggal %(day)s belum terjadi."),
    "decree_day_missing": _("Isi tanggal keputusan."),
    "selection_decree_foreign": _(
        "Dokumen itu bukan SK penetapan unit instansi ini, atau sudah ditarik."
    ),
    "selection_decree_used": _("SK itu sudah menjadi dasar pemilihan lain."),
    "selection_decree_stays": _(
        "SK ini dasar pemilihan unit yang sudah diputuskan; tidak dapat ditarik."
    ),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
