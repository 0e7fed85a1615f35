"""Files of SP4N-LAPOR!: what it lists comes in here, what both say is compared.

There is no interface to SP4N-LAPOR! that Bening could rely on: an officer downloads its list and
brings it. Nothing is changed there from here.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.imports.table import Row, read_rows
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.complaints import access
from bening.complaints.actions.filing import Report, enter_complaint
from bening.complaints.content import Story
from bening.complaints.models import (
    Complaint,
    ComplaintKind,
    ComplaintState,
    IntakeWay,
    LaporImport,
    LaporRecord,
)
from bening.complaints.moving import LONGEST

COLUMNS = {
    "number": ("tracking id", "nomor laporan", "nomor aduan", "no. laporan", "nomor", "id"),
    "state": ("status", "status laporan"),
    "received": ("tanggal", "tanggal laporan", "tanggal laporan masuk", "tgl laporan"),
    "title": ("judul laporan", "judul", "perihal"),
    "text": ("isi laporan", "isi laporan awal", "isi", "uraian"),
    "kind": ("klasifikasi", "klasifikasi laporan", "jenis laporan", "tipe laporan"),
}
OPTIONAL = ("received", "title", "text", "kind")
NUMBER_LENGTH, STATE_LENGTH = 40, 60
CLOSED_THERE = frozenset({"selesai", "ditutup", "closed", "tutup", "arsip", "diarsipkan"})
CLOSED_HERE = frozenset(
    {
        ComplaintState.CLOSED,
        ComplaintState.REFUSED,
        ComplaintState.MERGED,
        ComplaintState.HANDED_OVER,
        ComplaintState.REDIRECTED,
    }
)
_KINDS = {
    "permintaan informasi": ComplaintKind.INFORMATION,
    "aspirasi": ComplaintKind.ASPIRATION,
    "pengaduan": ComplaintKind.COMPLAINT,
}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/](\d{1,2})[-/](\d{4})")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the file."""

    number: str
    state: str
    received_on: date | None
    title: str
    text: str
    kind: ComplaintKind


def import_list(
    *, unit: WorkUnit, content: bytes, filename: str, by: Person, now: datetime
) -> LaporImport:
    """Reads a CSV or XLSX list: new numbers become complaints of `unit`, known ones are compared.

    A line without a text only follows a number that is here. Raises NotAllowed, FileRefused.
    """
    if unit.agency_id not in access.desk_of(by).coordinates:
        raise NotAllowed("complaint_entered_by", unit=unit.name)
    listed = [
        found
        for row in read_rows(content, COLUMNS, optional=OPTIONAL, longest=LONGEST)
        if (found := _line(row))
    ]
    filed = followed = 0
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=unit.agency_id)  # one list at a time
        known = dict(
            Complaint.objects.filter(agency_id=unit.agency_id)
            .exclude(lapor_number="")
            .values_list("lapor_number", "pk")
        )
        before = {
            row.number: row
            for row in LaporRecord.objects.select_for_update().filter(agency_id=unit.agency_id)
        }
        for line in {line.number: line for line in listed}.values():
            case = known.get(line.number)
            if case is None and line.text:
                case = _file(unit, line, by, now)
                filed += 1
            followed += _follow(unit, before.get(line.number), line, case, now)
        made = LaporImport.objects.create(
            agency_id=unit.agency_id,
            filename=filename[:200],
            sha256=hashlib.sha256(content).hexdigest(),
            rows=len(listed),
            filed=filed,
            followed=followed,
            by=by,
            at=now,
        )
        compare(agency=unit.agency_id, newest=now)
        audit.record(
            act="complaint.lapor_imported",
            by=by.pk,
            agency=unit.agency_id,
            subject=("unit", unit.pk),
            at=now,
            data={"rows": len(listed), "filed": filed, "followed": followed},
        )
    return made


def compare(*, agency: UUID, newest: datetime | None = None) -> int:
    """Compares what both sides say of each number; how many differ. The list is of every night."""
    if newest is None:
        last = LaporImport.objects.filter(agency_id=agency).order_by("-at").first()
        if last is None:
            return 0
        newest = last.at
    differ = 0
    changed = []
    rows = LaporRecord.objects.filter(agency_id=agency).select_related("complaint")
    rows = rows.only("state", "seen_at", "difference", "complaint__state")
    for row in rows:
        found = _difference(row, newest)
        differ += bool(found)
        if found != row.difference:
            row.difference = found
            changed.append(row)
    LaporRecord.objects.bulk_update(changed, ["difference"], batch_size=500)
    return differ


def compare_all() -> int:
    """Every agency that has ever imported a list."""
    agencies = LaporImport.objects.order_by().values_list("agency_id", flat=True).distinct()
    return sum(compare(agency=agency) for agency in agencies)


def _difference(row: LaporRecord, newest: datetime) -> str:
    if row.complaint is None:
        return "not_here"
    is_closed_there = row.state.casefold() in CLOSED_THERE
    is_closed_here = row.complaint.state in CLOSED_HERE
    if is_closed_here and not is_closed_there:
        return "not_there" if row.seen_at < newest else "open_there"
    if is_closed_there and not is_closed_here:
        return "open_here"
    return "not_there" if row.seen_at < newest and not is_closed_there else ""


def _line(row: Row) -> Listed | None:
    number = " ".join(row.cells["number"].split()).lstrip("#")[:NUMBER_LENGTH]
    if not number:
        return None
    return Listed(
        number=number,
        state=" ".join(row.cells["state"].split())[:STATE_LENGTH],
        received_on=_day(row.cells["received"]),
        title=row.cells["title"],
        text=row.cells["text"],
        kind=_KINDS.get(row.cells["kind"].strip().casefold(), ComplaintKind.UNSURE),
    )


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    parts = found.groups()
    year, month, day = parts[:3] if parts[0] else (parts[5], parts[4], parts[3])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _file(unit: WorkUnit, line: Listed, by: Person, now: datetime) -> UUID:
    """The term runs from the day on which SP4N-LAPOR! received it, which may lie back."""
    at = now
    if line.received_on is not None and line.received_on < today_of(by, now):
        at = datetime.combine(line.received_on, time(12), ZoneInfo(unit.zone))
    made = enter_complaint(
        unit=unit,
        report=Report(story=Story(title=line.title, story=line.text), kind=line.kind),
        identity=None,
        way=IntakeWay.LAPOR,
        by=by,
        now=min(at, now),
        lapor_number=line.number,
    )
    return made.complaint.pk


def _follow(
    unit: WorkUnit, before: LaporRecord | None, line: Listed, case: UUID | None, now: datetime
) -> bool:
    if before is None:
        LaporRecord.objects.create(
            agency_id=unit.agency_id,
            number=line.number,
            state=line.state,
            received_on=line.received_on,
            complaint_id=case,
            seen_at=now,
        )
        return False
    is_moved = before.state != line.state
    before.state, before.seen_at = line.state, now
    before.complaint_id = before.complaint_id or case
    before.save(update_fields=["state", "seen_at", "complaint"])
    return is_moved
