"""Duty lists in the JSON interface: the status of reports, never their figures."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.domain.wealth_reports import (
    COLUMNS,
    MOST_LINES,
    RANK_WORDS,
    Rank,
    ReportKind,
    Standing,
    Totals,
    read_recap,
    standing,
)
from bening.ui.api_bodies import rights_first, values_of, written_out
from bening.ui.finding import found
from bening.wealth_reports import access, actions, queries
from bening.wealth_reports.forms import FIRST_YEAR, LAST_YEAR, ReportedForm
from bening.wealth_reports.models import KindChoice, OccasionChoice, RankChoice, WealthDuty
from bening.wealth_reports.words import FAULTS

router = Router(tags=["lhkpn dan lhkan"])

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
WORD_OF = {rank: word for word, rank in reversed(RANK_WORDS.items())}
"""The word by which a recap names a rank."""


class DutyOut(Schema):
    """One person's duty to report, and how it stands today."""

    id: UUID
    unit_id: UUID
    year: int
    employee_number: str
    name: str
    kind: KindChoice
    occasion: OccasionChoice
    rank: RankChoice
    due_on: date
    reported_on: date | None
    receipt: str
    is_complete: bool
    standing: Annotated[Standing, written_out(Standing)]

    @staticmethod
    def resolve_standing(row: WealthDuty, context: dict[str, Any]) -> Standing:
        """As the list shows it today."""
        return standing(queries.as_duty(row), today_of(caller(context["request"])))


class YearAsked(Schema):
    """Of which year; this one if none is named."""

    tahun: Year | None = None


class DutiesAsked(YearAsked):
    """Which duties: of a year, of a unit; with `belum` those without a report."""

    unit: UUID | None = None
    belum: bool = False


class ReportedIn(Schema):
    """The receipt of a report."""

    reported_on: date
    receipt: str
    is_complete: bool = False


class RecapLineIn(Schema):
    """One person of a recap; without `reported_on` a report that is known stays."""

    employee_number: str
    name: str
    rank: Rank
    kind: ReportKind
    reported_on: date | None = None
    receipt: str = ""
    is_complete: bool = False


class RecapIn(Schema):
    """The yearly list of a unit as another system keeps it."""

    lines: list[RecapLineIn] = Field(max_length=MOST_LINES)


class RecapFault(Schema):
    """What is wrong in a line, counted from 1."""

    line: int
    code: str
    what: str


class RecapOut(Schema):
    """How many people are new and how many changed; faulty lines were left out."""

    new: int
    changed: int
    faults: list[RecapFault]


class KindTotals(Schema):
    """How many must report so, and how many have."""

    obliged: int
    reported: int


class TotalsOut(Schema):
    """The numbers of the ministry's form for a unit, as they stand today."""

    unit_id: UUID
    unit: str
    people: int
    obliged: dict[Rank, int]
    reported: dict[Rank, int]
    lhkpn: KindTotals
    lhkan: KindTotals
    missing: int
    late: int


def _keeps(request: HttpRequest, key: UUID) -> None:
    """For the coordinator of the duty's unit."""
    person = caller(request)
    access.check_can_keep(person, _one(request, key).unit, today_of(person))


def _keeps_unit(request: HttpRequest, key: UUID) -> None:
    """For the coordinator of the unit."""
    person = caller(request)
    on = today_of(person)
    unit = found(lambda: access.read_units(person, on).get(pk=key))
    access.check_can_keep(person, unit, on)


@router.get(
    "/lhkpn-lhkan", response=list[DutyOut], url_name="wealth_duties", summary="Daftar wajib lapor"
)
@paginate
def duties(request: HttpRequest, asked: Query[DutiesAsked]) -> object:
    """The duties of a year, this one if none is named, in the units that the caller reads."""
    person = caller(request)
    on = today_of(person)
    rows = queries.duties_of(person, on, asked.tahun or on.year).order_by("unit__path", "pk")
    if asked.unit is not None:
        rows = rows.filter(unit=asked.unit)
    return rows.filter(reported_on__isnull=True) if asked.belum else rows


@router.get(
    "/lhkpn-lhkan/saya",
    response=list[DutyOut],
    url_name="own_wealth_duties",
    summary="Kewajiban saya",
)
@paginate
def own_duties(request: HttpRequest) -> object:
    """What the caller must report, by the employee number that their agency entered."""
    return queries.own_duties(caller(request))


@router.get(
    "/lhkpn-lhkan/rekap",
    response=list[TotalsOut],
    url_name="wealth_totals",
    summary="Rekap menurut unit",
)
@paginate
def totals_by_unit(request: HttpRequest, asked: Query[YearAsked]) -> list[dict[str, object]]:
    """The numbers of the ministry's form of each unit that has a yearly list, in its order."""
    person = caller(request)
    on = today_of(person)
    return [
        {
            "unit_id": unit.pk,
            "unit": unit.name,
            "people": sum(found.obliged.values()),
            "obliged": found.obliged,
            "reported": found.reported,
            "lhkpn": _of_kind(found, ReportKind.LHKPN),
            "lhkan": _of_kind(found, ReportKind.LHKAN),
            "missing": found.missing,
            "late": found.late,
        }
        for unit, found in queries.totals_by_unit(person, on, asked.tahun or on.year)
    ]


def _of_kind(found: Totals, kind: ReportKind) -> dict[str, int]:
    return {"obliged": found.obliged_of(kind), "reported": found.reported_of(kind)}


@router.get(
    "/lhkpn-lhkan/{key}", response=DutyOut, url_name="wealth_duty", summary="Satu kewajiban"
)
def duty(request: HttpRequest, key: UUID) -> WealthDuty:
    """One duty."""
    return _one(request, key)


@router.put(
    "/lhkpn-lhkan/{key}/laporan",
    response=DutyOut,
    url_name="wealth_reported",
    summary="Catat laporan",
)
@rights_first(_keeps)
def mark_reported(request: HttpRequest, key: UUID, body: ReportedIn) -> WealthDuty:
    """A person showed the receipt; for the coordinator."""
    row, person = _one(request, key), caller(request)
    given = values_of(ReportedForm(body.dict()))
    actions.mark_reported(duty=row, **given, by=person, now=timezone.now())
    return _one(request, key)


@router.put(
    "/unit/{key}/lhkpn-lhkan/{year}",
    response=RecapOut,
    url_name="wealth_recap",
    summary="Kirim rekap unit",
)
@rights_first(_keeps_unit)
def send_recap(request: HttpRequest, key: UUID, year: Path[Year], body: RecapIn) -> RecapOut:
    """Takes over the good lines of a yearly list; sent again, it changes nothing.

    For the coordinator of the unit. Nobody is taken off the list, and no report is taken back.
    """
    person, now = caller(request), timezone.now()
    on = today_of(person, now)
    unit = found(lambda: access.read_units(person, on).get(pk=key))
    access.check_can_keep(person, unit, on)
    recap = read_recap([list(COLUMNS), *map(_cells, body.lines)], today=on)
    new, changed = 0, 0
    if recap.lines:
        new, changed = actions.import_recap(
            unit=unit, year=year, lines=recap.lines, by=person, now=now
        )
    faults = [
        RecapFault(
            line=fault.number - 1,
            code=fault.code,
            what=str(FAULTS[fault.code] % {"value": fault.value}),
        )
        for fault in recap.faults
    ]
    return RecapOut(new=new, changed=changed, faults=faults)


def _cells(line: RecapLineIn) -> list[str]:
    """The line as a row of a recap file."""
    return [
        line.employee_number,
        line.name,
        WORD_OF[line.rank],
        line.kind.value,
        line.reported_on.isoformat() if line.reported_on else "",
        line.receipt,
        "ya" if line.is_complete else "",
    ]


def _one(request: HttpRequest, key: UUID) -> WealthDuty:
    person = caller(request)
    return found(lambda: queries.duty_for(person, key, today_of(person)))
