"""What a program sends, read as the screens read what people type: one shape, one set of limits.

The values of a form go to the action as they do from a page:
`actions.assess_risk(risk=row, **values_of(AssessForm(body.dict())), by=person, now=now)`.

The faults of a body are told only to those who may do what it asks for (`rights_first`).
"""

from collections.abc import Callable
from enum import Enum
from functools import partial, wraps
from inspect import signature
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponseBase
from ninja.decorators import decorate_view
from ninja.errors import ValidationError
from pydantic import WithJsonSchema

from bening.ui.acting import RefusableForm

View = TypeVar("View", bound=Callable[..., Any])
Run = Callable[..., HttpResponseBase]

RIGHTS = "bening.rights"
"""Where a request keeps the check of the operation that it reached."""


def rights_first(check: Callable[..., object]) -> Callable[[View], View]:
    """On an operation: `check` speaks before the faults of what was sent do.

        @router.put("/risiko/{key}/penilaian", ...)
        @rights_first(_tells)
        def assess(request, key, body): ...

    `check` gets the request and those keys of the address that it names; it raises Refused or
    Http404. It is asked only where the request would else be answered with 422: the action checks
    the right itself.
    """
    named = list(signature(check).parameters)[1:]

    def remembering(run: Run) -> Run:
        @wraps(run)
        def ran(request: HttpRequest, **keys: Any) -> HttpResponseBase:
            request.META[RIGHTS] = partial(check, request, **{name: keys[name] for name in named})
            return run(request, **keys)

        return ran

    marked: Callable[[View], View] = decorate_view(remembering)
    return marked


def check_rights(request: HttpRequest) -> None:
    """Raises what the check of the operation raises, where the operation has one."""
    check: Callable[[], object] | None = request.META.get(RIGHTS)
    if check is not None:
        check()


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
