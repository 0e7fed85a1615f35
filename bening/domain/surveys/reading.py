"""From a document to a survey form, with every fault at once."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from bening.domain.refusals import Refused
from bening.domain.sealing.canonical import NotCanonical, canonical
from bening.domain.surveys.instrument import (
    COVERED,
    TAKEN,
    Aspect,
    AttributeOption,
    CorruptionAspect,
    IndexFormula,
    Scale,
    ServiceElement,
    SurveyAttribute,
    SurveyInstrument,
    SurveyItem,
    SurveyKind,
    Texts,
)

Where = tuple[str | int, ...]
Document = Mapping[str, Any]

MOST_ITEMS = 40
MOST_ATTRIBUTES = 10
MOST_OPTIONS = 20
MOST_LANGUAGES = 6
LONGEST_TEXT = 300
HIGHEST = 10
RESERVED = frozenset({"service", "suggestion", "incident", "language", "mode", "token"})
"""Names of other fields of a posted form, which no attribute may take."""

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+){0,6}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
ITEM_CODE = re.compile(r"[A-Z][A-Z0-9]{0,7}")
ATTRIBUTE_CODE = re.compile(r"[a-z][a-z_]{0,15}")
OPTION_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,15}")

_HEAD = ("id", "title", "languages", "scales", "items", "attributes", "formula")
_ITEM = ("code", "kind", "text", "scale")
_ITEM_MORE = ("aspect", "also", "reversed", "unknown", "shows_tariff")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class InstrumentFault:
    """One fault of a form: what kind, where in the document, and the values its sentence needs."""

    code: str
    where: Where
    values: Mapping[str, Any]


class InstrumentRefused(Refused):
    """A form that can't be used; `faults` are all of them, in the order of the document."""

    def __init__(self, faults: Iterable[InstrumentFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("survey_instrument", faults=len(self.faults))


def read_instrument(document: object, sha256: str = "") -> SurveyInstrument:
    """The form of a document. Raises `InstrumentRefused` with every fault.

    `sha256` is the hash of the bytes it was read from; without it, that of its canonical text.
    """
    reader = _Reader()
    instrument = reader.instrument(document, sha256)
    if reader.faults or instrument is None:
        raise InstrumentRefused(reader.faults)
    return instrument


def is_plain(text: str) -> bool:
    """Whether a text has no control character and no lone surrogate."""
    return not any(unicodedata.category(one) in ("Cc", "Cs") for one in text)


class _Reader:
    """Reads as far as it can: a broken part is left out of the values and stands in `faults`."""

    def __init__(self) -> None:
        self.faults: list[InstrumentFault] = []
        self.languages: tuple[str, ...] = ()

    def fault(self, code: str, *where: str | int, **values: Any) -> None:
        self.faults.append(InstrumentFault(code, where, values))

    def instrument(self, document: object, sha256: str) -> SurveyInstrument | None:
        top = self.mapping(document, (), _HEAD, ("incident",))
        if top is None:
            return None
        id_ = self.matching(top.get("id"), ID, "id")
        self.languages = self.read_languages(top.get("languages"))
        title = self.texts(top.get("title"), "title")
        scales = self.scales(top.get("scales"))
        items = self.items(top.get("items"), scales)
        attributes = self.attributes(top.get("attributes"))
        incident = None
        if top.get("incident") is not None:
            incident = self.texts(top["incident"], "incident")
        formula = self.member(top.get("formula"), IndexFormula, "formula")
        self.coverage(items)
        if self.faults or id_ is None or title is None or formula is None:
            return None
        try:
            sha256 = sha256 or hashlib.sha256(canonical(document).encode()).hexdigest()
        except NotCanonical:
            self.fault("unreadable_text")
            return None
        return SurveyInstrument(
            id=id_,
            title=title,
            languages=self.languages,
            items=items,
            attributes=attributes,
            incident=incident,
            formula=formula,
            sha256=sha256,
        )

    def read_languages(self, value: object) -> tuple[str, ...]:
        found = [
            self.matching(one, LANGUAGE, "languages", at)
            for at, one in enumerate(self.entries(value, "languages", most=MOST_LANGUAGES))
        ]
        languages = tuple(one for one in found if one is not None)
        self.unique(languages, "languages")
        return languages

    def scales(self, value: object) -> dict[str, Scale]:
        entries = self.mapping(value, ("scales",))
        found = {}
        for name, entry in (entries or {}).items():
            scale = self.scale(entry, "scales", name)
            if scale is not None:
                found[name] = scale
        return found

    def scale(self, value: object, *where: str | int) -> Scale | None:
        entry = self.mapping(value, where, ("least", "most", "labels"))
        if entry is None:
            return None
        least = self.whole(entry.get("least"), *where, "least")
        most = self.whole(entry.get("most"), *where, "most")
        if least is None or most is None:
            return None
        if not (0 <= least < most <= HIGHEST):
            self.fault("scale_range", *where, least=least, most=most, highest=HIGHEST)
            return None
        labels = self.mapping(entry.get("labels"), (*where, "labels"), self.languages)
        found = {}
        for language in self.languages:
            words = self.entries((labels or {}).get(language), *where, "labels", language, most=99)
            texts = [self.text(one, *where, "labels", language, at) for at, one in enumerate(words)]
            if len(texts) != most - least + 1:
                expected = most - least + 1
                self.fault(
                    "labels_count", *where, "labels", language, count=len(texts), expected=expected
                )
            known = tuple(one for one in texts if one is not None)
            self.unique(known, *where, "labels", language)
            found[language] = known
        return Scale(least, most, found)

    def items(self, value: object, scales: Mapping[str, Scale]) -> tuple[SurveyItem, ...]:
        entries = self.entries(value, "items", most=MOST_ITEMS)
        found = [self.item(entry, scales, at) for at, entry in enumerate(entries)]
        items = tuple(item for item in found if item is not None)
        self.unique(tuple(item.code for item in items), "items")
        return items

    def item(self, value: object, scales: Mapping[str, Scale], at: int) -> SurveyItem | None:
        where = ("items", at)
        entry = self.mapping(value, where, _ITEM, _ITEM_MORE)
        if entry is None:
            return None
        code = self.matching(entry.get("code"), ITEM_CODE, *where, "code")
        kind = self.member(entry.get("kind"), SurveyKind, *where, "kind")
        also = self.also(entry, *where)
        text = self.texts(entry.get("text"), *where, "text")
        scale = scales.get(str(entry.get("scale")))
        if scale is None and "scale" in entry:
            self.fault("scale_unknown", *where, "scale", given=entry["scale"])
        flags = {
            name: self.flag(entry.get(name, default), *where, name)
            for name, default in (("reversed", False), ("unknown", True), ("shows_tariff", False))
        }
        if code is None or kind is None or text is None or scale is None:
            return None
        aspect = self.aspect(entry, (kind, *also), *where, "aspect")
        if SurveyKind.SKM in (kind, *also) and (scale.least, scale.most) != (1, 4):
            self.fault("skm_scale", *where, "scale", least=scale.least, most=scale.most)
        return SurveyItem(
            code=code,
            kind=kind,
            aspect=aspect,
            text=text,
            scale=scale,
            is_reversed=flags["reversed"],
            allows_unknown=flags["unknown"],
            also=also,
            shows_tariff=flags["shows_tariff"],
        )

    def also(self, entry: Document, *where: str | int) -> tuple[SurveyKind, ...]:
        if "also" not in entry:
            return ()
        values = self.entries(entry["also"], *where, "also", most=len(SurveyKind))
        read = [self.member(one, SurveyKind, *where, "also", at) for at, one in enumerate(values)]
        also = tuple(kind for kind in read if kind is not None)
        self.unique((str(entry.get("kind")), *also), *where, "also")
        return also

    def aspect(
        self, entry: Document, kinds: tuple[SurveyKind, ...], *where: str | int
    ) -> Aspect | None:
        given = entry.get("aspect")
        taken = set.intersection(*({*TAKEN[kind]} for kind in kinds))
        if given is None:
            if kinds != (SurveyKind.RATING,):
                self.fault("aspect_missing", *where, kinds=kinds)
            return None
        known: dict[str, Aspect] = {
            **{one.value: one for one in CorruptionAspect},
            **{one.value: one for one in ServiceElement},
        }
        aspect = known.get(given) if isinstance(given, str) else None
        if aspect not in taken:
            self.fault("aspect_not_of_kind", *where, given=given, kinds=kinds)
            return None
        return aspect

    def coverage(self, items: tuple[SurveyItem, ...]) -> None:
        """Every kind that is asked for must be asked for whole."""
        for kind in SurveyKind:
            there = {item.aspect for item in items if kind in item.kinds}
            for aspect in COVERED[kind] if there else ():
                if aspect not in there:
                    self.fault("aspect_not_covered", "items", kind=kind, aspect=aspect)

    def attributes(self, value: object) -> tuple[SurveyAttribute, ...]:
        entries = self.entries(value, "attributes", most=MOST_ATTRIBUTES, empty=True)
        found = [self.attribute(entry, at) for at, entry in enumerate(entries)]
        attributes = tuple(one for one in found if one is not None)
        self.unique(tuple(one.code for one in attributes), "attributes")
        return attributes

    def attribute(self, value: object, at: int) -> SurveyAttribute | None:
        where = ("attributes", at)
        entry = self.mapping(value, where, ("code", "text", "options"))
        if entry is None:
            return None
        code = self.matching(entry.get("code"), ATTRIBUTE_CODE, *where, "code")
        if code in RESERVED:
            self.fault("code_reserved", *where, "code", given=code)
        text = self.texts(entry.get("text"), *where, "text")
        options = []
        listed = self.entries(entry.get("options"), *where, "options", most=MOST_OPTIONS)
        for number, one in enumerate(listed):
            inside = (*where, "options", number)
            option = self.mapping(one, inside, ("key", "text")) or {}
            key = self.matching(option.get("key"), OPTION_KEY, *inside, "key") if option else None
            words = self.texts(option.get("text"), *inside, "text") if option else None
            if key is not None and words is not None:
                options.append(AttributeOption(key, words))
        self.unique(tuple(option.key for option in options), *where, "options")
        return SurveyAttribute(code, text, tuple(options)) if code and text else None

    # Values of one kind, each with its fault.

    def mapping(
        self,
        value: object,
        where: Where,
        needed: Iterable[str] | None = None,
        more: Iterable[str] = (),
    ) -> dict[str, Any] | None:
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            self.fault("not_a_mapping", *where)
            return None
        if needed is not None:
            expected = tuple(needed)
            for name in expected:
                if value.get(name) is None:
                    self.fault("missing", *where, name)
            for name in value:
                if name not in (*expected, *more):
                    self.fault("not_expected", *where, name)
        return dict(value)

    def entries(
        self, value: object, *where: str | int, most: int, empty: bool = False
    ) -> tuple[Any, ...]:
        """The entries; none where it is no list, which is a fault unless it is absent."""
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self.fault("not_a_list", *where)
            return ()
        if not value and not empty:
            self.fault("empty", *where)
        if len(value) > most:
            self.fault("too_many", *where, count=len(value), most=most)
        return tuple(value[:most])

    def texts(self, value: object, *where: str | int) -> Texts | None:
        """A sentence in every language of the form."""
        if value is None:
            return None
        entry = self.mapping(value, where, self.languages)
        if entry is None:
            return None
        found = {
            language: self.text(entry[language], *where, language)
            for language in self.languages
            if language in entry
        }
        return {language: text for language, text in found.items() if text is not None}

    def text(self, value: object, *where: str | int) -> str | None:
        if not isinstance(value, str) or not value.strip() or not is_plain(value):
            self.fault("not_text", *where)
            return None
        if len(value) > LONGEST_TEXT:
            self.fault("text_too_long", *where, longest=LONGEST_TEXT)
            return None
        return value.strip()

    def matching(self, value: object, pattern: re.Pattern[str], *where: str | int) -> str | None:
        """A name of the form that codes of its kind have; absence is told by `mapping`."""
        if value is None:
            return None
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self.fault("malformed", *where, given=value)
            return None
        return value

    def member(self, value: object, of: Callable[[str], _T], *where: str | int) -> _T | None:
        """One of the values of an enum."""
        if value is None:
            return None
        try:
            return of(value if isinstance(value, str) else "")
        except ValueError:
            self.fault("unknown_value", *where, given=value)
            return None

    def whole(self, value: object, *where: str | int) -> int | None:
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault("not_whole", *where, given=value)
            return None
        return value

    def flag(self, value: object, *where: str | int) -> bool:
        if not isinstance(value, bool):
            self.fault("not_a_flag", *where, given=value)
            return False
        return value

    def unique(self, values: tuple[str, ...], *where: str | int) -> None:
        for value in sorted({one for one in values if values.count(one) > 1}):
            self.fault("repeated", *where, given=value)
