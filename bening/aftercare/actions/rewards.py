"""Rewards for winning, keeping and raising a title, under the agency's policy."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import rights, today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.aftercare import access, queries
from bening.aftercare.access import REWARDERS
from bening.aftercare.actions.titles import check_held, locked_title
from bening.aftercare.models import AftercareReview, Occasion, Reward, RewardPolicy, Verdict
from bening.aftercare.refusals import AftercareRefused
from bening.agencies.models import Agency
from bening.domain.days import day_in
from bening.programs.models import Award, Designation


def set_policy(
    *,
    agency: Agency,
    occasion: Occasion,
    gift: str,
    basis: str,
    budget_note: str,
    starts_on: date,
    by: Person,
    now: datetime,
) -> RewardPolicy:
    """Sets what an agency gives on an occasion from a day on; earlier policies stay.

    Raises NotAllowed, AftercareRefused ("gift_missing", "reward_basis_missing",
    "reward_policy_exists").
    """
    held = rights(by, today_of(by, now)).held
    if not any(one.role in REWARDERS and one.agency_id == agency.pk for one in held):
        raise NotAllowed("rewarded_by", roles=", ".join(str(role.label) for role in REWARDERS))
    if not gift.strip():
        raise AftercareRefused("gift_missing", field="gift")
    if not basis.strip():
        raise AftercareRefused("reward_basis_missing", field="basis")
    try:
        with transaction.atomic():
            made: RewardPolicy = RewardPolicy.objects.create(
                agency=agency,
                occasion=occasion,
                gift=gift.strip(),
                basis=basis.strip(),
                budget_note=budget_note.strip(),
                starts_on=starts_on,
                set_by=by,
                set_at=now,
            )
            audit.record(
                act="reward.policy_set",
                by=by.pk,
                agency=agency.pk,
                subject=("agency", agency.pk),
                at=now,
                data={"occasion": occasion, "gift": made.gift, "basis": made.basis},
            )
    except IntegrityError:
        raise AftercareRefused("reward_policy_exists", field="starts_on", on=starts_on) from None
    return made


def give_reward(
    *,
    award: Award,
    occasion: Occasion,
    gift: str,
    given_on: date,
    document_number: str,
    budget_note: str,
    by: Person,
    now: datetime,
) -> Reward:
    """Records a reward given for a title, under the policy in force on its day.

    Keeping asks for a monitoring that found the title held, raising for a WBBM after a WBK.
    Raises NotAllowed, Settled("title_is_revoked"), AftercareRefused ("reward_policy_missing",
    "reward_in_future", "reward_before_title", "reward_document_missing", "not_kept_yet",
    "not_raised", "reward_exists").
    """
    with transaction.atomic():
        kept = locked_title(award.pk)
        access.check_can_reward(by, kept.unit, today_of(by, now))
        check_held(kept)
        if given_on > day_in(kept.unit.zone, now):
            raise AftercareRefused("reward_in_future", field="given_on")
        if given_on < kept.awarded_on:
            raise AftercareRefused("reward_before_title", field="given_on", on=kept.awarded_on)
        if not document_number.strip():
            raise AftercareRefused("reward_document_missing", field="document_number")
        policy = queries.policy_in_force(kept.agency_id, occasion, given_on)
        if policy is None:
            raise AftercareRefused("reward_policy_missing", occasion=str(Occasion(occasion).label))
        review = _check_earned(kept, Occasion(occasion))
        there = Reward.objects.filter(award=kept, policy__occasion=occasion, review=review)
        if there.exists():
            raise AftercareRefused("reward_exists", unit=kept.unit.name)
        made: Reward = Reward.objects.create(
            agency_id=kept.agency_id,
            award=kept,
            policy=policy,
            review=review,
            gift=gift.strip() or policy.gift,
            given_on=given_on,
            document_number=document_number.strip(),
            budget_note=budget_note.strip() or policy.budget_note,
            entered_by=by,
            entered_at=now,
        )
        audit.record(
            act="reward.given",
            by=by.pk,
            agency=kept.agency_id,
            subject=("award", kept.pk),
            at=now,
            data={"occasion": occasion, "gift": made.gift, "number": made.document_number},
        )
    return made


def _check_earned(award: Award, occasion: Occasion) -> AftercareReview | None:
    """The monitoring that shows the title kept; None for other occasions."""
    if occasion == Occasion.RAISING:
        before = Award.objects.filter(
            unit_id=award.unit_id,
            designation=Designation.WBK,
            awarded_on__lt=award.awarded_on,
        )
        if award.designation != Designation.WBBM or not before.exists():
            raise AftercareRefused("not_raised", field="occasion", unit=award.unit.name)
    if occasion != Occasion.KEEPING:
        return None
    review: AftercareReview | None = (
        award.reviews.filter(closed_at__isnull=False).order_by("-closed_at").first()
    )
    if review is None or review.verdict != Verdict.HOLDS:
        raise AftercareRefused("not_kept_yet", field="occasion", unit=award.unit.name)
    return review
