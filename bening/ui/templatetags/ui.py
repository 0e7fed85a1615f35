"""Tags and filters of the interface kit: `{% load ui %}`. `bening/ui/README.md` lists them all."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bening.ui.icons import ICONS

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite: decoration, or a picture with a name where `label` says what it means."""
    if name not in ICONS:
        if settings.DEBUG:
            message = f"bening/ui/icons.py does not list the icon {name!r}"
            raise template.TemplateSyntaxError(message)
        name = "circle"
    meaning = (
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="b-icon{}" {}><use href="{}#i-{}"></use></svg>',
        f" {css}" if css else "",
        meaning,
        static("ui/icons.svg"),
        name,
    )
