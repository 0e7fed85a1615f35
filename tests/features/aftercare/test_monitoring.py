"""The monitoring every two years, concerns, replications and rewards."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bening.accounts.models import Posting
from bening.accounts.refusals import NotAllowed
from bening.aftercare import queries, waiting
from bening.aftercare.actions import (
    change_replication,
    clarify_concern,
    close_review,
    give_reward,
    keep_title,
    plan_replication,
    plan_reviews,
    raise_concern,
    revoke_title,
    save_review,
    set_policy,
)
from bening.aftercare.models import (
    AftercareReview,
    Concern,
    ConcernSource,
    ConcernState,
    Occasion,
    ReplicationStatus,
    Verdict,
)
from bening.aftercare.refusals import AftercareRefused, Settled
from bening.documents import holds
from bening.programs.models import Award, Designation, ProgramState, ZoneProgram
from tests.features.aftercare.conftest import make_award, make_decree
from tests.people import NOW, TODAY, Cast

GOOD = {"A": "48,25", "B.I.a": "16.1", "B.I.b": "3.75", "B.II": "15"}
Papers = list[dict[str, Any]]


def fill(review: AftercareReview, cast: Cast, scores: dict[str, str], note: str = "Baik.") -> None:
    review.refresh_from_db()
    save_review(
        review=review,
        scores=scores,
        survey_note="40 responden",
        note=note,
        seen_version=review.version,
        by=cast.inspector,
        now=NOW,
    )


def close(review: AftercareReview, cast: Cast, verdict: Verdict, **more: Any) -> AftercareReview:
    values = {"number": "L-1", "dated_on": TODAY, "by": cast.inspector, "now": NOW, **more}
    return close_review(review=review, verdict=verdict, **values)


# --- what is planned


def test_every_title_held_is_planned_once(cast: Cast, award: Award) -> None:
    assert (plan_reviews(now=NOW), plan_reviews(now=NOW)) == (1, 0)
    # Given on 10 April 2024 and recorded on 15 April 2026: the mark of 2026 was past.
    assert AftercareReview.objects.get().due_on == date(2028, 4, 10)


def test_a_wbk_below_a_held_wbbm_is_not_monitored_of_its_own(cast: Cast, award: Award) -> None:
    higher = make_award(cast, title=Designation.WBBM, on=date(2025, 6, 1))
    plan_reviews(now=NOW)
    assert AftercareReview.objects.get().award == higher
    assert AftercareReview.objects.get().due_on == date(2027, 6, 1)


def test_a_revoked_title_is_not_monitored(cast: Cast, award: Award) -> None:
    revoke_title(
        award=award,
        decree=make_decree(cast, award, on=TODAY),
        reason="x",
        by=cast.agency_head,
        now=NOW,
    )
    assert plan_reviews(now=NOW) == 0


def test_a_wbk_proposed_for_wbbm_waits(cast: Cast, review: AftercareReview) -> None:
    assert list(queries.open_reviews()) == [review]
    ZoneProgram.objects.filter(unit=cast.unit).update(
        target=Designation.WBBM, state=ProgramState.NOMINATED
    )
    assert list(queries.open_reviews()) == []
    ZoneProgram.objects.filter(unit=cast.unit).update(state=ProgramState.COACHING)
    assert list(queries.open_reviews()) == [review]


def test_monitoring_is_the_inspectors_turn_ninety_days_ahead(
    cast: Cast, review: AftercareReview
) -> None:
    review.due_on = TODAY + timedelta(days=91)
    review.save(update_fields=["due_on"])
    assert waiting.turns(cast.inspector, NOW) == []
    review.due_on = TODAY + timedelta(days=90)
    review.save(update_fields=["due_on"])
    (turn,) = waiting.turns(cast.inspector, NOW)
    assert (turn.title, turn.due_on) == (cast.unit.name, review.due_on)
    for other in (cast.pic, cast.unit_head, cast.outside_admin, cast.agency_admin):
        assert waiting.turns(other, NOW) == []


# --- what it finds


def test_a_title_that_holds_is_closed_with_its_report(
    cast: Cast, review: AftercareReview, papers: Papers
) -> None:
    fill(review, cast, GOOD)
    closed = close(review, cast, Verdict.HOLDS)

    assert closed.scores["A"] == "48.25"
    assert closed.minima["B.I"] == "73/4"
    assert papers[0]["kind"] == "aftercare_report"
    assert "83,10" in str(papers[0]["letter"].blocks)  # the exact sum of the parts
    following = AftercareReview.objects.get(closed_at__isnull=True)
    assert following.due_on == date(2030, 4, 10)
    assert not Concern.objects.exists()
    assert closed.report is not None
    held = holds.held_by(closed.report)
    assert held is not None
    assert held.code == "monitoring_paper_stays"


def test_a_title_that_is_lost_waits_for_the_heads_decision(
    cast: Cast, review: AftercareReview, papers: Papers
) -> None:
    fill(review, cast, {**GOOD, "A": "30"}, note="Tim kerja tidak berjalan.")
    close(review, cast, Verdict.LOST)

    concern = Concern.objects.get()
    assert (concern.source, concern.state) == (
        ConcernSource.MONITORING,
        ConcernState.SUBSTANTIATED,
    )
    (turn,) = waiting.turns(cast.agency_head, NOW)
    assert turn.key.startswith("concern:")
    assert not AftercareReview.objects.filter(closed_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("scores", "named"),
    [
        ({"A": "39.999"}, "Pengungkit"),
        ({"B.I.a": "15.7499"}, "Nilai Survei Persepsi Anti Korupsi"),
        ({"B.II": "13.99"}, "Pelayanan Publik yang Prima"),
        ({"A": "40", "B.I.a": "15.75", "B.I.b": "2.5", "B.II": "14"}, "Total"),
    ],
)
def test_holding_below_a_minimum_is_refused(
    cast: Cast, review: AftercareReview, papers: Papers, scores: dict[str, str], named: str
) -> None:
    fill(review, cast, GOOD | scores)
    with pytest.raises(AftercareRefused, match="verdict_below_minimum") as refused:
        close(review, cast, Verdict.HOLDS)
    assert any(named.lower() in name.lower() for name in refused.value.values["names"])
    assert papers == []


def test_points_at_the_minimum_are_enough(
    cast: Cast, review: AftercareReview, papers: Papers
) -> None:
    fill(review, cast, {"A": "42.75", "B.I.a": "15.75", "B.I.b": "2.50", "B.II": "14"})
    assert close(review, cast, Verdict.HOLDS).verdict == Verdict.HOLDS


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"scores": {"A": "50"}}, "points_missing"),
        ({"note": ""}, "monitoring_note_missing"),
        ({"number": " "}, "paper_number_missing"),
        ({"dated_on": TODAY + timedelta(days=1)}, "paper_in_future"),
    ],
)
def test_what_is_incomplete_is_not_closed(
    cast: Cast, review: AftercareReview, papers: Papers, change: dict[str, Any], code: str
) -> None:
    fill(review, cast, change.get("scores", GOOD), change.get("note", "Baik."))
    head = {name: change[name] for name in ("number", "dated_on") if name in change}
    with pytest.raises(AftercareRefused, match=code):
        close(review, cast, Verdict.HOLDS, **head)
    assert papers == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("empat", "points_not_a_number"),
        ("NaN", "points_not_a_number"),
        ("1e400000", "points_out_of_range"),
        ("60.01", "points_out_of_range"),
        ("-1", "points_out_of_range"),
        ("1" * 40, "points_not_a_number"),
    ],
)
def test_points_that_cannot_be_are_refused(
    cast: Cast, review: AftercareReview, typed: str, code: str
) -> None:
    with pytest.raises(AftercareRefused, match=code):
        fill(review, cast, {"A": typed})


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_head", "agency_admin", "outsider"])
def test_monitoring_by_the_wrong_role_is_refused(
    cast: Cast, review: AftercareReview, papers: Papers, who: str
) -> None:
    fill(review, cast, GOOD)
    with pytest.raises(NotAllowed):
        close(review, cast, Verdict.HOLDS, by=getattr(cast, who))
    assert papers == []


def test_nobody_monitors_the_own_unit(cast: Cast, review: AftercareReview, papers: Papers) -> None:
    fill(review, cast, GOOD)
    Posting.objects.create(
        agency=cast.agency, person=cast.inspector, unit=cast.unit, starts_on=TODAY, entered_at=NOW
    )
    with pytest.raises(AftercareRefused, match="monitor_belongs_to_unit"):
        close(review, cast, Verdict.HOLDS)
    with pytest.raises(AftercareRefused, match="monitor_belongs_to_unit"):
        fill(review, cast, GOOD)


def test_what_is_closed_does_not_change(
    cast: Cast, review: AftercareReview, papers: Papers
) -> None:
    fill(review, cast, GOOD)
    close(review, cast, Verdict.HOLDS)
    with pytest.raises(Settled, match="aftercare_is_closed"):
        fill(review, cast, GOOD)
    with pytest.raises(Settled, match="aftercare_is_closed"):
        close(review, cast, Verdict.LOST)


def test_of_two_who_save_one_is_told(cast: Cast, review: AftercareReview) -> None:
    seen = review.version
    fill(review, cast, GOOD)
    with pytest.raises(Settled, match="aftercare_changed"):
        save_review(
            review=review,
            scores={},
            survey_note="",
            note="",
            seen_version=seen,
            by=cast.inspector,
            now=NOW,
        )


# --- concerns


def a_concern(cast: Cast, award: Award, **more: Any) -> Concern:
    values = {
        "source": ConcernSource.MEDIA,
        "text": "Pungutan di loket.",
        "reported_on": TODAY,
        "by": cast.inspector,
        "now": NOW,
        **more,
    }
    return raise_concern(award=award, **values)


def test_a_concern_raises_a_task_that_tpi_clarifies(cast: Cast, award: Award) -> None:
    concern = a_concern(cast, award)
    (turn,) = waiting.turns(cast.inspector, NOW)
    assert turn.due_on == TODAY + timedelta(days=30)

    clarify_concern(
        concern=concern,
        finding=ConcernState.SUBSTANTIATED,
        text="Benar.",
        by=cast.inspector,
        now=NOW,
    )
    assert waiting.turns(cast.inspector, NOW) == []
    assert len(waiting.turns(cast.agency_head, NOW)) == 1

    keep_title(concern=concern, reason="Petugas sudah ditindak.", by=cast.agency_head, now=NOW)
    assert waiting.turns(cast.agency_head, NOW) == []
    concern.refresh_from_db()
    assert concern.state == ConcernState.KEPT


def test_a_revocation_settles_what_was_substantiated(cast: Cast, award: Award) -> None:
    found = a_concern(cast, award)
    open_ = a_concern(cast, award, text="Hal lain.")
    clarify_concern(
        concern=found, finding=ConcernState.SUBSTANTIATED, text="Ya.", by=cast.inspector, now=NOW
    )
    revoke_title(
        award=award,
        decree=make_decree(cast, award, on=TODAY),
        reason="Suap.",
        by=cast.agency_head,
        now=NOW,
    )
    found.refresh_from_db()
    open_.refresh_from_db()
    assert (found.state, found.decision) == (ConcernState.REVOKED, "Suap.")
    assert open_.state == ConcernState.OPEN


def test_the_same_reference_raises_one_task(cast: Cast, award: Award) -> None:
    first = a_concern(cast, award, reference="complaint:1")
    assert a_concern(cast, award, reference="complaint:1", text="Lagi.") == first
    assert Concern.objects.count() == 1


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_admin", "outsider"])
def test_a_concern_by_the_wrong_role_is_refused(cast: Cast, award: Award, who: str) -> None:
    with pytest.raises(NotAllowed):
        a_concern(cast, award, by=getattr(cast, who))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text": " "}, "concern_text_missing"),
        ({"text": "x" * 10_001}, "concern_text_too_long"),
        ({"reported_on": TODAY + timedelta(days=1)}, "concern_in_future"),
    ],
)
def test_a_concern_without_its_facts_is_refused(
    cast: Cast, award: Award, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(AftercareRefused, match=code):
        a_concern(cast, award, **values)


def test_a_concern_is_clarified_and_decided_in_turn(cast: Cast, award: Award) -> None:
    concern = a_concern(cast, award)
    with pytest.raises(Settled, match="concern_moved"):
        keep_title(concern=concern, reason="x", by=cast.agency_head, now=NOW)
    with pytest.raises(NotAllowed):
        clarify_concern(
            concern=concern, finding=ConcernState.UNFOUNDED, text="x", by=cast.agency_head, now=NOW
        )
    with pytest.raises(AftercareRefused, match="clarification_unknown"):
        clarify_concern(
            concern=concern, finding=ConcernState.REVOKED, text="x", by=cast.inspector, now=NOW
        )
    clarify_concern(
        concern=concern, finding=ConcernState.UNFOUNDED, text="Tidak.", by=cast.inspector, now=NOW
    )
    with pytest.raises(Settled, match="concern_moved"):
        clarify_concern(
            concern=concern, finding=ConcernState.UNFOUNDED, text="x", by=cast.inspector, now=NOW
        )


# --- replication and rewards


def test_a_practice_runs_only_with_proof(cast: Cast, award: Award) -> None:
    made = plan_replication(
        award=award,
        unit=cast.other_unit,
        practice="Antrean daring",
        due_on=TODAY,
        by=cast.inspector,
        now=NOW,
    )
    values: dict[str, Any] = {
        "adaptation": "Loket sendiri",
        "proof_url": "",
        "reason": "",
        "by": cast.agency_head,
        "now": NOW,
    }
    with pytest.raises(AftercareRefused, match="replication_proof_missing"):
        change_replication(
            replication=made, status=ReplicationStatus.RUNNING, proof_note=" ", **values
        )
    with pytest.raises(AftercareRefused, match="stop_reason_missing"):
        change_replication(
            replication=made, status=ReplicationStatus.STOPPED, proof_note="", **values
        )
    changed = change_replication(
        replication=made, status=ReplicationStatus.RUNNING, proof_note="SOP 12", **values
    )
    assert changed.status == ReplicationStatus.RUNNING


def test_who_and_where_a_practice_is_replicated(cast: Cast, award: Award) -> None:
    values: dict[str, Any] = {"award": award, "practice": "A", "due_on": TODAY, "now": NOW}
    for who in (cast.pic, cast.agency_admin, cast.outsider):
        with pytest.raises(NotAllowed):
            plan_replication(unit=cast.other_unit, by=who, **values)
    with pytest.raises(AftercareRefused, match="replication_of_itself"):
        plan_replication(unit=cast.unit, by=cast.pic, **values)
    with pytest.raises(AftercareRefused, match="replication_of_other_agency"):
        plan_replication(unit=cast.outside_unit, by=cast.outsider, **values)
    plan_replication(unit=cast.other_unit, by=cast.inspector, **values)
    with pytest.raises(AftercareRefused, match="replication_exists"):
        plan_replication(unit=cast.other_unit, by=cast.inspector, **values)


def a_policy(cast: Cast, occasion: Occasion, on: date = date(2024, 1, 1)) -> None:
    set_policy(
        agency=cast.agency,
        occasion=occasion,
        gift="Tambahan anggaran pelatihan",
        basis="Perwali 1/2024",
        budget_note="APBD",
        starts_on=on,
        by=cast.agency_head,
        now=NOW,
    )


def give(cast: Cast, award: Award, occasion: Occasion, **more: Any) -> Any:
    values = {
        "gift": "",
        "given_on": TODAY,
        "document_number": "S-1",
        "budget_note": "",
        "by": cast.agency_head,
        "now": NOW,
        **more,
    }
    return give_reward(award=award, occasion=occasion, **values)


def test_winning_is_rewarded_once_by_the_policy(cast: Cast, award: Award) -> None:
    a_policy(cast, Occasion.WINNING)
    made = give(cast, award, Occasion.WINNING)
    assert (made.gift, made.budget_note) == ("Tambahan anggaran pelatihan", "APBD")
    with pytest.raises(AftercareRefused, match="reward_exists"):
        give(cast, award, Occasion.WINNING)


def test_keeping_is_rewarded_for_each_monitoring_that_found_it_held(
    cast: Cast, award: Award, review: AftercareReview, papers: Papers
) -> None:
    a_policy(cast, Occasion.KEEPING)
    with pytest.raises(AftercareRefused, match="not_kept_yet"):
        give(cast, award, Occasion.KEEPING)
    fill(review, cast, GOOD)
    close(review, cast, Verdict.HOLDS)
    assert give(cast, award, Occasion.KEEPING).review == review
    with pytest.raises(AftercareRefused, match="reward_exists"):
        give(cast, award, Occasion.KEEPING)


def test_raising_is_a_wbbm_after_a_wbk(cast: Cast, award: Award) -> None:
    a_policy(cast, Occasion.RAISING)
    with pytest.raises(AftercareRefused, match="not_raised"):
        give(cast, award, Occasion.RAISING)
    higher = make_award(cast, title=Designation.WBBM, on=date(2025, 6, 1))
    give(cast, higher, Occasion.RAISING)
    alone = make_award(cast, cast.other_unit, title=Designation.WBBM, on=date(2025, 6, 1))
    with pytest.raises(AftercareRefused, match="not_raised"):
        give(cast, alone, Occasion.RAISING)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"given_on": TODAY + timedelta(days=1)}, "reward_in_future"),
        ({"given_on": date(2024, 4, 9)}, "reward_before_title"),
        ({"document_number": " "}, "reward_document_missing"),
    ],
)
def test_a_reward_without_its_facts_is_refused(
    cast: Cast, award: Award, values: dict[str, Any], code: str
) -> None:
    a_policy(cast, Occasion.WINNING)
    with pytest.raises(AftercareRefused, match=code):
        give(cast, award, Occasion.WINNING, **values)


def test_a_reward_before_the_policy_began_is_refused(cast: Cast, award: Award) -> None:
    a_policy(cast, Occasion.WINNING, TODAY + timedelta(days=1))
    with pytest.raises(AftercareRefused, match="reward_policy_missing"):
        give(cast, award, Occasion.WINNING)


@pytest.mark.parametrize("who", ["inspector", "agency_admin", "unit_head", "outsider"])
def test_rewards_are_the_heads(cast: Cast, award: Award, who: str) -> None:
    a_policy(cast, Occasion.WINNING)
    with pytest.raises(NotAllowed):
        give(cast, award, Occasion.WINNING, by=getattr(cast, who))
    with pytest.raises(NotAllowed):
        set_policy(
            agency=cast.agency,
            occasion=Occasion.KEEPING,
            gift="x",
            basis="y",
            budget_note="",
            starts_on=TODAY,
            by=getattr(cast, who),
            now=NOW,
        )


def test_a_policy_is_of_the_own_agency(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        set_policy(
            agency=cast.outside_agency,
            occasion=Occasion.KEEPING,
            gift="x",
            basis="y",
            budget_note="",
            starts_on=TODAY,
            by=cast.agency_head,
            now=datetime(2026, 4, 15, tzinfo=UTC),
        )
