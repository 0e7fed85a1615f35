"""The look of the workbook: one format per purpose, made once per file."""

from typing import Any

INK, INK_2, INK_3 = "#13201E", "#42504D", "#5B6865"
PAPER, SUNKEN, LINE = "#FAF8F3", "#F2EFE7", "#CFC9BB"
ACCENT, ACCENT_STRONG, ACCENT_SOFT = "#0A746D", "#075A55", "#E1F1EE"
WATER, WATER_SOFT = "#159088", "#CDE9E4"
UNMET, UNMET_SOFT = "#B3251B", "#FBEAE6"

# 0x421 is Indonesian: decimal comma, whatever language the program speaks.
POINTS = "[$-421]#,##0.00"
POINTS_FINE = "[$-421]#,##0.000000"
GAP = "[$-421]+#,##0.00;[$-421]-#,##0.00;[$-421]0.00"
PERCENT = "[$-421]0.00%"
COUNT = "[$-421]#,##0"
INDEX = "[$-421]0.00##"

SHARE_BAR: dict[str, Any] = {
    "type": "data_bar",
    "bar_solid": True,
    "bar_color": WATER_SOFT,
    "bar_border_color": WATER,
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
}
"""A share from 0 to 1 as a bar in its own cell."""

_BASE: dict[str, Any] = {
    "font_name": "Arial",
    "font_size": 9,
    "font_color": INK,
    "valign": "top",
    "text_wrap": True,
}
_GRID = {"border": 1, "border_color": LINE}
_LEVELS: dict[str, dict[str, Any]] = {
    "component": {
        "bold": True,
        "font_size": 11,
        "font_color": "#FFFFFF",
        "bg_color": ACCENT_STRONG,
    },
    "subcomponent": {"bold": True, "font_size": 10, "bg_color": WATER_SOFT},
    "area": {"bold": True, "font_size": 10, "bg_color": ACCENT_SOFT},
    "indicator": {"bold": True, "bg_color": SUNKEN},
    "question": {},
    "count": {"font_color": INK_2, "italic": True},
}
_KINDS: dict[str, dict[str, Any]] = {
    "code": {"font_size": 7.5, "font_color": INK_3, "text_wrap": False},
    "number": {"align": "center", "text_wrap": False},
    "text": {},
    "weight": {"num_format": POINTS, "align": "right"},
    "explanation": {"font_size": 8, "font_color": INK_2, "indent": 1, "align": "left"},
    "options": {"font_size": 8, "font_color": INK_2, "align": "center"},
    "score": {"num_format": POINTS, "align": "right"},
    "ratio": {"num_format": PERCENT, "align": "right"},
    "answer": {"align": "center", "bold": True, "num_format": PERCENT},
    "input": {"align": "center", "bold": True, "bg_color": "#FFFFFF", "locked": False},
    "input_index": {
        "align": "center",
        "bold": True,
        "bg_color": "#FFFFFF",
        "locked": False,
        "num_format": INDEX,
    },
    "input_count": {
        "align": "center",
        "bold": True,
        "bg_color": "#FFFFFF",
        "locked": False,
        "num_format": COUNT,
    },
    "note": {
        "indent": 1,
        "align": "left",
        "locked": False,
        "font_size": 8.5,
        "quote_prefix": True,
        "num_format": "@",
    },
    "evidence": {
        "indent": 1,
        "align": "left",
        "locked": False,
        "font_size": 8.5,
        "quote_prefix": True,
        "num_format": "@",
    },
}


class Styles:
    """Formats of one workbook, made when first asked for."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, ...], Any] = {}

    def cell(self, level: str, kind: str) -> Any:
        """The format of a cell of the sheet, by the level of its row and the kind of its column."""
        if (level, kind) not in self._made:
            dark = {"font_color": "#FFFFFF"} if level == "component" else {}
            properties = {**_BASE, **_GRID, **_LEVELS[level], **_KINDS[kind], **dark}
            if level in {"question", "count"} and kind in {"score", "ratio", "weight"}:
                properties["font_color"] = INK_2
            self._made[level, kind] = self._workbook.add_format(properties)
        return self._made[level, kind]

    def own(self, name: str, **properties: Any) -> Any:
        """A format of its own outside the grid."""
        if (name,) not in self._made:
            self._made[(name,)] = self._workbook.add_format({**_BASE, **properties})
        return self._made[(name,)]

    def grid(self, name: str, **properties: Any) -> Any:
        """A format of its own with grid lines."""
        return self.own(name, **{**_GRID, **properties})

    def difference(self, name: str, **properties: Any) -> Any:
        """What a condition changes; nothing but the given properties."""
        if ("difference", name) not in self._made:
            self._made["difference", name] = self._workbook.add_format(properties)
        return self._made["difference", name]
