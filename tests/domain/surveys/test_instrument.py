"""Forms as data: those that are shipped, and every fault of one that can't be used."""

import copy
import subprocess
import sys
from typing import Any

import pytest

from bening.domain.surveys import (
    NINE_ELEMENTS,
    CorruptionAspect,
    InstrumentRefused,
    ServiceElement,
    SurveyInstrument,
    SurveyKind,
    read_instrument,
)
from bening.instruments.surveys import (
    FOLDER,
    SurveyFileRefused,
    fault_lines,
    load_survey,
    read_survey,
    shipped_surveys,
    survey_document,
)
from tests.domain.surveys.forms import document, item, scale, skm_items, spak_items

SHIPPED = [load_survey(id_) for id_ in shipped_surveys()]


def faults(of: object) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(InstrumentRefused) as caught:
        read_instrument(of)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_five_forms_are_shipped() -> None:
    assert {each.id: each.kinds for each in SHIPPED} == {
        "combined-1": (SurveyKind.SPAK, SurveyKind.SPKP, SurveyKind.SKM),
        "rating-1": (SurveyKind.RATING,),
        "skm-1": (SurveyKind.SKM,),
        "spak-1": (SurveyKind.SPAK,),
        "spkp-1": (SurveyKind.SPKP,),
    }


@pytest.mark.parametrize("form", SHIPPED, ids=lambda form: form.id)
def test_a_shipped_form_covers_its_aspects_in_both_languages(form: SurveyInstrument) -> None:
    asked = {kind: {one.aspect for one in form.items_of(kind)} for kind in form.kinds}

    assert form.languages == ("id", "en")
    assert asked.get(SurveyKind.SPAK, {*CorruptionAspect}) == {*CorruptionAspect}
    assert asked.get(SurveyKind.SKM, {*NINE_ELEMENTS}) == {*NINE_ELEMENTS}
    assert asked.get(SurveyKind.SPKP, {*ServiceElement}) == {*ServiceElement}
    for one in form.items:
        assert one.text["id"] != one.text["en"]
        assert not one.is_reversed
        assert len(one.scale.labels["id"]) == len(one.scale.labels["en"]) == len(one.scale.values)


def test_the_lowest_answer_comes_first() -> None:
    first = load_survey("spak-1").items[0]

    assert first.scale.label(1, "id") == "Sangat tidak setuju"
    assert first.scale.label(4, "id") == "Sangat setuju"


@pytest.mark.parametrize("form", SHIPPED, ids=lambda form: form.id)
def test_items_about_money_show_the_tariff(form: SurveyInstrument) -> None:
    fees = {one.code for one in form.items if one.aspect is ServiceElement.FEE}

    assert fees <= {one.code for one in form.items if one.shows_tariff}


def test_every_element_of_skm_must_be_answered() -> None:
    assert not any(one.allows_unknown for one in load_survey("skm-1").items)


@pytest.mark.parametrize("id_", shipped_surveys())
def test_a_document_may_be_adapted_and_read_again(id_: str) -> None:
    adapted = survey_document(id_)
    adapted["id"] = "adapted-1"

    form = read_instrument(adapted)

    assert form.items == load_survey(id_).items
    assert form.sha256 != load_survey(id_).sha256
    assert form.sha256 == read_instrument(copy.deepcopy(adapted)).sha256


def test_an_unknown_id_is_not_guessed() -> None:
    for id_ in ("spak-2", "../spak-1", ""):
        with pytest.raises(KeyError):
            load_survey(id_)


def test_all_faults_are_told_at_once() -> None:
    broken = document(spak_items())
    del broken["items"][0]
    broken["items"][1]["scale"] = "five"
    broken["items"][2]["kind"] = "poll"
    broken["items"][3]["text"] = {"id": " "}
    broken["title"] = {}
    broken["scales"]["four"]["labels"]["id"] = ["a", "b", "b"]

    assert {
        ("aspect_not_covered", ("items",)),
        ("scale_unknown", ("items", 1, "scale")),
        ("unknown_value", ("items", 2, "kind")),
        ("not_text", ("items", 3, "text", "id")),
        ("missing", ("title", "id")),
        ("labels_count", ("scales", "four", "labels", "id")),
        ("repeated", ("scales", "four", "labels", "id")),
    } <= set(faults(broken))


WRONG_ITEM: list[tuple[dict[str, Any], str, tuple[str | int, ...]]] = [
    ({"code": "d1"}, "malformed", ("items", 0, "code")),
    ({"code": "ABCDEFGHI"}, "malformed", ("items", 0, "code")),
    ({"code": "S10"}, "repeated", ("items",)),
    ({"aspect": "time"}, "aspect_not_of_kind", ("items", 0, "aspect")),
    ({"aspect": None}, "aspect_missing", ("items", 0, "aspect")),
    ({"aspect": ["gifts"]}, "aspect_not_of_kind", ("items", 0, "aspect")),
    ({"reversed": "yes"}, "not_a_flag", ("items", 0, "reversed")),
    ({"unknown": None}, "not_a_flag", ("items", 0, "unknown")),
    ({"weight": 2}, "not_expected", ("items", 0, "weight")),
    ({"also": ["spkp"]}, "aspect_not_of_kind", ("items", 0, "aspect")),
    ({"also": ["spak"]}, "repeated", ("items", 0, "also")),
    ({"text": "Dilayani sama"}, "not_a_mapping", ("items", 0, "text")),
    ({"text": {"id": "a\x00"}}, "not_text", ("items", 0, "text", "id")),
    ({"text": {"id": "a" * 301}}, "text_too_long", ("items", 0, "text", "id")),
    ({"text": {"id": "a", "en": "b"}}, "not_expected", ("items", 0, "text", "en")),
    ({"text": None}, "missing", ("items", 0, "text")),
]


@pytest.mark.parametrize(("change", "code", "where"), WRONG_ITEM)
def test_an_item_that_can_not_be_used(
    change: dict[str, Any], code: str, where: tuple[str | int, ...]
) -> None:
    items = spak_items()

    assert (code, where) in faults(document([{**items[0], **change}, *items[1:]]))


WRONG_FORM: list[tuple[dict[str, Any], str, tuple[str | int, ...]]] = [
    ({"id": "Spak 1"}, "malformed", ("id",)),
    ({"id": None}, "missing", ("id",)),
    ({"formula": "ten-of-ten"}, "unknown_value", ("formula",)),
    ({"languages": []}, "empty", ("languages",)),
    ({"languages": ["id", "id"]}, "repeated", ("languages",)),
    ({"items": []}, "empty", ("items",)),
    ({"items": {}}, "not_a_list", ("items",)),
    ({"scales": {"four": scale(4, 4)}}, "scale_range", ("scales", "four")),
    ({"scales": {"four": scale(11)}}, "scale_range", ("scales", "four")),
    ({"scales": {"four": {**scale(), "most": "4"}}}, "not_whole", ("scales", "four", "most")),
    ({"scales": {"four": {**scale(), "most": True}}}, "not_whole", ("scales", "four", "most")),
    ({"attributes": [{"code": "service"}]}, "code_reserved", ("attributes", 0, "code")),
    ({"attributes": None}, "missing", ("attributes",)),
    ({"incident": {}}, "missing", ("incident", "id")),
    ({"more": 1}, "not_expected", ("more",)),
]


@pytest.mark.parametrize(("change", "code", "where"), WRONG_FORM)
def test_a_form_that_can_not_be_used(
    change: dict[str, Any], code: str, where: tuple[str | int, ...]
) -> None:
    assert (code, where) in faults({**document(spak_items()), **change})


@pytest.mark.parametrize("missing", range(9))
def test_skm_asks_for_all_nine_elements(missing: int) -> None:
    items = skm_items()
    del items[missing]

    assert faults(document(items)) == [("aspect_not_covered", ("items",))]


def test_skm_has_four_answers() -> None:
    items = skm_items()
    items[4]["scale"] = "six"

    assert faults(document(items)) == [("skm_scale", ("items", 4, "scale"))]


def test_too_many_items_are_refused() -> None:
    items = [{**one, "code": f"X{at}"} for at, one in enumerate(spak_items(9))]

    assert ("too_many", ("items",)) in faults(document(items))


def test_a_rating_needs_no_aspect() -> None:
    form = read_instrument(document([item("R1", "rating", None)]))

    assert form.kinds == (SurveyKind.RATING,)


@pytest.mark.parametrize("of", [None, [], "spak", 4, {}, {1: 2}, {"items": 4, "scales": []}])
def test_what_is_no_form_at_all_is_refused_with_a_reason(of: object) -> None:
    assert faults(of)


def test_a_fault_of_a_file_has_its_line() -> None:
    source = (FOLDER / "spak-1.yaml").read_bytes()
    broken = source.replace(b"aspect: gifts", b"aspect: time", 1)
    with pytest.raises(InstrumentRefused) as caught:
        read_survey(broken)

    expected = broken[: broken.index(b"aspect: time")].count(b"\n") + 1
    assert fault_lines(broken, caught.value) == (expected,)


@pytest.mark.parametrize("data", [b"", b"a: [", b"a: &x 1\nb: *x", b"\xff", b"a: 1\na: 2"])
def test_a_file_that_is_no_plain_yaml_is_refused(data: bytes) -> None:
    with pytest.raises(SurveyFileRefused):
        read_survey(data)


def test_importing_the_rules_loads_nothing_heavy() -> None:
    code = (
        "import sys, bening.domain.surveys, bening.instruments.surveys\n"
        "heavy = {'numpy', 'yaml', 'django', 'pydantic', 'random'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
