"""The yearly round, and the instrument versions it may use."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

import bening.instruments as shipped
from bening import audit
from bening.accounts.access import check_can_administer
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.evaluations.instruments import read_source
from bening.evaluations.models import EvaluationCycle, InstrumentVersion
from bening.evaluations.refusals import EvaluationRefused


@dataclass(frozen=True)
class CycleDates:
    """When evidence counts, and when the self-assessment is open. All days included."""

    period_starts_on: date
    period_ends_on: date
    opens_on: date
    closes_on: date

    def check(self) -> None:
        """Raises EvaluationRefused("dates_out_of_order")."""
        if self.period_ends_on < self.period_starts_on or self.closes_on < self.opens_on:
            raise EvaluationRefused("dates_out_of_order")


def import_instrument(
    *, agency: Agency, source: str, by: Person, now: datetime
) -> InstrumentVersion:
    """Stores an agency's own version under the id that its file names, an id of its own.

    `source` is YAML text. Raises NotAllowed, InstrumentFaulty with each fault,
    EvaluationRefused("instrument_id_taken"), also for the bytes of a shipped instrument.
    """
    check_can_administer(by, agency)
    instrument = read_source(source)
    if instrument.id in shipped.shipped():
        raise EvaluationRefused("instrument_id_taken", slug=instrument.id)
    try:
        with transaction.atomic():
            version = InstrumentVersion.objects.create(
                slug=instrument.id,
                agency=agency,
                name=instrument.name,
                regulation=instrument.regulation.id,
                source=source,
                sha256=instrument.sha256,
                imported_by=by,
                imported_at=now,
            )
            audit.record(
                act="instrument.imported",
                by=by.pk,
                agency=agency.pk,
                subject=("instrument", version.pk),
                at=now,
                data={"slug": version.slug, "sha256": version.sha256},
            )
    except IntegrityError:
        raise EvaluationRefused("instrument_id_taken", slug=instrument.id) from None
    return version


def open_cycle(
    *,
    agency: Agency,
    year: int,
    instrument: InstrumentVersion,
    dates: CycleDates,
    by: Person,
    now: datetime,
) -> EvaluationCycle:
    """Opens an agency's round of a year.

    Raises NotAllowed, EvaluationRefused ("cycle_exists", "dates_out_of_order",
    "instrument_of_other_agency", "year_implausible").
    """
    check_can_administer(by, agency)
    dates.check()
    if not 2000 <= year <= 2100:
        raise EvaluationRefused("year_implausible", year=year)
    if instrument.agency_id not in (None, agency.pk):
        raise EvaluationRefused("instrument_of_other_agency", slug=instrument.slug)
    try:
        with transaction.atomic():
            cycle = EvaluationCycle.objects.create(
                agency=agency,
                year=year,
                instrument=instrument,
                period_starts_on=dates.period_starts_on,
                period_ends_on=dates.period_ends_on,
                opens_on=dates.opens_on,
                closes_on=dates.closes_on,
                created_by=by,
                created_at=now,
            )
            audit.record(
                act="cycle.opened",
                by=by.pk,
                agency=agency.pk,
                subject=("cycle", cycle.pk),
                at=now,
                data={"year": year, "instrument": instrument.slug, **_texts(dates)},
            )
    except IntegrityError:
        raise EvaluationRefused("cycle_exists", year=year) from None
    return cycle


def change_cycle_dates(
    *, cycle: EvaluationCycle, dates: CycleDates, by: Person, now: datetime
) -> EvaluationCycle:
    """Moves the dates of a round; its instrument stays. Raises NotAllowed, EvaluationRefused."""
    check_can_administer(by, cycle.agency)
    dates.check()
    with transaction.atomic():
        locked = EvaluationCycle.objects.select_for_update().get(pk=cycle.pk)
        locked.period_starts_on, locked.period_ends_on = (
            dates.period_starts_on,
            dates.period_ends_on,
        )
        locked.opens_on, locked.closes_on = dates.opens_on, dates.closes_on
        locked.save()
        audit.record(
            act="cycle.changed",
            by=by.pk,
            agency=cycle.agency_id,
            subject=("cycle", cycle.pk),
            at=now,
            data={"year": cycle.year, **_texts(dates)},
        )
    return locked


def _texts(dates: CycleDates) -> dict[str, str]:
    return {name: value.isoformat() for name, value in vars(dates).items()}
