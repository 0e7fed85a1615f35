"""Minima: each about something that exists and can be reached."""

from typing import Any

from bening.domain.scoring.instrument import TOTAL, Level, ThresholdScope
from bening.domain.scoring.rounding import decimal_text
from bening.instruments.check.shape import decimal, numbered
from bening.instruments.check.tree import Entry, Tree
from bening.instruments.check.weights import WHOLE_SHEET
from bening.instruments.faults import Faults, Path

_LEVELS = {
    "component": Level.COMPONENT,
    "subcomponent": Level.SUBCOMPONENT,
    "indicator": Level.INDICATOR,
}


def check_thresholds(document: dict[str, Any], tree: Tree, faults: Faults) -> None:
    """Note minima about nothing, above what can be earned, or written twice."""
    thresholds = document.get("thresholds")
    if not isinstance(thresholds, dict):
        return
    for target in ("wbk", "wbbm"):
        seen: set[str] = set()
        for at, rule in numbered(thresholds, target):
            path = ("thresholds", target, at)
            id_ = rule.get("id")
            if isinstance(id_, str) and id_ in seen:
                faults.add((*path, "id"), "id_twice", f"ambang {id_} ditulis dua kali")
            seen.add(str(id_))
            _rule(rule, tree, path, faults)


def _rule(rule: dict[str, Any], tree: Tree, path: Path, faults: Faults) -> None:
    scope, ref = rule.get("scope"), rule.get("ref")
    if not isinstance(scope, str) or not isinstance(ref, str):
        return
    if scope == ThresholdScope.EACH_COMBINED_AREA_RATIO:
        _areas(rule, ref, tree, path, faults)
    elif scope == ThresholdScope.TOTAL:
        if ref != TOTAL:
            faults.add((*path, "ref"), "unknown_reference", f"ambang total merujuk {TOTAL}")
        _reachable(rule, WHOLE_SHEET, path, faults)
    elif scope in _LEVELS:
        entry = tree.find(ref)
        if entry is None or entry.level is not _LEVELS[scope]:
            what = f"ambang merujuk {ref[:40]}, yang bukan kode {scope} pada lembar ini"
            faults.add((*path, "ref"), "unknown_reference", what)
        elif (weight := decimal(entry.value.get("weight"))) is not None:
            _reachable(rule, weight, path, faults)


def _reachable(rule: dict[str, Any], most: Any, path: Path, faults: Faults) -> None:
    least = decimal(rule.get("min"))
    if least is not None and least > most:
        what = f"nilai minimal {decimal_text(least)} melebihi bobotnya, {decimal_text(most)}"
        faults.add((*path, "min"), "out_of_reach", what)


def _areas(rule: dict[str, Any], ref: str, tree: Tree, path: Path, faults: Faults) -> None:
    """Areas are combined over subcomponents of the component named."""
    share = decimal(rule.get("min_ratio"))
    if share is not None and share > 1:
        faults.add((*path, "min_ratio"), "out_of_reach", "min_ratio tidak boleh lebih dari 1")
    component = tree.find(ref)
    if component is None or component.level is not Level.COMPONENT:
        what = f"ambang area merujuk {ref[:40]}, yang bukan komponen"
        faults.add((*path, "ref"), "unknown_reference", what)
    listed = rule.get("combine")
    codes = listed if isinstance(listed, list) else []
    for at, code in enumerate(codes):
        entry = tree.find(code) if isinstance(code, str) else None
        if entry is None or entry.parent is not component or not _has_areas(entry):
            what = f"{str(code)[:40]} bukan subkomponen {ref[:40]} yang memuat area"
            faults.add((*path, "combine", at), "unknown_reference", what)
    if len(set(map(str, codes))) < len(codes):
        what = "combine menyebut subkomponen dua kali"
        faults.add((*path, "combine"), "combined_twice", what)


def _has_areas(entry: Entry) -> bool:
    return any(child.level is Level.AREA for child in entry.children)
