"""Rows of people with their roles, checked against each other and against the agency."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bening.accounts import access
from bening.accounts.imports.faults import Fault, cell_fault
from bening.accounts.imports.labels import names
from bening.accounts.imports.table import Row
from bening.accounts.models import UNIT_ROLES, Person, Role
from bening.agencies.models import Agency, WorkUnit
from bening.agencies.queries import units_in

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("nama", "nama lengkap"),
    "email": ("surel", "email", "e-mail"),
    "employee_number": ("nip",),
    "position": ("jabatan",),
    "role": ("peran",),
    "unit": ("kode unit", "unit"),
    "area": ("area",),
    "posting": ("unit kerja", "kode unit kerja", "penempatan"),
}
OPTIONAL = frozenset({"posting"})
"""Columns that a file may leave out."""

HEADINGS = {key: names[0] for key, names in COLUMNS.items()}
EXAMPLES = (
    (
        "Ani Setiawati",
        "ani.s@instansi.example",
        "",
        "Kepala Seksi Data",
        "PIC unit",
        "3301",
        "",
        "3301",
    ),
    (
        "Bayu Prakoso",
        "bayu.p@instansi.example",
        "",
        "",
        "Ketua kelompok kerja area",
        "3301",
        "5",
        "3301",
    ),
)
CHUNK = 500
AREAS = {str(area) for area in range(1, 7)}
IMPORTED_ROLES = tuple(role for role in Role if role not in {Role.OPERATOR, Role.AGENCY_ADMIN})


@dataclass(frozen=True, slots=True)
class PlannedRole:
    """A role as a row says it."""

    role: Role
    unit: WorkUnit | None
    area: int | None


@dataclass(slots=True)
class PlannedPerson:
    """A person of one or more rows: each row after the first adds a role."""

    line: int
    name: str
    email: str
    employee_number: str
    position: str
    posting: WorkUnit | None = None
    roles: list[PlannedRole] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """Who would be added, and every fault. With faults nobody is added."""

    people: tuple[PlannedPerson, ...]
    faults: tuple[Fault, ...]


def plan_people(agency: Agency, rows: Iterable[Row]) -> PeoplePlan:
    """Checks all rows against the agency as it is now, in three queries.

    A table never makes administrators or operators: those are named one by one.
    """
    rows = tuple(rows)
    units = {unit.code: unit for unit in units_in(agency)}
    taken = _taken_addresses(rows)
    numbers = set(
        Person.objects.filter(agency=agency)
        .exclude(employee_number="")
        .values_list("employee_number", flat=True)
    )
    people: dict[str, PlannedPerson] = {}
    number_lines: dict[str, int] = {}
    faults: list[Fault] = []
    for row in rows:
        found = _plain_faults(row)
        email = row.cells["email"].lower()
        number = row.cells["employee_number"]
        person = people.get(email)
        if person is None:
            if email in taken:
                found.append(_fault(row, "email", _("Surel ini sudah dipakai. Hapus baris ini.")))
            if number and number in numbers:
                found.append(_fault(row, "employee_number", _("NIP ini sudah terdaftar.")))
            elif number and number in number_lines:
                found.append(
                    _fault(
                        row,
                        "employee_number",
                        _("NIP ini sudah ada di baris %(line)s.") % {"line": number_lines[number]},
                    )
                )
            number_lines.setdefault(number, row.line)
            person = PlannedPerson(
                line=row.line,
                name=row.cells["name"],
                email=email,
                employee_number=number,
                position=row.cells["position"],
            )
            if email:
                people[email] = person
        elif row.cells["name"] != person.name:
            found.append(
                _fault(
                    row,
                    "name",
                    _("Surel yang sama di baris %(line)s bernama %(name)s. Samakan namanya.")
                    % {"line": person.line, "name": person.name},
                )
            )
        role, role_faults = _role(row, units)
        found.extend(role_faults)
        if role is not None:
            if role in person.roles:
                found.append(_fault(row, "role", _("Peran ini sudah ada di baris lain.")))
            person.roles.append(role)
        found.extend(_posting(row, person, units))
        faults.extend(found)
    return PeoplePlan(people=tuple(people.values()), faults=tuple(faults))


def _taken_addresses(rows: Iterable[Row]) -> set[str]:
    wanted = sorted({row.cells["email"].lower() for row in rows})
    taken: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        some = Person.objects.filter(email__in=wanted[start : start + CHUNK])
        taken.update(some.values_list("email", flat=True))
    return taken


def _plain_faults(row: Row) -> list[Fault]:
    cells = row.cells
    faults = [
        _fault(row, key, message)
        for key, most, required in (
            ("name", 200, True),
            ("email", 254, True),
            ("employee_number", 18, False),
            ("position", 200, False),
        )
        if (message := cell_fault(cells[key], most=most, required=required))
    ]
    if not any(fault.column == HEADINGS["email"] for fault in faults):
        try:
            validate_email(cells["email"])
        except ValidationError:
            faults.append(_fault(row, "email", _("Tulis alamat surel seperti ani@instansi.go.id.")))
    number = cells["employee_number"]
    if number and not number.isdigit() and not any(f.column == "nip" for f in faults):
        faults.append(_fault(row, "employee_number", _("NIP hanya angka, paling banyak 18.")))
    return faults


def _role(row: Row, units: dict[str, WorkUnit]) -> tuple[PlannedRole | None, list[Fault]]:
    cells = row.cells
    if not cells["role"]:
        extra = [key for key in ("unit", "area") if cells[key]]
        return None, [_fault(row, key, _("Isi juga kolom peran.")) for key in extra]
    role = next((one for one in IMPORTED_ROLES if names(cells["role"], one.value, one.label)), None)
    if role is None:
        known = ", ".join(str(one.label) for one in IMPORTED_ROLES)
        return None, [_fault(row, "role", _("Isi salah satu: %(choices)s.") % {"choices": known})]
    faults = []
    unit = units.get(cells["unit"])
    if role in UNIT_ROLES and unit is None:
        faults.append(_fault(row, "unit", _("Isi kode unit yang terdaftar di instansi.")))
    elif role in UNIT_ROLES and unit is not None and unit.closed_at is not None:
        faults.append(_fault(row, "unit", _("Unit ini sudah ditutup.")))
    elif role not in UNIT_ROLES and cells["unit"]:
        faults.append(
            _fault(row, "unit", _("Kosongkan: peran ini berlaku untuk seluruh instansi."))
        )
    if role in access.AREA_ROLES and cells["area"] not in AREAS:
        faults.append(_fault(row, "area", _("Isi nomor area 1 sampai 6.")))
    elif role not in access.AREA_ROLES and cells["area"]:
        faults.append(_fault(row, "area", _("Kosongkan: peran ini tidak memakai area.")))
    if faults:
        return None, faults
    area = int(cells["area"]) if cells["area"] else None
    return PlannedRole(role=role, unit=unit, area=area), []


def _posting(row: Row, person: PlannedPerson, units: dict[str, WorkUnit]) -> list[Fault]:
    """Keeps where the person works; rows of the same person agree, or only one of them says it."""
    code = row.cells.get("posting", "")
    if not code:
        return []
    unit = units.get(code)
    if unit is None:
        return [_fault(row, "posting", _("Isi kode unit yang terdaftar di instansi."))]
    if unit.closed_at is not None:
        return [_fault(row, "posting", _("Unit ini sudah ditutup."))]
    if person.posting is not None and person.posting.pk != unit.pk:
        return [_fault(row, "posting", _("Baris lain menempatkan orang ini di unit lain."))]
    person.posting = unit
    return []


def _fault(row: Row, key: str, message: str) -> Fault:
    return Fault(line=row.line, column=HEADINGS[key], message=message)
