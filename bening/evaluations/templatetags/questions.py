"""The questions of a sheet page: `{% load questions %}`.

`{% question %}` draws `card`: a folded one from its skeleton, an opened one from its template.
`{% part "name" %}` stands inside that template for a part that is drawn anew for each sheet.
"""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context

from bening.evaluations.pages.cards import Card
from bening.evaluations.pages.skeletons import FROM_PAGE, PARTS, TEMPLATE, mark, skeleton_of

register = template.Library()


class QuestionNode(template.Node):
    """Draws `card` of the context."""

    def render(self, context: Context) -> str:
        card: Card = context["card"]
        if not card.is_plain:
            return str(_template(context, TEMPLATE).render(context))
        sheet_id = str(context["sheet_id"])
        skeleton = skeleton_of(card, sheet_id=sheet_id, base=context["page"].wanted.base)

        def value(name: str) -> Any:
            if name in PARTS:
                return _template(context, PARTS[name]).render(context)
            return context[name] if name in FROM_PAGE else getattr(card, name)

        return skeleton.filled(value)


class PartNode(template.Node):
    """A part by its name; in a skeleton the mark of its slot."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        if "as_skeleton" in context:
            return mark(self.name)
        return str(_template(context, PARTS[self.name]).render(context))


def _template(context: Context, name: str) -> Any:
    assert context.template is not None
    return context.template.engine.get_template(name)


@register.tag
def question(_parser: Parser, _token: Token) -> template.Node:
    """`{% question %}`."""
    return QuestionNode()


@register.tag
def part(_parser: Parser, token: Token) -> template.Node:
    """`{% part "name" %}`, one of `PARTS`."""
    name = token.split_contents()[1].strip("\"'")
    if name not in PARTS:
        message = f"no part of a question is named {name!r}"
        raise template.TemplateSyntaxError(message)
    return PartNode(name)
