"""What a snapshot holds: all that was submitted, as canonical JSON that its SHA-256 proves."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bening.accounts.models import Person
from bening.domain.scoring import answers_document, scorecard
from bening.domain.sealing.canonical import canonical

if TYPE_CHECKING:
    from bening.evaluations.queries import FilledSheet

FORMAT = 1


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
            "findings": [[finding.rule.kind, list(finding.codes)] for finding in filled.findings],
            "scorecard": scorecard(filled.summary),
            "submitted_by": {"id": str(by.pk), "name": by.name},
            "submitted_at": now.isoformat(),
        }
    )


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
