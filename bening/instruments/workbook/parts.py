"""The parts of a workbook's package, and what its sheets share: names, number formats."""

import re
from collections.abc import Mapping

from bening.instruments.workbook.refusals import WorkbookRefused
from bening.instruments.workbook.safety import Package

_QUOTED = re.compile(r'"[^"]*"|\\.')
_PERCENT_FORMATS = {9, 10}


def book_part(package: Package) -> str:
    """The name of the part that lists the sheets. Raises `WorkbookRefused`."""
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in package:
        package.parse("_rels/.rels", start)
    part = found[0] if found else "xl/workbook.xml"
    if part not in package or not part.lower().endswith(".xml"):
        raise WorkbookRefused("not_a_workbook")
    return part


def sheets_and_names(package: Package, part: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Sheet names with their relation, and defined names of the whole workbook."""
    sheets: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    current: list[str] = []
    text: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), relation))
        elif tag == "definedName" and "localSheetId" not in attributes:
            current.append(attributes.get("name", ""))
            text.clear()

    def end(tag: str) -> None:
        if tag == "definedName" and current:
            names[current.pop()] = "".join(text)

    package.parse(part, start, end, text.append)
    return sheets, names


def relations_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id to (type, part name)."""
    folder, _, file = part.rpartition("/")
    relations: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
            relations[attributes.get("Id", "")] = (attributes.get("Type", ""), name)

    package.parse(f"{folder}/_rels/{file}.rels".lstrip("/"), start)
    return relations


def _joined(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def part_of_type(targets: Mapping[str, tuple[str, str]], ending: str) -> str | None:
    """The first part whose type ends so."""
    return next((part for type_, part in targets.values() if type_.endswith(ending)), None)


def percent_styles(package: Package, targets: Mapping[str, tuple[str, str]]) -> list[bool]:
    """For each cell style whether it shows a percentage."""
    part = part_of_type(targets, "/styles")
    if part is None or part not in package:
        return []
    percent = set(_PERCENT_FORMATS)
    styles: list[bool] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            percent.add(whole_number(attributes.get("numFmtId", "")))
        if tag == "cellXfs":
            inside.append(tag)
        elif tag == "xf" and inside:
            styles.append(whole_number(attributes.get("numFmtId", "0")) in percent)

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside.clear()

    package.parse(part, start, end)
    return styles


def whole_number(text: str) -> int:
    """The number an attribute holds, of seven digits at most; -1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1
