"""Reports of gifts in the JSON interface: one's own, and the register of the UPG.

What a report says is opened, with a reason, on its page alone.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.accounts.models import Person
from bening.gratuities import access, actions, queries, shown
from bening.gratuities.actions.reports import check_editable
from bening.gratuities.api_shapes import (
    GiftIn,
    GiftInFull,
    GiftOut,
    NewGiftIn,
    OwnGifts,
    PhotoOut,
    SubmitIn,
)
from bening.gratuities.details import Details, missing_of, opened
from bening.gratuities.forms import ReportForm, SubmitForm, initial_of
from bening.gratuities.models import Direction, GratuityAttachment, GratuityReport, State
from bening.ui.api_bodies import rights_first, values_of, written_out
from bening.ui.api_pages import BoundedPages
from bening.ui.finding import found

router = Router(tags=["gratifikasi"])


class DeskAsked(Schema):
    """Which reports: received or refused, in a state."""

    arah: Direction | None = None
    keadaan: Annotated[State, written_out(State)] | None = None


def _one(request: HttpRequest, key: UUID) -> GratuityReport:
    person = caller(request)
    return found(lambda: queries.report_for(person, key, today_of(person)))


def _changes(request: HttpRequest, key: UUID) -> None:
    """For its reporter, as long as it can be changed."""
    check_editable(_one(request, key), caller(request))


@router.get("/gratifikasi", response=OwnGifts, url_name="gifts", summary="Laporan saya")
def own_reports(request: HttpRequest, part: Query[BoundedPages.Input]) -> dict[str, object]:
    """What the caller reported, drafts included, newest first, each with its countdown."""
    rows = queries.own_reports(caller(request))
    shown_rows = list(rows[part.offset : part.offset + part.limit])
    counted = queries.countdowns_of(shown_rows, timezone.now())
    items = [
        {**GiftOut.from_orm(row).dict(), "countdown": counted.get(row.pk)} for row in shown_rows
    ]
    return {"items": items, "count": rows.count()}


@router.post("/gratifikasi", response={201: GiftOut}, url_name="gifts", summary="Buat konsep")
@rights_first(lambda request: access.check_of_agency(caller(request)))
def draft(request: HttpRequest, body: NewGiftIn) -> Status[GratuityReport]:
    """Keeps a draft; its terms run since the receipt. 409 where the key named another gift."""
    person = caller(request)
    access.check_of_agency(person)
    units = queries.reporting_units(person)
    found(lambda: units.get(pk=body.unit))
    given = values_of(ReportForm(body.dict(), units=units))
    made = actions.save_draft(report=None, **given, by=person, now=timezone.now(), key=body.key)
    return Status(201, made)


@router.get("/gratifikasi/meja", response=list[GiftOut], url_name="gift_desk", summary="Meja UPG")
@paginate
def desk(request: HttpRequest, asked: Query[DeskAsked]) -> object:
    """The reports that came to the caller as UPG or helper, newest first, without words."""
    person = caller(request)
    rows = queries.handled_reports(person, today_of(person)).defer("details")
    if asked.arah is not None:
        rows = rows.filter(direction=asked.arah)
    return rows if asked.keadaan is None else rows.filter(state=asked.keadaan)


@router.get("/gratifikasi/{key}", response=GiftInFull, url_name="gift", summary="Satu laporan")
def report(request: HttpRequest, key: UUID) -> dict[str, object]:
    """One report: whole for its reporter; its words for a handler while they are open."""
    row, now = _one(request, key), timezone.now()
    return {
        **GiftOut.from_orm(row).dict(),
        "deadlines": queries.deadlines_of(row, now),
        "photos": list(row.attachments.defer("content", "name")),
        **_told(row, caller(request), now),
    }


def _told(row: GratuityReport, person: Person, now: datetime) -> dict[str, object]:
    if row.reporter_id != person.pk and queries.opening_of(person, row, now) is None:
        return {"told": None, "missing": [], "exemption": None}
    told = opened(row.details, row.pk)
    assessed = queries.assessment_of(row, told)
    return {
        "told": _words(told),
        "missing": missing_of(told),
        "exemption": {
            "is_exempt": assessed.is_exempt,
            "rule": shown.rule_name(assessed),
            "steps": shown.steps_of(assessed),
        },
    }


def _words(told: Details) -> dict[str, object]:
    choices = ("birth_day", "relation", "occasion")
    return {**asdict(told), **{name: getattr(told, name) or None for name in choices}}


@router.put("/gratifikasi/{key}", response=GiftOut, url_name="gift", summary="Ubah laporan")
@rights_first(_changes)
def change(request: HttpRequest, key: UUID, body: GiftIn) -> GratuityReport:
    """A draft, or what the UPG wants completed, said anew; 409 where it changed since."""
    row, person = _one(request, key), caller(request)
    check_editable(row, person)
    told = opened(row.details, row.pk)
    form = ReportForm(
        body.dict(),
        units=queries.reporting_units(person),
        report=row,
        told=told,
        initial=initial_of(row, told),
    )
    return actions.save_draft(report=row, **values_of(form), by=person, now=timezone.now())


@router.delete("/gratifikasi/{key}", response={204: None}, url_name="gift", summary="Hapus konsep")
def discard(request: HttpRequest, key: UUID) -> Status[None]:
    """Removes a draft that was never reported."""
    row = _one(request, key)
    actions.discard_draft(report=row, by=caller(request), now=timezone.now())
    return Status(204, None)


@router.post(
    "/gratifikasi/{key}/kirim", response=GiftOut, url_name="gift_submit", summary="Kirim laporan"
)
@rights_first(_changes)
def submit(request: HttpRequest, key: UUID, body: SubmitIn) -> GratuityReport:
    """Reports the gift, however late; the answer carries its number."""
    row = _one(request, key)
    given = values_of(SubmitForm(body.dict()))
    actions.submit_report(report=row, **given, by=caller(request), now=timezone.now())
    return _one(request, key)


@router.post(
    "/gratifikasi/{key}/lengkapi",
    response=GiftOut,
    url_name="gift_complete",
    summary="Kirim kelengkapan",
)
def complete(request: HttpRequest, key: UUID) -> GratuityReport:
    """Sends what the UPG asked for."""
    row = _one(request, key)
    actions.complete_report(report=row, by=caller(request), now=timezone.now())
    return _one(request, key)


@router.post(
    "/gratifikasi/{key}/foto",
    response={201: list[PhotoOut]},
    url_name="gift_photos",
    summary="Tambah foto",
)
@rights_first(_changes)
def add_photo(
    request: HttpRequest, key: UUID, file: File[UploadedFile]
) -> Status[list[GratuityAttachment]]:
    """Adds a photo, or the first pages of a PDF; drawn anew and kept encrypted."""
    made = actions.add_photo(
        report=_one(request, key),
        file=cast("BinaryIO", file.file),
        filename=file.name or "",
        size=file.size or 0,
        by=caller(request),
        now=timezone.now(),
    )
    return Status(201, made)


@router.delete(
    "/gratifikasi/{key}/foto/{photo}",
    response={204: None},
    url_name="gift_photo",
    summary="Hapus foto",
)
def remove_photo(request: HttpRequest, key: UUID, photo: UUID) -> Status[None]:
    """Takes a picture off a report that can still be changed."""
    row = _one(request, key)
    kept = found(lambda: queries.attachment_for(row, photo))
    actions.remove_photo(attachment=kept, by=caller(request), now=timezone.now())
    return Status(204, None)
