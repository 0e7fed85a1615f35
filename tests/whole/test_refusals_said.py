"""Each refusal of a feature has a sentence, its values, and a place on the screen that asked."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bening.ui import refusals

ROOT = Path(__file__).resolve().parent.parent.parent
FEATURES = (
    "accounts",
    "aftercare",
    "agencies",
    "audit",
    "calendars",
    "casework",
    "channel_reports",
    "complaints",
    "dashboards",
    "documents",
    "evaluations",
    "evidence",
    "gratuities",
    "findings",
    "mentoring",
    "nominations",
    "notices",
    "pacts",
    "programs",
    "queues",
    "conflicts",
    "discipline",
    "reviews",
    "risks",
    "selection",
    "services",
    "surveys",
    "wealth_reports",
    "whistleblowing",
)
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")
NAMED = re.compile(r"%\((\w+)\)")
LISTED = re.compile(r"\b([A-Z]\w+)\s*\(((?:\s*\"[a-z_0-9]+\"\s*,?)+)")
"""`Class("code", "other_code"` as docstrings list what is raised, also behind helpers."""


def parsed(*names: str, naming: str = "") -> Iterator[tuple[Path, ast.Module]]:
    """The modules below these folders; with `naming` only those whose text that pattern finds."""
    for name in names:
        for path in sorted((ROOT / "bening" / name).rglob("*.py")):
            text = path.read_text("utf-8")
            if re.search(naming, text):
                yield path, ast.parse(text)


def kinds() -> frozenset[str]:
    """The names of all classes of refusals, which stand in no other class or function."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for _path, tree in parsed("", naming=r"(?m)^class ")
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    found = {"Refused"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


KINDS = kinds()
OF_KINDS = rf"\b({'|'.join(sorted(KINDS))}|__init__)\b"
"""Finds every module that can raise one, or say so."""


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Code, place and the names of the values; None where they are not written out."""
    for path, tree in parsed(*FEATURES, naming=OF_KINDS):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if called(node) not in KINDS and called(node) != "__init__":
                continue
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            if CODE.fullmatch(first.value):
                names = {each.arg for each in node.keywords}
                known = {name for name in names if name} if None not in names else None
                yield first.value, f"{path.relative_to(ROOT)}:{node.lineno}", known


def documented() -> Iterator[tuple[str, str]]:
    """Code and place of what the docstrings of the features say is raised."""
    for path, tree in parsed(*FEATURES, naming=OF_KINDS):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for name, codes in LISTED.findall(ast.get_docstring(node) or ""):
                    if name in KINDS:
                        for code in re.findall(r'"([a-z_0-9]+)"', codes):
                            yield code, f"{path.relative_to(ROOT)}:{node.lineno}"


FOUND = sorted(
    {(code, place, tuple(sorted(names))) for code, place, names in raised() if names is not None}
)


def test_the_features_refuse_something() -> None:
    assert len(FOUND) > 550
    assert len(set(documented())) > 250


def test_no_kind_of_refusal_stands_inside_something_else() -> None:
    for path in (ROOT / "bening").rglob("*.py"):
        inside = re.findall(r"(?m)^[ \t]+class \w+\((\w+)", path.read_text("utf-8"))
        assert not KINDS & set(inside), path


@pytest.mark.parametrize(("code", "place", "given"), FOUND, ids=lambda value: str(value)[:60])
def test_a_refusal_says_why(code: str, place: str, given: tuple[str, ...]) -> None:
    assert code in refusals._sentences, place
    named = set(NAMED.findall(str(refusals._sentences[code])))

    shown = {name.removesuffix("_shown") for name in named}
    assert shown - set(given) <= {"accepted"}, place


def test_what_docstrings_say_is_refused_has_a_sentence() -> None:
    assert {place: code for code, place in documented() if code not in refusals._sentences} == {}


def test_no_sentence_waits_for_a_refusal_that_nobody_raises() -> None:
    said = {
        node.value
        for _path, tree in parsed("")
        if not _path.name.startswith("words")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert set(refusals._sentences) - said == set()


NO_PAGES = {"actions.py", "uploads.py", "jobs.py"}
SAID_ELSEWHERE = {
    "accounts.discard_import": "refuses nobody who sees the page",
    "accounts.revoke_token": "own tokens only are found",
    "accounts.change_own_details": "refuses only what belongs to others: a page of its own",
    "agencies.remove_joint_area": "refuses by role only: a page of its own",
    "conflicts.open_case": "one's own needs no reason, and no other calls it bare",
    "conflicts.open_consultation": "refuses nobody who sees the page",
    "conflicts.open_list": "one's own needs no reason, and no other calls it bare",
    "conflicts.open_measure": "refuses nobody",
    "discipline.look_at_recap": "refuses by role only: a page of its own",
    "discipline.note_register": "refuses by role only: a page of its own",
    "discipline.open_own": "refuses nobody who sees the page",
    "documents.issue": "a letter to law enforcement: said where its channel hands over",
    "evaluations.reopen_sheet": "what stands against it becomes a page of its own",
    "evidence.attach": "answers a fragment: a toast says it",
    "evidence.detach": "answers a fragment: a toast says it",
    "gratuities.record": "writes to the trail and refuses nobody",
    "nominations.open_nomination": "refuses by role only: a page of its own",
    "notices.choose_mail": "refuses nobody",
    "notices.make_address": "refuses nobody",
    "notices.revoke_address": "refuses nobody",
    "reviews.drop_note": "refuses nobody",
    "surveys.take_back": "undoes what became no paper; the fault itself goes on",
    "selection.move_programs": "says each program's own refusal; the round was decided just before",
}
"""Writes that a view calls with nothing around them, and where their refusal is read."""


def writes_of(feature: str) -> set[str]:
    """The actions of a feature that somebody takes."""
    folder = ROOT / "bening" / feature
    files = [folder / "actions.py", folder / "uploads.py", *folder.glob("actions/*.py")]
    return {
        node.name
        for path in files
        if path.exists()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(argument.arg == "by" for argument in node.args.kwonlyargs)
    }


def bare_calls(feature: str) -> Iterator[str]:
    """Writes called in a feature's pages where nothing around them says what is refused."""
    names = writes_of(feature)
    for path, tree in parsed(feature):
        if {"actions", "management", "api"} & set(path.parts) or path.name in NO_PAGES:
            continue
        if path.name.startswith("api"):
            continue
        above = {below: node for node in ast.walk(tree) for below in ast.iter_child_nodes(node)}
        writers = from_actions(tree)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and called(node) in names
                and is_one_of(writers, node.func)
                and not is_held(node, above)
            ):
                yield f"{feature}.{called(node)}"


def from_actions(tree: ast.Module) -> set[str]:
    """The names a module gives to actions and to modules of them."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if {"actions", "uploads"} & {*(node.module or "").split("."), alias.name}
    }


def is_one_of(writers: set[str], func: ast.expr) -> bool:
    """Whether it is called by its name or as `module.name`."""
    if isinstance(func, ast.Attribute):
        func = func.value
    return isinstance(func, ast.Name) and func.id in writers


def is_held(node: ast.AST, above: dict[ast.AST, ast.AST], depth: int = 3) -> bool:
    """Whether a call stands in a `try`, in a `lambda`, or in a function that is handed on."""
    while node in above:
        before, node = node, above[node]
        if isinstance(node, ast.Lambda) or (isinstance(node, ast.Try) and before in node.body):
            return True
        if isinstance(node, ast.FunctionDef):
            uses = [each for each in above if isinstance(each, ast.Name) and each.id == node.name]
            calls = [above[each] for each in uses if is_call_of(each, above)]
            if len(calls) < len(uses):
                return True
            return bool(calls) and depth > 0 and all(is_held(c, above, depth - 1) for c in calls)
    return False


def is_call_of(name: ast.Name, above: dict[ast.AST, ast.AST]) -> bool:
    call = above[name]
    return isinstance(call, ast.Call) and call.func is name


def test_what_is_refused_is_said_where_it_was_asked() -> None:
    found = {call for feature in FEATURES for call in bare_calls(feature)}

    assert found == set(SAID_ELSEWHERE)
