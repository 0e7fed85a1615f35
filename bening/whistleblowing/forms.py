"""Shapes of what runners of the site type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.ui.acting import RefusableForm
from bening.whistleblowing.models import ReportSite, SiteMode


class SiteForm(RefusableForm):
    """How reports are received."""

    slug = forms.SlugField(
        label=_("Alamat"),
        max_length=40,
        help_text=_("Bagian akhir alamat halaman, misalnya kota-tirtamaya. Cetak di poster."),
    )
    mode = forms.TypedChoiceField(
        label=_("Penerima"), coerce=SiteMode, choices=SiteMode.choices, widget=forms.RadioSelect
    )
    is_open = forms.BooleanField(
        label=_("Menerima laporan"),
        required=False,
        help_text=_("Hanya dapat dibuka kalau ada pengelola terpusat yang sudah membuat kunci."),
    )
    answer_days = forms.IntegerField(
        label=_("Jawaban pertama (hari kerja)"), min_value=1, max_value=60, initial=5
    )
    triage_days = forms.IntegerField(
        label=_("Telaah awal (hari kerja)"), min_value=1, max_value=120, initial=10
    )
    result_days = forms.IntegerField(
        label=_("Pemberitahuan hasil (hari kerja)"), min_value=1, max_value=260, initial=60
    )
    keep_years = forms.IntegerField(
        label=_("Laporan disimpan (tahun setelah ditutup)"), min_value=1, max_value=30, initial=5
    )
    keep_identity_years = forms.IntegerField(
        label=_("Identitas disimpan (tahun setelah ditutup)"),
        min_value=0,
        max_value=30,
        initial=2,
    )
    other_bodies = forms.CharField(
        label=_("Lembaga lain yang menerima laporan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Satu per baris. Ditampilkan kalau jalur ini tertutup."),
    )

    @staticmethod
    def values_of(site: ReportSite | None) -> dict[str, Any]:
        """The site as the form begins with it."""
        if site is None:
            return {"mode": SiteMode.CENTRAL}
        return {name: getattr(site, name) for name in SiteForm.base_fields}
