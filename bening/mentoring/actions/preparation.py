"""A unit prepares for the national team: names whom to interview, calls items ready."""

from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.mentoring import access
from bening.mentoring.models import InterviewPartner, PreparationItem, PreparedItem
from bening.mentoring.people import staff_on
from bening.mentoring.preparation import AREAS
from bening.mentoring.refusals import MentoringRefused, WrongMoment
from bening.mentoring.states import PREPARES
from bening.programs.models import ProgramState, ZoneProgram


def name_partner(
    *, program: ZoneProgram, area: int, person: Person, by: Person, now: datetime
) -> InterviewPartner:
    """Names somebody of the unit for interviews about an area.

    Raises NotAllowed, WrongMoment("preparation_not_now", "partner_named_already"),
    MentoringRefused("area_unknown", "partner_not_of_unit").
    """
    on = today_of(by, now)
    with transaction.atomic():
        held = _open(program, by, now)
        if not 1 <= area <= AREAS:
            raise MentoringRefused("area_unknown", field="area", area=area)
        if not staff_on(held.unit, on=on).filter(pk=person.pk).exists():
            raise MentoringRefused(
                "partner_not_of_unit", field="person", name=person.name, unit=held.unit.name
            )
        if held.interview_partners.filter(area=area, person=person).exists():
            raise WrongMoment("partner_named_already", field="person", name=person.name, area=area)
        made = InterviewPartner.objects.create(
            agency_id=held.agency_id,
            program=held,
            area=area,
            person=person,
            named_by=by,
            named_at=now,
        )
        data = {"person": person.pk, "person_name": person.name, "area": area}
        _record("preparation.partner_named", held, by=by, now=now, data=data)
    return made


def drop_partner(
    *, program: ZoneProgram, partner: InterviewPartner, by: Person, now: datetime
) -> InterviewPartner:
    """Takes somebody off the list again.

    Raises NotAllowed, WrongMoment("preparation_not_now", "partner_gone").
    """
    with transaction.atomic():
        held = _open(program, by, now)
        kept = held.interview_partners.filter(pk=partner.pk).select_related("person").first()
        if kept is None:
            raise WrongMoment("partner_gone")
        data = {"person": kept.person_id, "person_name": kept.person.name, "area": kept.area}
        InterviewPartner.objects.filter(pk=kept.pk).delete()
        _record("preparation.partner_dropped", held, by=by, now=now, data=data)
    return kept


def call_ready(*, program: ZoneProgram, item: str, by: Person, now: datetime) -> PreparedItem:
    """Says that an item of the list is ready.

    Raises NotAllowed, WrongMoment("preparation_not_now", "item_ready_already").
    """
    with transaction.atomic():
        held = _open(program, by, now)
        chosen = PreparationItem(item)
        kept = held.prepared_items.filter(item=chosen).select_related("ready_by").first()
        if kept is not None:
            raise WrongMoment("item_ready_already", name=kept.ready_by.name)
        made = PreparedItem.objects.create(
            agency_id=held.agency_id, program=held, item=chosen, ready_by=by, ready_at=now
        )
        _record("preparation.ready", held, by=by, now=now, data={"item": chosen.value})
    return made


def take_back(*, program: ZoneProgram, item: str, by: Person, now: datetime) -> PreparedItem:
    """Says that an item is not ready after all.

    Raises NotAllowed, WrongMoment("preparation_not_now", "item_not_ready").
    """
    with transaction.atomic():
        held = _open(program, by, now)
        kept = held.prepared_items.filter(item=PreparationItem(item)).first()
        if kept is None:
            raise WrongMoment("item_not_ready")
        PreparedItem.objects.filter(pk=kept.pk).delete()
        _record("preparation.taken_back", held, by=by, now=now, data={"item": kept.item})
    return kept


def _open(program: ZoneProgram, by: Person, now: datetime) -> ZoneProgram:
    """The program, locked, where `by` prepares it now. Raises NotAllowed, WrongMoment."""
    held: ZoneProgram = (
        ZoneProgram.objects.select_for_update(of=("self",))
        .select_related("unit__agency")
        .get(pk=program.pk)
    )
    access.check_can_prepare(by, held.unit, on=today_of(by, now))
    if held.state not in PREPARES:
        raise WrongMoment("preparation_not_now", state=str(ProgramState(held.state).label))
    return held


def _record(
    act: str, program: ZoneProgram, *, by: Person, now: datetime, data: dict[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=program.agency_id,
        subject=("preparation", program.pk),
        at=now,
        data=data,
    )
