"""What a program sends, read as the screens read what people type: one shape, one set of limits.

The values of a form go to the action as they do from a page:
`actions.assess_risk(risk=row, **values_of(AssessForm(body.dict())), by=person, now=now)`.
"""

from enum import Enum
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from ninja.errors import ValidationError
from pydantic import WithJsonSchema

from bening.ui.acting import RefusableForm


def written_out(kind: type[Enum]) -> WithJsonSchema:
    """The choices at the field itself: the document keeps one part of a name, whatever it means.

    `state: Annotated[CaseState, written_out(CaseState)]`
    """
    return WithJsonSchema({"type": "string", "enum": [each.value for each in kind]})


def values_of(form: RefusableForm) -> dict[str, Any]:
    """What the action takes. Raises ValidationError: 422 with each fault and its place."""
    if form.is_valid():
        return form.values()
    raise ValidationError(
        [
            {
                "loc": ("body",) if name == NON_FIELD_ERRORS else ("body", name),
                "msg": " ".join(str(each) for each in faults),
            }
            for name, faults in form.errors.items()
        ]
    )
