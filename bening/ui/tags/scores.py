"""Scores against thresholds: number, gap, meter, limit, chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bening.ui import figures
from bening.ui.chart import Chart, line_chart
from bening.ui.meter import Target, meter_svg

register = template.Library()


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
