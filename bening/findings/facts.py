"""The fact of audit follow-up: what share of the recommendations to a unit is settled."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bening.facts import Fact, FactValue, Period, Record, register
from bening.findings.models import AuditRecommendation
from bening.findings.queries import totals_of

SHOWN = 50


def settled_share(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """Settled recommendations of all whose report was received by the end of the period.

    None where there are none.
    """
    rows = list(
        AuditRecommendation.objects.filter(
            unit_id=unit_id, report__received_on__lte=period.end
        ).select_related("report")
    )
    found = totals_of(rows, min(period.end, now.date()))
    if found.share is None:
        return None
    return FactValue(
        value=found.share,
        counts={"settled": found.settled, "made": found.count},
        as_of=now,
        records=tuple(
            Record(
                f"{row.report.number}: {row.get_state_display()}",
                reverse("findings:recommendation", args=[row.pk]),
            )
            for row in rows[:SHOWN]
        ),
    )


def register_facts() -> None:
    """Declares the fact; called when the application is ready."""
    register(
        Fact(
            "findings.settled_share",
            _("Tindak lanjut temuan APIP dan BPK selesai"),
            _("bagian"),
            settled_share,
        )
    )
