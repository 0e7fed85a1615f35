"""Filing: from what was typed to a sealed report, its receipt and its proof, in one transaction.

Whatever can be read stays in memory. Sealed files are written first, then the rows in one
transaction: a crash between leaves sealed bytes that no row names, and the form can be sent again.
"""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from bening.agencies.models import WorkUnit
from bening.calendars.queries import holidays_between
from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.domain.whistleblowing import (
    FileNote,
    IdentityContent,
    Receipt,
    ReportContent,
    Statement,
    digest_of,
    new_receipt,
    write,
)
from bening.domain.workdays import add_working_days
from bening.whistleblowing import proving, sealing, vault
from bening.whistleblowing.cleaning import CleanFile
from bening.whistleblowing.models import (
    HandlerKey,
    IdentityLayer,
    KeyGrant,
    Message,
    Report,
    ReportSite,
    SealedFile,
    SpentForm,
)
from bening.whistleblowing.once import FormSpent, Pass
from bening.whistleblowing.proving import Proof
from bening.whistleblowing.recipients import Chosen
from bening.whistleblowing.sealing import Secrets


class ReportRefused(Refused):
    """A report that can't be taken as it is; `field` names what is to be changed."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


@dataclass(frozen=True, slots=True)
class Filed:
    """What the reporter gets, once: nothing of it is kept anywhere else."""

    receipt: Receipt
    proof: Proof
    day: date
    answer_by: date


@dataclass(frozen=True, slots=True)
class SealedUpload:
    """A file that is sealed and lies in the vault, and what the content says of it."""

    note: FileNote
    sealed: bytes
    name: str


def file_report(
    *,
    site: ReportSite,
    unit: WorkUnit | None,
    content: ReportContent,
    files: Sequence[CleanFile],
    identity: IdentityContent | None,
    chosen: Chosen,
    language: str,
    form: Pass,
    now: datetime,
) -> Filed:
    """Seals a report to the chosen keys and files it. Nobody is signed in, nobody is recorded.

    Raises ReportRefused("report_identity_needs_two") where an identity is given and but one person
    could open it, FormSpent("form_spent") where the form was sent before.
    """
    halves = chosen.halves if identity else None
    if identity and halves is None:
        raise ReportRefused("report_identity_needs_two", field="name")
    if SpentForm.objects.filter(pk=form.number).exists():
        raise FormSpent("form_spent")
    zone = unit.zone if unit else site.agency.time_zone
    day = day_in(zone, now)
    receipt, opened_by = _new_receipt(site)
    uploads = seal_files(files, chosen.public, day=day)
    try:
        whole = replace(
            content, files=tuple(each.note for each in uploads), left_out=chosen.left_out
        )
        sealed = sealing.seal(write(whole), chosen.public)
        digest = digest_of(sealed, [each.sealed for each in uploads])
        proof = proving.prove(Statement(received_by=site.agency.name, day=day, digest=digest))
        box = sealing.new_box(opened_by)
        due = _due_days(site, day)
        with transaction.atomic():
            spend(form, zone)
            report = Report.objects.create(
                id=opened_by.find,
                agency_id=site.agency_id,
                unit=unit,
                kind=content.kind,
                language=language,
                filed_on=day,
                sealed=sealed,
                identity=_sealed_identity(identity, halves),
                box_public=box.public,
                box=box.wrapped,
                proof=sealing.seal(proof.text().encode(), [box.public]),
                answer_due_on=due[0],
                triage_due_on=due[1],
                result_due_on=due[2],
            )
            _grant(report, chosen, halves, day)
            keep_files(report, uploads)
            proving.leave(proof, on=day)
    except BaseException:
        drop_files(uploads)
        raise
    return Filed(receipt, proof, day, due[0])


def seal_files(
    files: Sequence[CleanFile], recipients: Sequence[str], *, day: date
) -> list[SealedUpload]:
    """Seals each file and puts it into the vault; all of them or none."""
    done: list[SealedUpload] = []
    try:
        for each in files:
            sealed = sealing.seal(each.content, recipients)
            note = FileNote(str(uuid.uuid4()), each.name, each.media_type, len(each.content))
            done.append(SealedUpload(note, sealed, vault.put(sealed, day=day)))
    except BaseException:
        drop_files(done)
        raise
    return done


def drop_files(uploads: Sequence[SealedUpload]) -> None:
    """Removes sealed files that no row will name."""
    for each in uploads:
        vault.remove(each.name)


def keep_files(
    report: Report, uploads: Sequence[SealedUpload], message: Message | None = None
) -> None:
    """Writes the rows of sealed files, in the caller's transaction."""
    SealedFile.objects.bulk_create(
        SealedFile(
            id=uuid.UUID(each.note.key),
            report=report,
            message=message,
            name=each.name,
            size=len(each.sealed),
        )
        for each in uploads
    )


def _new_receipt(site: ReportSite) -> tuple[Receipt, Secrets]:
    """A receipt whose row is not there yet, with its secrets."""
    receipt = new_receipt(secrets.randbelow)
    return receipt, sealing.stretched(receipt, bytes(site.salt))


def spend(form: Pass, zone: str) -> None:
    """Marks a form as sent, in the caller's transaction. Raises FormSpent."""
    lapses_on = day_in(zone, form.lapses_at) + timedelta(days=1)
    try:
        with transaction.atomic():
            SpentForm.objects.create(id=form.number, lapses_on=lapses_on)
    except IntegrityError:
        raise FormSpent("form_spent") from None


def _sealed_identity(
    identity: IdentityContent | None,
    halves: tuple[tuple[HandlerKey, ...], tuple[HandlerKey, ...]] | None,
) -> bytes | None:
    if identity is None or halves is None:
        return None
    inner, outer = ([key.public for key in half] for half in halves)
    return sealing.seal_for_both(write(identity), inner, outer)


def _grant(
    report: Report,
    chosen: Chosen,
    halves: tuple[tuple[HandlerKey, ...], tuple[HandlerKey, ...]] | None,
    day: date,
) -> None:
    inner, outer = halves or ((), ())
    layers = {key.pk: IdentityLayer.INNER for key in inner}
    layers |= {key.pk: IdentityLayer.OUTER for key in outer}
    KeyGrant.objects.bulk_create(
        KeyGrant(report=report, key=key, day=day, layer=layers.get(key.pk, IdentityLayer.NONE))
        for key in chosen.keys
    )


def _due_days(site: ReportSite, day: date) -> tuple[date, date, date]:
    """First answer, first review, word of the result: working days after the filing."""
    terms = (site.answer_days, site.triage_days, site.result_days)
    off = holidays_between(site.agency, day, day + timedelta(days=3 * max(terms) + 60))
    answer, triage, result = (add_working_days(day, term, off) for term in terms)
    return answer, triage, result
