"""Scales, and that each question carries what its scale needs and nothing else."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from bening.domain.scoring.instrument import Level
from bening.instruments.check.shape import decimal, entries
from bening.instruments.check.tree import Entry, Tree
from bening.instruments.faults import Faults, Path

_NEEDS = {"choice": {"criteria"}, "ratio": {"inputs", "formula"}, "index": set[str]()}
_ONE_OF_THEM = ("criteria", "inputs", "formula")


def check_scales(document: dict[str, Any], tree: Tree, faults: Faults) -> None:
    """Note scales that can't be scored by and questions that don't fit theirs."""
    listed = document.get("scales")
    found = listed.items() if isinstance(listed, dict) else ()
    scales = {name: scale for name, scale in found if isinstance(scale, dict)}
    for name, scale in scales.items():
        _scale(name, scale, ("scales", name), faults)
    scoring = document.get("scoring")
    unanswered = scoring.get("unanswered") if isinstance(scoring, dict) else None
    if isinstance(unanswered, dict):
        path = ("scoring", "unanswered", "value")
        _share(unanswered.get("value"), path, "nilai butir yang belum dijawab", faults)
    for entry in tree.at(Level.QUESTION):
        name = entry.value.get("scale")
        if not isinstance(name, str):
            continue
        if name not in scales:
            what = f"skala {name[:40]} pada butir {entry.code} tidak ada"
            faults.add((*entry.path, "scale"), "unknown_scale", what)
        else:
            _question(entry, name, scales[name], faults)


def _scale(name: str, scale: dict[str, Any], path: Path, faults: Faults) -> None:
    match scale.get("kind"):
        case "choice":
            _options(name, entries(scale, "options"), (*path, "options"), faults)
        case "ratio":
            check_limits(scale.get("clamp"), (*path, "clamp"), faults)
        case "index":
            low, high = decimal(scale.get("min")), decimal(scale.get("max"))
            divisor = decimal(scale.get("divisor"))
            if low is not None and high is not None and low >= high:
                faults.add(path, "empty_scale", f"skala {name}: min harus kurang dari max")
            if divisor is not None and high is not None and (divisor == 0 or high > divisor):
                what = f"skala {name}: divisor harus sekurangnya sama dengan max"
                faults.add(path, "wrong_divisor", what)


def _options(name: str, options: list[dict[str, Any]], path: Path, faults: Faults) -> None:
    keys = [option.get("key") for option in options]
    if len(set(map(str, keys))) < len(keys):
        faults.add(path, "option_twice", f"skala {name}: kunci jawaban berulang")
    values = [decimal(option.get("value")) for option in options]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return
    falls = all(above > below for above, below in pairwise(known))
    if known[0] != 1 or known[-1] != 0 or not falls:
        what = f"skala {name}: nilai harus turun dari 1 (terbaik) sampai 0"
        faults.add(path, "values_do_not_fall", what)


def check_limits(clamp: Any, path: Path, faults: Faults) -> None:
    """Limits of a ratio lie between 0 and 1, the lower first."""
    if isinstance(clamp, list) and len(clamp) == 2:
        low, high = decimal(clamp[0]), decimal(clamp[1])
        if low is not None and high is not None and not low < high <= 1:
            faults.add(path, "wrong_limits", "batas clamp harus naik dan di antara 0 dan 1")


def _share(value: Any, path: Path, called: str, faults: Faults) -> None:
    number = decimal(value)
    if number is not None and number > Fraction(1):
        faults.add(path, "more_than_one", f"{called} tidak boleh lebih dari 1")


def _question(entry: Entry, name: str, scale: dict[str, Any], faults: Faults) -> None:
    kind = scale.get("kind")
    if not isinstance(kind, str) or kind not in _NEEDS:
        return
    for part in _ONE_OF_THEM:
        if part in _NEEDS[kind] and part not in entry.value:
            what = f"butir {entry.code} berskala {name} harus memuat {part}"
            faults.add(entry.path, "part_missing", what)
        if part not in _NEEDS[kind] and part in entry.value:
            what = f"butir {entry.code} berskala {name} tidak boleh memuat {part}"
            faults.add((*entry.path, part), "part_not_taken", what)
    if kind == "choice" and isinstance(entry.value.get("criteria"), list):
        keys = [option.get("key") for option in entries(scale, "options")]
        given = [criterion.get("key") for criterion in entries(entry.value, "criteria")]
        if keys != given:
            wanted = ", ".join(map(str, keys))
            what = f"kriteria butir {entry.code} harus berkunci {wanted}, berurutan"
            faults.add((*entry.path, "criteria"), "criteria_keys", what)
