"""A complaint comes in: by its reporter, by an officer for somebody, from SP4N-LAPOR!."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, Q

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.adapters.keys import new_key
from bening.adapters.prepared import Prepared
from bening.adapters.prepared_writes import PreparedInsert
from bening.agencies.models import WorkUnit
from bening.casework.actions import next_number, start_clock
from bening.casework.models import Channel
from bening.complaints import access
from bening.complaints.content import Identity, Story, seal_identity, seal_story
from bening.complaints.models import (
    TYPED_BY_OFFICERS,
    Complaint,
    ComplaintKind,
    IntakeWay,
    ReportedParty,
    Reporter,
    Topic,
)
from bening.complaints.moving import VERIFY, clock_title, page_of, words, write_step
from bening.domain.complaints import (
    CODE_BYTES,
    Act,
    ComplaintRefused,
    clean_code,
    code_for,
    code_from,
    fingerprint,
    masked,
)
from bening.domain.days import day_in
from bening.domain.whistleblowing.naming import named_in, words_of
from bening.services.models import Service

PREFIX = "ADU"
TITLE_LENGTH = 120
HEADING = 72
"""How much of a story stands for the title that its reporter did not give."""
SHORT = 500
LEAST_KEY = 16
MOST_WORDS = 40
"""So many words of those reported are looked for, the longest first."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported, beside the unit it is brought to."""

    story: Story
    kind: ComplaintKind = ComplaintKind.UNSURE
    topic: Topic = Topic.OTHER
    service: Service | None = None
    event_on: date | None = None
    area: str = ""
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """What its reporter takes along. `is_new` is false where the same report had come before."""

    complaint: Complaint
    code: str
    is_new: bool


def file_complaint(
    *,
    unit: WorkUnit,
    report: Report,
    identity: Identity | None,
    retry_key: str,
    has_consented: bool = False,
    now: datetime,
) -> Filed:
    """Somebody reports through the site, with or without a name; no account is needed.

    The same `retry_key` (at least 16 random characters, made with the form) gives the complaint
    that is there and its code, however often it is sent. Raises ComplaintRefused
    ("complaint_unit_closed", "story_missing", "complaint_too_long", "complaint_event_in_future",
    "complaint_service_elsewhere", "consent_missing", "nik_without_basis", "retry_key_missing").
    """
    if len(retry_key) < LEAST_KEY:
        raise ComplaintRefused("retry_key_missing")
    code = code_for(retry_key)
    given = None if identity is None or identity.is_empty else identity
    if given is not None and not has_consented:
        raise ComplaintRefused("consent_missing", field="consent")
    return _put(unit, report, given, code, way=IntakeWay.WEB, by=None, now=now)


def enter_complaint(
    *,
    unit: WorkUnit,
    report: Report,
    identity: Identity | None,
    way: IntakeWay,
    by: Person,
    now: datetime,
    retry_key: str = "",
    lapor_number: str = "",
) -> Filed:
    """An officer writes down what came on paper, by phone, by WhatsApp or out of the box.

    Raises NotAllowed("complaint_entered_by"), ComplaintRefused ("way_not_typed" and those of
    `file_complaint`).
    """
    if way not in TYPED_BY_OFFICERS and not (way == IntakeWay.LAPOR and lapor_number):
        raise ComplaintRefused("way_not_typed", field="way")
    desk = access.desk_of(by)
    if unit.agency_id not in desk.coordinates and unit.pk not in desk.liaises | desk.handles:
        raise NotAllowed("complaint_entered_by", unit=unit.name)
    code = code_for(retry_key) if retry_key else code_from(secrets.token_bytes(CODE_BYTES))
    given = None if identity is None or identity.is_empty else identity
    return _put(unit, report, given, code, way=way, by=by, now=now, lapor_number=lapor_number)


_there: Prepared[tuple[UUID]] = Prepared(
    lambda slot: (
        Complaint.objects.filter(code_hash=slot("code_hash", CharField()))
        .order_by()
        .values_list("pk")
    )
)
_add_complaint = PreparedInsert(Complaint)


def _put(
    unit: WorkUnit,
    report: Report,
    identity: Identity | None,
    code: str,
    *,
    way: IntakeWay,
    by: Person | None,
    now: datetime,
    lapor_number: str = "",
) -> Filed:
    report = _checked(unit, report, identity, now)
    made = _row(unit, report, identity, code, way, by, now, lapor_number)
    try:
        with transaction.atomic():
            if _there(code_hash=made.code_hash):
                kept = Complaint.objects.get(code_hash=made.code_hash)
                return Filed(kept, code, is_new=False)
            return _written(made, report, identity, code, by, now)
    except IntegrityError:  # the same report came twice at once: the first is kept
        there = Complaint.objects.filter(code_hash=made.code_hash).first()
        if there is None:
            raise
        return Filed(there, code, is_new=False)


def _written(
    made: Complaint,
    report: Report,
    identity: Identity | None,
    code: str,
    by: Person | None,
    now: datetime,
) -> Filed:
    made.number = next_number(unit=made.unit, prefix=PREFIX, year=day_in(made.unit.zone, now).year)
    clock = start_clock(
        channel=Channel.COMPLAINT,
        case=made.pk,
        term=VERIFY,
        unit=made.unit,
        owner=None,
        title=clock_title(made),
        url=page_of(made),
        at=now,
        by=by,
        now=now,
        is_new_case=True,
    )
    made.due_on = clock.due_on
    _add_complaint(made)
    if identity is not None:
        key = new_key()
        Reporter.objects.create(
            pk=key,
            complaint=made,
            kept=seal_identity(identity, row=key),
            has_contact=bool(identity.contact),
        )
    _name_parties(made, report.story.reported, now)
    write_step(made, Act.FILE, by=by, now=now, data={"number": made.number, "way": made.way})
    return Filed(made, code, is_new=True)


def _row(
    unit: WorkUnit,
    report: Report,
    identity: Identity | None,
    code: str,
    way: IntakeWay,
    by: Person | None,
    now: datetime,
    lapor_number: str,
) -> Complaint:
    key: UUID = new_key()
    title = report.story.title or _first_words(report.story.story)
    return Complaint(
        pk=key,
        agency_id=unit.agency_id,
        unit=unit,
        filed_with=unit,
        code_hash=fingerprint(clean_code(code) or code),
        kind=report.kind,
        topic=report.topic,
        service=report.service,
        way=way,
        title="" if report.is_confidential else masked(title)[:160],
        area=masked(report.area)[:80],
        event_on=report.event_on,
        content=seal_story(replace(report.story, title=title), row=key),
        is_confidential=report.is_confidential,
        is_anonymous=identity is None or not identity.name,
        consented_at=now if identity is not None else None,
        filed_at=now,
        entered_by=by,
        lapor_number=lapor_number,
    )


def check_event_on(event_on: date | None, today: date) -> None:
    """What was not yet can't be reported. Raises ComplaintRefused ("complaint_event_in_future")."""
    if event_on is not None and event_on > today:
        raise ComplaintRefused("complaint_event_in_future", field="event_on")


def _checked(unit: WorkUnit, report: Report, identity: Identity | None, now: datetime) -> Report:
    if unit.closed_at is not None:
        raise ComplaintRefused("complaint_unit_closed", unit=unit.name)
    told = report.story
    story = words(told.story, "story_missing", field="story")
    check_event_on(report.event_on, day_in(unit.zone, now))
    if report.service is not None and report.service.unit_id != unit.pk:
        raise ComplaintRefused("complaint_service_elsewhere", field="service")
    if identity is not None and identity.nik and not identity.nik_basis.strip():
        raise ComplaintRefused("nik_without_basis", field="nik")
    for name in ("outcome", "place", "reported"):
        if len(getattr(told, name)) > LIMITS[name]:
            raise ComplaintRefused("complaint_too_long", field=name, most=LIMITS[name])
    return replace(
        report,
        area=" ".join(report.area.split()),
        story=replace(
            told,
            title=" ".join(told.title.split())[:TITLE_LENGTH],
            story=story,
            outcome=told.outcome.strip(),
            place=told.place.strip(),
            reported=told.reported.strip(),
        ),
    )


LIMITS = {"outcome": 2000, "place": SHORT, "reported": SHORT}


def _first_words(story: str) -> str:
    line = " ".join(story.split())
    if len(line) <= HEADING:
        return line
    return line[:HEADING].rsplit(" ", 1)[0] + "…"


def _name_parties(made: Complaint, reported: str, now: datetime) -> None:
    """Whoever of the agency is named among those reported is kept from it, now and later.

    Two of somebody's names are enough, whatever titles stand around them, or their only one. The
    coordinator looks at it afterwards and can name others, or take one back.
    """
    said = sorted(words_of(reported), key=lambda word: (-len(word), word))[:MOST_WORDS]
    if not said:
        return
    like = reduce(or_, [Q(name__icontains=word) for word in said])
    staff = Person.objects.filter(like, agency_id=made.agency_id, is_active=True)
    names = {key: words_of(name) for key, name in staff.values_list("pk", "name")}
    found = named_in(names, whole=(), who=reported).surely
    ReportedParty.objects.bulk_create(
        [ReportedParty(complaint=made, person_id=key, named_at=now) for key in sorted(found)]
    )
