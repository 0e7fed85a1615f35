"""Questionnaires as the domain reads them."""

from bening.domain.surveys.instrument import SurveyInstrument
from bening.domain.surveys.reading import read_instrument
from bening.surveys.models import Questionnaire

MOST_KEPT = 64
_kept: dict[str, SurveyInstrument] = {}


def instrument_of(questionnaire: Questionnaire) -> SurveyInstrument:
    """The form of a questionnaire; equal contents are read once in the life of the process."""
    found = _kept.get(questionnaire.sha256)
    if found is None:
        found = read_instrument(questionnaire.content, questionnaire.sha256)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[questionnaire.sha256] = found
    return found
