"""Tags and filters of the interface kit: `{% load ui %}`. `bening/ui/README.md` lists them all."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from bening.ui import figures
from bening.ui.chart import Chart, line_chart
from bening.ui.context import initials
from bening.ui.forms import ShownField, shown_field
from bening.ui.icons import ICONS
from bening.ui.meter import Target, meter_svg
from bening.ui.tables import Table

register = template.Library()

register.filter("points", figures.decimal_text)
register.filter("percent", figures.percent_text)
register.filter("size", figures.size_text)
register.filter("clock", figures.clock_text)
register.filter("day", figures.day_text)
register.filter("weekday", figures.weekday_text)
register.filter("when", figures.when_text)
register.filter("days", figures.days_text)


@register.filter
def number(value: object) -> str:
    """A whole number with thousands signs: 12.345."""
    return figures.decimal_text(value, 0)


@register.filter
def shortday(value: date) -> str:
    """Day and month: 20 Apr."""
    return figures.short_day_text(value)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite: decoration, or a picture where `label` says what it means."""
    return _icon_svg(name, str(label), css)


@functools.lru_cache(maxsize=1024)
def _icon_svg(name: str, label: str, css: str) -> SafeString:
    if name not in ICONS:
        if settings.DEBUG:
            message = f"bening/ui/icons.py does not list the icon {name!r}"
            raise template.TemplateSyntaxError(message)
        name = "circle"
    return _use(name, str(label), css, static("ui/icons.svg"))


@lru_cache(maxsize=1024)
def _use(name: str, label: str, css: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="b-icon{}" {}><use href="{}#i-{}"></use></svg>',
        f" {css}" if css else "",
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"'),
        sprite,
        name,
    )


@register.simple_tag
def moment(at: datetime | date | None, css: str = "") -> SafeString | str:
    """A `<time>` in its short form, with the whole date on hover."""
    if at is None:
        return figures.MISSING
    whole = figures.full_text(at) if isinstance(at, datetime) else figures.weekday_text(at)
    return format_html(
        '<time{} datetime="{}" title="{}">{}</time>',
        format_html(' class="{}"', css) if css else "",
        at.isoformat(),
        whole,
        figures.when_text(at),
    )


# Scores -------------------------------------------------------------------------------------------


@register.simple_tag
def meter(
    value: object,
    *,
    max: object = 100,  # noqa: A002
    low: object = None,
    high: object = None,
    target: Target = "",
    variant: str = "cell",
    whatif: object = None,
    label: str = "",
    low_name: str = "WBK",
    high_name: str = "WBBM",
) -> SafeString:
    """The meter with threshold marks; see `bening.ui.meter`."""
    return meter_svg(
        value,
        most=max,
        low=low,
        high=high,
        target=target,
        variant=variant,
        whatif=whatif,
        label=label,
        low_name=low_name,
        high_name=high_name,
    )


@register.simple_tag
def gap(amount: object, target: str = "") -> SafeString | str:
    """What is missing: `kurang 1,14`, or with a target a sentence that names it."""
    missing = figures.shortfall_text(amount)
    if not missing:
        return ""
    words = (
        gettext("Kurang %(amount)s untuk %(target)s.") % {"amount": missing, "target": target}
        if target
        else gettext("kurang %(amount)s") % {"amount": missing}
    )
    return format_html('<span class="b-gap">{}</span>', words)


@register.simple_tag
def gain(points: object) -> SafeString:
    """What a step adds: +0,50."""
    amount = figures.exact(points)
    sign = "+" if amount is not None and amount >= 0 else ""
    return format_html('<span class="b-gain">{}{}</span>', sign, figures.decimal_text(points))


@register.inclusion_tag("ui/_score.html")
def score(value: object, of: str = "", *, lead: bool = False, gap: object = None) -> dict[str, Any]:
    """The big number, with what it is out of or what is missing."""
    return {"value": value, "of": of, "lead": lead, "gap": gap}


@register.inclusion_tag("ui/_limit.html")
def limit(
    name: str,
    value: object,
    *,
    low: object = None,
    high: object = None,
    max: object = 100,  # noqa: A002
    target: Target = "low",
    low_name: str = "WBK",
    high_name: str = "WBBM",
) -> dict[str, Any]:
    """One threshold as a row: name, what is missing, value and minimum, meter."""
    actual = figures.exact(value)
    minimum = figures.exact(high if target == "high" else low)
    missing = None
    if actual is not None and minimum is not None and actual < minimum:
        missing = minimum - actual
    return {
        "name": name,
        "value": actual,
        "shown": figures.decimal_text_beside(actual, minimum),
        "minimum": figures.short_text(minimum),
        "missing": missing,
        "low": low,
        "high": high,
        "max": max,
        "target": target,
        "target_name": high_name if target == "high" else low_name,
        "low_name": low_name,
        "high_name": high_name,
    }


@register.inclusion_tag("ui/_chart.html")
def linechart(
    points: Sequence[tuple[str, object]],
    *,
    id: str,  # noqa: A002
    title: str,
    low: object = None,
    high: object = None,
    plan: tuple[str, object] | None = None,
    low_name: str = "WBK",
    high_name: str = "WBBM",
    column: str = "",
) -> dict[str, Any]:
    """A small line chart with its table of data; nothing without points."""
    chart: Chart | None = line_chart(
        points, low=low, high=high, plan=plan, low_name=low_name, high_name=high_name
    )
    return {"chart": chart, "id": id, "title": title, "column": column}


# Text bits ----------------------------------------------------------------------------------------


@register.simple_tag
def tag(text: str, kind: str = "", icon: str = "") -> SafeString:
    """A state in a word; `kind` is water, unmet, earned, solid or draft."""
    return format_html(
        '<span class="b-tag{}">{}{}</span>',
        f" b-tag--{kind}" if kind else "",
        _icon(icon) if icon else "",
        text,
    )


_icon = icon


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


# Blocks -------------------------------------------------------------------------------------------

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
        _icon(icon or NOTE_ICONS[kind]),
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
        return format_html('<div class="b-empty b-empty--plain">{}</div>', content)
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
        _icon("question-circle"),
        title,
        content,
        more,
    )


# Forms and tables ---------------------------------------------------------------------------------


@register.inclusion_tag("ui/_field.html")
def field(
    bound: BoundField,
    *,
    label: str = "",
    help: str = "",  # noqa: A002
    prefix: str = "",
    suffix: str = "",
    rows: int = 0,
    small: bool = False,
    css: str = "",
) -> dict[str, Any]:
    """A form field with label, help and error."""
    shown: ShownField = shown_field(
        bound,
        label=label,
        help_text=help,
        prefix=prefix,
        suffix=suffix,
        rows=rows,
        small=small,
        css=css,
    )
    return {"field": shown, "bound": bound}


@register.inclusion_tag("ui/_formerrors.html")
def formerrors(form: BaseForm, *, focus: bool = True) -> dict[str, Any]:
    """What a refused form asks to change, each with a link; takes the focus on loading."""
    faults = [
        (bound.id_for_label or bound.auto_id, str(bound.label).rstrip("."), error)
        for bound in form
        for error in bound.errors
        if not bound.is_hidden
    ]
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    return {"faults": faults, "general": [*form.non_field_errors(), *hidden], "focus": focus}


@register.inclusion_tag("ui/_tablehead.html")
def tablehead(table: Table[Any]) -> dict[str, Any]:
    """The head row of a table, with links that sort."""
    return {"table": table}


@register.inclusion_tag("ui/_pager.html")
def pager(table: Table[Any]) -> dict[str, Any]:
    """How many rows there are, and the pages before and after."""
    return {"table": table}


@register.inclusion_tag("ui/_keep.html")
def keep(table: Table[Any]) -> dict[str, Any]:
    """Inside a filter form: the sorting, which its submission keeps."""
    return {"table": table}
