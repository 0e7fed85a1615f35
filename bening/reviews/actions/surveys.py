"""Indices of external surveys, with their source, as a field evaluation needs them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.evaluations.actions.answers import cleaned_note
from bening.reviews import access
from bening.reviews.actions.marks import (
    NO_VERDICT,
    Said,
    SavedMark,
    Verdict,
    needs_source,
    parsed,
    put,
    question_of,
)
from bening.reviews.acts import question_subject
from bening.reviews.dossier import locked
from bening.reviews.models import ReviewRound, SurveyValue
from bening.reviews.refusals import ReviewRefused


@dataclass(frozen=True, slots=True)
class SurveySource:
    """Who asked how many, until when; `statement` says why fewer than 30 are enough."""

    organisation: str
    respondents: int
    surveyed_on: date
    statement: str = ""


def record_survey_value(
    *,
    round_: ReviewRound,
    official_code: str,
    value: str,
    source: SurveySource,
    note: str,
    seen_version: int,
    by: Person,
    now: datetime,
    verdict: Verdict = NO_VERDICT,
    seconds: int = 0,
) -> SavedMark:
    """The field value of a survey question, with the survey that found it.

    Raises ReviewRefused ("survey_not_here", "survey_value_missing", "organisation_missing",
    "respondents_too_few", "survey_in_future", "note_missing"), and what `save_mark` raises.
    """
    question = question_of(round_, official_code)
    if not needs_source(round_, question):
        raise ReviewRefused("survey_not_here", official_code=official_code)
    held = parsed(question, value, None)
    if held.is_empty:
        raise ReviewRefused("survey_value_missing", field="value")
    today = today_of(by, now)
    _check_source(source, today)
    said = Said(held, cleaned_note(note), verdict, "")
    with transaction.atomic():
        kept = locked(round_.pk)
        tier = access.tier_writing(by, kept, today)
        saved = put(
            kept, tier, question, said, seen_version=seen_version, by=by, now=now, seconds=seconds
        )
        values = {
            "organisation": source.organisation.strip(),
            "respondents": source.respondents,
            "statement": source.statement.strip(),
            "surveyed_on": source.surveyed_on,
        }
        same = SurveyValue.objects.filter(round=kept, official_code=official_code, **values)
        if same.exists():
            return saved
        SurveyValue.objects.update_or_create(
            round=kept,
            official_code=official_code,
            defaults={
                **values,
                "agency_id": kept.agency_id,
                "entered_by": by,
                "entered_at": now,
            },
        )
        audit.record(
            act="review.survey_entered",
            by=by.pk,
            agency=kept.agency_id,
            subject=question_subject(kept, official_code),
            at=now,
            data={
                "code": official_code,
                "value": held.value,
                **values,
                "surveyed_on": source.surveyed_on.isoformat(),
            },
        )
    return SavedMark(saved.mark, changed=True)


def _check_source(source: SurveySource, today: date) -> None:
    if not source.organisation.strip():
        raise ReviewRefused("organisation_missing", field="organisation")
    if source.respondents < SurveyValue.LEAST_RESPONDENTS and not source.statement.strip():
        raise ReviewRefused(
            "respondents_too_few", field="statement", least=SurveyValue.LEAST_RESPONDENTS
        )
    if source.surveyed_on > today:
        raise ReviewRefused("survey_in_future", field="surveyed_on")
