"""The filters of the sheet: which questions each one finds, and its chip with a count."""

from collections.abc import Mapping
from dataclasses import dataclass

from bening.domain.quality import Finding, Severity
from bening.domain.quality.checks import UNANSWERED
from bening.domain.scoring import Question
from bening.evaluations.pages.loading import Loaded
from bening.evaluations.pages.wanted import AREA, FILTERS, Wanted


@dataclass(frozen=True)
class FilterChip:
    """A filter with how many questions it finds."""

    key: str
    url: str
    count: int
    is_chosen: bool


def picked_codes(of: Loaded) -> dict[str, frozenset[str]]:
    """The codes that each filter finds in the whole sheet."""
    nodes = {question.code: of.summary.node(question.code) for question in of.instrument.questions}
    return {
        "saya": frozenset(
            code for code, given in of.assignments.items() if given.assignee_id == of.reader.pk
        ),
        "belum": frozenset(code for code, node in nodes.items() if not node.answered),
        "tanpa-bukti": frozenset(
            code
            for code, node in nodes.items()
            if node.answered and node.score > 0 and not of.proofs.get(code)
        ),
        "perhatian": frozenset(
            code
            for code, findings in of.findings.items()
            if any(_needs_attention(finding) for finding in findings)
        ),
    }


def _needs_attention(finding: Finding) -> bool:
    return finding.rule.severity is not Severity.INFO and finding.rule is not UNANSWERED


def matches(question: Question, words: list[str]) -> bool:
    if not words:
        return True
    text = f"{question.code} {question.text}".casefold()
    return all(word in text for word in words)


def filter_chips(wanted: Wanted, picked: Mapping[str, frozenset[str]]) -> tuple[FilterChip, ...]:
    plain = wanted.but(group="", question="", search="", view=AREA, place="")
    return tuple(
        FilterChip(
            key=key,
            url=plain.but(filter="" if wanted.filter == key else key).url(),
            count=len(picked[key]),
            is_chosen=wanted.filter == key,
        )
        for key in FILTERS
    )
