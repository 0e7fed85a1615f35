"""What people do with evidence: one function per use case, each in one transaction with its event.

Content comes into the store before (`bening.evidence.uploads`); here it is only referred to.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.scoring import Question
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.refusals import UnknownQuestion
from bening.evidence import access
from bening.evidence.details import Period, clean_address, clean_period, clean_title
from bening.evidence.models import (
    Evidence,
    EvidenceKind,
    EvidenceLink,
    EvidenceRevision,
    EvidenceState,
    StoredFile,
)
from bening.evidence.refusals import EvidenceLocked, EvidenceRefused, WrongState
from bening.evidence.states import ACTS, TRANSITIONS

__all__ = [
    "Period",
    "add_file",
    "add_link",
    "attach",
    "check",
    "detach",
    "edit",
    "return_to_draft",
    "revise",
    "submit",
    "withdraw",
]

LONGEST_REASON = 500


def add_file(
    *,
    unit: WorkUnit,
    file: StoredFile,
    filename: str,
    title: str = "",
    period: Period | None = None,
    by: Person,
    now: datetime,
) -> Evidence:
    """New evidence of the unit with its first revision. Without `title` the file name names it.

    Raises NotAllowed, EvidenceRefused.
    """
    with transaction.atomic():
        access.check_can_add(by, unit, on=today_of(by, now))
        evidence = _new(
            unit=unit,
            kind=EvidenceKind.FILE,
            title=clean_title(title or filename.rpartition(".")[0] or filename),
            period=clean_period(period),
            by=by,
            now=now,
        )
        evidence.save(force_insert=True)
        _add_revision(evidence, file=file, filename=filename, number=1, by=by, now=now)
        data = {"title": evidence.title, "filename": filename, "sha256": file.sha256}
        _record("evidence.added", evidence, by=by, now=now, data=data)
    return evidence


def add_link(
    *, unit: WorkUnit, url: str, title: str, period: Period | None = None, by: Person, now: datetime
) -> Evidence:
    """New evidence that is a page of the web, with its title and the days it proves.

    Raises NotAllowed, EvidenceRefused.
    """
    with transaction.atomic():
        access.check_can_add(by, unit, on=today_of(by, now))
        evidence = _new(
            unit=unit,
            kind=EvidenceKind.LINK,
            title=clean_title(title),
            period=clean_period(period),
            by=by,
            now=now,
        )
        evidence.url = clean_address(url)
        evidence.save(force_insert=True)
        data = {"title": evidence.title, "url": evidence.url}
        _record("evidence.added", evidence, by=by, now=now, data=data)
    return evidence


def revise(
    *, evidence: Evidence, file: StoredFile, filename: str, by: Person, now: datetime
) -> EvidenceRevision:
    """A new version of the file. What was submitted or checked is a draft again.

    Raises NotAllowed, EvidenceLocked, EvidenceRefused (the same content once more, or a link).
    """
    with transaction.atomic():
        locked = _locked(evidence)
        access.check_can_change(by, locked, on=today_of(by, now))
        if locked.kind != EvidenceKind.FILE:
            raise EvidenceRefused("link_has_no_revision", title=locked.title)
        current = locked.revisions.order_by("-number").first()
        if current is None:
            raise EvidenceRefused("evidence_has_no_file", title=locked.title)
        if current.file_id == file.sha256:
            raise EvidenceRefused("revision_is_the_same", title=locked.title)
        revision = _add_revision(
            locked, file=file, filename=filename, number=current.number + 1, by=by, now=now
        )
        _back_to_draft(locked, reason="")
        locked.save()
        data = {"number": revision.number, "filename": filename, "sha256": file.sha256}
        _record("evidence.revised", locked, by=by, now=now, data=data)
    return revision


def attach(
    *,
    evidence: Evidence,
    sheet: EvaluationSheet,
    official_code: str,
    need: int | None = None,
    by: Person,
    now: datetime,
) -> EvidenceLink:
    """Uses evidence for a question, as the expected proof at place `need` (from 0) if given.

    Attaching again changes the expected proof only. Raises UnknownQuestion, NotAllowed,
    SheetLocked, EvidenceLocked (withdrawn), EvidenceRefused (other unit, no such expected proof).
    """
    with transaction.atomic():
        locked = _locked_sheet(sheet)
        question = _question(locked, official_code)
        access.check_can_attach(by, locked, question, on=today_of(by, now))
        if evidence.unit_id != locked.unit_id:
            raise EvidenceRefused("evidence_of_other_unit", title=evidence.title)
        used = _locked_row(evidence)
        if used.withdrawn_at is not None:
            raise EvidenceLocked("evidence_withdrawn", title=used.title)
        if need is not None and not 0 <= need < len(question.evidence):
            raise EvidenceRefused("need_unknown", official_code=official_code)
        link, made = EvidenceLink.objects.get_or_create(
            sheet=locked,
            official_code=official_code,
            evidence=used,
            defaults={
                "agency_id": locked.agency_id,
                "need": need,
                "linked_by": by,
                "linked_at": now,
            },
        )
        if not made and link.need == need:
            return link
        if not made:
            link.need = need
            link.save(update_fields=["need"])
        _record_use("evidence.attached", link, by=by, now=now)
    return link


def detach(*, link: EvidenceLink, by: Person, now: datetime) -> None:
    """Ends the use of evidence for a question; the evidence stays.

    A use that somebody else has just ended is none any more. Raises NotAllowed, SheetLocked.
    """
    with transaction.atomic():
        locked = _locked_sheet(link.sheet)
        question = _question(locked, link.official_code)
        access.check_can_attach(by, locked, question, on=today_of(by, now))
        gone, _rows = EvidenceLink.objects.filter(pk=link.pk).delete()
        if gone:
            _record_use("evidence.detached", link, by=by, now=now)


def edit(
    *,
    evidence: Evidence,
    title: str,
    period: Period | None,
    url: str = "",
    by: Person,
    now: datetime,
) -> Evidence:
    """Another title, days or address; what was checked is a draft again unless only the title is.

    Saving what is there already changes nothing. Raises NotAllowed, EvidenceLocked,
    EvidenceRefused.
    """
    with transaction.atomic():
        locked = _locked(evidence)
        access.check_can_change(by, locked, on=today_of(by, now))
        before = (locked.title, locked.proves_from, locked.proves_until, locked.url)
        locked.title = clean_title(title)
        days = clean_period(period)
        locked.proves_from = days.start if days else None
        locked.proves_until = days.end if days else None
        if locked.kind == EvidenceKind.LINK:
            locked.url = clean_address(url)
        after = (locked.title, locked.proves_from, locked.proves_until, locked.url)
        if after == before:
            return locked
        if after[1:] != before[1:] and locked.state == EvidenceState.CHECKED:
            _back_to_draft(locked, reason="")
        locked.save()
        data = {
            "title": locked.title,
            "url": locked.url,
            "period": [days.start.isoformat(), days.end.isoformat()] if days else [],
        }
        _record("evidence.edited", locked, by=by, now=now, data=data)
    return locked


def submit(*, evidence: Evidence, by: Person, now: datetime) -> Evidence:
    """Hands evidence to whoever checks it; the days it proves must be known by then.

    Raises NotAllowed, EvidenceLocked, WrongState, EvidenceRefused.
    """
    with transaction.atomic():
        locked = _locked(evidence)
        access.check_can_change(by, locked, on=today_of(by, now))
        if locked.state == EvidenceState.DRAFT and locked.proves_from is None:
            raise EvidenceRefused("period_missing", title=locked.title)
        _move(locked, EvidenceState.SUBMITTED, by=by, now=now, data={})
    return locked


def check(*, evidence: Evidence, by: Person, now: datetime) -> Evidence:
    """Says that evidence proves what it claims. Raises NotAllowed, EvidenceLocked, WrongState."""
    with transaction.atomic():
        locked = _locked(evidence)
        access.check_can_check(by, locked, on=today_of(by, now))
        current = locked.revisions.order_by("-number").first()
        data = {"sha256": current.file_id, "number": current.number} if current else {}
        _move(locked, EvidenceState.CHECKED, by=by, now=now, data=data)
    return locked


def return_to_draft(*, evidence: Evidence, reason: str, by: Person, now: datetime) -> Evidence:
    """Sends evidence back to whoever added it, with the reason they read.

    Raises NotAllowed, EvidenceLocked, WrongState, EvidenceRefused.
    """
    said = " ".join(reason.split())
    if not said:
        raise EvidenceRefused("reason_missing")
    with transaction.atomic():
        locked = _locked(evidence)
        access.check_can_check(by, locked, on=today_of(by, now))
        locked.returned_reason = said[:LONGEST_REASON]
        data = {"reason": locked.returned_reason}
        _move(locked, EvidenceState.DRAFT, by=by, now=now, data=data)
    return locked


def withdraw(*, evidence: Evidence, by: Person, now: datetime) -> Evidence:
    """Takes evidence out of use, and out of every answer; its row and its content stay.

    Raises NotAllowed, EvidenceLocked.
    """
    with transaction.atomic():
        locked = _locked(evidence)
        access.check_can_change(by, locked, on=today_of(by, now))
        for link in locked.links.select_related("sheet"):
            detach(link=link, by=by, now=now)
        locked.withdrawn_at = now
        locked.save(update_fields=["withdrawn_at"])
        _record("evidence.withdrawn", locked, by=by, now=now, data={"title": locked.title})
    return locked


def _new(
    *,
    unit: WorkUnit,
    kind: EvidenceKind,
    title: str,
    period: Period | None,
    by: Person,
    now: datetime,
) -> Evidence:
    return Evidence(
        agency_id=unit.agency_id,
        unit=unit,
        kind=kind,
        title=title,
        proves_from=period.start if period else None,
        proves_until=period.end if period else None,
        added_by=by,
        added_at=now,
    )


def _add_revision(
    evidence: Evidence, *, file: StoredFile, filename: str, number: int, by: Person, now: datetime
) -> EvidenceRevision:
    return EvidenceRevision.objects.create(
        evidence=evidence, number=number, file=file, filename=filename, added_by=by, added_at=now
    )


def _locked(evidence: Evidence) -> Evidence:
    """The row as it is now, held until the transaction ends, after the sheets that use it."""
    sheets = EvidenceLink.objects.filter(evidence=evidence).values("sheet")
    list(EvaluationSheet.objects.select_for_update().filter(pk__in=sheets).order_by("pk"))
    return _locked_row(evidence)


def _locked_row(evidence: Evidence) -> Evidence:
    """The row alone. Sheets are locked before it, in the order of their keys: never a deadlock."""
    rows = Evidence.objects.select_for_update(of=("self",)).select_related("unit__agency")
    return rows.get(pk=evidence.pk)


def _locked_sheet(sheet: EvaluationSheet) -> EvaluationSheet:
    rows = EvaluationSheet.objects.select_for_update(of=("self",))
    return rows.select_related("unit__agency", "cycle", "instrument").get(pk=sheet.pk)


def _question(sheet: EvaluationSheet, official_code: str) -> Question:
    instrument = instrument_of(sheet.instrument)
    if not instrument.has_question(official_code):
        raise UnknownQuestion(official_code)
    return instrument.question(official_code)


def _move(
    evidence: Evidence, wanted: EvidenceState, *, by: Person, now: datetime, data: dict[str, Any]
) -> None:
    state = EvidenceState(evidence.state)
    if wanted not in TRANSITIONS[state]:
        raise WrongState(state=str(state.label), wanted=str(wanted.label))
    if wanted == EvidenceState.DRAFT:
        _back_to_draft(evidence, reason=evidence.returned_reason)
    else:
        checked = wanted == EvidenceState.CHECKED
        evidence.state = wanted
        evidence.checked_by, evidence.checked_at = (by, now) if checked else (None, None)
        evidence.returned_reason = ""
    evidence.save()
    _record(ACTS[state, wanted], evidence, by=by, now=now, data=data)


def _back_to_draft(evidence: Evidence, *, reason: str) -> None:
    evidence.state = EvidenceState.DRAFT
    evidence.checked_by = evidence.checked_at = None
    evidence.returned_reason = reason


def _record(
    act: str, evidence: Evidence, *, by: Person, now: datetime, data: dict[str, Any]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=evidence.agency_id,
        subject=("evidence", evidence.pk),
        at=now,
        data=data,
    )


def _record_use(act: str, link: EvidenceLink, *, by: Person, now: datetime) -> None:
    """Under the question, whose history tells what proved it when."""
    # The evaluation's actions attach evidence in their turn.
    from bening.evaluations.actions.answers import question_subject  # noqa: PLC0415 - after loading

    audit.record(
        act=act,
        by=by.pk,
        agency=link.agency_id,
        subject=question_subject(link.sheet, link.official_code),
        at=now,
        data={
            "code": link.official_code,
            "need": link.need,
            "evidence": link.evidence_id,
            "title": link.evidence.title,
        },
    )
