"""Recommendations and what was done about them in the JSON interface."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.accounts.models import Person
from bening.evidence.models import Evidence
from bening.evidence.queries import evidence_of
from bening.mentoring import access, actions, queries
from bening.mentoring.models import (
    FollowUp,
    Recommendation,
    RecommendationSource,
    RecommendationState,
)
from bening.ui.api_bodies import rights_first

router = Router(tags=["rekomendasi"])


class RecommendationOut(Schema):
    """One thing a unit should improve."""

    id: UUID
    unit_id: UUID
    program_id: UUID | None
    source: RecommendationSource
    official_code: str
    text: str
    owner: str
    due_on: date | None
    state: RecommendationState
    state_since: datetime
    made_on: date

    @staticmethod
    def resolve_owner(recommendation: Recommendation) -> str:
        """The name of its owner; empty where it waits for the unit's head and PIC."""
        return recommendation.owner.name if recommendation.owner else ""


class FollowUpOut(Schema):
    """What was done about it, and how TPI judged a claim."""

    number: int
    text: str
    claims_done: bool
    evidence: list[UUID]
    done_by: str
    done_at: datetime
    accepted: bool | None
    judgment: str

    @staticmethod
    def resolve_evidence(follow_up: FollowUp) -> list[UUID]:
        """The keys of its proofs."""
        return [proof.pk for proof in follow_up.evidence.all()]

    @staticmethod
    def resolve_done_by(follow_up: FollowUp) -> str:
        """Who did it."""
        return follow_up.done_by.name


class RecommendationsAsked(Schema):
    """What a list is narrowed to; `only` is `saya` or `terlambat`."""

    q: str = ""
    state: str = ""
    source: str = ""
    unit: str = ""
    year: str = ""
    only: str = ""


class FollowUpIn(Schema):
    """What was done, with keys of evidence in the library of the unit."""

    text: str
    evidence: list[UUID] = []
    claims_done: bool = False


class NoteIn(Schema):
    """What the one who verifies writes."""

    note: str = ""


class ReturnIn(Schema):
    """What is still missing."""

    reason: str


def _follows_up(request: HttpRequest, key: UUID) -> None:
    """For the unit and whoever answers for the recommendation."""
    person = caller(request)
    row = queries.recommendation_for(person, key)
    access.check_can_follow_up(person, row, on=today_of(person))


def _verifies(request: HttpRequest, key: UUID) -> None:
    """For those who mentor the unit."""
    person = caller(request)
    row = queries.recommendation_for(person, key)
    access.check_can_verify(person, row, on=today_of(person))


@router.get(
    "/rekomendasi",
    response=list[RecommendationOut],
    url_name="recommendations",
    summary="Rekomendasi",
)
@paginate
def recommendations(
    request: HttpRequest, asked: Annotated[RecommendationsAsked, Query()]
) -> object:
    """What was recommended to the units that the caller reads."""
    person = caller(request)
    words = asked.dict()
    narrowed = queries.Asked(text=words.pop("q").strip()[:100], **words)
    return queries.listed(person, narrowed, today=today_of(person, timezone.now()))


@router.get(
    "/rekomendasi/{key}",
    response=RecommendationOut,
    url_name="recommendation",
    summary="Satu rekomendasi",
)
def recommendation(request: HttpRequest, key: UUID) -> Recommendation:
    """One recommendation."""
    return queries.recommendation_for(caller(request), key)


@router.get(
    "/rekomendasi/{key}/tindak-lanjut",
    response=list[FollowUpOut],
    url_name="follow_ups",
    summary="Tindak lanjut",
)
def follow_ups(request: HttpRequest, key: UUID) -> list[FollowUp]:
    """What was done about it, in order."""
    found = queries.recommendation_for(caller(request), key)
    return list(found.follow_ups.select_related("done_by").prefetch_related("evidence"))


@router.post(
    "/rekomendasi/{key}/tindak-lanjut",
    response={201: FollowUpOut},
    url_name="follow_ups",
    summary="Catat tindak lanjut",
)
@rights_first(_follows_up)
def follow_up(request: HttpRequest, key: UUID, body: FollowUpIn) -> Status[FollowUp]:
    """Writes down what was done; a claim that it is finished needs proof."""
    person = caller(request)
    made = actions.follow_up(
        recommendation=queries.recommendation_for(person, key),
        text=body.text,
        evidence=_proofs(person, body.evidence),
        claims_done=body.claims_done,
        by=person,
        now=timezone.now(),
    )
    return Status(201, made)


@router.post(
    "/rekomendasi/{key}/verifikasi",
    response=RecommendationOut,
    url_name="verify_recommendation",
    summary="Nyatakan selesai",
)
@rights_first(_verifies)
def verify(request: HttpRequest, key: UUID, body: NoteIn) -> Recommendation:
    """Finds that it was done; for TPI and the inspector."""
    person = caller(request)
    found = queries.recommendation_for(person, key)
    return actions.verify(recommendation=found, note=body.note, by=person, now=timezone.now())


@router.post(
    "/rekomendasi/{key}/kembalikan",
    response=RecommendationOut,
    url_name="return_recommendation",
    summary="Kembalikan ke unit",
)
@rights_first(_verifies)
def return_to_unit(request: HttpRequest, key: UUID, body: ReturnIn) -> Recommendation:
    """Sends a claim back with what is missing; for TPI and the inspector."""
    person = caller(request)
    found = queries.recommendation_for(person, key)
    return actions.return_to_unit(
        recommendation=found, reason=body.reason, by=person, now=timezone.now()
    )


def _proofs(person: Person, keys: list[UUID]) -> list[Evidence]:
    found = list(evidence_of(person).filter(pk__in=keys))
    if len(found) != len(set(keys)):
        raise Http404
    return found
