"""A row of the matrix: what is done, from which start, by whoever acts."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from bening.accounts.models import Person
from tests.features.refusals.life.people import LifeCast

Scene = Callable[[LifeCast], SimpleNamespace]
"""Makes the start that some rows share; every person of the matrix acts on a copy of it."""
Act = Callable[[SimpleNamespace, Person], object]


@dataclass(frozen=True, slots=True)
class Row:
    """`scene` is the start; `act` what `by` tries."""

    scene: Scene
    act: Act


def rows(scene: Scene, **acts: Act) -> dict[str, Row]:
    """Rows of one start, by `function` or `function__word` where a function has several."""
    return {_named(name): Row(scene, act) for name, act in acts.items()}


def _named(name: str) -> str:
    function, _, word = name.partition("__")
    return f"{function} {word.replace('_', ' ')}".strip()
