"""Clearances, visits, sealed votes, and the decision that follows from them alone."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.documents.models import DocumentKind
from bening.domain.refusals import Refused
from bening.domain.scoring import score
from bening.evaluations.instruments import instrument_of
from bening.nominations import actions
from bening.nominations.actions import awards
from bening.nominations.models import (
    Clearance,
    ClearanceBody,
    ClearanceResult,
    FieldNote,
    FieldNoteKind,
    PanelSession,
    Vote,
)
from bening.nominations.queries import panel_for, votes_of
from bening.nominations.refusals import NominationRefused
from bening.programs import guards, lifecycle
from bening.programs.models import Award, ProgramState
from bening.reviews.models import ReviewTier
from tests.features.nominations.conftest import Proposals, pdf, without_guard
from tests.features.programs.papers import make_paper
from tests.features.reviews.test_field import survey
from tests.people import NOW, TODAY, Cast


@pytest.fixture
def panel(proposals: Proposals) -> PanelSession:
    """A panel of three, opened by the first."""
    program = proposals.put(ProgramState.PANEL)
    people = [proposals.national, proposals.national_two, proposals.national_three]
    return actions.open_panel(program=program, members=people, by=proposals.national, now=NOW)


def _vote(panel: PanelSession, by: Any, vote: Any = Vote.AWARD, reason: Any = "Memenuhi.") -> Any:
    return actions.cast_vote(session=panel, vote=vote, reason=reason, by=by, now=NOW)


def _decide(panel: PanelSession, by: Any = None) -> Any:
    return actions.decide_panel(
        session=panel,
        reason="Sesuai suara.",
        number="BA/1",
        dated_on=TODAY,
        by=by or panel.chair,
        now=NOW,
    )


def _clear(
    proposals: Proposals, *bodies: ClearanceBody, result: Any = ClearanceResult.CLEAR
) -> None:
    for body in bodies or ClearanceBody:
        actions.request_clearance(
            program=proposals.program,
            body=body,
            requested_on=TODAY,
            by=proposals.national,
            now=NOW,
        )
        actions.record_clearance(
            program=proposals.program,
            body=body,
            result=result,
            received_on=TODAY,
            note="" if result == ClearanceResult.CLEAR else "Ada laporan.",
            paper=pdf(),
            by=proposals.national,
            now=NOW,
        )


# --- notes and clearances


@pytest.mark.parametrize("kind", list(FieldNoteKind))
def test_visits_interviews_and_media_are_kept(proposals: Proposals, kind: Any) -> None:
    program = proposals.put(ProgramState.TPN_FIELD)
    note = actions.write_field_note(
        program=program,
        kind=kind,
        held_on=TODAY,
        about="Mengurus KTP tanpa membawa surat pengantar",
        findings="Diminta membayar di luar loket.",
        by=proposals.national,
        now=NOW,
    )
    assert FieldNote.objects.get() == note


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"about": " "}, "note_incomplete"),
        ({"findings": ""}, "note_incomplete"),
        ({"held_on": TODAY + timedelta(days=1)}, "note_in_future"),
    ],
)
def test_incomplete_notes_are_refused(proposals: Proposals, changes: Any, code: Any) -> None:
    values = {
        "program": proposals.put(ProgramState.TPN_FIELD),
        "kind": FieldNoteKind.INTERVIEW,
        "held_on": TODAY,
        "about": "Kepala unit",
        "findings": "Paham.",
        **changes,
    }
    with pytest.raises(NominationRefused, match=code):
        actions.write_field_note(**values, by=proposals.national, now=NOW)


def test_notes_are_the_national_teams_and_of_its_time(cast: Cast, proposals: Proposals) -> None:
    values: dict[str, Any] = {
        "kind": FieldNoteKind.INTERVIEW,
        "held_on": TODAY,
        "about": "Kepala unit",
        "findings": "Paham.",
        "now": NOW,
    }
    program = proposals.put(ProgramState.TPN_FIELD)
    for who in (cast.inspector, cast.unit_head):
        with pytest.raises(NotAllowed, match="national_team_only"):
            actions.write_field_note(program=program, **values, by=who)
    program = proposals.put(ProgramState.AWARDED)
    with pytest.raises(NominationRefused, match="note_not_now"):
        actions.write_field_note(program=program, **values, by=proposals.national)


def test_the_panel_waits_for_every_body(proposals: Proposals) -> None:
    program = proposals.put(ProgramState.CLEARANCE)
    _clear(proposals, ClearanceBody.OMBUDSMAN, ClearanceBody.KPK, ClearanceBody.APIP)
    with pytest.raises(NominationRefused, match="clearance_awaited") as refused:
        guards.check("clearance_complete", program, NOW)
    assert refused.value.values["bodies"] == str(ClearanceBody.SECTOR_COMMISSION.label)
    actions.request_clearance(
        program=program,
        body=ClearanceBody.SECTOR_COMMISSION,
        requested_on=TODAY,
        by=proposals.national,
        now=NOW,
    )
    with pytest.raises(NominationRefused, match="clearance_awaited"):
        guards.check("clearance_complete", program, NOW)
    actions.record_clearance(
        program=program,
        body=ClearanceBody.SECTOR_COMMISSION,
        result=ClearanceResult.NOT_APPLICABLE,
        note="Tidak ada komisi untuk dukcapil.",
        by=proposals.national,
        now=NOW,
    )
    guards.check("clearance_complete", program, NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"paper": None}, "clearance_letter_missing"),
        ({"received_on": None}, "clearance_day"),
        ({"received_on": TODAY + timedelta(days=1)}, "clearance_day"),
        ({"received_on": TODAY - timedelta(days=1)}, "clearance_day"),
        ({"result": ClearanceResult.PROBLEM}, "clearance_note_missing"),
        ({"result": ClearanceResult.NOT_APPLICABLE, "note": "x"}, "clearance_only_sector"),
        ({"body": ClearanceBody.OMBUDSMAN}, "clearance_not_requested"),
    ],
)
def test_an_answer_comes_with_its_letter_and_day(
    proposals: Proposals, changes: Any, code: Any
) -> None:
    program = proposals.put(ProgramState.CLEARANCE)
    actions.request_clearance(
        program=program, body=ClearanceBody.KPK, requested_on=TODAY, by=proposals.national, now=NOW
    )
    values = {
        "program": program,
        "body": ClearanceBody.KPK,
        "result": ClearanceResult.CLEAR,
        "received_on": TODAY,
        "paper": pdf(),
        **changes,
    }
    with pytest.raises(NominationRefused, match=code):
        actions.record_clearance(**values, by=proposals.national, now=NOW)
    assert not Clearance.objects.exclude(result="").exists()


# --- who sits in the panel


def test_a_panel_is_of_national_evaluators_of_this_unit(cast: Cast, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.PANEL)
    people = [proposals.national, proposals.national_two]
    stranger = proposals.evaluator("Wira Lain", cast.other_unit)
    for wrong in (stranger, cast.inspector):
        with pytest.raises(NominationRefused, match="panel_member_not_national"):
            actions.open_panel(
                program=program, members=[*people, wrong], by=proposals.national, now=NOW
            )


def test_a_panel_is_opened_in_its_state_with_its_chair_and_enough_people(
    proposals: Proposals,
) -> None:
    people = [proposals.national, proposals.national_two, proposals.national_three]
    early = proposals.put(ProgramState.CLEARANCE)
    with pytest.raises(NominationRefused, match="not_in_panel"):
        actions.open_panel(program=early, members=people, by=people[0], now=NOW)
    program = proposals.put(ProgramState.PANEL)
    with pytest.raises(NominationRefused, match="panel_chair_missing"):
        actions.open_panel(program=program, members=people[1:], by=people[0], now=NOW)
    with pytest.raises(NominationRefused, match="panel_too_small"):
        actions.open_panel(program=program, members=people[:2], by=people[0], now=NOW)
    with pytest.raises(NominationRefused, match="panel_too_small"):
        twice = [people[0], people[0], people[1]]
        actions.open_panel(program=program, members=twice, by=people[0], now=NOW)


def test_one_panel_at_a_time(proposals: Proposals, panel: Any) -> None:
    people = [proposals.national, proposals.national_two, proposals.national_three]
    with pytest.raises(NominationRefused, match="panel_is_open"):
        actions.open_panel(program=panel.program, members=people, by=people[1], now=NOW)


# --- votes


def test_votes_are_sealed_until_everybody_has_voted(proposals: Proposals, panel: Any) -> None:
    _vote(panel, proposals.national)
    _vote(panel, proposals.national_two, Vote.COACHING, "Belum siap.")
    for person in (proposals.national, proposals.national_two, proposals.national_three):
        shown = votes_of(panel_for(person, panel.pk), person)
        for member in shown:
            assert (member.vote != "") == (member.person == person and member.has_voted)
            assert (member.reason != "") == (member.vote != "")
    assert not any("coaching" in str(event.data) for event in Event.objects.all())
    _vote(panel, proposals.national_three)
    shown = votes_of(panel_for(proposals.national, panel.pk), proposals.national)
    assert sorted(member.vote for member in shown) == ["award", "award", "coaching"]


def test_nobody_votes_twice(proposals: Proposals, panel: Any) -> None:
    _vote(panel, proposals.national)
    with pytest.raises(NominationRefused, match="voted_before"):
        _vote(panel, proposals.national, Vote.COACHING)
    assert panel.members.get(person=proposals.national).vote == Vote.AWARD


def test_a_vote_has_a_reason(proposals: Proposals, panel: Any) -> None:
    with pytest.raises(NominationRefused, match="vote_reason_missing"):
        _vote(panel, proposals.national, reason="  ")


def test_only_members_vote(cast: Cast, proposals: Proposals, panel: Any) -> None:
    another = proposals.evaluator("Wira Nasional")
    with pytest.raises(NotAllowed, match="not_in_this_panel"):
        _vote(panel, another)
    for who in (cast.agency_head, cast.inspector, cast.unit_head, cast.operator):
        with pytest.raises(NotAllowed, match="national_team_only"):
            _vote(panel, who)


def test_a_member_whose_role_ended_does_not_vote(proposals: Proposals, panel: Any) -> None:
    proposals.national_two.roles.update(ended_at=NOW)
    with pytest.raises(NotAllowed, match="national_team_only"):
        _vote(panel, proposals.national_two)


# --- the decision


def test_no_decision_below_the_quorum(proposals: Proposals, panel: Any) -> None:
    _vote(panel, proposals.national)
    _vote(panel, proposals.national_two)
    with pytest.raises(NominationRefused, match="below_quorum"):
        _decide(panel)


def test_no_decision_while_a_vote_is_awaited(proposals: Proposals, panel: Any) -> None:
    fourth = proposals.evaluator("Wira Nasional")
    actions.add_panel_member(session=panel, person=fourth, by=panel.chair, now=NOW)
    for person in (proposals.national, proposals.national_two, proposals.national_three):
        _vote(panel, person)
    with pytest.raises(NominationRefused, match="votes_awaited"):
        _decide(panel)
    actions.mark_absent(session=panel, person=fourth, reason="Sakit", by=panel.chair, now=NOW)
    assert _decide(panel).decision == Vote.AWARD
    with pytest.raises(NominationRefused, match="panel_is_decided"):
        _vote(panel, fourth)


def test_somebody_absent_does_not_vote_and_a_voter_is_not_absent(
    proposals: Proposals, panel: Any
) -> None:
    act = {"session": panel, "reason": "Sakit", "by": panel.chair, "now": NOW}
    actions.mark_absent(**act, person=proposals.national_two)
    with pytest.raises(NominationRefused, match="noted_as_absent"):
        _vote(panel, proposals.national_two)
    _vote(panel, proposals.national_three)
    with pytest.raises(NominationRefused, match="voted_before"):
        actions.mark_absent(**act, person=proposals.national_three)


@pytest.mark.parametrize(
    ("votes", "decision"),
    [
        ((Vote.AWARD, Vote.AWARD, Vote.AWARD), Vote.AWARD),
        ((Vote.AWARD, Vote.AWARD, Vote.COACHING), Vote.AWARD),
        ((Vote.AWARD, Vote.COACHING, Vote.COACHING), Vote.COACHING),
        ((Vote.AWARD, Vote.AWARD, Vote.COACHING, Vote.COACHING), Vote.COACHING),
    ],
)
def test_the_decision_is_that_of_more_than_half(
    proposals: Proposals, panel: Any, votes: Any, decision: Any
) -> None:
    people = [proposals.national, proposals.national_two, proposals.national_three]
    if len(votes) > len(people):
        fourth = proposals.evaluator("Wira Nasional")
        actions.add_panel_member(session=panel, person=fourth, by=panel.chair, now=NOW)
        people.append(fourth)
    for person, vote in zip(people, votes, strict=True):
        _vote(panel, person, vote)
    decided = _decide(panel)
    assert decided.decision == decision
    assert decided.minutes.kind == "minutes"


def test_only_the_chair_decides(proposals: Proposals, panel: Any) -> None:
    for person in (proposals.national, proposals.national_two, proposals.national_three):
        _vote(panel, person)
    with pytest.raises(NotAllowed, match="panel_chair_only"):
        _decide(panel, by=proposals.national_two)


# --- the end


def _decided(proposals: Proposals, panel: PanelSession, vote: Vote) -> PanelSession:
    for person in (proposals.national, proposals.national_two, proposals.national_three):
        _vote(panel, person, vote)
    decided: PanelSession = _decide(panel)
    return decided


def _reported(cast: Cast, panel: PanelSession) -> None:
    panel.report = make_paper(cast, panel.program, DocumentKind.NATIONAL_REPORT)
    panel.save()


def _award(proposals: Proposals, **more: Any) -> Any:
    values = {
        "program": proposals.program,
        "decree_number": "KEP/700/2026",
        "decreed_on": TODAY,
        "paper": pdf(),
        "by": proposals.national,
        "now": NOW,
        **more,
    }
    return actions.award_title(**values)


@pytest.fixture
def recommended(proposals: Proposals, panel: Any, monkeypatch: pytest.MonkeyPatch) -> PanelSession:
    """A panel that recommends the title, with its report; minima of the field taken as met."""
    decided = _decided(proposals, panel, Vote.AWARD)
    _reported(proposals.cast, decided)
    monkeypatch.setitem(guards._guards, "field_thresholds_met", lambda _program, _now: None)
    return decided


def test_a_title_is_given_by_decree(cast: Cast, proposals: Proposals, recommended: Any) -> None:
    _clear(proposals)
    award = _award(proposals)
    assert (award.unit, award.program, award.awarded_on) == (
        cast.unit,
        recommended.program,
        TODAY,
    )
    proposals.program.refresh_from_db()
    assert proposals.program.state == ProgramState.AWARDED
    assert Event.objects.filter(act="award.entered").exists()


def test_no_title_without_a_requirement(cast: Cast, proposals: Proposals, recommended: Any) -> None:
    proposals.enter("opini_bpk", "WDP")
    with pytest.raises(NominationRefused, match="gates_open"):
        _award(proposals)
    assert not Award.objects.exists()
    with without_guard("gates_met"):
        assert _award(proposals).pk


def test_no_title_with_a_problem_of_an_outside_body(proposals: Proposals, recommended: Any) -> None:
    _clear(proposals, ClearanceBody.KPK, result=ClearanceResult.PROBLEM)
    with pytest.raises(NominationRefused, match="clearance_problem"):
        _award(proposals)
    _clear(proposals, ClearanceBody.KPK)
    assert _award(proposals).pk


def test_no_title_below_the_minima_of_the_field(proposals: Proposals, panel: Any) -> None:
    _reported(proposals.cast, _decided(proposals, panel, Vote.AWARD))
    with pytest.raises(Refused, match="field_not_closed"):
        _award(proposals)


def test_no_title_without_report_or_panel(proposals: Proposals, panel: Any) -> None:
    with pytest.raises(NominationRefused, match="national_report_missing"):
        _award(proposals)
    _decided(proposals, panel, Vote.AWARD)
    with pytest.raises(NominationRefused, match="national_report_missing"):
        _award(proposals)


def test_no_title_against_the_panel(
    proposals: Proposals, panel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(guards._guards, "field_thresholds_met", lambda _program, _now: None)
    _reported(proposals.cast, _decided(proposals, panel, Vote.COACHING))
    with pytest.raises(NominationRefused, match="panel_recommended_coaching"):
        _award(proposals)
    actions.decline_by_panel(
        program=proposals.program, reason="Perkuat SP4N.", by=proposals.national, now=NOW
    )
    assert proposals.program.state == ProgramState.COACHING


def test_no_coaching_against_the_panel(proposals: Proposals, recommended: Any) -> None:
    with pytest.raises(NominationRefused, match="panel_recommended_award"):
        actions.decline_by_panel(
            program=proposals.program, reason="Perkuat SP4N.", by=proposals.national, now=NOW
        )


@pytest.mark.parametrize("who", ["agency_head", "inspector", "agency_admin", "unit_head"])
def test_the_agency_gives_no_national_title(
    cast: Cast, proposals: Proposals, recommended: Any, who: Any
) -> None:
    with pytest.raises(NotAllowed, match="national_team_only"):
        _award(proposals, by=getattr(cast, who))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decree_number": " "}, "document_number_missing"),
        ({"decreed_on": TODAY + timedelta(days=1)}, "decree_day_in_future"),
    ],
)
def test_a_decree_has_number_and_day(
    proposals: Proposals, recommended: Any, changes: Any, code: Any
) -> None:
    with pytest.raises(NominationRefused, match=code):
        _award(proposals, **changes)


# --- the agency awards itself


def _permit(cast: Cast) -> None:
    actions.enter_permit(
        agency=cast.agency,
        decree_number="KEP/9",
        starts_on=date(2026, 1, 1),
        ends_on=None,
        paper=pdf(),
        by=cast.agency_admin,
        now=NOW,
    )


def _award_here(proposals: Proposals, by: Any = None) -> Any:
    return actions.award_by_agency(
        program=proposals.program,
        decree_number="SK/5/2026",
        decreed_on=TODAY,
        paper=pdf(),
        by=by or proposals.cast.agency_head,
        now=NOW,
    )


def test_a_permitted_agency_awards_wbk_without_the_national_stage(
    cast: Cast, proposals: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(guards._guards, "tpi_thresholds_met", lambda _program, _now: None)
    program = proposals.program
    with pytest.raises(NominationRefused, match="agency_not_permitted"):
        lifecycle.advance(program=program, name="kept_for_agency", by=cast.agency_head, now=NOW)
    _permit(cast)
    lifecycle.advance(program=program, name="kept_for_agency", by=cast.agency_head, now=NOW)
    award = _award_here(proposals)
    assert award.decree_number == "SK/5/2026"
    program.refresh_from_db()
    assert program.state == ProgramState.AWARDED


def test_an_agency_without_permit_awards_nothing(
    cast: Cast, proposals: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(guards._guards, "tpi_thresholds_met", lambda _program, _now: None)
    proposals.put(ProgramState.AGENCY_DECISION)
    with pytest.raises(NominationRefused, match="agency_not_permitted"):
        _award_here(proposals)
    with without_guard("agency_may_award"):
        assert _award_here(proposals).pk


@pytest.mark.parametrize("who", ["inspector", "agency_admin", "unit_head"])
def test_only_the_head_of_the_agency_awards(cast: Cast, proposals: Proposals, who: Any) -> None:
    proposals.put(ProgramState.AGENCY_DECISION)
    with pytest.raises(NotAllowed, match="sent_by_agency_head"):
        _award_here(proposals, by=getattr(cast, who))


def test_a_rejection_before_evaluation_names_what_is_missing(
    cast: Cast, proposals: Proposals, paper_rows: Any
) -> None:
    program = proposals.put(ProgramState.TPN_PRECHECK)
    proposals.enter("opini_bpk", "WDP")
    actions.reject_at_precheck(
        program=program,
        reason="Opini belum WTP.",
        number="N/1",
        dated_on=TODAY,
        by=proposals.national,
        now=NOW,
    )
    assert program.state == ProgramState.REJECTED
    assert "Opini BPK minimal" in repr(paper_rows.letters[-1])


def test_the_national_report_tells_scores_clearances_notes_and_the_decision(
    proposals: Proposals, panel: Any, monkeypatch: pytest.MonkeyPatch, paper_rows: Any
) -> None:
    program = proposals.program
    _clear(proposals)
    actions.write_field_note(
        program=program,
        kind=FieldNoteKind.MYSTERY_SHOPPER,
        held_on=TODAY,
        about="Mengurus KTP tanpa janji",
        findings="Dilayani dalam 12 menit.",
        by=proposals.national,
        now=NOW,
    )
    instrument = instrument_of(program.sheet.instrument)
    found = SimpleNamespace(summary=score(instrument, {}))
    monkeypatch.setattr(awards, "final_result", lambda *_of: found)
    act: dict[str, Any] = {
        "program": program,
        "number": "LHE/1",
        "dated_on": TODAY,
        "by": proposals.national,
        "now": NOW,
    }
    with pytest.raises(NominationRefused, match="panel_undecided"):
        actions.issue_national_report(**act)
    _decided(proposals, panel, Vote.COACHING)
    with pytest.raises(NotAllowed, match="panel_chair_only"):
        actions.issue_national_report(**{**act, "by": proposals.national_two})
    session = actions.issue_national_report(**act)
    assert session.report is not None
    assert session.report.kind == "national_report"
    text = repr(paper_rows.letters[-1])
    for words in (
        "Dilayani dalam 12 menit.",
        "Ombudsman",
        "nilai minimal Menuju WBK belum terpenuhi",
        "Panel merekomendasikan pembinaan. Sesuai suara.",
    ):
        assert words in text
    with pytest.raises(NominationRefused, match="national_report_exists"):
        actions.issue_national_report(**act)


def test_no_title_below_a_minimum_found_in_the_field(proposals: Proposals) -> None:
    """An index of 3.10 found in the field is less than the 3.60 that the title asks for."""
    reviews = proposals.reviews
    round_ = reviews.open_national(proposals.put(ProgramState.TPN_FIELD))
    for code, value in (("B.I.a.1", "3.10"), ("B.II.a.1", "3.60")):
        survey(reviews, round_, code, value)
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.national_member)
    reviews.close(round_, "field_closed", reviews.national_lead, number="")
    proposals.put(ProgramState.PANEL)
    people = [proposals.national, proposals.national_two, proposals.national_three]
    panel = actions.open_panel(
        program=proposals.program, members=people, by=proposals.national, now=NOW
    )
    _reported(proposals.cast, _decided(proposals, panel, Vote.AWARD))
    _clear(proposals)

    with pytest.raises(Refused, match="thresholds_not_met"):
        _award(proposals)
    assert not Award.objects.exists()
    with without_guard("field_thresholds_met"):
        assert _award(proposals).pk


def test_the_agency_awards_nothing_below_a_minimum_or_without_a_requirement(
    cast: Cast, proposals: Proposals
) -> None:
    _permit(cast)
    proposals.put(ProgramState.AGENCY_DECISION)
    with pytest.raises(Refused, match="round_2_not_closed"):
        _award_here(proposals)
    with without_guard("tpi_thresholds_met"):
        proposals.enter("opini_bpk", "WDP")
        with pytest.raises(NominationRefused, match="gates_open"):
            _award_here(proposals)
        assert not Award.objects.exists()
        proposals.enter("opini_bpk", "WTP")
        assert _award_here(proposals).pk
