"""Recommendations: who makes, follows up and verifies them, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bening.accounts.models import Posting, Role
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.calendars.turns import turns_of
from bening.conflicts.ties import TiedByInterest
from bening.evidence import actions as evidence_actions
from bening.facts import Period
from bening.mentoring import actions, facts, queries
from bening.mentoring.actions import texts
from bening.mentoring.models import (
    FollowUp,
    Recommendation,
    RecommendationSource,
    RecommendationState,
)
from bening.mentoring.refusals import MentoringRefused, WrongMoment
from tests.features.conflicts.conftest import declare, post
from tests.people import NOW, TODAY, Cast, give, make_person

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def recommend(cast: Cast, program: Any, by: Any, **changed: Any) -> Any:
    values = {
        "unit": cast.unit,
        "program": program,
        "text": "Perbaiki.",
        "source": RecommendationSource.MONITORING,
        "owner": None,
        "due_on": TODAY,
        "by": by,
        "now": NOW,
    }
    return actions.recommend(**{**values, **changed})


def claim(recommendation: Any, proof: Any, by: Any, **changed: Any) -> Any:
    values = {"text": "Notula lengkap.", "evidence": [proof], "claims_done": True}
    return actions.follow_up(recommendation=recommendation, **{**values, **changed}, by=by, now=NOW)


def test_a_recommendation_is_claimed_with_proof_and_verified(
    cast: Cast, recommended: Any, proof: Any, tpi: Any
) -> None:
    claim(recommended, proof, cast.pic)
    recommended.refresh_from_db()
    assert recommended.state == RecommendationState.CLAIMED

    actions.verify(recommendation=recommended, note="Sesuai.", by=tpi, now=NOW)

    recommended.refresh_from_db()
    act = FollowUp.objects.get()
    assert recommended.state == RecommendationState.VERIFIED
    assert (recommended.verified_by, recommended.verified_at) == (tpi, NOW)
    assert (act.accepted, act.judgment, act.judged_by) == (True, "Sesuai.", tpi)
    assert list(act.evidence.all()) == [proof]
    assert list(Event.objects.order_by("id").values_list("act", flat=True))[-2:] == [
        "recommendation.claimed",
        "recommendation.verified",
    ]


def test_a_returned_claim_can_be_made_again(
    cast: Cast, recommended: Any, proof: Any, tpi: Any
) -> None:
    claim(recommended, proof, cast.unit_head)
    actions.return_to_unit(
        recommendation=recommended, reason="Belum ditandatangani", by=tpi, now=NOW
    )
    recommended.refresh_from_db()
    assert recommended.state == RecommendationState.RETURNED

    second = claim(recommended, proof, cast.unit_head)

    assert second.number == 2
    assert list(FollowUp.objects.values_list("accepted", flat=True)) == [False, None]


def test_progress_without_proof_does_not_close(cast: Cast, recommended: Any) -> None:
    act = claim(recommended, None, cast.pic, evidence=[], claims_done=False)

    recommended.refresh_from_db()
    assert act.claims_done is False
    assert recommended.state == RecommendationState.OPEN


def test_nothing_is_closed_without_proof(cast: Cast, recommended: Any) -> None:
    with pytest.raises(MentoringRefused, match="proof_missing"):
        claim(recommended, None, cast.pic, evidence=[])

    assert not FollowUp.objects.exists()


def test_proof_of_another_unit_or_withdrawn_is_refused(
    cast: Cast, recommended: Any, proof: Any
) -> None:
    proof.unit = cast.other_unit
    proof.save()
    with pytest.raises(MentoringRefused, match="proof_of_other_unit"):
        claim(recommended, proof, cast.pic)

    proof.unit, proof.withdrawn_at = cast.unit, NOW
    proof.save()
    with pytest.raises(MentoringRefused, match="proof_of_other_unit"):
        claim(recommended, proof, cast.pic)


def test_a_claim_whose_proof_is_gone_is_not_verified(
    cast: Cast, recommended: Any, proof: Any, tpi: Any
) -> None:
    claim(recommended, proof, cast.pic)
    evidence_actions.withdraw(evidence=proof, by=cast.pic, now=NOW)

    with pytest.raises(MentoringRefused, match="proof_gone"):
        actions.verify(recommendation=recommended, by=tpi, now=NOW)


@pytest.mark.parametrize("who", ["pic", "unit_head", "parent_head", "agency_head", "agency_admin"])
def test_who_does_not_mentor_does_not_verify(
    cast: Cast, recommended: Any, proof: Any, who: Any
) -> None:
    claim(recommended, proof, cast.pic)

    with pytest.raises(NotAllowed, match="mentors_as_tpi_or_inspector"):
        actions.verify(recommendation=recommended, by=getattr(cast, who), now=NOW)
    with pytest.raises(NotAllowed):
        actions.return_to_unit(
            recommendation=recommended, reason="x", by=getattr(cast, who), now=NOW
        )


def test_a_unit_never_verifies_itself_whatever_other_role_is_held(
    cast: Cast, recommended: Any, proof: Any
) -> None:
    claim(recommended, proof, cast.pic)
    both = cast.inspector
    posting = Posting.objects.create(
        agency=cast.agency, person=both, unit=cast.unit, starts_on=TODAY, entered_at=NOW
    )
    with pytest.raises(NotAllowed, match="mentors_not_own_unit"):
        actions.verify(recommendation=recommended, by=both, now=NOW)

    posting.delete()
    give(cast.parent_head, Role.INSPECTOR)
    with pytest.raises(NotAllowed, match="mentors_not_own_unit"):
        actions.verify(recommendation=recommended, by=cast.parent_head, now=NOW)

    actions.verify(recommendation=recommended, by=both, now=NOW)


def test_who_wrote_the_follow_up_does_not_verify_it(
    cast: Cast, recommended: Any, proof: Any
) -> None:
    person = make_person("Dulu PIC", agency=cast.agency)
    role = give(person, Role.UNIT_PIC, unit=cast.unit)
    claim(recommended, proof, person)
    role.ended_at = NOW
    role.save()
    give(person, Role.INSPECTOR)

    with pytest.raises(NotAllowed, match="verifies_not_own_follow_up"):
        actions.verify(recommendation=recommended, by=person, now=NOW)


def test_only_a_claim_is_judged_and_only_once(
    cast: Cast, recommended: Any, proof: Any, tpi: Any
) -> None:
    with pytest.raises(WrongMoment, match="recommendation_moved"):
        actions.verify(recommendation=recommended, by=tpi, now=NOW)
    claim(recommended, proof, cast.pic)
    actions.verify(recommendation=recommended, by=tpi, now=NOW)

    with pytest.raises(WrongMoment, match="recommendation_moved"):
        actions.return_to_unit(recommendation=recommended, reason="x", by=tpi, now=NOW)
    with pytest.raises(WrongMoment, match="recommendation_moved"):
        claim(recommended, proof, cast.pic)


@pytest.mark.parametrize("who", ["area_member", "tpi", "inspector", "agency_admin", "outsider"])
def test_follow_up_is_the_owners_and_the_units(
    cast: Cast, recommended: Any, proof: Any, tpi: Any, who: Any
) -> None:
    by = tpi if who == "tpi" else getattr(cast, who)

    with pytest.raises(NotAllowed, match="follows_up_as_owner"):
        claim(recommended, proof, by)


def test_the_owner_follows_up_while_of_the_unit(cast: Cast, recommended: Any, proof: Any) -> None:
    actions.hand_to(recommendation=recommended, owner=cast.area_member, by=cast.unit_head, now=NOW)
    handed = Event.objects.filter(act="recommendation.handed_on")
    assert handed.count() == 1
    actions.hand_to(recommendation=recommended, owner=cast.area_member, by=cast.unit_head, now=NOW)
    assert handed.count() == 1
    recommended.refresh_from_db()
    claim(recommended, proof, cast.area_member, claims_done=False)

    cast.area_member.roles.update(ended_at=NOW)

    with pytest.raises(NotAllowed):
        claim(recommended, proof, cast.area_member)


def test_an_owner_is_of_the_unit(cast: Cast, program: Any, tpi: Any, recommended: Any) -> None:
    for foreign in (cast.colleague, cast.outsider, cast.inspector):
        with pytest.raises(MentoringRefused, match="owner_not_of_unit"):
            recommend(cast, program, tpi, owner=foreign)
        with pytest.raises(MentoringRefused, match="owner_not_of_unit"):
            actions.hand_to(recommendation=recommended, owner=foreign, by=cast.pic, now=NOW)
    with pytest.raises(NotAllowed, match="hands_on_as_head_or_pic"):
        actions.hand_to(recommendation=recommended, owner=cast.pic, by=tpi, now=NOW)


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("lhe_1", "pic"),
        ("lhe_2", "unit_head"),
        ("visit", "unit_head"),
        ("panel", "inspector"),
        ("panel", "agency_head"),
        ("aftercare", "unit_head"),
        ("monitoring", "parent_head"),
        ("monitoring", "area_lead"),
        ("monitoring", "agency_admin"),
        ("monitoring", "outsider"),
    ],
)
def test_each_source_has_its_recommenders(cast: Cast, program: Any, source: Any, who: Any) -> None:
    with pytest.raises(NotAllowed, match="recommends_by_role"):
        recommend(cast, program, getattr(cast, who), source=source)


@pytest.mark.parametrize(
    ("source", "who"),
    [("monitoring", "pic"), ("aftercare", "agency_head"), ("lhe_2", "inspector")],
)
def test_the_recommenders_of_a_source_recommend(
    cast: Cast, program: Any, source: Any, who: Any
) -> None:
    assert recommend(cast, program, getattr(cast, who), source=source).source == source


def test_the_panel_recommends(cast: Cast, program: Any) -> None:
    reviewer = make_person("Nasional", agency=cast.agency)
    give(reviewer, Role.TPN, unit=cast.unit)

    assert recommend(cast, program, reviewer, source="panel").made_by == reviewer


def test_what_a_recommendation_names_must_be_there(cast: Cast, program: Any, tpi: Any) -> None:
    with pytest.raises(MentoringRefused, match="recommendation_code_unknown"):
        recommend(cast, program, tpi, official_code="A.I.9.z")
    with pytest.raises(MentoringRefused, match="recommendation_due_past"):
        recommend(cast, program, tpi, due_on=TODAY - timedelta(days=1))
    with pytest.raises(MentoringRefused, match="mentoring_text_missing"):
        recommend(cast, program, tpi, text="  ")
    with pytest.raises(MentoringRefused, match="recommendation_of_other_unit"):
        actions.recommend(
            unit=cast.other_unit,
            program=program,
            text="x",
            source="lhe_1",
            owner=None,
            due_on=None,
            by=cast.inspector,
            now=NOW,
        )
    assert recommend(cast, program, tpi, source="lhe_1", due_on=TODAY - timedelta(days=9)).pk


def test_only_mentors_postpone_and_say_why(cast: Cast, recommended: Any, tpi: Any) -> None:
    later = TODAY + timedelta(days=7)
    with pytest.raises(NotAllowed):
        actions.postpone(
            recommendation=recommended, due_on=later, reason="x", by=cast.unit_head, now=NOW
        )
    with pytest.raises(MentoringRefused, match="mentoring_text_missing"):
        actions.postpone(recommendation=recommended, due_on=later, reason=" ", by=tpi, now=NOW)

    actions.postpone(
        recommendation=recommended, due_on=later, reason="Cuti bersama", by=tpi, now=NOW
    )

    recommended.refresh_from_db()
    assert recommended.due_on == later


def test_a_recommendation_has_words_of_some_length(
    cast: Cast, program: Any, tpi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "LONGEST", 5)
    with pytest.raises(MentoringRefused, match="mentoring_text_too_long"):
        recommend(cast, program, tpi, text="enam h")


def test_nothing_is_postponed_into_the_past(recommended: Any, tpi: Any) -> None:
    with pytest.raises(MentoringRefused, match="recommendation_due_past"):
        actions.postpone(
            recommendation=recommended,
            due_on=TODAY - timedelta(days=1),
            reason="Cuti",
            by=tpi,
            now=NOW,
        )


def test_what_is_verified_is_neither_handed_on_nor_postponed(
    cast: Cast, recommended: Any, proof: Any, tpi: Any
) -> None:
    claim(recommended, proof, cast.pic)
    actions.verify(recommendation=recommended, note="Sesuai.", by=tpi, now=NOW)
    with pytest.raises(WrongMoment):
        actions.hand_to(
            recommendation=recommended, owner=cast.area_member, by=cast.unit_head, now=NOW
        )
    with pytest.raises(WrongMoment):
        actions.postpone(recommendation=recommended, due_on=TODAY, reason="Cuti", by=tpi, now=NOW)


def test_whoever_declared_an_interest_in_the_unit_mentors_it_no_more(
    cast: Cast, recommended: Any, program: Any, tpi: Any
) -> None:
    _ = cast.agency_head  # decides on what people of the other unit declare
    post(cast, tpi, cast.other_unit)
    declare(tpi, about_unit=cast.unit)
    later = TODAY + timedelta(days=7)
    with pytest.raises(TiedByInterest):
        actions.postpone(recommendation=recommended, due_on=later, reason="Cuti", by=tpi, now=NOW)
    with pytest.raises(TiedByInterest):
        recommend(cast, program, tpi, due_on=later)
    assert recommend(cast, program, cast.unit_head, due_on=later).due_on == later


def test_the_database_keeps_verification_whole(recommended: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=recommended.pk).update(state="verified")


# --- share, facts, turns


def test_the_share_counts_what_is_verified_of_the_period(
    cast: Cast, program: Any, proof: Any, tpi: Any
) -> None:
    first = recommend(cast, program, tpi)
    recommend(cast, program, tpi)
    recommend(cast, program, tpi, source="lhe_1")
    old = recommend(cast, program, tpi)
    Recommendation.objects.filter(pk=old.pk).update(made_on=date(2025, 12, 31))
    claim(first, proof, cast.pic)
    assert queries.follow_up_share(cast.unit, YEAR).share == 0

    actions.verify(recommendation=first, by=tpi, now=NOW)

    assert queries.follow_up_share(cast.unit, YEAR).share == Fraction(1, 3)
    assert queries.follow_up_share(cast.other_unit, YEAR).share is None
    shares = queries.shares_by_unit(cast.inspector, YEAR, today=TODAY + timedelta(days=1))
    assert [(one.unit, one.share, one.overdue) for one in shares] == [
        (cast.unit, Fraction(1, 3), 2)
    ]
    assert queries.shares_by_unit(cast.outsider, YEAR, today=TODAY) == []
    found = facts.followed_up(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.value == Fraction(1, 2)
    assert dict(found.counts) == {"done": 1, "made": 2, "open": 1}


def test_without_recommendations_no_fact(cast: Cast, recommended: Any) -> None:
    assert facts.followed_up(cast.unit.pk, YEAR, NOW) is None


def test_it_waits_for_unit_then_for_tpi(cast: Cast, recommended: Any, proof: Any, tpi: Any) -> None:
    def waiting(person: Any) -> Any:
        return [turn.key for turn in turns_of(person, NOW) if "recommendation" in turn.key]

    assert waiting(cast.pic) == waiting(cast.unit_head) == [f"recommendation:{recommended.pk}:open"]
    assert waiting(tpi) == waiting(cast.inspector) == waiting(cast.area_member) == []

    actions.hand_to(recommendation=recommended, owner=cast.area_member, by=cast.pic, now=NOW)
    assert waiting(cast.pic) == []
    assert len(waiting(cast.area_member)) == 1

    recommended.refresh_from_db()
    claim(recommended, proof, cast.pic)
    assert waiting(cast.area_member) == []
    assert waiting(tpi) == [f"recommendation:{recommended.pk}:verify"]
    assert waiting(cast.inspector) == []
    tpi.roles.update(ended_at=NOW)
    assert len(waiting(cast.inspector)) == 1


def test_a_list_of_filters_is_scoped_and_cut(cast: Cast, recommended: Any) -> None:
    plain = queries.Asked()

    def found(person: Any, **asked: Any) -> Any:
        return queries.listed(person, replace(plain, **asked), today=TODAY).count()

    assert found(cast.pic) == found(cast.inspector) == 1
    assert found(cast.outsider) == found(cast.colleague) == found(cast.operator) == 0
    assert found(cast.pic, text="notula LENGKAPI") == 1
    assert found(cast.pic, text="survei") == 0
    assert found(cast.pic, state="verified") == found(cast.pic, source="panel") == 0
    assert found(cast.pic, unit=cast.unit.code, year="2026") == 1
    assert found(cast.pic, year="2025") == found(cast.pic, only="saya") == 0
    assert found(cast.pic, only="terlambat") == 0
    assert (
        queries.listed(
            cast.pic, replace(plain, only="terlambat"), today=TODAY + timedelta(days=1)
        ).count()
        == 1
    )
