"""Each rule of the checks before submission: what it finds and what it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.quality import RULES, Period, Proof, QuestionView, Severity, examine
from bening.domain.scoring import Contradiction, Relation

UNEQUAL = Contradiction(Relation.EQUAL, "Wajib", "46", "Pejabat + Staf", "14 + 29")
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
PROOF = Proof(title="Notula", content="ab", proves=YEAR, checked=True, need=0)
GOOD = QuestionView(
    code="A.I.1.i.a",
    answered=True,
    is_best=True,
    criterion="Tim sudah ditetapkan.",
    note="Sudah.",
    expected=2,
    proofs=(PROOF,),
)


def kinds(*questions: QuestionView) -> list[str]:
    return [finding.rule.kind for finding in examine(questions, YEAR)]


def test_a_proven_answer_with_a_note_is_without_blame() -> None:
    assert kinds(GOOD) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (replace(GOOD, answered=False, is_best=False), "unanswered"),
        (replace(GOOD, proofs=()), "best_answer_without_evidence"),
        (replace(GOOD, contradictions=(UNEQUAL,)), "counts_contradict"),
        (replace(GOOD, better_than_fact=True), "better_than_fact"),
        (
            replace(
                GOOD, proofs=(replace(PROOF, proves=Period(date(2024, 1, 1), date(2024, 12, 31))),)
            ),
            "evidence_outside_period",
        ),
        (
            replace(GOOD, criterion="Sebagian besar pegawai terlibat.", expected=3),
            "most_claimed_but_less_proven",
        ),
        (replace(GOOD, note="  "), "note_missing"),
        (
            replace(GOOD, is_survey_index=True, is_best=False, proofs=()),
            "own_survey_is_a_forecast",
        ),
    ],
)
def test_each_rule_finds_its_fault_alone(question: QuestionView, kind: str) -> None:
    assert kinds(question) == [kind]


def test_an_answer_that_is_not_the_best_needs_no_evidence() -> None:
    assert kinds(replace(GOOD, is_best=False, proofs=())) == []


def test_evidence_that_touches_the_period_counts() -> None:
    edge = replace(PROOF, proves=Period(date(2024, 6, 1), date(2025, 1, 1)))

    assert kinds(replace(GOOD, proofs=(edge,))) == []


def test_most_is_proven_by_half_of_the_expected_documents() -> None:
    claimed = replace(GOOD, criterion="Sebagian besar pegawai terlibat.", expected=2)

    assert kinds(claimed) == []


def test_a_document_that_nobody_checked_proves_nothing_of_most() -> None:
    claimed = replace(
        GOOD, criterion="Sebagian besar.", expected=2, proofs=(replace(PROOF, checked=False),)
    )

    assert kinds(claimed) == ["most_claimed_but_less_proven"]


@pytest.mark.parametrize(("places", "found"), [(4, []), (5, ["same_file_everywhere"])])
def test_one_file_on_five_questions_is_pointed_out(places: int, found: list[str]) -> None:
    questions = [replace(GOOD, code=f"A.I.1.i.{letter}") for letter in "abcdefgh"[:places]]

    assert kinds(*questions) == found


def test_links_are_never_the_same_file() -> None:
    link = replace(PROOF, content="")
    questions = [replace(GOOD, code=f"A.I.1.i.{letter}", proofs=(link,)) for letter in "abcdefgh"]

    assert kinds(*questions) == []


@given(
    st.lists(
        st.builds(
            QuestionView,
            code=st.text("abc", min_size=1),
            answered=st.booleans(),
            is_best=st.booleans(),
            note=st.sampled_from(["", "ada"]),
            better_than_fact=st.booleans(),
        ),
        max_size=12,
    )
)
def test_errors_come_first_and_every_finding_names_a_question(
    questions: list[QuestionView],
) -> None:
    found = examine(questions, YEAR)
    places = [RULES.index(finding.rule) for finding in found]

    assert places == sorted(places)
    assert all(finding.codes for finding in found)
    weights = [list(Severity).index(finding.rule.severity) for finding in found]
    assert weights == sorted(weights)
