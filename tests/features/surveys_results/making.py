"""A unit with services, a questionnaire in use, and periods with sealed answers."""

import random
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bening.accounts.models import Person, Role
from bening.domain.surveys.integrity import IntakeMark
from bening.domain.surveys.responses import Response, ResponseMode, canonical
from bening.instruments.surveys import survey_document
from bening.services.models import FinishedDay, RegisterSource, Service
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    BatchState,
    InvitationBatch,
    InvitationMeans,
    PeriodState,
    Questionnaire,
    QuestionnaireState,
    SurveyPeriod,
)
from bening.surveys.sealed_sets import Arrived, seal_set
from tests.people import NOW, Cast, give, make_person

WORKED = [
    day for day in (date(2026, 1, 1) + timedelta(days=at) for at in range(90)) if day.weekday() < 5
]
SERVICES = {"ktp": "KTP elektronik", "akta": "Akta kelahiran", "kk": "Kartu keluarga"}


def make_services(cast: Cast, counts: Mapping[str, int] | None = None) -> None:
    """Three services, finished on the working days of the first quarter of 2026."""
    for code, count in (counts or {"ktp": 60, "akta": 40, "kk": 20}).items():
        service = Service.objects.create(
            agency=cast.agency, unit=cast.unit, code=code, name=SERVICES[code], added_at=NOW
        )
        spread = Counter(WORKED[at % len(WORKED)] for at in range(count))
        FinishedDay.objects.bulk_create(
            FinishedDay(
                service=service,
                day=day,
                finished=many,
                source=RegisterSource.TYPED,
                recorded_at=NOW,
            )
            for day, many in spread.items()
        )


def make_questionnaire(slug: str = "combined-1") -> Questionnaire:
    """A shipped form, approved."""
    from bening.domain.surveys.reading import read_instrument

    document = survey_document(slug)
    form = read_instrument(document)
    found, _made = Questionnaire.objects.get_or_create(
        agency=None,
        slug=slug,
        version=1,
        defaults={
            "title": form.title["id"],
            "content": document,
            "sha256": form.sha256,
            "state": QuestionnaireState.APPROVED,
            "made_at": NOW,
            "approved_at": NOW,
        },
    )
    return found


def make_period(cast: Cast, *, name: str = "Triwulan I 2026", **values: Any) -> SurveyPeriod:
    """A closed period of the unit that wanted 30 of 120 people."""
    given = {
        "agency": cast.agency,
        "unit": cast.unit,
        "slug": f"s-{secrets.token_hex(5)}",
        "name": name,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 3, 31),
        "state": PeriodState.CLOSED,
        "population": 120,
        "wanted": 30,
        "opens_at": time(8),
        "closes_at": time(15),
        "made_by": cast.pic,
        "made_at": NOW,
        "opened_at": datetime(2026, 1, 1, tzinfo=UTC),
        "closed_at": datetime(2026, 4, 1, tzinfo=UTC),
    }
    questionnaire = values.pop("questionnaire", None) or make_questionnaire()
    return SurveyPeriod.objects.create(questionnaire=questionnaire, **{**given, **values})


def response(period: SurveyPeriod, lot: random.Random, **values: Any) -> Response:
    """One honest answer: mostly the two best, by chance and by a mood of the person's own."""
    instrument = instrument_of(period.questionnaire)
    mood = lot.choice((0.45, 0.6, 0.75, 0.9))
    answers: dict[str, int | None] = {}
    for item in instrument.items:
        drawn = lot.random()
        best = item.scale.most - (0 if drawn < mood else 1 if drawn < 0.97 else 2)
        value = item.scale.least + item.scale.most - best if item.is_reversed else best
        answers[item.code] = value
    attributes = {"service": lot.choices(tuple(SERVICES), (60, 40, 20))[0]}
    for attribute in instrument.attributes:
        if lot.random() < 0.9:
            attributes[attribute.code] = lot.choice(attribute.options).key
    given: dict[str, Any] = {
        "answers": answers,
        "attributes": attributes,
        "suggestion": "",
        "incident": False,
        "mode": ResponseMode.SELF,
        "language": "id",
    }
    return Response(**{**given, **values})


def seal(
    period: SurveyPeriod,
    responses: Iterable[Response],
    *,
    day: date = date(2026, 3, 2),
    marks: frozenset[IntakeMark] = frozenset(),
) -> None:
    """The answers as one sealed set."""
    bodies = [Arrived(canonical(one), marks) for one in responses]
    receipts = [secrets.token_bytes(32) for _ in bodies]
    seal_set(period=period, day=day, answers=bodies, receipts=receipts, now=NOW)


def answered(cast: Cast, *, count: int = 40, seed: int = 7, **values: Any) -> SurveyPeriod:
    """A closed period with honest answers of people who were invited by cards."""
    period = make_period(cast, **values)
    invite(cast, period)
    lot = random.Random(seed)
    seal(period, [response(period, lot) for _ in range(count)])
    return period


def invite(cast: Cast, period: SurveyPeriod, invited: int = 118) -> None:
    """Cards for nearly everybody of 120."""
    InvitationBatch.objects.create(
        agency=cast.agency,
        period=period,
        means=InvitationMeans.CARDS,
        state=BatchState.SENT,
        frame=120,
        invited=invited,
        made_by=cast.pic,
        made_at=NOW,
    )


def make_tpi(cast: Cast, name: str = "Made Suastika") -> Person:
    """An evaluator of TPI, assigned to the unit."""
    person = make_person(name, agency=cast.agency)
    give(person, Role.TPI, unit=cast.unit)
    return person
