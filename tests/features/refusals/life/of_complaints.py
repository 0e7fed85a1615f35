"""A complaint at the desk of the unit. Duties there are no roles: three of the cast hold them.

`colleague` coordinates for the agency, `staff` is the liaison of the unit, `group_member` handles
what is given to them. Whoever can't find a complaint is refused like whoever may not act on it.
"""

import io
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.complaints.actions import appeals, desk, files, filing, lapor, people, settling, years
from bening.complaints.content import Identity, Story
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    IntakeWay,
    OfficerDuty,
    RefusalReason,
)
from bening.domain.complaints import ComplaintRefused
from tests.features.aftercare.conftest import make_award
from tests.features.complaints.conftest import PDF, STORY, filed, officer
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Act, Row, rows
from tests.people import NOW, make_person

TEXT: dict[str, Any] = {"text": "Tulisan", "now": NOW}
LAST_YEAR = NOW.year - 1


def received(cast: LifeCast) -> SimpleNamespace:
    """Just filed, with a name and a file; another one beside it."""
    cast.assigned(Role.TPI)
    officer(cast.colleague, OfficerDuty.COORDINATOR)
    duty = officer(cast.staff, OfficerDuty.LIAISON, cast.unit)
    officer(cast.group_member, OfficerDuty.HANDLER, cast.unit)
    kept = filed(cast.unit, identity=Identity(name="Sari", contact="0812")).complaint
    attached = files.attach_file(
        complaint=kept, file=io.BytesIO(PDF), filename="bukti.pdf", now=NOW
    )
    return SimpleNamespace(
        unit=cast.unit,
        other_unit=cast.other_unit,
        handler=cast.group_member,
        about=make_person("Rudi Terlapor", agency=cast.agency),
        key=kept.pk,
        same=filed(cast.unit).complaint.pk,
        attached=attached.pk,
        duty=duty.pk,
    )


def worked_on(cast: LifeCast) -> SimpleNamespace:
    """The handler holds it and has begun."""
    made = received(cast)
    desk.verify(key=made.key, classification=ComplaintClass.ORDINARY, by=cast.staff, now=NOW)
    desk.assign(key=made.key, handler=made.handler, by=cast.staff, now=NOW)
    desk.start(key=made.key, by=made.handler, now=NOW)
    make_award(cast)
    return made


def given(cast: LifeCast) -> SimpleNamespace:
    """The handler holds it and has not begun."""
    made = received(cast)
    desk.verify(key=made.key, classification=ComplaintClass.ORDINARY, by=cast.staff, now=NOW)
    desk.assign(key=made.key, handler=made.handler, by=cast.staff, now=NOW)
    return made


def left_alone(cast: LifeCast) -> SimpleNamespace:
    """Answered, and its reporter kept silent for the lawful wait."""
    made = worked_on(cast)
    Complaint.objects.filter(pk=made.key).update(
        state="answered", answered_at=NOW, silent_until="2026-04-01"
    )
    return made


def appealed(cast: LifeCast) -> SimpleNamespace:
    """Refused by somebody who has left the desk since; its reporter appeals."""
    made = received(cast)
    Complaint.objects.filter(pk=made.key).update(
        state="appealed", refused_by=make_person("Petugas Lama", agency=cast.agency)
    )
    return made


def without_one(cast: LifeCast) -> SimpleNamespace:
    """The unit says that nobody complained in a year that is over."""
    made = received(cast)
    made.none = years.state_none(
        unit=cast.unit, year=LAST_YEAR - 1, note="Kotak dibuka", by=cast.staff, now=NOW
    )
    return made


def seen(act: Act) -> Act:
    """What somebody can't find is refused to them."""

    def tried(made: SimpleNamespace, by: Person) -> object:
        try:
            return act(made, by)
        except ObjectDoesNotExist:
            raise NotAllowed("complaint_act_by", roles=[]) from None

    return tried


def coordinate(person: Person, by: Person) -> object:
    """A duty of the whole agency is of the agency of who gives it: others have nobody there."""
    try:
        return people.give_duty(person=person, duty=OfficerDuty.COORDINATOR, by=by, now=NOW)
    except ComplaintRefused as refusal:
        if refusal.code != "duty_of_other_agency":
            raise
        raise NotAllowed("complaint_duty_by") from None


DESK: dict[str, Row] = (
    rows(
        received,
        verify=seen(
            lambda s, by: desk.verify(
                key=s.key, classification=ComplaintClass.ORDINARY, by=by, now=NOW
            )
        ),
        refuse=seen(
            lambda s, by: desk.refuse(key=s.key, reason=RefusalReason.ABUSE, by=by, **TEXT)
        ),
        forward=seen(lambda s, by: desk.forward(key=s.key, unit=s.other_unit, by=by, now=NOW)),
    )
    | rows(
        given,
        start=seen(lambda s, by: desk.start(key=s.key, by=by, now=NOW)),
        assign=seen(lambda s, by: desk.assign(key=s.key, handler=s.handler, by=by, now=NOW)),
    )
    | rows(
        worked_on,
        ask=seen(lambda s, by: desk.ask(key=s.key, by=by, **TEXT)),
        note=seen(lambda s, by: desk.note(key=s.key, by=by, **TEXT)),
        redirect=seen(lambda s, by: desk.redirect(key=s.key, by=by, **TEXT)),
        answer=seen(lambda s, by: desk.answer(key=s.key, by=by, **TEXT)),
    )
)
SETTLING: dict[str, Row] = (
    rows(
        received,
        merge=seen(lambda s, by: settling.merge(key=s.key, into=s.same, by=by, now=NOW)),
    )
    | rows(
        worked_on,
        hand_over=seen(
            lambda s, by: settling.hand_over(key=s.key, to="Polres", number="1", by=by, **TEXT)
        ),
        raise_concern=seen(lambda s, by: settling.raise_concern(key=s.key, by=by, **TEXT)),
    )
    | rows(
        left_alone,
        close_silent=seen(lambda s, by: settling.close_silent(key=s.key, by=by, now=NOW)),
    )
)
APPEALS: dict[str, Row] = rows(
    appealed,
    decide_appeal=seen(
        lambda s, by: appeals.decide_appeal(key=s.key, is_granted=True, by=by, **TEXT)
    ),
)
PEOPLE: dict[str, Row] = rows(
    given,
    name_party=seen(lambda s, by: people.name_party(key=s.key, person=s.about, by=by, now=NOW)),
    remove_party=seen(lambda s, by: people.remove_party(key=s.key, person=s.about, by=by, now=NOW)),
    open_identity=seen(
        lambda s, by: people.open_identity(key=s.key, reason="Menelepon", by=by, now=NOW)
    ),
    give_duty=lambda s, by: people.give_duty(
        person=s.about, duty=OfficerDuty.HANDLER, unit=s.unit, by=by, now=NOW
    ),
    give_duty__of_agency=lambda s, by: coordinate(s.about, by),
    end_duty=seen(lambda s, by: people.end_duty(key=s.duty, by=by, now=NOW)),
)
FILES: dict[str, Row] = rows(
    given,
    open_file=seen(lambda s, by: files.open_file(key=s.key, attachment=s.attached, by=by, now=NOW)),
)
FILING: dict[str, Row] = rows(
    received,
    enter_complaint=lambda s, by: filing.enter_complaint(
        unit=s.unit,
        report=filing.Report(story=Story(story=STORY)),
        identity=None,
        way=IntakeWay.PHONE,
        by=by,
        now=NOW,
    ),
)
LAPOR: dict[str, Row] = rows(
    received,
    import_list=lambda s, by: lapor.import_list(
        unit=s.unit, content=b"Nomor;Status\n1;Proses\n", filename="a.csv", by=by, now=NOW
    ),
)
YEARS: dict[str, Row] = rows(
    without_one,
    state_none=lambda s, by: years.state_none(
        unit=s.unit, year=LAST_YEAR, note="Kotak dibuka", by=by, now=NOW
    ),
    confirm_none=lambda s, by: years.confirm_none(key=s.none.pk, by=by, now=NOW),
)
