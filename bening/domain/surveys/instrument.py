"""A survey form as frozen values: its items, each tagged with the aspect that it measures.

Wording and scales come from an instrument file. What stands here is which surveys there are and
what each must cover: PermenPANRB 90/2021, Annex I, for the five aspects of SPAK; PermenPANRB
14/2017 for the nine elements of SKM, which SPKP follows and widens by openness.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Texts = Mapping[str, str]
"""One sentence in every language of the form, by language code."""


class SurveyKind(StrEnum):
    """What a survey measures; one form may serve several."""

    SPAK = "spak"
    SPKP = "spkp"
    SKM = "skm"
    RATING = "rating"


class CorruptionAspect(StrEnum):
    """The aspects of SPAK."""

    DISCRIMINATION = "discrimination"
    SERVICE_FRAUD = "service_fraud"
    GIFTS = "gifts"
    BROKERING = "brokering"
    ILLEGAL_LEVIES = "illegal_levies"


class ServiceElement(StrEnum):
    """The elements of SKM, known by name since forms number them differently; and openness."""

    REQUIREMENTS = "requirements"
    PROCEDURE = "procedure"
    TIME = "time"
    FEE = "fee"
    PRODUCT = "product"
    COMPETENCE = "competence"
    CONDUCT = "conduct"
    FACILITIES = "facilities"
    COMPLAINTS_HANDLING = "complaints_handling"
    OPENNESS = "openness"


Aspect = CorruptionAspect | ServiceElement

NINE_ELEMENTS = tuple(e for e in ServiceElement if e is not ServiceElement.OPENNESS)

COVERED: Mapping[SurveyKind, tuple[Aspect, ...]] = {
    SurveyKind.SPAK: tuple(CorruptionAspect),
    SurveyKind.SPKP: tuple(ServiceElement),
    SurveyKind.SKM: NINE_ELEMENTS,
    SurveyKind.RATING: (),
}
"""The aspects that a form must ask about, by each kind of survey it serves."""

TAKEN: Mapping[SurveyKind, tuple[Aspect, ...]] = {
    **COVERED,
    SurveyKind.SKM: tuple(ServiceElement),
}
"""The aspects that an item of a kind may be tagged with; SKM may be widened, then weighs 1/n."""


class IndexFormula(StrEnum):
    """How answers become an index from 0 to 4.

    SHARE_OF_MOST: 4 x mean / highest answer of the scale, for each item; the mean of its items for
    an aspect; the mean of all aspects, equally weighted, for the index.
    """

    SHARE_OF_MOST = "share-of-most"


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole answers from `least` to `most`, both included; labels by language, lowest first."""

    least: int
    most: int
    labels: Mapping[str, tuple[str, ...]]

    def takes(self, value: int) -> bool:
        """Whether a value is one of this scale."""
        return self.least <= value <= self.most

    def label(self, value: int, language: str) -> str:
        """The words of one answer."""
        return self.labels[language][value - self.least]

    @property
    def values(self) -> range:
        """Every answer, lowest first."""
        return range(self.least, self.most + 1)


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """One line of a form.

    `kind` is the survey it was written for, `also` are others that count it too (an element of SKM
    is one of SPKP). `aspect` is None for a rating only. `is_reversed`: agreeing is bad, so the
    answer is turned around before it is scored. `shows_tariff`: the official tariff stands beside.
    """

    code: str
    kind: SurveyKind
    aspect: Aspect | None
    text: Texts
    scale: Scale
    is_reversed: bool = False
    allows_unknown: bool = True
    also: tuple[SurveyKind, ...] = ()
    shows_tariff: bool = False

    @property
    def kinds(self) -> tuple[SurveyKind, ...]:
        """Every survey that counts this item."""
        return (self.kind, *self.also)

    def scored(self, value: int) -> int:
        """An answer as it counts: turned around where the item is reversed."""
        return self.scale.least + self.scale.most - value if self.is_reversed else value


@dataclass(frozen=True, slots=True)
class AttributeOption:
    """One possible answer about the respondent."""

    key: str
    text: Texts


@dataclass(frozen=True, slots=True)
class SurveyAttribute:
    """What a form asks about the respondent; it may always be left blank."""

    code: str
    text: Texts
    options: tuple[AttributeOption, ...]

    def takes(self, key: str) -> bool:
        """Whether a key is one of its options."""
        return any(option.key == key for option in self.options)


@dataclass(frozen=True)
class SurveyInstrument:
    """One version of a form. `languages` has the one shown first at its head.

    `incident` is the question whether money or gifts were asked for, kept apart from perception;
    None where the form has none. `sha256` names the version: of the file's bytes, or of the
    canonical text of the document where it came without a file.
    """

    id: str
    title: Texts
    languages: tuple[str, ...]
    items: tuple[SurveyItem, ...]
    attributes: tuple[SurveyAttribute, ...]
    incident: Texts | None
    formula: IndexFormula
    sha256: str

    @cached_property
    def kinds(self) -> tuple[SurveyKind, ...]:
        """The surveys that this form serves, in the order of `SurveyKind`."""
        there = {kind for item in self.items for kind in item.kinds}
        return tuple(kind for kind in SurveyKind if kind in there)

    @cached_property
    def _by_code(self) -> Mapping[str, SurveyItem]:
        return {item.code: item for item in self.items}

    @cached_property
    def _attributes(self) -> Mapping[str, SurveyAttribute]:
        return {attribute.code: attribute for attribute in self.attributes}

    def item(self, code: str) -> SurveyItem | None:
        """The item of a code; None for a code that is not of this form."""
        return self._by_code.get(code)

    def attribute(self, code: str) -> SurveyAttribute | None:
        """The attribute of a code; None for a code that is not of this form."""
        return self._attributes.get(code)

    def items_of(self, kind: SurveyKind) -> tuple[SurveyItem, ...]:
        """The items that count for a survey, in the order of the form."""
        return tuple(item for item in self.items if kind in item.kinds)

    def aspects_of(self, kind: SurveyKind) -> tuple[Aspect | None, ...]:
        """The aspects that a survey measures with this form, in the order of their first item."""
        return tuple(dict.fromkeys(item.aspect for item in self.items_of(kind)))
