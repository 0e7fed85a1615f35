"""The questionnaires that come with the program, as rows that periods can name."""

import hashlib
from datetime import datetime

from bening.domain.sealing.canonical import canonical
from bening.instruments.surveys import load_survey, shipped_surveys, survey_document
from bening.surveys.models import Questionnaire, QuestionnaireState


def sha256_of(content: object) -> str:
    """What names a version: the hash of the canonical text of its content."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def store_shipped(*, now: datetime) -> list[Questionnaire]:
    """Stores the shipped questionnaires that are not there yet; repeating it changes nothing."""
    there = set(Questionnaire.objects.filter(agency__isnull=True).values_list("slug", "version"))
    stored = []
    for id_ in shipped_surveys():
        slug, _, version = id_.rpartition("-")
        if (slug, int(version)) in there:
            continue
        content = survey_document(id_)
        stored.append(
            Questionnaire.objects.create(
                slug=slug,
                version=int(version),
                title=load_survey(id_).title["id"],
                content=content,
                sha256=sha256_of(content),
                state=QuestionnaireState.APPROVED,
                made_at=now,
                approved_at=now,
            )
        )
    return stored
