"""From an allegation to its end, and who may do what."""

from datetime import date, timedelta
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.casework.clocks import clocks_of
from bening.casework.models import CaseClock
from bening.conflicts.ties import TiedByInterest
from bening.discipline import access, actions, queries
from bening.discipline.models import (
    AppealResult,
    Capacity,
    CaseState,
    DisciplineCase,
    DisciplineOfficer,
    Level,
    Outcome,
    Sanction,
)
from bening.domain.discipline import DisciplineRefused
from tests.features.conflicts.conftest import declare
from tests.features.discipline.conftest import (
    ACT,
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
from tests.people import NOW, TODAY, Cast, make_person

pytestmark = pytest.mark.django_db


def refused(code: str, act: Any, /, **values: Any) -> None:
    with pytest.raises(DisciplineRefused) as found:
        act(**values)
    assert found.value.code == code


def due(case: DisciplineCase, term: str) -> date | None:
    return next(one.due_on for one in clocks_of(case.pk) if one.term == term)


def test_the_whole_way(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    head = cast.unit_head
    assert (case.number, case.unit) == ("DIS-2026-0001", cast.unit)
    refused("discipline_team_incomplete", call, case=case, by=officer)
    summoned(case, officer, examiner)
    refused("discipline_not_yet", actions.record_attendance, case=case, came=True, by=examiner,
            now=NOW)  # fmt: skip
    refused("discipline_not_come", write, case=case, examiner=examiner)
    actions.record_attendance(case=case, came=True, by=examiner, now=TOMORROW)
    write(case, examiner)
    actions.propose(
        case=case, analysis="Terbukti", code="written_reprimand", by=examiner, now=TOMORROW
    )
    assert due(case, "discipline_decision") is not None
    kept = decide(case, head)
    assert (kept.state, kept.outcome) == (CaseState.DECIDED, Outcome.PROVEN)
    kept = actions.hand_over(case=case, received_on=SOON, by=officer, now=TOMORROW)
    until = due(case, "discipline_appeal")
    assert until == date(2026, 5, 6)  # fourteen working days
    refused("discipline_start_too_early", actions.start_sanction, case=case, starts_on=SOON,
            by=officer, now=days(40))  # fmt: skip
    start = date(2026, 5, 8)
    kept = actions.start_sanction(case=case, starts_on=start, by=officer, now=days(40))
    assert kept.state == CaseState.SERVING
    sanction = queries.sanction_of(kept)
    assert sanction is not None
    assert (sanction.starts_on, sanction.ends_on) == (start, None)
    assert all(one.state == "stopped" for one in clocks_of(case.pk))
    assert actions.close_case(case=case, by=officer, now=days(41)).state == CaseState.CLOSED


def test_a_term_after_the_decision_is_given_to_who_keeps_the_case_then(
    cast: Cast, staff: Person, officer: Person, examiner: Person
) -> None:
    """Who registered has left that duty, or never had it; whoever is examined keeps nothing."""
    head = cast.unit_head
    case = registered(officer, staff)
    proposed(case, officer, examiner)
    assert access.keeper_of(case, TODAY) == officer
    DisciplineOfficer.objects.update(ends_on=TODAY)
    keep(cast, staff)
    follower = keep(cast, make_person("Sari Wulan", agency=cast.agency))
    assert access.keeper_of(case, TODAY) == officer
    decide(case, head)
    assert owner_of(case, "discipline_hand_over") == follower
    actions.hand_over(case=case, received_on=SOON, by=follower, now=TOMORROW)
    actions.file_appeal(case=case, grounds="Tidak benar", by=staff, now=TOMORROW)
    assert owner_of(case, "discipline_appeal_answer") == follower


def owner_of(case: DisciplineCase, term: str) -> Person | None:
    return CaseClock.objects.get(case=case.pk, term=term).owner


def test_missing_two_summons_is_judged_without_an_examination(
    officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    summoned(case, officer, examiner)
    refused("discipline_summons_open", call, case=case, by=officer)
    actions.record_attendance(case=case, came=False, by=officer, now=TOMORROW)
    propose: dict[str, Any] = {"analysis": "Tidak hadir", "code": "", "by": examiner}
    refused("discipline_not_examined", actions.propose, case=case, now=TOMORROW, **propose)
    second = call(case, officer, examine_on=TODAY + timedelta(days=2), now=TOMORROW)
    assert second.position == 2
    actions.record_attendance(case=case, came=False, by=officer, now=days(2))
    refused("discipline_summons_over", call, case=case, by=officer, now=days(2),
            examine_on=TODAY + timedelta(days=3))  # fmt: skip
    kept = actions.propose(case=case, now=days(3), **propose)
    assert kept.state == CaseState.PROPOSED


def test_an_examination_lies_within_seven_working_days(
    officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    actions.name_examiner(
        case=case, person=examiner.email, capacity=Capacity.SUPERIOR, by=officer, now=NOW
    )
    last = date(2026, 4, 24)
    refused("discipline_examination_too_late", call, case=case, by=officer,
            examine_on=last + timedelta(days=1))  # fmt: skip
    refused("discipline_day_past", call, case=case, by=officer,
            examine_on=TODAY - timedelta(days=1))  # fmt: skip
    case.refresh_from_db()
    assert (case.state, case.summons.count()) == (CaseState.REPORTED, 0)
    call(case, officer, examine_on=last)


def test_the_examined_person_is_never_examiner_or_decider(
    cast: Cast, officer: Person, examiner: Person
) -> None:
    _ = cast.agency_head
    about = keep(cast, cast.unit_head)
    case = registered(officer, about)
    name: dict[str, Any] = {"capacity": Capacity.SUPERIOR, "by": officer, "now": NOW}
    refused("discipline_examines_oneself", actions.name_examiner, case=case, person=about.email,
            **name)  # fmt: skip
    assert not queries.cases_of(about, NOW).exists()
    for act, values in (
        (actions.drop_case, {"reason": "Tidak ada apa-apa"}),
        (actions.set_level, {"level": Level.LIGHT}),
        (actions.name_examiner, {"person": examiner.email, "capacity": Capacity.SUPERIOR}),
    ):
        with pytest.raises(NotAllowed):
            act(case=case, by=about, now=NOW, **values)
    proposed(case, officer, examiner)
    with pytest.raises(NotAllowed):
        decide(case, about)
    with pytest.raises(NotAllowed):
        actions.hand_over(case=decide(case, cast.parent_head), received_on=SOON, by=about,
                          now=TOMORROW)  # fmt: skip
    refused("discipline_about_oneself", registered, by=officer, about=officer)


def test_whoever_is_tied_neither_examines_nor_decides(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    head = cast.unit_head
    proposed(case, officer, examiner)
    relative = make_person("Putri Ayu", agency=cast.agency)
    _ = cast.parent_head
    for person in (relative, head, examiner):
        declare(person, about_person=staff.email)
    second = registered(officer, staff)
    with pytest.raises(TiedByInterest):
        actions.name_examiner(
            case=second, person=relative.email, capacity=Capacity.SUPERIOR, by=officer, now=NOW
        )
    with pytest.raises(TiedByInterest):
        decide(case, head)
    with pytest.raises(TiedByInterest):
        actions.return_proposal(case=case, reason="Kurang", by=head, now=TOMORROW)
    decide(case, cast.parent_head)


def test_what_may_be_severe_is_examined_by_three_and_decided_by_the_agencys_head(
    cast: Cast, staff: Person, officer: Person, examiner: Person
) -> None:
    case = registered(officer, staff, level=Level.SEVERE)
    actions.name_examiner(
        case=case, person=examiner.email, capacity=Capacity.SUPERIOR, by=officer, now=NOW
    )
    refused("discipline_team_incomplete", call, case=case, by=officer)
    for name, capacity in (("Rina Sari", Capacity.OVERSIGHT), ("Sapto", Capacity.HUMAN_RESOURCES)):
        other = make_person(name, agency=cast.agency)
        actions.name_examiner(case=case, person=other.email, capacity=capacity, by=officer, now=NOW)
    call(case, officer)
    actions.record_attendance(case=case, came=True, by=examiner, now=TOMORROW)
    write(case, examiner)
    actions.propose(case=case, analysis="Berat", code="demotion", by=examiner, now=TOMORROW)
    with pytest.raises(NotAllowed):
        decide(case, cast.unit_head, code="demotion")
    decide(case, cast.agency_head, code="demotion")
    actions.hand_over(case=case, received_on=SOON, by=officer, now=TOMORROW)
    start = date(2026, 5, 8)
    actions.start_sanction(case=case, starts_on=start, by=officer, now=days(40))
    sanction = queries.sanction_of(case)
    assert sanction is not None
    assert sanction.ends_on == date(2027, 5, 7)
    refused("discipline_runs", actions.close_case, case=case, by=officer, now=days(60))
    actions.close_case(case=case, by=officer, now=days(400))


def test_no_sanction_beyond_what_was_examined_for(
    cast: Cast, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    examined(case, officer, examiner)
    refused("discipline_beyond_level", actions.propose, case=case, analysis="a", code="dismissal",
            by=examiner, now=TOMORROW)  # fmt: skip
    actions.propose(case=case, analysis="a", code="displeasure", by=examiner, now=TOMORROW)
    head = cast.unit_head
    refused("discipline_beyond_level", decide, case=case, by=head, code="allowance_6")
    refused("discipline_sanction_missing", decide, case=case, by=head, code="")
    refused("discipline_article_missing", decide, case=case, by=head, article=" ")
    refused("discipline_reason_missing", decide, case=case, by=head, reason=" ")
    refused("discipline_outcome", decide, case=case, by=head, outcome=Outcome.DROPPED)
    assert not Sanction.objects.exists()


def test_an_appeal_in_time_holds_the_sanction_and_may_change_it(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    handed_over(case, officer, examiner, cast.unit_head)
    with pytest.raises(NotAllowed):
        actions.file_appeal(case=case, grounds="Keberatan", by=examiner, now=days(2))
    refused("discipline_appeal_late", actions.file_appeal, case=case, grounds="Terlambat",
            by=staff, now=days(30))  # fmt: skip
    appeal = actions.file_appeal(case=case, grounds="Mesin absen rusak", by=staff, now=days(3))
    assert (appeal.route, appeal.filed_on) == ("objection", TODAY + timedelta(days=3))
    assert due(case, "discipline_appeal_answer") is not None
    refused("discipline_step", actions.start_sanction, case=case, starts_on=SOON, by=officer,
            now=days(40))  # fmt: skip
    settle: dict[str, Any] = {
        "letter": "KEP-2",
        "settled_on": TODAY + timedelta(days=9),
        "reason": "Sebagian",
        "by": officer,
        "now": days(10),
    }
    kept = actions.settle_appeal(
        case=case, result=AppealResult.CHANGED, code="spoken_reprimand", article="Pasal 4", **settle
    )
    assert kept.state == CaseState.DECIDED
    sanction = queries.sanction_of(kept)
    assert sanction is not None
    assert sanction.code == "spoken_reprimand"
    assert kept.sanctions.count() == 2
    refused("discipline_appealed", actions.file_appeal, case=case, grounds="Lagi", by=staff,
            now=days(11))  # fmt: skip
    refused("discipline_start_too_early", actions.start_sanction, case=case,
            starts_on=TODAY + timedelta(days=8), by=officer, now=days(11))  # fmt: skip
    actions.start_sanction(
        case=case, starts_on=TODAY + timedelta(days=10), by=officer, now=days(11)
    )


def test_an_annulled_decision_leaves_no_sanction(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    handed_over(case, officer, examiner, cast.unit_head)
    actions.file_appeal(
        case=case, grounds="Surat", filed_on=TODAY + timedelta(days=2), by=officer, now=days(3)
    )
    kept = actions.settle_appeal(
        case=case, result=AppealResult.ANNULLED, letter="KEP-3", by=officer, now=days(10),
        settled_on=TODAY + timedelta(days=9), reason="Bukti tidak cukup",
    )  # fmt: skip
    assert (kept.state, kept.outcome) == (CaseState.CLOSED, Outcome.ANNULLED)
    assert queries.sanction_of(kept) is None


def test_a_moral_sanction_opens_no_appeal(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    handed_over(case, officer, examiner, cast.unit_head, code="moral_closed")
    refused("discipline_no_appeal", actions.file_appeal, case=case, grounds="Keberatan", by=staff,
            now=days(2))  # fmt: skip
    actions.start_sanction(case=case, starts_on=SOON, by=officer, now=TOMORROW)


def test_returned_and_not_proven(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    head = cast.unit_head
    proposed(case, officer, examiner)
    refused("discipline_step", write, case=case, examiner=examiner)
    actions.return_proposal(case=case, reason="Periksa saksi", by=head, now=TOMORROW)
    write(case, examiner, statement="Saksi menguatkan", is_signed=False)
    actions.propose(case=case, analysis="Tidak cukup", code="", by=examiner, now=TOMORROW)
    kept = decide(case, head, outcome=Outcome.NOT_PROVEN, code="", article="")
    assert (kept.state, kept.outcome, kept.closed_at) == (
        CaseState.CLOSED, Outcome.NOT_PROVEN, TOMORROW,
    )  # fmt: skip
    assert all(one.state == "stopped" for one in clocks_of(case.pk))
    assert actions.open_own(case=case, by=staff)["decision"]["reason"] == "Mengakui perbuatannya"


def test_a_dropped_case_stays_unknown_to_the_person(
    cast: Cast, staff: Person, officer: Person, case: DisciplineCase
) -> None:
    with pytest.raises(NotAllowed):
        actions.drop_case(case=case, reason="Salah orang", by=officer, now=NOW)
    kept = actions.drop_case(case=case, reason="Salah orang", by=cast.unit_head, now=NOW)
    assert (kept.state, kept.outcome) == (CaseState.CLOSED, Outcome.DROPPED)
    assert not queries.own_cases(staff).exists()


def test_an_examiner_who_wrote_stays(
    cast: Cast, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    spare = actions.name_examiner(
        case=case, person=cast.pic.email, capacity=Capacity.OVERSIGHT, by=officer, now=NOW
    )
    again: dict[str, Any] = {"capacity": Capacity.SUPERIOR, "by": officer, "now": NOW}
    refused("discipline_examiner_exists", actions.name_examiner, case=case, person=cast.pic.email,
            **again)  # fmt: skip
    examined(case, officer, examiner)
    actions.release_examiner(examiner=spare, by=officer, now=TOMORROW)
    refused("discipline_examiner_gone", actions.release_examiner, examiner=spare, by=officer,
            now=TOMORROW)  # fmt: skip
    wrote = case.examiners.get(person=examiner)
    refused("discipline_examiner_has_written", actions.release_examiner, examiner=wrote,
            by=officer, now=TOMORROW)  # fmt: skip


def test_who_reads_a_case(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    def reads(person: Person) -> bool:
        return queries.cases_of(person, NOW).filter(pk=case.pk).exists()

    summoned(case, officer, examiner)
    assert all(map(reads, (officer, examiner, cast.unit_head, cast.parent_head, cast.agency_head)))
    others = (staff, cast.pic, cast.agency_admin, cast.inspector, cast.area_lead, cast.outsider)
    assert not any(map(reads, others))
    assert queries.own_cases(staff).filter(pk=case.pk).exists()
    assert not queries.own_cases(cast.pic).exists()


def test_words_are_sealed_and_opening_is_recorded(
    staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    examined(case, officer, examiner)
    row = DisciplineCase.objects.get(pk=case.pk)
    kept = bytes(row.kept) + bytes(row.examinations.get().kept) + bytes(row.summons.get().kept)
    assert not any(word.encode() in kept for word in (ACT, "Rekap", "menitipkan", "Ruang"))
    refused("discipline_opening_reason_missing", actions.open_case, case=case, reason="ya",
            by=officer, now=NOW)  # fmt: skip
    opened = Event.objects.filter(act="discipline.personal_opened")
    assert not opened.exists()
    words = actions.open_case(case=case, reason="Menyiapkan putusan", by=officer, now=NOW)
    assert words["told"]["act"] == ACT
    assert opened.get().by == officer.pk
    own = actions.open_own(case=case, by=staff)
    assert own["told"] == {"act": ACT, "article": "Pasal 4 huruf f"}
    assert "proposal" not in own
    with pytest.raises(DisciplineCase.DoesNotExist):
        actions.open_own(case=case, by=officer)
    with pytest.raises(DisciplineCase.DoesNotExist):
        actions.open_case(case=case, reason="Ingin tahu saja", by=staff, now=NOW)
    for event in Event.objects.filter(act__startswith="discipline."):
        assert ACT not in str(event.data)
        assert staff.name not in str(event.data)


def test_the_decision_is_told_when_it_is_handed_over(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    proposed(case, officer, examiner)
    decide(case, cast.unit_head)
    assert actions.open_own(case=case, by=staff)["decision"] == {}
    actions.hand_over(case=case, received_on=SOON, by=officer, now=TOMORROW)
    assert actions.open_own(case=case, by=staff)["decision"]["reason"] == "Mengakui perbuatannya"
    refused("discipline_received", actions.hand_over, case=case, received_on=SOON, by=officer,
            now=TOMORROW)  # fmt: skip
