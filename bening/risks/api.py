"""Registers of risks in the JSON interface; adopting and reviewing them stay on the pages."""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.risks import access, actions, queries
from bening.risks.api_shapes import (
    AssessmentIn,
    DoneIn,
    IndicatorIn,
    IndicatorOut,
    ReadingIn,
    ReadingOut,
    RegisterIn,
    RegisterOut,
    RiskActionIn,
    RiskActionOut,
    RiskEventIn,
    RiskEventOut,
    RiskIn,
    RiskInFull,
    RiskOut,
)
from bening.risks.forms import (
    ActionForm,
    AssessForm,
    EventForm,
    IndicatorForm,
    OpenForm,
    ReadingForm,
    RiskForm,
)
from bening.risks.models import (
    IndicatorReading,
    Risk,
    RiskAction,
    RiskEvent,
    RiskIndicator,
    RiskRegister,
)
from bening.risks.standards import standard_of
from bening.ui.api_bodies import rights_first, values_of
from bening.ui.finding import found

router = Router(tags=["risiko"])


class RegistersAsked(Schema):
    """Which registers: of a unit, of a year."""

    unit: UUID | None = None
    tahun: int | None = Field(None, ge=2000, le=2200)


def _register(request: HttpRequest, key: UUID) -> RiskRegister:
    person = caller(request)
    return found(lambda: queries.register_for(person, key, today_of(person)))


def _risk(request: HttpRequest, key: UUID) -> Risk:
    person = caller(request)
    return found(lambda: queries.risk_for(person, key, today_of(person)))


def _keeps_register(request: HttpRequest, key: UUID) -> None:
    """For those who keep the register."""
    person = caller(request)
    access.check_can_keep(person, _register(request, key).unit, today_of(person))


def _keeps(request: HttpRequest, key: UUID) -> None:
    """For those who keep the register of the risk."""
    person = caller(request)
    access.check_can_keep(person, _risk(request, key).register.unit, today_of(person))


def _tells(request: HttpRequest, key: UUID) -> None:
    """For the owner of the risk and those who keep its register."""
    person = caller(request)
    access.check_can_tell(person, _risk(request, key), today_of(person))


def _does(request: HttpRequest, key: UUID, action: UUID) -> None:
    """For whoever was asked to and those who keep the register."""
    row, person = _risk(request, key), caller(request)
    kept: RiskAction = found(lambda: row.actions.get(pk=action))
    access.check_can_do(person, kept, today_of(person))


@router.get(
    "/risiko/daftar", response=list[RegisterOut], url_name="risk_registers", summary="Daftar risiko"
)
@paginate
def registers(request: HttpRequest, asked: Query[RegistersAsked]) -> object:
    """The registers that the caller reads, newest first."""
    person = caller(request)
    rows = queries.registers_of(person, today_of(person))
    if asked.unit is not None:
        rows = rows.filter(unit=asked.unit)
    return rows if asked.tahun is None else rows.filter(year=asked.tahun)


@router.post(
    "/risiko/daftar",
    response={201: RegisterOut},
    url_name="risk_registers",
    summary="Buka daftar risiko",
)
def open_register(request: HttpRequest, body: RegisterIn) -> Status[RiskRegister]:
    """Opens the register of a unit for a year; for those who keep it."""
    person, now = caller(request), timezone.now()
    units = queries.units_read(person, today_of(person, now))
    found(lambda: units.get(pk=body.unit))
    given = values_of(OpenForm(body.dict(), units=units))
    made = actions.open_register(**given, by=person, now=now)
    return Status(201, _register(request, made.pk))


@router.get(
    "/risiko/daftar/{key}",
    response=RegisterOut,
    url_name="risk_register",
    summary="Satu daftar risiko",
)
def register(request: HttpRequest, key: UUID) -> RiskRegister:
    """One register."""
    return _register(request, key)


@router.get(
    "/risiko/daftar/{key}/risiko",
    response=list[RiskOut],
    url_name="risks",
    summary="Risiko dalam daftar",
)
@paginate
def risks(request: HttpRequest, key: UUID) -> object:
    """The risks of a register by number."""
    return _register(request, key).risks.all()


@router.post(
    "/risiko/daftar/{key}/risiko",
    response={201: RiskOut},
    url_name="risks",
    summary="Tambah risiko",
)
@rights_first(_keeps_register)
def add_risk(request: HttpRequest, key: UUID, body: RiskIn) -> Status[Risk]:
    """Puts a risk on the register."""
    kept = _register(request, key)
    given = values_of(RiskForm(body.dict(), register=kept))
    made = actions.add_risk(register=kept, **given, by=caller(request), now=timezone.now())
    return Status(201, made)


@router.get("/risiko/{key}", response=RiskInFull, url_name="risk", summary="Satu risiko")
def risk(request: HttpRequest, key: UUID) -> dict[str, object]:
    """One risk with its level, actions, events and indicators."""
    row = _risk(request, key)
    standard = standard_of(row.register.agency_id)
    return {
        **RiskOut.from_orm(row).dict(),
        "left_level": standard.left(row),
        "is_beyond_appetite": standard.is_beyond(row),
        "actions": list(row.actions.all()),
        "events": list(row.events.all()),
        "indicators": [
            {
                **IndicatorOut.from_orm(each.indicator).dict(),
                "latest": each.latest,
                "standing": each.standing,
            }
            for each in queries.indicators_of(row)
        ],
    }


@router.put("/risiko/{key}", response=RiskOut, url_name="risk", summary="Ubah risiko")
@rights_first(_keeps)
def change_risk(request: HttpRequest, key: UUID, body: RiskIn) -> Risk:
    """What a risk says, said anew; its assessment stays."""
    row = _risk(request, key)
    given = values_of(RiskForm(body.dict(), register=row.register))
    return actions.change_risk(risk=row, **given, by=caller(request), now=timezone.now())


@router.delete(
    "/risiko/{key}", response={204: None}, url_name="risk", summary="Hapus risiko dari konsep"
)
def drop_risk(request: HttpRequest, key: UUID) -> Status[None]:
    """Takes a risk off a register that is being drawn up."""
    actions.drop_risk(risk=_risk(request, key), by=caller(request), now=timezone.now())
    return Status(204, None)


@router.put(
    "/risiko/{key}/penilaian", response=RiskOut, url_name="assess_risk", summary="Nilai risiko"
)
@rights_first(_tells)
def assess(request: HttpRequest, key: UUID, body: AssessmentIn) -> Risk:
    """Assesses a risk; for its owner and those who keep the register."""
    row = _risk(request, key)
    given = values_of(AssessForm(body.dict()))
    return actions.assess_risk(risk=row, **given, by=caller(request), now=timezone.now())


@router.post(
    "/risiko/{key}/tindakan",
    response={201: RiskActionOut},
    url_name="risk_actions",
    summary="Rencanakan tindakan",
)
@rights_first(_tells)
def plan(request: HttpRequest, key: UUID, body: RiskActionIn) -> Status[RiskAction]:
    """Something to do about a risk."""
    row = _risk(request, key)
    given = values_of(ActionForm(body.dict(), agency=row.register.agency_id))
    made = actions.plan_action(risk=row, **given, by=caller(request), now=timezone.now())
    return Status(201, made)


@router.post(
    "/risiko/{key}/tindakan/{action}/selesai",
    response=RiskActionOut,
    url_name="risk_action_done",
    summary="Catat tindakan terlaksana",
)
@rights_first(_does)
def finish(request: HttpRequest, key: UUID, action: UUID, body: DoneIn) -> RiskAction:
    """An action is done; for whoever was asked to and those who keep the register."""
    row = _risk(request, key)
    kept: RiskAction = found(lambda: row.actions.get(pk=action))
    return actions.finish_action(action=kept, **body.dict(), by=caller(request), now=timezone.now())


@router.post(
    "/risiko/{key}/kejadian",
    response={201: RiskEventOut},
    url_name="risk_events",
    summary="Catat kejadian",
)
@rights_first(_tells)
def record_event(request: HttpRequest, key: UUID, body: RiskEventIn) -> Status[RiskEvent]:
    """The risk came true."""
    row = _risk(request, key)
    given = values_of(EventForm(body.dict()))
    made = actions.record_event(risk=row, **given, by=caller(request), now=timezone.now())
    return Status(201, made)


@router.post(
    "/risiko/{key}/indikator",
    response={201: IndicatorOut},
    url_name="risk_indicators",
    summary="Tetapkan indikator",
)
@rights_first(_tells)
def add_indicator(request: HttpRequest, key: UUID, body: IndicatorIn) -> Status[RiskIndicator]:
    """What shows early that the risk grows."""
    row = _risk(request, key)
    given = values_of(IndicatorForm(body.dict()))
    made = actions.add_indicator(risk=row, **given, by=caller(request), now=timezone.now())
    return Status(201, made)


@router.get(
    "/risiko/{key}/indikator/{indicator}/pembacaan",
    response=list[ReadingOut],
    url_name="risk_readings",
    summary="Pembacaan indikator",
)
@paginate
def readings(request: HttpRequest, key: UUID, indicator: UUID) -> object:
    """What an indicator showed, newest first."""
    row = _risk(request, key)
    kept: RiskIndicator = found(lambda: row.indicators.get(pk=indicator))
    return kept.readings.all()


@router.post(
    "/risiko/{key}/indikator/{indicator}/pembacaan",
    response={201: ReadingOut},
    url_name="risk_readings",
    summary="Catat pembacaan",
)
@rights_first(_tells)
def read_indicator(
    request: HttpRequest, key: UUID, indicator: UUID, body: ReadingIn
) -> Status[IndicatorReading]:
    """What an indicator shows on a day; a second reading of that day is refused with 409."""
    row = _risk(request, key)
    found(lambda: row.indicators.get(pk=indicator))
    given = values_of(ReadingForm({**body.dict(), "indicator": indicator}, risk=row))
    made = actions.read_indicator(**given, by=caller(request), now=timezone.now())
    return Status(201, made)
