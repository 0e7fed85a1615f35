"""The rules, one function each, in the order in which they are shown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction

from bening.domain.quality.values import Finding, Period, QuestionView, Rule, Severity

MOST = Fraction(1, 2)
"""\"Sebagian besar\" is more than half: the regulation gives no number."""

MOST_WORDS = "sebagian besar"
EVERYWHERE = 5
"""The same file on this many questions or more is pointed out."""

UNANSWERED = Rule("unanswered", Severity.ERROR)
NO_EVIDENCE = Rule("best_answer_without_evidence", Severity.ERROR)
CONTRADICTION = Rule("counts_contradict", Severity.WARNING)
BETTER_THAN_FACT = Rule("better_than_fact", Severity.WARNING)
OUTSIDE_PERIOD = Rule("evidence_outside_period", Severity.WARNING)
CLAIMS_MOST = Rule("most_claimed_but_less_proven", Severity.WARNING)
SAME_EVERYWHERE = Rule("same_file_everywhere", Severity.WARNING)
NO_NOTE = Rule("note_missing", Severity.INFO)
FORECAST = Rule("own_survey_is_a_forecast", Severity.INFO)

RULES = (
    UNANSWERED,
    NO_EVIDENCE,
    CONTRADICTION,
    BETTER_THAN_FACT,
    OUTSIDE_PERIOD,
    CLAIMS_MOST,
    SAME_EVERYWHERE,
    NO_NOTE,
    FORECAST,
)


def examine(questions: Sequence[QuestionView], period: Period) -> tuple[Finding, ...]:
    """Every finding, errors first, in the order of `RULES`; empty when nothing is to blame."""
    found: list[Finding] = [
        *_of(UNANSWERED, questions, lambda q: not q.answered),
        *_of(NO_EVIDENCE, questions, lambda q: q.answered and q.is_best and not q.proofs),
        *_contradictions(questions),
        *_of(BETTER_THAN_FACT, questions, lambda q: q.better_than_fact),
        *_outside(questions, period),
        *_claims_most(questions),
        *_everywhere(questions),
        *_of(NO_NOTE, questions, lambda q: q.answered and not q.note.strip()),
        *_of(FORECAST, questions, lambda q: q.is_survey_index and q.answered and not q.proofs),
    ]
    return tuple(found)


def _of(
    rule: Rule, questions: Iterable[QuestionView], holds: Callable[[QuestionView], bool]
) -> list[Finding]:
    codes = tuple(question.code for question in questions if holds(question))
    return [Finding(rule, codes, {"count": len(codes)})] if codes else []


def _contradictions(questions: Iterable[QuestionView]) -> list[Finding]:
    return [
        Finding(CONTRADICTION, (question.code,), asdict(contradiction))
        for question in questions
        for contradiction in question.contradictions
    ]


def _outside(questions: Iterable[QuestionView], period: Period) -> list[Finding]:
    titles: dict[str, None] = {}
    codes: dict[str, None] = {}
    for question in questions:
        for proof in question.proofs:
            if proof.proves and not period.touches(proof.proves.start, proof.proves.end):
                titles[proof.title] = codes[question.code] = None
    if not titles:
        return []
    return [Finding(OUTSIDE_PERIOD, tuple(codes), {"count": len(titles), "titles": tuple(titles)})]


def _claims_most(questions: Iterable[QuestionView]) -> list[Finding]:
    """The criterion claims "most"; fewer than half of the expected proofs are checked."""
    found = []
    for question in questions:
        if MOST_WORDS not in question.criterion.casefold() or not question.expected:
            continue
        proven = len(
            {proof.need for proof in question.proofs if proof.checked and proof.need is not None}
        )
        if Fraction(proven, question.expected) < MOST:
            values = {"proven": proven, "expected": question.expected}
            found.append(Finding(CLAIMS_MOST, (question.code,), values))
    return found


def _everywhere(questions: Iterable[QuestionView]) -> list[Finding]:
    places: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    for question in questions:
        for proof in question.proofs:
            if proof.content and question.code not in places[proof.content]:
                places[proof.content].append(question.code)
                titles[proof.content] = proof.title
    return [
        Finding(SAME_EVERYWHERE, tuple(codes), {"title": titles[content], "count": len(codes)})
        for content, codes in places.items()
        if len(codes) >= EVERYWHERE
    ]
