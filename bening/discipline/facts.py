"""Facts of discipline: rules applied (A.I.3.v.a) and breaches that became fewer (A.II.3.iii.a)."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.discipline import access, figures
from bening.domain.discipline import decline, share
from bening.facts import Fact, FactValue, Period, Record, register


def rules_applied(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The part of the rules in force that was explained to staff, with proof, in the period."""
    applied, rules = figures.rules_applied(figures.unit_by_key(unit_id), period)
    found = share(applied, rules)
    return _value(found, {"applied": applied, "rules": rules}, unit_id, now)


def breaches_declined(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """How far breaches fell from the same days a year before; None where nobody keeps cases."""
    unit = figures.unit_by_key(unit_id)
    counts = figures.counts_in(unit, period.start, period.end)
    breaches = counts["breaches"]
    earlier = figures.counts_in(unit, year_before(period.start), year_before(period.end))
    before = earlier["breaches"]
    if not breaches + before and not access.officers_over(unit, period.end):
        return None
    told = {"before": before, "breaches": breaches, "sanctioned": counts["sanctioned"]}
    return _value(decline(before, breaches), told, unit_id, now)


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for the day that it lacks."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def _value(
    found: Fraction | None, counts: dict[str, int], unit_id: UUID, now: datetime
) -> FactValue | None:
    if found is None:
        return None
    return FactValue(
        value=found,
        counts=counts,
        as_of=now,
        records=(
            Record(
                gettext("Aturan dan angka disiplin"), reverse("discipline:unit", args=[unit_id])
            ),
        ),
    )


FACTS = (
    (
        "discipline.rules_applied",
        _("Aturan disiplin dan kode etik yang diterapkan"),
        _("bagian dari aturan"),
        rules_applied,
    ),
    (
        "discipline.declined",
        _("Penurunan pelanggaran disiplin"),
        _("bagian dari tahun sebelumnya"),
        breaches_declined,
    ),
)


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    for name, label, unit, query in FACTS:
        register(Fact(name=name, label=label, unit_of_measure=unit, query=query))
