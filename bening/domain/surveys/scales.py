"""The scale on which an index is written: IKM from 25 to 100, all others from 0 to 4."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.domain.surveys.instrument import SurveyKind


@dataclass(frozen=True, slots=True)
class IndexScale:
    """How an index from 0 to 4 is written: times `factor`, between `least` and `most`."""

    factor: int
    least: int
    most: int

    def value(self, index: Fraction | None) -> Fraction | None:
        """An index from 0 to 4 as it is written; None stays None."""
        return None if index is None else index * self.factor


OF_INDEX = IndexScale(1, 0, 4)
_SCALES: Mapping[SurveyKind, IndexScale] = {SurveyKind.SKM: IndexScale(25, 25, 100)}


def scale_of(kind: SurveyKind) -> IndexScale:
    """The scale of the index of a survey."""
    return _SCALES.get(kind, OF_INDEX)
