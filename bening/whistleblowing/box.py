"""The reply box of a report, opened with its receipt: messages, more files, where things stand.

While a reporter reads and answers, a ticket in the page stands for the receipt: both secrets sealed
under a key of the installation, for half an hour. So nobody types sixteen digits twice, no cookie
is needed, and an open page does not show the receipt.
"""

import base64
import hashlib
import hmac
import struct
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.domain.whistleblowing import (
    CLOSED,
    MessageContent,
    Receipt,
    ReportAct,
    ReportState,
    after,
    read_message,
    write,
)
from bening.whistleblowing import sealing
from bening.whistleblowing.cleaning import CleanFile
from bening.whistleblowing.filing import (
    ReportRefused,
    SealedUpload,
    drop_files,
    keep_files,
    seal_files,
    spend,
)
from bening.whistleblowing.limits import limits
from bening.whistleblowing.models import (
    Consent,
    Message,
    Passing,
    Report,
    ReportSite,
    ReportStep,
)
from bening.whistleblowing.once import Pass
from bening.whistleblowing.sealing import Secrets, WrongKey

OPEN_FOR = timedelta(minutes=30)
FIND, OPENING, MOMENT = 16, 32, 8


class _HandedOverError(Exception):
    """Others handle the report than those it was just sealed to."""


class BoxRefused(Refused):
    """A box that stays shut: "receipt_unknown", "box_lapsed", "box_unattended"."""

    status = 404


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message as the reporter reads it; `text` is empty where it was lost on the way."""

    day: date
    is_mine: bool
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenBox:
    """What a reporter sees: where the report stands, the next day to come back, the messages."""

    report: Report
    ticket: str
    messages: tuple[ShownMessage, ...]
    proof: str
    next_by: date | None
    passings: tuple[Passing, ...] = ()

    @property
    def draft(self) -> str:
        """What the reporter's browser calls an unsent message of this box: it names no report."""
        return hmac.digest(_ticket_key(), b"draft" + self.report.handle.bytes, "sha256").hex()[:16]

    @property
    def is_closed(self) -> bool:
        """Whether nothing is being done any more; new evidence is still taken."""
        return ReportState(self.report.state) in CLOSED


def open_with_receipt(site: ReportSite, receipt: Receipt, *, now: datetime) -> OpenBox:
    """The box of a receipt. Raises BoxRefused("receipt_unknown"), TooMany.

    A receipt without report costs the same: one stretching, one look, one decryption.
    """
    limits.check_opening(site.slug)
    opened_by = sealing.stretched(receipt, bytes(site.salt))
    try:
        return _opened(site, opened_by, now)
    except BoxRefused:
        limits.count_wrong(site.slug)
        raise


def open_with_ticket(site: ReportSite, ticket: str, *, now: datetime) -> OpenBox:
    """The box a page had open before. Raises BoxRefused("box_lapsed", "receipt_unknown")."""
    return _opened(site, read_ticket(site, ticket, now=now), now)


def send_message(
    *,
    site: ReportSite,
    ticket: str,
    text: str,
    files: Sequence[CleanFile],
    form: Pass,
    now: datetime,
) -> None:
    """Adds what the reporter wrote: sealed to the handlers and to the box.

    Where the report was handed over meanwhile it is sealed once more, to who handles it now. Where
    handlers had asked, this is the answer and the report goes back to review. Raises BoxRefused,
    ReportRefused("message_empty"), FormSpent, and TooMany.
    """
    if not text.strip() and not files:
        raise ReportRefused("message_empty", field="text")
    limits.check_filing(site.slug)
    found = _report(site, read_ticket(site, ticket, now=now))
    day = day_in(site.agency.time_zone, now)
    while True:
        try:
            return _seal_and_keep(found, text.strip(), files, form, site.agency.time_zone, day)
        except _HandedOverError:
            continue


def answer_passing(
    *, site: ReportSite, ticket: str, passing: uuid.UUID, agrees: bool, now: datetime
) -> Passing:
    """The reporter's yes or no to words going on to another channel; until then it may change.

    Raises BoxRefused("box_lapsed", "pass_unknown"), ReportRefused("pass_went_on").
    """
    found = _report(site, read_ticket(site, ticket, now=now))
    with transaction.atomic():
        asked = found.passings.select_for_update().filter(pk=passing, asked_on__isnull=False)
        kept = asked.first()
        if kept is None:
            raise BoxRefused("pass_unknown")
        if kept.passed_on is not None:
            raise ReportRefused("pass_went_on")
        kept.consent = Consent.GIVEN if agrees else Consent.REFUSED
        kept.consent_on = day_in(site.agency.time_zone, now)
        kept.save(update_fields=["consent", "consent_on"])
    return kept


def _seal_and_keep(
    found: Report, text: str, files: Sequence[CleanFile], form: Pass, zone: str, day: date
) -> None:
    """Sealing takes time and holds nothing; only the rows are written while the report is held."""
    handlers = _handlers_of(found)
    uploads = seal_files(files, handlers, day=day)
    try:
        with transaction.atomic():
            report = Report.objects.select_for_update().get(pk=found.pk)
            _check_handlers(report, handlers)
            spend(form, zone)
            _keep_message(report, text, uploads, handlers, day)
    except BaseException:
        drop_files(uploads)
        raise


def _keep_message(
    report: Report,
    text: str,
    uploads: Sequence[SealedUpload],
    handlers: Sequence[str],
    day: date,
) -> None:
    document = write(MessageContent(text, tuple(each.note for each in uploads)))
    message = Message.objects.create(
        report=report,
        position=report.messages.count() + 1,
        is_from_reporter=True,
        sealed=sealing.seal(document, [report.box_public]),
        to_handlers=sealing.seal(document, handlers),
        day=day,
    )
    keep_files(report, uploads, message)
    if report.state == ReportState.ASKED:
        _answered(report, day)


def new_ticket(site: ReportSite, opened_by: Secrets, *, now: datetime) -> str:
    """What stands for the receipt on an open page."""
    until = struct.pack(">Q", int((now + OPEN_FOR).timestamp()))
    inside = opened_by.find.bytes + opened_by.opening + until
    return base64.urlsafe_b64encode(
        sealing.keep_under(_ticket_key(), inside, site.slug.encode())
    ).decode()


def read_ticket(site: ReportSite, ticket: str, *, now: datetime) -> Secrets:
    """The secrets in a ticket of that site. Raises BoxRefused("box_lapsed")."""
    try:
        held = base64.urlsafe_b64decode(ticket.encode("ascii"))
        inside = sealing.read_under(_ticket_key(), held, site.slug.encode())
    except (ValueError, WrongKey):
        raise BoxRefused("box_lapsed") from None
    (until,) = struct.unpack(">Q", inside[FIND + OPENING :])
    if now.timestamp() > until:
        raise BoxRefused("box_lapsed")
    return Secrets(uuid.UUID(bytes=inside[:FIND]), inside[FIND : FIND + OPENING])


def _ticket_key() -> bytes:
    return hashlib.sha256(b"bening whistleblowing box\x00" + settings.SECRET_KEY.encode()).digest()


def _report(site: ReportSite, opened_by: Secrets) -> Report:
    found = Report.objects.filter(pk=opened_by.find, agency_id=site.agency_id).first()
    if found is None:
        raise BoxRefused("receipt_unknown")
    return found


def _opened(site: ReportSite, opened_by: Secrets, now: datetime) -> OpenBox:
    report = Report.objects.filter(pk=opened_by.find, agency_id=site.agency_id).first()
    wrapped = bytes(report.box) if report else None
    try:
        secret = sealing.open_box(wrapped, opened_by)
    except WrongKey:
        raise BoxRefused("receipt_unknown") from None
    if report is None:  # the zeros in place of a box open for nobody
        raise BoxRefused("receipt_unknown")
    proof = sealing.unseal(bytes(report.proof), secret).decode() if report.proof else ""
    return OpenBox(
        report=report,
        ticket=new_ticket(site, opened_by, now=now),
        messages=tuple(_shown(each, secret) for each in report.messages.order_by("position")),
        proof=proof,
        next_by=_next_by(report, day_in(site.agency.time_zone, now)),
        passings=tuple(report.passings.filter(asked_on__isnull=False).order_by("asked_on", "id")),
    )


def _shown(message: Message, secret: str) -> ShownMessage:
    try:
        content = read_message(sealing.unseal(bytes(message.sealed), secret))
    except (WrongKey, ValueError):
        content = MessageContent("")
    return ShownMessage(
        day=message.day,
        is_mine=message.is_from_reporter,
        text=content.text,
        files=tuple(each.name for each in content.files),
    )


def _next_by(report: Report, today: date) -> date | None:
    """The next day by which there is news: the first term that is still to come."""
    if report.state == ReportState.CLOSED:
        return None
    terms = [report.answer_due_on if report.answered_on is None else None]
    terms += [report.triage_due_on, report.result_due_on]
    return next((day for day in terms if day is not None and day >= today), None)


def _handlers_of(report: Report) -> list[str]:
    """The public keys that are sealed to now. Raises BoxRefused("box_unattended") for none."""
    keys = list(
        report.grants.filter(key__retired_at__isnull=True, ended_on__isnull=True)
        .order_by("key__public")
        .values_list("key__public", flat=True)
    )
    if not keys:
        raise BoxRefused("box_unattended")
    return keys


def _check_handlers(report: Report, handlers: list[str]) -> None:
    """Whether these keys are still those sealed to. Raises _HandedOverError."""
    if _handlers_of(report) != handlers:
        raise _HandedOverError


def _answered(report: Report, day: date) -> None:
    report.state = after(ReportState(report.state), ReportAct.ANSWER)
    report.save(update_fields=["state"])
    ReportStep.objects.create(
        report=report,
        position=report.steps.count() + 1,
        act=ReportAct.ANSWER,
        state=report.state,
        day=day,
    )
