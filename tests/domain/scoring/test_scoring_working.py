"""Ratios worked out: missing counts, zero rules, limits, totals from parts, contradictions."""

from decimal import Decimal
from fractions import Fraction

import pytest

from bening.domain.scoring import Counts, WarningKind, WorkingRule, score, worked
from tests.domain.scoring.samples import LKE_2014, LKE_2021

AGENTS = LKE_2021.question("A.II.1.i.a")
DISCIPLINE = LKE_2021.question("A.II.3.iii.a")
COMPLAINTS = LKE_2021.question("A.II.5.ii.a")
WEALTH = LKE_2021.question("A.II.5.iii.a")


def test_a_ratio_is_shown_step_by_step() -> None:
    working = worked(COMPLAINTS, Counts({"pengaduan_wajib": 170, "pengaduan_selesai": 157}))

    assert (working.numerator, working.denominator) == (157, 170)
    assert working.raw == working.value == Fraction(157, 170)
    assert working.rule is WorkingRule.FORMULA
    assert working.missing == ()


def test_a_ratio_above_one_is_cut_with_a_warning() -> None:
    counts = Counts({"agen_perubahan": 4, "perubahan_dibuat": 15})

    working = worked(AGENTS, counts)
    warnings = score(LKE_2021, {AGENTS.code: counts}).warnings

    assert (working.raw, working.value) == (Fraction(15, 4), Fraction(1))
    assert working.rule is WorkingRule.CUT_HIGH
    cut = [w for w in warnings if w.kind is WarningKind.CLAMPED]
    assert [(w.code, w.message) for w in cut] == [
        (AGENTS.code, "Hasil hitungan 375% melebihi batas; dihitung 100%.")
    ]


def test_more_breaches_than_last_year_earn_nothing() -> None:
    working = worked(DISCIPLINE, Counts({"pelanggaran_tahun_lalu": 2, "pelanggaran_tahun_ini": 5}))

    assert (working.numerator, working.denominator, working.raw) == (-3, 2, Fraction(-3, 2))
    assert working.value == 0
    assert working.rule is WorkingRule.CUT_LOW


@pytest.mark.parametrize(
    ("last", "this", "value", "rule"),
    [
        (4, 1, Fraction(3, 4), WorkingRule.FORMULA),
        (4, 4, Fraction(0), WorkingRule.FORMULA),
        (0, 0, Fraction(1), WorkingRule.ALL_ZERO),
        (0, 3, Fraction(0), WorkingRule.ZERO_DENOMINATOR),
    ],
)
def test_discipline_falls_from_last_year(
    last: int, this: int, value: Fraction, rule: WorkingRule
) -> None:
    counts = Counts({"pelanggaran_tahun_lalu": last, "pelanggaran_tahun_ini": this})

    working = worked(DISCIPLINE, counts)

    assert (working.value, working.rule) == (value, rule)


def test_a_zero_rule_warns_with_its_ruling() -> None:
    counts = Counts({"agen_perubahan": 0, "perubahan_dibuat": 3})

    warnings = score(LKE_2021, {AGENTS.code: counts}).warnings

    found = [w.message for w in warnings if w.kind is WarningKind.ZERO_DENOMINATOR]
    assert found == ["Penyebut 0 (Banyaknya agen perubahan); menurut putusan Bening dihitung 0%."]


@pytest.mark.parametrize(
    "counts",
    [
        {"agen_perubahan": 0},
        {"perubahan_dibuat": 0},
        {"agen_perubahan": 5},
        {"perubahan_dibuat": 5},
    ],
)
def test_a_missing_count_leaves_the_ratio_unanswered(counts: dict[str, int]) -> None:
    summary = score(LKE_2021, {AGENTS.code: Counts(counts)})

    node = summary.node(AGENTS.code)
    assert node.score == 0
    assert node.answered == 0
    warning = next(w for w in summary.warnings if w.code == AGENTS.code)
    assert warning.kind is WarningKind.UNANSWERED
    assert warning.message.startswith("Isian belum lengkap, dihitung belum dijawab: Banyaknya")


def test_nothing_typed_is_not_zero() -> None:
    """Without the ruling, 0 reported of an untyped total would earn everything."""
    working = worked(WEALTH, Counts({"sudah_lhkpn": 0}))

    assert working.rule is WorkingRule.COUNT_MISSING
    assert working.missing == ("wajib_lhkpn",)


def test_a_total_left_out_is_made_up_from_its_parts() -> None:
    working = worked(WEALTH, Counts({"kepala_satker": 1, "pejabat_wajib": 9, "sudah_lhkpn": 8}))

    assert working.counts["wajib_lhkpn"] == 10
    assert working.defaulted == ("wajib_lhkpn",)
    assert working.value == Fraction(8, 10)
    assert working.contradicted == ()


def test_a_total_typed_wins_over_its_parts_with_a_warning() -> None:
    counts = Counts({"pejabat_wajib": 10, "kepala_satker": 1, "wajib_lhkpn": 10, "sudah_lhkpn": 10})

    summary = score(LKE_2021, {WEALTH.code: counts})

    assert summary.node(WEALTH.code).ratio == 1
    found = [w.message for w in summary.warnings if w.kind is WarningKind.CONSISTENCY]
    message = (
        "Isian bertentangan: Total wajib LHKPN (10) seharusnya sama dengan Kepala satuan kerja + "
        "Pejabat yang wajib LHKPN + Wajib LHKPN lainnya (1 + 10 + 0)."
    )
    assert found == [message]


def test_a_total_without_any_part_contradicts_nothing() -> None:
    assert worked(WEALTH, Counts({"wajib_lhkpn": 10, "sudah_lhkpn": 10})).contradicted == ()


def test_an_unknown_note_count_is_not_judged() -> None:
    counts = Counts({"pengaduan_wajib": 9, "pengaduan_selesai": 4})

    assert worked(COMPLAINTS, counts).contradicted == ()


def test_more_done_than_there_is_contradicts() -> None:
    question = LKE_2021.question("A.II.6.i.b")

    working = worked(question, Counts({"layanan_terdaftar": 3, "layanan_dipermudah": 4}))

    assert [rule.text for rule in working.contradicted] == [
        "layanan_dipermudah <= layanan_terdaftar"
    ]


def test_decimal_counts_stay_exact() -> None:
    question = LKE_2014.question("B.I.b.1")
    counts = Counts({"temuan_total": Decimal(100), "temuan_selesai": Decimal("92.35")})

    assert worked(question, counts).value == Fraction("0.9235")


def test_a_choice_question_has_no_working() -> None:
    with pytest.raises(ValueError, match="no formula"):
        worked(LKE_2021.question("A.I.1.i.a"), None)


def test_no_answer_has_every_count_missing() -> None:
    working = worked(AGENTS, None)

    assert working.missing == ("perubahan_dibuat", "agen_perubahan")
    assert working.value is None
