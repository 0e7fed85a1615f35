"""Works: forms that a page offers to a person in the present state, and what each carries out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from bening.accounts.refusals import NotAllowed
from bening.nominations.refusals import UnitsRefused
from bening.ui.acting import RefusableForm, carried_out
from bening.ui.refusals import sentence

FormMaker = Callable[..., RefusableForm]


@dataclass(slots=True)
class Work:
    """One thing a person can do on a page now.

    `make` builds the form from data and files, or unbound; `act` takes the form's values; `help`
    says what follows from it.
    """

    name: str
    title: str
    button: str
    make: FormMaker
    act: Callable[..., object]
    done: str
    help: str = ""
    is_main: bool = False
    form: RefusableForm = field(init=False)

    def __post_init__(self) -> None:
        self.form = self.make(prefix=self.name)

    @property
    def is_multipart(self) -> bool:
        """Whether the form brings a file."""
        return self.form.is_multipart()

    @property
    def is_open(self) -> bool:
        """Whether the form stands open: the main one, or one with something to correct."""
        return self.is_main or bool(self.form.is_bound)


def carry_out(request: HttpRequest, works: Sequence[Work], name: str) -> bool:
    """Does the work of that name with what was sent; False where the form says why not.

    Raises NotAllowed for a work that is not offered to this person now.
    """
    found = next((work for work in works if work.name == name), None)
    if found is None:
        raise NotAllowed("not_open_for_you")
    found.form = found.make(request.POST, request.FILES, prefix=found.name)

    def act(**values: Any) -> Mapping[str, object]:
        try:
            return {"made": found.act(**values)}
        except UnitsRefused as refusal:
            for unit, why in refusal.units:
                found.form.add_error(None, f"{unit}: {sentence(why)}")
            raise

    if carried_out(found.form, act) is None:
        return False
    messages.success(request, found.done)
    return True
