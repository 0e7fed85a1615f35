"""A reason that a page takes is kept whole: its form takes no more than its column holds."""

from bening.reviews.forms import CloseForm, DeclarationForm, ReasonForm, ReturnForm
from bening.reviews.models import (
    ConflictDeclaration,
    ReviewAssignment,
    ReviewStage,
    RoundStep,
)
from bening.reviews.states import Kind, kind_of


def _longest(model: type, name: str) -> int:
    found: int = model._meta.get_field(name).max_length  # type: ignore[attr-defined]
    return found


def _kind() -> Kind:
    return kind_of(ReviewStage.TPI.value, "", 1)


def test_a_form_takes_no_longer_reason_than_is_kept() -> None:
    pairs = (
        (CloseForm(kind=_kind()), "reason", RoundStep, "reason"),
        (ReturnForm(), "reason", RoundStep, "reason"),
        (ReasonForm(), "reason", ReviewAssignment, "ended_reason"),
        (DeclarationForm(), "text", ConflictDeclaration, "text"),
    )
    for form, name, model, column in pairs:
        assert form.fields[name].max_length == _longest(model, column)  # type: ignore[attr-defined]
