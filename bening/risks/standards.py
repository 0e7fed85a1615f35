"""The matrix and the appetite of an agency, and the figures of a register on them."""

from dataclasses import dataclass
from uuid import UUID

from bening.domain.risks import DEFAULT, Level, Matrix, is_beyond, make_matrix
from bening.risks.models import LevelChoice, Risk, RiskSetting


@dataclass(frozen=True, slots=True)
class Standard:
    """What risks of an agency are measured by."""

    matrix: Matrix
    appetite: Level

    @property
    def appetite_word(self) -> str:
        """The appetite in words."""
        return str(LevelChoice(self.appetite).label)

    def left(self, risk: Risk) -> Level | None:
        """The level that remains with the existing control; None before it is assessed."""
        if risk.left_likelihood is None or risk.left_impact is None:
            return None
        return self.matrix.level(risk.left_likelihood, risk.left_impact)

    def left_word(self, risk: Risk) -> str:
        """The level that remains, in words; empty before it is assessed."""
        level = self.left(risk)
        return "" if level is None else str(LevelChoice(level).label)

    def is_beyond(self, risk: Risk) -> bool:
        """Whether what remains is above the appetite."""
        if risk.left_likelihood is None or risk.left_impact is None:
            return False
        return is_beyond(self.matrix, (risk.left_likelihood, risk.left_impact), self.appetite)


def standard_of(agency_id: UUID) -> Standard:
    """The agency's own standard; the default matrix and the appetite "low" where it has none."""
    own = RiskSetting.objects.filter(agency_id=agency_id).first()
    if own is None:
        return Standard(matrix=DEFAULT, appetite=Level.LOW)
    return Standard(matrix=make_matrix(own.ranks, own.bands), appetite=Level(own.appetite))
