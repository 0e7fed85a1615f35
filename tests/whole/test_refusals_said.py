"""Each refusal of a feature has a sentence, and gives it every value it names."""

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
    "dashboards",
    "documents",
    "evaluations",
    "evidence",
    "mentoring",
    "nominations",
    "notices",
    "pacts",
    "programs",
    "reviews",
    "selection",
)
CLASS = re.compile(r"(Refused|NotAllowed|Locked|NotReady|TooLarge|WrongState|NoSuchRecipient)$")
CODE = re.compile(r"[a-z]+(_[a-z]+)+")
NAMED = re.compile(r"%\((\w+)\)")


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code and the names of the values; None where they are not written out."""
    for feature in FEATURES:
        for path in sorted((ROOT / "bening" / feature).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                called = node.func.id if isinstance(node.func, ast.Name) else called
                first = node.args[0]
                if not CLASS.search(called) and called != "__init__":
                    continue
                if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                    continue
                if CODE.fullmatch(first.value):
                    names = {each.arg for each in node.keywords}
                    known = {name for name in names if name} if None not in names else None
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", first.value, known


FOUND = sorted(
    {(code, place, tuple(sorted(names))) for place, code, names in raised() if names is not None}
)


def test_the_features_refuse_something() -> None:
    assert len(FOUND) > 80


@pytest.mark.parametrize(("code", "place", "given"), FOUND, ids=lambda value: str(value)[:60])
def test_a_refusal_says_why(code: str, place: str, given: tuple[str, ...]) -> None:
    assert code in refusals._sentences, place
    named = set(NAMED.findall(str(refusals._sentences[code])))

    shown = {name.removesuffix("_shown") for name in named}
    assert shown - set(given) <= {"accepted"}, place
