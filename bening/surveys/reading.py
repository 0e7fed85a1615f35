"""The sealed answers of a period, read once for everything that is worked out of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bening.domain.surveys.instrument import SurveyInstrument
from bening.domain.surveys.responses import Response, ResponseMode
from bening.domain.surveys.tally import Tally, tally_of
from bening.surveys.content import Basis
from bening.surveys.models import SurveyPeriod, SurveyResponse, VoidedResponse

PIECE = 2000


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    """One sealed answer: its random key, the day under whose root it stands, what it says."""

    key: UUID
    day: date
    marks: frozenset[str]
    response: Response
    is_void: bool


def sealed_answers(period: SurveyPeriod) -> tuple[SealedAnswer, ...]:
    """Every sealed answer of a period, voided ones too, in the order of their random keys."""
    return tuple(_sealed(period))


def _sealed(period: SurveyPeriod) -> Iterator[SealedAnswer]:
    voided = set(
        VoidedResponse.objects.filter(response__period=period).values_list("pk", flat=True)
    )
    rows = (
        SurveyResponse.objects.filter(period=period)
        .order_by("pk")
        .values_list("pk", "day", "mode", "marks", "body")
    )
    for key, day, mode, marks, body in rows.iterator(PIECE):
        yield SealedAnswer(key, day, frozenset(marks), read_body(body, mode), key in voided)


def read_body(body: str, mode: str) -> Response:
    """What a sealed body says. Whether it is what was sealed is examined elsewhere."""
    entry = json.loads(body)
    return Response(
        answers=entry["answers"],
        attributes=entry["attributes"],
        suggestion=entry["suggestion"],
        incident=entry["incident"],
        mode=ResponseMode(mode),
        language=entry["language"],
    )


def basis_of(answer: SealedAnswer) -> Basis:
    """What kind of answer it is: on a token of its own, from elsewhere, or on the open link."""
    match answer.response.mode:
        case ResponseMode.OPEN:
            return Basis.OPEN
        case ResponseMode.IMPORTED:
            return Basis.IMPORTED
        case _:
            return Basis.INVITED


def tallied(instrument: SurveyInstrument, answers: Iterable[SealedAnswer]) -> Tally:
    """The tally of some sealed answers."""
    return tally_of(instrument, (answer.response for answer in answers))
