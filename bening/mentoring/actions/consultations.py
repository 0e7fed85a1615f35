"""The desk: a unit asks, TPI answers, an answer may be shared in words that name no unit."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.mentoring import access
from bening.mentoring.actions.texts import line, said
from bening.mentoring.models import Consultation, ConsultationState
from bening.mentoring.refusals import MentoringRefused, WrongMoment


def ask(
    *,
    unit: WorkUnit,
    topic: str,
    question: str,
    official_code: str = "",
    by: Person,
    now: datetime,
) -> Consultation:
    """Asks TPI something for the unit. Raises NotAllowed, MentoringRefused."""
    access.check_can_ask(by, unit, on=today_of(by, now))
    with transaction.atomic():
        made = Consultation.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            topic=line(topic, "topic"),
            question=said(question, "question"),
            official_code=official_code.strip()[:24],
            asked_by=by,
            asked_at=now,
        )
        _record("consultation.asked", made, by=by, now=now, data={"topic": made.topic})
    return made


def edit_question(
    *, consultation: Consultation, topic: str, question: str, by: Person, now: datetime
) -> Consultation:
    """Says it better while nobody has answered: only whoever asked.

    Raises NotAllowed, WrongMoment("consultation_is_answered"), MentoringRefused.
    """
    with transaction.atomic():
        held = _locked(consultation)
        on = today_of(by, now)
        access.check_can_ask(by, held.unit, on=on)
        if held.asked_by_id != by.pk:
            raise NotAllowed("edits_own_question", unit=held.unit.name)
        _check_open(held)
        held.topic, held.question = line(topic, "topic"), said(question, "question")
        held.save(update_fields=["topic", "question"])
        _record("consultation.edited", held, by=by, now=now, data={"topic": held.topic})
    return held


def answer(*, consultation: Consultation, answer: str, by: Person, now: datetime) -> Consultation:
    """Answers, once. Raises NotAllowed, WrongMoment("consultation_is_answered")."""
    with transaction.atomic():
        held = _locked(consultation)
        access.check_can_mentor(by, held.unit, on=today_of(by, now))
        _check_open(held)
        held.answer = said(answer, "answer")
        held.state = ConsultationState.ANSWERED
        held.answered_by, held.answered_at = by, now
        held.save(update_fields=["answer", "state", "answered_by", "answered_at"])
        _record("consultation.answered", held, by=by, now=now, data={"topic": held.topic})
    return held


def share(
    *, consultation: Consultation, question: str, answer: str, by: Person, now: datetime
) -> Consultation:
    """Shows question and answer to the whole agency, in words that name neither unit nor asker.

    Raises NotAllowed, WrongMoment("consultation_not_answered"), MentoringRefused
    ("shared_names_unit", "mentoring_text_missing").
    """
    with transaction.atomic():
        held = _locked(consultation)
        access.check_can_mentor(by, held.unit, on=today_of(by, now))
        if held.state != ConsultationState.ANSWERED:
            raise WrongMoment("consultation_not_answered")
        asked, told = said(question, "question"), said(answer, "answer")
        for field, words in (("question", asked), ("answer", told)):
            if name := _named(held, words):
                raise MentoringRefused("shared_names_unit", field=field, name=name)
        held.shared_question, held.shared_answer = asked, told
        held.shared_by, held.shared_at = by, now
        held.save(update_fields=["shared_question", "shared_answer", "shared_by", "shared_at"])
        _record("consultation.shared", held, by=by, now=now, data={"topic": held.topic})
    return held


def unshare(*, consultation: Consultation, by: Person, now: datetime) -> Consultation:
    """Takes it out of what the agency reads. Raises NotAllowed, WrongMoment."""
    with transaction.atomic():
        held = _locked(consultation)
        access.check_can_mentor(by, held.unit, on=today_of(by, now))
        if held.shared_at is None:
            raise WrongMoment("consultation_not_shared")
        held.shared_by = held.shared_at = None
        held.save(update_fields=["shared_by", "shared_at"])
        _record("consultation.unshared", held, by=by, now=now, data={"topic": held.topic})
    return held


def _named(held: Consultation, words: str) -> str:
    """The first name in `words` that gives the unit or its people away."""
    text = " ".join(words.split()).lower()
    names = (held.unit.name, held.asked_by.name)
    return next((name for name in names if name.lower() in text), "")


def _check_open(held: Consultation) -> None:
    if held.state != ConsultationState.OPEN:
        raise WrongMoment("consultation_is_answered")


def _locked(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",))
    return rows.select_related("unit__agency", "asked_by").get(pk=consultation.pk)


def _record(
    act: str, held: Consultation, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=held.agency_id,
        subject=("consultation", held.pk),
        at=now,
        data=data,
    )
