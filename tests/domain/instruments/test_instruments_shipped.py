"""The shipped instruments: tied to their compiled form, whole, and naming nobody."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bening.domain.scoring import Node, Question, RatioScale
from bening.domain.scoring.expressions import names
from bening.instruments import FOLDER, load, read_document, shipped
from bening.instruments.compiled import (
    COMPILED,
    SOURCE,
    StaleCompiledForm,
    compiled,
    read_compiled,
    sha256_of,
)
from bening.instruments.located import read_yaml

IDS = ("lke-2021", "lke-2014")

# Institutions, other systems and places where figures were once compared; none may be shipped.
NAMES = re.compile(
    r"kspstk|bps\b|badan pusat statistik|pn[- ](serang|pekalongan|sawahlunto|kayuagung)|pengadilan"
    r"|seeder|app-|file-index|123dok|blogspot|dinkop|sleman|sragen|rsjms|majalengka|riset|https?:"
    r"|github|\.go\.id|putusan proyek|aplikasi (pemda|evaluasi|lain)",
    re.IGNORECASE,
)


def test_both_regulations_are_shipped_the_one_in_force_first() -> None:
    assert shipped() == IDS


@pytest.mark.parametrize("id_", IDS)
def test_the_compiled_form_is_made_from_this_very_file(id_: str) -> None:
    source = (FOLDER / id_ / SOURCE).read_bytes()
    document = read_yaml(source).content

    assert (FOLDER / id_ / COMPILED).read_bytes() == compiled(source, document)
    assert load(id_).sha256 == sha256_of(source)
    assert document == yaml.safe_load(source)


def test_a_stale_compiled_form_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "lke-2021"
    folder.mkdir()
    source = (FOLDER / "lke-2021" / SOURCE).read_bytes()
    (folder / COMPILED).write_bytes((FOLDER / "lke-2021" / COMPILED).read_bytes())
    (folder / SOURCE).write_bytes(source + b"\n")

    with pytest.raises(StaleCompiledForm, match="compile"):
        read_compiled(folder)


@pytest.mark.parametrize("id_", IDS)
def test_shipped_files_pass_our_own_check_and_the_schema(id_: str) -> None:
    source = (FOLDER / id_ / SOURCE).read_bytes()
    schema = json.loads((FOLDER / "schemas" / "instrument.schema.json").read_bytes())

    reading = read_document(source)

    assert reading.faults == ()
    Draft202012Validator(schema).validate(reading.document)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("lke-*/*")), ids=lambda p: f"{p.parent.name}-{p.name}"
)
def test_no_institution_and_no_other_application_is_named(path: Path) -> None:
    assert NAMES.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["kata BPS", "file-index 12", "situs x.go.id", "putusan proyek"])
def test_the_scan_sees_names(text: str) -> None:
    assert NAMES.search(text)


@pytest.mark.parametrize("id_", IDS)
def test_every_ruling_says_that_it_is_one(id_: str) -> None:
    """A zero rule, an unanswered question and a gap of the text are ours, not the regulation's."""
    document = read_yaml((FOLDER / id_ / SOURCE).read_bytes()).content

    assert document["scoring"]["unanswered"]["basis"] == "putusan Bening"
    for question in load(id_).questions:
        if question.formula is not None:
            assert question.formula.zero.basis == "putusan Bening"


@pytest.mark.parametrize(("id_", "questions"), [("lke-2021", 113), ("lke-2014", 84)])
def test_the_tree_is_whole(id_: str, questions: int) -> None:
    instrument = load(id_)

    assert len(instrument.questions) == questions
    assert instrument.weight == 100
    assert [component.weight for component in instrument.components] == [60, 40]
    for node in instrument.nodes:
        if isinstance(node, Node):
            parts = sum((part.weight for part in node.parts), Fraction())
            asked = sum((question.weight for question in node.questions), Fraction())
            assert parts + asked == node.weight
            assert instrument.node(node.code) is node
        else:
            assert instrument.question(node.code) is node
            assert instrument.node(node.indicator_code).questions.count(node) == 1


def test_the_questions_of_each_area_are_counted_as_in_annex_iii() -> None:
    counted = {area.code: sum(1 for _ in area.all_questions()) for area in load("lke-2021").areas}

    assert [counted[f"A.I.{area}"] for area in range(1, 7)] == [12, 9, 18, 11, 18, 19]
    assert [counted[f"A.II.{area}"] for area in range(1, 7)] == [4, 6, 3, 3, 4, 3]


def test_the_weights_of_areas_are_those_of_table_3() -> None:
    combined: dict[int | None, Fraction] = {}
    for area in load("lke-2021").areas:
        combined[area.area_number] = combined.get(area.area_number, Fraction()) + area.weight

    assert combined == {1: 8, 2: 7, 3: 10, 4: 10, 5: 15, 6: 10}


def test_the_minima_are_those_of_table_6() -> None:
    thresholds = load("lke-2021").thresholds
    found = {target: [str(rule.minimum) for rule in rules] for target, rules in thresholds.items()}

    assert found == {
        "wbk": ["75", "40", "3/5", "73/4", "63/4", "5/2", "14"],
        "wbbm": ["85", "48", "3/4", "39/2", "63/4", "15/4", "63/4"],
    }


def test_index_minima_are_the_same_condition_as_their_points() -> None:
    instrument = load("lke-2021")
    for rules in instrument.thresholds.values():
        for rule in rules:
            if rule.index_minimum is not None:
                assert rule.index_minimum / 4 * instrument.node(rule.ref).weight == rule.minimum


@pytest.mark.parametrize("id_", IDS)
def test_similar_questions_exist_in_the_other_instrument(id_: str) -> None:
    for question in load(id_).questions:
        if question.similar_to:
            other, _, code = question.similar_to.partition(":")
            assert load(other).has_question(code), question.code


@pytest.mark.parametrize("id_", IDS)
def test_every_ratio_has_what_it_needs(id_: str) -> None:
    for question in load(id_).questions:
        assert isinstance(question.scale, RatioScale) == (question.formula is not None)
        if question.formula is not None:
            known = {count.id for count in question.inputs}
            assert set(names(question.formula.expression)) <= set(question.formula.needed) <= known


def test_the_discipline_formula_is_the_regulations_not_its_reverse() -> None:
    formula = load("lke-2021").question("A.II.3.iii.a").formula

    assert formula is not None
    assert formula.text == (
        "(pelanggaran_tahun_lalu - pelanggaran_tahun_ini) / pelanggaran_tahun_lalu"
    )


def test_loading_gives_the_same_object_and_refuses_others() -> None:
    assert load("lke-2021") is load("lke-2021")
    for unknown in ("lke-1999", "", "../lke-2021", "schemas"):
        with pytest.raises(KeyError):
            load(unknown)


def test_codes_that_are_not_questions_are_told_apart() -> None:
    instrument = load("lke-2021")

    assert instrument.has_question("A.I.1.i.a")
    assert not instrument.has_question("A.I.1.i")
    assert isinstance(instrument.nodes[0], Node)
    assert isinstance(instrument.nodes[-1], Question)
    assert [note.id for note in instrument.notes_about("scales.persen")] == ["N31"]
