"""Facts of wealth reports, with the counts that the evaluation sheet asks for."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bening.agencies.facts import known_unit
from bening.domain.days import day_in
from bening.domain.wealth_reports import Rank, ReportKind, Totals
from bening.facts import Fact, FactValue, Period, Record, register
from bening.wealth_reports.models import OccasionChoice, WealthDuty
from bening.wealth_reports.queries import totals_of


def _totals(unit_id: UUID, period: Period, now: datetime) -> Totals:
    """The yearly list due in the period's last year, as it stands at the end of the period."""
    rows = WealthDuty.objects.filter(
        unit_id=unit_id, year=period.end.year, occasion=OccasionChoice.YEARLY
    )
    zone = known_unit(unit_id).zone
    return totals_of(rows, min(period.end, day_in(zone, now)))


def _value(part: int, whole: int, now: datetime, **counts: int) -> FactValue | None:
    if not whole:
        return None
    return FactValue(
        value=Fraction(part, whole),
        counts=counts,
        as_of=now,
        records=(Record(str(_("Daftar LHKPN dan LHKAN")), reverse("wealth_reports:register")),),
    )


def law_obliged(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of those obliged to LHKPN who reported; None without a list."""
    found = _totals(unit_id, period, now)
    reported, obliged = found.reported_of(ReportKind.LHKPN), found.obliged_of(ReportKind.LHKPN)
    return _value(
        reported,
        obliged,
        now,
        kepala_satker=found.obliged[Rank.UNIT_HEAD],
        pejabat_wajib=found.obliged[Rank.OFFICIAL],
        wajib_lainnya=found.obliged[Rank.OTHER],
        wajib_lhkpn=obliged,
        sudah_lhkpn=reported,
    )


def everybody_else(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of everybody else who proved the tax return; None without a list."""
    found = _totals(unit_id, period, now)
    reported, obliged = found.reported_of(ReportKind.LHKAN), found.obliged_of(ReportKind.LHKAN)
    return _value(
        reported,
        obliged,
        now,
        administrator=found.obliged[Rank.ADMINISTRATOR],
        pengawas=found.obliged[Rank.SUPERVISOR],
        fungsional_pelaksana=found.obliged[Rank.STAFF],
        wajib_non_lhkpn=obliged,
        sudah_non_lhkpn=reported,
    )


def compliance(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """Both kinds together: what a proposal asks for."""
    found = _totals(unit_id, period, now)
    obliged = sum(found.obliged.values())
    return _value(obliged - found.missing, obliged, now, reported=obliged - found.missing,
                  obliged=obliged)  # fmt: skip


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    part = _("bagian")
    register(Fact("wealth_reports.lhkpn", _("Kepatuhan LHKPN"), part, law_obliged))
    register(Fact("wealth_reports.lhkan", _("Kepatuhan LHKAN"), part, everybody_else))
    register(Fact("wealth_reports.compliance", _("Kepatuhan LHKPN dan LHKAN"), part, compliance))
