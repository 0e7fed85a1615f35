"""Codes: each once, each under its parent; ids of notes, sources and prerequisites each once."""

from typing import Any

from bening.domain.scoring.instrument import TOTAL, Level
from bening.instruments.check.shape import entries, numbered
from bening.instruments.check.tree import Tree
from bening.instruments.faults import Faults, Path


def check_codes(document: dict[str, Any], tree: Tree, faults: Faults) -> None:
    """Note codes written twice or under another parent, and notes about nothing."""
    seen: dict[str, int | None] = {}
    for entry in tree.entries:
        if entry.code is None:
            continue
        path = (*entry.path, "code")
        if entry.code in seen:
            what = f"kode {entry.code} sudah dipakai pada baris {seen[entry.code]}"
            faults.add(path, "code_twice", what)
        else:
            seen[entry.code] = faults.line(path)
        parent = entry.parent.code if entry.parent else None
        if parent is not None and entry.code.rpartition(".")[0] != parent:
            what = f"kode {entry.code} tidak berada di bawah induknya, {parent}"
            faults.add(path, "wrong_parent", what)
        if entry.level is Level.SUBCOMPONENT:
            _one_kind_of_children(entry.value, entry.path, entry.code, faults)
    _each_once(document, ("sources",), faults)
    _each_once(document, ("notes",), faults)
    prerequisites = document.get("prerequisites")
    if isinstance(prerequisites, dict):
        _each_once(prerequisites, ("instansi",), faults, ("prerequisites",))
        _each_once(prerequisites, ("unit",), faults, ("prerequisites",))
    _notes(document, set(seen), faults)


def _one_kind_of_children(value: dict[str, Any], path: Path, code: str, faults: Faults) -> None:
    if ("areas" in value) == ("indicators" in value):
        what = f"subkomponen {code} harus memuat areas atau indicators, salah satu saja"
        faults.add(path, "areas_or_indicators", what)


def _each_once(holder: Any, key: tuple[str], faults: Faults, above: Path = ()) -> None:
    seen = set()
    for at, entry in numbered(holder, key[0]):
        id_ = entry.get("id")
        if isinstance(id_, str) and id_ in seen:
            faults.add((*above, *key, at, "id"), "id_twice", f"id {id_} dipakai dua kali")
        seen.add(id_ if isinstance(id_, str) else None)


def _notes(document: dict[str, Any], codes: set[str], faults: Faults) -> None:
    """Each note is about a code, the total, the thresholds or a scale that exists."""
    known = {TOTAL, "thresholds", *codes}
    thresholds, scales = document.get("thresholds"), document.get("scales")
    if isinstance(thresholds, dict):
        known |= {"thresholds.wbk", "thresholds.wbbm"}
        for target in ("wbk", "wbbm"):
            known |= {f"thresholds.{entry.get('id')}" for entry in entries(thresholds, target)}
    if isinstance(scales, dict):
        known |= {f"scales.{name}" for name in scales}
    for at, note in numbered(document, "notes"):
        about = note.get("about")
        for place, code in enumerate(about if isinstance(about, list) else ()):
            if isinstance(code, str) and code not in known:
                path = ("notes", at, "about", place)
                faults.add(path, "unknown_reference", f"catatan tentang {code} yang tidak ada")
