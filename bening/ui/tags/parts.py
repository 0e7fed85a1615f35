"""Smaller parts of a page: states, filters, steps, history, a place for files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bening.ui.context import initials
from bening.ui.figures import inside_a_sentence
from bening.ui.tags import icons

register = template.Library()


@register.simple_tag
def tag(text: str, kind: str = "", icon: str = "") -> SafeString:
    """A state in a word; `kind` is water, unmet, earned, solid or draft."""
    return format_html(
        '<span class="b-tag{}">{}{}</span>',
        f" b-tag--{kind}" if kind else "",
        icons.icon(icon) if icon else "",
        text,
    )


@register.inclusion_tag("ui/_choices.html")
def chips(items: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """Filters with counts."""
    return {"items": items, "label": label, "group": "b-chips", "one": "b-chip"}


@register.inclusion_tag("ui/_choices.html")
def segments(
    items: Iterable[Mapping[str, Any]], label: str = "", *, small: bool = False
) -> dict[str, Any]:
    """A choice of views side by side."""
    group = "b-seg b-seg--sm" if small else "b-seg"
    return {"items": items, "label": label, "group": group, "one": ""}


@register.inclusion_tag("ui/_steps.html")
def steps(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A guided start: numbered steps, done, now, later."""
    return {"items": items}


@register.inclusion_tag("ui/_timeline.html")
def timeline(entries: Iterable[Any], empty: str = "") -> dict[str, Any]:
    """History or discussion, in the order given."""
    return {"entries": entries, "empty": empty}


@register.filter("initials")
def initials_of(name: str) -> str:
    """Two capitals for an avatar."""
    return initials(str(name))


register.filter("inside", inside_a_sentence)


@register.inclusion_tag("ui/_drop.html", takes_context=True)
def drop(
    context: template.Context,
    url: str,
    *,
    name: str = "files",
    id: str = "b-drop",  # noqa: A002
    accept: str = "",
    hint: str = "",
    camera: bool = False,
    multiple: bool = True,
) -> dict[str, Any]:
    """A place for files: one plain form post, which `drop.js` makes a drop zone with progress."""
    return {
        "url": url,
        "name": name,
        "id": id,
        "accept": accept,
        "hint": hint,
        "camera": camera,
        "multiple": multiple,
        "csrf_token": context.get("csrf_token"),
    }
