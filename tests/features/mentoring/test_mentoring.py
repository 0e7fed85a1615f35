"""The desk, visits, questions to the TPN and monitoring reports: what goes and what is refused."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.calendars.turns import Turn, turns_of
from bening.documents import holds
from bening.documents.models import DocumentKind
from bening.evaluations.models import InstrumentVersion
from bening.facts import Period
from bening.mentoring import actions, facts, queries
from bening.mentoring.actions import Attendee, ReportContent
from bening.mentoring.models import (
    AttendeeSide,
    ConsultationState,
    Frequency,
    MonitoringReport,
    ReportSide,
    ReportState,
    TpnState,
    VisitState,
)
from bening.mentoring.periods import last_quarter_before, period_of, quarters_in
from bening.mentoring.refusals import MentoringRefused, WrongMoment
from bening.programs.actions import continue_program
from bening.programs.models import Designation, ProgramState, ZoneProgram
from tests.features.evaluations.conftest import make_cycle
from tests.features.programs.papers import make_paper
from tests.people import NOW, TODAY, Cast, give, make_person

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))

# --- the desk


@pytest.fixture
def asked(cast: Cast) -> Any:
    return actions.ask(
        unit=cast.unit,
        topic="Notula monev",
        question="Apakah notula cukup difoto?",
        by=cast.pic,
        now=NOW,
    )


@pytest.fixture
def answered(asked: Any, tpi: Any) -> Any:
    return actions.answer(
        consultation=asked, answer="Cukup bila terbaca dan bertanggal.", by=tpi, now=NOW
    )


def test_a_unit_asks_and_its_tpi_answers(cast: Cast, answered: Any, tpi: Any) -> None:
    assert answered.state == ConsultationState.ANSWERED
    assert (answered.answered_by, answered.answered_at) == (tpi, NOW)


@pytest.mark.parametrize(
    "who", ["parent_head", "inspector", "agency_admin", "outsider", "colleague"]
)
def test_only_the_unit_asks(cast: Cast, who: Any) -> None:
    with pytest.raises(NotAllowed, match="asks_for_own_unit"):
        actions.ask(unit=cast.unit, topic="x", question="x", by=getattr(cast, who), now=NOW)


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_head", "agency_admin", "outsider"])
def test_only_mentors_answer_and_share(cast: Cast, asked: Any, who: Any) -> None:
    by = getattr(cast, who)
    with pytest.raises(NotAllowed):
        actions.answer(consultation=asked, answer="x", by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.share(consultation=asked, question="x", answer="y", by=by, now=NOW)


def test_a_tpi_of_another_unit_does_not_answer(cast: Cast, asked: Any) -> None:
    other = make_person("TPI Lain", agency=cast.agency)
    give(other, Role.TPI, unit=cast.other_unit)

    with pytest.raises(NotAllowed, match="mentors_as_tpi_or_inspector"):
        actions.answer(consultation=asked, answer="x", by=other, now=NOW)


def test_a_question_is_edited_by_who_asked_until_it_is_answered(
    cast: Cast, asked: Any, tpi: Any
) -> None:
    actions.edit_question(
        consultation=asked, topic="Notula", question="Apakah foto cukup?", by=cast.pic, now=NOW
    )
    with pytest.raises(NotAllowed, match="edits_own_question"):
        actions.edit_question(
            consultation=asked, topic="x", question="x", by=cast.unit_head, now=NOW
        )
    actions.answer(consultation=asked, answer="Ya", by=tpi, now=NOW)

    with pytest.raises(WrongMoment, match="consultation_is_answered"):
        actions.edit_question(consultation=asked, topic="x", question="x", by=cast.pic, now=NOW)


def test_an_answer_is_given_once(answered: Any, cast: Cast, tpi: Any) -> None:
    for by in (tpi, cast.inspector):
        with pytest.raises(WrongMoment, match="consultation_is_answered"):
            actions.answer(consultation=answered, answer="Lain", by=by, now=NOW)
    answered.refresh_from_db()
    assert answered.answer.startswith("Cukup")


def test_what_is_shared_names_no_unit(cast: Cast, answered: Any, tpi: Any) -> None:
    for words in (f"Di {cast.unit.name.upper()}?", "Kata  Ani  Setiawati"):
        with pytest.raises(MentoringRefused, match="shared_names_unit"):
            actions.share(consultation=answered, question=words, answer="Ya", by=tpi, now=NOW)
        with pytest.raises(MentoringRefused, match="shared_names_unit"):
            actions.share(consultation=answered, question="Ya?", answer=words, by=tpi, now=NOW)

    actions.share(consultation=answered, question="Bolehkah foto?", answer="Boleh", by=tpi, now=NOW)

    other = make_person("PIC Lain", agency=cast.agency)
    give(other, Role.UNIT_PIC, unit=cast.other_unit)
    assert [one.shared_question for one in queries.shared_with(other, "FOTO")] == ["Bolehkah foto?"]
    assert not queries.shared_with(other, "notula").exists()
    assert not queries.consultations_of(other).exists()
    assert not queries.shared_with(cast.outsider).exists()

    actions.unshare(consultation=answered, by=tpi, now=NOW)
    assert not queries.shared_with(other).exists()


def test_nothing_is_shared_before_it_is_answered(asked: Any, tpi: Any) -> None:
    with pytest.raises(WrongMoment, match="consultation_not_answered"):
        actions.share(consultation=asked, question="x", answer="y", by=tpi, now=NOW)
    with pytest.raises(WrongMoment, match="consultation_not_shared"):
        actions.unshare(consultation=asked, by=tpi, now=NOW)


def test_the_desk_is_searched_by_all_words(cast: Cast, answered: Any) -> None:
    def found(text: Any, person: Any = cast.pic) -> Any:
        return queries.consultations_of(person, text).count()

    assert found("bertanggal notula") == found("TERBACA") == 1
    assert found("bertanggal survei") == 0
    assert found("", cast.inspector) == 1
    assert found("", cast.outsider) == found("", cast.operator) == 0


def test_reviewers_from_outside_do_not_read_the_talk(cast: Cast, answered: Any) -> None:
    reviewer = make_person("Nasional", agency=cast.agency)
    give(reviewer, Role.TPN, unit=cast.unit)
    assert not queries.consultations_of(reviewer).exists()
    assert not queries.shared_with(reviewer).exists()

    give(reviewer, Role.AREA_MEMBER, unit=cast.unit, area=1)
    assert queries.consultations_of(reviewer).exists()


# --- visits


@pytest.fixture
def visit(cast: Cast, tpi: Any) -> Any:
    return actions.plan_visit(
        unit=cast.unit, held_on=TODAY, place="Aula", purpose="Bahas monev", by=tpi, now=NOW
    )


BOTH = (Attendee(AttendeeSide.MENTOR, "Made"), Attendee(AttendeeSide.UNIT, "Ani", "PIC"))


def hold(visit: Any, by: Any, **changed: Any) -> Any:
    values = {"held_on": TODAY, "attendees": BOTH, "notes": "Notula belum lengkap."}
    return actions.record_visit(visit=visit, **{**values, **changed}, by=by, now=NOW)


def test_a_visit_is_held_and_leads_to_recommendations(cast: Cast, visit: Any, tpi: Any) -> None:
    with pytest.raises(WrongMoment, match="visit_not_held"):
        actions.recommend(
            unit=cast.unit, program=None, text="x", source="visit", owner=None,
            due_on=TODAY, visit=visit, by=tpi, now=NOW,
        )  # fmt: skip
    held = hold(visit, tpi)

    made = actions.recommend(
        unit=cast.unit, program=None, text="Lengkapi", source="visit", owner=cast.pic,
        due_on=TODAY, visit=held, by=tpi, now=NOW,
    )  # fmt: skip

    assert held.state == VisitState.HELD
    assert [one.name for one in held.attendees.all()] == ["Made", "Ani"]
    assert list(held.recommendations.all()) == [made]


def test_a_visit_needs_people_of_both_sides_and_a_past_day(
    cast: Cast, visit: Any, tpi: Any
) -> None:
    with pytest.raises(MentoringRefused, match="attendees_missing"):
        hold(visit, tpi, attendees=BOTH[:1])
    with pytest.raises(MentoringRefused, match="visit_in_future"):
        hold(visit, tpi, held_on=TODAY + timedelta(days=1))
    with pytest.raises(MentoringRefused, match="mentoring_text_missing"):
        hold(visit, tpi, notes=" ")
    visit.refresh_from_db()
    assert visit.state == VisitState.PLANNED


def test_what_was_held_or_cancelled_stays(cast: Cast, visit: Any, tpi: Any) -> None:
    hold(visit, tpi)
    with pytest.raises(WrongMoment, match="visit_is_closed"):
        hold(visit, tpi, notes="Lain")
    with pytest.raises(WrongMoment, match="visit_is_closed"):
        actions.cancel_visit(visit=visit, reason="x", by=tpi, now=NOW)


def test_a_visit_is_cancelled_with_a_reason(visit: Any, tpi: Any) -> None:
    with pytest.raises(MentoringRefused):
        actions.cancel_visit(visit=visit, reason=" ", by=tpi, now=NOW)
    assert actions.cancel_visit(visit=visit, reason="Cuti", by=tpi, now=NOW).state == "cancelled"


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_admin", "outsider"])
def test_only_mentors_visit(cast: Cast, visit: Any, who: Any) -> None:
    by = getattr(cast, who)
    with pytest.raises(NotAllowed):
        actions.plan_visit(unit=cast.unit, held_on=TODAY, place="x", purpose="x", by=by, now=NOW)
    with pytest.raises(NotAllowed):
        hold(visit, by)
    with pytest.raises(NotAllowed):
        actions.cancel_visit(visit=visit, reason="x", by=by, now=NOW)


# --- the TPN


@pytest.fixture
def to_tpn(cast: Cast, asked: Any, tpi: Any) -> Any:
    return actions.ask_tpn(
        agency=cast.agency,
        unit=cast.unit,
        consultation=asked,
        topic="Foto",
        question="Cukupkah foto?",
        by=tpi,
        now=NOW,
    )


def test_a_question_goes_to_the_tpn_and_its_answer_comes_back(
    cast: Cast, program: ZoneProgram, to_tpn: Any, tpi: Any
) -> None:
    paper = make_paper(cast, None, DocumentKind.OTHER)
    actions.send_to_tpn(question=to_tpn, sent_on=TODAY, reference="B/12/2026", by=tpi, now=NOW)

    found = actions.record_tpn_answer(
        question=to_tpn, answer="Cukup", answered_on=TODAY, answered_by="Kedeputian RB",
        document=paper, by=tpi, now=NOW,
    )  # fmt: skip

    assert (found.state, found.document, found.recorded_by) == (TpnState.ANSWERED, paper, tpi)
    with pytest.raises(WrongMoment, match="tpn_question_moved"):
        actions.send_to_tpn(question=found, sent_on=TODAY, reference="x", by=tpi, now=NOW)


def test_an_answer_needs_a_question_that_was_sent_before(cast: Cast, to_tpn: Any, tpi: Any) -> None:
    def answer(**changed: Any) -> Any:
        values = {"answer": "Ya", "answered_on": TODAY, "answered_by": "TPN"}
        return actions.record_tpn_answer(question=to_tpn, **{**values, **changed}, by=tpi, now=NOW)

    with pytest.raises(WrongMoment, match="tpn_question_moved"):
        answer()
    with pytest.raises(MentoringRefused, match="mentoring_day_in_future"):
        actions.send_to_tpn(
            question=to_tpn, sent_on=TODAY + timedelta(days=1), reference="x", by=tpi, now=NOW
        )
    actions.send_to_tpn(question=to_tpn, sent_on=TODAY, reference="x", by=tpi, now=NOW)
    with pytest.raises(MentoringRefused, match="answered_before_sent"):
        answer(answered_on=TODAY - timedelta(days=1))
    with pytest.raises(MentoringRefused, match="mentoring_day_in_future"):
        answer(answered_on=TODAY + timedelta(days=1))
    foreign = make_paper(cast, None, DocumentKind.OTHER, agency=cast.outside_agency)
    with pytest.raises(MentoringRefused, match="tpn_answer_document_foreign"):
        answer(document=foreign)


def test_units_do_not_ask_the_tpn(cast: Cast, to_tpn: Any) -> None:
    for by in (cast.pic, cast.unit_head, cast.agency_admin, cast.outsider):
        with pytest.raises(NotAllowed):
            actions.ask_tpn(agency=cast.agency, unit=None, topic="x", question="x", by=by, now=NOW)
        with pytest.raises(NotAllowed):
            actions.send_to_tpn(question=to_tpn, sent_on=TODAY, reference="x", by=by, now=NOW)


def test_a_question_is_about_a_unit_of_the_agency(cast: Cast, asked: Any) -> None:
    with pytest.raises(MentoringRefused, match="question_of_other_agency"):
        actions.ask_tpn(
            agency=cast.agency, unit=cast.outside_unit, topic="x", question="x",
            by=cast.inspector, now=NOW,
        )  # fmt: skip
    with pytest.raises(MentoringRefused, match="question_of_other_agency"):
        actions.ask_tpn(
            agency=cast.agency, unit=cast.other_unit, consultation=asked, topic="x", question="x",
            by=cast.inspector, now=NOW,
        )  # fmt: skip


def test_general_questions_are_the_mentors(cast: Cast, to_tpn: Any) -> None:
    general = actions.ask_tpn(
        agency=cast.agency, unit=None, topic="Umum", question="Kapan?", by=cast.inspector, now=NOW
    )

    assert set(queries.tpn_questions_of(cast.inspector)) == {to_tpn, general}
    assert set(queries.tpn_questions_of(cast.pic)) == {to_tpn}
    assert set(queries.tpn_questions_of(cast.outsider)) == set()


# --- periods


def test_months_and_quarters_are_whole() -> None:
    assert period_of(Frequency.QUARTERLY, 2026, 4) == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert period_of(Frequency.MONTHLY, 2024, 2).end == date(2024, 2, 29)
    with pytest.raises(ValueError, match="5"):
        period_of(Frequency.QUARTERLY, 2026, 5)
    with pytest.raises(ValueError, match="13"):
        period_of(Frequency.MONTHLY, 2026, 13)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_the_last_quarter_is_over_and_no_later_one_is(day: Any) -> None:
    found = last_quarter_before(day)

    assert found.end < day
    assert (day - found.end).days <= 92


def test_a_year_has_four_quarters_and_a_part_fewer() -> None:
    assert len(quarters_in(YEAR)) == 4
    assert len(quarters_in(Period(date(2026, 1, 2), date(2026, 9, 30)))) == 2


# --- reports

CONTENT = ReportContent(date(2026, 4, 10), True, 20, 18, "Enam area berjalan.", "Notula kurang.")


def write(program: ZoneProgram, by: Any, **changed: Any) -> Any:
    values = {
        "side": ReportSide.UNIT,
        "frequency": Frequency.QUARTERLY,
        "year": 2026,
        "number": 1,
        "content": CONTENT,
    }
    return actions.save_report(program=program, **{**values, **changed}, by=by, now=NOW)


def test_a_draft_of_the_other_side_is_not_written_over(
    cast: Cast, program: ZoneProgram, tpi: Any
) -> None:
    theirs = write(program, cast.pic)
    with pytest.raises(WrongMoment, match="monitoring_report_of_others"):
        write(program, tpi, side=ReportSide.TPI, report=theirs)


def issue(report: Any, by: Any, **changed: Any) -> Any:
    values = {"number": "700/1/2026", "dated_on": TODAY}
    return actions.issue_report(report=report, **{**values, **changed}, by=by, now=NOW)


def test_a_report_is_issued_with_its_recommendations(
    cast: Cast, program: ZoneProgram, papers: Any
) -> None:
    report = write(program, cast.pic)
    actions.recommend(
        unit=cast.unit, program=program, text="Lengkapi notula.", source="monitoring",
        owner=cast.area_lead, due_on=TODAY, report=report, by=cast.pic, now=NOW,
    )  # fmt: skip

    found = issue(report, cast.unit_head)

    assert found.state == ReportState.ISSUED
    assert found.document.kind == DocumentKind.MONITORING_REPORT
    assert found.document.program == program
    for part in ("Triwulan I 2026", "18 dari 20 undangan", "Lengkapi notula.", "Bayu Prakoso"):
        assert part in papers.text, part


def test_an_issued_report_stays(cast: Cast, program: ZoneProgram, papers: Any) -> None:
    report = issue(write(program, cast.pic), cast.unit_head)

    with pytest.raises(WrongMoment, match="monitoring_report_issued"):
        write(program, cast.pic, report=report)
    with pytest.raises(WrongMoment, match="monitoring_report_issued"):
        issue(report, cast.unit_head)
    with pytest.raises(WrongMoment, match="monitoring_report_issued"):
        actions.recommend(
            unit=cast.unit, program=program, text="x", source="monitoring", owner=None,
            due_on=TODAY, report=report, by=cast.pic, now=NOW,
        )  # fmt: skip


def test_the_head_issues_the_units_report_and_tpi_its_own(
    cast: Cast, program: ZoneProgram, papers: Any, tpi: Any
) -> None:
    ours = write(program, cast.pic)
    for by in (cast.pic, tpi, cast.inspector, cast.parent_head, cast.agency_admin):
        with pytest.raises(NotAllowed, match="issues_report_as_head"):
            issue(ours, by)
    with pytest.raises(NotAllowed):
        write(program, cast.unit_head, side=ReportSide.TPI)
    theirs = write(program, tpi, side=ReportSide.TPI)
    with pytest.raises(NotAllowed):
        issue(theirs, cast.unit_head)

    assert issue(theirs, tpi).state == ReportState.ISSUED


@pytest.mark.parametrize(
    "who", ["area_lead", "inspector", "parent_head", "agency_admin", "outsider"]
)
def test_head_and_pic_write_the_units_report(cast: Cast, program: ZoneProgram, who: Any) -> None:
    with pytest.raises(NotAllowed, match="reports_as_head_or_pic"):
        write(program, getattr(cast, who))


def test_reports_that_cannot_be(cast: Cast, program: ZoneProgram, papers: Any) -> None:
    report = write(program, cast.pic)

    def content(**changed: Any) -> Any:
        return ReportContent(
            **{
                "held_on": CONTENT.held_on, "leader_took_part": True, "invited": 20,
                "attended": 18, "progress": "x", "findings": "x", **changed,
            }
        )  # fmt: skip

    for wrong, code in (
        ({"number": 5}, "monitoring_period_unknown"),
        ({"content": content(held_on=date(2025, 12, 31))}, "monitored_outside_period"),
        ({"content": content(held_on=TODAY + timedelta(days=1))}, "monitored_outside_period"),
        ({"content": content(attended=21)}, "attended_exceeds_invited"),
        ({"content": content(findings=" ")}, "mentoring_text_missing"),
        ({}, "monitoring_report_exists"),
    ):
        with pytest.raises(MentoringRefused, match=code):
            write(program, cast.pic, **wrong)
    with pytest.raises(MentoringRefused, match="dated_before_monitoring"):
        issue(report, cast.unit_head, dated_on=date(2026, 4, 9))
    with pytest.raises(MentoringRefused, match="mentoring_day_in_future"):
        issue(report, cast.unit_head, dated_on=TODAY + timedelta(days=1))
    with pytest.raises(MentoringRefused, match="mentoring_text_missing"):
        issue(report, cast.unit_head, number=" ")
    assert MonitoringReport.objects.get().state == ReportState.DRAFT
    assert not papers.letters


def test_a_program_that_was_not_declared_is_not_monitored(cast: Cast, program: ZoneProgram) -> None:
    ZoneProgram.objects.filter(pk=program.pk).update(state=ProgramState.DRAFT)
    program.refresh_from_db()

    with pytest.raises(MentoringRefused, match="monitoring_program_draft"):
        write(program, cast.pic)


def test_a_draft_changes_its_period_and_keeps_its_writer(cast: Cast, program: ZoneProgram) -> None:
    report = write(program, cast.pic)

    changed = write(program, cast.unit_head, report=report, frequency=Frequency.MONTHLY, number=4)

    assert changed.pk == report.pk
    assert (changed.starts_on, changed.written_by) == (date(2026, 4, 1), cast.pic)


def test_the_fact_counts_quarters_with_a_report_the_leader_joined(
    cast: Cast, program: ZoneProgram, papers: Any, tpi: Any
) -> None:
    assert facts.reports_published(cast.unit.pk, YEAR, NOW) is None
    issue(write(program, cast.pic), cast.unit_head)
    write(program, cast.pic, frequency=Frequency.MONTHLY, number=4)
    absent = ReportContent(date(2026, 4, 10), False, 5, 5, "x", "x")
    issue(
        write(
            program, tpi, side=ReportSide.TPI, frequency=Frequency.MONTHLY, number=4, content=absent
        ),
        tpi,
        number="700/2/2026",
    )

    found = facts.reports_published(cast.unit.pk, YEAR, NOW)

    assert found is not None
    assert found.value == Fraction(1, 4)
    assert dict(found.counts) == {"covered": 1, "quarters": 4, "reports": 2, "led": 1}


def test_drafts_wait_for_the_head_and_questions_for_the_mentor(
    cast: Cast, program: ZoneProgram, asked: Any, tpi: Any, visit: Any
) -> None:
    write(program, cast.pic)
    later = NOW + timedelta(days=1)

    assert [turn.title for turn in turns_of(cast.unit_head, NOW) if "report:" in turn.key] == [
        "Terbitkan laporan pemantauan"
    ]
    keys = {turn.key for turn in turns_of(tpi, later)}
    assert {f"consultation:{asked.pk}", f"visit:{visit.pk}"} <= keys
    overdue = [turn for turn in turns_of(tpi, later) if turn.is_overdue(TODAY + timedelta(days=1))]
    assert [turn.key for turn in overdue] == [f"visit:{visit.pk}"]


def test_an_issued_report_is_not_withdrawn(cast: Cast, program: ZoneProgram, papers: Any) -> None:
    report = issue(write(program, cast.pic), cast.unit_head)
    held = holds.held_by(report.document)
    assert held is not None
    assert held.code == "monitoring_report_stays"


def monitoring_turns(person: Person, now: datetime = NOW) -> list[Turn]:
    return [turn for turn in turns_of(person, now) if turn.key.startswith("monitoring:")]


def test_a_quarter_without_its_report_waits_for_head_and_pic_and_is_overdue_in_time(
    cast: Cast, program: ZoneProgram, tpi: Any, papers: Any
) -> None:
    ZoneProgram.objects.filter(pk=program.pk).update(building_since=date(2026, 1, 1))
    for who in (cast.unit_head, cast.pic):
        (turn,) = monitoring_turns(who)
        assert turn.title == "Susun laporan pemantauan Triwulan I 2026"
        assert turn.due_on == date(2026, 4, 30)
        assert str(program.pk) in turn.url
    for who in (tpi, cast.inspector, cast.area_lead, cast.outsider, cast.agency_head):
        assert not monitoring_turns(who)
    assert not turn.is_overdue(date(2026, 4, 30))
    assert turn.is_overdue(date(2026, 5, 1))
    late = NOW + timedelta(days=20)
    assert [one.key for one in monitoring_turns(cast.pic, late)] == [turn.key]
    issue(write(program, tpi, side=ReportSide.TPI), tpi, number="700/9/2026")
    assert monitoring_turns(cast.pic)
    report = write(program, cast.pic)
    assert not monitoring_turns(cast.pic)
    (drafted,) = [turn for turn in turns_of(cast.unit_head, NOW) if "report:" in turn.key]
    assert (drafted.key, drafted.due_on) == (f"report:{report.pk}", date(2026, 4, 30))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"building_since": date(2026, 1, 2)}, "began within the quarter"),
        ({"building_since": None}, "has not begun"),
        ({"state": ProgramState.CHOSEN}, "is not built yet"),
        ({"state": ProgramState.TPI_ROUND_1}, "is being reviewed"),
    ],
)
def test_no_report_is_asked_of_a_quarter_that_was_not_built_through(
    cast: Cast, program: ZoneProgram, changed: Any, why: str
) -> None:
    values = {"building_since": date(2025, 1, 1), **changed}
    ZoneProgram.objects.filter(pk=program.pk).update(**values)
    assert not monitoring_turns(cast.pic), why


def test_a_continued_program_asks_for_no_report_beside_the_one_that_goes_on(
    cast: Cast, program: ZoneProgram, instrument_version: InstrumentVersion
) -> None:
    ZoneProgram.objects.filter(pk=program.pk).update(building_since=date(2025, 1, 1))
    program.refresh_from_db()
    opened = continue_program(
        program=program,
        cycle=make_cycle(cast, instrument_version, 2027),
        target=Designation.WBK,
        by=cast.agency_admin,
        now=NOW,
    )
    (turn,) = monitoring_turns(cast.pic)
    assert str(opened.pk) in turn.url


def test_drafts_are_hidden_from_reviewers_from_outside(
    cast: Cast, program: ZoneProgram, papers: Any
) -> None:
    reviewer = make_person("Nasional", agency=cast.agency)
    give(reviewer, Role.TPN, unit=cast.unit)
    report = write(program, cast.pic)
    assert not queries.reports_of(reviewer).exists()

    issue(report, cast.unit_head)

    assert list(queries.reports_of(reviewer)) == [report]
