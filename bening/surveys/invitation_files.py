"""A list of people whose service was finished: read, checked line by line, kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bening.accounts.imports.table import FileRefused, Row, headings_of, read_rows
from bening.accounts.models import Person
from bening.domain.days import read_day
from bening.domain.refusals import Refused
from bening.domain.surveys.drawing import FrameEntry, normal_address
from bening.services.queries import services_of_unit
from bening.surveys.models import SurveyPeriod
from bening.surveys.refusals import SurveyRefused

LONGEST_ADDRESS = 254
OLDEST = timedelta(days=366)
COLUMNS: dict[str, tuple[str, ...]] = {
    "address": ("surel", "email", "e-mail", "alamat surel", "alamat email"),
    "service": ("kode layanan", "layanan", "service"),
    "day": ("tanggal selesai", "selesai", "tanggal", "date finished", "date"),
}
HEADINGS = {"address": "Surel", "service": "Kode layanan", "day": "Tanggal selesai"}


class ListFault(Refused):
    """One line of a list, by its number there."""

    def __init__(self, line: int, code: str, **values: object) -> None:
        super().__init__(code, **values)
        self.line = line


class ListRefused(SurveyRefused):
    """Lines that can't be taken; `faults` are all of them, nothing is kept."""

    def __init__(self, faults: list[ListFault]) -> None:
        super().__init__("invitation_list_faulty", field="file", count=len(faults))
        self.faults = faults


class ColumnsUnknown(SurveyRefused):
    """Columns that no heading names; `headings` are those of the file, to choose from."""

    def __init__(self, headings: tuple[str, ...], said: str) -> None:
        super().__init__("invitation_columns_unknown", field="file", columns=said)
        self.headings = headings


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says; `lines` of it were read."""

    entries: tuple[FrameEntry, ...]
    lines: int


def read_list(
    content: bytes, period: SurveyPeriod, *, mapping: Mapping[str, str], today: date
) -> Listed:
    """The people of a list; `mapping` names the headings of columns that are called otherwise.

    Raises FileRefused, ColumnsUnknown, ListRefused with every fault by line.
    """
    rows = _rows(content, mapping)
    services = {one.code.lower(): one.code for one in services_of_unit(period.unit).order_by()}
    staff = _staff(period, rows)
    faults: list[ListFault] = []
    entries: list[FrameEntry] = []
    for row in rows:
        address = row.cells["address"].strip()
        service = services.get(row.cells["service"].strip().lower())
        day = read_day(row.cells["day"])
        here = [
            *_address_faults(row.line, address, staff),
            *_day_faults(row, day, today),
        ]
        if service is None:
            given = row.cells["service"][:40]
            here.append(ListFault(row.line, "invitation_service_unknown", given=given))
        faults += here
        if not here and service is not None and day is not None:
            entries.append(FrameEntry(address.lower(), service, day.isoformat()))
    if faults:
        raise ListRefused(faults)
    return Listed(tuple(entries), len(rows))


def _rows(content: bytes, mapping: Mapping[str, str]) -> tuple[Row, ...]:
    columns = {
        key: (" ".join(mapping[key].lower().split()),) if mapping.get(key, "").strip() else names
        for key, names in COLUMNS.items()
    }
    try:
        return read_rows(content, columns)
    except FileRefused as refusal:
        if refusal.code != "columns_missing":
            raise
        raise ColumnsUnknown(headings_of(content), str(refusal.values["columns"])) from None


def _staff(period: SurveyPeriod, rows: tuple[Row, ...]) -> set[str]:
    """Addresses of the agency's own people: they are asked by other surveys."""
    asked = {normal_address(row.cells["address"]) for row in rows}
    people = Person.objects.filter(agency_id=period.agency_id).values_list("email", flat=True)
    return asked & {normal_address(one) for one in people.iterator()}


def _address_faults(line: int, address: str, staff: set[str]) -> list[ListFault]:
    if normal_address(address) in staff:
        return [ListFault(line, "invitation_address_of_staff")]
    try:
        validate_email(address)
    except ValidationError:
        return [ListFault(line, "invitation_address_unreadable", given=address[:60])]
    if len(address) > LONGEST_ADDRESS:
        return [ListFault(line, "invitation_address_unreadable", given=address[:60])]
    return []


def _day_faults(row: Row, day: date | None, today: date) -> list[ListFault]:
    if day is None:
        given = row.cells["day"][:40]
        return [ListFault(row.line, "invitation_day_unreadable", given=given)]
    if day > today:
        return [ListFault(row.line, "invitation_day_in_future", day=day)]
    if day < today - OLDEST:
        return [ListFault(row.line, "invitation_day_too_old", day=day)]
    return []
