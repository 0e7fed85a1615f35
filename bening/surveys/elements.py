"""Elements and aspects of results in words, and the code by which a plan names one."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.domain.surveys.instrument import (
    Aspect,
    CorruptionAspect,
    ServiceElement,
    SurveyKind,
)
from bening.surveys.content import ASPECTS

LABELS: Mapping[Aspect, str | Promise] = {
    CorruptionAspect.DISCRIMINATION: _("Diskriminasi pelayanan"),
    CorruptionAspect.SERVICE_FRAUD: _("Kecurangan pelayanan"),
    CorruptionAspect.GIFTS: _("Menerima imbalan"),
    CorruptionAspect.BROKERING: _("Percaloan"),
    CorruptionAspect.ILLEGAL_LEVIES: _("Pungutan liar"),
    ServiceElement.REQUIREMENTS: _("Persyaratan"),
    ServiceElement.PROCEDURE: _("Sistem, mekanisme, dan prosedur"),
    ServiceElement.TIME: _("Waktu penyelesaian"),
    ServiceElement.FEE: _("Biaya atau tarif"),
    ServiceElement.PRODUCT: _("Produk spesifikasi jenis pelayanan"),
    ServiceElement.COMPETENCE: _("Kompetensi pelaksana"),
    ServiceElement.CONDUCT: _("Perilaku pelaksana"),
    ServiceElement.FACILITIES: _("Sarana dan prasarana"),
    ServiceElement.COMPLAINTS_HANDLING: _("Penanganan pengaduan, saran, dan masukan"),
    ServiceElement.OPENNESS: _("Keterbukaan informasi"),
}
KINDS: Mapping[SurveyKind, str | Promise] = {
    SurveyKind.SPAK: _("Persepsi anti korupsi (SPAK)"),
    SurveyKind.SPKP: _("Persepsi kualitas pelayanan (SPKP)"),
    SurveyKind.SKM: _("Kepuasan masyarakat (SKM)"),
    SurveyKind.RATING: _("Penilaian cepat di loket"),
}
INDEXES: Mapping[SurveyKind, str] = {
    SurveyKind.SPAK: "IPAK",
    SurveyKind.SPKP: "IPKP",
    SurveyKind.SKM: "IKM",
    SurveyKind.RATING: "Indeks loket",
}
SAID: Mapping[Aspect, str | Promise] = {
    CorruptionAspect.DISCRIMINATION: _("Tanpa diskriminasi"),
    CorruptionAspect.SERVICE_FRAUD: _("Tanpa kecurangan"),
    CorruptionAspect.GIFTS: _("Tanpa imbalan"),
    CorruptionAspect.BROKERING: _("Tanpa percaloan"),
    CorruptionAspect.ILLEGAL_LEVIES: _("Tanpa pungutan liar"),
}
"""The aspects of SPAK as a high value means them: "percaloan 3,9" reads as the opposite."""

GRADES: Mapping[str, str | Promise] = {
    "A": _("sangat baik"),
    "B": _("baik"),
    "C": _("kurang baik"),
    "D": _("tidak baik"),
}


def element_label(aspect: Aspect | None) -> str:
    """The words of an aspect or element; a rating has none."""
    return "–" if aspect is None else str(LABELS[aspect])


def said_label(aspect: Aspect | None) -> str:
    """An aspect or element, named for what a high value says: outside, nobody knows its name."""
    said = SAID.get(aspect) if aspect else None
    return str(said) if said else element_label(aspect)


def index_name(code: str) -> str:
    """The name of the index of a survey by its code: ``IPAK``; the code where it is none."""
    found = next((kind for kind in INDEXES if kind.value == code), None)
    return code if found is None else INDEXES[found]


def element_code(kind: SurveyKind, aspect: Aspect | None) -> str:
    """An element of one survey: ``"skm.time"``."""
    return f"{kind.value}.{aspect.value if aspect else ''}"


def element_words(code: str) -> str:
    """The words of a code that `element_code` made; the code itself where it is none."""
    kind, _dot, aspect = code.partition(".")
    index = index_name(kind)
    if index == kind or aspect not in ASPECTS:
        return code
    return f"{element_label(ASPECTS[aspect])} ({index})"
