"""From what was sent to what an action did; what it refuses is said where people look.

    form = UnitForm(request.POST or None)
    if made := carried_out(form, partial(actions.add_unit, by=person, now=timezone.now())):
        return redirect("agencies:unit", made.pk)

Only refusals of what was typed or of the state of things are said in place. Any other, such as a
missing right, goes on and becomes a page of its own (`bening.ui.refusals`).
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.domain.refusals import Refused
from bening.ui.refusals import is_said_in_place, sentence

Done = TypeVar("Done")

UNSAID = "---------"
"""What a list of Django shows for no choice: nothing that can be read aloud."""


class RefusableForm(forms.Form):
    """A form that shows what an action refused, at the field it names.

    A list that names no choice of its own says in words that nothing is chosen.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.empty_label == UNSAID:
                field.empty_label = _("Pilih satu") if field.required else _("Tidak dipilih")

    def values(self) -> dict[str, Any]:
        """What the action takes of a valid form."""
        return self.cleaned_data

    def refuse(self, refusal: Refused) -> None:
        """Adds the refusal's sentence to its field, or to the whole form."""
        named = str(getattr(refusal, "field", ""))
        self.add_error(named if named in self.fields else None, sentence(refusal))


def carried_out(form: RefusableForm, act: Callable[..., Done]) -> Done | None:
    """What `act` made of the values of a valid form.

    None where the form was not sent or is not valid, and where the act was refused: then the form
    says why.
    """
    if not form.is_valid():
        return None
    try:
        return act(**form.values())
    except Refused as refusal:
        if not is_said_in_place(refusal):
            raise
        form.refuse(refusal)
        return None


def act_and_say(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Does what a button asks for; the next page says `done`, or why it was refused."""
    try:
        act()
    except Refused as refusal:
        if not is_said_in_place(refusal):
            raise
        messages.error(request, sentence(refusal))
        return False
    messages.success(request, done)
    return True
