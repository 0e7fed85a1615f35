"""Conflicts of interest: private interests, declarations and how far they are controlled.

UU 30/2014 art. 42-45; PermenPANRB 17/2024.
"""

from bening.domain.conflicts.codes import CaseState, Control, Kind, Level, Section, Source
from bening.domain.conflicts.interests import (
    ConflictRefused,
    Entry,
    Interests,
    with_entry,
    with_none,
    without_entry,
)
from bening.domain.conflicts.shares import share
from bening.domain.conflicts.states import CLOSED, OPEN, check_close, check_step

__all__ = [
    "CLOSED",
    "OPEN",
    "CaseState",
    "ConflictRefused",
    "Control",
    "Entry",
    "Interests",
    "Kind",
    "Level",
    "Section",
    "Source",
    "check_close",
    "check_step",
    "share",
    "with_entry",
    "with_none",
    "without_entry",
]
