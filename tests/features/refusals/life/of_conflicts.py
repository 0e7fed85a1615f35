"""Conflicts of interest: the staff declares, the head of the unit decides, an officer looks on."""

from datetime import timedelta
from types import SimpleNamespace

from bening.accounts.models import Person
from bening.conflicts import actions
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import (
    AnswerOfFreedom,
    CaseState,
    ConflictCase,
    ConflictOfficer,
    ControlKind,
    Kind,
    Level,
    Occasion,
    OutreachKind,
    Source,
)
from bening.domain.conflicts import Section
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.features.services.test_services import make_service
from tests.people import NOW, SINCE, TODAY

LATER = TODAY + timedelta(days=30)


def looked_after(cast: LifeCast) -> SimpleNamespace:
    """Everything of the unit that somebody can act on; the colleague is its officer."""
    made = SimpleNamespace(unit=cast.unit, staff=cast.staff, head=cast.unit_head)
    made.officer = ConflictOfficer.objects.create(
        agency=cast.agency,
        unit=cast.unit,
        person=cast.colleague,
        starts_on=SINCE,
        given_by=cast.unit_head,
        given_at=NOW,
    )
    made.case = declare(cast.staff)
    made.decided = decide(declare(cast.staff), cast.unit_head)
    made.measure = made.decided.measures.get()
    made.watched = decide(declare(cast.staff), cast.unit_head)
    actions.finish_measure(
        measure=made.watched.measures.get(), text="Sudah", by=cast.staff, now=NOW
    )
    check(made.watched, cast.unit_head)
    made.report, _code = actions.report_conflict(
        unit=cast.unit, named="Petugas loket", text="Mendahulukan kerabat", now=NOW
    )
    made.function = actions.add_function(unit=cast.unit, name="Perizinan", by=cast.pic, now=NOW)
    made.service = make_service(cast)
    made.control = actions.apply_to_service(
        service=made.service, practice="Satu", proof="SK", starts_on=TODAY, by=cast.pic, now=NOW
    )
    made.statement = ask(made, cast.unit_head)
    made.consultation = actions.ask_consultation(text="Bolehkah?", by=cast.staff, now=NOW)
    made.signed = sign(cast.staff)
    made.draft = actions.start_list(by=cast.staff, now=NOW)
    actions.add_interest(
        listing=made.draft,
        section=Section.FAMILY,
        name="Ipar",
        relation="Semenda",
        by=cast.staff,
        now=NOW,
    )
    made.draft.refresh_from_db()
    return made


def complete(cast: LifeCast) -> SimpleNamespace:
    """A list with every part answered."""
    row = actions.start_list(by=cast.staff, now=NOW)
    for part in Section:
        actions.state_no_interest(listing=row, section=part, by=cast.staff, now=NOW)
    return SimpleNamespace(listing=row)


def declare(by: Person) -> ConflictCase:
    return actions.declare_conflict(
        kind=Kind.ACTUAL,
        sources=[Source.FAMILY],
        description="Ipar mengajukan izin",
        proposed=[ControlKind.WITHDRAW],
        by=by,
        now=NOW,
    )


def decide(case: ConflictCase, by: Person) -> ConflictCase:
    return actions.decide_case(
        case=case,
        outcome=CaseState.CONTROLLED,
        reason="Hubungan keluarga",
        measure=withdrawal(),
        by=by,
        now=NOW,
    )


def withdrawal() -> MeasureHead:
    return MeasureHead(ControlKind.WITHDRAW, "Tidak memutus izin itu", LATER)


def check(case: ConflictCase, by: Person) -> object:
    return actions.check_case(case=case, works=True, text="Berjalan", by=by, now=NOW)


def sign(by: Person) -> object:
    row = actions.start_list(by=by, now=NOW)
    for part in Section:
        actions.state_no_interest(listing=row, section=part, by=by, now=NOW)
    return actions.sign_list(listing=row, rank="", agrees=True, by=by, now=NOW)


def ask(made: SimpleNamespace, by: Person) -> object:
    return actions.ask_statement(
        unit=made.unit,
        person=made.staff.email,
        occasion=Occasion.TENDER,
        subject="Pengadaan",
        due_on=LATER,
        by=by,
        now=NOW,
    )


ACTS: dict[str, Row] = rows(
    looked_after,
    declare_conflict=lambda _s, by: declare(by),
    ask_consultation=lambda _s, by: actions.ask_consultation(text="Ragu", by=by, now=NOW),
    start_list=lambda _s, by: actions.start_list(by=by, now=NOW + timedelta(days=400)),
    decide_case=lambda s, by: decide(s.case, by),
    add_measure=lambda s, by: actions.add_measure(
        case=s.decided, measure=withdrawal(), by=by, now=NOW
    ),
    finish_measure=lambda s, by: actions.finish_measure(
        measure=s.measure, text="Sudah", by=by, now=NOW
    ),
    check_case=lambda s, by: check(s.decided, by),
    close_case=lambda s, by: actions.close_case(case=s.watched, by=by, now=NOW),
    identify_person=lambda s, by: actions.identify_person(
        case=s.report, person=s.staff.email, by=by, now=NOW
    ),
    open_case=lambda s, by: actions.open_case(case=s.case, reason="Menilai", by=by, now=NOW),
    open_list=lambda s, by: actions.open_list(listing=s.signed, reason="Menilai", by=by, now=NOW),
    open_consultation=lambda s, by: actions.open_consultation(
        consultation=s.consultation, by=by, now=NOW
    ),
    name_officer=lambda s, by: actions.name_officer(
        unit=s.unit, person=s.staff.email, starts_on=TODAY, by=by, now=NOW
    ),
    end_officer=lambda s, by: actions.end_officer(officer=s.officer, by=by, now=NOW),
    add_function=lambda s, by: actions.add_function(unit=s.unit, name="Pengadaan", by=by, now=NOW),
    map_function=lambda s, by: actions.map_function(
        function=s.function,
        possible="Kerabat",
        posts="Petugas",
        level=Level.LOW,
        prevention="Dua orang",
        owner=s.head.email,
        review_on=LATER,
        by=by,
        now=NOW,
    ),
    close_function=lambda s, by: actions.close_function(function=s.function, by=by, now=NOW),
    hold_outreach=lambda s, by: actions.hold_outreach(
        unit=s.unit,
        kind=OutreachKind.TRAINING,
        title="Pelatihan",
        held_on=TODAY,
        participants=9,
        proof="Daftar hadir",
        services=[s.service],
        by=by,
        now=NOW,
    ),
    apply_to_service=lambda s, by: actions.apply_to_service(
        service=s.service, practice="Dua orang", proof="SOP 4", starts_on=TODAY, by=by, now=NOW
    ),
    end_service=lambda s, by: actions.end_service(control=s.control, ends_on=TODAY, by=by, now=NOW),
    ask_statement=ask,
    give_statement=lambda s, by: actions.give_statement(
        statement=s.statement, answer=AnswerOfFreedom.FREE, by=by, now=NOW
    ),
    answer_consultation=lambda s, by: actions.answer_consultation(
        consultation=s.consultation, text="Boleh", by=by, now=NOW
    ),
    add_interest=lambda s, by: actions.add_interest(
        listing=s.draft, section=Section.BUSINESS, name="CV", relation="Saham", by=by, now=NOW
    ),
    remove_interest=lambda s, by: actions.remove_interest(
        listing=s.draft,
        section=Section.FAMILY,
        position=0,
        seen_version=s.draft.version,
        by=by,
        now=NOW,
    ),
    state_no_interest=lambda s, by: actions.state_no_interest(
        listing=s.draft, section=Section.BUSINESS, by=by, now=NOW
    ),
) | rows(
    complete,
    sign_list=lambda s, by: actions.sign_list(
        listing=s.listing, rank="", agrees=True, by=by, now=NOW
    ),
)
