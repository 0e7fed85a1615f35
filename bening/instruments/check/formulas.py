"""Formulas, defaults and consistency rules: inside the grammar, over counts that are asked for."""

from collections.abc import Iterable
from typing import Any

from bening.domain.scoring.expressions import (
    Expression,
    ExpressionRefused,
    Name,
    Operator,
    names,
    parse_comparison,
    parse_expression,
)
from bening.domain.scoring.instrument import Level
from bening.instruments.check.scales import check_limits
from bening.instruments.check.shape import decimal, entries, numbered
from bening.instruments.check.tree import Entry, Tree
from bening.instruments.faults import Faults, Path

_WHY = {
    "expression_invalid": "tidak dapat dibaca mulai huruf ke-{position}",
    "expression_too_long": "lebih dari {longest} huruf",
    "expression_too_deep": "bersarang lebih dari {deepest} tingkat",
}


def check_formulas(tree: Tree, faults: Faults) -> None:
    """Note every expression that can't be worked out."""
    for entry in tree.at(Level.QUESTION):
        inputs = {
            i["id"]: i for i in entries(entry.value, "inputs") if isinstance(i.get("id"), str)
        }
        if len(inputs) < len(entries(entry.value, "inputs")):
            what = f"butir {entry.code}: id isian berulang"
            faults.add((*entry.path, "inputs"), "input_twice", what)
        _defaults(entry, inputs, faults)
        _formula(entry, inputs, faults)
        for at, rule in numbered(entry.value, "consistency"):
            path = (*entry.path, "consistency", at, "expr")
            if isinstance(text := rule.get("expr"), str):
                try:
                    comparison = parse_comparison(text)
                except ExpressionRefused as refused:
                    _refused(refused, path, faults)
                else:
                    _known(sorted(comparison.names), inputs, path, faults)
    _prefills(tree, faults)


def _formula(entry: Entry, inputs: dict[str, Any], faults: Faults) -> None:
    formula, path = entry.value.get("formula"), (*entry.path, "formula")
    if not isinstance(formula, dict):
        return
    check_limits(formula.get("clamp"), (*path, "clamp"), faults)
    named: set[str] = set()
    for part in ("numerator", "denominator"):
        listed = formula.get(part)
        ids = [id_ for id_ in listed if isinstance(id_, str)] if isinstance(listed, list) else []
        _known(ids, inputs, (*path, part), faults)
        named |= set(ids)
    used = _names(formula.get("expr"), inputs, (*path, "expr"), faults)
    if used is not None and used != named:
        other = ", ".join(sorted(used ^ named))
        what = f"numerator dan denominator harus menyebut tepat isian dalam rumus (beda: {other})"
        faults.add(path, "formula_parts", what)
    for id_ in sorted((used or set()) & inputs.keys()):
        if inputs[id_].get("role") == "info":
            what = f"isian {id_} hanya keterangan (info), tidak boleh dipakai rumus"
            faults.add((*path, "expr"), "info_in_formula", what)
    zero = formula.get("zero_denominator")
    for name in ("all_zero", "otherwise") if isinstance(zero, dict) else ():
        value = decimal(zero.get(name)) if isinstance(zero, dict) else None
        if value is not None and value > 1:
            what = f"{name} tidak boleh lebih dari 1"
            faults.add((*path, "zero_denominator", name), "more_than_one", what)


def _defaults(entry: Entry, inputs: dict[str, Any], faults: Faults) -> None:
    """A default is a sum of other counts that have no default themselves."""
    for at, count in numbered(entry.value, "inputs"):
        text, path = count.get("default_expr"), (*entry.path, "inputs", at, "default_expr")
        used = _names(text, inputs, path, faults)
        if used is None or not isinstance(text, str):
            continue
        if not _only_sums(parse_expression(text)):
            faults.add(path, "default_not_sum", "default_expr hanya boleh penjumlahan")
        chained = [id_ for id_ in used if "default_expr" in inputs.get(id_, {})]
        if chained:
            what = f"default_expr tidak boleh memakai isian yang juga berdefault ({chained[0]})"
            faults.add(path, "default_of_default", what)


def _only_sums(expression: Expression) -> bool:
    if isinstance(expression, Name):
        return True
    plus = expression.operator is Operator.PLUS
    return plus and _only_sums(expression.left) and _only_sums(expression.right)


def _prefills(tree: Tree, faults: Faults) -> None:
    """A prefill names a count of another question."""
    known = {
        f"{entry.code}/{count.get('id')}"
        for entry in tree.at(Level.QUESTION)
        for count in entries(entry.value, "inputs")
    }
    for entry in tree.at(Level.QUESTION):
        for at, count in numbered(entry.value, "inputs"):
            same = count.get("same_as")
            own = f"{entry.code}/{count.get('id')}"
            if isinstance(same, str) and (same not in known or same == own):
                path = (*entry.path, "inputs", at, "same_as")
                faults.add(path, "unknown_reference", f"isian {same[:60]} tidak ada")


def _names(text: Any, inputs: dict[str, Any], path: Path, faults: Faults) -> set[str] | None:
    """The names of an expression, each fault noted; None where it can't be read."""
    if not isinstance(text, str):
        return None
    try:
        found = set(names(parse_expression(text)))
    except ExpressionRefused as refused:
        _refused(refused, path, faults)
        return None
    _known(sorted(found), inputs, path, faults)
    return found


def _known(ids: Iterable[str], inputs: dict[str, Any], path: Path, faults: Faults) -> None:
    for id_ in ids:
        if id_ not in inputs:
            faults.add(path, "unknown_input", f"“{id_[:40]}” bukan isian butir ini")


def _refused(refused: ExpressionRefused, path: Path, faults: Faults) -> None:
    why = _WHY[refused.code].format(**refused.values)
    faults.add(path, refused.code, f"rumus {why}")
