"""Making a confirmed result public, and the record of where it can be read."""

from datetime import date, datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.actions import attach, issue
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.domain.surveys.states import IS_PUBLIC
from bening.domain.surveys.states import PeriodState as State
from bening.surveys import access
from bening.surveys.actions.results import latest_result
from bening.surveys.content import read_content
from bening.surveys.facts_kept import forget_facts
from bening.surveys.models import (
    ImprovementPlan,
    PeriodResult,
    PublicationPlace,
    SurveyPeriod,
    SurveyPublication,
    SurveyReport,
)
from bening.surveys.moving import CONFIRMED, locked_period, move
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.report import report_letter


def publish_result(*, period: SurveyPeriod, by: Person, now: datetime) -> SurveyPeriod:
    """The head publishes: from now on everybody reads the page of the period.

    Raises NotAllowed, PeriodRefused, SurveyRefused("not_enough_answers").
    """
    with transaction.atomic():
        kept = locked_period(period.pk)
        on = today_of(by, now)
        access.check_can_lead(by, kept.unit, on=on)
        newest = _confirmed(kept)
        if not read_content(newest.content).is_enough:
            raise SurveyRefused("not_enough_answers")
        move(kept, "published", by=by, on=on, now=now, result=newest.pk)
        SurveyPublication.objects.create(
            period=kept,
            place=PublicationPlace.PORTAL,
            url=f"{settings.BENING_PUBLIC_URL}/survei/{kept.slug}/hasil/",
            published_on=on,
            recorded_by=by,
            recorded_at=now,
        )
    return kept


@with_papers
def record_publication(
    *,
    period: SurveyPeriod,
    place: PublicationPlace,
    url: str,
    published_on: date,
    file: BinaryIO | None,
    filename: str,
    by: Person,
    now: datetime,
) -> SurveyPublication:
    """Records where else a published result can be read, with proof.

    A board in the service hall is proved by a photo, a page by its address or a picture of it.
    Raises NotAllowed, WrongMoment("recorded_after_publication"), SurveyRefused
    ("place_is_automatic", "publication_in_future", "publication_before_closing",
    "publication_proof_missing"), and what taking in a document raises.
    """
    kept = locked_period(period.pk)
    on = today_of(by, now)
    access.check_can_run(by, kept.unit, on=on)
    if State(kept.state) not in IS_PUBLIC:
        raise WrongMoment("recorded_after_publication", state=str(kept.get_state_display()))
    if place == PublicationPlace.PORTAL:
        raise SurveyRefused("place_is_automatic", field="place")
    if published_on > on:
        raise SurveyRefused("publication_in_future", field="published_on")
    if published_on <= kept.ends_on:
        raise SurveyRefused("publication_before_closing", field="published_on")
    if file is None and (place == PublicationPlace.BOARD or not url):
        raise SurveyRefused("publication_proof_missing", field="file")
    proof = (
        attach(
            kind=DocumentKind.SURVEY_PROOF,
            file=file,
            filename=filename,
            agency=kept.unit.agency,
            unit=kept.unit,
            dated_on=published_on,
            title=f"Publikasi {kept.name}, {PublicationPlace(place).label}"[:200],
            by=by,
            now=now,
        )
        if file is not None
        else None
    )
    made: SurveyPublication = SurveyPublication.objects.create(
        period=kept,
        place=place,
        url=url,
        proof=proof,
        published_on=published_on,
        recorded_by=by,
        recorded_at=now,
    )
    forget_facts(kept.unit_id)
    audit.record(
        act="survey_publication.recorded",
        by=by.pk,
        agency=kept.agency_id,
        subject=("survey_period", kept.pk),
        at=now,
        data={"place": place, "url": url, "published_on": published_on.isoformat()},
    )
    return made


@with_papers
def issue_report(
    *, period: SurveyPeriod, number: str, dated_on: date, by: Person, now: datetime
) -> OfficialDocument:
    """The report of a confirmed result as an official document, PDF and DOCX.

    Raises NotAllowed, WrongMoment ("report_after_confirmation", "report_issued_already"),
    SurveyRefused ("survey_report_number_missing", "report_before_closing"), and what making a
    document raises.
    """
    kept = locked_period(period.pk)
    access.check_can_lead(by, kept.unit, on=today_of(by, now))
    if not number.strip():
        raise SurveyRefused("survey_report_number_missing", field="number")
    newest = _confirmed(kept)
    closed_on = day_in(kept.unit.zone, kept.closed_at) if kept.closed_at else kept.ends_on
    if dated_on < closed_on:
        raise SurveyRefused("report_before_closing", field="dated_on")
    if SurveyReport.objects.filter(result=newest, document__withdrawn_at__isnull=True).exists():
        raise WrongMoment("report_issued_already")
    plans = list(ImprovementPlan.objects.filter(period=kept).select_related("owner"))
    paper: OfficialDocument = issue(
        kind=DocumentKind.SURVEY_REPORT,
        letter=report_letter(kept, newest, plans, number=number.strip(), dated_on=dated_on, by=by),
        agency=kept.unit.agency,
        unit=kept.unit,
        number=number.strip(),
        dated_on=dated_on,
        signer=by,
        signed_as=by.position,
        by=by,
        now=now,
        content={"period": kept.pk, "result": newest.pk, "sha256": newest.sha256},
    )
    SurveyReport.objects.create(
        period=kept, result=newest, document=paper, issued_by=by, issued_at=now
    )
    audit.record(
        act="survey_report.issued",
        by=by.pk,
        agency=kept.agency_id,
        subject=("survey_period", kept.pk),
        at=now,
        data={"number": paper.number, "document": paper.pk},
    )
    return paper


def _confirmed(period: SurveyPeriod) -> PeriodResult:
    """The result that was confirmed. Raises WrongMoment("report_after_confirmation")."""
    newest = latest_result(period)
    if newest is None or State(period.state) not in CONFIRMED:
        raise WrongMoment("report_after_confirmation", state=str(period.get_state_display()))
    return newest
