"""What the pages of a set-up share: who works on which hall, saving a step, and showing it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.queues.models import Hall
from bening.queues.readiness import BY_NAME, STEPS
from bening.ui.acting import RefusableForm, carried_out


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sets which hall up, and when."""

    request: HttpRequest
    hall: Hall
    person: Person
    now: datetime
    today: date

    def act(self, action: Callable[..., Any], **values: Any) -> partial[Any]:
        """An action on this hall by this person."""
        return partial(action, hall=self.hall, by=self.person, now=self.now, **values)

    def posted(self, name: str) -> Any:
        """What was sent for the form of that name, else None."""
        if self.request.method != "POST":
            return None
        return self.request.POST if self.request.POST.get("act", "save") == name else None

    def done(self, name: str, *, stays: bool = False) -> HttpResponse:
        """Says it is saved; a hall that is being set up goes on to its next step."""
        messages.success(self.request, _("Tersimpan."))
        if stays or self.hall.opened_at is not None:
            return redirect("queues:setup_step", self.hall.pk, name)
        after = following(name)
        if after is None:
            return redirect("queues:setup", self.hall.pk)
        return redirect("queues:setup_step", self.hall.pk, after)

    def page(
        self, name: str, *, forms: tuple[RefusableForm, ...] = (), **more: Any
    ) -> HttpResponse:
        """The page of a step; 422 where something sent was refused."""
        context = {
            "hall": self.hall,
            "steps": STEPS,
            "here": BY_NAME[name],
            "next": following(name),
            **more,
        }
        status = 422 if any(form.errors for form in forms) else 200
        return render(self.request, f"queues/setup_{FILES[name]}.html", context, status=status)


def following(name: str) -> str | None:
    """The step after another."""
    names = [one.name for one in STEPS]
    place = names.index(name) + 1
    return names[place] if place < len(names) else None


def carried(form: RefusableForm, act: Callable[..., Any]) -> bool:
    """Whether an action that makes nothing was carried out."""

    def acted(**values: Any) -> bool:
        act(**values)
        return True

    return bool(carried_out(form, acted))


def key_in(text: str) -> UUID | None:
    """The key that a button carries, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def date_in(text: str) -> date | None:
    """The day that a button carries, if it is one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


FILES = {
    "nama": "name",
    "layanan": "lines",
    "loket": "counters",
    "petugas": "staff",
    "jam": "hours",
    "janji": "promise",
    "prioritas": "priority",
    "cadangan": "roster",
    "jangkauan": "reach",
    "suara": "voice",
    "titik": "points",
}
"""The page of each step, by the word in its address."""
