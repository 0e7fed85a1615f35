"""Elements and aspects of results in words, and the code by which a plan names one."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.domain.surveys.instrument import Aspect, SurveyKind
from bening.surveys.content import ASPECTS
from bening.surveys.form_words import ASPECTS as WORDS

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
GRADES: Mapping[str, str | Promise] = {
    "A": _("sangat baik"),
    "B": _("baik"),
    "C": _("kurang baik"),
    "D": _("tidak baik"),
}


def element_label(aspect: Aspect | None) -> str:
    """The words of an aspect or element; a rating has none."""
    return "–" if aspect is None else str(WORDS[aspect])


def element_code(kind: SurveyKind, aspect: Aspect | None) -> str:
    """An element of one survey: ``"skm.time"``."""
    return f"{kind.value}.{aspect.value if aspect else ''}"


def element_words(code: str) -> str:
    """The words of a code that `element_code` made; the code itself where it is none."""
    kind, _dot, aspect = code.partition(".")
    index = {each.value: name for each, name in INDEXES.items()}.get(kind)
    if index is None or aspect not in ASPECTS:
        return code
    return f"{element_label(ASPECTS[aspect])} ({index})"
