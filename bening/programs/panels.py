"""Parts of the program's page, each brought by the feature that knows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from bening.accounts.models import Person
from bening.programs.models import ZoneProgram

Context = Callable[[ZoneProgram, Person, datetime], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """One part: `context` returns None where it has nothing to say to this person."""

    name: str
    template: str
    context: Context
    order: int


_panels: dict[str, Panel] = {}


def register(name: str, template: str, context: Context, order: int = 100) -> None:
    """Adds a part; one of the same name replaces it."""
    _panels[name] = Panel(name, template, context, order)


def rendered(program: ZoneProgram, person: Person, now: datetime) -> list[SafeString]:
    """The parts that say something, in their order."""
    found = []
    for panel in sorted(_panels.values(), key=lambda each: (each.order, each.name)):
        values = panel.context(program, person, now)
        if values is not None:
            found.append(render_to_string(panel.template, {"program": program, **values}))
    return found
