"""From an instrument document to frozen values.

The document must have passed `bening.instruments.check`; this module trusts its shape.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from bening.domain.scoring.expressions import parse_comparison, parse_expression
from bening.domain.scoring.instrument import (
    AnswerScale,
    ChoiceScale,
    CountInput,
    CountRole,
    Criterion,
    Designation,
    Formula,
    IndexScale,
    Instrument,
    Level,
    Node,
    Note,
    Option,
    Prerequisite,
    Question,
    RatioScale,
    Regulation,
    Threshold,
    ThresholdScope,
    ZeroRule,
)

Document = Mapping[str, Any]


def build(document: Document, sha256: str = "") -> Instrument:
    """The instrument of a checked document; `sha256` is the hash of the file it was read from."""
    head = document["instrument"]
    scales = {name: _scale(name, scale) for name, scale in document["scales"].items()}
    return Instrument(
        id=head["id"],
        name=head["name"],
        sha256=sha256,
        regulation=_regulation(head["regulation"]),
        complete=head["complete"],
        unanswered=Fraction(document["scoring"]["unanswered"]["value"]),
        scales=MappingProxyType(scales),
        components=tuple(_component(component, scales) for component in document["components"]),
        thresholds=MappingProxyType(
            {
                target: tuple(map(_threshold, document["thresholds"][target.value]))
                for target in Designation
            }
        ),
        prerequisites=tuple(
            _prerequisite(of, entry)
            for of in ("instansi", "unit")
            for entry in document["prerequisites"][of]
        ),
        notes=tuple(
            Note(note["id"], tuple(note["about"]), note["text"]) for note in document["notes"]
        ),
        prerequisites_basis=document["prerequisites"]["basis"],
    )


def _regulation(entry: Document) -> Regulation:
    return Regulation(
        id=entry["id"],
        year=entry["year"],
        amended_by=tuple(entry["amended_by"]),
        replaces=entry.get("replaces"),
        replaced_by=entry.get("replaced_by"),
        verified=entry["verified"],
    )


def _scale(name: str, entry: Document) -> AnswerScale:
    match entry["kind"]:
        case "choice":
            options = (Option(o["key"], Fraction(o["value"])) for o in entry["options"])
            return ChoiceScale(name, tuple(options))
        case "ratio":
            low, high = map(Fraction, entry["clamp"])
            return RatioScale(name, low, high)
        case _:
            low, high = Fraction(entry["min"]), Fraction(entry["max"])
            return IndexScale(name, low, high, Fraction(entry["divisor"]))


def _component(entry: Document, scales: Mapping[str, AnswerScale]) -> Node:
    code = entry["code"]
    parts = tuple(_subcomponent(part, scales, code) for part in entry["subcomponents"])
    return _node(entry, Level.COMPONENT, parts=parts)


def _subcomponent(entry: Document, scales: Mapping[str, AnswerScale], component: str) -> Node:
    above = {"component_code": component, "subcomponent_code": entry["code"]}
    if "areas" in entry:
        parts = tuple(_area(area, scales, above) for area in entry["areas"])
    else:
        none = {**above, "area_code": None, "area_number": None}
        parts = tuple(_indicator(part, scales, none) for part in entry["indicators"])
    return _node(entry, Level.SUBCOMPONENT, parts=parts)


def _area(entry: Document, scales: Mapping[str, AnswerScale], above: Document) -> Node:
    number = int(entry["code"].rpartition(".")[2])
    inside = {**above, "area_code": entry["code"], "area_number": number}
    parts = tuple(_indicator(part, scales, inside) for part in entry["indicators"])
    return _node(entry, Level.AREA, parts=parts, area_number=number)


def _indicator(entry: Document, scales: Mapping[str, AnswerScale], above: Document) -> Node:
    weight = Fraction(entry["weight"]) / len(entry["questions"])
    inside = {**above, "indicator_code": entry["code"]}
    questions = tuple(_question(q, scales, weight, inside) for q in entry["questions"])
    number = above["area_number"]
    return _node(entry, Level.INDICATOR, questions=questions, area_number=number)


def _node(
    entry: Document,
    level: Level,
    *,
    parts: tuple[Node, ...] = (),
    questions: tuple[Question, ...] = (),
    area_number: int | None = None,
) -> Node:
    return Node(
        code=entry["code"],
        name=entry["name"],
        level=level,
        weight=Fraction(entry["weight"]),
        parts=parts,
        questions=questions,
        area_number=area_number,
    )


def _question(
    entry: Document, scales: Mapping[str, AnswerScale], weight: Fraction, above: Document
) -> Question:
    return Question(
        code=entry["code"],
        text=entry["text"],
        scale=scales[entry["scale"]],
        weight=weight,
        criteria=tuple(Criterion(c["key"], c["text"]) for c in entry.get("criteria", ())),
        evidence=tuple(entry["evidence"]),
        inputs=tuple(map(_input, entry.get("inputs", ()))),
        formula=_formula(entry["formula"]) if "formula" in entry else None,
        consistency=tuple(parse_comparison(c["expr"]) for c in entry.get("consistency", ())),
        guidance=entry.get("guidance", ""),
        aspects=tuple(entry.get("aspects", ())),
        similar_to=entry.get("similar_to"),
        **above,
    )


def _input(entry: Document) -> CountInput:
    default = entry.get("default_expr")
    role = entry.get("role")
    return CountInput(
        id=entry["id"],
        label=entry["label"],
        whole=entry["type"] == "integer",
        role=CountRole(role) if role else None,
        default=parse_expression(default) if default else None,
        same_as=entry.get("same_as"),
    )


def _formula(entry: Document) -> Formula:
    low, high = map(Fraction, entry["clamp"])
    zero = entry["zero_denominator"]
    return Formula(
        text=entry["expr"],
        expression=parse_expression(entry["expr"]),
        numerator=tuple(entry["numerator"]),
        denominator=tuple(entry["denominator"]),
        low=low,
        high=high,
        zero=ZeroRule(Fraction(zero["all_zero"]), Fraction(zero["otherwise"]), zero["basis"]),
    )


def _threshold(entry: Document) -> Threshold:
    index = entry.get("index_min")
    return Threshold(
        id=entry["id"],
        scope=ThresholdScope(entry["scope"]),
        ref=entry["ref"],
        minimum=Fraction(entry["min"] if "min" in entry else entry["min_ratio"]),
        index_minimum=Fraction(index) if index else None,
        combine=tuple(entry.get("combine", ())),
    )


def _prerequisite(of: str, entry: Document) -> Prerequisite:
    return Prerequisite(
        id=entry["id"],
        of=of,
        label=entry["label"],
        kind=entry["kind"],
        wbk=entry["wbk"],
        wbbm=entry["wbbm"],
        note=entry.get("note", ""),
    )
