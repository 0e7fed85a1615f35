"""What handlers do with a report: a step by the table, a message to the reporter, a note.

All that is written is sealed to those who read the report now; what goes to the reporter is sealed
to the reply box as well.
"""

from datetime import date, datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.anniversaries import years_after
from bening.domain.whistleblowing import (
    CLOSED,
    MessageContent,
    ReportAct,
    ReportState,
    after,
    write,
)
from bening.whistleblowing.desk import terms
from bening.whistleblowing.desk.access import check_reads
from bening.whistleblowing.desk.logbook import log
from bening.whistleblowing.desk.recipients import sealed_to
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.models import HandlerNote, Message, Report, ReportStep
from bening.whistleblowing.sealing import seal

LONGEST = 20_000
TOLD = frozenset(
    {
        ReportAct.ASK,
        ReportAct.REJECT,
        ReportAct.FIND_PROVEN,
        ReportAct.FIND_NOT_PROVEN,
        ReportAct.CLOSE,
        ReportAct.TO_LAW,
    }
)
"""Steps of which the reporter is told: they take a message with them."""
FINDINGS = {ReportAct.FIND_PROVEN: "proven", ReportAct.FIND_NOT_PROVEN: "not_proven"}
OWN_WAY = frozenset({ReportAct.ANSWER, ReportAct.HAND_OVER})
"""The reporter's act, and the one that changes who reads (`granting.hand_over`)."""


def take_step(
    *,
    report: Report,
    act: ReportAct,
    note: str,
    message: str,
    by: Person,
    now: datetime,
) -> ReportStep:
    """The next step of a report, with a sealed note and, where it must, word to the reporter.

    Raises ReportRefused("report_step"), DeskRefused: "step_note_missing", "step_message_missing",
    "report_text_too_long", "report_unattended", "report_closed_to_you".
    """
    on = today_of(by, now)
    why, word = _text(note, "note"), _text(message, "message")
    if act in OWN_WAY:
        raise DeskRefused("step_not_here")
    if not why:
        raise DeskRefused("step_note_missing", field="note")
    if act in TOLD and not word:
        raise DeskRefused("step_message_missing", field="message")
    with transaction.atomic():
        held = _held(report, by)
        state = after(ReportState(held.state), act)
        to = sealed_to(held)
        step = ReportStep.objects.create(
            report=held,
            position=held.steps.count() + 1,
            act=act,
            state=state,
            by=by,
            note=seal(why.encode(), to),
            day=on,
        )
        held.state = state
        _settle(held, act, on)
        if word:
            _write(held, word, to, on)
        terms.recount(held, site=terms.site_of(held), today=on)
        held.save()
        log(report=held, act="to_law" if act is ReportAct.TO_LAW else "step", by=by, on=on)
    return step


def _settle(report: Report, act: ReportAct, on: date) -> None:
    site = terms.site_of(report)
    report.finding = FINDINGS.get(act, report.finding)
    if ReportState(report.state) in CLOSED:
        report.closed_on = on
        report.identity_until = (
            years_after(on, site.keep_identity_years) if report.identity is not None else None
        )
    elif act is ReportAct.REOPEN:
        report.closed_on = report.identity_until = None
        report.finding = ""
        report.answered_on = None


def write_message(*, report: Report, text: str, by: Person, now: datetime) -> Message:
    """A message to the reporter; the first one keeps the promise of an answer.

    Raises DeskRefused: "message_missing", "report_text_too_long", "report_unattended",
    "report_closed_to_you"; Settled("report_read_only").
    """
    on = today_of(by, now)
    word = _text(text, "text")
    if not word:
        raise DeskRefused("message_missing", field="text")
    with transaction.atomic():
        held = _writable(report, by)
        made = _write(held, word, sealed_to(held), on)
        held.save(update_fields=["answered_on"])
        log(report=held, act="message", by=by, on=on)
    return made


def write_note(*, report: Report, text: str, by: Person, now: datetime) -> HandlerNote:
    """A note for those who read the report.

    Raises DeskRefused: "report_note_missing", "report_text_too_long", "report_closed_to_you";
    Settled("report_read_only").
    """
    on = today_of(by, now)
    word = _text(text, "text")
    if not word:
        raise DeskRefused("report_note_missing", field="text")
    with transaction.atomic():
        held = _writable(report, by)
        made = HandlerNote.objects.create(
            report=held, by=by, sealed=seal(word.encode(), sealed_to(held)), day=on
        )
        log(report=held, act="note", by=by, on=on)
    return made


def _held(report: Report, by: Person) -> Report:
    held = Report.objects.select_for_update().get(pk=report.pk)
    check_reads(by, held)
    return held


def _writable(report: Report, by: Person) -> Report:
    held = _held(report, by)
    if held.state == ReportState.TO_LAW:
        raise Settled("report_read_only")
    return held


def _write(report: Report, text: str, to: list[str], on: date) -> Message:
    document = write(MessageContent(text))
    if report.answered_on is None:
        report.answered_on = on
    return Message.objects.create(
        report=report,
        position=report.messages.count() + 1,
        is_from_reporter=False,
        sealed=seal(document, [report.box_public]),
        to_handlers=seal(document, to),
        day=on,
    )


def _text(text: str, field: str) -> str:
    clean = text.strip()
    if len(clean) > LONGEST:
        raise DeskRefused("report_text_too_long", field=field, most=LONGEST)
    return clean
