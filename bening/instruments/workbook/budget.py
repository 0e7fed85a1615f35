"""How much of a workbook is read at most."""

from bening.instruments.workbook.refusals import WorkbookRefused

MOST_CELLS = 400_000
MOST_ELEMENTS = 3_000_000


class Budget:
    """What may still be read of the whole workbook."""

    def __init__(self) -> None:
        self.elements = MOST_ELEMENTS
        self.cells = MOST_CELLS

    def element(self, part: str) -> None:
        """Count an XML element of a part. Raises `WorkbookRefused`."""
        self.elements -= 1
        if self.elements < 0:
            raise WorkbookRefused("too_many_cells", part)

    def cell(self, part: str) -> None:
        """Count a filled cell of a part. Raises `WorkbookRefused`."""
        self.cells -= 1
        if self.cells < 0:
            raise WorkbookRefused("too_many_cells", part)
