"""Requirements and the proposal on the agency's side, everything of the national team's."""

from datetime import date, timedelta
from types import SimpleNamespace

from bening.accounts.models import Person, Role
from bening.agencies.models import Agency
from bening.documents.models import DocumentKind
from bening.nominations import actions
from bening.nominations.actions.common import Paper
from bening.nominations.models import (
    ClearanceBody,
    ClearanceResult,
    FieldNoteKind,
    PanelSession,
    SelectionOutcome,
    Vote,
)
from bening.programs.models import ProgramState, ZoneProgram
from tests.features.nominations.conftest import AGENCY_VALUES, Proposals
from tests.features.pacts.conftest import picture
from tests.features.programs.papers import make_paper
from tests.features.refusals.life.of_programs import program_of
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Act, Row, rows
from tests.people import NOW, TODAY

LATER = NOW + timedelta(days=60)


def entering(cast: LifeCast) -> SimpleNamespace:
    """A cycle with the unit's program."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    program = program_of(cast)
    return SimpleNamespace(agency=cast.agency, unit=cast.unit, cycle=program.cycle)


def proposals_of(cast: LifeCast) -> Proposals:
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    return Proposals(cast)


def eligible(cast: LifeCast) -> SimpleNamespace:
    """An eligible unit beside an open, empty proposal."""
    made = proposals_of(cast)
    program = made.program
    return SimpleNamespace(cycle=made.cycle, program=program, nomination=made.open())


def in_proposal(cast: LifeCast) -> SimpleNamespace:
    """The unit in the proposal, nothing signed."""
    made = proposals_of(cast)
    program = made.program
    return SimpleNamespace(program=program, nomination=made.open(program))


def signed(cast: LifeCast) -> SimpleNamespace:
    """The proposal ready to be sent."""
    return SimpleNamespace(nomination=proposals_of(cast).nomination)


def in_state(cast: LifeCast, state: ProgramState) -> SimpleNamespace:
    """The unit's program in a state of the national stage."""
    made = proposals_of(cast)
    return SimpleNamespace(program=made.put(state), proposals=None)


def selecting(cast: LifeCast) -> SimpleNamespace:
    return in_state(cast, ProgramState.ADMIN_SELECTION)


def noted(cast: LifeCast) -> SimpleNamespace:
    """Passed with notes: a repair is awaited."""
    made = selecting(cast)
    select(made, cast.tpn_lead, SelectionOutcome.WITH_NOTES, repair_due_on=TODAY)
    return made


def failed(cast: LifeCast) -> SimpleNamespace:
    """Failed: the time for an objection runs."""
    made = selecting(cast)
    select(made, cast.tpn_lead, SelectionOutcome.FAILED)
    return made


def objected(cast: LifeCast) -> SimpleNamespace:
    made = failed(cast)
    object_(made, cast.agency_head)
    return made


def checking(cast: LifeCast) -> SimpleNamespace:
    return in_state(cast, ProgramState.TPN_PRECHECK)


def clearing(cast: LifeCast) -> SimpleNamespace:
    """One body was asked."""
    made = in_state(cast, ProgramState.CLEARANCE)
    ask_body(made, cast.tpn_lead, ClearanceBody.KPK)
    return made


def before_panel(cast: LifeCast) -> SimpleNamespace:
    made = in_state(cast, ProgramState.PANEL)
    made.people = [cast.tpn_lead, cast.tpn_member, cast.tpn_third]
    return made


def sitting(cast: LifeCast) -> SimpleNamespace:
    """A panel of three with its chair, nobody has voted; a fourth may be called in."""
    made = before_panel(cast)
    made.fourth = Proposals(cast).evaluator("Wira Nasional")
    made.member = cast.tpn_third
    made.session = actions.open_panel(
        program=made.program, members=made.people, by=cast.tpn_lead, now=NOW
    )
    return made


def voted(cast: LifeCast, vote: Vote = Vote.AWARD) -> SimpleNamespace:
    """All have voted."""
    made = sitting(cast)
    for person in made.people:
        cast_vote(made, person, vote)
    return made


def decided(cast: LifeCast, vote: Vote = Vote.AWARD) -> SimpleNamespace:
    """The panel has decided; no report yet."""
    made = voted(cast, vote)
    decide(made, cast.tpn_lead)
    return made


def reported(cast: LifeCast, vote: Vote = Vote.AWARD) -> SimpleNamespace:
    """The same with its report."""
    made = decided(cast, vote)
    session = PanelSession.objects.get(pk=made.session.pk)
    session.report = make_paper(cast, made.program, DocumentKind.NATIONAL_REPORT)
    session.save(update_fields=["report"])
    return made


def to_be_coached(cast: LifeCast) -> SimpleNamespace:
    return reported(cast, Vote.COACHING)


def at_agency(cast: LifeCast) -> SimpleNamespace:
    """The agency that may award has the decision."""
    made = proposals_of(cast)
    permit(cast.agency, cast.agency_admin)
    return SimpleNamespace(program=made.put(ProgramState.AGENCY_DECISION))


# acts


def permit(agency: Agency, by: Person) -> object:
    return actions.enter_permit(
        agency=agency,
        decree_number="KEP/9",
        starts_on=date(2026, 1, 1),
        ends_on=None,
        paper=paper(),
        by=by,
        now=NOW,
    )


def paper() -> Paper:
    return Paper(picture(), "surat.png")


def enter(requirement: str, value: str, *, of_unit: bool) -> Act:
    def act(s: SimpleNamespace, by: Person) -> object:
        return actions.enter_value(
            agency=s.agency,
            unit=s.unit if of_unit else None,
            year=2026,
            requirement=requirement,
            value=value,
            as_of=date(2026, 3, 31),
            source="Laporan",
            by=by,
            now=NOW,
        )

    return act


def select(
    s: SimpleNamespace, by: Person, outcome: SelectionOutcome, repair_due_on: date | None = None
) -> object:
    return actions.decide_selection(
        program=s.program,
        outcome=outcome,
        number="SEL/1",
        dated_on=TODAY,
        notes="Surat tidak lengkap.",
        repair_due_on=repair_due_on,
        by=by,
        now=NOW,
    )


def object_(s: SimpleNamespace, by: Person) -> object:
    return actions.file_objection(
        program=s.program,
        reason="Surat lengkap.",
        paper=paper(),
        number="SG/1",
        dated_on=TODAY,
        by=by,
        now=NOW,
    )


def ask_body(s: SimpleNamespace, by: Person, body: ClearanceBody) -> object:
    return actions.request_clearance(
        program=s.program, body=body, requested_on=TODAY, by=by, now=NOW
    )


def cast_vote(s: SimpleNamespace, by: Person, vote: Vote = Vote.AWARD) -> object:
    return actions.cast_vote(session=s.session, vote=vote, reason="Memenuhi.", by=by, now=NOW)


def decide(s: SimpleNamespace, by: Person) -> object:
    return actions.decide_panel(
        session=s.session, reason="Sesuai suara.", number="BA/1", dated_on=TODAY, by=by, now=NOW
    )


def award(s: SimpleNamespace, by: Person, *, act: object) -> object:
    return act(  # type: ignore[operator]
        program=s.program,
        decree_number="KEP/700",
        decreed_on=TODAY,
        paper=paper(),
        by=by,
        now=NOW,
    )


def on_panel(program: ZoneProgram, people: list[Person], by: Person) -> object:
    members = [by, *(one for one in people if one.pk != by.pk)]
    return actions.open_panel(program=program, members=members, by=by, now=NOW)


ACTS: dict[str, Row] = {
    **rows(
        entering,
        enter_value__of_agency=enter("opini_bpk", AGENCY_VALUES["opini_bpk"], of_unit=False),
        enter_value__of_unit=enter("layanan_inti", "ya", of_unit=True),
        enter_value__of_audit=enter("tindak_lanjut_pengawasan_persen", "100", of_unit=True),
        set_quota=lambda s, by: actions.set_quota(
            agency=s.agency, year=2026, most=3, source="Surat", by=by, now=NOW
        ),
        enter_permit=lambda s, by: permit(s.agency, by),
        set_rules=lambda s, by: actions.set_rules(
            cycle=s.cycle,
            objection_days=5,
            working_days=True,
            quorum=3,
            source="Surat",
            by=by,
            now=NOW,
        ),
    ),
    **rows(
        eligible,
        open_nomination=lambda s, by: actions.open_nomination(cycle=s.cycle, by=by, now=NOW),
        add_unit=lambda s, by: actions.add_unit(
            nomination=s.nomination, program=s.program, by=by, now=NOW
        ),
    ),
    **rows(
        in_proposal,
        remove_unit=lambda s, by: actions.remove_unit(
            nomination=s.nomination, program=s.program, by=by, now=NOW
        ),
        sign_statement=lambda s, by: actions.sign_statement(
            program=s.program, number="SPTJM/1", dated_on=TODAY, by=by, now=NOW
        ),
        issue_letter=lambda s, by: actions.issue_letter(
            nomination=s.nomination, number="B/1", dated_on=TODAY, by=by, now=NOW
        ),
    ),
    **rows(
        signed,
        nominate=lambda s, by: actions.nominate(nomination=s.nomination, by=by, now=NOW),
        ask_for_package=lambda s, by: actions.ask_for_package(
            nomination=s.nomination, by=by, now=NOW
        ),
    ),
    **rows(
        selecting,
        accept_gate=lambda s, by: actions.accept_gate(
            program=s.program, requirement="layanan_inti", reason="Teknis", by=by, now=NOW
        ),
        decide_selection=lambda s, by: select(s, by, SelectionOutcome.FAILED),
    ),
    **rows(
        noted,
        hand_in_repair=lambda s, by: actions.hand_in_repair(
            program=s.program,
            paper=paper(),
            by=by,
            now=NOW,
        ),
    ),
    **rows(
        failed,
        file_objection=object_,
        close_objection_period=lambda s, by: actions.close_objection_period(
            program=s.program, reason="Tidak ada sanggahan.", by=by, now=LATER
        ),
    ),
    **rows(
        objected,
        answer_objection=lambda s, by: actions.answer_objection(
            program=s.program, is_accepted=True, answer="Diterima.", by=by, now=NOW
        ),
    ),
    **rows(
        checking,
        reject_at_precheck=lambda s, by: actions.reject_at_precheck(
            program=s.program, reason="Opini.", number="N/1", dated_on=TODAY, by=by, now=NOW
        ),
        write_field_note=lambda s, by: actions.write_field_note(
            program=s.program,
            kind=FieldNoteKind.INTERVIEW,
            held_on=TODAY,
            about="Pengguna",
            findings="Dilayani.",
            by=by,
            now=NOW,
        ),
    ),
    **rows(
        clearing,
        request_clearance=lambda s, by: ask_body(s, by, ClearanceBody.OMBUDSMAN),
        record_clearance=lambda s, by: actions.record_clearance(
            program=s.program,
            body=ClearanceBody.KPK,
            result=ClearanceResult.CLEAR,
            received_on=TODAY,
            paper=paper(),
            by=by,
            now=NOW,
        ),
    ),
    **rows(before_panel, open_panel=lambda s, by: on_panel(s.program, s.people, by)),
    **rows(
        sitting,
        add_panel_member=lambda s, by: actions.add_panel_member(
            session=s.session, person=s.fourth, by=by, now=NOW
        ),
        cast_vote=cast_vote,
        mark_absent=lambda s, by: actions.mark_absent(
            session=s.session, person=s.member, reason="Sakit", by=by, now=NOW
        ),
    ),
    **rows(voted, decide_panel=decide),
    **rows(
        decided,
        issue_national_report=lambda s, by: actions.issue_national_report(
            program=s.program, number="LHE/1", dated_on=TODAY, by=by, now=NOW
        ),
    ),
    **rows(reported, award_title=lambda s, by: award(s, by, act=actions.award_title)),
    **rows(
        to_be_coached,
        decline_by_panel=lambda s, by: actions.decline_by_panel(
            program=s.program, reason="Perkuat.", by=by, now=NOW
        ),
    ),
    **rows(at_agency, award_by_agency=lambda s, by: award(s, by, act=actions.award_by_agency)),
}
