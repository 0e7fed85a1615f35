"""An agency's own questionnaires: adapted from one in use, edited, approved, replaced."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.domain.surveys import InstrumentRefused, read_instrument
from bening.surveys import access
from bening.surveys.editing import Content, edited
from bening.surveys.models import Questionnaire, QuestionnaireState
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.shipped import sha256_of

LONGEST_TITLE = 200


def adapt(*, source: Questionnaire, agency: Agency, by: Person, now: datetime) -> Questionnaire:
    """A draft of the agency with the content of `source`: its own, or the next version of it.

    Raises NotAllowed, SurveyRefused("questionnaire_of_other_agency"), WrongMoment
    ("questionnaire_draft_exists", "questionnaire_not_approved").
    """
    access.check_can_adapt(by, agency, on=today_of(by, now))
    if source.agency_id not in {None, agency.pk}:
        raise SurveyRefused("questionnaire_of_other_agency")
    source = Questionnaire.objects.get(pk=source.pk)
    if source.state == QuestionnaireState.DRAFT:
        raise WrongMoment("questionnaire_not_approved", title=source.title)
    own = Questionnaire.objects.filter(agency=agency, slug=source.slug)
    try:
        with transaction.atomic():
            if own.filter(state=QuestionnaireState.DRAFT).exists():
                raise WrongMoment("questionnaire_draft_exists", title=source.title)
            version = (own.aggregate(last=Max("version"))["last"] or 0) + 1
            made = Questionnaire.objects.create(
                agency=agency,
                slug=source.slug,
                version=version,
                title=source.title,
                content=source.content,
                sha256=source.sha256,
                based_on=source,
                made_by=by,
                made_at=now,
            )
            data = {"title": made.title, "version": version, "source": str(source.pk)}
            _record("questionnaire.adapted", made, by=by, now=now, data=data)
    except IntegrityError:
        raise WrongMoment("questionnaire_draft_exists", title=source.title) from None
    return made


def edit(
    *, questionnaire: Questionnaire, posted: Mapping[str, str], by: Person, now: datetime
) -> Questionnaire:
    """Keeps what was typed into the page of a draft, faults and all.

    Raises NotAllowed, WrongMoment("questionnaire_is_fixed").
    """
    with transaction.atomic():
        held = _draft(questionnaire, by, now)
        content = edited(held.content, posted)
        return _keep(held, content, by=by, now=now)


def _keep(held: Questionnaire, content: Content, *, by: Person, now: datetime) -> Questionnaire:
    sha256 = sha256_of(content)
    if sha256 == held.sha256:
        return held
    first = content["languages"][0]
    held.content, held.sha256 = content, sha256
    held.title = content["title"].get(first, "")[:LONGEST_TITLE] or held.title
    held.save(update_fields=["content", "sha256", "title"])
    data = {"title": held.title, "items": len(content["items"]), "sha256": sha256}
    _record("questionnaire.edited", held, by=by, now=now, data=data)
    return held


def approve(*, questionnaire: Questionnaire, by: Person, now: datetime) -> Questionnaire:
    """From now on it may be asked, and never changes again.

    Raises NotAllowed, WrongMoment("questionnaire_is_fixed"), SurveyRefused("questionnaire_faulty")
    """
    with transaction.atomic():
        held = _draft(questionnaire, by, now)
        try:
            read_instrument(held.content, held.sha256)
        except InstrumentRefused as refusal:
            raise SurveyRefused("questionnaire_faulty", count=len(refusal.faults)) from None
        held.state, held.approved_by, held.approved_at = QuestionnaireState.APPROVED, by, now
        held.save(update_fields=["state", "approved_by", "approved_at"])
        data = {"title": held.title, "version": held.version, "sha256": held.sha256}
        _record("questionnaire.approved", held, by=by, now=now, data=data)
    return held


def discard(*, questionnaire: Questionnaire, by: Person, now: datetime) -> None:
    """Drops a draft, which no period can have asked. Raises NotAllowed, WrongMoment."""
    with transaction.atomic():
        held = _draft(questionnaire, by, now)
        if held.periods.exists():
            raise WrongMoment("questionnaire_is_planned", title=held.title)
        data = {"title": held.title, "version": held.version}
        _record("questionnaire.discarded", held, by=by, now=now, data=data)
        held.delete()


def stop_using(*, questionnaire: Questionnaire, by: Person, now: datetime) -> Questionnaire:
    """No new period asks it; those approved already go on. Raises NotAllowed, WrongMoment."""
    with transaction.atomic():
        held = _own(questionnaire, by, now)
        if held.state != QuestionnaireState.APPROVED:
            raise WrongMoment("questionnaire_not_approved", title=held.title)
        held.state = QuestionnaireState.RETIRED
        held.save(update_fields=["state"])
        data = {"title": held.title, "version": held.version}
        _record("questionnaire.retired", held, by=by, now=now, data=data)
    return held


def _own(questionnaire: Questionnaire, by: Person, now: datetime) -> Questionnaire:
    """The questionnaire of an agency, locked, for whoever may adapt it."""
    held: Questionnaire = (
        Questionnaire.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=questionnaire.pk)
    )
    if held.agency is None:
        raise WrongMoment("questionnaire_is_shipped", title=held.title)
    access.check_can_adapt(by, held.agency, on=today_of(by, now))
    return held


def _draft(questionnaire: Questionnaire, by: Person, now: datetime) -> Questionnaire:
    held = _own(questionnaire, by, now)
    if held.state != QuestionnaireState.DRAFT:
        raise WrongMoment("questionnaire_is_fixed", title=held.title)
    return held


def _record(
    act: str, held: Questionnaire, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=held.agency_id,
        subject=("questionnaire", held.pk),
        at=now,
        data=data,
    )
