"""The meter with threshold marks, drawn as SVG on the server.

One tick is the first title (WBK), two ticks the second (WBBM). Positions are per cent attributes,
so text never scales and no style attribute is needed. Lengths in between are pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from bening.ui.figures import exact, short_text

Target = Literal["low", "high", ""]
HUNDRED = Fraction(100)
LEAST_VISIBLE = Fraction(2, 5)  # a gap or a simulated step is never too thin to see
CROWDED = Fraction(8)  # ticks closer than this keep their labels on their own sides
NEAR_END = Fraction(92)  # a label beyond it leaves no room for the maximum
NEAR_END_CROWDED = Fraction(80)


@dataclass(frozen=True, slots=True)
class Shape:
    """Heights of one variant in pixels; labels only where `label_y` is set."""

    height: int
    track_y: int
    track: int
    tick_y: int
    tick: int
    label_y: int = 0
    number_y: int = 0


SHAPES = {
    "cell": Shape(height=16, track_y=5, track=6, tick_y=1, tick=14),
    "row": Shape(height=16, track_y=4, track=8, tick_y=0, tick=16),
    "panel": Shape(height=52, track_y=18, track=12, tick_y=13, tick=22, label_y=10, number_y=48),
    "lead": Shape(height=60, track_y=20, track=16, tick_y=15, tick=26, label_y=10, number_y=56),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold on the meter: where it stands (0 to 100), how it looks, what it is called."""

    at: Fraction
    look: Literal["", "unmet", "far"]
    name: str
    value: Fraction
    double: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a meter shows; positions are per cent of its width, 0 to 100."""

    filled: Fraction
    gap: tuple[Fraction, Fraction] | None
    whatif: tuple[Fraction, Fraction] | None
    marks: tuple[Mark, ...]


def _position(value: Fraction, most: Fraction) -> Fraction:
    return min(max(value / most * HUNDRED, Fraction(0)), HUNDRED)


def _look(value: Fraction | None, minimum: Fraction, *, aimed: bool) -> Literal["", "unmet", "far"]:
    if value is not None and value >= minimum:
        return ""
    return "unmet" if aimed and value is not None else "far"


def read(
    value: Fraction | None,
    *,
    most: Fraction,
    low: Fraction | None,
    high: Fraction | None,
    target: Target,
    whatif: Fraction | None,
    names: tuple[str, str],
) -> Reading:
    """Place a value and its thresholds on a meter from 0 to `most`; comparisons are exact."""
    if most <= 0:
        message = "a meter needs a positive maximum"
        raise ValueError(message)
    marks = tuple(
        Mark(
            at=_position(minimum, most),
            look=_look(value, minimum, aimed=target == which),
            name=name,
            value=minimum,
            double=which == "high",
        )
        for which, minimum, name in (("low", low, names[0]), ("high", high, names[1]))
        if minimum is not None
    )
    filled = Fraction(0) if value is None else _position(value, most)
    gap = None
    aim = {"low": low, "high": high, "": None}[target]
    if value is not None and aim is not None and value < aim:
        end = _position(aim, most)
        filled = max(min(filled, end - LEAST_VISIBLE), Fraction(0))
        gap = (filled, end - filled)
    simulated = None
    if whatif is not None and value is not None and whatif > value:
        width = max(_position(whatif, most) - filled, LEAST_VISIBLE)
        simulated = (filled, min(width, HUNDRED - filled))
    return Reading(filled, gap, simulated, marks)


def percent(position: Fraction) -> str:
    """A position as an attribute: at most two decimals, no trailing zeros."""
    digits = f"{Decimal(round(position * 100)) / 100:f}"
    return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits}%"


def _bar(css: str, start: Fraction, width: Fraction, shape: Shape, pattern: str = "") -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}/>',
        css,
        percent(start) if start else "0",
        shape.track_y,
        percent(width),
        shape.track,
        format_html(' fill="url(#{})"', pattern) if pattern else mark_safe(' rx="1"'),
    )


def _tick(mark: Mark, shape: Shape) -> SafeString:
    css = f"b-meter__tick b-meter__tick--{mark.look}" if mark.look else "b-meter__tick"
    at, y, height = percent(mark.at), shape.tick_y, shape.tick
    halo = format_html(
        '<rect class="b-meter__halo" x="{}" y="{}" width="{}" height="{}"'
        ' transform="translate(-1 0)"/>',
        at,
        y,
        6 if mark.double else 4,
        height,
    )
    width = "1.25" if mark.double else "2"
    lines = format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', css, at, y, width, height
    )
    if mark.double:
        lines += format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}" transform="translate(2.75 0)"/>',
            css,
            at,
            y,
            width,
            height,
        )
    return format_html(
        '<g transform="translate({} 0)">{}{}</g>', -2 if mark.double else -1, halo, lines
    )


def _text(
    words: str, x: Fraction, y: int, *, css: str = "", anchor: str = "middle", dx: int = 0
) -> SafeString:
    return format_html(
        '<text{} x="{}" y="{}" text-anchor="{}"{}>{}</text>',
        format_html(' class="{}"', css) if css else "",
        percent(x) if x else "0",
        y,
        anchor,
        format_html(' dx="{}"', dx) if dx else "",
        words,
    )


def _labels(reading: Reading, shape: Shape, most: Fraction) -> SafeString:
    marks = reading.marks
    crowded = len(marks) == 2 and abs(marks[1].at - marks[0].at) < CROWDED
    texts = []
    for mark in marks:
        css = "b-meter__label--unmet" if mark.look == "unmet" else ""
        anchor, dx = ("start", -3) if mark.double else ("end", 3)
        texts.append(_text(mark.name, mark.at, shape.label_y, css=css, anchor=anchor, dx=dx))
        texts.append(
            _text(
                short_text(mark.value),
                mark.at,
                shape.number_y,
                css=css,
                anchor=anchor if crowded else "middle",
                dx=dx if crowded else 0,
            )
        )
    texts.append(_text("0", Fraction(0), shape.number_y, anchor="start"))
    if not any(mark.at > (NEAR_END_CROWDED if crowded else NEAR_END) for mark in marks):
        texts.append(_text(short_text(most), HUNDRED, shape.number_y, anchor="end"))
    return format_html_join("", "{}", ((text,) for text in texts))


def meter_svg(
    value: object,
    *,
    most: object = 100,
    low: object = None,
    high: object = None,
    target: Target = "",
    variant: str = "cell",
    whatif: object = None,
    label: str = "",
    low_name: str = "WBK",
    high_name: str = "WBBM",
) -> SafeString:
    """The SVG of one meter; with `label` a picture of that name, otherwise decoration."""
    shape = SHAPES[variant]
    top = exact(most) or HUNDRED
    reading = read(
        exact(value),
        most=top,
        low=exact(low),
        high=exact(high),
        target=target,
        whatif=exact(whatif),
        names=(low_name, high_name),
    )
    parts = [
        format_html(
            '<rect class="b-meter__track" x="0" y="{}" width="100%" height="{}" rx="1"/>',
            shape.track_y,
            shape.track,
        )
    ]
    if reading.gap:
        parts.append(_bar("b-meter__gap", *reading.gap, shape, "b-hatch-gap"))
    if reading.whatif:
        parts.append(_bar("b-meter__if", *reading.whatif, shape, "b-hatch-if"))
    if reading.filled:
        parts.append(_bar("b-meter__fill", Fraction(0), reading.filled, shape))
    parts += [_tick(mark, shape) for mark in reading.marks]
    if shape.label_y:
        parts.append(_labels(reading, shape, top))
    return format_html(
        '<svg class="b-meter b-meter--{}" height="{}" {}>{}</svg>',
        variant,
        shape.height,
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"'),
        format_html_join("", "{}", ((part,) for part in parts)),
    )
