"""What the evidence itself says of a sheet: how many of the expected proofs were checked."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening import facts
from bening.evaluations.models import EvaluationSheet
from bening.evidence.queries import needs_met


def proofs_checked(
    unit_id: UUID, period: facts.Period, now: datetime
) -> Mapping[str, facts.FactValue] | None:
    """The checked share of the expected proofs of each question of the sheet of that period."""
    sheet = (
        EvaluationSheet.objects.filter(
            unit_id=unit_id,
            cycle__period_starts_on=period.start,
            cycle__period_ends_on=period.end,
        )
        .select_related("instrument")
        .first()
    )
    if sheet is None:
        return None
    return {
        code: facts.FactValue(
            value=Fraction(needs.checked, needs.expected),
            counts={"expected": needs.expected, "met": needs.met, "checked": needs.checked},
            as_of=now,
        )
        for code, needs in needs_met(sheet).items()
    }


PROOFS_CHECKED = facts.Fact(
    name="evidence.proofs_checked",
    label=_("Bukti yang diharapkan dan sudah diperiksa"),
    unit_of_measure=_("bagian"),
    query=proofs_checked,
    per_question=True,
)


def register_facts() -> None:
    """Publishes the facts of this feature; called when the application is ready."""
    facts.register(PROOFS_CHECKED)
