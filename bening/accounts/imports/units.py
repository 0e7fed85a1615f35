"""Rows of units, checked against each other and against the agency's tree."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from bening.accounts.imports.faults import Fault, cell_fault
from bening.accounts.imports.labels import names
from bening.accounts.imports.table import Row
from bening.agencies.actions import MOST_LEVELS
from bening.agencies.models import Agency, TimeZone, UnitLevel, WorkUnit
from bening.agencies.queries import units_in

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("kode", "kode unit"),
    "name": ("nama", "nama unit kerja", "nama unit"),
    "parent": ("kode induk", "induk"),
    "level": ("tingkat", "eselon"),
    "time_zone": ("zona waktu",),
    "serves_public": ("melayani publik", "melayani masyarakat"),
}
HEADINGS = {key: names[0] for key, names in COLUMNS.items()}
EXAMPLES = (
    ("3301", "Dinas Kependudukan dan Pencatatan Sipil", "", "Eselon II", "WIB", "ya"),
    ("3301.01", "UPT Layanan Kecamatan Hilir", "3301", "Unit pelaksana teknis", "", "ya"),
)
YES_NO = {"": True, "ya": True, "y": True, "1": True, "tidak": False, "t": False, "0": False}


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit as its row says. `parent_code` is one of the file or the tree, empty at the top."""

    line: int
    code: str
    name: str
    parent_code: str
    level: UnitLevel
    time_zone: str
    serves_public: bool


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What an import would add, parents first, and every fault. With faults nothing is added."""

    units: tuple[PlannedUnit, ...]
    faults: tuple[Fault, ...]


def plan_units(agency: Agency, rows: Iterable[Row]) -> UnitPlan:
    """Checks all rows against the agency as it is now, in one query."""
    existing = {unit.code: unit for unit in units_in(agency)}
    faults: list[Fault] = []
    planned: dict[str, PlannedUnit] = {}
    for row in rows:
        unit, found = _unit(row)
        code = row.cells["code"]
        if code in planned:
            found.append(
                _fault(
                    row,
                    "code",
                    _("Kode ini sudah ada di baris %(line)s.") % {"line": planned[code].line},
                )
            )
        elif code in existing:
            found.append(
                _fault(row, "code", _("Unit berkode ini sudah terdaftar. Hapus baris ini."))
            )
        if code and code not in planned:
            planned[code] = unit
        faults.extend(found)
    depths = _depths(planned, existing)
    faults.extend(_parent_faults(planned, existing, depths))
    ordered = sorted(planned.values(), key=lambda unit: (depths.get(unit.code, 0), unit.line))
    return UnitPlan(
        units=tuple(ordered), faults=tuple(sorted(faults, key=lambda fault: fault.line))
    )


def _unit(row: Row) -> tuple[PlannedUnit, list[Fault]]:
    cells = row.cells
    faults = [
        _fault(row, key, message)
        for key, most, required in (
            ("code", 40, True),
            ("name", 200, True),
            ("parent", 40, False),
        )
        if (message := cell_fault(cells[key], most=most, required=required))
    ]
    level = _choice(cells["level"] or str(UnitLevel.ECHELON_2.label), UnitLevel)
    if level is None:
        faults.append(_fault(row, "level", _one_of(UnitLevel)))
    zone = _choice(cells["time_zone"], TimeZone) if cells["time_zone"] else ""
    if zone is None:
        faults.append(_fault(row, "time_zone", _one_of(TimeZone)))
    serves = YES_NO.get(cells["serves_public"].lower())
    if serves is None:
        faults.append(_fault(row, "serves_public", _("Isi “ya” atau “tidak”.")))
    return (
        PlannedUnit(
            line=row.line,
            code=cells["code"],
            name=cells["name"],
            parent_code=cells["parent"],
            level=UnitLevel(level or UnitLevel.ECHELON_2),
            time_zone=zone or "",
            serves_public=bool(serves),
        ),
        faults,
    )


def _depths(planned: dict[str, PlannedUnit], existing: dict[str, WorkUnit]) -> dict[str, int]:
    """The depth of each planned unit; a unit whose parents go in a circle has none."""
    below: dict[str, list[str]] = defaultdict(list)
    depths: dict[str, int] = {}
    for unit in planned.values():
        if unit.parent_code in planned:
            below[unit.parent_code].append(unit.code)
        else:
            parent = existing.get(unit.parent_code)
            depths[unit.code] = (parent.depth if parent else 0) + 1
    pending = deque(depths)
    while pending:
        code = pending.popleft()
        for child in below[code]:
            depths[child] = depths[code] + 1
            pending.append(child)
    return depths


def _parent_faults(
    planned: dict[str, PlannedUnit], existing: dict[str, WorkUnit], depths: dict[str, int]
) -> Iterable[Fault]:
    for unit in planned.values():
        parent = existing.get(unit.parent_code)
        message = ""
        if unit.code not in depths:
            message = _("Unit induk berputar: unit ini berada di bawah dirinya sendiri.")
        elif unit.parent_code and unit.parent_code not in planned and parent is None:
            message = _("Tidak ada unit berkode ini di berkas maupun di instansi.")
        elif unit.parent_code not in planned and parent and parent.closed_at is not None:
            message = _("Unit induk ini sudah ditutup.")
        elif depths[unit.code] > MOST_LEVELS:
            message = _("Pohon unit paling dalam %(most)s tingkat.") % {"most": MOST_LEVELS}
        if message:
            yield Fault(line=unit.line, column=HEADINGS["parent"], message=message)


def new_units(
    plan: UnitPlan, agency: Agency, now: datetime
) -> tuple[list[WorkUnit], list[WorkUnit]]:
    """The planned units with their places in the tree, and the old units that got children.

    Parents come first, places follow the last child of each parent, `numchild` is set in both.
    Faultless plans only. Nothing is saved.
    """
    existing = {unit.code: unit for unit in units_in(agency)}
    known: dict[str, WorkUnit] = dict(existing)
    last_step: dict[str, int] = {}
    places = WorkUnit.objects.filter(Q(agency=agency) | Q(depth=1))
    for path in places.values_list("path", flat=True):
        above, step = path[: -WorkUnit.steplen], path[-WorkUnit.steplen :]
        last_step[above] = max(last_step.get(above, 0), WorkUnit._str2int(step))  # noqa: SLF001
    made = []
    touched: dict[UUID, WorkUnit] = {}
    for planned in plan.units:
        parent = known.get(planned.parent_code) if planned.parent_code else None
        above = parent.path if parent else ""
        step = last_step.get(above, 0) + 1
        last_step[above] = step
        depth = (parent.depth if parent else 0) + 1
        unit = WorkUnit(
            agency=agency,
            code=planned.code,
            name=planned.name,
            level=planned.level,
            time_zone=planned.time_zone,
            serves_public=planned.serves_public,
            created_at=now,
            depth=depth,
            path=WorkUnit._get_path(above, depth, step),  # noqa: SLF001
            numchild=0,
        )
        if parent is not None:
            parent.numchild += 1
            touched[parent.pk] = parent
        known[planned.code] = unit
        made.append(unit)
    new = {unit.pk for unit in made}
    return made, [parent for key, parent in touched.items() if key not in new]


def _choice(text: str, choices: type[UnitLevel] | type[TimeZone]) -> str | None:
    return next((str(value) for value, label in choices.choices if names(text, value, label)), None)


def _one_of(choices: type[UnitLevel] | type[TimeZone]) -> str:
    return _("Isi salah satu: %(choices)s.") % {
        "choices": ", ".join(str(label) for label in choices.labels)
    }


def _fault(row: Row, key: str, message: str) -> Fault:
    return Fault(line=row.line, column=HEADINGS[key], message=message)
