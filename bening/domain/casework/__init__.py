"""What every case of every channel shares: a term in days, its pauses, and when who is told."""

from bening.domain.casework.clock import (
    CaseworkRefused,
    ClockAct,
    ClockMove,
    ClockStanding,
    ClockState,
    DayKind,
    Mark,
    Term,
    check_move,
    standing,
)

__all__ = [
    "CaseworkRefused",
    "ClockAct",
    "ClockMove",
    "ClockStanding",
    "ClockState",
    "DayKind",
    "Mark",
    "Term",
    "check_move",
    "standing",
]
