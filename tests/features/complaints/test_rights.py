"""Who may do what at the desk: every write, and who of all these people may."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.complaints.actions import appeals, desk, filing, lapor, people, settling, years
from bening.complaints.content import Identity, Story
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    ComplaintOfficer,
    IntakeWay,
    OfficerDuty,
    RefusalReason,
)
from bening.domain.refusals import Refused
from tests.features.complaints.conftest import STORY, filed, officer
from tests.people import NOW, Cast, make_person

pytestmark = pytest.mark.django_db

DESK = "coordinator liaison"
OFFICERS = DESK + " handler"
WATCH = "unit_head parent_head inspector agency_head"
WHO = (
    *("outsider", "operator", "colleague", "area_member", "area_lead", "pic", "unit_head"),
    *("parent_head", "inspector", "agency_admin", "agency_head", "coordinator", "liaison"),
    *("handler", "other_liaison", "other_handler"),
)
TEXT: dict[str, Any] = {"text": "Tulisan", "now": NOW}

Act = Callable[[Cast, Complaint, Person], object]
TABLE: dict[str, tuple[str, str, Act]] = {
    "verify": (
        "filed",
        DESK,
        lambda c, k, by: desk.verify(
            key=k.pk, classification=ComplaintClass.ORDINARY, by=by, now=NOW
        ),
    ),
    "refuse": (
        "filed",
        DESK,
        lambda c, k, by: desk.refuse(key=k.pk, reason=RefusalReason.ABUSE, by=by, **TEXT),
    ),
    "forward": (
        "in_progress",
        DESK,
        lambda c, k, by: desk.forward(key=k.pk, unit=c.other_unit, by=by, now=NOW),
    ),
    "assign": (
        "in_progress",
        DESK,
        lambda c, k, by: desk.assign(
            key=k.pk, handler=Person.objects.get(name="Lukman Hakim"), by=by, now=NOW
        ),
    ),
    "start": ("verified", OFFICERS, lambda c, k, by: desk.start(key=k.pk, by=by, now=NOW)),
    "ask": ("in_progress", OFFICERS, lambda c, k, by: desk.ask(key=k.pk, by=by, **TEXT)),
    "note": (
        "in_progress",
        f"{OFFICERS} {WATCH}",
        lambda c, k, by: desk.note(key=k.pk, by=by, **TEXT),
    ),
    "answer": ("in_progress", OFFICERS, lambda c, k, by: desk.answer(key=k.pk, by=by, **TEXT)),
    "close_silent": (
        "silent",
        DESK,
        lambda c, k, by: settling.close_silent(key=k.pk, by=by, now=NOW),
    ),
    "hand_over": (
        "in_progress",
        f"coordinator {WATCH}",
        lambda c, k, by: settling.hand_over(key=k.pk, to="Polres", number="1", by=by, **TEXT),
    ),
    "raise_concern": (
        "in_progress",
        f"coordinator {WATCH}",
        lambda c, k, by: settling.raise_concern(key=k.pk, by=by, **TEXT),
    ),
    "decide_appeal": (
        "appealed",
        f"coordinator {WATCH}",
        lambda c, k, by: appeals.decide_appeal(key=k.pk, is_granted=True, by=by, **TEXT),
    ),
    "name_party": (
        "in_progress",
        f"{OFFICERS} {WATCH}",
        lambda c, k, by: people.name_party(key=k.pk, person=c.area_member, by=by, now=NOW),
    ),
    "open_identity": (
        "in_progress",
        OFFICERS,
        lambda c, k, by: people.open_identity(key=k.pk, reason="Menelepon", by=by, now=NOW),
    ),
    "give_duty": (
        "filed",
        "unit_head parent_head agency_admin",
        lambda c, k, by: people.give_duty(
            person=c.area_member, duty=OfficerDuty.HANDLER, unit=c.unit, by=by, now=NOW
        ),
    ),
    "give_duty of the agency": (
        "filed",
        "agency_admin",
        lambda c, k, by: people.give_duty(
            person=c.area_member, duty=OfficerDuty.COORDINATOR, by=by, now=NOW
        ),
    ),
    "end_duty": (
        "filed",
        "unit_head parent_head agency_admin",
        lambda c, k, by: people.end_duty(
            key=ComplaintOfficer.objects.get(person__name="Lukman Hakim").pk, by=by, now=NOW
        ),
    ),
    "enter_complaint": (
        "filed",
        f"{OFFICERS} other_handler",
        lambda c, k, by: filing.enter_complaint(
            unit=c.unit,
            report=filing.Report(story=Story(story=STORY)),
            identity=None,
            way=IntakeWay.PHONE,
            by=by,
            now=NOW,
        ),
    ),
    "import_list": (
        "filed",
        "coordinator",
        lambda c, k, by: lapor.import_list(
            unit=c.unit, content=b"Nomor;Status\n1;Proses\n", filename="a.csv", by=by, now=NOW
        ),
    ),
    "state_none": (
        "filed",
        f"{DESK} unit_head",
        lambda c, k, by: years.state_none(unit=c.unit, year=2024, note="x", by=by, now=NOW),
    ),
}


def in_state(cast: Cast, state: str, liaison: Person, handler: Person) -> Complaint:
    """A complaint of the cast's unit that the handler holds, as far as `state` says."""
    kept = filed(cast.unit, identity=Identity(name="Sari", contact="1")).complaint
    if state == "filed":
        return kept
    changes: dict[str, Any] = {"classification": "ordinary", "owner": handler, "state": state}
    if state == "appealed":
        changes |= {"refused_by": make_person("Petugas Lama", agency=cast.agency)}
    if state == "silent":
        changes |= {"state": "answered", "silent_until": "2026-04-01", "answered_at": NOW}
    Complaint.objects.filter(pk=kept.pk).update(**changes)
    return kept


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_act_is_for_these_people_and_nobody_else(
    cast: Cast, coordinator: Person, liaison: Person, handler: Person, name: str
) -> None:
    state, allowed, act = TABLE[name]
    other = make_person("Nina Zahra", agency=cast.agency)
    officer(other, OfficerDuty.LIAISON, cast.other_unit)
    second = make_person("Oki Prabowo", agency=cast.agency)
    officer(second, OfficerDuty.HANDLER, cast.unit)
    own = {
        "coordinator": coordinator,
        "liaison": liaison,
        "handler": handler,
        "other_liaison": other,
        "other_handler": second,
    }
    kept = in_state(cast, state, liaison, handler)
    everybody: dict[str, Person] = {who: own.get(who) or getattr(cast, who) for who in WHO}
    found = []
    for who, by in everybody.items():
        held = transaction.savepoint()
        try:
            act(cast, kept, by)
        except (Complaint.DoesNotExist, ComplaintOfficer.DoesNotExist, NotAllowed):
            pass
        except Refused as refusal:
            if refusal.code not in {"concern_without_title", "duty_of_other_agency"}:
                raise
            if refusal.code == "concern_without_title":
                found.append(who)
        else:
            found.append(who)
        transaction.savepoint_rollback(held)
    assert sorted(found) == sorted(allowed.split())
