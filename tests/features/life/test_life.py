"""The whole life of a program, each step by the person whose turn it is."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from bening.accounts.models import Role, RoleAssignment
from bening.aftercare import actions as aftercare
from bening.documents.actions import attach
from bening.documents.models import DocumentKind
from bening.domain.refusals import Refused
from bening.evaluations.actions import save_answer
from bening.evaluations.actions.cycles import CycleDates, open_cycle
from bening.evaluations.models import Answer
from bening.mentoring.models import Recommendation
from bening.nominations import actions as nominations
from bening.nominations import jobs
from bening.nominations.actions.common import Paper
from bening.nominations.models import ClearanceBody, ClearanceResult, SelectionOutcome, Vote
from bening.nominations.package import package_path
from bening.programs import lifecycle
from bening.programs.actions import continue_program
from bening.programs.letters import write_cover_letter
from bening.programs.models import Designation, ZoneProgram
from bening.reviews import actions as reviewing
from bening.reviews.actions import SurveySource, Verdict
from bening.reviews.dossier import whole
from bening.reviews.models import ReviewTier
from tests.adapters import samples
from tests.features.documents.watched import Watched, watched
from tests.features.life.conftest import Life
from tests.features.nominations.conftest import AGENCY_VALUES, UNIT_VALUES
from tests.people import SINCE, make_person

__all__ = ["watched"]

FOUND = {"A.I.1.i.a": "Tidak"}
SURVEYS = ("B.I.a.1", "B.II.a.1")
MADE = {
    DocumentKind.DECLARATION_CHARTER,
    DocumentKind.SELECTION_DECREE,
    DocumentKind.UNIT_COVER_LETTER,
    DocumentKind.EVALUATION_REPORT_1,
    DocumentKind.EVALUATION_REPORT_2,
    DocumentKind.RESPONSIBILITY_STATEMENT,
    DocumentKind.NOMINATION_LETTER,
    DocumentKind.SELECTION_RESULT,
    DocumentKind.MINUTES,
    DocumentKind.NATIONAL_REPORT,
    DocumentKind.AWARD_CERTIFICATE,
}
"""Papers that the way to a title makes."""


def letter() -> Paper:
    """A letter of somebody outside."""
    return Paper(io.BytesIO(samples.pdf()), "surat.pdf")


def advance(
    life: Life,
    name: str,
    by: Any,
    *documents: Any,
    reason: str = "",
    program: ZoneProgram | None = None,
) -> None:
    lifecycle.advance(
        program=life.again(program),
        name=name,
        by=by,
        now=life.now,
        documents=documents,
        reason=reason,
    )


def brought(life: Life, kind: DocumentKind, by: Any) -> Any:
    """A paper that was made outside and is taken in."""
    return attach(
        kind=kind,
        file=io.BytesIO(samples.pdf()),
        filename="surat.pdf",
        agency=life.cast.agency,
        unit=life.cast.unit,
        program=life.program,
        number=life.number(),
        dated_on=life.today,
        title=str(kind.label),
        by=by,
        now=life.now,
    )


def to_first_round(life: Life) -> None:
    """From the empty program to TPI's first round, a year of building on the way."""
    cast = life.cast
    assert life.state() == "draft"
    with pytest.raises(Refused):
        life.declare()
    life.sign_pacts([cast.unit_head, cast.pic, cast.area_lead])
    life.declare()
    assert life.state() == "declared"
    life.choose()
    assert life.state() == "chosen"
    decree = brought(life, DocumentKind.TEAM_DECREE, cast.unit_head)
    advance(life, "building_started", cast.unit_head, decree)
    life.pass_time(385)
    advance(life, "self_assessment_opened", cast.pic)
    life.fill()
    life.submit()
    with pytest.raises(Refused, match="document_missing"):
        advance(life, "sent_to_tpi", cast.unit_head)
    cover = write_cover_letter(
        program=life.again(),
        number=life.number(),
        dated_on=life.today,
        by=cast.unit_head,
        now=life.now,
    )
    advance(life, "sent_to_tpi", cast.unit_head, cover)
    assert life.state() == "tpi_round_1"
    who = life.people
    life.assign(who.team, (who.member, who.lead, who.controller), cast.inspector)


def repaired(life: Life) -> None:
    """What the first round recommended is done, answered, and sent again."""
    with pytest.raises(Refused):
        advance(life, "repair_sent", life.cast.unit_head)
    sheet = life.sheet_of()
    answer = Answer.objects.get(sheet=sheet, official_code="A.I.1.i.a")
    save_answer(
        sheet=sheet,
        official_code="A.I.1.i.a",
        value=answer.value,
        inputs=None,
        note="Tim telah ditetapkan kembali.",
        seen_version=answer.version,
        by=life.cast.pic,
        now=life.now,
    )
    life.submit()
    advance(life, "repair_sent", life.cast.unit_head)
    assert life.state() == "tpi_round_2"


@pytest.mark.django_db(transaction=True)
def test_a_unit_from_declaration_to_wbk(life: Life, watched: Watched) -> None:
    """While each of its papers is set, somebody else gives the unit another name."""
    watched.setter = watched.real
    cast, who = life.cast, life.people
    to_first_round(life)
    life.through_tpi("round_1_closed", found=FOUND)
    assert life.state() == "repair"
    assert Recommendation.objects.get(program=life.program).official_code == "A.I.1.i.a"
    life.pass_time(20)
    repaired(life)
    life.through_tpi("found_eligible")
    assert life.state() == "eligible"

    for requirement, value in {**AGENCY_VALUES, **UNIT_VALUES}.items():
        nominations.enter_value(
            agency=cast.agency,
            unit=cast.unit if requirement in UNIT_VALUES else None,
            year=life.cycle.year,
            requirement=requirement,
            value=value,
            as_of=life.today,
            source="Laporan 12",
            link="https://tirtamaya.example/bukti",
            by=cast.inspector,
            now=life.now,
        )
    nominate(life)
    national(life)
    awarded(life)

    program = life.again()
    life.check_steps(program)
    assert [step.transition for step in program.steps.order_by("number")][-1] == "watched"
    people = {
        cast.pic, cast.unit_head, cast.agency_head, cast.inspector, cast.area_lead,
        who.member, who.lead, who.controller, who.national_member, who.national_lead,
    }  # fmt: skip
    assert len(people) >= 9
    assert {who.controller, who.national_lead, cast.agency_head} <= life.taken_by(program)
    watched.check_made_anew()
    assert {kind for kind, _number in watched.made} == MADE
    assert watched.taken_in > 5  # team's decree, letters of the supervising bodies, title's decree


def nominate(life: Life) -> None:
    """Statement of the unit's head, letter of the agency's, the package, and the proposal."""
    cast = life.cast
    nomination = nominations.open_nomination(cycle=life.cycle, by=cast.inspector, now=life.now)
    nominations.add_unit(
        nomination=nomination, program=life.again(), by=cast.inspector, now=life.now
    )
    nominations.sign_statement(
        program=life.again(),
        number=life.number(),
        dated_on=life.today,
        by=cast.unit_head,
        now=life.now,
    )
    signed = nominations.issue_letter(
        nomination=nomination,
        number=life.number(),
        dated_on=life.today,
        by=cast.agency_head,
        now=life.now,
    )
    package = nominations.ask_for_package(nomination=signed, by=cast.inspector, now=life.now)
    jobs.make_package.func(str(package.pk))
    with zipfile.ZipFile(package_path(package.pk)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) > 5
    nominations.nominate(nomination=signed, by=cast.agency_head, now=life.now)
    assert life.state() == "nominated"


def national(life: Life) -> None:
    """The national team receives, selects, and evaluates at the desk and in the field."""
    who = life.people
    member, lead = who.national_member, who.national_lead
    life.assign(who.national_team, (member, lead), life.cast.operator)
    advance(life, "received_by_tpn", lead)
    nominations.decide_selection(
        program=life.again(),
        outcome=SelectionOutcome.PASSED,
        number=life.number(),
        dated_on=life.today,
        by=lead,
        now=life.now,
    )
    advance(life, "passed_precheck", lead)
    desk = life.open_round(lead)
    life.review(desk, ReviewTier.MEMBER, member)
    life.close(desk, "passed_desk", lead)
    assert life.state() == "tpn_field"

    field = life.open_round(lead)
    for code in SURVEYS:
        reviewing.record_survey_value(
            round_=whole(field.pk),
            official_code=code,
            value="3.62",
            source=SurveySource("BPS Kota Tirtamaya", 142, life.today),
            note="Survei eksternal.",
            seen_version=0,
            verdict=Verdict(relevant=True, valid=True, sufficient=True),
            by=member,
            now=life.now,
        )
    life.review(field, ReviewTier.MEMBER, member)
    life.close(field, "field_closed", lead)
    assert life.state() == "clearance"
    for body in ClearanceBody:
        nominations.request_clearance(
            program=life.again(), body=body, requested_on=life.today, by=lead, now=life.now
        )
        nominations.record_clearance(
            program=life.again(),
            body=body,
            result=ClearanceResult.CLEAR,
            received_on=life.today,
            paper=letter(),
            by=lead,
            now=life.now,
        )
    advance(life, "cleared", lead)


def awarded(life: Life) -> None:
    """Panel, report, decree, certificate, and the watch over the title."""
    who = life.people
    member, lead = who.national_member, who.national_lead
    third = make_person("Rini Nasional", agency=None)
    RoleAssignment.objects.create(
        person=third,
        role=Role.TPN,
        agency=life.cast.agency,
        unit=life.cast.unit,
        starts_on=SINCE,
        given_at=life.now,
    )
    panel = nominations.open_panel(
        program=life.again(), members=[lead, member, third], by=lead, now=life.now
    )
    for person in (lead, member, third):
        nominations.cast_vote(
            session=panel, vote=Vote.AWARD, reason="Memenuhi.", by=person, now=life.now
        )
    nominations.decide_panel(
        session=panel,
        reason="Sesuai suara.",
        number=life.number(),
        dated_on=life.today,
        by=lead,
        now=life.now,
    )
    nominations.issue_national_report(
        program=life.again(), number=life.number(), dated_on=life.today, by=lead, now=life.now
    )
    award = nominations.award_title(
        program=life.again(),
        decree_number=life.number(),
        decreed_on=life.today,
        paper=letter(),
        by=lead,
        now=life.now,
    )
    assert (award.designation, award.unit) == (Designation.WBK, life.cast.unit)
    certificate = aftercare.issue_certificate(
        award=award,
        number=life.number(),
        dated_on=life.today,
        by=life.cast.agency_head,
        now=life.now,
    )
    advance(life, "watched", life.cast.agency_head, certificate)
    assert life.state() == "aftercare"
    life.pass_time(740)
    assert aftercare.plan_reviews(now=life.now) == 1


def test_not_proposed_coached_and_better_a_year_later(life: Life) -> None:
    cast, controller = life.cast, life.people.controller
    to_first_round(life)
    weak = {
        question.code: question.criteria[-1].key
        for question in life.people.instrument.questions
        if question.criteria and question.code.startswith("A.I.1.")
    }
    life.through_tpi("round_1_closed", found=weak)
    assert Recommendation.objects.filter(program=life.program).count() == len(weak)
    repaired(life)
    second_round = life.valued_by_tpi(weak)
    with pytest.raises(Refused, match="thresholds_not_met"):
        life.close(second_round, "found_eligible", controller)
    closed = life.close(
        second_round, "not_proposed", controller, reason="Manajemen perubahan belum berjalan."
    )
    assert life.state() == "coaching"
    assert closed.report is not None
    assert closed.report.kind == DocumentKind.EVALUATION_REPORT_2
    with pytest.raises(Refused):
        advance(life, "nominated", cast.agency_head)

    life.pass_time(300)
    year = life.cycle.year + 1
    cycle = open_cycle(
        agency=cast.agency,
        year=year,
        instrument=life.cycle.instrument,
        dates=CycleDates(
            period_starts_on=life.today - timedelta(days=300),
            period_ends_on=life.today + timedelta(days=60),
            opens_on=life.today,
            closes_on=life.today + timedelta(days=60),
        ),
        by=cast.agency_admin,
        now=life.now,
    )
    second: ZoneProgram = continue_program(
        program=life.again(),
        cycle=cycle,
        target=Designation.WBK,
        by=cast.agency_admin,
        now=life.now,
    )
    assert (second.state, second.building_since) == ("building", life.again().building_since)
    first = life.again()
    life.program = second
    life.pass_time(5)
    advance(life, "self_assessment_opened", cast.pic)
    life.fill()
    life.submit()
    cover = write_cover_letter(
        program=life.again(),
        number=life.number(),
        dated_on=life.today,
        by=cast.unit_head,
        now=life.now,
    )
    advance(life, "sent_to_tpi", cast.unit_head, cover)
    who = life.people
    life.assign(who.team, (who.member, who.lead, who.controller), cast.inspector)
    life.through_tpi("round_1_closed", found=FOUND)
    repaired(life)
    life.through_tpi("found_eligible")

    assert life.state() == "eligible"
    assert life.state(first) == "coaching"
    life.check_steps(life.again())
    life.check_steps(life.again(first))
