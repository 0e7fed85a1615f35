"""One letter for all units of an agency: prepared, signed, checked, sent together or not at all."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.documents.models import OfficialDocument
from bening.evaluations.models import Snapshot
from bening.nominations import actions
from bening.nominations.actions.proposals import units_of
from bening.nominations.checking import check
from bening.nominations.models import NominatedUnit, Nomination, RequirementValue
from bening.nominations.refusals import NominationRefused, UnitsRefused
from bening.programs import lifecycle
from bening.programs.models import CycleDate, ProgramState, ProgramStep
from tests.features.nominations.conftest import Proposals
from tests.people import NOW, TODAY, Cast, give, make_person

LAST_MOMENT = datetime(2026, 5, 31, 16, 59, 59, tzinfo=UTC)  # 31 May 23.59.59 in Jakarta
TOO_LATE = datetime(2026, 5, 31, 17, 0, tzinfo=UTC)


def _findings(nomination: Nomination, now: Any = NOW) -> Any:
    found = check(nomination, units_of(nomination), now=now)
    return found, [each.text for each in found.findings] + [
        each.text for unit in found.units for each in unit.findings
    ]


def test_all_units_go_with_one_letter(cast: Cast, proposals: Proposals) -> None:
    one = proposals.program
    other = proposals.eligible(cast.other_unit)
    nomination = proposals.open(one, other)
    proposals.sign(one)
    proposals.sign(other, proposals.other_head)
    nomination = proposals.letter(nomination)
    actions.nominate(nomination=nomination, by=cast.agency_head, now=NOW)
    for program in (one, other):
        program.refresh_from_db()
        assert program.state == ProgramState.NOMINATED
        step = ProgramStep.objects.get(program=program)
        assert {paper.kind for paper in step.documents.all()} == {
            "nomination_letter",
            "responsibility_statement",
        }
    assert OfficialDocument.objects.filter(kind="nomination_letter").count() == 1


def test_one_unit_that_can_not_go_holds_the_letter(cast: Cast, proposals: Proposals) -> None:
    one = proposals.program
    other = proposals.eligible(cast.other_unit)
    nomination = proposals.open(one, other)
    proposals.sign(one)
    proposals.sign(other, proposals.other_head)
    nomination = proposals.letter(nomination)
    proposals.enter("kepatuhan_lhkpn_lhkan_persen", "45/46", cast.other_unit)
    with pytest.raises(UnitsRefused) as refused:
        actions.nominate(nomination=nomination, by=cast.agency_head, now=NOW)
    assert [(name, why.code) for name, why in refused.value.units] == [
        (cast.other_unit.name, "gates_open")
    ]
    one.refresh_from_db()
    assert one.state == ProgramState.ELIGIBLE
    assert not ProgramStep.objects.exists()
    nomination.refresh_from_db()
    assert not nomination.is_sent


def test_only_eligible_units_are_chosen(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.open()
    program = proposals.put(ProgramState.TPI_ROUND_2)
    with pytest.raises(NominationRefused, match="unit_not_eligible"):
        actions.add_unit(nomination=nomination, program=program, by=cast.inspector, now=NOW)


def test_a_unit_that_is_no_longer_eligible_holds_letter_and_sending(
    cast: Cast, proposals: Proposals
) -> None:
    nomination = proposals.nomination
    proposals.put(ProgramState.COACHING)
    with pytest.raises(UnitsRefused) as refused:
        actions.nominate(nomination=nomination, by=cast.agency_head, now=NOW)
    assert refused.value.units[0][1].code == "out_of_order"


def test_a_program_of_another_agency_is_refused(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.open()
    program = proposals.program
    Nomination.objects.filter(pk=nomination.pk).update(agency=cast.outside_agency)
    nomination.refresh_from_db()
    with pytest.raises(NotAllowed, match="prepared_by_agency"):
        actions.add_unit(nomination=nomination, program=program, by=cast.inspector, now=NOW)
    with pytest.raises(NominationRefused, match="program_of_other_cycle"):
        foreign = make_person("Luar Inspektur", agency=cast.outside_agency)
        give(foreign, Role.INSPECTOR)
        actions.add_unit(nomination=nomination, program=program, by=foreign, now=NOW)


def test_a_unit_is_in_one_proposal_once(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.open(proposals.program)
    with pytest.raises(NominationRefused, match="unit_is_in_proposal"):
        actions.add_unit(
            nomination=nomination, program=proposals.program, by=cast.inspector, now=NOW
        )
    assert NominatedUnit.objects.count() == 1


@pytest.mark.parametrize("who", ["unit_head", "pic", "outsider", "colleague"])
def test_units_do_not_prepare_the_proposal(cast: Cast, proposals: Proposals, who: Any) -> None:
    with pytest.raises(NotAllowed, match="prepared_by_agency"):
        actions.open_nomination(cycle=proposals.cycle, by=getattr(cast, who), now=NOW)


@pytest.mark.parametrize("who", ["agency_head", "inspector", "pic", "parent_head", "outsider"])
def test_the_statement_is_signed_by_the_head_of_this_very_unit(
    cast: Cast, proposals: Proposals, who: Any
) -> None:
    proposals.open(proposals.program)
    with pytest.raises(NotAllowed, match="signed_by_unit_head"):
        proposals.sign(proposals.program, getattr(cast, who))


@pytest.mark.parametrize("who", ["inspector", "agency_admin", "unit_head"])
def test_letter_and_sending_are_the_agency_heads(
    cast: Cast, proposals: Proposals, who: Any
) -> None:
    nomination = proposals.nomination
    with pytest.raises(NotAllowed, match="sent_by_agency_head"):
        actions.issue_letter(
            nomination=nomination, number="1", dated_on=TODAY, by=getattr(cast, who), now=NOW
        )
    with pytest.raises(NotAllowed, match="sent_by_agency_head"):
        actions.nominate(nomination=nomination, by=getattr(cast, who), now=NOW)


def test_a_statement_is_signed_once(proposals: Proposals) -> None:
    proposals.open(proposals.program)
    proposals.sign(proposals.program)
    with pytest.raises(NominationRefused, match="statement_signed_before"):
        proposals.sign(proposals.program)


def test_a_statement_names_the_snapshot_and_the_requirements(
    proposals: Proposals, paper_rows: Any
) -> None:
    proposals.open(proposals.program)
    proposals.sign(proposals.program)
    statement = NominatedUnit.objects.get().statement
    assert statement is not None
    assert Snapshot.objects.get().sha256 in statement.content
    assert '"met"' in statement.content
    text = repr(paper_rows.letters[-1])
    assert Snapshot.objects.get().sha256 in text
    assert "46 dari 46 (100%)" in text


def test_nothing_goes_without_letter_or_statement(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.open(proposals.program)
    act: dict[str, Any] = {"nomination": nomination, "by": cast.agency_head, "now": NOW}
    with pytest.raises(NominationRefused, match="letter_missing"):
        actions.nominate(**act)
    proposals.letter(nomination)
    with pytest.raises(NominationRefused, match="statements_missing"):
        actions.nominate(**act)


def test_an_empty_proposal_has_no_letter(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.open()
    with pytest.raises(NominationRefused, match="no_units_in_proposal"):
        proposals.letter(nomination)
    with pytest.raises(NominationRefused, match="no_units_in_proposal"):
        actions.nominate(nomination=nomination, by=cast.agency_head, now=NOW)


def test_changing_the_units_withdraws_the_letter(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.nomination
    other = proposals.eligible(cast.other_unit)
    actions.add_unit(nomination=nomination, program=other, by=cast.inspector, now=NOW)
    nomination.refresh_from_db()
    assert nomination.letter is None
    assert OfficialDocument.objects.get(kind="nomination_letter").withdrawn_at == NOW
    again = proposals.letter(nomination, "B/2/2026")
    actions.remove_unit(nomination=again, program=other, by=cast.inspector, now=NOW)
    again.refresh_from_db()
    assert again.letter is None
    assert not OfficialDocument.objects.filter(
        kind="nomination_letter", withdrawn_at__isnull=True
    ).exists()


def test_a_letter_in_force_is_not_replaced(proposals: Proposals) -> None:
    with pytest.raises(NominationRefused, match="letter_exists"):
        proposals.letter(proposals.nomination, "B/2/2026")


def test_what_was_sent_does_not_change(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.send()
    act: dict[str, Any] = {
        "nomination": nomination,
        "program": proposals.program,
        "by": cast.inspector,
    }
    for change in (actions.add_unit, actions.remove_unit):
        with pytest.raises(NominationRefused, match="nomination_sent"):
            change(**act, now=NOW)
    with pytest.raises(NominationRefused, match="nomination_sent"):
        actions.nominate(nomination=nomination, by=cast.agency_head, now=NOW)


# --- the last day


def test_the_last_moment_of_31_may_is_in_time_and_the_next_is_not(proposals: Proposals) -> None:
    assert proposals.nomination.pk is not None
    with pytest.raises(NominationRefused, match="nomination_late"):
        proposals.send(TOO_LATE)
    assert proposals.send(LAST_MOMENT).sent_at == LAST_MOMENT


def test_midnight_is_that_of_the_agencys_zone(cast: Cast, proposals: Proposals) -> None:
    assert proposals.nomination.pk is not None
    cast.agency.time_zone = "Asia/Jayapura"
    cast.agency.save()
    with pytest.raises(NominationRefused, match="nomination_late"):
        proposals.send(datetime(2026, 5, 31, 15, 0, tzinfo=UTC))
    assert proposals.send(datetime(2026, 5, 31, 14, 59, 59, tzinfo=UTC)).is_sent


def test_a_date_of_the_cycle_moves_the_deadline(cast: Cast, proposals: Proposals) -> None:
    assert proposals.nomination.pk is not None
    CycleDate.objects.create(
        agency=cast.agency,
        cycle=proposals.cycle,
        state=ProgramState.NOMINATED,
        due_on=date(2026, 6, 30),
        source="B/14/PW.00/2026",
        set_by=cast.agency_admin,
        set_at=NOW,
    )
    assert proposals.send(TOO_LATE).is_sent


# --- the check before it goes


def test_a_ready_proposal_has_no_finding(proposals: Proposals) -> None:
    found, texts = _findings(proposals.nomination)
    assert found.is_ready
    assert texts == []


def test_the_check_reminds_of_what_the_inspector_has_not_stated(proposals: Proposals) -> None:
    nomination = proposals.nomination
    RequirementValue.objects.filter(requirement="tanpa_perkara_kkn").delete()
    found, texts = _findings(nomination)
    assert found.is_ready
    assert ["inspektur belum menyatakannya" in text for text in texts] == [True]


def test_the_check_lists_what_is_missing(cast: Cast, proposals: Proposals) -> None:
    program = proposals.eligible(cast.unit, with_values=False)
    proposals.program = program
    OfficialDocument.objects.filter(kind="evaluation_report_1").update(
        withdrawn_at=NOW, withdrawn_by=cast.inspector, withdrawn_reason="keliru"
    )
    found, texts = _findings(proposals.open(program))
    assert not found.is_ready
    said = "\n".join(texts)
    for words in (
        "Surat pengusulan belum terbit",
        "SPTJM belum ada",
        "LHE TPI tahap 1 belum ada",
        "Opini BPK minimal",
        "Kepatuhan penyampaian LHKPN dan LHKAN",
    ):
        assert words in said
    assert "LHE TPI tahap 2 belum ada" not in said


def test_a_changed_snapshot_is_found(proposals: Proposals) -> None:
    nomination = proposals.nomination
    kept = Snapshot.objects.get()
    Snapshot.objects.filter(pk=kept.pk).update(content=kept.content + " ")
    found, texts = _findings(nomination)
    assert not found.is_ready
    assert any("tidak cocok" in text for text in texts)


def test_a_statement_of_an_older_snapshot_is_found(proposals: Proposals) -> None:
    nomination = proposals.nomination
    sheet = proposals.program.sheet
    sheet.state = "draft"
    sheet.save()
    from bening.evaluations.models import Answer  # noqa: PLC0415

    Answer.objects.filter(pk__in=Answer.objects.filter(sheet=sheet)[:1]).delete()
    proposals.reviews.submit(proposals.program)
    found, texts = _findings(nomination)
    assert not found.is_ready
    assert any("lebih lama" in text for text in texts)


def test_more_units_than_the_quota_warn_and_do_not_stop(cast: Cast, proposals: Proposals) -> None:
    actions.set_quota(
        agency=cast.agency,
        year=2026,
        most=0,
        source="B/14/PW.00/2026",
        by=cast.agency_admin,
        now=NOW,
    )
    found, texts = _findings(proposals.nomination)
    assert found.is_ready
    assert any("melebihi kuota 0" in text for text in texts)
    assert proposals.send().is_sent


def test_a_value_without_proof_warns(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.nomination
    actions.enter_value(
        agency=cast.agency,
        unit=None,
        year=2026,
        requirement="opini_bpk",
        value="WTP",
        as_of=date(2024, 12, 31),
        source="LHP",
        by=cast.inspector,
        now=NOW,
    )
    found, texts = _findings(nomination)
    assert found.is_ready
    assert any("bukti belum dilampirkan" in text for text in texts)
    assert any("31 Desember 2024" in text for text in texts)


def test_the_deadline_is_near_and_then_passed(proposals: Proposals) -> None:
    nomination = proposals.nomination
    found, texts = _findings(nomination, datetime(2026, 5, 20, tzinfo=UTC))
    assert found.is_ready
    assert any("sudah dekat" in text for text in texts)
    found, texts = _findings(nomination, TOO_LATE)
    assert not found.is_ready


def test_the_program_s_own_button_does_not_pass_by_the_proposal(
    cast: Cast, proposals: Proposals
) -> None:
    """Even called by itself, the move asks for letter and statement."""
    with pytest.raises(Exception, match="document_missing"):
        lifecycle.advance(program=proposals.program, name="nominated", by=cast.agency_head, now=NOW)
