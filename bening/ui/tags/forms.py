"""Form fields and tables."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField

from bening.ui.forms import ShownField, shown_field
from bening.ui.tables import Table

register = template.Library()


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
