"""The desk in the JSON interface; who reported is never in it."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.complaints import access, inbox
from bening.complaints.actions import desk
from bening.complaints.content import read_story
from bening.complaints.details import conversation
from bening.complaints.models import Complaint, ComplaintClass
from bening.domain.complaints import Act
from bening.ui.api_bodies import rights_first

router = Router(tags=["pengaduan"])


class ComplaintTold(Schema):
    """A complaint; `title` is empty where it is confidential.

    So are title, area, topic and number of SP4N-LAPOR! where the caller is tied to it.
    """

    id: UUID
    number: str
    unit_id: UUID
    kind: str
    classification: str
    topic: str
    way: str
    state: str
    title: str
    area: str
    is_confidential: bool
    is_waiting_for_reporter: bool
    is_tied: bool = False
    owner_id: UUID | None
    filed_at: datetime
    due_on: date | None
    answered_at: datetime | None
    closed_at: datetime | None
    lapor_number: str


class ComplaintOut(ComplaintTold):
    """As the list shows it."""

    @staticmethod
    def resolve_is_waiting_for_reporter(row: Complaint) -> bool:
        """Whether a question to the reporter stops the terms."""
        return row.asked_at is not None


class ListOut(Schema):
    """A page of them; `after` is asked for to read on."""

    items: list[ComplaintOut]
    after: UUID | None


class SaidOut(Schema):
    """One text of the conversation."""

    kind: str
    at: datetime
    by_id: UUID | None
    text: str


class ComplaintInFull(ComplaintTold):
    """With what was said."""

    story: str
    outcome: str
    place: str
    conversation: list[SaidOut]


class ComplaintsAsked(Schema):
    """What to look for."""

    status: str = ""
    klas: str = ""
    unit: str = ""
    milik: str = ""
    batas: str = ""
    q: str = ""
    sesudah: str = ""


class TextIn(Schema):
    """A text."""

    text: str


class VerifyIn(Schema):
    """The class."""

    classification: ComplaintClass


def _one(request: HttpRequest, key: UUID) -> Complaint:
    try:
        return access.complaint_for(caller(request), key)
    except Complaint.DoesNotExist:
        raise Http404 from None


def _listed(row: Complaint, page: inbox.Page) -> dict[str, object]:
    told = ComplaintOut.from_orm(row).dict()
    if row.pk in page.tied:
        told.update(title="", area="", topic="", lapor_number="", is_tied=True)
    return told


def _may(act: Act) -> Callable[[HttpRequest, UUID], None]:
    """For those of the desk who may do this to the complaint."""

    def check(request: HttpRequest, key: UUID) -> None:
        access.check_may(caller(request), _one(request, key), act, now=timezone.now())

    return check


@router.get("/pengaduan", response=ListOut, url_name="complaints", summary="Daftar pengaduan")
def complaints(request: HttpRequest, asked: Query[ComplaintsAsked]) -> dict[str, object]:
    """What came in to the desks of the caller, newest first, 50 a page."""
    person = caller(request)
    given = asked.dict()
    page = inbox.page(
        person,
        inbox.read_asked(given),
        today=today_of(person),
        after=inbox.key_of(given["sesudah"]),
    )
    return {"items": [_listed(row, page) for row in page.rows], "after": page.after}


@router.get(
    "/pengaduan/{key}", response=ComplaintInFull, url_name="complaint", summary="Satu pengaduan"
)
def complaint(request: HttpRequest, key: UUID) -> dict[str, object]:
    """What was reported and said; the reporter's data are opened on the page alone."""
    row, person = _one(request, key), caller(request)
    access.check_not_tied(person, row, today_of(person))
    story = read_story(row)
    return {
        **ComplaintOut.from_orm(row).dict(),
        "story": story.story,
        "outcome": story.outcome,
        "place": story.place,
        "conversation": [
            {
                "kind": one.message.kind,
                "at": one.message.at,
                "by_id": one.message.by_id,
                "text": one.text,
            }
            for one in conversation(row, internal=True)
        ],
    }


@router.post(
    "/pengaduan/{key}/verifikasi",
    response=ComplaintOut,
    url_name="verify_complaint",
    summary="Verifikasi pengaduan",
)
@rights_first(_may(Act.VERIFY))
def verify(request: HttpRequest, key: UUID, body: VerifyIn) -> Complaint:
    """Sets its class, and with it its term."""
    kept = _one(request, key)
    return desk.verify(
        key=kept.pk,
        classification=body.classification,
        by=caller(request),
        now=timezone.now(),
    )


@router.post(
    "/pengaduan/{key}/mulai",
    response=ComplaintOut,
    url_name="start_complaint",
    summary="Mulai tindak lanjut",
)
def start(request: HttpRequest, key: UUID) -> Complaint:
    """Work begins."""
    return desk.start(key=_one(request, key).pk, by=caller(request), now=timezone.now())


@router.post(
    "/pengaduan/{key}/tanya",
    response=ComplaintOut,
    url_name="ask_reporter",
    summary="Tanya pelapor",
)
@rights_first(_may(Act.ASK))
def ask(request: HttpRequest, key: UUID, body: TextIn) -> Complaint:
    """Asks the reporter; the terms stand still."""
    kept = _one(request, key)
    return desk.ask(key=kept.pk, text=body.text, by=caller(request), now=timezone.now())


@router.post(
    "/pengaduan/{key}/jawab",
    response=ComplaintOut,
    url_name="answer_complaint",
    summary="Jawab pengaduan",
)
@rights_first(_may(Act.ANSWER))
def answer(request: HttpRequest, key: UUID, body: TextIn) -> Complaint:
    """The office's answer."""
    kept = _one(request, key)
    return desk.answer(key=kept.pk, text=body.text, by=caller(request), now=timezone.now())


@router.post(
    "/pengaduan/{key}/alihkan",
    response=ComplaintOut,
    url_name="redirect_complaint",
    summary="Alihkan ke jalur rahasia",
)
@rights_first(_may(Act.REDIRECT))
def redirect(request: HttpRequest, key: UUID, body: TextIn) -> Complaint:
    """Ends it here: its reporter reads why, and the way to the protected channel."""
    kept = _one(request, key)
    return desk.redirect(key=kept.pk, text=body.text, by=caller(request), now=timezone.now())
