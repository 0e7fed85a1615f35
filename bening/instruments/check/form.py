"""The form of an instrument file, place by place; the same as `schemas/instrument.schema.json`."""

import re

from bening.instruments.check.shape import (
    ByField,
    DecimalText,
    Flag,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Shape,
    Text,
    Whole,
)

TEXT = Text()
TEXTS = ListOf(TEXT)
DECIMAL = DecimalText()

INSTRUMENT_ID = re.compile(r"lke-[0-9]{4}(-[a-z0-9]+)*")
INPUT_ID = re.compile(r"[a-z_]+")
COMPONENT_CODE = re.compile(r"[A-Z]")
SUBCOMPONENT_CODE = re.compile(r"[A-Z]\.[IVX]+")
AREA_CODE = re.compile(r"[A-Z]\.[IVX]+\.[1-9]")
INDICATOR_CODE = re.compile(r"[A-Z]\.[IVX]+\.([1-9]\.[ivx]+|[a-z])")
QUESTION_CODE = re.compile(r"[A-Z]\.[IVX]+\.([1-9]\.[ivx]+\.[a-z]|[a-z]\.[1-9])")

OPTION_KEYS = ("Ya", "Tidak", "A", "B", "C", "D", "E")
SCALE_NAMES = ("ya_tidak", "abc", "abcd", "abcde", "persen", "indeks_0_4")

_ID = Text(INSTRUMENT_ID, "lke-TAHUN atau lke-TAHUN-NAMA", longest=80)
_TITLE = Text(longest=200)
_INPUT_ID = Text(INPUT_ID, "huruf kecil dan garis bawah")
_SOURCE_ID = Text(re.compile(r"[a-z0-9-]+"), "huruf kecil, angka, dan tanda hubung")
_NOTE_ID = Text(re.compile(r"[NL][0-9]{2}"), "N atau L dan dua angka")
_STATUS = OneOf(("terkonfirmasi", "belum_terkonfirmasi"))

_CLAMP = ListOf(DECIMAL, 2, 2)

_REGULATION = Record(
    {"id": _TITLE, "year": Whole(1900), "amended_by": TEXTS, "verified": TEXT},
    {"replaces": TEXT, "replaced_by": TEXT},
)

_HEAD = Record(
    {
        "id": _ID,
        "name": _TITLE,
        "complete": Flag(),
        "language": OneOf(("id",)),
        "regulation": _REGULATION,
        "wording": TEXT,
        "code_pattern": TEXT,
    }
)

_SOURCE = Record({"id": _SOURCE_ID, "kind": TEXT, "what": TEXT}, {"ref": TEXT})

_SCORING = Record(
    {
        "arithmetic": TEXT,
        "indicator": TEXT,
        "area": TEXT,
        "subcomponent": TEXT,
        "component": TEXT,
        "total": TEXT,
        "percent": TEXT,
        "intermediate_rounding": TEXT,
        "display": Record({"decimals": Whole(), "mode": OneOf(("half_up",))}),
        "unanswered": Record({"value": DECIMAL, "basis": TEXT}),
        "combined_area": TEXT,
    }
)

_SCALE = ByField(
    "kind",
    {
        "choice": Record(
            {
                "kind": TEXT,
                "options": ListOf(Record({"key": OneOf(OPTION_KEYS), "value": DECIMAL}), 2),
            }
        ),
        "ratio": Record({"kind": TEXT, "clamp": _CLAMP}, {"note": TEXT}),
        "index": Record(
            {"kind": TEXT, "min": DECIMAL, "max": DECIMAL, "divisor": DECIMAL}, {"note": TEXT}
        ),
    },
)

_POINTS = Record(
    {
        "id": _INPUT_ID,
        "scope": TEXT,
        "ref": TEXT,
        "min": DECIMAL,
    },
    {"index_min": DECIMAL},
)

_THRESHOLD = ByField(
    "scope",
    {
        "total": _POINTS,
        "component": _POINTS,
        "subcomponent": _POINTS,
        "indicator": _POINTS,
        "each_combined_area_ratio": Record(
            {
                "id": _INPUT_ID,
                "scope": TEXT,
                "ref": TEXT,
                "min_ratio": DECIMAL,
                "combine": ListOf(TEXT, 2),
            },
            {"index_min": DECIMAL},
        ),
    },
)

_THRESHOLDS = Record(
    {
        "rule": TEXT,
        "basis": TEXT,
        "status": _STATUS,
        "wbk": ListOf(_THRESHOLD, 1),
        "wbbm": ListOf(_THRESHOLD, 1),
    }
)


def _prerequisite(value: Shape) -> Record:
    required = {"id": _INPUT_ID, "label": TEXT, "kind": TEXT, "wbk": value, "wbbm": value}
    return Record(required, {"note": TEXT})


_PREREQUISITE = ByField(
    "kind",
    {
        "opini": _prerequisite(TEXT),
        "predikat": _prerequisite(TEXT),
        "level": _prerequisite(Whole()),
        "persen": _prerequisite(Whole()),
        "tahun": _prerequisite(Whole()),
        "ya_tidak": _prerequisite(Flag()),
    },
)

_PREREQUISITES = Record(
    {
        "basis": TEXT,
        "status": _STATUS,
        "instansi": ListOf(_PREREQUISITE),
        "unit": ListOf(_PREREQUISITE),
    },
    {
        "waiver": Record({"who": TEXT, "effect": TEXT, "units": TEXTS}),
        "deadline": TEXT,
    },
)

_INPUT = Record(
    {
        "id": _INPUT_ID,
        "label": TEXT,
        "type": OneOf(("integer", "decimal")),
        "min": OneOf((0,)),
    },
    {"role": OneOf(("info", "part")), "default_expr": TEXT, "same_as": TEXT},
)

_FORMULA = Record(
    {
        "expr": TEXT,
        "numerator": ListOf(TEXT, 1),
        "denominator": ListOf(TEXT, 1),
        "clamp": _CLAMP,
        "zero_denominator": Record({"all_zero": DECIMAL, "otherwise": DECIMAL, "basis": TEXT}),
    }
)

_QUESTION = Record(
    {
        "code": Text(QUESTION_CODE, "kode butir, misalnya A.I.1.i.a atau B.I.a.1"),
        "scale": TEXT,
        "text": TEXT,
        "evidence": ListOf(TEXT, 1),
    },
    {
        "similar_to": Text(re.compile(r"lke-[0-9]{4}:[A-Za-z0-9.]+"), "lke-TAHUN:KODE"),
        "guidance": TEXT,
        "aspects": TEXTS,
        "criteria": ListOf(Record({"key": TEXT, "text": TEXT})),
        "inputs": ListOf(_INPUT, 2),
        "formula": _FORMULA,
        "consistency": ListOf(Record({"expr": TEXT, "severity": OneOf(("warning",))})),
        "sub_weight": DECIMAL,
    },
)

_INDICATOR = Record(
    {
        "code": Text(INDICATOR_CODE, "kode indikator, misalnya A.I.1.i atau B.I.a"),
        "name": TEXT,
        "weight": DECIMAL,
        "questions": ListOf(_QUESTION, 1),
    }
)

_AREA = Record(
    {
        "code": Text(AREA_CODE, "kode area, misalnya A.I.1"),
        "name": TEXT,
        "weight": DECIMAL,
        "indicators": ListOf(_INDICATOR, 1),
    }
)

_SUBCOMPONENT = Record(
    {
        "code": Text(SUBCOMPONENT_CODE, "kode subkomponen, misalnya A.I"),
        "name": TEXT,
        "weight": DECIMAL,
    },
    {"areas": ListOf(_AREA, 1), "indicators": ListOf(_INDICATOR, 1)},
)

_COMPONENT = Record(
    {
        "code": Text(COMPONENT_CODE, "satu huruf besar"),
        "name": TEXT,
        "weight": DECIMAL,
        "subcomponents": ListOf(_SUBCOMPONENT, 1),
    }
)

INSTRUMENT = Record(
    {
        "schema_version": OneOf((1,)),
        "instrument": _HEAD,
        "sources": ListOf(_SOURCE),
        "scoring": _SCORING,
        "scales": MapOf(re.compile(r"[a-z0-9_]+"), _SCALE, SCALE_NAMES),
        "thresholds": _THRESHOLDS,
        "prerequisites": _PREREQUISITES,
        "components": ListOf(_COMPONENT, 1),
        "notes": ListOf(Record({"id": _NOTE_ID, "about": ListOf(TEXT, 1), "text": TEXT})),
    }
)
