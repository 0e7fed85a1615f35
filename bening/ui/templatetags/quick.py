"""`{% translate %}` for pages that say the same words a thousand times: `{% load i18n quick %}`.

A plain literal is looked up once for each language; every other form is Django's own tag.
"""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.templatetags.i18n import do_translate
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = template.Library()


class QuickWords(template.Node):
    """A literal in the reader's language, escaped."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.told: dict[str | None, SafeString] = {}

    def render(self, _context: Any) -> SafeString:
        """The words; a language seen before costs a look into a dictionary."""
        language = get_language()
        found = self.told.get(language)
        if found is None:
            found = self.told[language] = escape(gettext(self.message))
        return found


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """As Django's tag; faster where it is given one literal and nothing else."""
    parts = token.split_contents()
    is_plain = len(parts) == 2 and parts[1][0] == parts[1][-1] and parts[1][0] in "\"'"
    if not is_plain or "%" in parts[1] or "|" in parts[1]:
        node: template.Node = do_translate(parser, token)
        return node
    return QuickWords(parts[1][1:-1])
