"""What a sheet page reads: once for the whole sheet, and more for the questions it opens."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bening import facts
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.quality import Finding, Proof
from bening.domain.scoring import Answers, Instrument, ScoreSummary, score
from bening.evaluations import access
from bening.evaluations.earlier import EarlierAnswer, earlier_answers
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Assignment, Comment, EvaluationSheet
from bening.evaluations.pages.outline import Outline, outline_of
from bening.evaluations.quality import findings_of
from bening.evaluations.queries import (
    StoredAnswer,
    assignments_of,
    comments_of,
    given_answers,
    proposals_shown,
    stored_answers,
)
from bening.evidence.proofs import proofs_of
from bening.evidence.queries import AttachedEvidence, evidence_for


@dataclass(frozen=True)
class Loaded:
    """The rows that every sheet page needs, read in a constant number of queries."""

    sheet: EvaluationSheet
    instrument: Instrument
    outline: Outline
    rows: Mapping[str, StoredAnswer]
    given: Answers
    summary: ScoreSummary
    proofs: Mapping[str, Sequence[Proof]]
    proposals: Mapping[str, facts.Proposal]
    findings: Mapping[str, Sequence[Finding]]
    assignments: Mapping[str, Assignment]
    answerable: frozenset[str]
    may_assign: bool
    may_discuss: bool
    reader: Person
    today: date


@dataclass(frozen=True)
class Details:
    """What only the bodies of questions show: discussion, earlier answers, attached evidence."""

    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)
    earlier: Mapping[str, EarlierAnswer] = field(default_factory=dict)
    attached: Mapping[str, Sequence[AttachedEvidence]] = field(default_factory=dict)


def load(*, person: Person, sheet: EvaluationSheet, now: datetime) -> Loaded:
    """Reads a sheet, whatever it holds, in a constant number of queries."""
    instrument = instrument_of(sheet.instrument)
    rows = stored_answers(sheet)
    given = given_answers(instrument, rows.values())
    summary = score(instrument, given)
    proofs = proofs_of(sheet)
    proposals = proposals_shown(sheet, now=now)
    today = today_of(person, now)
    found = findings_of(
        sheet=sheet,
        instrument=instrument,
        rows=rows,
        summary=summary,
        proofs=proofs,
        proposals=proposals,
    )
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        for code in finding.codes:
            findings[code].append(finding)
    return Loaded(
        sheet=sheet,
        instrument=instrument,
        outline=outline_of(instrument),
        rows=rows,
        given=given,
        summary=summary,
        proofs=proofs,
        proposals=proposals,
        findings=findings,
        assignments=assignments_of(sheet),
        answerable=access.answerable(person, sheet, instrument, on=today),
        may_assign=access.can_assign(person, sheet, on=today),
        may_discuss=access.can_discuss(person, sheet, on=today),
        reader=person,
        today=today,
    )


def details(of: Loaded, opened: Collection[str], shown: Collection[str]) -> Details:
    """What the bodies of `shown` questions show, at most five queries.

    Discussion and evidence in full are for the `opened` ones only. An earlier answer is of use
    where none stands here, or no proof.
    """
    wanting = {
        code for code in shown if not of.summary.node(code).answered or not of.proofs.get(code)
    }
    return Details(
        comments=comments_of(of.sheet, opened) if opened else {},
        earlier=earlier_answers(of.sheet, of.instrument, wanting & of.answerable)
        if wanting & of.answerable
        else {},
        attached=evidence_for(of.sheet, opened) if opened else {},
    )
