"""Answers that were collected elsewhere, taken in from a file and sealed as all others."""

import io
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.file_store import file_store
from bening.documents.actions import attach
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.domain.surveys.responses import canonical
from bening.domain.surveys.sealed_days import LEAST_ANSWERS
from bening.domain.surveys.states import PeriodState as State
from bening.services.queries import services_of_unit
from bening.surveys import access
from bening.surveys.import_files import (
    AnswerFile,
    ImportMapping,
    read_answer_file,
    sheets,
)
from bening.surveys.instruments import instrument_of
from bening.surveys.models import ResponseMode, SurveyImport, SurveyPeriod, SurveyToken
from bening.surveys.moving import locked_period
from bening.surveys.refusals import SurveyRefused, WrongMoment

IMPORTED_IN = frozenset({State.APPROVED, State.OPEN})
RECEIPT = 32


def keep_answer_file(
    *, period: SurveyPeriod, content: bytes, filename: str, by: Person, now: datetime
) -> OfficialDocument:
    """Keeps the file that answers will be read from, as a document of the unit.

    Raises NotAllowed, FileRefused, WrongMoment ("import_while_open", "opened_for_tokens"),
    SurveyRefused("import_has_identity"), and what taking in a document raises.
    """
    access.check_can_run(by, period.unit, on=today_of(by, now))
    read_answer_file(content)
    file = io.BytesIO(content)
    paper: OfficialDocument = _keep(period=period, file=file, filename=filename, by=by, now=now)
    return paper


@with_papers
def _keep(
    *, period: SurveyPeriod, file: BinaryIO, filename: str, by: Person, now: datetime
) -> OfficialDocument:
    kept = _open_for_import(period, by=by, now=now)
    paper: OfficialDocument = attach(
        kind=DocumentKind.SURVEY_IMPORT,
        file=file,
        filename=filename,
        agency=kept.unit.agency,
        unit=kept.unit,
        dated_on=day_in(kept.unit.zone, now),
        title=f"{DocumentKind.SURVEY_IMPORT.label}: {kept.name}"[:200],
        by=by,
        now=now,
    )
    return paper


def import_answers(
    *,
    period: SurveyPeriod,
    document: OfficialDocument,
    mapping: ImportMapping,
    by: Person,
    now: datetime,
) -> SurveyImport:
    """Takes the answers of a kept file into the period, sealed as one set with random receipts.

    Each is marked as imported and counted apart. Raises NotAllowed, FileRefused, WrongMoment
    ("import_while_open", "opened_for_tokens"), SurveyRefused ("import_without_items",
    "import_column_twice", "import_too_few", "imported_already", "import_of_other_unit").
    """
    from bening.surveys.sealed_sets import Arrived, seal_set  # noqa: PLC0415 - used here only

    if document.kind != DocumentKind.SURVEY_IMPORT or document.unit_id != period.unit_id:
        raise SurveyRefused("import_of_other_unit")
    instrument = instrument_of(period.questionnaire)
    roles = [role for role in mapping.roles.values() if role]
    if len(set(roles)) < len(roles):
        raise SurveyRefused("import_column_twice")
    if not any(instrument.item(role) for role in roles):
        raise SurveyRefused("import_without_items")
    found = sheets(answer_file(document), mapping, instrument, service_names(period))
    if len(found.responses) < LEAST_ANSWERS:
        raise SurveyRefused("import_too_few", count=len(found.responses), least=LEAST_ANSWERS)
    with transaction.atomic():
        kept = _open_for_import(period, by=by, now=now)
        if SurveyImport.objects.filter(period=kept, document__file_id=document.file_id).exists():
            raise SurveyRefused("imported_already")
        day = seal_set(
            period=kept,
            day=day_in(kept.unit.zone, now),
            answers=[Arrived(canonical(response)) for response in found.responses],
            receipts=[secrets.token_bytes(RECEIPT) for _ in found.responses],
            now=now,
            by=by.pk,
        )
        made: SurveyImport = SurveyImport.objects.create(
            period=kept,
            document=document,
            mapping=mapping.document(),
            taken=len(found.responses),
            refused=len(found.refused),
            day=day.day,
            imported_by=by,
            imported_at=now,
        )
        audit.record(
            act="survey_import.taken",
            by=by.pk,
            agency=kept.agency_id,
            subject=("survey_period", kept.pk),
            at=now,
            data={
                "taken": made.taken,
                "refused": made.refused,
                "document": document.pk,
                "sha256": document.file_id,
            },
        )
    return made


def answer_file(document: OfficialDocument) -> AnswerFile:
    """The table of a kept file. Raises FileRefused."""
    return read_answer_file(file_store().path(document.file_id).read_bytes())


def service_names(period: SurveyPeriod) -> Mapping[str, str]:
    """The services of the period's unit by code."""
    return dict(services_of_unit(period.unit_id).values_list("code", "name"))


def _open_for_import(period: SurveyPeriod, *, by: Person, now: datetime) -> SurveyPeriod:
    """The period, locked, if answers may be imported into it."""
    kept = locked_period(period.pk)
    access.check_can_run(by, kept.unit, on=today_of(by, now))
    if State(kept.state) not in IMPORTED_IN:
        raise WrongMoment("import_while_open", state=str(kept.get_state_display()))
    if (
        kept.has_open_link
        or kept.batches.exists()
        or SurveyToken.objects.filter(period=kept).exists()
        or kept.responses.exclude(mode=ResponseMode.IMPORTED).exists()
    ):
        raise WrongMoment("opened_for_tokens")
    return kept
