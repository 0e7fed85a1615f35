"""The sentences of this feature: requirements with their reasons, audit acts, refusals."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.domain.gates import (
    EARLIER_TITLE,
    NO,
    NO_CORRUPTION,
    PRIORITY_UNIT,
    REVOCATION_WAIT,
    YES,
    Basis,
    Gate,
    Verdict,
    percent_of,
)
from bening.nominations.models.national import (
    ClearanceBody,
    ClearanceResult,
    FieldNoteKind,
    SelectionOutcome,
)
from bening.nominations.models.panel import Vote
from bening.ui import refusals
from bening.ui.figures import short_text

if TYPE_CHECKING:
    from bening.audit.models import Event

PRIORITY_UNIT_LABELS: Mapping[str, str | Promise] = {
    NO: _("Bukan unit prioritas Stranas PK"),
    "regional_hospital": _("Rumah sakit umum daerah"),
    "civil_registration": _("Dinas kependudukan dan pencatatan sipil"),
    "vehicle_registration": _("Samsat"),
    "one_stop_service": _("Pelayanan terpadu satu pintu"),
    "education": _("Layanan pendidikan"),
    "employment": _("Layanan ketenagakerjaan"),
}
YES_NO: Mapping[str, str | Promise] = {YES: _("Ya"), NO: _("Tidak")}

VERDICTS: Mapping[Verdict, str | Promise] = {
    Verdict.MET: _("terpenuhi"),
    Verdict.NOT_MET: _("belum terpenuhi"),
    Verdict.MISSING: _("belum ada data"),
    Verdict.WAIVED: _("dikecualikan"),
}

BASES: Mapping[Basis, str | Promise] = {
    Basis.INSTRUMENT: "",
    Basis.CLOSING: _("PermenPANRB 90/2021, Lampiran II, penutup"),
    Basis.REVOCATION: _("PermenPANRB 90/2021, Lampiran II Bab IV"),
}

REASONS: Mapping[str, str | Promise] = {
    "reached": _("%(found)s per %(as_of)s; paling rendah %(needed)s."),
    "too_low": _("%(found)s per %(as_of)s, padahal paling rendah %(needed)s."),
    "not_complete": _("%(found)s per %(as_of)s, padahal harus %(needed)s."),
    "said_no": _("Dinyatakan tidak, per %(as_of)s."),
    "value_missing": _("Nilainya belum dicatat; yang diminta %(needed)s."),
    "building_not_begun": _("Program ini belum tercatat mulai membangun."),
    "built_long_enough": _("Membangun sejak %(since)s, sudah %(needed)s tahun."),
    "built_too_short": _("Membangun sejak %(since)s; genap %(needed)s tahun pada %(full)s."),
    "no_earlier_title": _("Belum ada predikat Menuju WBK yang berlaku."),
    "earlier_title": _("Berpredikat Menuju WBK sejak %(since)s."),
    "never_revoked": _("Tidak ada predikat yang pernah dicabut."),
    "wait_is_over": _("Predikat dicabut %(revoked)s; masa tunggu selesai %(over)s."),
    "revoked_lately": _("Predikat dicabut %(revoked)s; dapat diusulkan lagi mulai %(over)s."),
    "priority_unit": _(
        "%(unit_kind)s termasuk prioritas Stranas PK: boleh diusulkan selagi syarat ini dipenuhi."
    ),
    "accepted_by_tpn": _("TPN menerima dengan pertimbangan teknis."),
    "no_case": _("Inspektur menyatakan tidak ada perkara, per %(as_of)s."),
    "no_case_recorded": _("Tidak ada perkara yang dicatat; inspektur belum menyatakannya."),
    "case_recorded": _("Ada perkara KKN pada tahun pengusulan, per %(as_of)s: usulan gugur."),
}

ADVICE: Mapping[str, str | Promise] = {
    "too_low": _("Catat nilai terbaru bila sudah naik; bila belum, unit belum dapat diusulkan."),
    "not_complete": _("Selesaikan sisanya, lalu catat angka terbaru beserta buktinya."),
    "said_no": _("Usulkan unit lain, atau perbaiki catatan ini bila keliru."),
    "value_missing": _("Catat nilai, tanggal, sumber, dan buktinya."),
    "building_not_begun": _("Jalankan langkah “Mulai pembangunan” pada halaman program."),
    "built_too_short": _("Usulkan pada tahun berikutnya, atau setelah tanggal itu."),
    "no_earlier_title": _("Catat keputusan WBK-nya, atau usulkan untuk Menuju WBK."),
    "revoked_lately": _("Tunggu sampai masa dua tahun selesai."),
    "case_recorded": _("Usulkan pada tahun berikutnya. Tidak ada pengecualian untuk syarat ini."),
}

OWN_LABELS: Mapping[str, str | Promise] = {
    REVOCATION_WAIT: _("Tidak dalam masa tunggu dua tahun setelah pencabutan"),
    PRIORITY_UNIT: _("Jenis unit prioritas Stranas PK"),
    EARLIER_TITLE: _("Sudah berpredikat Menuju WBK"),
    NO_CORRUPTION: _("Tidak ada tindak pidana KKN pimpinan atau pegawai unit pada tahun ini"),
}


def day_text(day: date) -> str:
    """A day as people write it."""
    return date_format(day, "j F Y")


def gate_label(gate: Gate) -> str:
    """What a requirement is called; the instrument's own words where it has them."""
    return gate.label or str(OWN_LABELS[gate.id])


def value_text(kind: str, value: str) -> str:
    """A kept value as people read it."""
    if kind == "ya_tidak":
        return str(YES_NO.get(value, value))
    if kind == "jenis_unit":
        return str(PRIORITY_UNIT_LABELS.get(value, value))
    if kind == "persen":
        return _share_text(value)
    if kind == "level":
        return value.replace(".", ",")
    return value


def _share_text(value: str) -> str:
    """A share as entered: a percentage, or counted parts with what they come to."""
    part, _slash, whole = value.partition("/")
    if not whole:
        return f"{value.replace('.', ',')}%"
    words = {"part": part, "whole": whole, "percent": f"{short_text(percent_of(value))}%"}
    return gettext("%(part)s dari %(whole)s (%(percent)s)") % words


def reason_text(gate: Gate) -> str:
    """Why a requirement has its verdict, as a sentence."""
    shown = {
        name: day_text(value) if isinstance(value, date) else str(value)
        for name, value in (gate.values or {}).items()
    }
    if "unit_kind" in shown:
        shown["unit_kind"] = str(PRIORITY_UNIT_LABELS[shown["unit_kind"]])
    shown |= {
        "found": value_text(gate.kind, gate.found),
        "needed": value_text(gate.kind, gate.needed),
        "as_of": day_text(gate.as_of) if gate.as_of else "",
    }
    if gate.reason == "reached" and gate.kind == "ya_tidak":
        return gettext("Dinyatakan ya, per %(as_of)s.") % shown
    if gate.reason == "reached" and gate.kind == "persen":
        return gettext("%(found)s per %(as_of)s; harus %(needed)s.") % shown
    return str(REASONS[gate.reason]) % shown


def advice_text(gate: Gate) -> str:
    """What to do about a requirement that is not met; empty where nothing is."""
    return str(ADVICE.get(gate.reason, "")) if gate.stops else ""


def _value(data: Mapping[str, object]) -> str:
    return value_text(str(data.get("kind", "")), str(data.get("value", "")))


def _answered(event: "Event", data: Mapping[str, object]) -> str:
    """An answer to an objection."""
    words = gettext("menerima sanggahan: %(answer)s")
    if not data.get("is_accepted"):
        words = gettext("menolak sanggahan: %(answer)s")
    return words % {"answer": data.get("answer", "–")}


ACTS: dict[str, Sentence] = {
    "requirement.entered": told(_("mencatat %(label)s: %(value)s"), value=_value),
    "quota.set": _("mencatat kuota pengusulan %(year)s: %(most)s unit"),
    "permit.entered": _("mencatat izin evaluasi WBK mandiri, keputusan %(decree_number)s"),
    "gate.accepted": _("menerima syarat %(label)s dengan pertimbangan teknis: %(reason)s"),
    "nomination_rules.set": _("mengatur masa sanggah %(objection_days)s hari, kuorum %(quorum)s"),
    "nomination.opened": _("membuka pengusulan %(year)s"),
    "nomination.unit_added": _("menambahkan %(unit_name)s ke pengusulan"),
    "nomination.unit_removed": _("mengeluarkan %(unit_name)s dari pengusulan"),
    "nomination.statement_signed": _("menandatangani SPTJM %(unit_name)s, nomor %(document)s"),
    "nomination.letter_issued": _("menerbitkan surat pengusulan nomor %(document)s"),
    "nomination.package_asked": _("meminta paket pengusulan"),
    "nomination.sent": _("mengusulkan %(count)s unit ke TPN"),
    "admin_selection.decided": told(
        _("memutuskan seleksi administrasi: %(outcome)s"),
        outcome=label(SelectionOutcome, "outcome"),
    ),
    "admin_selection.repaired": _("mengirim perbaikan catatan seleksi administrasi"),
    "objection.filed": _("mengajukan sanggahan"),
    "objection.answered": _answered,
    "field_note.written": told(
        _("mencatat %(kind)s: %(about)s"), kind=label(FieldNoteKind, "kind")
    ),
    "clearance.requested": told(
        _("meminta klarifikasi %(body)s"), body=label(ClearanceBody, "body")
    ),
    "clearance.recorded": told(
        _("mencatat jawaban %(body)s: %(result)s"),
        body=label(ClearanceBody, "body"),
        result=label(ClearanceResult, "result"),
    ),
    "panel.opened": _("membuka panel dengan %(members)s anggota, kuorum %(quorum)s"),
    "panel.member_added": _("menambahkan %(person_name)s ke panel"),
    "panel.voted": _("memberikan suara panel"),
    "panel.absent": _("mencatat %(person_name)s tidak hadir di panel: %(reason)s"),
    "panel.decided": told(
        _("menutup panel: %(decision)s, %(award)s dari %(votes)s suara untuk penetapan"),
        decision=label(Vote, "decision"),
    ),
    "panel.reported": _("menerbitkan LHE TPN nomor %(document)s"),
}

REFUSALS = {
    "gate_value_unknown": _("“%(value)s” bukan nilai yang dikenal untuk syarat ini."),
    "gate_value_out_of_range": _("Nilainya antara 0 dan %(most)s."),
    "value_by_inspector": _("Nilai ini dicatat oleh inspektur/APIP yang memverifikasinya."),
    "value_by_agency": _("Nilai syarat dicatat oleh kepala instansi, inspektur, atau admin."),
    "prepared_by_agency": _("Pengusulan disiapkan oleh kepala instansi atau inspektur."),
    "not_open_for_you": _("Langkah ini sekarang tidak terbuka bagi Anda. Muat ulang halaman."),
    "set_by_administrator": _("Ini dicatat oleh admin instansi."),
    "sent_by_agency_head": _("Surat pengusulan dikirim oleh kepala instansi."),
    "signed_by_unit_head": _("SPTJM ditandatangani kepala %(unit)s sendiri."),
    "objected_by_agency": _("Sanggahan diajukan kepala instansi atau inspektur."),
    "repaired_by_agency": _("Perbaikan dikirim kepala unit, kepala instansi, atau inspektur."),
    "objection_read_by_its_sides": _(
        "Berkas sanggahan %(unit)s diambil kepala unit, kepala instansi, inspektur, atau tim TPN."
    ),
    "national_team_only": _("Ini pekerjaan tim TPN yang ditugaskan untuk %(unit)s."),
    "requirement_unknown": _("Syarat itu tidak ada untuk tahun ini."),
    "requirement_computed": _("Syarat ini dihitung dari data program; tidak diisi dengan tangan."),
    "no_cycle_of_year": _("Belum ada siklus evaluasi tahun %(year)s."),
    "unit_of_other_agency": _("%(unit)s bukan unit instansi ini."),
    "priority_unit_is_regional": _("Pengecualian Stranas PK hanya untuk unit pemerintah daerah."),
    "requirement_source_missing": _("Isi sumbernya, misalnya nomor dan tanggal laporan."),
    "as_of_in_future": _("Tanggal itu belum terjadi. Isi tanggal keadaan datanya."),
    "quota_source_missing": _("Isi surat yang menetapkan kuota."),
    "permit_number_missing": _("Isi nomor keputusan, seperti tertulis pada surat keputusan."),
    "permit_out_of_order": _("Tanggal akhir harus sama dengan atau setelah tanggal mulai."),
    "acceptance_of_unit_only": _(
        "Pertimbangan teknis hanya untuk syarat unit; syarat instansi tidak dapat dikecualikan."
    ),
    "acceptance_reason_missing": _("Tulis pertimbangan teknisnya."),
    "gate_accepted_before": _("Pertimbangan teknis untuk syarat ini sudah dicatat."),
    "rules_out_of_range": _("Masa sanggah 1 sampai 60 hari; kuorum paling sedikit 1."),
    "rules_source_missing": _("Isi surat atau pengumuman yang menjadi dasarnya."),
    "gates_open": _("%(unit)s belum memenuhi %(count)s syarat pengusulan: %(gates)s."),
    "agency_not_permitted": _(
        "%(agency)s belum tercatat berhak melakukan evaluasi WBK mandiri "
        "(PermenPANRB 5/2024, Lampiran II Bab II.B)."
    ),
    "nomination_sent": _("Pengusulan sudah dikirim; isinya tidak berubah lagi."),
    "program_of_other_cycle": _("%(unit)s bukan program instansi ini pada siklus ini."),
    "unit_not_eligible": _(
        "%(unit)s dalam keadaan %(state)s. Yang dapat diusulkan hanya unit yang layak diusulkan."
    ),
    "unit_is_in_proposal": _("%(unit)s sudah ada dalam pengusulan."),
    "unit_not_in_proposal": _("%(unit)s tidak ada dalam pengusulan."),
    "document_number_missing": _("Isi nomor suratnya."),
    "statement_signed_before": _("SPTJM %(unit)s sudah ada."),
    "no_units_in_proposal": _("Pilih dahulu unit yang diusulkan."),
    "letter_missing": _("Terbitkan dahulu surat pengusulannya."),
    "letter_exists": _("Surat pengusulan nomor %(number)s masih berlaku."),
    "statements_missing": _("SPTJM belum ada untuk: %(units)s."),
    "nomination_late": _("Batas pengusulan %(last_day)s sudah lewat (%(source)s)."),
    "units_hold_the_letter": _(
        "Satu surat untuk semua unit: belum dapat dikirim karena %(count)s unit: %(units)s."
    ),
    "package_incomplete": _("Paket belum lengkap: %(missing)s."),
    "package_under_way": _("Paket sedang dibuat."),
    "not_in_selection": _("%(unit)s sedang tidak dalam seleksi administrasi."),
    "selection_notes_missing": _("Tulis catatan atau alasannya."),
    "repair_day_missing": _("Isi tanggal perbaikan paling lambat."),
    "repair_day_passed": _("Tanggal itu sudah lewat."),
    "repair_awaited": _("Perbaikan catatan seleksi belum dikirim instansi."),
    "selection_gates_open": _(
        "Belum dapat lulus tanpa catatan: %(gates)s. Pilih lulus dengan catatan atau tidak lulus."
    ),
    "selection_not_passed": _("Seleksi administrasi %(unit)s belum lulus."),
    "no_repair_asked": _("Tidak ada perbaikan yang diminta."),
    "repair_late": _("Batas perbaikan %(last_day)s sudah lewat."),
    "not_in_objection": _("%(unit)s sedang tidak dalam masa sanggah."),
    "objection_twice": _("Sanggahan hanya satu kali; keputusan TPN sudah final."),
    "objection_late": _("Masa sanggah berakhir %(last_day)s."),
    "objection_reason_missing": _("Tulis alasan sanggahan."),
    "no_objection": _("Tidak ada sanggahan yang menunggu jawaban."),
    "objection_answer_missing": _("Tulis jawaban TPN."),
    "objection_not_accepted": _("Belum ada sanggahan %(unit)s yang diterima."),
    "objection_unanswered": _("Sanggahan %(unit)s belum dijawab."),
    "objection_was_accepted": _("Sanggahan %(unit)s sudah diterima."),
    "objection_still_open": _("Masa sanggah masih terbuka sampai %(last_day)s."),
    "note_not_now": _("Catatan TPN diisi selama evaluasi TPN berjalan; sekarang %(state)s."),
    "note_incomplete": _("Isi siapa atau skenarionya, dan temuannya."),
    "note_in_future": _("Tanggal itu belum terjadi."),
    "clearance_not_now": _(
        "Klarifikasi lembaga pengawas dicatat sejak desk evaluasi sampai panel; sekarang %(state)s."
    ),
    "clearance_not_requested": _("Klarifikasi %(body)s belum diminta."),
    "clearance_letter_missing": _("Unggah surat dari %(body)s."),
    "clearance_note_missing": _("Jelaskan catatannya."),
    "clearance_only_sector": _("Hanya komisi sektor yang dapat tidak ada."),
    "clearance_day": _("Tanggal diterima harus sejak tanggal diminta, dan bukan di masa depan."),
    "clearance_awaited": _("Belum ada jawaban dari: %(bodies)s."),
    "clearance_problem": _("Ada catatan dari %(bodies)s; predikat tidak dapat ditetapkan."),
    "selection_paper_stays": _(
        "Dokumen ini bagian seleksi administrasi yang sudah tercatat; tidak dapat ditarik."
    ),
    "panel_paper_stays": _("Dokumen ini memuat putusan panel; tidak dapat ditarik."),
    "clearance_letter_stays": _(
        "Jawaban lembaga ini sedang dipakai. Catat dahulu jawaban yang menggantikannya."
    ),
    "not_in_panel": _("%(unit)s sedang tidak dalam panel."),
    "panel_is_open": _("Panel %(unit)s sedang berjalan."),
    "panel_is_decided": _("Panel ini sudah memutus."),
    "panel_too_small": _("Panel memerlukan paling sedikit %(quorum)s anggota."),
    "panel_chair_missing": _("Ketua panel harus menjadi anggota panel."),
    "panel_member_not_national": _("%(person)s bukan penilai TPN untuk unit ini."),
    "panel_member_twice": _("%(person)s sudah menjadi anggota panel."),
    "not_in_this_panel": _("Anda bukan anggota panel ini."),
    "panel_chair_only": _("Ini dilakukan ketua panel, %(chair)s."),
    "voted_before": _("Suara Anda sudah tersimpan dan tidak dapat diganti."),
    "noted_as_absent": _("Anda dicatat tidak hadir di panel ini."),
    "vote_reason_missing": _("Tulis alasan suara Anda."),
    "absence_reason_missing": _("Tulis alasan ketidakhadirannya."),
    "below_quorum": _("Baru %(votes)s suara; kuorum %(quorum)s."),
    "votes_awaited": _("Menunggu suara dari: %(people)s."),
    "decision_reason_missing": _("Tulis pertimbangan panel."),
    "panel_undecided": _("Panel %(unit)s belum memutus."),
    "panel_recommended_award": _("Panel merekomendasikan penetapan %(unit)s."),
    "panel_recommended_coaching": _("Panel merekomendasikan pembinaan %(unit)s."),
    "national_report_missing": _("Terbitkan dahulu LHE TPN."),
    "national_report_exists": _("LHE TPN nomor %(number)s sudah terbit."),
    "decree_day_in_future": _("Tanggal keputusan belum terjadi. Periksa tahunnya."),
    "title_exists": _("Predikat itu sudah dicatat untuk %(unit)s pada tanggal yang sama."),
    "text_too_long": _("Paling panjang %(longest)s karakter."),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
