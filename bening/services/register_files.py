"""The register of finished services from a CSV or XLSX file: every line right, or nothing."""

from datetime import date

from bening.accounts.imports.table import UNREADABLE_NUMBER, read_rows
from bening.agencies.models import WorkUnit
from bening.domain.days import read_day
from bening.services.actions import MOST_A_DAY, Count
from bening.services.models import Service
from bening.services.queries import services_of_unit
from bening.services.refusals import RegisterFault, RegisterRefused

HEADINGS = {"service": "Kode layanan", "day": "Tanggal", "finished": "Selesai"}
COLUMNS: dict[str, tuple[str, ...]] = {
    "service": ("kode layanan", "layanan", "kode", "service"),
    "day": ("tanggal", "hari", "tanggal selesai", "date"),
    "finished": ("selesai", "jumlah", "jumlah selesai", "finished"),
}


def example(unit: WorkUnit, today: date) -> list[tuple[str, str, str]]:
    """Lines that show the shape of the file with the unit's own services."""
    return [(one.code, today.isoformat(), "0") for one in services_of_unit(unit, on=today)[:5]]


def read_register(content: bytes, unit: WorkUnit, *, today: date) -> list[Count]:
    """The counts of a file. Raises FileRefused, RegisterRefused with every fault by line."""
    services = {one.code.lower(): one for one in services_of_unit(unit)}
    faults: list[RegisterFault] = []
    counts: dict[tuple[str, date], Count] = {}
    for row in read_rows(content, COLUMNS):
        service = services.get(row.cells["service"].lower())
        day = read_day(row.cells["day"])
        finished = _count(row.cells["finished"])
        here = list(_faults(row.line, row.cells, service, day, finished, today))
        if service is not None and day is not None and (service.code, day) in counts:
            here.append(RegisterFault(row.line, "register_line_twice", given=service.code, day=day))
        if here or service is None or day is None or finished is None:
            faults += here
            continue
        counts[service.code, day] = Count(service, day, finished)
    if faults:
        raise RegisterRefused(faults)
    return list(counts.values())


def _faults(
    line: int,
    cells: dict[str, str],
    service: Service | None,
    day: date | None,
    finished: int | None,
    today: date,
) -> list[RegisterFault]:
    found = []
    if service is None:
        found.append(RegisterFault(line, "register_service_unknown", given=cells["service"][:40]))
    if day is None:
        found.append(RegisterFault(line, "register_day_unreadable", text=cells["day"][:40]))
    elif day > today:
        found.append(RegisterFault(line, "register_day_in_future", day=day))
    if finished is None:
        found.append(RegisterFault(line, "register_count_unreadable", text=cells["finished"][:40]))
    elif finished > MOST_A_DAY:
        found.append(RegisterFault(line, "register_count_absurd", most=MOST_A_DAY))
    return found


def _count(text: str) -> int | None:
    kept = text.strip()
    is_number = kept.isascii() and kept.isdigit() and len(kept) <= 9
    return int(kept) if is_number and UNREADABLE_NUMBER not in kept else None
