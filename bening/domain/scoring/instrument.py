"""The empty evaluation sheet (LKE) as frozen values: tree, questions, scales, formulas, minima.

Content comes from an instrument file; nothing here knows a weight or an official sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from bening.domain.scoring.expressions import Comparison, Expression

TOTAL = "TOTAL"


class Designation(StrEnum):
    """The titles a unit can be given, lower one first."""

    WBK = "wbk"
    WBBM = "wbbm"


class Level(StrEnum):
    """The levels of the sheet, from the top."""

    COMPONENT = "component"
    SUBCOMPONENT = "subcomponent"
    AREA = "area"
    INDICATOR = "indicator"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a scale; `value` is the share of the weight it earns, 0 to 1."""

    key: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class ChoiceScale:
    """Answered by one of a few options, the best first."""

    name: str
    options: tuple[Option, ...]

    def value(self, key: str) -> Fraction | None:
        """The share an option earns; None for a key that is not of this scale."""
        return next((option.value for option in self.options if option.key == key), None)


@dataclass(frozen=True, slots=True)
class RatioScale:
    """Answered by counts; the formula's result is cut to `low`..`high`."""

    name: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class IndexScale:
    """Answered by a survey index from `low` to `high`; its value is the index over `divisor`."""

    name: str
    low: Fraction
    high: Fraction
    divisor: Fraction


AnswerScale = ChoiceScale | RatioScale | IndexScale


@dataclass(frozen=True, slots=True)
class Criterion:
    """What must hold for an option of a question."""

    key: str
    text: str


class CountRole(StrEnum):
    """What a count is for beside the formula."""

    INFO = "info"
    PART = "part"


@dataclass(frozen=True, slots=True)
class CountInput:
    """A count that a ratio question asks for.

    `default` is a sum of parts, used where the count itself is not given; `same_as` is
    ``"code/input"`` of another question, offered as a first entry and free to differ.
    """

    id: str
    label: str
    whole: bool
    role: CountRole | None
    default: Expression | None
    same_as: str | None


@dataclass(frozen=True, slots=True)
class ZeroRule:
    """The value of a ratio that would divide by 0."""

    all_zero: Fraction
    otherwise: Fraction
    basis: str


@dataclass(frozen=True)
class Formula:
    """How counts become a ratio; `text` is the instrument's own spelling."""

    text: str
    expression: Expression
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    low: Fraction
    high: Fraction
    zero: ZeroRule

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The counts without which the ratio is unanswered, each once."""
        return tuple(dict.fromkeys((*self.numerator, *self.denominator)))


@dataclass(frozen=True, eq=False)
class Question:
    """One answered line of the sheet; `weight` is its share of the indicator, in points."""

    code: str
    text: str
    scale: AnswerScale
    weight: Fraction
    criteria: tuple[Criterion, ...]
    evidence: tuple[str, ...]
    inputs: tuple[CountInput, ...]
    formula: Formula | None
    consistency: tuple[Comparison, ...]
    guidance: str
    aspects: tuple[str, ...]
    similar_to: str | None
    indicator_code: str
    area_code: str | None
    area_number: int | None
    subcomponent_code: str
    component_code: str

    @cached_property
    def parts(self) -> frozenset[str]:
        """The ids of the counts that a total is made up from."""
        return frozenset(count.id for count in self.inputs if count.role is CountRole.PART)

    def input(self, id_: str) -> CountInput:
        """The count of that id. Raises KeyError where the question does not ask for it."""
        for count in self.inputs:
            if count.id == id_:
                return count
        raise KeyError(id_)


@dataclass(frozen=True, eq=False)
class Node:
    """A component, subcomponent, area or indicator; only indicators hold questions."""

    code: str
    name: str
    level: Level
    weight: Fraction
    parts: tuple["Node", ...]
    questions: tuple[Question, ...]
    area_number: int | None

    def all_questions(self) -> Iterator[Question]:
        """The questions below this node, in the order of the sheet."""
        yield from self.questions
        for part in self.parts:
            yield from part.all_questions()


class ThresholdScope(StrEnum):
    """What a minimum is compared with."""

    TOTAL = "total"
    COMPONENT = "component"
    SUBCOMPONENT = "subcomponent"
    INDICATOR = "indicator"
    EACH_COMBINED_AREA_RATIO = "each_combined_area_ratio"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A minimum for a designation: points, or for each combined area a share of its weight."""

    id: str
    scope: ThresholdScope
    ref: str
    minimum: Fraction
    index_minimum: Fraction | None
    combine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A condition for proposing a unit; it is not part of the score."""

    id: str
    of: str
    label: str
    kind: str
    wbk: str | int | bool
    wbbm: str | int | bool
    note: str


@dataclass(frozen=True, slots=True)
class Note:
    """A confirmation, a slip of the printed sheet, or a ruling, about codes of the instrument."""

    id: str
    about: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Regulation:
    """Where the instrument comes from."""

    id: str
    year: int
    amended_by: tuple[str, ...]
    replaces: str | None
    replaced_by: str | None
    verified: str


@dataclass(frozen=True, eq=False)
class Instrument:
    """An evaluation sheet as a versioned, read-only definition.

    `sha256` is the hash of the instrument file's bytes; `unanswered` is the value of a question
    without an answer; `prerequisites_basis` says which rules ask for the prerequisites. Two
    instruments are equal only when they are the same object.
    """

    id: str
    name: str
    sha256: str
    regulation: Regulation
    complete: bool
    unanswered: Fraction
    scales: Mapping[str, AnswerScale]
    components: tuple[Node, ...]
    thresholds: Mapping[Designation, tuple[Threshold, ...]]
    prerequisites: tuple[Prerequisite, ...]
    notes: tuple[Note, ...]
    prerequisites_basis: str

    @cached_property
    def nodes(self) -> tuple[Node | Question, ...]:
        """Every node and question in the order of the sheet, parents before children."""

        def walk(node: Node) -> Iterator[Node | Question]:
            yield node
            yield from node.questions
            for part in node.parts:
                yield from walk(part)

        return tuple(found for component in self.components for found in walk(component))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the order of the sheet."""
        return tuple(node for node in self.nodes if isinstance(node, Question))

    @cached_property
    def _questions_by_code(self) -> Mapping[str, Question]:
        return MappingProxyType({question.code: question for question in self.questions})

    @cached_property
    def _nodes_by_code(self) -> Mapping[str, Node]:
        return MappingProxyType({node.code: node for node in self.nodes if isinstance(node, Node)})

    def question(self, code: str) -> Question:
        """The question of an official code. Raises KeyError."""
        return self._questions_by_code[code]

    def has_question(self, code: str) -> bool:
        """Whether the sheet asks this code."""
        return code in self._questions_by_code

    def node(self, code: str) -> Node:
        """The component, subcomponent, area or indicator of a code. Raises KeyError."""
        return self._nodes_by_code[code]

    @cached_property
    def areas(self) -> tuple[Node, ...]:
        """The areas of all subcomponents in the order of the sheet."""
        found = (node for node in self.nodes if isinstance(node, Node))
        return tuple(node for node in found if node.level is Level.AREA)

    def notes_about(self, code: str) -> tuple[Note, ...]:
        """The notes that name a code, ``TOTAL``, ``thresholds.x`` or ``scales.x``."""
        return tuple(note for note in self.notes if code in note.about)

    @property
    def weight(self) -> Fraction:
        """The points of the whole sheet."""
        return sum((component.weight for component in self.components), Fraction())
