"""How a complaint ends without its reporter's word: the lawful wait, a duplicate, a crime."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.aftercare.actions.concerns import put_concern
from bening.aftercare.models import Concern, ConcernSource
from bening.calendars.queries import holidays_between
from bening.casework.actions import stop_clocks
from bening.casework.clocks import AHEAD
from bening.complaints import access, papers
from bening.complaints.actions.people import free_of_parties
from bening.complaints.models import (
    ClosedBy,
    Complaint,
    ComplaintState,
    MessageKind,
    ReportedParty,
)
from bening.complaints.moving import held, say, stepped, wait_of, write_step
from bening.documents.papers import with_papers
from bening.documents.to_law import allegation_of, body_of, issue_handover
from bening.domain.complaints import OPEN, Act, ComplaintRefused, check_close
from bening.domain.days import day_in
from bening.domain.workdays import working_days_between
from bening.programs.models import Award

BATCH = 200
EASTWARD = timedelta(hours=14)
OMBUDSMAN_AFTER = 60
"""Working days without a solution after which the reporter is told of the Ombudsman."""
OMBUDSMAN = (
    "Pengaduan Anda belum selesai setelah 60 hari kerja. Anda dapat melapor kepada Ombudsman "
    "Republik Indonesia, yang mengawasi pelayanan publik, tanpa biaya. Kami tetap menanganinya."
)


def close_silent(*, key: UUID, by: Person | None, now: datetime) -> Complaint:
    """Closes what its reporter left without a word for the lawful wait; `by` None is the program.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused ("closing_waits",
    "closing_without_answer").
    """
    with transaction.atomic():
        if by is not None:
            kept = held(key, Act.CLOSE, by=by, now=now)
        else:
            kept = (
                Complaint.objects.select_for_update(of=("self",))
                .select_related("unit__agency")
                .get(pk=key)
            )
        check_close(day_in(kept.unit.zone, now), wait_of(kept))
        return stepped(kept, Act.CLOSE, by=by, now=now, closed_at=now, closed_by=ClosedBy.SILENCE)


def close_all_silent(*, now: datetime) -> int:
    """One look of the clock: closes what waited long enough; how many."""
    today = (now + EASTWARD).date()
    due = Complaint.objects.filter(state=ComplaintState.ANSWERED, silent_until__lt=today)
    closed = 0
    for key in list(due.order_by("silent_until").values_list("pk", flat=True)[:BATCH]):
        try:
            close_silent(key=key, by=None, now=now)
        except ComplaintRefused as refusal:  # not over yet where the unit is, or just reopened
            if refusal.code == "closing_waits":  # a day off came after the answer
                due.filter(pk=key).update(silent_until=refusal.values["until"])
            continue
        closed += 1
    return closed


def merge(*, key: UUID, into: UUID, by: Person, now: datetime) -> Complaint:
    """The same matter twice: this one follows the other, whose answer its reporter reads.

    Whom this one is about, the other one is about too: they neither hold nor read it any more.
    Raises Complaint.DoesNotExist (either), NotAllowed, ComplaintMoved, ComplaintRefused
    ("merge_into_itself", "merge_not_possible", "merge_other_unit").
    """
    if key == into:
        raise ComplaintRefused("merge_into_itself", field="into")
    with transaction.atomic():
        _hold_in_order(key, into)
        kept = held(key, Act.MERGE, by=by, now=now)
        main = access.complaints_of(by).select_related("unit__agency", "owner").get(pk=into)
        if main.state not in OPEN:
            raise ComplaintRefused("merge_not_possible", field="into", number=main.number)
        if main.unit_id != kept.unit_id:
            raise ComplaintRefused("merge_other_unit", field="into", number=main.number)
        stop_clocks(case=kept.pk, by=by, now=now)
        Complaint.objects.filter(merged_into=kept).update(merged_into=main)
        _carry_parties(kept, main, today_of(by, now))
        return stepped(
            kept,
            Act.MERGE,
            by=by,
            now=now,
            data={"into": main.number},
            merged_into=main,
            asked_at=None,
        )


def _hold_in_order(*keys: UUID) -> None:
    """Holds the rows in the order of their keys, so that two who merge them crosswise both end."""
    rows = Complaint.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _carry_parties(kept: Complaint, main: Complaint, on: date) -> None:
    rows = kept.reported_parties.values_list("person_id", "named_by_id", "named_at")
    ReportedParty.objects.bulk_create(
        [
            ReportedParty(complaint=main, person_id=person, named_by_id=named_by, named_at=at)
            for person, named_by, at in rows
        ],
        ignore_conflicts=True,
    )
    free_of_parties(main, on)


@with_papers
def hand_over(
    *, key: UUID, to: str, number: str, text: str, by: Person, now: datetime
) -> Complaint:
    """An alleged crime goes to law enforcement with a letter; here it is only read from now on.

    The letter says what is alleged and where it came from, never who reported. Raises
    Complaint.DoesNotExist, NotAllowed, ComplaintMoved, and what `issue_handover` raises.
    """
    body, said = body_of(to), allegation_of(text)
    with transaction.atomic():
        kept = held(key, Act.HAND_OVER, by=by, now=now)
        today = day_in(kept.unit.zone, now)
        letter = issue_handover(
            told=papers.handover(kept, said),
            agency=kept.unit.agency,
            to=body,
            number=number,
            on=today,
            by=by,
            now=now,
        )
        stop_clocks(case=kept.pk, by=by, now=now)
        return stepped(
            kept,
            Act.HAND_OVER,
            by=by,
            now=now,
            data={"to": body},
            letter=letter,
            handed_over_to=body,
            handed_over_at=now,
            asked_at=None,
        )


def raise_concern(*, key: UUID, text: str, by: Person, now: datetime) -> Concern:
    """Maladministration at a unit that holds a title becomes a task of TPI; once a complaint.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("concern_without_title", "concern_put_already"), AftercareRefused.
    """
    with transaction.atomic():
        kept = held(key, Act.CONCERN, by=by, now=now)
        titles = Award.objects.select_related("unit__agency").filter(revoked_on__isnull=True)
        award = titles.filter(unit_id=kept.unit_id).order_by("-awarded_on").first()
        if award is None:
            raise ComplaintRefused("concern_without_title", unit=kept.unit.name)
        reference = f"complaint:{kept.pk}"
        if award.concerns.filter(reference=reference).exists():
            raise ComplaintRefused("concern_put_already")
        made = put_concern(
            award=award,
            source=ConcernSource.COMPLAINT,
            text=text,
            reported_on=day_in(kept.unit.zone, kept.filed_at),
            reference=reference,
            by=by,
            now=now,
        )
        write_step(kept, Act.CONCERN, by=by, now=now)
    return made


def tell_of_ombudsman(*, now: datetime) -> int:
    """Tells the reporters of what is open for more than 60 working days, once; how many."""
    longest_ago = now - timedelta(days=OMBUDSMAN_AFTER * 7 // 5)
    rows = Complaint.objects.filter(
        Q(state__in=[state.value for state in OPEN]) | Q(state=ComplaintState.APPEALED),
        ombudsman_told_at__isnull=True,
        filed_at__lt=longest_ago,
    ).select_related("unit__agency")
    told = 0
    for key in list(rows.order_by("filed_at").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            kept = rows.select_for_update(of=("self",)).filter(pk=key).first()
            if kept is None or _age(kept, now) <= OMBUDSMAN_AFTER:
                continue
            say(kept, MessageKind.NOTICE, OMBUDSMAN, by=None, now=now)
            kept.ombudsman_told_at = now
            kept.save(update_fields=["ombudsman_told_at"])
            write_step(kept, Act.OMBUDSMAN, by=None, now=now)
            told += 1
    return told


def _age(kept: Complaint, now: datetime) -> int:
    first: date = day_in(kept.unit.zone, kept.filed_at)
    today = day_in(kept.unit.zone, now)
    return working_days_between(
        first, today, holidays_between(kept.unit.agency, first, today + AHEAD)
    )
