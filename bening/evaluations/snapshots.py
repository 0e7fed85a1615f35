"""What a snapshot holds: all that was submitted, as canonical JSON that its SHA-256 proves."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bening.accounts.models import Person
from bening.domain.scoring import (
    Designation,
    Instrument,
    Question,
    answers_document,
    score,
    scorecard,
)
from bening.domain.sealing.canonical import canonical
from bening.evidence.queries import AttachedEvidence, needs_of

if TYPE_CHECKING:
    from bening.evaluations.models import Snapshot
    from bening.evaluations.queries import FilledSheet

FORMAT = 1


@dataclass(frozen=True)
class Submitted:
    """A snapshot as read back: its content, and whether that still has its stored hash."""

    content: Mapping[str, Any]
    names: Mapping[str, str]
    is_intact: bool

    @property
    def scorecard(self) -> Mapping[str, Any]:
        """The scores as they were submitted."""
        scores: Mapping[str, Any] = self.content["scorecard"]
        return scores

    @property
    def checks(self) -> list[Mapping[str, Any]]:
        """The thresholds of the target aimed at, with exact numbers."""
        target = self.content["target"]
        return [
            {
                **check,
                "actual": Fraction(check["actual"]),
                "min": Fraction(check["min"]),
                "name": self.names[check["id"]],
                "is_share": ":" in check["id"],
            }
            for check in self.scorecard["thresholds"]
            if check["target"] == target
        ]

    @property
    def proofs(self) -> int:
        """How many pieces of evidence were frozen with it."""
        return len({proof["id"] for many in self.content["evidence"].values() for proof in many})


def read(snapshot: "Snapshot", instrument: Instrument) -> Submitted:
    """The content of a snapshot, checked against its hash; `instrument` names the thresholds."""
    digest = hashlib.sha256(snapshot.content.encode()).hexdigest()
    empty = score(instrument, {})
    names = {check.id: check.name for title in Designation for check in empty.checks(title)}
    return Submitted(json.loads(snapshot.content), names, digest == snapshot.sha256)


def content(filled: "FilledSheet", *, number: int, by: Person, now: datetime) -> str:
    """Canonical JSON of a filled sheet.

    Answers and scorecard follow their schemas, evidence and facts stand beside them.
    """
    sheet = filled.sheet
    notes = {code: row.note for code, row in filled.rows.items() if row.note}
    return canonical(
        {
            "format": FORMAT,
            "number": number,
            "sheet": str(sheet.pk),
            "unit": {
                "id": str(sheet.unit_id),
                "name": sheet.unit.name,
                "agency": sheet.unit.agency.name,
            },
            "year": sheet.cycle.year,
            "period": [
                sheet.cycle.period_starts_on.isoformat(),
                sheet.cycle.period_ends_on.isoformat(),
            ],
            "target": sheet.program.target,
            "instrument": {"id": sheet.instrument.slug, "sha256": sheet.instrument.sha256},
            "answers": answers_document(
                instrument=filled.instrument.id,
                unit=sheet.unit.name,
                year=sheet.cycle.year,
                target=sheet.program.target,
                answers=filled.given,
                notes=notes,
            )["answers"],
            "evidence": {
                code: [attached.frozen() for attached in found]
                for code, found in filled.evidence.items()
                if found
            },
            "facts": {code: _fact(proposal) for code, proposal in filled.proposals.items()},
            "proofs": {
                question.code: _proofs(question, filled.evidence.get(question.code, ()))
                for question in filled.instrument.questions
            },
            "findings": [[finding.rule.kind, list(finding.codes)] for finding in filled.findings],
            "scorecard": scorecard(filled.summary),
            "submitted_by": {"id": str(by.pk), "name": by.name},
            "submitted_at": now.isoformat(),
        }
    )


def _proofs(question: Question, attached: Sequence[AttachedEvidence]) -> dict[str, int]:
    """The fact `evidence.proofs_checked` of one question, as counts."""
    needs = needs_of(question.evidence, attached)
    return {
        "expected": len(needs),
        "met": sum(need.is_met for need in needs),
        "checked": sum(need.is_checked for need in needs),
    }


def _fact(proposal: Any) -> dict[str, Any]:
    value = proposal.value
    return {
        "fact": proposal.fact,
        "proposed": proposal.answer,
        "reason": proposal.reason,
        "value": str(value.value),
        "counts": dict(value.counts),
        "as_of": value.as_of.isoformat(),
    }
