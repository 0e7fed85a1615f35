"""Rules of a risk register: the matrix, what an assessment must hold, indicators, quarters."""

from bening.domain.risks.assessing import (
    Adequacy,
    Assessment,
    Response,
    Standing,
    faults_of,
    is_beyond,
    quarters_over,
    standing_of,
)
from bening.domain.risks.matrix import DEFAULT, Level, Matrix, MatrixRefused, make_matrix

__all__ = [
    "DEFAULT",
    "Adequacy",
    "Assessment",
    "Level",
    "Matrix",
    "MatrixRefused",
    "Response",
    "Standing",
    "faults_of",
    "is_beyond",
    "make_matrix",
    "quarters_over",
    "standing_of",
]
