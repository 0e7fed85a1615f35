"""One row of the table of states."""

from dataclasses import dataclass

from django.utils.functional import Promise

from bening.accounts.models import Role
from bening.programs.models.state import ProgramState as State


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed move.

    `documents` are kinds of `documents.OfficialDocument` that must be attached; `guards` names of
    conditions registered in `bening.programs.guards`; `needs_reason` where the move disappoints.
    `with_work` marks a move that happens only together with the work it closes (a review round,
    a panel): the program's page explains it and offers no button of its own.
    """

    name: str
    label: str | Promise
    source: State
    target: State
    roles: frozenset[Role]
    documents: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    needs_reason: bool = False
    with_work: bool = False

    @property
    def is_national(self) -> bool:
        """Whether it is the national team's alone: nobody else is told what still stands in it."""
        return self.roles == {Role.TPN}

    @property
    def act(self) -> str:
        """The audit act of this move."""
        return f"program.{self.name}"


def one(
    name: str, label: Promise, source: State, target: State, *roles: Role, **more: object
) -> Transition:
    """A row of the table, its roles as arguments."""
    return Transition(name, label, source, target, frozenset(roles), **more)  # type: ignore[arg-type]
