"""The answers of one sheet as a short text, one sign an item, so that equal sheets can be counted.

Stored beside a response, this column lets a database group a million sheets by service and vector.
"""

from collections.abc import Mapping

from bening.domain.surveys.instrument import SurveyInstrument

NOT_KNOWN = "?"
"""The sign of "tidak tahu"."""

NOT_ANSWERED = "-"
"""The sign of an item that was passed over."""

SIGNS = "0123456789a"
"""The sign of each answer by its value."""

_VALUE: Mapping[str, int | None] = {
    **{sign: value for value, sign in enumerate(SIGNS)},
    NOT_KNOWN: None,
}


def vector(instrument: SurveyInstrument, answers: Mapping[str, int | None]) -> str:
    """The signs of a sheet in the order of the form's items."""
    return "".join(
        NOT_ANSWERED
        if item.code not in answers
        else NOT_KNOWN
        if (value := answers[item.code]) is None
        else SIGNS[value]
        for item in instrument.items
    )


def from_vector(instrument: SurveyInstrument, text: str) -> dict[str, int | None]:
    """The answers of a sheet. Raises ValueError for a text that is no vector of this form."""
    if len(text) != len(instrument.items):
        raise ValueError("a vector has one sign for each item")
    answers: dict[str, int | None] = {}
    for item, sign in zip(instrument.items, text, strict=True):
        if sign == NOT_ANSWERED:
            continue
        if sign not in _VALUE:
            raise ValueError(f"{item.code}: no answer has the sign {sign!r}")
        value = _VALUE[sign]
        if value is not None and not item.scale.takes(value):
            raise ValueError(f"{item.code}: {value} is outside the scale")
        answers[item.code] = value
    return answers
