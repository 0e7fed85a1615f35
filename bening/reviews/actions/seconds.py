"""Sealed second opinions: who gives them, on which questions, and when they are shown."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.reviewing import Held, picked, sample
from bening.evaluations.actions.answers import cleaned_note
from bening.reviews import access
from bening.reviews.actions import roles
from bening.reviews.actions.marks import parsed, question_of
from bening.reviews.acts import question_subject, subject_of
from bening.reviews.conflicts import ties_of
from bening.reviews.dossier import Dossier, dossier_of, locked
from bening.reviews.limits import limits_of
from bening.reviews.models import (
    ReviewRound,
    ReviewStage,
    ReviewTier,
    SecondOpinion,
    TeamMember,
)
from bening.reviews.refusals import MarkConflict, ReviewRefused, Untouched


def draw(round_: ReviewRound, *, by: Person, now: datetime) -> tuple[str, ...]:
    """Draws the sample of a TPI round that opens, and who values it, from the round's seed.

    The second evaluator is a member of another TPI team of the agency without a tie to the unit;
    where there is none the inspector names one (`assign_second_evaluator`). Runs in the
    transaction of the caller.
    """
    if round_.stage != ReviewStage.TPI:
        return ()
    codes = sample(dossier_of(round_).asked, limits_of(round_.agency_id).share, round_.seed)
    SecondOpinion.objects.bulk_create(
        SecondOpinion(agency_id=round_.agency_id, round=round_, official_code=code)
        for code in codes
    )
    free = candidates(round_, now) if codes else []
    chosen = picked((str(person.pk) for person in free), round_.seed)
    for person in free:
        if str(person.pk) == chosen:
            _appoint(round_, person, by=by, now=now, count=len(codes))
    return codes


def candidates(round_: ReviewRound, now: datetime) -> list[Person]:
    """Members of other TPI teams of the agency who may value the unit."""
    own = TeamMember.objects.filter(team_id=round_.assignment.team_id, left_at__isnull=True)
    others = (
        TeamMember.objects.filter(
            team__agency_id=round_.agency_id,
            team__stage=ReviewStage.TPI,
            team__closed_at__isnull=True,
            left_at__isnull=True,
            person__is_active=True,
            tier__in=(ReviewTier.MEMBER, ReviewTier.LEAD),
        )
        .exclude(person__in=own.values("person"))
        .select_related("person__agency")
        .order_by("person_id")
    )
    people = {member.person_id: member.person for member in others}
    stage, tied = ReviewStage(round_.stage), set[UUID]()
    days = {key: today_of(person, now) for key, person in people.items()}
    for day in set(days.values()):  # one, or two where midnight has passed in one of the zones
        there = [person for key, person in people.items() if days[key] == day]
        tied |= set(ties_of(there, round_.program, stage, day))
    return [person for key, person in people.items() if key not in tied]


def assign_second_evaluator(
    *,
    round_: ReviewRound,
    person: Person,
    by: Person,
    now: datetime,
) -> ReviewRound:
    """The inspector names who values the sample, while nobody has valued any of it.

    Raises NotAllowed, NotYourTurn, ReviewRefused ("no_sample", "second_has_begun",
    "second_not_free").
    """
    with transaction.atomic():
        kept = locked(round_.pk)
        access.check_can_lead_teams(by, kept.agency_id, today_of(by, now))
        access.check_open(kept)
        drawn = kept.seconds.count()
        if not drawn:
            raise ReviewRefused("no_sample")
        if kept.seconds.filter(answered_at__isnull=False).exists():
            raise ReviewRefused("second_has_begun")
        if person.pk not in {one.pk for one in candidates(kept, now)}:
            raise ReviewRefused("second_not_free", field="person", person=person.name)
        if kept.second_role is not None:
            roles.end(kept.second_role, by=by, now=now)
        _appoint(kept, person, by=by, now=now, count=drawn)
    return kept


def save_second_opinion(
    *,
    round_: ReviewRound,
    official_code: str,
    value: str | None,
    inputs: Mapping[str, str | int] | None,
    note: str,
    seen_version: int,
    by: Person,
    now: datetime,
) -> SecondOpinion:
    """The second evaluator's own value of a question of the sample, with a note.

    Raises ReviewRefused ("not_in_sample", "note_missing"), NotAllowed, NotYourTurn, AnswerRefused,
    UnknownQuestion, MarkConflict, ConflictOfInterest.
    """
    held = parsed(question_of(round_, official_code), value, inputs)
    text = cleaned_note(note)
    if not text:
        raise ReviewRefused("note_missing", field="note")
    with transaction.atomic():
        kept = locked(round_.pk)
        access.check_can_value_second(by, kept, today_of(by, now))
        row = kept.seconds.filter(official_code=official_code).first()
        if row is None:
            raise ReviewRefused("not_in_sample", official_code=official_code)
        if row.answered_at is not None and (Held(row.value, row.inputs), row.note) == (held, text):
            return row
        if row.version != seen_version:
            raise MarkConflict(current=row, seen_version=seen_version)
        row.value, row.inputs, row.note = held.value, dict(held.inputs), text
        row.version, row.answered_at = row.version + 1, now
        row.save()
        audit.record(
            act="review.second_marked",
            by=by.pk,
            agency=kept.agency_id,
            subject=question_subject(kept, official_code),
            at=now,
            data={"code": official_code, "version": row.version},
        )
    return row


def send_second_opinions(
    *,
    round_: ReviewRound,
    by: Person,
    now: datetime,
) -> ReviewRound:
    """Seals the second opinions: from now on they don't change, and can be compared.

    Raises Untouched, NotAllowed, NotYourTurn, ConflictOfInterest.
    """
    with transaction.atomic():
        kept = locked(round_.pk)
        access.check_can_value_second(by, kept, today_of(by, now))
        open_codes = kept.seconds.filter(answered_at__isnull=True)
        missing = tuple(sorted(open_codes.values_list("official_code", flat=True)))
        if missing:
            raise Untouched(missing)
        kept.second_sent_at = now
        kept.save(update_fields=["second_sent_at"])
        audit.record(
            act="review.second_sent",
            by=by.pk,
            agency=kept.agency_id,
            subject=subject_of(kept),
            at=now,
            data={"count": kept.seconds.count()},
        )
    return kept


def freeze_first(round_: ReviewRound, dossier: Dossier, *, now: datetime) -> None:
    """Keeps the first evaluator's values of the sample when the members send for the first time."""
    marks = dossier.marks.get(dossier.kind.chain[0], {})
    for row in round_.seconds.filter(first_at__isnull=True):
        mark = marks.get(row.official_code)
        if mark is None:
            continue
        row.first_value, row.first_inputs = mark.value, dict(mark.inputs)
        row.first_by, row.first_at = mark.marked_by, now
        row.save(update_fields=["first_value", "first_inputs", "first_by", "first_at"])


def _appoint(round_: ReviewRound, person: Person, *, by: Person, now: datetime, count: int) -> None:
    role = roles.give_on(
        person,
        ReviewStage(round_.stage).role,
        round_.program.unit,
        starts_on=today_of(by, now),
        ends_on=round_.assignment.ends_on,
        by=by,
        now=now,
    )
    round_.second_evaluator, round_.second_role, round_.second_since = person, role, now
    round_.save(update_fields=["second_evaluator", "second_role", "second_since"])
    audit.record(
        act="review.second_assigned",
        by=by.pk,
        agency=round_.agency_id,
        subject=subject_of(round_),
        at=now,
        data={"person": person.pk, "count": count},
    )
