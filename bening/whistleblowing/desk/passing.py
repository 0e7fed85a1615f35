"""Passing a matter on: with the reporter's consent, or in words that tell nobody who reported.

A handler writes the words; what was sealed never goes along. They are a note of the report, sealed
like every note, and a letter shows them to be printed. Source: the rule that nobody is moved
between channels but with consent or without identity.
"""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.surveys.masking import mask
from bening.domain.whistleblowing import ReportContent, is_copied, read_message
from bening.whistleblowing.desk import steps
from bening.whistleblowing.desk.access import check_reads
from bening.whistleblowing.desk.logbook import log
from bening.whistleblowing.desk.reading import content_of
from bening.whistleblowing.desk.recipients import texts_of
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.models import Consent, Passing, PassingChannel, Report
from bening.whistleblowing.sealing import WrongKey


def ask_consent(
    *, report: Report, channel: str, text: str, keys: OpenKeys, by: Person, now: datetime
) -> Passing:
    """Asks the reporter, through the reply box, whether these words may go on.

    Raises DeskRefused: "report_closed_to_you", "report_partly_closed", "pass_not_to_be_asked",
    "report_note_missing", "report_text_too_long"; Settled("pass_is_asked", "report_read_only").
    """
    on = today_of(by, now)
    if not _opened(report, keys, by).reach:
        raise DeskRefused("pass_not_to_be_asked")
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if held.passings.filter(asked_on__isnull=False, consent="").exists():
            raise Settled("pass_is_asked")
        note = steps.write_note(report=held, text=text, by=by, now=now)
        steps.write_message(
            report=held, text=_question(held, channel, text.strip()), by=by, now=now
        )
        made = Passing.objects.create(report=held, channel=channel, note=note, by=by, asked_on=on)
        log(report=held, act="pass_asked", by=by, on=on)
    return made


def pass_agreed(*, report: Report, passing: Passing, by: Person, now: datetime) -> Passing:
    """Records that words to which the reporter said yes went on, as they were asked about.

    Raises DeskRefused: "report_closed_to_you", "pass_without_consent"; Settled("pass_is_done").
    """
    on = today_of(by, now)
    check_reads(by, report)
    with transaction.atomic():
        kept = Passing.objects.select_for_update().get(pk=passing.pk, report=report)
        if kept.passed_on is not None:
            raise Settled("pass_is_done")
        if kept.consent != Consent.GIVEN:
            raise DeskRefused("pass_without_consent", field="passing")
        kept.passed_on = on
        kept.save(update_fields=["passed_on"])
        log(report=report, act="passed", by=by, on=on)
    return kept


def pass_without(
    *,
    report: Report,
    channel: str,
    text: str,
    confirms: bool,
    keys: OpenKeys,
    by: Person,
    now: datetime,
) -> Passing:
    """Words that tell nobody who reported go on without asking.

    Raises DeskRefused: "report_closed_to_you", "report_partly_closed", "pass_not_confirmed",
    "pass_points", "pass_was_refused", "pass_words_copied", "report_note_missing",
    "report_text_too_long"; Settled("report_read_only").
    """
    on = today_of(by, now)
    content = _opened(report, keys, by)
    if not confirms:
        raise DeskRefused("pass_not_confirmed", field="confirms")
    if mask(text).found:
        raise DeskRefused("pass_points", field="text")
    if is_copied(text, _not_agreed(report, keys)):
        raise DeskRefused("pass_was_refused", field="text")
    if is_copied(text, (*texts_of(content), content.loss, *_said(report, keys))):
        raise DeskRefused("pass_words_copied", field="text")
    with transaction.atomic():
        note = steps.write_note(report=report, text=text, by=by, now=now)
        made = Passing.objects.create(
            report=report, channel=channel, note=note, by=by, passed_on=on
        )
        log(report=report, act="passed", by=by, on=on)
    return made


def words_of(passing: Passing, keys: OpenKeys) -> str:
    """The words themselves. Raises DeskRefused("report_partly_closed")."""
    try:
        return keys.read(passing.note.sealed).decode()
    except WrongKey:
        raise DeskRefused("report_partly_closed") from None


def _opened(report: Report, keys: OpenKeys, by: Person) -> ReportContent:
    check_reads(by, report)
    content = content_of(report, keys)
    if content is None:
        raise DeskRefused("report_partly_closed")
    return content


def _not_agreed(report: Report, keys: OpenKeys) -> list[str]:
    """What the reporter was asked about and did not say yes to."""
    asked = report.passings.filter(asked_on__isnull=False).select_related("note")
    rows = asked.exclude(consent=Consent.GIVEN)
    return [words_of(row, keys) for row in rows]


def _said(report: Report, keys: OpenKeys) -> list[str]:
    """What the reporter wrote into the reply box."""
    try:
        return [
            read_message(keys.read(row.to_handlers)).text
            for row in report.messages.filter(is_from_reporter=True)
        ]
    except (WrongKey, ValueError):
        raise DeskRefused("report_partly_closed") from None


def _question(report: Report, channel: str, words: str) -> str:
    """What the reporter reads, in the reporter's language; the words stand as they were written."""
    with translation.override(report.language):
        return _(
            "Bolehkah hal ini diteruskan ke kanal lain: %(channel)s? Yang diteruskan hanya "
            "kata-kata kami di bawah ini, tanpa laporan, berkas, dan identitas Anda. Jawab dengan "
            "tombol di kotak ini; tanpa jawaban kata-kata ini tidak diteruskan.\n\n%(words)s"
        ) % {"channel": PassingChannel(channel).label, "words": words}
