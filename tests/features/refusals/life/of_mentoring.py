"""Monitoring and mentoring: TPI and the inspector on one side, the unit on the other."""

from types import SimpleNamespace

from bening.accounts.models import Person, Role
from bening.evidence import actions as evidence
from bening.mentoring import actions
from bening.mentoring.actions import Attendee
from bening.mentoring.models import AttendeeSide, Frequency, ReportSide
from bening.programs.models import ProgramState
from tests.features.refusals.life.of_programs import program_of
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

BOTH = [Attendee(AttendeeSide.MENTOR, "Made"), Attendee(AttendeeSide.UNIT, "Ani")]


def mentored(cast: LifeCast) -> SimpleNamespace:
    """A unit under construction: asked, visited, reported on, with something to improve."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    unit, program = cast.unit, program_of(cast, ProgramState.BUILDING)
    made = SimpleNamespace(
        agency=cast.agency, unit=unit, program=program, area_member=cast.area_member
    )
    made.consultation = ask(made, cast.pic)
    made.visit = visit(made, cast.inspector)
    made.tpn_draft = ask_tpn(made, cast.inspector)
    made.tpn_question = ask_tpn(made, cast.inspector)
    send_to_tpn(made, cast.inspector)
    made.recommendation = recommend(made, cast.inspector, "lhe_1")
    made.of_member = recommend(made, cast.inspector, "lhe_1", owner=cast.area_member)
    made.proof = evidence.add_link(
        unit=unit, url="https://tirtamaya.example/sop", title="SOP", by=cast.pic, now=NOW
    )
    made.unit_report = report(made, cast.pic, ReportSide.UNIT)
    made.tpi_report = report(made, cast.inspector, ReportSide.TPI)
    return made


def followed_up(cast: LifeCast) -> SimpleNamespace:
    """The same with its question answered and what it was to improve claimed done."""
    made = mentored(cast)
    made.consultation = answer(made, cast.inspector)
    follow_up(made, cast.pic)
    return made


def shared(cast: LifeCast) -> SimpleNamespace:
    """The same with the answer shown to the whole agency."""
    made = followed_up(cast)
    made.consultation = share(made, cast.inspector)
    return made


def ask(s: SimpleNamespace, by: Person) -> object:
    return actions.ask(unit=s.unit, topic="Foto", question="Cukupkah?", by=by, now=NOW)


def answer(s: SimpleNamespace, by: Person) -> object:
    return actions.answer(consultation=s.consultation, answer="Cukup.", by=by, now=NOW)


def share(s: SimpleNamespace, by: Person) -> object:
    return actions.share(
        consultation=s.consultation, question="Cukupkah?", answer="Cukup.", by=by, now=NOW
    )


def visit(s: SimpleNamespace, by: Person) -> object:
    return actions.plan_visit(
        unit=s.unit, held_on=TODAY, place="Aula", purpose="Monev", by=by, now=NOW
    )


def ask_tpn(s: SimpleNamespace, by: Person, *, general: bool = False) -> object:
    return actions.ask_tpn(
        agency=s.agency,
        unit=None if general else s.unit,
        topic="Foto",
        question="Cukupkah?",
        by=by,
        now=NOW,
    )


def send_to_tpn(s: SimpleNamespace, by: Person, name: str = "tpn_question") -> object:
    return actions.send_to_tpn(
        question=getattr(s, name), sent_on=TODAY, reference="Surat 1", by=by, now=NOW
    )


def recommend(s: SimpleNamespace, by: Person, source: str, owner: Person | None = None) -> object:
    return actions.recommend(
        unit=s.unit,
        program=s.program,
        text="Lengkapi notula.",
        source=source,
        owner=owner,
        due_on=TODAY,
        by=by,
        now=NOW,
    )


def follow_up(s: SimpleNamespace, by: Person, name: str = "recommendation") -> object:
    return actions.follow_up(
        recommendation=getattr(s, name),
        text="Dilengkapi.",
        evidence=[s.proof],
        claims_done=True,
        by=by,
        now=NOW,
    )


def report(s: SimpleNamespace, by: Person, side: ReportSide, number: int = 1) -> object:
    return actions.save_report(
        program=s.program,
        side=side,
        frequency=Frequency.MONTHLY,
        year=2026,
        number=number,
        content=actions.ReportContent(TODAY, True, 20, 18, "Baik.", "Tidak ada."),
        by=by,
        now=NOW,
    )


def issue(s: SimpleNamespace, by: Person, name: str) -> object:
    return actions.issue_report(
        report=getattr(s, name), number="LAP/1", dated_on=TODAY, by=by, now=NOW
    )


def awaited(cast: LifeCast) -> SimpleNamespace:
    """A unit that the national team evaluates, with somebody named and an item ready."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    made = SimpleNamespace(
        program=program_of(cast, ProgramState.TPN_DESK), area_member=cast.area_member
    )
    made.partner = name_partner(made, cast.pic, 1)
    call_ready(made, cast.pic, "answers")
    return made


def name_partner(s: SimpleNamespace, by: Person, area: int) -> object:
    return actions.name_partner(program=s.program, area=area, person=s.area_member, by=by, now=NOW)


def call_ready(s: SimpleNamespace, by: Person, item: str) -> object:
    return actions.call_ready(program=s.program, item=item, by=by, now=NOW)


ACTS: dict[str, Row] = {
    **rows(
        mentored,
        ask=ask,
        edit_question=lambda s, by: actions.edit_question(
            consultation=s.consultation, topic="Foto", question="Berapa?", by=by, now=NOW
        ),
        answer=answer,
        plan_visit=visit,
        record_visit=lambda s, by: actions.record_visit(
            visit=s.visit, held_on=TODAY, attendees=BOTH, notes="Baik.", by=by, now=NOW
        ),
        cancel_visit=lambda s, by: actions.cancel_visit(
            visit=s.visit, reason="Cuti", by=by, now=NOW
        ),
        ask_tpn=ask_tpn,
        ask_tpn__in_general=lambda s, by: ask_tpn(s, by, general=True),
        send_to_tpn=lambda s, by: send_to_tpn(s, by, "tpn_draft"),
        record_tpn_answer=lambda s, by: actions.record_tpn_answer(
            question=s.tpn_question,
            answer="Cukup.",
            answered_on=TODAY,
            answered_by="Deputi",
            by=by,
            now=NOW,
        ),
        recommend__report=lambda s, by: recommend(s, by, "lhe_1"),
        recommend__monitoring=lambda s, by: recommend(s, by, "monitoring"),
        recommend__visit=lambda s, by: recommend(s, by, "visit"),
        recommend__panel=lambda s, by: recommend(s, by, "panel"),
        recommend__aftercare=lambda s, by: recommend(s, by, "aftercare"),
        follow_up=follow_up,
        follow_up__of_member=lambda s, by: follow_up(s, by, "of_member"),
        hand_to=lambda s, by: actions.hand_to(
            recommendation=s.recommendation, owner=s.area_member, by=by, now=NOW
        ),
        postpone=lambda s, by: actions.postpone(
            recommendation=s.recommendation, due_on=TODAY, reason="Libur", by=by, now=NOW
        ),
        save_report__of_unit=lambda s, by: report(s, by, ReportSide.UNIT, 2),
        save_report__of_tpi=lambda s, by: report(s, by, ReportSide.TPI, 2),
        issue_report__of_unit=lambda s, by: issue(s, by, "unit_report"),
        issue_report__of_tpi=lambda s, by: issue(s, by, "tpi_report"),
    ),
    **rows(
        followed_up,
        share=share,
        verify=lambda s, by: actions.verify(recommendation=s.recommendation, by=by, now=NOW),
        return_to_unit=lambda s, by: actions.return_to_unit(
            recommendation=s.recommendation, reason="Buram", by=by, now=NOW
        ),
    ),
    **rows(
        shared,
        unshare=lambda s, by: actions.unshare(consultation=s.consultation, by=by, now=NOW),
    ),
    **rows(
        awaited,
        name_partner=lambda s, by: name_partner(s, by, 2),
        drop_partner=lambda s, by: actions.drop_partner(
            program=s.program, partner=s.partner, by=by, now=NOW
        ),
        call_ready=lambda s, by: call_ready(s, by, "told"),
        take_back=lambda s, by: actions.take_back(
            program=s.program, item="answers", by=by, now=NOW
        ),
    ),
}
