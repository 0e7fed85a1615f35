"""Parts of a unit's public page, each brought by the feature that knows it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from bening.agencies.models import WorkUnit

Context = Callable[[WorkUnit], Mapping[str, Any] | None]
_parts: dict[str, tuple[str, Context]] = {}


def register(name: str, template: str, context: Context) -> None:
    """Adds a part; `context` returns None where there is nothing that everybody may see."""
    _parts[name] = (template, context)


def rendered(unit: WorkUnit) -> list[SafeString]:
    """The parts that say something about the unit, by name."""
    found = []
    for _name, (template, context) in sorted(_parts.items()):
        values = context(unit)
        if values is not None:
            found.append(render_to_string(template, dict(values)))
    return found
