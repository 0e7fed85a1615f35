"""What everybody may read of a survey, without signing in.

Answers that wait for their seal are never counted here: whoever watches a counter would learn when
somebody answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Sum

from bening.adapters.prepared import Prepared
from bening.domain.surveys.states import IS_PUBLIC
from bening.domain.surveys.tokens import (
    RECEIPT_BYTES,
    ReceiptRefused,
    TokenRefused,
    read_receipt_number,
    read_token,
    receipt_hash,
    receipt_number,
    spend_hash,
    token_text,
)
from bening.services.models import Service
from bening.surveys.models import (
    CountedReceipt,
    ImprovementPlan,
    PeriodResult,
    PeriodState,
    SpentToken,
    SurveyDay,
    SurveyPeriod,
    SurveyToken,
)
from bening.surveys.screens import OfferedService

RECEIPT_SIZE = 32
ANNOUNCED = frozenset(PeriodState) - {PeriodState.DESIGNED}
"""States in which the outside may know that there is a survey."""


_announced: Prepared[SurveyPeriod] = Prepared(
    lambda slot: (
        SurveyPeriod.objects.select_related("unit__agency", "questionnaire")
        # The form is read once for each version (`instruments`), not for each visitor.
        .defer("questionnaire__content")
        .filter(slug=slot("slug", models.SlugField()), state__in=sorted(ANNOUNCED))
    )
)
_offered: Prepared[tuple[str, str, str, str]] = Prepared(
    lambda slot: (
        Service.objects.filter(unit_id=slot("unit", models.UUIDField()), closed_on__isnull=True)
        .order_by("name", "code")
        .values_list("code", "name", "tariff", "tariff_basis")
    )
)
_free: Prepared[tuple[str]] = Prepared(
    lambda slot: SurveyToken.objects.filter(hash=slot("hash", models.BinaryField())).values_list(
        "period__slug"
    )
)


def announced_period(slug: str) -> SurveyPeriod | None:
    """The period of a public address, with its unit and questionnaire; None while it is planned."""
    return _announced.first(slug=slug)


def services_offered(period: SurveyPeriod) -> tuple[OfferedService, ...]:
    """The services that the period's unit offers, by name: those that intake takes."""
    return tuple(OfferedService(*row) for row in _offered(unit=period.unit_id))


class TokenStanding(StrEnum):
    """What a token may still do."""

    FREE = "free"
    SPENT = "spent"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TokenFound:
    """A token as somebody brought it.

    `text` is its one right spelling. `receipt` is the number that its answer is found by, for
    SPENT; `sealed_on` the day it was counted, None until that day is sealed.
    """

    standing: TokenStanding
    text: str = ""
    period: SurveyPeriod | None = None
    receipt: str = ""
    sealed_on: date | None = None


def period_of_free(spend: bytes) -> str | None:
    """The slug of the survey in which the token of this hash is free; None where it is none."""
    found = _free.first(hash=spend)
    return found[0] if found else None


def find_token(typed: str, *, here: SurveyPeriod | None = None) -> TokenFound:
    """The token behind what was typed or linked, in whichever period it belongs to. Only reads.

    `here` is the period that it was brought to. The period of a token is None while it is planned.
    """
    try:
        token = read_token(typed)
    except TokenRefused:
        return TokenFound(TokenStanding.UNREADABLE)
    text, spend, receipt = token_text(token), spend_hash(token), receipt_hash(token)

    def of(slug: str) -> SurveyPeriod | None:
        return here if here is not None and here.slug == slug else announced_period(slug)

    if free := period_of_free(spend):
        return TokenFound(TokenStanding.FREE, text, of(free))
    counted = CountedReceipt.objects.filter(receipt=receipt).values_list("period__slug", "day")
    if day := counted.first():
        return TokenFound(TokenStanding.SPENT, text, of(day[0]), receipt_number(receipt), day[1])
    spent = SpentToken.objects.filter(hash=spend).values_list("period__slug").first()
    if spent is None:
        return TokenFound(TokenStanding.UNKNOWN, text)
    return TokenFound(TokenStanding.SPENT, text, of(spent[0]), receipt_number(receipt))


@dataclass(frozen=True, slots=True)
class ReceiptSought:
    """What was asked for in the list of receipts.

    `day` and `number` where it is counted; `is_readable` False where it is no receipt number.
    """

    typed: str
    is_readable: bool
    number: str = ""
    day: date | None = None


def find_receipt(period: SurveyPeriod, typed: str) -> ReceiptSought:
    """Whether the answer of a receipt number stands in a sealed day of the period."""
    try:
        prefix = read_receipt_number(typed)
    except ReceiptRefused:
        return ReceiptSought(typed, is_readable=False)
    rest = RECEIPT_SIZE - RECEIPT_BYTES
    found = (
        CountedReceipt.objects.filter(
            period=period,
            receipt__gte=prefix + bytes(rest),
            receipt__lte=prefix + b"\xff" * rest,
        )
        .order_by("receipt")
        .first()
    )
    number = receipt_number(prefix)
    return ReceiptSought(typed, is_readable=True, number=number, day=found.day if found else None)


@dataclass(frozen=True, slots=True)
class SealedSum:
    """What the sealed days of a period come to."""

    answers: int
    days: int
    last: date | None


def sealed_days(period: SurveyPeriod) -> list[SurveyDay]:
    """The sealed days, latest first, without what they hold. One day may stand in several parts."""
    rows = SurveyDay.objects.filter(period=period).order_by("-position")
    return list(rows.defer("commitments", "receipts", "marks"))


def days_with_receipts(period: SurveyPeriod) -> Iterator[SurveyDay]:
    """The sealed days in their order with the receipts they hold, one after the other."""
    rows = SurveyDay.objects.filter(period=period).order_by("position")
    return rows.defer("commitments", "marks").iterator(chunk_size=1)


def sealed_sum(period: SurveyPeriod) -> SealedSum:
    """How many answers are sealed."""
    days = sealed_days(period)
    return SealedSum(sum(day.size for day in days), len(days), days[0].day if days else None)


def counted_receipts(period: SurveyPeriod, number: str, *, per_page: int) -> Page[CountedReceipt]:
    """One page of all receipts in the order of their signs, which tells nothing of their time."""
    rows = CountedReceipt.objects.filter(period=period).order_by("receipt")
    return Paginator(rows, per_page).get_page(number)


def last_sealed(period: SurveyPeriod) -> SurveyDay | None:
    """The last sealed set of a period, without what it holds."""
    rows = SurveyDay.objects.filter(period=period).order_by("-position")
    return rows.only("position", "root").first()


def receipts_in(day: SurveyDay, *, together: int) -> Iterator[list[str]]:
    """The receipts under the root of a sealed day in hex, at most so many together."""
    packed, step = bytes(day.receipts), together * RECEIPT_SIZE
    for begin in range(0, len(packed), step):
        part = packed[begin : begin + step]
        yield [part[at : at + RECEIPT_SIZE].hex() for at in range(0, len(part), RECEIPT_SIZE)]


def number_of(receipt: CountedReceipt) -> str:
    """The number as the respondent holds it."""
    return receipt_number(bytes(receipt.receipt))


def result_of(period: SurveyPeriod) -> PeriodResult | None:
    """The latest result of a published period; None for every other."""
    if period.state not in IS_PUBLIC:
        return None
    return period.results.order_by("-computed_at", "-pk").first()


def published_before(period: SurveyPeriod) -> list[SurveyPeriod]:
    """Published periods of the same unit, latest first, this one among them where it is."""
    return list(
        SurveyPeriod.objects.filter(unit_id=period.unit_id, state__in=IS_PUBLIC).order_by(
            "-starts_on", "-pk"
        )
    )


def plans_of(period: SurveyPeriod) -> list[ImprovementPlan]:
    """What is done about low elements. Who does it is not shown outside."""
    return list(ImprovementPlan.objects.filter(period=period).order_by("due_on", "pk"))


def changed_before(period: SurveyPeriod) -> list[ImprovementPlan]:
    """What came of the last published period before this one: a reason to answer."""
    before = (
        SurveyPeriod.objects.filter(
            unit_id=period.unit_id, state__in=IS_PUBLIC, starts_on__lt=period.starts_on
        )
        .order_by("-starts_on")
        .first()
    )
    return plans_of(before)[:3] if before else []


def invited_in(period: SurveyPeriod) -> int:
    """How many the system invited in the period."""
    return int(period.batches.aggregate(sum=Sum("invited"))["sum"] or 0)
