"""The meter with threshold marks, drawn as SVG on the server.

One tick is the first title (WBK), two ticks the second (WBBM). Positions are per cent attributes,
so text never scales and no style attribute is needed. Lengths in between are pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

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


@lru_cache(maxsize=4096)
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
    whole, rest = divmod(round(position * 100), 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%"


def _bar(css: str, start: Fraction, width: Fraction, shape: Shape, look: str) -> str:
    x = percent(start) if start else "0"
    return (
        f'<rect class="{css}" x="{x}" y="{shape.track_y}" width="{percent(width)}"'
        f' height="{shape.track}" {look}/>'
    )


def _tick(mark: Mark, shape: Shape) -> str:
    css = f"b-meter__tick b-meter__tick--{mark.look}" if mark.look else "b-meter__tick"
    place = f'x="{percent(mark.at)}" y="{shape.tick_y}"'
    halo, width, back = (6, "1.25", -2) if mark.double else (4, "2", -1)
    line = f'<rect class="{css}" {place} width="{width}" height="{shape.tick}"'
    second = f'{line} transform="translate(2.75 0)"/>' if mark.double else ""
    return (
        f'<g transform="translate({back} 0)"><rect class="b-meter__halo" {place} width="{halo}"'
        f' height="{shape.tick}" transform="translate(-1 0)"/>{line}/>{second}</g>'
    )


def _text(words: str, x: str, y: int, anchor: str, css: str = "", dx: int = 0) -> str:
    kind = f' class="{css}"' if css else ""
    shift = f' dx="{dx}"' if dx else ""
    return f'<text{kind} x="{x}" y="{y}" text-anchor="{anchor}"{shift}>{escape(words)}</text>'


def _labels(reading: Reading, shape: Shape, most: Fraction) -> str:
    marks = reading.marks
    crowded = len(marks) == 2 and abs(marks[1].at - marks[0].at) < CROWDED
    texts = []
    for mark in marks:
        css = "b-meter__label--unmet" if mark.look == "unmet" else ""
        at, value = percent(mark.at), short_text(mark.value)
        anchor, dx = ("start", -3) if mark.double else ("end", 3)
        texts.append(_text(mark.name, at, shape.label_y, anchor, css, dx))
        if crowded:
            texts.append(_text(value, at, shape.number_y, anchor, css, dx))
        else:
            texts.append(_text(value, at, shape.number_y, "middle", css))
    texts.append(_text("0", "0", shape.number_y, "start"))
    if not any(mark.at > (NEAR_END_CROWDED if crowded else NEAR_END) for mark in marks):
        texts.append(_text(short_text(most), "100%", shape.number_y, "end"))
    return "".join(texts)


@lru_cache(maxsize=2048)
def _drawn(reading: Reading, variant: str, most: Fraction, language: str | None) -> str:
    """The inside of a meter; `language` is part of the key because labels are numbers in words."""
    shape = SHAPES[variant]
    parts = [
        (
            f'<rect class="b-meter__track" x="0" y="{shape.track_y}" width="100%"'
            f' height="{shape.track}" rx="1"/>'
        )
    ]
    if reading.gap:
        parts.append(_bar("b-meter__gap", *reading.gap, shape, 'fill="url(#b-hatch-gap)"'))
    if reading.whatif:
        parts.append(_bar("b-meter__if", *reading.whatif, shape, 'fill="url(#b-hatch-if)"'))
    if reading.filled:
        parts.append(_bar("b-meter__fill", Fraction(0), reading.filled, shape, 'rx="1"'))
    parts += [_tick(mark, shape) for mark in reading.marks]
    if shape.label_y:
        parts.append(_labels(reading, shape, most))
    return "".join(parts)


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
    top = exact(most) or HUNDRED
    reading = read(
        exact(value),
        most=top,
        low=exact(low),
        high=exact(high),
        target=target,
        whatif=exact(whatif),
        names=(str(low_name), str(high_name)),
    )
    inside = _drawn(reading, variant, top, get_language())
    meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    height = SHAPES[variant].height
    # Everything inside is a number or escaped above.
    return SafeString(
        f'<svg class="b-meter b-meter--{variant}" height="{height}" {meaning}>{inside}</svg>'
    )
