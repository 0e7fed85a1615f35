"""Tables of the program: its state and steps, the days they are due, titles given."""

from bening.programs.models.award import Award
from bening.programs.models.designation import Designation
from bening.programs.models.program import ZoneProgram
from bening.programs.models.state import ProgramState
from bening.programs.models.step import CycleDate, ProgramStep

__all__ = ["Award", "CycleDate", "Designation", "ProgramState", "ProgramStep", "ZoneProgram"]
