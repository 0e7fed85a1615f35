"""Each requirement has its verdict, exactly, with its reason."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.gates import (
    BUILDING_TIME,
    EARLIER_TITLE,
    GRADES,
    NEVER_WAIVED,
    NO_CORRUPTION,
    PRIORITY_UNIT,
    PRIORITY_UNITS,
    REVOCATION_WAIT,
    Case,
    Entered,
    GateRefused,
    Title,
    Verdict,
    applicable,
    cleaned_value,
    evaluate,
    needed_of,
    percent_of,
    stopping,
)
from bening.domain.scoring import Designation
from bening.instruments import load, shipped

DAY = date(2026, 4, 15)
PREREQUISITES = load("lke-2021").prerequisites
AGENCY = {
    "opini_bpk": "WTP",
    "predikat_sakip_min": "BB",
    "indeks_rb_min_pemda": "B",
    "indeks_rb_min_kl": "BB",
    "maturitas_spip_min": "3",
}
UNIT = {
    "layanan_inti": "ya",
    "berdampak_bagi_masyarakat": "ya",
    "tindak_lanjut_pengawasan_persen": "100",
    "kepatuhan_lhkpn_lhkan_persen": "100",
    "predikat_sakip_internal_min": "BB",
}
LOWEST = {"opini": "TMP", "predikat": "D", "level": "0", "persen": "0", "ya_tidak": "tidak"}
HELD = Title(Designation.WBK, date(2024, 12, 1))


def entered(values: Any) -> Any:
    return {name: Entered(value, date(2026, 3, 31)) for name, value in values.items()}


def case(target: Any = Designation.WBK, agency: Any = None, unit: Any = None, **more: Any) -> Any:
    values = {
        "is_regional": True,
        "today": DAY,
        "building_since": date(2025, 1, 1),
        **more,
    }
    return Case(
        target=target,
        agency=entered({**AGENCY, **(agency or {})}),
        unit=entered({**UNIT, **(unit or {})}),
        **values,
    )


def verdict(one: Any, name: Any) -> Any:
    return next(gate for gate in evaluate(PREREQUISITES, one) if gate.id == name)


def test_everything_met_stops_nothing() -> None:
    assert stopping(evaluate(PREREQUISITES, case())) == ()
    assert stopping(evaluate(PREREQUISITES, case(Designation.WBBM, titles=[HELD]))) == ()


def test_nothing_known_is_missing_and_not_failed() -> None:
    bare = Case(target=Designation.WBK, is_regional=True, today=DAY)
    gates = evaluate(PREREQUISITES, bare)
    recorded = {REVOCATION_WAIT, NO_CORRUPTION}  # held unless something was recorded
    assert {gate.verdict for gate in gates if gate.id not in recorded} == {Verdict.MISSING}
    assert {gate.verdict for gate in gates if gate.id in recorded} == {Verdict.MET}


@pytest.mark.parametrize("is_regional", [True, False])
def test_regional_and_central_agencies_have_their_own_reform_index(is_regional: Any) -> None:
    asked = {one.id for one in applicable(PREREQUISITES, case(is_regional=is_regional))}
    assert ("indeks_rb_min_pemda" in asked) is is_regional
    assert ("indeks_rb_min_kl" in asked) is not is_regional


@pytest.mark.parametrize(
    ("target", "name", "least"),
    [
        (Designation.WBK, "predikat_sakip_min", "B"),
        (Designation.WBBM, "predikat_sakip_min", "BB"),
        (Designation.WBK, "indeks_rb_min_pemda", "CC"),
        (Designation.WBBM, "indeks_rb_min_pemda", "B"),
        (Designation.WBK, "predikat_sakip_internal_min", "B"),
        (Designation.WBBM, "predikat_sakip_internal_min", "BB"),
    ],
)
def test_grades_are_met_from_the_least_on(target: Any, name: Any, least: Any) -> None:
    for grade in GRADES:
        of = "unit" if name.endswith("internal_min") else "agency"
        found = verdict(case(target, **{of: {name: grade}}), name)
        reached = GRADES.index(grade) >= GRADES.index(least)
        assert found.verdict is (Verdict.MET if reached else Verdict.NOT_MET), grade


@pytest.mark.parametrize(
    ("opinion", "expected"),
    [
        ("WTP", Verdict.MET),
        ("WDP", Verdict.NOT_MET),
        ("TW", Verdict.NOT_MET),
        ("TMP", Verdict.NOT_MET),
    ],
)
def test_only_an_unqualified_opinion_will_do(opinion: Any, expected: Any) -> None:
    assert verdict(case(agency={"opini_bpk": opinion}), "opini_bpk").verdict is expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [("2.99", Verdict.NOT_MET), ("3", Verdict.MET), ("3.12", Verdict.MET)],
)
def test_a_level_is_read_exactly(level: Any, expected: Any) -> None:
    found = verdict(case(agency={"maturitas_spip_min": level}), "maturitas_spip_min")
    assert found.verdict is expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("100", Verdict.MET),
        ("46/46", Verdict.MET),
        ("99.999999", Verdict.NOT_MET),
        ("9999/10000", Verdict.NOT_MET),
    ],
)
def test_nearly_everything_is_not_everything(share: Any, expected: Any) -> None:
    name = "tindak_lanjut_pengawasan_persen"
    assert verdict(case(unit={name: share}), name).verdict is expected


def test_saying_no_is_not_met() -> None:
    found = verdict(case(unit={"layanan_inti": "tidak"}), "layanan_inti")
    assert (found.verdict, found.reason) == (Verdict.NOT_MET, "said_no")


@pytest.mark.parametrize(
    ("since", "today", "expected"),
    [
        (date(2025, 4, 16), DAY, Verdict.NOT_MET),
        (date(2025, 4, 15), DAY, Verdict.MET),
        (date(2024, 2, 29), date(2025, 2, 28), Verdict.NOT_MET),
        (date(2024, 2, 29), date(2025, 3, 1), Verdict.MET),
    ],
)
def test_a_year_of_building_is_a_full_year(since: Any, today: Any, expected: Any) -> None:
    found = verdict(case(building_since=since, today=today), "lama_pembangunan_zi_tahun_min")
    assert found.verdict is expected


def test_a_program_that_never_began_building_misses_the_year() -> None:
    found = verdict(case(building_since=None), "lama_pembangunan_zi_tahun_min")
    assert (found.verdict, found.reason) == (Verdict.MISSING, "building_not_begun")


def test_wbbm_needs_a_title_in_force() -> None:
    name = "predikat_sebelumnya"
    assert verdict(case(Designation.WBBM), name).verdict is Verdict.NOT_MET
    assert verdict(case(Designation.WBBM, titles=[HELD]), name).verdict is Verdict.MET
    taken = Title(Designation.WBK, date(2021, 1, 1), revoked_on=date(2022, 1, 1))
    assert verdict(case(Designation.WBBM, titles=[taken]), name).verdict is Verdict.NOT_MET
    later = Title(Designation.WBK, date(2026, 4, 16))
    assert verdict(case(Designation.WBBM, titles=[later]), name).verdict is Verdict.NOT_MET
    assert name not in {gate.id for gate in evaluate(PREREQUISITES, case())}


@pytest.mark.parametrize(
    ("revoked", "today", "expected"),
    [
        (date(2024, 4, 16), DAY, Verdict.NOT_MET),
        (date(2024, 4, 15), DAY, Verdict.MET),
        (date(2024, 2, 29), date(2026, 2, 28), Verdict.NOT_MET),
        (date(2024, 2, 29), date(2026, 3, 1), Verdict.MET),
    ],
)
def test_a_revoked_title_waits_two_full_years(revoked: Any, today: Any, expected: Any) -> None:
    taken = Title(Designation.WBK, date(2020, 1, 1), revoked_on=revoked)
    assert verdict(case(titles=[taken], today=today), REVOCATION_WAIT).verdict is expected


def test_priority_units_may_go_while_requirements_are_being_met() -> None:
    kind = {PRIORITY_UNIT: "civil_registration"}
    low = {"tindak_lanjut_pengawasan_persen": "80", **kind}
    gates = evaluate(PREREQUISITES, case(unit=low, agency={"opini_bpk": "WDP"}))
    assert stopping(gates) == ()
    waived = {gate.id for gate in gates if gate.verdict is Verdict.WAIVED}
    assert waived == {"tindak_lanjut_pengawasan_persen", "opini_bpk"}


def test_only_regional_units_are_priority_units() -> None:
    low = {"tindak_lanjut_pengawasan_persen": "80", PRIORITY_UNIT: "civil_registration"}
    stopped = stopping(evaluate(PREREQUISITES, case(unit=low, is_regional=False)))
    assert [gate.id for gate in stopped] == ["tindak_lanjut_pengawasan_persen"]


def test_no_exception_replaces_an_earlier_title_or_the_waiting_time() -> None:
    taken = Title(Designation.WBK, date(2020, 1, 1), revoked_on=date(2025, 6, 1))
    one = case(Designation.WBBM, unit={PRIORITY_UNIT: PRIORITY_UNITS[0]}, titles=[taken])
    ids = {gate.id for gate in stopping(evaluate(PREREQUISITES, one))}
    assert {"predikat_sebelumnya", REVOCATION_WAIT} <= ids


def test_the_national_team_accepts_requirements_of_the_unit_only() -> None:
    both = case(
        agency={"opini_bpk": "WDP"},
        unit={"layanan_inti": "tidak"},
        accepted=frozenset({"opini_bpk", "layanan_inti"}),
    )
    assert [gate.id for gate in stopping(evaluate(PREREQUISITES, both))] == ["opini_bpk"]


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("opini", " wtp ", "WTP"),
        ("predikat", "a-", "A-"),
        ("persen", "100,00", "100"),
        ("persen", "0.0", "0"),
        ("persen", " 046 / 46 ", "46/46"),
        ("level", "3,120", "3.12"),
        ("ya_tidak", "Ya", "ya"),
        ("jenis_unit", "education", "education"),
    ],
)
def test_values_are_kept_in_one_way(kind: Any, text: Any, kept: Any) -> None:
    assert cleaned_value(kind, text) == kept


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("opini", "WTS"),
        ("predikat", "E"),
        ("persen", "101"),
        ("persen", "-1"),
        ("persen", "47/46"),
        ("persen", "0/0"),
        ("persen", "1/2/3"),
        ("persen", "NaN"),
        ("persen", "Infinity"),
        ("persen", "²/4"),
        ("level", "6"),
        ("level", ""),
        ("ya_tidak", "mungkin"),
        ("jenis_unit", "museum"),
        ("tahun", "1"),
    ],
)
def test_other_values_are_refused(kind: Any, text: Any) -> None:
    with pytest.raises(GateRefused):
        cleaned_value(kind, text)


@given(st.decimals(0, 100, places=6, allow_nan=False, allow_infinity=False))
def test_a_percentage_is_complete_only_when_it_is_a_hundred(share: Any) -> None:
    name = "tindak_lanjut_pengawasan_persen"
    kept = cleaned_value("persen", str(share))
    assert percent_of(kept) == share
    assert (verdict(case(unit={name: kept}), name).verdict is Verdict.MET) == (share == 100)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_counts_are_complete_only_when_none_is_left(part: Any, whole: Any) -> None:
    if part > whole:
        part, whole = whole, part
    name = "kepatuhan_lhkpn_lhkan_persen"
    kept = cleaned_value("persen", f"{part}/{whole}")
    assert (verdict(case(unit={name: kept}), name).verdict is Verdict.MET) == (part == whole)


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_a_better_grade_never_makes_it_worse(one: Any, other: Any) -> None:
    low, high = sorted((one, other), key=GRADES.index)
    name = "predikat_sakip_min"
    if verdict(case(agency={name: low}), name).verdict is Verdict.MET:
        assert verdict(case(agency={name: high}), name).verdict is Verdict.MET


@pytest.mark.parametrize("name", shipped())
def test_each_prerequisite_of_each_instrument_has_its_gate(name: Any) -> None:
    """It is missing until its value is entered, met by what it asks, and not by less."""
    instrument = load(name)
    seen = set()
    for target in Designation:
        for is_regional in (True, False):
            bare = Case(target=target, is_regional=is_regional, today=DAY)
            asked = {one.id: one for one in applicable(instrument.prerequisites, bare)}
            gates = {gate.id: gate for gate in evaluate(instrument.prerequisites, bare)}
            assert set(gates) == {*asked, REVOCATION_WAIT, NO_CORRUPTION}
            for key, one in asked.items():
                seen.add(key)
                assert gates[key].stops, key
                assert gates[key].note == one.note
                if key == EARLIER_TITLE or one.kind == BUILDING_TIME:
                    continue
                needed = needed_of(one, target)
                enough = entered({key: "ya" if needed is True else str(needed)})
                short = entered({key: LOWEST[one.kind]})
                for values, verdict_of in ((enough, Verdict.MET), (short, Verdict.NOT_MET)):
                    with_value = replace(bare, agency=values, unit=values)
                    found = {g.id: g for g in evaluate(instrument.prerequisites, with_value)}
                    assert found[key].verdict is verdict_of, (key, target)
    assert seen == {one.id for one in instrument.prerequisites}
    assert "/20" in instrument.prerequisites_basis


def test_a_recorded_case_drops_the_proposal_and_nothing_waives_it() -> None:
    bare = verdict(case(), NO_CORRUPTION)
    assert (bare.verdict, bare.reason) == (Verdict.MET, "no_case_recorded")
    stated = verdict(case(unit={NO_CORRUPTION: "ya"}), NO_CORRUPTION)
    assert (stated.verdict, stated.reason) == (Verdict.MET, "no_case")
    waiving = {"unit": {NO_CORRUPTION: "tidak", PRIORITY_UNIT: "education"}}
    dropped = case(**waiving, accepted=frozenset({NO_CORRUPTION}))
    assert [gate.id for gate in stopping(evaluate(PREREQUISITES, dropped))] == [NO_CORRUPTION]
    assert NO_CORRUPTION in NEVER_WAIVED
