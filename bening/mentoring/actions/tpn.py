"""Questions to the TPN: written here, sent by letter or portal, the answer recorded."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.documents.models import OfficialDocument
from bening.mentoring import access
from bening.mentoring.actions.texts import line, said
from bening.mentoring.models import Consultation, TpnQuestion, TpnState
from bening.mentoring.refusals import MentoringRefused, WrongMoment


def ask_tpn(
    *,
    agency: Agency,
    unit: WorkUnit | None,
    topic: str,
    question: str,
    consultation: Consultation | None = None,
    by: Person,
    now: datetime,
) -> TpnQuestion:
    """Writes a question to the TPN, about a unit or in general.

    Raises NotAllowed, MentoringRefused ("question_of_other_agency", "mentoring_text_missing").
    """
    if unit is not None and unit.agency_id != agency.pk:
        raise MentoringRefused("question_of_other_agency", unit=unit.name)
    if consultation is not None and (unit is None or consultation.unit_id != unit.pk):
        raise MentoringRefused("question_of_other_agency", unit=consultation.unit.name)
    access.check_can_ask_tpn(by, agency, unit, on=today_of(by, now))
    with transaction.atomic():
        made = TpnQuestion.objects.create(
            agency=agency,
            unit=unit,
            consultation=consultation,
            topic=line(topic, "topic"),
            question=said(question, "question"),
            asked_by=by,
            asked_at=now,
        )
        _record("tpn_question.written", made, by=by, now=now, data={"topic": made.topic})
    return made


def send_to_tpn(
    *, question: TpnQuestion, sent_on: date, reference: str, by: Person, now: datetime
) -> TpnQuestion:
    """Says when and by which letter or portal it went. Raises NotAllowed, WrongMoment."""
    with transaction.atomic():
        held = _locked(question)
        on = today_of(by, now)
        access.check_can_ask_tpn(by, held.agency, held.unit, on=on)
        _check_state(held, TpnState.DRAFT)
        if sent_on > on:
            raise MentoringRefused("mentoring_day_in_future", field="sent_on", day=sent_on)
        held.state, held.sent_on, held.sent_by = TpnState.SENT, sent_on, by
        held.reference = line(reference, "reference")
        held.save(update_fields=["state", "sent_on", "sent_by", "reference"])
        data = {"topic": held.topic, "sent_on": sent_on.isoformat(), "reference": held.reference}
        _record("tpn_question.sent", held, by=by, now=now, data=data)
    return held


def record_tpn_answer(
    *,
    question: TpnQuestion,
    answer: str,
    answered_on: date,
    answered_by: str,
    document: OfficialDocument | None = None,
    by: Person,
    now: datetime,
) -> TpnQuestion:
    """Writes down the answer, with the letter that brought it where there is one.

    Raises NotAllowed, WrongMoment, MentoringRefused ("answered_before_sent",
    "mentoring_day_in_future", "tpn_answer_document_foreign").
    """
    with transaction.atomic():
        held = _locked(question)
        on = today_of(by, now)
        access.check_can_ask_tpn(by, held.agency, held.unit, on=on)
        _check_state(held, TpnState.SENT)
        if held.sent_on is not None and answered_on < held.sent_on:
            raise MentoringRefused("answered_before_sent", field="answered_on", sent=held.sent_on)
        if answered_on > on:
            raise MentoringRefused("mentoring_day_in_future", field="answered_on", day=answered_on)
        if document is not None and (
            document.agency_id != held.agency_id or document.withdrawn_at is not None
        ):
            raise MentoringRefused("tpn_answer_document_foreign", field="document")
        held.answer, held.answered_by = said(answer, "answer"), line(answered_by, "answered_by")
        held.answered_on, held.document, held.recorded_by = answered_on, document, by
        held.state = TpnState.ANSWERED
        held.save()
        data = {"topic": held.topic, "answered_on": answered_on.isoformat()}
        _record("tpn_question.answered", held, by=by, now=now, data=data)
    return held


def _check_state(held: TpnQuestion, needed: TpnState) -> None:
    if held.state != needed:
        raise WrongMoment("tpn_question_moved", state=str(held.get_state_display()))


def _locked(question: TpnQuestion) -> TpnQuestion:
    rows = TpnQuestion.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "unit__agency").get(pk=question.pk)


def _record(
    act: str, held: TpnQuestion, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=held.agency_id,
        subject=("tpn_question", held.pk),
        at=now,
        data=data,
    )
