"""The content of a draft questionnaire, changed by what was typed into its page.

Everything typed is kept, faults and all; `bening.domain.surveys.read_instrument` says what is wrong
with it. An item keeps the aspect it was written for: another aspect is another item.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bening.domain.surveys.instrument import TAKEN, SurveyKind
from bening.domain.surveys.reading import LANGUAGE, MOST_ITEMS, MOST_LANGUAGES

Content = dict[str, Any]

LONGEST = 1000
"""Characters kept of a text; a form takes fewer and says so."""
NEW = "new"
_ADDED = re.compile(r"T(\d{1,4})")


def edited(content: Content, posted: Mapping[str, str]) -> Content:
    """The content with what was typed."""
    made = copy.deepcopy(content)
    languages = list(made.get("languages", ()))
    made["title"] = _texts(made.get("title"), languages, posted, "title")
    made["items"] = [
        _item(item, languages, posted, f"item-{at}")
        for at, item in enumerate(made.get("items", ()))
        if not posted.get(f"item-{at}-drop")
    ]
    for name, scale in made.get("scales", {}).items():
        for language in languages:
            words = scale.get("labels", {}).get(language, [])
            scale["labels"][language] = [
                _text(posted, f"scale-{name}-{language}-{at}", word)
                for at, word in enumerate(words)
            ]
    made["attributes"] = [
        _attribute(one, languages, posted, f"attribute-{at}")
        for at, one in enumerate(made.get("attributes", ()))
        if not posted.get(f"attribute-{at}-drop")
    ]
    if made.get("incident") is not None:
        made["incident"] = _texts(made["incident"], languages, posted, "incident")
    _add_item(made, languages, posted)
    _change_languages(made, posted)
    return made


def choices_of_aspects(content: Content) -> list[tuple[str, str, str]]:
    """Every kind of the form with the aspects that an added item may have: value, kind, aspect."""
    kinds = list(dict.fromkeys(item.get("kind") for item in content.get("items", ())))
    return [
        (f"{kind}:{aspect.value}", kind, aspect.value)
        for kind in kinds
        if kind in set(SurveyKind)
        for aspect in TAKEN[SurveyKind(kind)]
    ]


def _item(
    item: Mapping[str, Any], languages: Sequence[str], posted: Mapping[str, str], name: str
) -> Content:
    made = dict(item)
    made["text"] = _texts(item.get("text"), languages, posted, f"{name}-text")
    if f"{name}-there" in posted:
        made["reversed"] = bool(posted.get(f"{name}-reversed"))
        made["unknown"] = bool(posted.get(f"{name}-unknown"))
    return made


def _attribute(
    attribute: Mapping[str, Any], languages: Sequence[str], posted: Mapping[str, str], name: str
) -> Content:
    return {
        **attribute,
        "text": _texts(attribute.get("text"), languages, posted, name),
        "options": [
            {**one, "text": _texts(one.get("text"), languages, posted, f"{name}-option-{at}")}
            for at, one in enumerate(attribute.get("options", ()))
        ],
    }


def _texts(
    texts: object, languages: Sequence[str], posted: Mapping[str, str], name: str
) -> dict[str, str]:
    kept = texts if isinstance(texts, Mapping) else {}
    return {
        language: _text(posted, f"{name}-{language}", kept.get(language, ""))
        for language in languages
    }


def _text(posted: Mapping[str, str], name: str, kept: object) -> str:
    value = posted.get(name)
    return str(kept) if value is None else " ".join(value.split())[:LONGEST]


def _add_item(made: Content, languages: Sequence[str], posted: Mapping[str, str]) -> None:
    """One more item where an aspect and a sentence were given."""
    kind, _, aspect = posted.get(f"{NEW}-aspect", "").partition(":")
    text = _texts({}, languages, posted, f"{NEW}-text")
    known = {value for value, _kind, _aspect in choices_of_aspects(made)}
    if f"{kind}:{aspect}" not in known or not any(text.values()):
        return
    if len(made["items"]) > MOST_ITEMS:
        return
    scale = posted.get(f"{NEW}-scale", "")
    if scale not in made.get("scales", {}):
        scale = next(
            (one["scale"] for one in made["items"] if one.get("kind") == kind),
            next(iter(made.get("scales", {})), ""),
        )
    made["items"].append(
        {
            "code": _new_code(made),
            "kind": kind,
            "aspect": aspect,
            "scale": scale,
            "reversed": bool(posted.get(f"{NEW}-reversed")),
            "unknown": kind != SurveyKind.SKM,
            "text": text,
        }
    )


def _new_code(made: Content) -> str:
    used = [
        int(found[1])
        for item in made["items"]
        if (found := _ADDED.fullmatch(str(item.get("code"))))
    ]
    return f"T{max(used, default=0) + 1}"


def _change_languages(made: Content, posted: Mapping[str, str]) -> None:
    """Drops languages that are ticked off, and adds one whose sentences are still to be written."""
    languages = made["languages"]
    for language in languages[1:]:
        if posted.get(f"drop-language-{language}"):
            languages.remove(language)
            for texts in _each_text(made):
                texts.pop(language, None)
            for scale in made.get("scales", {}).values():
                scale["labels"].pop(language, None)
    added = posted.get("new-language", "").strip().lower()
    if not LANGUAGE.fullmatch(added) or added in languages or len(languages) >= MOST_LANGUAGES:
        return
    languages.append(added)
    for texts in _each_text(made):
        texts.setdefault(added, "")
    for scale in made.get("scales", {}).values():
        words = scale["labels"][languages[0]]
        scale["labels"][added] = [""] * len(words)


def _each_text(made: Content) -> Iterator[dict[str, str]]:
    """The sentences of a form, each by its languages."""
    yield made["title"]
    for item in made["items"]:
        yield item["text"]
    for attribute in made["attributes"]:
        yield attribute["text"]
        for option in attribute["options"]:
            yield option["text"]
    if made.get("incident") is not None:
        yield made["incident"]
