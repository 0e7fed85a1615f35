"""The matrix of candidates and criteria, as pages and the decree show it."""

from dataclasses import dataclass
from fractions import Fraction

from bening.selection.criteria import Weighed, weighted_score
from bening.selection.models import Candidate, CandidateScore, Criterion, SelectionRound


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate with its scores in the order of the criteria; `total` None while one is open."""

    candidate: Candidate
    scores: tuple[CandidateScore | None, ...]
    total: Fraction | None

    @property
    def name(self) -> str:
        return self.candidate.unit.name

    def as_mapping(self) -> dict[str, object]:
        """The row by name, for tables that sort: ``score_1`` is the first criterion's score."""
        figures = {name: getattr(self.candidate, name) for name in ("budget", "staff", "users")}
        scores = {
            f"score_{place}": one.score if one else None
            for place, one in enumerate(self.scores, start=1)
        }
        return {
            "row": self,
            "name": self.name,
            "total": self.total,
            "verdict": self.candidate.verdict,
            **figures,
            **scores,
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """All candidates of a round, best total first, those still open last."""

    criteria: tuple[Criterion, ...]
    rows: tuple[Row, ...]


def matrix_of(round_: SelectionRound) -> Matrix:
    """The matrix in three queries, whatever its size."""
    criteria = tuple(round_.criteria.items.all())
    weighed = [Weighed(str(one.pk), one.weight, one.highest) for one in criteria]
    rows = []
    for candidate in round_.candidates.select_related("unit").prefetch_related("scores"):
        given = {score.criterion_id: score for score in candidate.scores.all()}
        total = weighted_score(weighed, {str(key): one.score for key, one in given.items()})
        rows.append(Row(candidate, tuple(given.get(one.pk) for one in criteria), total))
    rows.sort(key=lambda row: (row.total is None, -(row.total or 0), row.name))
    return Matrix(criteria, tuple(rows))
