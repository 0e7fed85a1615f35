"""The questions of a sheet page: `{% load questions %}`.

`{% questions section.cards %}` draws cards in turn: a folded one from its skeleton, any other from
its template, and the two versions instead where somebody must choose between them (`versus`).
`{% part "name" %}` stands inside those templates for what is drawn anew for each sheet.
"""

from django import template
from django.template import Engine
from django.template.base import FilterExpression, Parser, Template, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from bening.evaluations.pages.card import Card
from bening.evaluations.pages.skeletons import (
    FROM_PAGE,
    PARTS,
    TEMPLATE,
    escaped,
    mark,
    skeleton_of,
)

VERSUS = "evaluations/_versus.html"

register = template.Library()


class QuestionsNode(template.Node):
    """Draws cards one after the other."""

    def __init__(self, cards: FilterExpression) -> None:
        self.cards = cards

    def render(self, context: Context) -> SafeString:
        """The HTML of the cards; `versus` is shown for the one with its code."""
        versus = getattr(context.get("versus"), "code", None)
        of_page = {name: escaped(context[name]) for name in FROM_PAGE}
        base = context["page"].wanted.base
        drawn = []
        for card in self.cards.resolve(context):
            if card.code == versus:
                drawn.append(_drawn(context, VERSUS, card))
            elif card.is_plain:
                drawn.append(_filled(context, card, of_page, base))
            else:
                drawn.append(_drawn(context, TEMPLATE, card))
        return mark_safe("".join(drawn))  # noqa: S308 (what templates rendered)


class PartNode(template.Node):
    """A part by its name; in a skeleton the mark of its slot."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        """The part for the card of the context."""
        if "as_skeleton" in context:
            return mark(self.name)
        return str(_template(PARTS[self.name]).render(context))


def _filled(context: Context, card: Card, of_page: dict[str, str], base: str) -> str:
    def part(name: str) -> str:
        return _drawn(context, PARTS[name], card)

    skeleton = skeleton_of(card, sheet_id=str(context["sheet_id"]), base=base)
    return skeleton.filled(card, of_page, part)


def _drawn(context: Context, name: str, card: Card) -> str:
    with context.push(card=card):
        return str(_template(name).render(context))


def _template(name: str) -> Template:
    return Engine.get_default().get_template(name)


@register.tag
def questions(parser: Parser, token: Token) -> template.Node:
    """`{% questions section.cards %}`."""
    return QuestionsNode(parser.compile_filter(token.split_contents()[1]))


@register.tag
def part(_parser: Parser, token: Token) -> template.Node:
    """`{% part "name" %}`, one of `PARTS`."""
    name = token.split_contents()[1].strip("\"'")
    if name not in PARTS:
        message = f"no part of a question is named {name!r}"
        raise template.TemplateSyntaxError(message)
    return PartNode(name)
