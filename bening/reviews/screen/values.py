"""Values of a column in a few characters, with the points they earn."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bening.domain.reviewing import NOTHING, Held
from bening.domain.scoring import (
    Answer,
    ChoiceScale,
    IndexScale,
    Instrument,
    Question,
    ScoreSummary,
    score,
)
from bening.evaluations.pages.cards import answer_shown
from bening.reviews.dossier import answers_of
from bening.reviews.queries import Column
from bening.ui.figures import decimal_text


@dataclass(frozen=True, slots=True)
class Shown:
    """A value: option, index or percentage (empty: none), its points and its criterion."""

    key: str
    points: str
    criterion: str = ""


class Valued:
    """A visible column with its exact score; worked out when first asked for."""

    def __init__(self, instrument: Instrument, column: Column) -> None:
        self.instrument, self.column = instrument, column

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The values as the scorer takes them."""
        return answers_of(self.instrument, self.column.values)

    @cached_property
    def summary(self) -> ScoreSummary:
        """The score of all values of the column."""
        return score(self.instrument, self.answers)

    def held(self, code: str) -> Held:
        """The value of a question, carried forward where the column has none of its own."""
        return self.column.values.get(code, NOTHING)

    def shown(self, question: Question) -> Shown:
        """The value of a question."""
        node = self.summary.node(question.code)
        key = answer_shown(self.answers.get(question.code), node.ratio)
        return Shown(
            key, decimal_text(node.score), criterion_of(question, self.held(question.code))
        )


def criterion_of(question: Question, held: Held) -> str:
    """The words of a chosen option; empty for other values."""
    return next((one.text for one in question.criteria if one.key == held.value), "")


def kind_of_question(question: Question) -> str:
    """How it is answered: ``choice``, ``ratio`` or ``index``."""
    if question.formula is not None:
        return "ratio"
    return "index" if isinstance(question.scale, IndexScale) else "choice"


def is_above(question: Question, claimed: Held, proposed: str) -> bool:
    """Whether a claimed option earns more than the one that the frozen fact proposes."""
    if not isinstance(question.scale, ChoiceScale) or not proposed:
        return False
    claim, fact = question.scale.value(claimed.value), question.scale.value(proposed)
    return claim is not None and fact is not None and Fraction(claim) > Fraction(fact)
