"""Figures of surveys in words, for pages, reports and files."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bening.domain.surveys.estimates import Interval, IntervalMethod
from bening.domain.surveys.instrument import SurveyAttribute, SurveyKind, Texts
from bening.domain.surveys.results import Quadrant
from bening.domain.surveys.scales import scale_of
from bening.domain.surveys.suppression import LEAST, Withheld
from bening.surveys.models import ResponseMode
from bening.ui.figures import decimal_text

MODES: Mapping[str, str | Promise] = {mode.value: mode.label for mode in ResponseMode}
WEIGHTS: Mapping[SurveyKind, Fraction] = {
    SurveyKind.SPAK: Fraction(35, 2),
    SurveyKind.SPKP: Fraction(35, 2),
}
"""Weights of B.I.a.1 and B.II.a.1 (PermenPANRB 90/2021, Annex III)."""

METHODS: Mapping[IntervalMethod, str | Promise] = {
    IntervalMethod.LINEARIZED: gettext_lazy("linearisasi Taylor, t Student"),
    IntervalMethod.LINEARIZED_FPC: gettext_lazy(
        "linearisasi Taylor, t Student, dengan koreksi populasi terbatas"
    ),
    IntervalMethod.STRATIFIED_FPC: gettext_lazy(
        "berlapis menurut layanan, t Student, dengan koreksi populasi terbatas"
    ),
}
QUADRANTS: Mapping[Quadrant, str | Promise] = {
    Quadrant.CONCENTRATE: gettext_lazy("perbaiki dahulu"),
    Quadrant.KEEP_UP: gettext_lazy("pertahankan"),
    Quadrant.LOW_PRIORITY: gettext_lazy("prioritas rendah"),
    Quadrant.BEYOND_NEED: gettext_lazy("sudah lebih dari cukup"),
}


def text_of(texts: Texts) -> str:
    """A text of a form in the reader's language, else in its first."""
    language = (get_language() or "id").partition("-")[0]
    return texts.get(language) or next(iter(texts.values()))


def attribute_label(attribute: SurveyAttribute) -> str:
    """What a form asks about the respondent."""
    return text_of(attribute.text)


def group_label(attribute: SurveyAttribute, key: str) -> str:
    """One group of respondents; those who left the question blank have a name too."""
    found = next((option for option in attribute.options if option.key == key), None)
    return text_of(found.text) if found else _("tidak disebut")


def withheld_text(why: Withheld | None) -> str:
    """Why a figure is not shown; empty where it is."""
    match why:
        case Withheld.TOO_FEW:
            return _("disembunyikan, kurang dari 5")
        case Withheld.PROTECTS_OTHERS:
            return _("disembunyikan, melindungi kelompok kecil")
    return ""


def interval_text(kind: SurveyKind, interval: Interval) -> str:
    """``3,41–3,58``; of SKM on its own scale."""
    factor = scale_of(kind).factor
    return f"{decimal_text(interval.low * factor)}–{decimal_text(interval.high * factor)}"


def interval_method(method: IntervalMethod) -> str:
    """How an interval was found."""
    return str(METHODS[method])


def quadrant_label(quadrant: Quadrant) -> str:
    """Where an element stands by importance and performance."""
    return str(QUADRANTS[quadrant])


def some_answers(count: object) -> str:
    """A number of answers; few ones are not told, as everywhere."""
    few = isinstance(count, int) and 0 < count < LEAST
    return f"<{LEAST}" if few else str(count)
