"""Pieces of a page that follow from a few values alone, drawn once for equal values.

`{% piece "evaluations/_limit.html" limit=limit target=panel.meter_target %}` draws the template
with these values and nothing else, neither request nor person. What it draws is kept by the
template, the values, the language and the time zone.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import get_template
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

register = template.Library()

MOST_KEPT = 4096
Values = tuple[tuple[str, Hashable], ...]


@lru_cache(maxsize=MOST_KEPT)
def _drawn(name: str, values: Values, _language: str | None, _zone: str) -> str:
    """The template filled with the values; language and zone are those in use."""
    engine_template: Any = get_template(name)
    return str(engine_template.template.render(Context(dict(values))))


class PieceNode(template.Node):
    """One piece. Raises TypeError for a value that may change: it cannot stand for its words."""

    def __init__(self, name: str, values: dict[str, FilterExpression]) -> None:
        self.name, self.values = name, tuple(values.items())

    def render(self, context: Context) -> str:
        values = tuple((name, value.resolve(context)) for name, value in self.values)
        return _drawn(self.name, values, get_language(), get_current_timezone_name())


@register.tag
def piece(parser: Parser, token: Token) -> template.Node:
    """`{% piece "template" name=value … %}`."""
    _tag, name, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits or name[0] not in "\"'":
        message = "piece takes the name of a template and values by name"
        raise template.TemplateSyntaxError(message)
    return PieceNode(name.strip("\"'"), values)
