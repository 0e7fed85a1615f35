"""Made-up content for the living page of components."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bening.ui.forms import CountInput, DayInput
from bening.ui.tables import Column, Table

SCORE = Fraction("73.86")
COLUMNS = (
    Column("name", _("Unit"), order=("name",)),
    Column("stage", _("Tahap"), order=("stage",)),
    Column("score", _("Nilai terhadap ambang"), order=("score",), down_first=True),
    Column("late", _("Terlambat"), order=("late",), align="r", down_first=True),
    Column("act", _("Tindakan"), hidden_label=True),
)
UNITS = (
    ("Dinas Tenaga Kerja", "TPI tahap 1", "77.20", 0),
    ("RSUD Tirtamaya", "TPI tahap 2", "86.41", 0),
    ("Kecamatan Hilir", "Penilaian mandiri", "75.64", 0),
    ("Dinas Kependudukan dan Pencatatan Sipil", "Penilaian mandiri", "73.86", 3),
    ("Badan Pendapatan Daerah", "Penilaian mandiri", "72.05", 2),
    ("Dinas Pendidikan", "Pembangunan", "66.38", 6),
    ("Kecamatan Hulu", "Dicanangkan", None, 0),
)
LIMITS = (
    ("Nilai total", "73.86", "75", "85", "100"),
    ("Area 5 Pengawasan", "8.77", "9", "11.25", "15"),
    ("Pengungkit", "39.996", "40", "48", "60"),
    ("IPAK", "15.84", "15.75", "15.75", "17.5"),
)
MONTHS = ("Sep", "Okt", "Nov", "Des", "Jan", "Feb", "Mar", "15 Apr")
MONTHLY = ("58.20", "59.75", "61.40", "64.10", "66.90", "68.35", "71.02", "73.86")


class SpecimenForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=_("Nama bukti"), max_length=60, help_text=_("Seperti pada dokumennya.")
    )
    mail = forms.EmailField(label=_("Alamat surel dinas"))
    proves_on = forms.DateField(label=_("Tanggal yang dibuktikan"), widget=DayInput)
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=(("", _("Pilih jenis")), ("pdf", "PDF"), ("image", _("Gambar")))
    )
    count = forms.IntegerField(label=_("Pengaduan selesai"), min_value=0, widget=CountInput)
    note = forms.CharField(label=_("Penjelasan"), required=False, widget=forms.Textarea)
    state = forms.ChoiceField(
        label=_("Keadaan"),
        widget=forms.RadioSelect,
        choices=(("draft", _("draf")), ("submitted", _("diajukan")), ("checked", _("diperiksa"))),
    )
    agreed = forms.BooleanField(label=_("Kepala unit sudah membaca dan menyetujui."))


def _refused() -> SpecimenForm:
    form = SpecimenForm(
        {
            "ditolak-title": "Laporan monev pengaduan triwulan IV 2025",
            "ditolak-mail": "ani.s",
            "ditolak-count": "empat",
            "ditolak-note": "Isian yang ditolak tetap ada.",
        },
        prefix="ditolak",
    )
    form.is_valid()
    return form


def _table(asked: QueryDict) -> Table[dict[str, Any]]:
    rows = [
        {"name": name, "stage": stage, "score": score and Decimal(score), "late": late}
        for name, stage, score, late in UNITS
        if asked.get("q", "").lower() in name.lower()
    ]
    return Table.read(asked, rows=rows, columns=COLUMNS, default="-score", per_page=5, keep=("q",))


def specimens(asked: QueryDict) -> dict[str, Any]:
    """The context of `components.html`."""
    now = datetime.now(tz=UTC)
    return {
        "score": SCORE,
        "total_gap": 75 - SCORE,
        "thin": Fraction("74.998"),
        "ratio": Fraction(29, 46),
        "meters": (
            {"value": None, "target": "", "says": "belum ada nilai"},
            {"value": SCORE, "target": "low", "says": "kurang untuk WBK"},
            {"value": Fraction("74.998"), "target": "low", "says": "hampir, tetap terlihat kurang"},
            {"value": Fraction("77.2"), "target": "low", "says": "WBK terpenuhi"},
            {"value": Fraction("84.12"), "target": "high", "says": "kurang untuk WBBM"},
            {"value": Fraction(92), "target": "high", "says": "WBBM terpenuhi"},
        ),
        "limits": [
            {"name": name, "value": Fraction(value), "low": low, "high": high, "max": most}
            for name, value, low, high, most in LIMITS
        ],
        "points": [(month, Decimal(value)) for month, value in zip(MONTHS, MONTHLY, strict=True)],
        "plan": ("31 Mei", Decimal("76.4")),
        "form": SpecimenForm(prefix="baru"),
        "refused": _refused(),
        "table": _table(asked),
        "query": asked.get("q", ""),
        "chips": (
            {"label": "Semua", "count": 214, "href": "?", "current": True},
            {"label": "Draf", "count": 12, "href": "?keadaan=draf"},
            {"label": "Kedaluwarsa", "count": 3, "href": "?keadaan=kedaluwarsa"},
        ),
        "segments": (
            {"label": "Satu per satu", "href": "?tampilan=satu"},
            {"label": "Satu indikator", "href": "?", "current": True},
        ),
        "steps": (
            {
                "title": "Pencanangan diumumkan",
                "text": "Berita acara dan foto tersimpan.",
                "state": "done",
                "meta": "hari ini 09.15",
            },
            {
                "title": "Bentuk tim kerja",
                "text": "Pilih ketua dan anggota enam pokja.",
                "state": "now",
                "href": "#langkah",
                "act": "Pilih anggota",
            },
            {
                "title": "Pakta integritas",
                "text": "0 dari 42 pegawai sudah menandatangani.",
                "state": "",
                "href": "#langkah",
                "act": "Buka penandatanganan",
            },
        ),
        "entries": (
            {
                "who": "Ketua pokja 5",
                "sentence": "Mengajukan laporan evaluasi benturan kepentingan",
                "at": now - timedelta(minutes=20),
            },
            {
                "who": "Ani Setiawati",
                "me": True,
                "sentence": "Mengubah A.II.5.ii.a: 26 menjadi 29 selesai",
                "detail": "Tiga pengaduan ditutup kemarin.",
                "at": now - timedelta(days=1),
            },
            {
                "who": "Kepala unit",
                "sentence": "Menyetujui notula monev Maret",
                "at": now - timedelta(days=40),
            },
        ),
        "moments": (
            now,
            now - timedelta(days=1),
            now - timedelta(days=9),
            now - timedelta(days=500),
        ),
        "sizes": (812, 84_000, 1_240_000, 31_000_000),
    }
