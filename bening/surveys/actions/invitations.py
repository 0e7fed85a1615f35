"""Invitations: a list read, everyone or a sample drawn, sent once, reminded once, forgotten.

Nothing here tells who answered. A contact says that somebody was invited; the token that was sent
exists in the memory of the sending job and in the message alone.
"""

import hashlib
import hmac
import random
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.days import day_in
from bening.domain.surveys import LEAST
from bening.domain.surveys.drawing import (
    SEED_BYTES,
    FrameEntry,
    draw,
    frame_checksum,
    normal_address,
    one_each,
)
from bening.domain.surveys.states import PeriodState
from bening.surveys import access
from bening.surveys.calendar_quarters import quarter_key
from bening.surveys.models import (
    BatchState,
    Drawing,
    InvitationBatch,
    InvitationMeans,
    QuarterlyCap,
    SurveyContact,
    SurveyPeriod,
    SurveyToken,
)
from bening.surveys.moving import locked_period
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.tokens_made import issue_tokens

MOST_CARDS = 200
INVITABLE = frozenset({PeriodState.APPROVED.value, PeriodState.OPEN.value})


@dataclass(frozen=True, slots=True)
class Cards:
    """Tokens to be printed: they leave in one answer and stand nowhere else."""

    batch: InvitationBatch
    tokens: tuple[str, ...]


def cap_digest(agency: UUID, address: str) -> bytes:
    """What is kept of an address for the cap of a quarter: keyed, so that no list can be tried."""
    key = hashlib.sha256(b"survey-cap|" + settings.SECRET_KEY.encode()).digest()
    text = agency.bytes + normal_address(address).encode()
    return hmac.new(key, text, hashlib.sha256).digest()


def prepare(
    *,
    period: SurveyPeriod,
    entries: Iterable[FrameEntry],
    drawing: Drawing,
    size: int | None = None,
    by: Person,
    now: datetime,
) -> InvitationBatch:
    """Draws whom to invite from a list and keeps only their addresses; nothing is sent yet.

    Those invited in this quarter already are held back and not replaced: the sample stays a
    function of list and seed. Raises NotAllowed, WrongMoment("survey_period_takes_no_invitations"),
    SurveyRefused ("invitation_list_empty", "sample_size_missing", "invitation_too_few").
    """
    frame = one_each(entries)
    if not frame:
        raise SurveyRefused("invitation_list_empty", field="file")
    is_sample = drawing == Drawing.SAMPLE
    if is_sample and not size:
        raise SurveyRefused("sample_size_missing", field="size")
    with transaction.atomic():
        held = _invitable(period, by, now)
        seed = secrets.token_hex(SEED_BYTES) if is_sample else ""
        drawn = draw(frame, size or 0, seed) if is_sample else frame
        asked = _not_capped(held, drawn)
        if len(asked) < LEAST:
            raise SurveyRefused("invitation_too_few", field="file", least=LEAST, count=len(asked))
        batch = InvitationBatch.objects.create(
            agency_id=held.agency_id,
            period=held,
            means=InvitationMeans.MAIL,
            drawing=drawing,
            frame=len(frame),
            frame_sha256=frame_checksum(frame),
            seed=seed,
            drawn=len(drawn),
            held_back=len(drawn) - len(asked),
            finished_from=min(date.fromisoformat(one.day) for one in frame),
            finished_until=max(date.fromisoformat(one.day) for one in frame),
            made_by=by,
            made_at=now,
        )
        _keep_contacts(batch, asked, today=day_in(held.unit.zone, now))
        _record("invitation.prepared", batch, by=by, now=now, data=_numbers(batch))
    return batch


def send_batch(*, batch: InvitationBatch, by: Person, now: datetime) -> InvitationBatch:
    """Asks for the sending of a batch that was prepared, or that failed.

    Raises NotAllowed, WrongMoment ("survey_period_not_open", "batch_is_sent"), SurveyRefused
    ("mail_is_not_set").
    """
    from bening.surveys.jobs import send_invitations  # noqa: PLC0415 - jobs call actions

    with transaction.atomic():
        held = _batch(batch, by, now)
        _check_open(held)
        if held.means != InvitationMeans.MAIL or held.state == BatchState.SENT:
            raise WrongMoment("batch_is_sent")
        if not settings.MAIL_IS_SET:
            raise SurveyRefused("mail_is_not_set")
        held.state = BatchState.WAITING
        held.sent_on = held.sent_on or day_in(held.period.unit.zone, now)
        held.save(update_fields=["state", "sent_on"])
        _record("invitation.sent", held, by=by, now=now, data=_numbers(held))
        key = str(held.pk)
        transaction.on_commit(lambda: send_invitations.enqueue(key))
    return held


def remind(*, batch: InvitationBatch, by: Person, now: datetime) -> InvitationBatch:
    """Reminds everyone who was invited, once: nobody knows who answered.

    Raises NotAllowed, WrongMoment ("survey_period_not_open", "batch_not_sent", "batch_is_reminded",
    "contacts_are_gone"), SurveyRefused("mail_is_not_set").
    """
    from bening.surveys.jobs import send_reminders  # noqa: PLC0415 - jobs call actions

    with transaction.atomic():
        held = _batch(batch, by, now)
        _check_open(held)
        if held.means != InvitationMeans.MAIL or held.state != BatchState.SENT:
            raise WrongMoment("batch_not_sent")
        if held.reminded_on is not None:
            raise WrongMoment("batch_is_reminded", day=held.reminded_on)
        if not settings.MAIL_IS_SET:
            raise SurveyRefused("mail_is_not_set")
        if not held.contacts.filter(is_invited=True).exists():
            raise WrongMoment("contacts_are_gone")
        held.reminded_on = day_in(held.period.unit.zone, now)
        held.save(update_fields=["reminded_on"])
        _record("invitation.reminded", held, by=by, now=now, data={"invited": held.invited})
        key = str(held.pk)
        transaction.on_commit(lambda: send_reminders.enqueue(key))
    return held


def discard(*, batch: InvitationBatch, by: Person, now: datetime) -> None:
    """Drops a batch that was never sent, with its addresses; seed and checksum stay in the trail.

    Raises NotAllowed, WrongMoment("batch_is_sent").
    """
    with transaction.atomic():
        held = _batch(batch, by, now)
        if held.sent_on is not None:
            raise WrongMoment("batch_is_sent")
        _record("invitation.discarded", held, by=by, now=now, data=_numbers(held))
        held.contacts.all().delete()
        held.delete()


def make_cards(
    *, period: SurveyPeriod, means: InvitationMeans, count: int, by: Person, now: datetime
) -> Cards:
    """Tokens for printed cards or for the screen in the hall; the caller prints and forgets them.

    Raises NotAllowed, WrongMoment("survey_period_takes_no_invitations"), SurveyRefused
    ("card_count_absurd", "cards_by_means").
    """
    if means == InvitationMeans.MAIL:
        raise SurveyRefused("cards_by_means", field="means")
    if not 1 <= count <= MOST_CARDS:
        raise SurveyRefused("card_count_absurd", field="count", most=MOST_CARDS)
    with transaction.atomic():
        held = _invitable(period, by, now)
        batch = InvitationBatch.objects.create(
            agency_id=held.agency_id,
            period=held,
            means=means,
            state=BatchState.SENT,
            frame=count,
            drawn=count,
            invited=count,
            made_by=by,
            made_at=now,
            sent_on=day_in(held.unit.zone, now),
        )
        tokens = issue_tokens(period=held, count=count)
        _record("invitation.printed", batch, by=by, now=now, data={"count": count, "means": means})
    return Cards(batch, tokens)


def take_back(cards: Cards, *, hashes: Sequence[bytes], by: Person, now: datetime) -> None:
    """Undoes `make_cards` where no paper came of it: tokens that nobody saw are deleted."""
    with transaction.atomic():
        SurveyToken.objects.filter(period=cards.batch.period_id, hash__in=hashes).delete()
        data = {"count": len(cards.tokens), "means": cards.batch.means}
        _record("invitation.not_printed", cards.batch, by=by, now=now, data=data)
        cards.batch.delete()


def forget_contacts(*, now: datetime) -> int:
    """Deletes addresses whose day has come; how many. A read where there are none."""
    due = SurveyContact.objects.filter(delete_on__lte=now.date())
    if not due.exists():
        return 0
    return due.delete()[0]


def _invitable(period: SurveyPeriod, by: Person, now: datetime) -> SurveyPeriod:
    """The period, locked, if somebody may be invited to it."""
    held = locked_period(period.pk)
    access.check_can_run(by, held.unit, on=today_of(by, now))
    if held.state not in INVITABLE:
        raise WrongMoment("survey_period_takes_no_invitations", state=str(held.get_state_display()))
    return held


def _check_open(batch: InvitationBatch) -> None:
    if batch.period.state != PeriodState.OPEN:
        raise WrongMoment("survey_period_not_open", state=str(batch.period.get_state_display()))


def _batch(batch: InvitationBatch, by: Person, now: datetime) -> InvitationBatch:
    held = (
        InvitationBatch.objects.select_for_update(of=("self",))
        .select_related("period__unit__agency")
        .get(pk=batch.pk)
    )
    access.check_can_run(by, held.period.unit, on=today_of(by, now))
    return held


def _not_capped(period: SurveyPeriod, drawn: Sequence[FrameEntry]) -> list[FrameEntry]:
    digests = {one: cap_digest(period.agency_id, one.address) for one in drawn}
    capped = capped_digests(period, digests.values())
    return [one for one in drawn if digests[one] not in capped]


def capped_digests(period: SurveyPeriod, digests: Iterable[bytes]) -> set[bytes]:
    """Those of the digests that were invited in the period's quarter already."""
    asked = list(digests)
    found: set[bytes] = set()
    for at in range(0, len(asked), 500):
        rows = QuarterlyCap.objects.filter(
            agency_id=period.agency_id,
            quarter=quarter_key(period.starts_on),
            digest__in=asked[at : at + 500],
        )
        found.update(bytes(one) for one in rows.values_list("digest", flat=True))
    return found


def _keep_contacts(batch: InvitationBatch, asked: list[FrameEntry], *, today: date) -> None:
    """In random order: the order of the list is nobody's business."""
    shuffled = asked[:]
    random.SystemRandom().shuffle(shuffled)
    delete_on = today + timedelta(days=settings.SURVEY_CONTACT_DAYS)
    SurveyContact.objects.bulk_create(
        [
            SurveyContact(
                batch=batch, address=one.address, service=one.service, delete_on=delete_on
            )
            for one in shuffled
        ],
        batch_size=200,
    )


def _numbers(batch: InvitationBatch) -> dict[str, object]:
    return {
        "drawing": batch.drawing,
        "frame": batch.frame,
        "frame_sha256": batch.frame_sha256,
        "seed": batch.seed,
        "drawn": batch.drawn,
        "held_back": batch.held_back,
    }


def _record(
    act: str, held: InvitationBatch, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=held.agency_id,
        subject=("survey_period", held.period_id),
        at=now,
        data={"batch": str(held.pk), **data},
    )
