"""An open survey of the cast's unit, with two services and tokens that somebody holds."""

import hashlib
from collections.abc import Sequence
from datetime import date, time
from functools import cached_property
from typing import Any

import pytest
from django.test import Client

from bening.domain.sealing.canonical import canonical
from bening.domain.surveys.tokens import receipt_hash, spend_hash, token_text
from bening.instruments.surveys import survey_document
from bening.services.models import Service
from bening.surveys.models import (
    CountedReceipt,
    PeriodState,
    Questionnaire,
    QuestionnaireState,
    SpentToken,
    SurveyDay,
    SurveyPeriod,
    SurveyToken,
)
from tests.people import NOW, Cast

SLUG = "dukcapil-2026-2"


def make_questionnaire(survey: str = "combined-1") -> Questionnaire:
    """A shipped form as an approved questionnaire."""
    document = survey_document(survey)
    return Questionnaire.objects.create(
        slug=survey,
        version=1,
        title=document["title"]["id"],  # type: ignore[index]  # a document
        content=document,
        sha256=hashlib.sha256(canonical(document).encode()).hexdigest(),
        state=QuestionnaireState.APPROVED,
        made_at=NOW,
        approved_at=NOW,
    )


class Asked:
    """A period and those who were asked."""

    def __init__(self, cast: Cast, survey: str = "combined-1", **changed: Any) -> None:
        self.cast = cast
        self.survey = survey
        self.changed = changed

    @cached_property
    def services(self) -> list[Service]:
        return [
            Service.objects.create(
                agency=self.cast.agency,
                unit=self.cast.unit,
                code=code,
                name=name,
                tariff=tariff,
                tariff_basis=basis,
                added_at=NOW,
            )
            for code, name, tariff, basis in (
                ("ktp", "KTP elektronik", "Rp0", "UU 24/2013"),
                ("akta", "Akta kelahiran", "", ""),
            )
        ]

    @cached_property
    def period(self) -> SurveyPeriod:
        _ = self.services
        values = {
            "agency": self.cast.agency,
            "unit": self.cast.unit,
            "questionnaire": make_questionnaire(self.survey),
            "slug": SLUG,
            "name": "Triwulan II 2026",
            "starts_on": date(2026, 4, 1),
            "ends_on": date(2026, 6, 30),
            "state": PeriodState.OPEN,
            "wanted": 80,
            "population": 100,
            "opens_at": time(8),
            "closes_at": time(15),
            "made_by": self.cast.pic,
            "made_at": NOW,
        }
        made: SurveyPeriod = SurveyPeriod.objects.create(**(values | self.changed))
        return made

    def token(self, number: int = 1, *, spent: bool = False) -> str:
        """A token of the period, the same for the same number."""
        secret = hashlib.sha256(b"of a test %d" % number).digest()[:16]
        if spent:
            SpentToken.objects.create(
                hash=spend_hash(secret), receipt=receipt_hash(secret), period=self.period
            )
        else:
            SurveyToken.objects.get_or_create(hash=spend_hash(secret), period=self.period)
        return token_text(secret)

    def seal(self, numbers: Sequence[int], day: date, position: int = 1) -> list[bytes]:
        """The receipts of these tokens, counted on a day."""
        receipts = sorted(
            receipt_hash(hashlib.sha256(b"of a test %d" % number).digest()[:16])
            for number in numbers
        )
        SurveyDay.objects.create(
            period=self.period,
            position=position,
            day=day,
            size=len(receipts),
            root=hashlib.sha256(b"root").digest(),
            before=bytes(32),
            commitments=b"",
            receipts=b"".join(receipts),
        )
        for receipt in receipts:
            CountedReceipt.objects.create(receipt=receipt, period=self.period, day=day)
        return receipts


@pytest.fixture
def asked(cast: Cast) -> Asked:
    """An open survey that only takes tokens."""
    return Asked(cast)


@pytest.fixture
def open_link(cast: Cast) -> Asked:
    """An open survey that everybody may answer."""
    return Asked(cast, has_open_link=True)


@pytest.fixture
def visitor() -> Client:
    """Somebody with a browser, whose posts are checked as strictly as anybody's."""
    return Client(enforce_csrf_checks=True)
