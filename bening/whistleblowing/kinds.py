"""Kinds of violation: a list of data in two languages, with codes that stay."""

import functools
from importlib.resources import files

import yaml

INDONESIAN, ENGLISH = "id", "en"


@functools.cache
def _kinds() -> dict[str, dict[str, str]]:
    text = files("bening.whistleblowing").joinpath("kinds.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    return {row["code"]: {INDONESIAN: row["id"], ENGLISH: row["en"]} for row in rows}


def choices(language: str) -> list[tuple[str, str]]:
    """Codes and labels in the order of the list."""
    return [(code, label(code, language)) for code in _kinds()]


def label(code: str, language: str = INDONESIAN) -> str:
    """The label of a kind; the code itself for one that the list no longer has."""
    words = _kinds().get(code)
    return words.get(language, words[INDONESIAN]) if words else code
