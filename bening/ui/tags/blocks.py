"""Parts that hold other parts: notes, dialogs, empty states, help."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from bening.ui.tags import icons

register = template.Library()

NOTE_ICONS = {
    "info": "info-circle",
    "caution": "exclamation-triangle",
    "unmet": "x-lg",
    "": "info-circle",
}


@register.simple_block_tag
def note(
    content: SafeString,
    kind: str = "",
    *,
    icon: str = "",
    role: str = "",
    id: str = "",  # noqa: A002
) -> SafeString:
    """A message inside a page; its prose stands in a <div>, a button may follow."""
    return format_html(
        '<div class="b-note{}"{}{}>{}{}</div>',
        f" b-note--{kind}" if kind else "",
        format_html(' id="{}"', id) if id else "",
        format_html(' role="{}"', role) if role else "",
        icons.icon(icon or NOTE_ICONS[kind]),
        content,
    )


@register.simple_block_tag
def dialog(
    content: SafeString,
    id: str,  # noqa: A002
    title: str,
    *,
    wide: bool = False,
) -> SafeString:
    """A native dialog, opened by `data-dialog-open`."""
    return format_html(
        '<dialog class="b-dialog{}" id="{}" aria-labelledby="{}-judul"><div class="b-dialog__body">'
        '<h2 id="{}-judul">{}</h2>{}</div></dialog>',
        " b-dialog--wide" if wide else "",
        id,
        id,
        id,
        title,
        content,
    )


@register.simple_block_tag
def emptystate(
    content: SafeString, title: str = "", *, level: int = 0, plain: bool = False, tag: str = "h3"
) -> SafeString:
    """What stands where there is nothing yet. The vessel is filled to `level` per cent."""
    if plain:
        said = format_html("<p><b>{}</b></p>", title) if title else ""
        return format_html('<div class="b-empty b-empty--plain">{}{}</div>', said, content)
    water = round(min(max(level, 0), 100) * 44 / 100)
    vessel = format_html(
        '<svg viewBox="0 0 56 56" aria-hidden="true">'
        '<path class="b-vessel__w" d="M13 {}h30v{}h-30z"/>'
        '<path class="b-vessel" d="M13 6v44h30V6"/>'
        '<path class="b-vessel__t" d="M43 17h-7M43 14.5h-7M43 24h-7"/></svg>',
        50 - water,
        water,
    )
    heading = format_html("<{0}>{1}</{0}>", tag, title) if title else ""
    return format_html('<div class="b-empty">{}{}{}</div>', vessel, heading, content)


@register.simple_block_tag
def helppanel(
    content: SafeString,
    title: str,
    *,
    open: bool = False,  # noqa: A002
    href: str = "",
) -> SafeString:
    """Help beside what it explains, folded until wanted."""
    more = (
        format_html('<p><a href="{}">{}</a></p>', href, gettext("Baca panduan lengkap"))
        if href
        else ""
    )
    return format_html(
        '<details class="b-disc b-help"{}><summary>{}<span>{}</span></summary>'
        '<div class="b-help__body">{}{}</div></details>',
        mark_safe(" open") if open else "",
        icons.icon("question-circle"),
        title,
        content,
        more,
    )
