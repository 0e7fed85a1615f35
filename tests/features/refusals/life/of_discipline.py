"""Discipline: an officer keeps the case of one of the staff, one examines, heads decide."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from bening.accounts.models import Person
from bening.discipline import actions
from bening.discipline.models import AppealResult, Capacity, DisciplineCase, Level, NoCase, RuleKind
from tests.features.discipline.conftest import (
    SOON,
    TOMORROW,
    call,
    days,
    decide,
    examined,
    handed_over,
    keep,
    proposed,
    registered,
    summoned,
    write,
)
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

SETTLED: dict[str, Any] = {
    "result": AppealResult.UPHELD,
    "letter": "KEP-9",
    "settled_on": TODAY + timedelta(days=4),
    "reason": "Tetap",
    "now": days(5),
}
START = date(2026, 5, 8)


def kept(cast: LifeCast) -> SimpleNamespace:
    """A case in each state; the colleague is officer, the group's member examines."""
    officer = keep(cast, cast.colleague)
    made = SimpleNamespace(
        unit=cast.unit, staff=cast.staff, examiner=cast.group_member, other=cast.group_lead
    )
    made.officer = actions.name_officer(  # begins after all that is tried here
        unit=cast.unit,
        person=cast.group_lead.email,
        starts_on=TODAY + timedelta(days=300),
        by=cast.unit_head,
        now=NOW,
    )
    made.rule = rule(made, cast.pic, "PER-1")

    def case() -> DisciplineCase:
        return registered(officer, cast.staff)

    made.reported = case()
    actions.name_examiner(
        case=made.reported,
        person=cast.group_member.email,
        capacity=Capacity.SUPERIOR,
        by=officer,
        now=NOW,
    )
    made.named = made.reported.examiners.get()
    made.summoned = summoned(case(), officer, cast.group_member)
    made.examined = examined(case(), officer, cast.group_member)
    made.proposed = proposed(case(), officer, cast.group_member)
    made.decided = decide(proposed(case(), officer, cast.group_member), cast.unit_head)
    made.told = over(case(), cast)
    made.ended = over(case(), cast)
    made.appealed = over(case(), cast)
    actions.file_appeal(case=made.appealed, grounds="Keberatan", by=cast.staff, now=days(3))
    made.serving = over(case(), cast)
    actions.start_sanction(case=made.serving, starts_on=START, by=officer, now=days(40))
    cast.staff.employee_number = ABSENT[0][1]
    cast.staff.save(update_fields=["employee_number"])
    before = [*ABSENT[0][:2], "2025-01-01", "2025-01-28", *ABSENT[0][4:]]
    actions.import_recap(table=[before], by=officer, now=NOW)
    return made


def over(case: DisciplineCase, cast: LifeCast) -> DisciplineCase:
    return handed_over(case, cast.colleague, cast.group_member, cast.unit_head)


def rule(s: SimpleNamespace, by: Person, number: str) -> object:
    return actions.enter_rule(
        unit=s.unit,
        kind=RuleKind.ETHICS,
        title="Kode etik",
        number=number,
        starts_on=TODAY,
        by=by,
        now=NOW,
    )


ABSENT = [["2", "198001012005011001", "2026-01-01", "2026-01-28", "9", "", ""]]


def absent(s: SimpleNamespace) -> dict[str, Any]:
    return {"person": s.staff.pk, "year": 2025, "now": NOW}


ACTS: dict[str, Row] = rows(
    kept,
    name_officer=lambda s, by: actions.name_officer(
        unit=s.unit, person=s.examiner.email, starts_on=TODAY, by=by, now=NOW
    ),
    end_officer=lambda s, by: actions.end_officer(officer=s.officer, by=by, now=days(1)),
    enter_rule=lambda s, by: rule(s, by, "PER-2"),
    end_rule=lambda s, by: actions.end_rule(rule=s.rule, by=by, now=NOW),
    hold_outreach=lambda s, by: actions.hold_outreach(
        unit=s.unit,
        rules=[s.rule],
        way="Apel",
        held_on=TODAY,
        participants=30,
        proof="DH-1",
        by=by,
        now=NOW,
    ),
    register_case=lambda s, by: registered(by, s.staff),
    set_level=lambda s, by: actions.set_level(
        case=s.reported, level=Level.MODERATE, by=by, now=NOW
    ),
    name_examiner=lambda s, by: actions.name_examiner(
        case=s.reported, person=s.other.email, capacity=Capacity.OVERSIGHT, by=by, now=NOW
    ),
    release_examiner=lambda s, by: actions.release_examiner(examiner=s.named, by=by, now=NOW),
    drop_case=lambda s, by: actions.drop_case(case=s.reported, reason="Salah", by=by, now=NOW),
    summon=lambda s, by: call(s.reported, by),
    record_attendance=lambda s, by: actions.record_attendance(
        case=s.summoned, came=True, by=by, now=TOMORROW
    ),
    examine=lambda s, by: write(s.examined, by),
    propose=lambda s, by: actions.propose(
        case=s.examined, analysis="Terbukti", code="", by=by, now=TOMORROW
    ),
    decide_case=lambda s, by: decide(s.proposed, by),
    look_at_recap=lambda s, by: actions.look_at_recap(table=ABSENT, by=by, now=NOW),
    import_recap=lambda s, by: actions.import_recap(table=ABSENT, by=by, now=NOW),
    open_for_absence=lambda s, by: actions.open_for_absence(
        level=Level.LIGHT, happened_on=date(2025, 1, 28), act="x", article="y", by=by, **absent(s)
    ),
    set_absence_aside=lambda s, by: actions.set_absence_aside(
        no_case=NoCase.MISTAKEN, by=by, **absent(s)
    ),
    hand_to_law=lambda s, by: actions.hand_to_law(
        case=s.examined, to="Polres", number="180/1", text="Suap", by=by, now=TOMORROW
    ),
    return_proposal=lambda s, by: actions.return_proposal(
        case=s.proposed, reason="Periksa saksi", by=by, now=TOMORROW
    ),
    hand_over=lambda s, by: actions.hand_over(
        case=s.decided, received_on=SOON, by=by, now=TOMORROW
    ),
    file_appeal=lambda s, by: actions.file_appeal(
        case=s.told, grounds="Keberatan", by=by, now=days(3)
    ),
    settle_appeal=lambda s, by: actions.settle_appeal(case=s.appealed, by=by, **SETTLED),
    start_sanction=lambda s, by: actions.start_sanction(
        case=s.ended, starts_on=START, by=by, now=days(40)
    ),
    close_case=lambda s, by: actions.close_case(case=s.serving, by=by, now=days(41)),
    open_case=lambda s, by: actions.open_case(
        case=s.reported, reason="Menyiapkan sidang", by=by, now=NOW
    ),
    open_own=lambda s, by: actions.open_own(case=s.told, by=by),
    note_register=lambda s, by: actions.note_register(by=by, rows=3, now=NOW),
)
