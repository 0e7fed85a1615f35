"""The scoring rule in its plainest form, from the instrument's document: fractions and loops.

Slow and obvious on purpose; `bening.domain.scoring` must give the same.
"""

import ast
import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from bening.domain.scoring import Answer, Choice, Counts, Index
from bening.instruments import FOLDER

Json = dict[str, Any]


def document(id_: str) -> Json:
    loaded: Json = json.loads((FOLDER / id_ / "compiled.json").read_bytes())["document"]
    return loaded


def calculate(text: str, names: Mapping[str, Fraction]) -> Fraction:
    """The value of +, -, / over names. Raises ZeroDivisionError."""

    def go(node: ast.expr) -> Fraction:
        match node:
            case ast.Name(id=name):
                return names[name]
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return go(left) + go(right)
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return go(left) - go(right)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return go(left) / go(right)
        raise AssertionError(ast.dump(node))

    return go(ast.parse(text, mode="eval").body)


def ratio(question: Json, answer: Counts) -> Fraction | None:
    known = {name: Fraction(count) for name, count in answer.inputs.items()}
    for count in question["inputs"]:
        parts = count.get("default_expr", "").split(" + ")
        if count["id"] not in known and any(part in known for part in parts):
            known[count["id"]] = sum((known.get(part, Fraction()) for part in parts), Fraction())
    rule = question["formula"]
    needed = rule["numerator"] + rule["denominator"]
    if any(name not in known for name in needed):
        return None
    zero = rule["zero_denominator"]
    fixed = zero["all_zero"] if all(known[name] == 0 for name in needed) else zero["otherwise"]
    if any(known[name] == 0 for name in rule["denominator"]):
        return Fraction(fixed)
    try:
        value = calculate(rule["expr"], known)
    except ZeroDivisionError:
        return Fraction(fixed)
    low, high = map(Fraction, rule["clamp"])
    return min(max(value, low), high)


def value(form: Json, question: Json, answer: Answer | None) -> Fraction:
    unanswered = Fraction(form["scoring"]["unanswered"]["value"])
    scale = form["scales"][question["scale"]]
    match answer:
        case Choice(key):
            return next(Fraction(o["value"]) for o in scale["options"] if o["key"] == key)
        case Index(index):
            return Fraction(index) / Fraction(scale["divisor"])
        case Counts():
            found = ratio(question, answer)
            return unanswered if found is None else found
    return unanswered


def walk(form: Json, each: Callable[[Json, Json, list[str]], None]) -> None:
    for component in form["components"]:
        for sub in component["subcomponents"]:
            for area in sub.get("areas", [sub]):
                for indicator in area["indicators"]:
                    codes = [component["code"], sub["code"], area["code"], indicator["code"]]
                    above = list(dict.fromkeys(["TOTAL", *codes]))
                    for question in indicator["questions"]:
                        each(indicator, question, above)


def reference(id_: str, answers: Mapping[str, Answer]) -> dict[str, Fraction]:
    """The points of every node, question and the total."""
    form = document(id_)
    points: dict[str, Fraction] = {}

    def add(indicator: Json, question: Json, above: list[str]) -> None:
        worth = value(form, question, answers.get(question["code"]))
        own = Fraction(indicator["weight"]) / len(indicator["questions"]) * worth
        points[question["code"]] = own
        for code in above:
            points[code] = points.get(code, Fraction()) + own

    walk(form, add)
    return points
