"""A finding is told in the reader's language; the domain gives values, not sentences."""

import pytest
from django.utils import translation

import bening.instruments
from bening.domain.quality import Finding, Rule, Severity
from bening.domain.scoring import Counts, Relation, score
from bening.evaluations.words import CONTRADICTIONS, finding_sentence

WEALTH = "A.II.5.iii.a"
RULE = Rule("counts_contradict", Severity.WARNING)


def found(relation: Relation) -> Finding:
    values = {
        "relation": relation,
        "left": "Wajib lapor",
        "left_value": "10",
        "right": "Pejabat + Staf",
        "right_value": "4 + 5",
    }
    return Finding(RULE, ("B.i",), values)


@pytest.mark.parametrize("relation", Relation)
def test_counts_that_contradict_are_told_in_both_languages(relation: Relation) -> None:
    with translation.override("id"):
        indonesian = finding_sentence(found(relation))
    with translation.override("en"):
        english = finding_sentence(found(relation))

    assert indonesian.startswith("Isian bertentangan: Wajib lapor (10) seharusnya ")
    assert english.startswith("The counts contradict each other: Wajib lapor (10) should ")
    assert "Pejabat + Staf (4 + 5)" in english


def test_every_relation_has_its_sentence() -> None:
    assert set(CONTRADICTIONS) == set(Relation)


def test_the_screen_says_what_the_scorecard_says() -> None:
    instrument = bening.instruments.load("lke-2021")
    typed = {"pejabat_wajib": 10, "kepala_satker": 1, "wajib_lhkpn": 10, "sudah_lhkpn": 10}

    warning = next(
        one for one in score(instrument, {WEALTH: Counts(typed)}).warnings if one.contradiction
    )
    assert warning.contradiction is not None
    values = {
        name: getattr(warning.contradiction, name)
        for name in ("relation", "left", "left_value", "right", "right_value")
    }

    with translation.override("id"):
        assert finding_sentence(Finding(RULE, (WEALTH,), values)) == warning.message
