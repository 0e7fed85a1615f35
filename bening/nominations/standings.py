"""What earlier stages found, as letters and lists show it."""

from collections.abc import Sequence
from uuid import UUID

from bening.documents import spelling
from bening.programs.models import ZoneProgram
from bening.reviews.models import ReviewStage
from bening.reviews.results import final_result


def tpi_totals(programs: Sequence[ZoneProgram]) -> dict[UUID, str]:
    """The total of TPI's last closed round of each program, written with two decimals."""
    found = {}
    for program in programs:
        result = final_result(program, ReviewStage.TPI)
        if result is not None:
            found[program.pk] = spelling.points(result.summary.total)
    return found
