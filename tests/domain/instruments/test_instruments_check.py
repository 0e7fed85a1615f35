"""Each fault of an instrument file is found and named by its line."""

import copy
import json
import random
import time
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bening.domain.scoring import Choice, score
from bening.instruments import FOLDER, build, read_document

SOURCE = (FOLDER / "lke-2021" / "instrument.yaml").read_text(encoding="utf-8")
OWN = SOURCE.replace("id: lke-2021\n", "id: lke-2021-contoh\n", 1)
SCHEMA = Draft202012Validator(
    json.loads((FOLDER / "schemas" / "instrument.schema.json").read_text(encoding="utf-8"))
)


ODD_QUESTION = (
    "components: [{code: A, subcomponents: [{code: A.I, indicators: [{questions: [{code: A.I.a.1, "
    "scale: persen, inputs: [1, {id: [x]}], formula: {expr: 3, numerator: x, denominator: [1], "
    "clamp: 3, zero_denominator: []}, consistency: [1, {expr: []}]}]}]}]}]"
)


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert old in OWN
    return OWN.replace(old, new, 1)


def test_an_own_version_without_faults_can_be_scored() -> None:
    reading = read_document(changed('weight: "0.5"', 'weight: "0.50"'))

    assert reading.faults == ()
    assert reading.document is not None
    instrument = build(reading.document, reading.sha256)
    assert (instrument.id, instrument.sha256) == ("lke-2021-contoh", reading.sha256)
    assert score(instrument, {"A.I.1.i.a": Choice("Ya")}).total > 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        # the form
        ("schema_version: 1", "schema_version: 2", "unknown_value"),
        ("schema_version: 1", 'schema_version: "1"', "unknown_value"),
        ("  complete: true", "  complete: ya", "not_flag"),
        ("  language: id", "  language: en", "unknown_value"),
        ("    year: 2021", '    year: "2021"', "not_whole"),
        ("    year: 2021", "    year: 1200", "too_small"),
        ("  name: Lembar", "  nama: Lembar", "unknown_key"),
        ("  name: Lembar", "  nama: Lembar", "missing"),
        ("  name: Lembar Kerja Evaluasi Zona Integritas", '  name: " "', "empty_text"),
        ("  name: Lembar Kerja Evaluasi Zona Integritas", "  name: 3", "not_text"),
        ("  name: Lembar Kerja Evaluasi Zona Integritas", f"  name: {'x' * 6000}", "text_too_long"),
        ('min: "75"', 'min: "75,0"', "comma_decimal"),
        ('min: "75"', "min: 75", "not_decimal_text"),
        ('min: "75"', 'min: "-75"', "not_decimal"),
        ('min: "75"', 'min: "7e1"', "not_decimal"),
        ('min: "75"', f'min: "75.{"0" * 40}"', "not_decimal"),
        ("  - id: lke-terisi", "  - id: LKE Terisi", "wrong_pattern"),
        ("sources:\n", "sources: tidak ada\nlain:\n", "not_list"),
        ("    kind: choice", "    kind: pilihan", "unknown_value"),
        ("scope: component", "scope: komponen", "unknown_value"),
        ('        value: "0.67"', "        value: dua", "not_decimal"),
        # identity
        ("id: lke-2021-contoh", "id: lke-2021 # lain", "shipped_id"),
        ("id: lke-2021-contoh", "id: lke-2030", "no_own_name"),
        ("id: lke-2021-contoh", "id: LKE 2021", "wrong_pattern"),
        ('    weight: "60"', '    weight: "50"', "component_weight"),
        # codes
        ("code: A.I.1.i.b", "code: A.I.1.i.a", "code_twice"),
        ("code: A.I.1.ii.a", "code: A.I.1.i.c", "wrong_parent"),
        ("code: A.I.1.i.b", "code: A.I.1.i.2", "wrong_pattern"),
        ("code: A.I.2\n", "code: A.II.9\n", "wrong_parent"),
        ("  - id: N02", "  - id: N01", "id_twice"),
        ("    - id: layanan_inti", "    - id: layanan_inti\n      x: 1", "unknown_key"),
        ("      - A.II.6.i\n", "      - A.II.6.ix\n", "unknown_reference"),
        # weights
        ('weight: "0.5"', 'weight: "0.6"', "weights_do_not_sum"),
        ('weight: "4"', 'weight: "4.1"', "weights_do_not_sum"),
        ('    weight: "40"', '    weight: "41"', "weights_do_not_sum"),
        ('weight: "0.5"', 'weight: "0"', "no_weight"),
        ('sub_weight: "1"', 'sub_weight: "0.5"', "printed_weight"),
        # scales
        ("scale: abc\n", "scale: abx\n", "unknown_scale"),
        ("scale: abc\n", "scale: abcd\n", "criteria_keys"),
        ("scale: abc\n", "scale: persen\n", "part_missing"),
        ("scale: abc\n", "scale: persen\n", "part_not_taken"),
        ("scale: indeks_0_4", "scale: abc", "part_missing"),
        ('value: "0.67"', 'value: "0.30"', "values_do_not_fall"),
        (
            '      - key: A\n        value: "1"',
            '      - key: A\n        value: "0.9"',
            "values_do_not_fall",
        ),
        (
            '      - key: B\n        value: "0.5"',
            '      - key: A\n        value: "0.5"',
            "option_twice",
        ),
        (
            '      - key: B\n        value: "0.5"',
            '      - key: Z\n        value: "0.5"',
            "unknown_value",
        ),
        ('    divisor: "4"', '    divisor: "3"', "wrong_divisor"),
        ('    max: "4"', '    max: "0"', "empty_scale"),
        (
            '    clamp:\n      - "0"\n      - "1"',
            '    clamp:\n      - "1"\n      - "0"',
            "wrong_limits",
        ),
        ('    clamp:\n      - "0"\n      - "1"', '    clamp:\n      - "0"', "too_few"),
        ('  unanswered:\n    value: "0"', '  unanswered:\n    value: "2"', "more_than_one"),
        ("  abcde:\n", "  abcdef:\n", "missing"),
        # formulas
        (
            "expr: perubahan_dibuat / agen_perubahan",
            "expr: perubahan / agen_perubahan",
            "unknown_input",
        ),
        ("expr: perubahan_dibuat / agen_perubahan", "expr: agen_perubahan", "formula_parts"),
        (
            "expr: perubahan_dibuat / agen_perubahan",
            "expr: perubahan_dibuat * 2",
            "expression_invalid",
        ),
        (
            "expr: perubahan_dibuat / agen_perubahan",
            "expr: __import__('os').system('true')",
            "expression_invalid",
        ),
        (
            "expr: perubahan_dibuat / agen_perubahan",
            f"expr: perubahan_dibuat / {'(' * 30}agen_perubahan{')' * 30}",
            "expression_too_deep",
        ),
        (
            "expr: pengaduan_selesai / pengaduan_wajib",
            "expr: pengaduan_proses / pengaduan_wajib",
            "info_in_formula",
        ),
        (
            "default_expr: kepala_satker + pejabat_wajib",
            "default_expr: kepala_satker - pejabat_wajib",
            "default_not_sum",
        ),
        ("default_expr: kepala_satker", "default_expr: wajib_lhkpn", "default_of_default"),
        ("same_as: A.II.1.i.a/perubahan_dibuat", "same_as: A.II.1.i.a/lain", "unknown_reference"),
        (
            "same_as: A.II.1.i.a/perubahan_dibuat",
            "same_as: A.II.1.i.b/perubahan_dibuat",
            "unknown_reference",
        ),
        ("expr: perubahan_terintegrasi <= perubahan_dibuat", "expr: a <= b", "unknown_input"),
        ("expr: perubahan_terintegrasi <= perubahan_dibuat", "expr: a < b", "expression_invalid"),
        ("- id: agen_perubahan", "- id: perubahan_dibuat", "input_twice"),
        ('otherwise: "0"', 'otherwise: "1.5"', "more_than_one"),
        # minima
        ("      ref: TOTAL", "      ref: JUMLAH", "unknown_reference"),
        ("      ref: B.I.a", "      ref: B.I.z", "unknown_reference"),
        ("      ref: B.I.a", "      ref: B.I", "unknown_reference"),
        ('min: "40"', 'min: "61"', "out_of_reach"),
        ('min: "75"', 'min: "101"', "out_of_reach"),
        ('min_ratio: "0.60"', 'min_ratio: "60"', "out_of_reach"),
        ("        - A.II\n", "        - B.II\n", "unknown_reference"),
        ("        - A.II\n", "        - A.I\n", "combined_twice"),
        ("    - id: pengungkit", "    - id: total", "id_twice"),
    ],
)
def test_a_fault_is_found_at_its_line(old: str, new: str, code: str) -> None:
    text = changed(old, new)

    faults = read_document(text).faults

    found = [fault for fault in faults if fault.code == code]
    assert found, [str(fault) for fault in faults]
    line = line_of(OWN, old)
    assert all(fault.line is not None for fault in faults)
    near = 40 if code == "missing" else 8  # what is missing is named at what should hold it
    assert min(abs((fault.line or 0) - line) for fault in found) <= near, list(map(str, found))
    assert str(found[0]).startswith(f"baris {found[0].line}: ")


def test_the_line_is_exact() -> None:
    text = changed('min: "40"', 'min: "61"')

    (fault,) = read_document(text).faults

    assert fault.line == line_of(text, 'min: "61"')
    assert fault.what == "nilai minimal 61 melebihi bobotnya, 60"


def test_every_fault_is_listed_in_the_order_of_lines() -> None:
    text = OWN
    for old, new in [
        ('min: "75"', 'min: "101"'),
        ("scale: abcd\n", "scale: abcx\n"),
        ('weight: "0.5"', 'weight: "0,5"'),
        ("expr: perubahan_dibuat / agen_perubahan", "expr: perubahan_dibuat /"),
    ]:
        text = text.replace(old, new, 1)

    faults = read_document(text).faults

    assert [fault.code for fault in faults] == [
        "out_of_reach",
        "comma_decimal",
        "unknown_scale",
        "expression_invalid",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line or 0 for fault in faults)


def test_an_unfinished_form_may_fall_short_but_not_exceed() -> None:
    unfinished = changed("  complete: true", "  complete: false")

    short = unfinished.replace('weight: "0.5"', 'weight: "0.4"', 1)
    over = unfinished.replace('weight: "0.5"', 'weight: "0.6"', 1)

    assert read_document(short).faults == ()
    assert [f.code for f in read_document(over).faults] == ["weights_do_not_sum"]


def test_a_version_of_an_unknown_regulation_may_split_otherwise() -> None:
    text = OWN.replace("lke-2021-contoh", "lke-2030-contoh", 1)
    text = text.replace('    weight: "60"', '    weight: "61"', 1)

    assert {fault.code for fault in read_document(text).faults} == {"weights_do_not_sum"}


def test_an_older_text_of_a_shipped_instrument_stays_readable() -> None:
    older = SOURCE.replace("Sudahkah unit kerja", "Apakah unit kerja", 1)

    assert [fault.code for fault in read_document(older).faults] == ["shipped_id"]
    assert read_document(older, stored=True).faults == ()


def test_text_that_is_no_unicode_is_a_fault() -> None:
    assert [fault.code for fault in read_document("a: \ud800").faults] == ["not_utf8"]


@pytest.mark.parametrize("content", ["[]", "teks", "3", "~", "- a\n- b"])
def test_a_document_of_another_shape_is_refused(content: str) -> None:
    assert [fault.code for fault in read_document(content).faults] == ["not_record"]


@pytest.mark.parametrize(
    "content",
    [
        "components: 3\nscales: x\nnotes: {}\nthresholds: []\ninstrument: 1\nprerequisites: 2",
        "components: [1, {subcomponents: 3}, {subcomponents: [{areas: [{indicators: 3}]}]}]",
        "scales: {abc: 1, persen: {kind: [ratio]}, x: {kind: choice, options: [1]}}",
        "thresholds: {wbk: [1, {scope: [x]}, {scope: total, ref: [1]}], wbbm: 3}",
        "components: [{code: 1, weight: {}, subcomponents: [{code: [], areas: {}}]}]",
        ODD_QUESTION,
        "notes: [{about: x}, {about: [1, [2]]}]\nsources: [{id: [1]}, {id: {}}]",
    ],
)
def test_no_shape_makes_the_check_fall_over(content: str) -> None:
    assert len(read_document(content).faults) > 3


def test_what_the_schema_refuses_the_check_refuses() -> None:
    """Random changes of the shipped form; the schema is the stricter word on shape."""
    whole = yaml.load(OWN, Loader=yaml.CSafeLoader)
    rng = random.Random(52014)
    refused = 0
    for _ in range(60):
        document = copy.deepcopy(whole)
        mutate(document, rng)
        if not SCHEMA.is_valid(document):
            refused += 1
            text = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True)
            assert read_document(text).faults, document
    assert refused > 30


def mutate(document: Any, rng: random.Random) -> None:
    node = document
    while True:
        key = rng.choice(list(node)) if isinstance(node, dict) else rng.randrange(len(node))
        child = node[key]
        if not isinstance(child, dict | list) or not child or rng.random() < 0.1:
            break
        node = child
    change = rng.choice(["drop", "text", "number", "nothing", "list", "more"])
    if change == "drop":
        del node[key]
    elif change == "more" and isinstance(node, dict):
        node["tambahan"] = "x"
    else:
        kinds = {"text": "x", "number": 3, "nothing": None, "list": ["q"], "more": "1,5", "drop": 0}
        node[key] = kinds[change]


def test_many_faults_are_cut_off_and_say_so() -> None:
    text = OWN + "lebih:\n" + "".join(f"kunci{n}: 1\n" for n in range(3000))

    faults = read_document(text).faults

    assert len(faults) == 1001
    assert faults[-1].code == "too_many_faults"


def test_a_large_crafted_file_is_checked_in_bounded_time() -> None:
    rules = "".join(
        f'    - {{id: a, scope: component, ref: "Z{n}", min: "1"}}\n' for n in range(25_000)
    )
    parts = "".join('  - {code: A, name: x, weight: "1", subcomponents: []}\n' for _ in range(9000))
    text = f"thresholds:\n  wbk:\n{rules}components:\n{parts}"

    start = time.perf_counter()
    faults = read_document(text).faults

    assert len(faults) > 1000
    assert time.perf_counter() - start < 20
