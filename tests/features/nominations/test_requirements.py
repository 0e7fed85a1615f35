"""Requirements are dated rows with a source, entered by who found them, and open the gates."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.domain.gates import NO_CORRUPTION, GateRefused, Verdict
from bening.nominations import actions
from bening.nominations.actions.common import Paper
from bening.nominations.gating import gates_for, gates_of
from bening.nominations.models import RequirementValue
from bening.nominations.refusals import NominationRefused
from bening.programs import guards
from bening.programs.models import Award, Designation, ProgramState
from tests.features.nominations.conftest import Proposals, pdf
from tests.people import NOW, TODAY, Cast


def _enter(cast: Cast, proposals: Proposals, **more: Any) -> Any:
    values = {
        "agency": cast.agency,
        "unit": None,
        "year": proposals.cycle.year,
        "requirement": "opini_bpk",
        "value": "WTP",
        "as_of": date(2026, 3, 31),
        "source": "LHP BPK 12/2026",
        "by": cast.inspector,
        "now": NOW,
        **more,
    }
    return actions.enter_value(**values)


def test_a_value_is_kept_with_day_source_and_proof(cast: Cast, proposals: Proposals) -> None:
    row = _enter(cast, proposals, paper=pdf())
    assert (row.value, row.source, row.as_of) == ("WTP", "LHP BPK 12/2026", date(2026, 3, 31))
    assert row.proof is not None
    assert row.proof.agency == cast.agency
    event = Event.objects.get(act="requirement.entered")
    assert event.data["value"] == "WTP"


def test_the_newest_value_counts_and_the_older_stays(cast: Cast, proposals: Proposals) -> None:
    program = proposals.program
    _enter(cast, proposals, value="WDP")
    gate = next(row.gate for row in gates_for(program, now=NOW) if row.gate.id == "opini_bpk")
    assert gate.verdict is Verdict.NOT_MET
    assert RequirementValue.objects.filter(requirement="opini_bpk").count() == 2


def test_values_of_another_year_do_not_count(cast: Cast, proposals: Proposals) -> None:
    program = proposals.eligible(cast.unit, with_values=False)
    proposals.enter_all(cast.unit)
    RequirementValue.objects.update(year=2025)
    stopped = [row.gate.id for row in gates_for(program, now=NOW) if row.gate.stops]
    assert "opini_bpk" in stopped


@pytest.mark.parametrize("who", ["pic", "unit_head", "area_lead", "outsider", "operator"])
def test_a_unit_does_not_enter_its_own_requirements(
    cast: Cast, proposals: Proposals, who: Any
) -> None:
    with pytest.raises(NotAllowed, match="value_by"):
        _enter(
            cast,
            proposals,
            unit=cast.unit,
            requirement="layanan_inti",
            value="ya",
            by=getattr(cast, who),
        )


@pytest.mark.parametrize("who", ["agency_admin", "agency_head"])
def test_what_the_auditor_verifies_is_entered_by_the_auditor(
    cast: Cast, proposals: Proposals, who: Any
) -> None:
    with pytest.raises(NotAllowed, match="value_by_inspector"):
        _enter(
            cast,
            proposals,
            unit=cast.unit,
            requirement="tindak_lanjut_pengawasan_persen",
            value="100",
            by=getattr(cast, who),
        )
    assert _enter(
        cast,
        proposals,
        unit=cast.unit,
        requirement="tindak_lanjut_pengawasan_persen",
        value="100",
    ).pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": "WTS"}, "gate_value_unknown"),
        ({"source": "  "}, "requirement_source_missing"),
        ({"as_of": date(2026, 4, 16)}, "as_of_in_future"),
        ({"requirement": "nilai_apa_saja"}, "requirement_unknown"),
        ({"requirement": "layanan_inti"}, "requirement_unknown"),
        ({"year": 2031}, "no_cycle_of_year"),
    ],
)
def test_values_that_can_not_be_are_refused(
    cast: Cast, proposals: Proposals, changes: Any, code: Any
) -> None:
    with pytest.raises((NominationRefused, GateRefused), match=code):
        _enter(cast, proposals, **changes)
    assert not RequirementValue.objects.exists()


@pytest.mark.parametrize("name", ["predikat_sebelumnya", "lama_pembangunan_zi_tahun_min"])
def test_what_is_computed_is_not_entered(cast: Cast, proposals: Proposals, name: Any) -> None:
    with pytest.raises(NominationRefused, match="requirement_computed"):
        _enter(cast, proposals, unit=cast.unit, requirement=name, value="ya")


def test_a_unit_of_another_agency_is_refused(cast: Cast, proposals: Proposals) -> None:
    with pytest.raises(NominationRefused, match="unit_of_other_agency"):
        _enter(cast, proposals, unit=cast.outside_unit, requirement="layanan_inti", value="ya")


def test_the_day_of_a_value_is_that_of_the_place(cast: Cast, proposals: Proposals) -> None:
    """At 17.30 UTC it is the next day in Jakarta already."""
    late = datetime(2026, 4, 15, 17, 30, tzinfo=UTC)
    assert _enter(cast, proposals, as_of=date(2026, 4, 16), now=late).pk
    early = datetime(2026, 4, 15, 16, 30, tzinfo=UTC)
    with pytest.raises(NominationRefused, match="as_of_in_future"):
        _enter(cast, proposals, as_of=date(2026, 4, 16), now=early)


# --- the guard


def test_the_guard_names_what_is_open(cast: Cast, proposals: Proposals) -> None:
    program = proposals.program
    guards.check("gates_met", program, NOW)
    proposals.enter("tindak_lanjut_pengawasan_persen", "45/46", cast.unit)
    with pytest.raises(NominationRefused, match="gates_open") as refused:
        guards.check("gates_met", program, NOW)
    assert refused.value.values["count"] == 1
    assert "Tindak lanjut" in refused.value.values["gates"]


def test_a_priority_unit_is_waived(cast: Cast, proposals: Proposals) -> None:
    program = proposals.program
    proposals.enter("tindak_lanjut_pengawasan_persen", "45/46", cast.unit)
    proposals.enter("stranas_pemda", "civil_registration", cast.unit)
    guards.check("gates_met", program, NOW)


def test_a_case_in_the_year_drops_the_proposal(cast: Cast, proposals: Proposals) -> None:
    """90/2021 Annex II, closing; what the inspector records, no technical reason outweighs."""
    program = proposals.put(ProgramState.TPN_PRECHECK)
    proposals.enter(NO_CORRUPTION, "ya", cast.unit)
    guards.check("gates_met", program, NOW)
    proposals.enter(NO_CORRUPTION, "tidak", cast.unit)
    proposals.enter("stranas_pemda", "civil_registration", cast.unit)
    with pytest.raises(NominationRefused, match="gates_open") as refused:
        guards.check("gates_met", program, NOW)
    assert "KKN" in refused.value.values["gates"]
    with pytest.raises(NominationRefused, match="acceptance_of_unit_only"):
        actions.accept_gate(
            program=program, requirement=NO_CORRUPTION, reason="x", by=proposals.national, now=NOW
        )


@pytest.mark.parametrize("who", ["agency_head", "agency_admin", "unit_head"])
def test_a_case_is_recorded_by_the_inspector(cast: Cast, proposals: Proposals, who: Any) -> None:
    with pytest.raises(NotAllowed, match="value_by_inspector"):
        _enter(
            cast,
            proposals,
            unit=cast.unit,
            requirement=NO_CORRUPTION,
            value="ya",
            by=getattr(cast, who),
        )


def test_a_revoked_title_closes_the_gate_for_two_years(cast: Cast, proposals: Proposals) -> None:
    program = proposals.program
    Award.objects.create(
        agency=cast.agency,
        unit=cast.unit,
        designation=Designation.WBK,
        decree_number="KEP/1",
        awarded_on=date(2022, 1, 1),
        revoked_on=date(2024, 4, 16),
        revoked_by=cast.inspector,
        revoked_at=NOW,
        revocation_number="KEP/2",
        revocation_reason="Suap",
        entered_by=cast.agency_admin,
        entered_at=NOW,
    )
    with pytest.raises(NominationRefused, match="gates_open"):
        guards.check("gates_met", program, NOW)
    guards.check("gates_met", program, datetime(2026, 4, 15, 17, 0, tzinfo=UTC))


def test_reads_do_not_grow_with_units(
    cast: Cast, proposals: Proposals, django_assert_num_queries: Any
) -> None:
    programs = [proposals.program, proposals.eligible(cast.other_unit)]
    with django_assert_num_queries(3):
        gates_of(programs, now=NOW)


# --- permit, quota, rules


def test_an_agency_awards_only_with_a_permit(cast: Cast, proposals: Proposals) -> None:
    program = proposals.program
    with pytest.raises(NominationRefused, match="agency_not_permitted"):
        guards.check("agency_may_award", program, NOW)
    actions.enter_permit(
        agency=cast.agency,
        decree_number="KEP/9",
        starts_on=date(2026, 4, 16),
        ends_on=date(2026, 4, 30),
        paper=pdf(),
        by=cast.agency_admin,
        now=NOW,
    )
    with pytest.raises(NominationRefused, match="agency_not_permitted"):
        guards.check("agency_may_award", program, NOW)
    guards.check("agency_may_award", program, datetime(2026, 4, 15, 17, 0, tzinfo=UTC))
    with pytest.raises(NominationRefused, match="agency_not_permitted"):
        guards.check("agency_may_award", program, datetime(2026, 4, 30, 17, 0, tzinfo=UTC))


@pytest.mark.parametrize("who", ["agency_head", "inspector", "unit_head", "outside_admin"])
def test_a_permit_is_entered_by_the_administrator(
    cast: Cast, proposals: Proposals, who: Any
) -> None:
    assert proposals.program.pk is not None
    with pytest.raises(NotAllowed, match="set_by_administrator"):
        actions.enter_permit(
            agency=cast.agency,
            decree_number="KEP/9",
            starts_on=TODAY,
            ends_on=None,
            paper=Paper(pdf().file, "a.pdf"),
            by=getattr(cast, who),
            now=NOW,
        )


def test_the_agency_does_not_prolong_its_own_time_to_object(
    cast: Cast, proposals: Proposals
) -> None:
    values: dict[str, Any] = {
        "cycle": proposals.cycle,
        "objection_days": 30,
        "working_days": True,
        "quorum": 3,
        "source": "SE",
        "now": NOW,
    }
    proposals.put(ProgramState.ADMIN_SELECTION)
    for who in (cast.agency_admin, cast.agency_head, cast.inspector):
        with pytest.raises(NotAllowed, match="national_team_only"):
            actions.set_rules(**values, by=who)
    assert actions.set_rules(**values, by=proposals.national).objection_days == 30


def test_the_national_team_accepts_a_unit_requirement_with_its_reason(
    cast: Cast, proposals: Proposals
) -> None:
    program = proposals.put(ProgramState.TPN_PRECHECK)
    proposals.enter("layanan_inti", "tidak", cast.unit)
    values: dict[str, Any] = {
        "program": program,
        "requirement": "layanan_inti",
        "by": proposals.national,
    }
    with pytest.raises(NominationRefused, match="acceptance_reason_missing"):
        actions.accept_gate(**values, reason=" ", now=NOW)
    actions.accept_gate(**values, reason="Layanan inti lewat UPT.", now=NOW)
    guards.check("gates_met", program, NOW)
    with pytest.raises(NominationRefused, match="gate_accepted_before"):
        actions.accept_gate(**values, reason="Lagi.", now=NOW)


@pytest.mark.parametrize("name", ["opini_bpk", "predikat_sebelumnya", "masa_tunggu_pencabutan"])
def test_other_requirements_are_not_accepted_away(proposals: Proposals, name: Any) -> None:
    program = proposals.put(ProgramState.TPN_PRECHECK)
    with pytest.raises(NominationRefused, match="acceptance_of_unit_only"):
        actions.accept_gate(
            program=program, requirement=name, reason="x", by=proposals.national, now=NOW
        )


def test_the_agency_accepts_nothing_itself(cast: Cast, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.TPN_PRECHECK)
    for who in (cast.agency_head, cast.inspector, cast.unit_head):
        with pytest.raises(NotAllowed, match="national_team_only"):
            actions.accept_gate(
                program=program, requirement="layanan_inti", reason="x", by=who, now=NOW
            )
