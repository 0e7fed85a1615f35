"""Choice of units: criteria, weighing, proposal, decision, decree, and what is refused."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.calendars.turns import turns_of
from bening.documents import holds
from bening.documents.models import DocumentKind
from bening.programs.models import ProgramState, ProgramStep, ZoneProgram
from bening.selection import actions, queries
from bening.selection.actions import CriterionChoice, Decision, Figures, ScoreGiven
from bening.selection.actions.decisions import waiting_programs
from bening.selection.criteria import Weighed, known_criteria, weighted_score
from bening.selection.matrix import matrix_of
from bening.selection.models import (
    CandidateScore,
    CriteriaSet,
    RoundState,
    SelectionRound,
    Verdict,
)
from bening.selection.refusals import RoundLocked, SelectionRefused
from tests.features.programs.papers import make_paper
from tests.people import NOW, TODAY, Cast, make_person

# --- the rule


def test_three_criteria_of_the_regulation_are_the_default() -> None:
    defaults = [one for one in known_criteria() if one.is_default]

    assert [one.key for one in defaults] == ["core_service", "integrity_risk", "public_impact"]
    assert {one.source for one in defaults} == {"PermenPANRB 90/2021, Lampiran I"}
    assert len(known_criteria()) == 6


def test_a_score_is_the_weighted_mean_of_the_scales() -> None:
    criteria = [Weighed("a", 2, 5), Weighed("b", 1, 10)]

    assert weighted_score(criteria, {"a": 4, "b": 5}) == Fraction(700, 10)
    assert weighted_score(criteria, {"a": 5, "b": 10}) == 100
    assert weighted_score(criteria, {"a": 4}) is None
    assert weighted_score([], {}) is None


@given(
    st.lists(
        st.tuples(st.integers(1, 100), st.integers(1, 100), st.integers(0, 100)),
        min_size=1,
        max_size=6,
    )
)
def test_a_score_lies_on_0_to_100_and_grows_with_each_part(rows: Any) -> None:
    criteria = [
        Weighed(str(place), weight, highest) for place, (weight, highest, _) in enumerate(rows)
    ]
    scores = {str(place): min(value, highest) for place, (_, highest, value) in enumerate(rows)}

    total = weighted_score(criteria, scores)

    assert total is not None
    assert 0 <= total <= 100
    if scores["0"] < criteria[0].highest:
        better = weighted_score(criteria, {**scores, "0": scores["0"] + 1})
        assert better is not None
        assert better > total


# --- criteria


def choices(*changed: CriterionChoice) -> list[CriterionChoice]:
    return [CriterionChoice("core_service", "Layanan utama", "Perwal 1/2026", 3, 10), *changed]


def test_criteria_come_in_versions_and_rounds_keep_theirs(
    cast: Cast, round_: Any, lead: Any
) -> None:
    assert round_.criteria.version == 1

    newer = actions.adopt_criteria(
        agency=cast.agency, criteria=choices(), by=cast.agency_head, now=NOW
    )

    round_.refresh_from_db()
    assert (newer.version, round_.criteria.version) == (2, 1)
    assert [(one.weight, one.highest) for one in newer.items.all()] == [(3, 10)]


@pytest.mark.parametrize("who", ["unit_head", "inspector", "pic", "outsider", "outside_admin"])
def test_only_head_and_administrator_choose_criteria(cast: Cast, who: Any) -> None:
    with pytest.raises(NotAllowed, match="selection_set_up_by_head_or_admin"):
        actions.adopt_criteria(
            agency=cast.agency, criteria=choices(), by=getattr(cast, who), now=NOW
        )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ([], "criteria_missing"),
        (choices(CriterionChoice("core_service", "Lagi", "Perwal", 1)), "criteria_twice"),
        (choices(CriterionChoice("x", "Lagi", " ", 1)), "criterion_without_source"),
        (choices(CriterionChoice("x", "Lagi", "Perwal", 0)), "criterion_weight"),
        (choices(CriterionChoice("x", "Lagi", "Perwal", 1, 0)), "criterion_weight"),
    ],
)
def test_criteria_that_cannot_be(cast: Cast, wrong: Any, code: Any) -> None:
    with pytest.raises(SelectionRefused, match=code):
        actions.adopt_criteria(agency=cast.agency, criteria=wrong, by=cast.agency_head, now=NOW)


def test_the_same_criteria_are_no_new_version(cast: Cast) -> None:
    actions.adopt_criteria(agency=cast.agency, criteria=choices(), by=cast.agency_head, now=NOW)

    with pytest.raises(SelectionRefused, match="criteria_unchanged"):
        actions.adopt_criteria(agency=cast.agency, criteria=choices(), by=cast.agency_head, now=NOW)
    assert CriteriaSet.objects.count() == 1


# --- rounds and the working group


def test_one_round_at_a_time(cast: Cast, round_: Any, lead: Any) -> None:
    with pytest.raises(SelectionRefused, match="selection_under_way"):
        actions.open_round(
            agency=cast.agency, year=2027, lead=lead, members=[], by=cast.agency_head, now=NOW
        )


def test_the_group_is_of_the_agency(cast: Cast, lead: Any) -> None:
    with pytest.raises(SelectionRefused, match="group_of_other_agency"):
        actions.open_round(
            agency=cast.agency,
            year=2026,
            lead=lead,
            members=[cast.outsider],
            by=cast.agency_head,
            now=NOW,
        )
    assert not SelectionRound.objects.exists()


def test_a_decree_of_another_agency_forms_no_group(
    cast: Cast, round_: Any, lead: Any, member: Any
) -> None:
    foreign = make_paper(cast, None, DocumentKind.OTHER, agency=cast.outside_agency)

    with pytest.raises(SelectionRefused, match="decree_of_other_agency"):
        actions.set_group(
            round_=round_,
            lead=lead,
            members=[],
            group_decree=foreign,
            by=cast.agency_admin,
            now=NOW,
        )


def test_the_group_changes_while_it_weighs_only(
    cast: Cast, round_: Any, lead: Any, member: Any, score: Any, candidate: Any
) -> None:
    actions.set_group(
        round_=round_, lead=member, members=[lead], group_decree=None, by=cast.agency_head, now=NOW
    )
    score(candidate, 1, 1, 1)
    actions.propose(round_=round_, by=member, now=NOW)

    with pytest.raises(RoundLocked):
        actions.set_group(
            round_=round_, lead=lead, members=[], group_decree=None, by=cast.agency_head, now=NOW
        )


# --- candidates and scores


@pytest.mark.parametrize(
    "who", ["agency_head", "agency_admin", "inspector", "unit_head", "outsider"]
)
def test_only_the_group_weighs(
    cast: Cast, round_: Any, candidate: Any, score: Any, who: Any
) -> None:
    by = getattr(cast, who)
    with pytest.raises(NotAllowed, match="selection_weighed_by_group"):
        actions.add_candidate(round_=round_, unit=cast.other_unit, by=by, now=NOW)
    with pytest.raises(NotAllowed, match="selection_weighed_by_group"):
        score(candidate, 1, by=by)
    with pytest.raises(NotAllowed, match="selection_weighed_by_group"):
        actions.remove_candidate(candidate=candidate, by=by, now=NOW)


def test_who_left_the_agency_weighs_no_more(cast: Cast, round_: Any, member: Any) -> None:
    member.agency = cast.outside_agency
    member.save()

    with pytest.raises(NotAllowed):
        actions.add_candidate(round_=round_, unit=cast.unit, by=member, now=NOW)
    assert not queries.rounds_of(member).exists()


def test_foreign_closed_and_doubled_units_are_refused(
    cast: Cast, round_: Any, member: Any, candidate: Any
) -> None:
    with pytest.raises(SelectionRefused, match="candidate_of_other_agency"):
        actions.add_candidate(round_=round_, unit=cast.outside_unit, by=member, now=NOW)
    with pytest.raises(SelectionRefused, match="candidate_exists"):
        actions.add_candidate(round_=round_, unit=cast.unit, by=member, now=NOW)
    cast.other_unit.closed_at = NOW
    cast.other_unit.save()
    with pytest.raises(SelectionRefused, match="candidate_closed"):
        actions.add_candidate(round_=round_, unit=cast.other_unit, by=member, now=NOW)


def test_a_score_has_its_scale_and_a_reason(
    cast: Cast, candidate: Any, member: Any, round_: Any
) -> None:
    first = round_.criteria.items.first()

    def save(value: Any, reason: Any, key: Any = None) -> None:
        actions.save_candidate(
            candidate=candidate,
            figures=Figures(),
            scores={key or first.pk: ScoreGiven(value, reason)},
            by=member,
            now=NOW,
        )

    with pytest.raises(SelectionRefused, match="score_without_reason"):
        save(3, "  ")
    with pytest.raises(SelectionRefused, match="score_off_scale"):
        save(6, "Terlalu tinggi")
    with pytest.raises(SelectionRefused, match="score_off_scale"):
        save(-1, "Terlalu rendah")
    with pytest.raises(SelectionRefused, match="criterion_of_other_set"):
        save(3, "Asing", key=candidate.pk)
    assert not CandidateScore.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        CandidateScore.objects.create(
            candidate=candidate,
            criterion=first,
            score=1,
            reason="",
            scored_by=member,
            scored_at=NOW,
        )


def test_the_matrix_ranks_what_is_complete(
    candidate: Any, other_candidate: Any, round_: Any, score: Any
) -> None:
    score(candidate, 5, 4)
    score(other_candidate, 2, 2, 1)

    matrix = matrix_of(round_)

    assert [(row.candidate, row.total) for row in matrix.rows] == [
        (other_candidate, Fraction(100, 3)),
        (candidate, None),
    ]


def test_the_matrix_costs_the_same_however_long(
    candidate: Any, other_candidate: Any, round_: Any, score: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        matrix_of(round_)


# --- proposal


def test_the_lead_proposes_what_is_complete(
    cast: Cast, round_: Any, candidate: Any, score: Any, lead: Any, member: Any
) -> None:
    with pytest.raises(SelectionRefused, match="scores_missing") as refused:
        actions.propose(round_=round_, by=lead, now=NOW)
    assert refused.value.values["units"] == [cast.unit.name]
    score(candidate, 5, 5, 5)
    for by in (member, cast.agency_head, cast.agency_admin):
        with pytest.raises(NotAllowed, match="selection_proposed_by_lead"):
            actions.propose(round_=round_, by=by, now=NOW)

    actions.propose(round_=round_, by=lead, now=NOW)

    round_.refresh_from_db()
    assert (round_.state, round_.proposed_by) == (RoundState.PROPOSED, lead)


def test_nothing_is_proposed_without_candidates(round_: Any, lead: Any) -> None:
    with pytest.raises(SelectionRefused, match="candidates_missing"):
        actions.propose(round_=round_, by=lead, now=NOW)


def test_nothing_changes_after_the_proposal(
    cast: Cast, proposed: Any, candidate: Any, member: Any, lead: Any, score: Any
) -> None:
    with pytest.raises(RoundLocked, match="selection_round_locked"):
        score(candidate, 1, 1, 1)
    with pytest.raises(RoundLocked):
        actions.add_candidate(round_=proposed, unit=cast.parent_unit, by=member, now=NOW)
    with pytest.raises(RoundLocked):
        actions.remove_candidate(candidate=candidate, by=member, now=NOW)
    with pytest.raises(RoundLocked):
        actions.propose(round_=proposed, by=lead, now=NOW)
    assert [one.score for one in candidate.scores.order_by("criterion__position")] == [5, 4, 5]


def test_the_head_returns_it_with_a_reason(
    cast: Cast, proposed: Any, candidate: Any, score: Any
) -> None:
    with pytest.raises(SelectionRefused, match="selection_reason_missing"):
        actions.return_to_group(round_=proposed, reason=" ", by=cast.agency_head, now=NOW)
    with pytest.raises(NotAllowed):
        actions.return_to_group(round_=proposed, reason="x", by=cast.agency_admin, now=NOW)

    actions.return_to_group(round_=proposed, reason="Data lama", by=cast.agency_head, now=NOW)

    score(candidate, 1, 1, 1)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.returned_reason) == (RoundState.DRAFT, "Data lama")


# --- decision


def decided(cast: Cast, proposed: Any, *, by: Any = None, **changed: Any) -> Any:
    candidates = {one.unit_id: one for one in proposed.candidates.all()}
    values = {
        "decisions": {
            candidates[cast.unit.pk].pk: Decision(Verdict.ACCEPTED, "Layanan inti"),
            candidates[cast.other_unit.pk].pk: Decision(Verdict.REJECTED, "Belum siap"),
        },
        "number": "188/12/2026",
        "dated_on": TODAY,
    }
    return actions.decide(
        round_=proposed, **{**values, **changed}, by=by or cast.agency_head, now=NOW
    )


def test_the_head_decides_and_the_decree_says_why(cast: Cast, proposed: Any, papers: Any) -> None:
    found = decided(cast, proposed)

    assert found.state == RoundState.DECIDED
    assert found.decree.kind == DocumentKind.SELECTION_DECREE
    assert (found.decree.program, found.decree.unit) == (None, None)
    text = papers.text
    for part in (
        "Menimbang",
        "Mengingat",
        "Memutuskan",
        cast.unit.name,
        "Layanan inti",
        "Belum siap",
        "Sebab core_service",
        "93,33",
        "Tidak ditetapkan",
    ):
        assert part in text, part
    assert cast.other_unit.name not in text.split("Lampiran")[0]
    event = Event.objects.get(act="selection.decided")
    assert event.data["accepted"] == 1


@pytest.mark.parametrize("who", ["agency_admin", "inspector", "unit_head", "outsider", "operator"])
def test_nobody_but_the_head_decides(cast: Cast, proposed: Any, papers: Any, who: Any) -> None:
    with pytest.raises(NotAllowed, match="selection_decided_by_head"):
        decided(cast, proposed, by=getattr(cast, who))
    proposed.refresh_from_db()
    assert proposed.state == RoundState.PROPOSED
    assert not papers.letters


def test_the_group_does_not_decide(cast: Cast, proposed: Any, papers: Any, lead: Any) -> None:
    with pytest.raises(NotAllowed):
        decided(cast, proposed, by=lead)


def test_a_head_of_another_agency_does_not_decide(cast: Cast, proposed: Any, papers: Any) -> None:
    from tests.people import give

    other = make_person("Kepala Lain", agency=cast.outside_agency)
    give(other, Role.AGENCY_HEAD)

    with pytest.raises(NotAllowed):
        decided(cast, proposed, by=other)


def test_each_unit_is_decided_with_a_reason(
    cast: Cast, proposed: Any, papers: Any, candidate: Any, other_candidate: Any
) -> None:
    with pytest.raises(SelectionRefused, match="verdict_missing"):
        decided(cast, proposed, decisions={candidate.pk: Decision(Verdict.ACCEPTED, "Ya")})
    with pytest.raises(SelectionRefused, match="verdict_without_reason"):
        decided(
            cast,
            proposed,
            decisions={
                candidate.pk: Decision(Verdict.ACCEPTED, "Ya"),
                other_candidate.pk: Decision(Verdict.REJECTED, " "),
            },
        )
    with pytest.raises(SelectionRefused, match="decree_number_empty"):
        decided(cast, proposed, number=" ")
    with pytest.raises(SelectionRefused, match="decree_day"):
        decided(cast, proposed, dated_on=TODAY + timedelta(days=1))
    candidate.refresh_from_db()
    assert candidate.verdict == ""
    assert not papers.letters


def test_it_is_decided_once_and_only_when_proposed(
    cast: Cast, round_: Any, candidate: Any, papers: Any
) -> None:
    with pytest.raises(RoundLocked):
        actions.decide(
            round_=round_,
            decisions={candidate.pk: Decision(Verdict.ACCEPTED, "Ya")},
            number="1",
            dated_on=TODAY,
            by=cast.agency_head,
            now=NOW,
        )


def test_what_was_decided_stays(cast: Cast, proposed: Any, papers: Any) -> None:
    decided(cast, proposed)

    with pytest.raises(RoundLocked):
        decided(cast, proposed)
    with pytest.raises(RoundLocked):
        actions.return_to_group(round_=proposed, reason="x", by=cast.agency_head, now=NOW)


# --- programs


def test_declared_programs_of_accepted_units_are_chosen_by_the_decree(
    cast: Cast, proposed: Any, papers: Any, program: ZoneProgram
) -> None:
    ZoneProgram.objects.filter(pk=program.pk).update(state=ProgramState.DECLARED)
    found = decided(cast, proposed)

    result = actions.move_programs(round_=found, by=cast.agency_head, now=NOW)

    program.refresh_from_db()
    step = ProgramStep.objects.get(program=program)
    assert program.state == ProgramState.CHOSEN
    assert list(step.documents.all()) == [found.decree]
    assert step.role == Role.AGENCY_HEAD
    assert [one.pk for one in result.moved] == [program.pk]
    assert waiting_programs(found) == []


def test_programs_declared_later_are_moved_later(
    cast: Cast, proposed: Any, papers: Any, program: ZoneProgram
) -> None:
    found = decided(cast, proposed)
    assert actions.move_programs(round_=found, by=cast.agency_head, now=NOW).moved == ()

    ZoneProgram.objects.filter(pk=program.pk).update(state=ProgramState.DECLARED)

    assert len(actions.move_programs(round_=found, by=cast.agency_head, now=NOW).moved) == 1


def test_programs_of_rejected_units_stay(
    cast: Cast,
    proposed: Any,
    papers: Any,
    program: ZoneProgram,
    candidate: Any,
    other_candidate: Any,
) -> None:
    ZoneProgram.objects.filter(pk=program.pk).update(state=ProgramState.DECLARED)
    found = decided(
        cast,
        proposed,
        decisions={
            candidate.pk: Decision(Verdict.REJECTED, "Belum"),
            other_candidate.pk: Decision(Verdict.REJECTED, "Belum"),
        },
    )

    actions.move_programs(round_=found, by=cast.agency_head, now=NOW)

    program.refresh_from_db()
    assert program.state == ProgramState.DECLARED
    assert "Tidak menetapkan" in papers.text


def test_nothing_moves_before_the_decision_or_by_others(
    cast: Cast, proposed: Any, papers: Any
) -> None:
    with pytest.raises(RoundLocked, match="selection_not_decided"):
        actions.move_programs(round_=proposed, by=cast.agency_head, now=NOW)
    found = decided(cast, proposed)
    with pytest.raises(NotAllowed):
        actions.move_programs(round_=found, by=cast.agency_admin, now=NOW)


# --- who reads, who is waited for


def test_rounds_are_read_by_those_who_look_after_the_agency_and_the_group(
    cast: Cast, round_: Any, lead: Any, member: Any
) -> None:
    for person in (cast.agency_head, cast.agency_admin, cast.inspector, lead, member):
        assert list(queries.rounds_of(person)) == [round_]
    for person in (cast.unit_head, cast.pic, cast.outsider, cast.outside_admin, cast.operator):
        assert list(queries.rounds_of(person)) == []


def test_it_waits_for_the_group_then_for_the_head(
    cast: Cast, round_: Any, candidate: Any, score: Any, lead: Any, member: Any
) -> None:
    def waiting(person: Any) -> Any:
        return [turn.key for turn in turns_of(person, NOW) if turn.key.startswith("selection:")]

    assert waiting(lead) == waiting(member) == [f"selection:{round_.pk}:weigh"]
    assert waiting(cast.agency_head) == []

    score(candidate, 1, 1, 1)
    actions.propose(round_=round_, by=lead, now=NOW)

    assert waiting(member) == []
    assert waiting(cast.agency_head) == [f"selection:{round_.pk}:decide"]


# --- a decree that was signed elsewhere


def brought(cast: Cast, **changed: Any) -> Any:
    paper = make_paper(cast, None, DocumentKind.SELECTION_DECREE)
    for name, value in {"number": "188/77/2026", "dated_on": TODAY, **changed}.items():
        setattr(paper, name, value)
    paper.save()
    return paper


def test_a_decree_signed_elsewhere_is_taken_and_none_is_made(
    cast: Cast, proposed: Any, papers: Any
) -> None:
    paper = brought(cast)
    assert list(queries.decrees_at_hand(proposed)) == [paper]

    found = decided(cast, proposed, decree=paper, number="", dated_on=None)

    assert (found.state, found.decree) == (RoundState.DECIDED, paper)
    assert not papers.letters
    assert Event.objects.get(act="selection.decided").data["number"] == "188/77/2026"
    assert not queries.decrees_at_hand(proposed)


def test_the_decree_of_a_decided_round_is_not_withdrawn(
    cast: Cast, proposed: Any, papers: Any
) -> None:
    paper = brought(cast)
    assert holds.held_by(paper) is None
    decided(cast, proposed, decree=paper)
    held = holds.held_by(paper)
    assert held is not None
    assert held.code == "selection_decree_stays"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": DocumentKind.TEAM_DECREE}, "selection_decree_foreign"),
        (
            {"withdrawn_at": NOW, "withdrawn_reason": "Salah unggah"},
            "selection_decree_foreign",
        ),
        ({"number": " "}, "decree_number_empty"),
    ],
)
def test_another_paper_is_no_decree(
    cast: Cast, proposed: Any, papers: Any, changed: Any, code: Any
) -> None:
    paper = brought(cast, **changed)
    if "withdrawn_at" in changed:
        paper.withdrawn_by = cast.unit_head
        paper.save()
    with pytest.raises(SelectionRefused, match=code):
        decided(cast, proposed, decree=paper)
    proposed.refresh_from_db()
    assert proposed.state == RoundState.PROPOSED


def test_a_decree_of_another_agency_or_of_another_round_is_refused(
    cast: Cast, proposed: Any, papers: Any
) -> None:
    foreign = brought(cast, agency=cast.outside_agency)
    with pytest.raises(SelectionRefused, match="selection_decree_foreign"):
        decided(cast, proposed, decree=foreign)
    other = SelectionRound.objects.get(pk=proposed.pk)
    other.pk, other.number, other.state = None, 9, RoundState.DECIDED
    other.decided_by, other.decided_at = cast.agency_head, NOW
    other.decree = used = brought(cast)
    other.save(force_insert=True)
    with pytest.raises(SelectionRefused, match="selection_decree_used"):
        decided(cast, proposed, decree=used)


def test_without_a_decree_at_hand_number_and_day_are_asked(
    cast: Cast, proposed: Any, papers: Any
) -> None:
    with pytest.raises(SelectionRefused, match="decree_day_missing"):
        decided(cast, proposed, dated_on=None)


def test_a_choice_of_units_is_of_a_year_that_can_be_by_people_who_are_there(
    cast: Cast, lead: Any, member: Any
) -> None:
    group: dict[str, Any] = {"agency": cast.agency, "lead": lead, "by": cast.agency_admin}
    with pytest.raises(SelectionRefused, match="selection_year"):
        actions.open_round(year=1999, members=[member], now=NOW, **group)
    member.is_active = False
    with pytest.raises(SelectionRefused, match="group_of_other_agency"):
        actions.open_round(year=2026, members=[member], now=NOW, **group)
