"""Numbers, sizes and times in templates."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bening.ui import figures

register = template.Library()

register.filter("points", figures.decimal_text)
register.filter("percent", figures.percent_text)
register.filter("size", figures.size_text)
register.filter("clock", figures.clock_text)
register.filter("zone", figures.zone_text)
register.filter("day", figures.day_text)
register.filter("span", figures.span_text)
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
