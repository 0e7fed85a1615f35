"""A report of a gift from its draft to its end, its clocks, its goods, and who may what."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from bening.accounts.refusals import NotAllowed
from bening.casework.models import CaseClock, ClockState
from bening.conflicts.ties import TiedByInterest
from bening.domain.gratuities import GratuityMove
from bening.gratuities import actions, queries
from bening.gratuities.details import INTERESTED, Relation, missing_of, opened
from bening.gratuities.models import (
    CustodyChoice,
    DecisionChoice,
    Direction,
    ExecutionChoice,
    GratuityReport,
    State,
)
from bening.gratuities.refusals import GratuityRefused, GratuitySettled
from bening.gratuities.waiting import superiors, turns
from tests.features.conflicts.conftest import declare
from tests.features.gratuities.gifts import SECRET, TOLD, Gifts, days_later
from tests.people import NOW, TODAY, Cast, make_person


def running(report: GratuityReport) -> dict[str, CaseClock]:
    rows = CaseClock.objects.filter(case=report.pk).exclude(state=ClockState.STOPPED)
    return {row.term: row for row in rows}


def test_clocks_of_a_draft_run_since_the_receipt(gifts: Gifts) -> None:
    received = date(2026, 4, 1)
    made = gifts.draft(received_on=received)

    clocks = running(made)

    assert set(clocks) == {"gratuity_report", "gratuity_to_upg"}
    assert all(clock.owner == gifts.cast.pic and clock.is_protected for clock in clocks.values())
    assert clocks["gratuity_to_upg"].due_on == date(2026, 4, 15)
    assert clocks["gratuity_report"].due_on == date(2026, 5, 13)


def test_another_day_of_receipt_counts_anew(gifts: Gifts) -> None:
    made = gifts.draft(received_on=TODAY)
    before = running(made)["gratuity_report"].due_on
    earlier = TODAY - timedelta(days=7)

    gifts.draft(report=made, received_on=earlier, seen_version=made.version)

    after = running(made)["gratuity_report"].due_on
    assert before is not None
    assert after == before - timedelta(days=7)


def test_nothing_of_what_a_report_says_lies_readable_in_the_database(gifts: Gifts) -> None:
    gifts.reported()

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                for cell in row:
                    text = bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell)
                    raw = text if isinstance(text, bytes) else text.encode()
                    assert SECRET.encode() not in raw, table
                    assert TOLD.nik.encode() not in raw, table


def test_a_report_goes_to_the_helper_and_past_it_when_wanted(gifts: Gifts) -> None:
    gifts.helper  # noqa: B018 - made when named
    gifts.upg  # noqa: B018 - made when named
    through = gifts.reported()
    past = gifts.reported(bypasses_helper=True)

    assert (through.state, past.state) == (State.AT_HELPER, State.AT_UPG)
    assert through.number == "GRT-2026-0001"
    assert set(queries.handled_reports(gifts.helper, TODAY)) == {through}
    assert set(queries.handled_reports(gifts.upg, TODAY)) == {through, past}
    assert running(through)["gratuity_helper_forwards"].owner == gifts.helper
    assert running(past)["gratuity_upg_forwards"].owner == gifts.upg


def test_without_a_helper_the_upg_has_it_at_once(gifts: Gifts) -> None:
    gifts.upg  # noqa: B018 - made when named

    assert gifts.reported().state == State.AT_UPG


def test_nobody_else_reads_it(gifts: Gifts) -> None:
    made, cast = gifts.reported(), gifts.cast

    for other in (cast.unit_head, cast.inspector, cast.agency_admin, cast.agency_head):
        assert made not in queries.handled_reports(other, TODAY)
        with pytest.raises(NotAllowed):
            actions.open_report(report=made, reason="x", by=other, now=NOW)


def test_a_draft_is_seen_by_its_writer_only(gifts: Gifts) -> None:
    made = gifts.draft()

    assert made not in queries.handled_reports(gifts.upg, TODAY)
    with pytest.raises(NotAllowed):
        actions.verify_report(report=made, by=gifts.upg, now=NOW)


def test_the_upg_does_not_handle_its_own_report(gifts: Gifts) -> None:
    made = gifts.reported(by=gifts.upg)

    assert made not in queries.handled_reports(gifts.upg, TODAY)
    with pytest.raises(NotAllowed, match="gratuity_own_report"):
        actions.verify_report(report=made, by=gifts.upg, now=NOW)


def test_a_duty_that_ended_opens_nothing(gifts: Gifts) -> None:
    made = gifts.reported()
    gifts.upg  # noqa: B018 - made when named
    actions.end_officer(officer=gifts.upg_duty, by=gifts.cast.agency_admin, now=NOW)

    with pytest.raises(NotAllowed, match="gratuity_upg_only"):
        actions.open_report(report=made, reason="Verifikasi", by=gifts.upg, now=NOW)


def test_the_clocks_of_a_duty_that_ends_go_to_the_next(gifts: Gifts) -> None:
    first = gifts.upg
    made, own = gifts.reported(), gifts.draft(by=first)
    second = make_person("Wati Pengganti", agency=gifts.cast.agency)
    gifts.name(second)
    assert running(made)["gratuity_upg_forwards"].owner == first

    actions.end_officer(officer=gifts.upg_duty, by=gifts.cast.agency_admin, now=NOW)

    assert {clock.owner for clock in running(made).values()} == {second}
    assert {clock.owner for clock in running(own).values()} == {first}


def test_a_late_report_is_taken_and_flagged(gifts: Gifts) -> None:
    late = gifts.reported(received_on=date(2025, 12, 1))
    soon = gifts.reported(received_on=TODAY)

    assert late.is_late
    assert not soon.is_late
    assert late.state == State.AT_UPG


def test_a_report_is_true_or_not_sent(gifts: Gifts) -> None:
    with pytest.raises(GratuityRefused, match="gratuity_statement"):
        actions.submit_report(report=gifts.draft(), is_true=False, by=gifts.cast.pic, now=NOW)


def test_an_empty_report_is_not_sent(gifts: Gifts) -> None:
    made = gifts.draft(told={"description": "", "story": ""})

    with pytest.raises(GratuityRefused, match="gratuity_object_missing"):
        actions.submit_report(report=made, is_true=True, by=gifts.cast.pic, now=NOW)


def test_what_was_sent_is_not_changed(gifts: Gifts) -> None:
    made = gifts.reported()

    with pytest.raises(GratuitySettled, match="gratuity_not_editable"):
        gifts.draft(report=made, seen_version=made.version)
    with pytest.raises(GratuitySettled, match="gratuity_not_editable"):
        actions.discard_draft(report=made, by=gifts.cast.pic, now=NOW)


def test_two_pages_do_not_write_over_each_other(gifts: Gifts) -> None:
    made = gifts.draft()
    gifts.draft(report=made, seen_version=1)

    with pytest.raises(GratuitySettled, match="gratuity_changed"):
        gifts.draft(report=made, seen_version=1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "gratuity_in_future"),
        ({"received_on": date(1999, 1, 1)}, "gratuity_too_early"),
        ({"told": {"nik": "12"}}, "gratuity_nik"),
        ({"told": {"value": -1}}, "gratuity_value"),
        ({"told": {"story": "x" * 10_001}}, "gratuity_too_long"),
    ],
)
def test_what_cannot_be_is_refused(gifts: Gifts, changes: dict[str, object], code: str) -> None:
    with pytest.raises(GratuityRefused, match=code):
        gifts.draft(**changes)


def test_a_unit_of_another_agency_is_refused(gifts: Gifts, cast: Cast) -> None:
    with pytest.raises(GratuityRefused, match="gratuity_of_other_agency"):
        gifts.draft(by=cast.outsider)


def test_completion_has_the_term_of_its_day_and_pauses_the_upg(gifts: Gifts) -> None:
    upg, made = gifts.upg, None
    made = gifts.reported()
    actions.ask_completion(report=made, what="NIK dan alamat", by=upg, now=NOW)
    made.refresh_from_db()
    clocks = running(made)

    assert made.state == State.INCOMPLETE
    assert clocks["gratuity_complete"].days == 20
    assert clocks["gratuity_complete"].owner == gifts.cast.pic
    assert clocks["gratuity_upg_forwards"].state == ClockState.PAUSED
    assert clocks["gratuity_report"].state == ClockState.RUNNING
    with pytest.raises(GratuityRefused, match="gratuity_term_runs"):
        actions.drop_incomplete(report=made, by=upg, now=days_later(10))

    told = opened(made.details, made.pk)
    assert told.asked == "NIK dan alamat"
    gifts.draft(
        report=made,
        seen_version=made.version,
        details=replace(told, address="Jalan Air 1"),
        now=days_later(2),
    )
    actions.complete_report(report=made, by=gifts.cast.pic, now=days_later(2))
    made.refresh_from_db()

    assert made.state == State.AT_UPG
    assert set(running(made)) == {"gratuity_upg_forwards", "gratuity_report"}
    assert opened(made.details, made.pk).address == "Jalan Air 1"


def test_before_2026_completion_had_thirty_days(gifts: Gifts) -> None:
    at = NOW - timedelta(days=200)
    upg = gifts.upg
    gifts.upg_duty.starts_on = at.date()
    gifts.upg_duty.save()
    made = gifts.reported(received_on=at.date(), at=at)
    actions.ask_completion(report=made, what="NIK", by=upg, now=at)

    assert running(made)["gratuity_complete"].days == 30


def test_a_report_that_is_not_completed_ends(gifts: Gifts) -> None:
    made = gifts.reported()
    actions.ask_completion(report=made, what="NIK", by=gifts.upg, now=NOW)
    actions.drop_incomplete(report=made, by=gifts.upg, now=days_later(60))
    made.refresh_from_db()

    assert made.state == State.NOT_PROCESSED
    assert not running(made)


def forwarded(gifts: Gifts, **changes: Any) -> GratuityReport:
    upg = gifts.upg
    made = gifts.reported(**changes)
    actions.verify_report(report=made, by=upg, now=NOW)
    actions.forward_to_kpk(report=made, number="S-1", dated_on=TODAY, by=upg, now=NOW)
    made.refresh_from_db()
    return made


def test_the_way_to_the_decision_and_its_execution(gifts: Gifts) -> None:
    made, upg = forwarded(gifts), gifts.upg
    assert set(running(made)) == {"gratuity_decision"}

    actions.decide(
        report=made,
        decision=DecisionChoice.STATE_PROPERTY,
        number="KPK-1",
        decided_on=TODAY,
        value=900_000,
        by=upg,
        now=NOW,
    )
    with pytest.raises(GratuityRefused, match="gratuity_execution"):
        actions.settle(
            report=made, execution=ExecutionChoice.RETURNED, number="BA", by=upg, now=NOW
        )
    actions.settle(report=made, execution=ExecutionChoice.HANDED_OVER, number="BA", by=upg, now=NOW)
    made.refresh_from_db()

    assert made.state == State.SETTLED
    assert not running(made)
    with pytest.raises(GratuityMove):
        actions.verify_report(report=made, by=upg, now=NOW)


def test_compensation_is_decided_only_where_it_was_asked_for(gifts: Gifts) -> None:
    made = forwarded(gifts, told={"wants_compensation": False})

    with pytest.raises(GratuityRefused, match="gratuity_no_compensation"):
        actions.decide(
            report=made,
            decision=DecisionChoice.COMPENSATION,
            number="KPK-1",
            decided_on=TODAY,
            value=900_000,
            by=gifts.upg,
            now=NOW,
        )


def test_a_refusal_stands_in_the_register(gifts: Gifts) -> None:
    made = gifts.reported(direction=Direction.REFUSED)
    actions.verify_report(report=made, by=gifts.upg, now=NOW)
    with pytest.raises(GratuityMove):
        actions.manage_here(report=made, by=gifts.upg, now=NOW)
    actions.record_refusal(report=made, by=gifts.upg, now=NOW)
    made.refresh_from_db()

    assert made.state == State.SETTLED


def move(gifts: Gifts, report: GratuityReport, kind: CustodyChoice) -> None:
    actions.move_goods(
        report=report,
        kind=kind,
        on=TODAY,
        place="Lemari UPG",
        given_by="Ani",
        taken_by="Umi",
        note="Baik",
        document_number="BA-1",
        by=gifts.upg,
        now=NOW,
    )


def test_kept_goods_leave_before_a_report_is_settled(gifts: Gifts) -> None:
    made = forwarded(gifts)
    move(gifts, made, CustodyChoice.KEPT)
    with pytest.raises(GratuityMove, match="goods_before_decision"):
        move(gifts, made, CustodyChoice.HANDED_OVER)
    actions.decide(
        report=made,
        decision=DecisionChoice.STATE_PROPERTY,
        number="KPK-1",
        decided_on=TODAY,
        value=None,
        by=gifts.upg,
        now=NOW,
    )
    done: dict[str, Any] = {
        "execution": ExecutionChoice.HANDED_OVER,
        "number": "BA",
        "by": gifts.upg,
        "now": NOW,
    }
    with pytest.raises(GratuityRefused, match="gratuity_goods_kept"):
        actions.settle(report=made, **done)
    move(gifts, made, CustodyChoice.HANDED_OVER)

    actions.settle(report=made, **done)


def test_a_helper_has_a_report_only_until_it_passes_it_on(gifts: Gifts) -> None:
    helper, upg = gifts.helper, gifts.upg
    made = gifts.reported()
    with pytest.raises(GratuityMove):
        actions.verify_report(report=made, by=helper, now=NOW)
    actions.pass_on(report=made, by=helper, now=NOW)

    with pytest.raises(NotAllowed, match="gratuity_upg_only"):
        actions.verify_report(report=made, by=helper, now=NOW)
    assert running(made)["gratuity_upg_forwards"].owner == upg


def test_the_helper_does_not_reach_what_bypassed_it(gifts: Gifts) -> None:
    helper = gifts.helper
    made = gifts.reported(bypasses_helper=True)

    with pytest.raises(NotAllowed, match="gratuity_upg_only"):
        actions.open_report(report=made, reason="Ingin tahu", by=helper, now=NOW)
    with pytest.raises(GratuityReport.DoesNotExist):
        queries.report_for(helper, made.pk, TODAY)


def test_opening_needs_a_reason_and_lasts_an_hour(gifts: Gifts) -> None:
    made = gifts.reported()
    with pytest.raises(GratuityRefused, match="gratuity_opening_reason"):
        actions.open_report(report=made, reason=" ", by=gifts.upg, now=NOW)
    actions.open_report(report=made, reason="Verifikasi", by=gifts.upg, now=NOW)

    assert queries.opening_of(gifts.upg, made, NOW + timedelta(minutes=59))
    assert queries.opening_of(gifts.upg, made, NOW + timedelta(minutes=61)) is None


def test_a_tie_declared_since_closes_what_was_opened(gifts: Gifts) -> None:
    made = gifts.reported()
    actions.open_report(report=made, reason="Verifikasi", by=gifts.upg, now=NOW)
    _ = gifts.cast.agency_head
    declare(gifts.upg, about_unit=gifts.cast.unit)
    assert queries.opening_of(gifts.upg, made, NOW + timedelta(minutes=1)) is None


def test_a_form_sent_twice_is_one_draft_and_another_gift_is_another(gifts: Gifts) -> None:
    first = gifts.draft()
    assert gifts.draft(now=NOW + timedelta(minutes=1)) == first
    assert set(running(first)) == {"gratuity_report", "gratuity_to_upg"}
    assert gifts.draft(told={"story": "Lain lagi."}) != first
    assert gifts.draft(now=NOW + timedelta(hours=1)) != first
    assert GratuityReport.objects.count() == 3


def test_what_is_missing_is_named() -> None:
    assert "alamat" in missing_of(TOLD)
    assert "uraian objek" not in missing_of(TOLD)


def test_gifts_of_one_giver_are_summed_over_the_year(gifts: Gifts) -> None:
    told = {"value": 400_000, "relation": Relation.COLLEAGUE}
    for _each in range(3):
        gifts.reported(
            circumstance="colleague_other", told={**told, "giver_name": "budi  KONTRAKTOR"}
        )
    last = gifts.draft(circumstance="colleague_other", told=told)

    found = queries.assessment_of(last, opened(last.details, last.pk))

    assert [line.code for line in found.lines if line.is_against] == ["year"]
    assert next(line.amount for line in found.lines if line.code == "year") == 1_600_000


@pytest.mark.parametrize("relation", sorted(INTERESTED))
def test_who_is_served_supervised_or_paid_is_never_exempt(gifts: Gifts, relation: Relation) -> None:
    told = {"value": 1, "relation": relation, "has_conflict": False}
    made = gifts.draft(circumstance="colleague_other", told=told)

    found = queries.assessment_of(made, opened(made.details, made.pk))

    assert [line.code for line in found.lines if line.is_against] == ["conflict"]


def test_what_became_state_property_is_handed_over_in_seven_days(gifts: Gifts) -> None:
    made = forwarded(gifts)
    move(gifts, made, CustodyChoice.KEPT)
    decided: dict[str, Any] = {
        "number": "KPK-1",
        "decided_on": TODAY,
        "value": None,
        "by": gifts.upg,
        "now": NOW,
    }
    actions.decide(report=made, decision=DecisionChoice.STATE_PROPERTY, **decided)
    clock = running(made)["gratuity_goods"]
    assert (clock.days, clock.owner) == (7, gifts.upg)

    other = forwarded(gifts)
    actions.decide(report=other, decision=DecisionChoice.RECIPIENT, **decided)
    assert running(other) == {}


def test_goods_that_spoil_wait_for_the_upg_until_they_have_left(gifts: Gifts) -> None:
    made = gifts.reported(is_perishable=True, bypasses_helper=True)
    lasting = gifts.reported(bypasses_helper=True)
    spoiling = f"gratuity-goods:{made.pk}"

    def waiting() -> set[str]:
        return {turn.key for turn in turns(gifts.upg, NOW) if "-goods:" in turn.key}

    _ = gifts.upg
    assert waiting() == set()
    move(gifts, made, CustodyChoice.KEPT)
    move(gifts, lasting, CustodyChoice.KEPT)
    assert waiting() == {spoiling}
    move(gifts, made, CustodyChoice.DISTRIBUTED)
    assert waiting() == set()


def test_who_is_tied_neither_opens_nor_handles(gifts: Gifts) -> None:
    other = make_person("Tia Pengendali", agency=gifts.cast.agency)
    _ = gifts.upg, gifts.helper
    gifts.name(other)
    _ = gifts.cast.agency_head
    for person in (gifts.upg, gifts.helper):
        declare(person, about_unit=gifts.cast.unit)

    made = gifts.reported()

    assert made.state == State.AT_UPG
    assert {clock.owner for clock in running(made).values()} == {other}
    with pytest.raises(TiedByInterest):
        actions.verify_report(report=made, by=gifts.upg, now=NOW)
    with pytest.raises(TiedByInterest):
        actions.open_report(report=made, reason="Verifikasi", by=gifts.upg, now=NOW)
    actions.verify_report(report=made, by=other, now=NOW)
    assert superiors(CaseClock.objects.filter(case=made.pk)[0]) == [other]
