"""Signatures given together at an event, entered from its list."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from bening import audit
from bening.accounts.models import Person, Posting
from bening.calendars.telling import notify
from bening.documents.actions import attach
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.pacts import access
from bening.pacts.models import (
    Identified,
    Means,
    PactSignature,
    SignatureDispute,
    SigningCampaign,
    SigningEvent,
)
from bening.pacts.queries import staff_by_numbers
from bening.pacts.refusals import PactRefused
from bening.pacts.standing import counting, newest_text, staff_of

SHOWN_NAMES = 10


@with_papers
def record_event(
    *,
    campaign: SigningCampaign,
    people: Sequence[UUID],
    held_on: date,
    place: str,
    file: BinaryIO,
    filename: str,
    by: Person,
    now: datetime,
    numbers: Sequence[str] = (),
) -> SigningEvent:
    """The people on the list have signed; the list or photo is kept, and each of them is told.

    `people` are keys of staff of the campaign's place, `numbers` employee numbers of more of them.
    Whoever finds themselves named wrongly disputes it. Raises NotAllowed,
    PactRefused("nobody_listed", "listed_not_staff", "listed_numbers_unknown", "already_signed",
    "signature_disputed", "event_in_future", "event_before_text", "pact_text_replaced",
    "pact_text_changed"), and what `documents.actions.attach` refuses.
    """
    from bening.pacts.jobs import make_papers  # noqa: PLC0415 - beside the only use

    access.check_can_run(by, campaign)
    today = day_in(campaign.unit.zone if campaign.unit else campaign.agency.time_zone, now)
    _check_day(campaign, held_on, today)
    _check_text(campaign)
    wanted = {*people, *_numbered(campaign, numbers, today)}
    if not wanted:
        raise PactRefused("nobody_listed", field="people")
    postings = _postings(campaign, wanted, today)
    _check_free(campaign, postings)
    proof = attach(
        kind=DocumentKind.PACT_LIST,
        file=file,
        filename=filename,
        agency=campaign.agency,
        unit=campaign.unit,
        number="",
        dated_on=held_on,
        title=f"Daftar penanda tangan pakta integritas, {place}"[:200],
        by=by,
        now=now,
    )
    try:
        with transaction.atomic():
            event = SigningEvent.objects.create(
                agency_id=campaign.agency_id,
                campaign=campaign,
                held_on=held_on,
                place=place,
                proof=proof,
                recorded_by=by,
                recorded_at=now,
            )
            made = PactSignature.objects.bulk_create(
                _signature(campaign, event, posting, now) for posting in postings
            )
            _record(event, made, by, now)
            make_papers.enqueue(str(campaign.pk), str(by.pk))
            notify(
                people=[posting.person for posting in postings if posting.person_id != by.pk],
                code="pact_listed",
                key=f"pact:event:{event.pk}",
                url=reverse("pacts:mine"),
                values={"place": place},
                agency=campaign.agency_id,
                now=now,
            )
    except IntegrityError:
        raise PactRefused("already_signed", field="people", name=_some(postings)) from None
    return event


def _check_day(campaign: SigningCampaign, held_on: date, today: date) -> None:
    if held_on > today:
        raise PactRefused("event_in_future", field="held_on")
    published = campaign.text.published_at
    if published is not None:
        published_on = day_in(campaign.agency.time_zone, published)
        if held_on < published_on:
            raise PactRefused("event_before_text", field="held_on", published_on=published_on)


def _check_text(campaign: SigningCampaign) -> None:
    newest = newest_text(campaign.agency_id)
    if newest is None or newest.pk != campaign.text_id:
        raise PactRefused("pact_text_replaced", number=campaign.text.number)
    if not campaign.text.is_whole:
        raise PactRefused("pact_text_changed", number=campaign.text.number)


def _numbered(campaign: SigningCampaign, numbers: Sequence[str], today: date) -> set[UUID]:
    if not numbers:
        return set()
    found, unknown = staff_by_numbers(campaign, list(dict.fromkeys(numbers)), today)
    if unknown:
        raise PactRefused(
            "listed_numbers_unknown",
            field="numbers",
            place=campaign.place,
            numbers=unknown[:SHOWN_NAMES],
        )
    return set(found.values())


def _postings(campaign: SigningCampaign, wanted: set[UUID], today: date) -> list[Posting]:
    found = list(
        staff_of(campaign.agency_id, campaign.unit, today)
        .filter(person_id__in=wanted)
        .select_related("person", "unit")
        .order_by("person__name")
    )
    foreign = wanted - {posting.person_id for posting in found}
    if foreign:
        known = list(
            Person.objects.filter(pk__in=foreign, agency_id=campaign.agency_id)
            .order_by("name")
            .values_list("name", flat=True)[:SHOWN_NAMES]
        )
        raise PactRefused(
            "listed_not_staff", field="people", place=campaign.place, names=known or [len(foreign)]
        )
    return found


def _check_free(campaign: SigningCampaign, postings: Sequence[Posting]) -> None:
    """Nobody on the list has signed already or has disputed an earlier list."""
    here = {(posting.person_id, posting.unit_id): posting for posting in postings}
    for person, unit in counting(campaign.text).values_list("person_id", "unit_id"):
        if (person, unit) in here:
            raise PactRefused("already_signed", field="people", name=here[person, unit].person.name)
    disputed = SignatureDispute.objects.filter(signature__text=campaign.text)
    for person, unit in disputed.values_list("signature__person_id", "signature__unit_id"):
        if (person, unit) in here:
            raise PactRefused(
                "signature_disputed", field="people", name=here[person, unit].person.name
            )


def _signature(
    campaign: SigningCampaign, event: SigningEvent, posting: Posting, now: datetime
) -> PactSignature:
    return PactSignature(
        agency_id=campaign.agency_id,
        campaign=campaign,
        text=campaign.text,
        text_sha256=campaign.text.sha256,
        person=posting.person,
        unit=posting.unit,
        position=posting.person.position,
        signed_on=event.held_on,
        recorded_at=now,
        means=Means.COLLECTIVE,
        identified=Identified.ATTENDANCE_LIST,
        event=event,
    )


def _record(event: SigningEvent, made: Sequence[PactSignature], by: Person, now: datetime) -> None:
    audit.record(
        act="pact_event.recorded",
        by=by.pk,
        agency=event.agency_id,
        subject=("pact_campaign", event.campaign_id),
        at=now,
        data={
            "event": event.pk,
            "held_on": event.held_on.isoformat(),
            "place": event.place,
            "count": len(made),
            "proof": event.proof_id,
            "sha256": event.campaign.text.sha256,
            "people": [str(signature.person_id) for signature in made],
        },
    )


def _some(postings: Sequence[Posting]) -> list[str]:
    return [posting.person.name for posting in postings[:SHOWN_NAMES]]
