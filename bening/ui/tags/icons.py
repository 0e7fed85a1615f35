"""Icons of the sprite."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bening.ui.icons import ICONS

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite: decoration, or a picture where `label` says what it means."""
    if name not in ICONS:
        if settings.DEBUG:
            message = f"bening/ui/icons.py does not list the icon {name!r}"
            raise template.TemplateSyntaxError(message)
        name = "circle"
    return _drawn(name, str(label), css, _sprite(settings.STATIC_URL))


@lru_cache(maxsize=4)
def _sprite(_under: str) -> str:
    """The address of the sprite; a page names it some sixty times."""
    return static("ui/icons.svg")


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str, css: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="b-icon{}" {}><use href="{}#i-{}"></use></svg>',
        f" {css}" if css else "",
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"'),
        sprite,
        name,
    )
