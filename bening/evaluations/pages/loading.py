"""Everything that a sheet page reads, read once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bening import facts
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.quality import Finding
from bening.domain.scoring import Answers, Instrument, ScoreSummary
from bening.evaluations import access
from bening.evaluations.earlier import EarlierAnswer, earlier_answers
from bening.evaluations.models import Answer, Assignment, Comment, EvaluationSheet
from bening.evaluations.pages.outline import Outline, outline_of
from bening.evaluations.queries import assignments_of, comments_of, filled
from bening.evidence.queries import AttachedEvidence


@dataclass(frozen=True)
class Loaded:
    """All rows of a sheet page, read in a constant number of queries."""

    sheet: EvaluationSheet
    instrument: Instrument
    outline: Outline
    rows: Mapping[str, Answer]
    given: Answers
    summary: ScoreSummary
    evidence: Mapping[str, list[AttachedEvidence]]
    proposals: Mapping[str, facts.Proposal]
    findings: Mapping[str, list[Finding]]
    assignments: Mapping[str, Assignment]
    comments: Mapping[str, list[Comment]]
    earlier: Mapping[str, EarlierAnswer]
    answerable: frozenset[str]
    may_assign: bool
    may_discuss: bool
    reader: Person
    today: date


def load(*, person: Person, sheet: EvaluationSheet, now: datetime) -> Loaded:
    """Reads everything of a sheet, whatever it holds, in a constant number of queries."""
    whole = filled(sheet, now=now)
    today = today_of(person, now)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in whole.findings:
        for code in finding.codes:
            findings[code].append(finding)
    answerable = access.answerable(person, sheet, whole.instrument, on=today)
    return Loaded(
        sheet=sheet,
        instrument=whole.instrument,
        outline=outline_of(whole.instrument),
        rows=whole.rows,
        given=whole.given,
        summary=whole.summary,
        evidence=whole.evidence,
        proposals=whole.proposals,
        findings=findings,
        assignments=assignments_of(sheet),
        comments=comments_of(sheet),
        earlier=earlier_answers(sheet, whole.instrument) if answerable else {},
        answerable=answerable,
        may_assign=access.can_assign(person, sheet, on=today),
        may_discuss=access.can_discuss(person, sheet, on=today),
        reader=person,
        today=today,
    )
