"""How a form field is shown: its classes, help and error, tied together for screen readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

CHECKS = (forms.CheckboxInput,)
TEXT_ROWS = 3
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class DayInput(forms.DateInput):
    """A date field that browsers show with their calendar; the value travels as 2026-04-20."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class CountInput(forms.TextInput):
    """A number field that keeps whatever was typed, with digits on the keyboard of a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})


@dataclass(frozen=True, slots=True)
class ShownField:
    """A bound field with everything that `_field.html` writes."""

    id: str
    name: str
    label: str
    help: str
    errors: tuple[str, ...]
    kind: str  # "control", "check", "group" or "hidden"
    control: SafeString
    required: bool
    prefix: str
    suffix: str
    css: str

    @property
    def error_id(self) -> str:
        """The element that holds the error."""
        return f"{self.id}-salah"

    @property
    def help_id(self) -> str:
        """The element that holds the help."""
        return f"{self.id}-bantuan"


def _kind(bound: BoundField) -> str:
    if bound.is_hidden:
        return "hidden"
    if isinstance(bound.field.widget, GROUPS):
        return "group"
    return "check" if isinstance(bound.field.widget, CHECKS) else "control"


def _css(bound: BoundField, kind: str, *, small: bool, refused: bool) -> str:
    widget = bound.field.widget
    if kind in {"check", "group"}:
        css = "form-check-input"
    elif isinstance(widget, forms.Select):
        css = "form-select form-select-sm" if small else "form-select"
    else:
        css = "form-control form-control-sm" if small else "form-control"
    given = widget.attrs.get("class", "")
    return " ".join(part for part in (css, given, "is-invalid" if refused else "") if part)


def shown_field(
    bound: BoundField,
    *,
    label: str = "",
    help_text: str = "",
    prefix: str = "",
    suffix: str = "",
    rows: int = 0,
    small: bool = False,
    css: str = "",
) -> ShownField:
    """Everything to show of `bound`: a refused field keeps what was typed and names its fault."""
    kind = _kind(bound)
    errors = tuple(str(error) for error in bound.errors)
    help_words = help_text or str(bound.help_text)
    identifier = bound.id_for_label or bound.auto_id or bound.html_name
    described = [f"{identifier}-bantuan"] if help_words else []
    if errors:
        described.append(f"{identifier}-salah")
    attributes: dict[str, Any] = {
        "class": _css(bound, kind, small=small, refused=bool(errors)),
        "aria-describedby": " ".join(described) or None,
        "aria-invalid": "true" if errors else None,
    }
    if kind == "group":  # its inputs are drawn one by one and take their class from the widget
        bound.field.widget.attrs["class"] = attributes["class"]
    if isinstance(bound.field.widget, forms.Textarea):
        attributes["rows"] = rows or TEXT_ROWS
    attributes = {name: value for name, value in attributes.items() if value is not None}
    return ShownField(
        id=identifier,
        name=bound.html_name,
        label=label or str(bound.label),
        help=help_words,
        errors=errors,
        kind=kind,
        control=bound.as_widget(attrs=attributes) if kind != "group" else SafeString(""),
        required=bound.field.required,
        prefix=prefix,
        suffix=suffix,
        css=css,
    )
