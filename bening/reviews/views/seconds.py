"""The sealed second opinions of a round, and the figures that come of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.domain.refusals import Refused
from bening.domain.reviewing import Held
from bening.domain.scoring import Question
from bening.reviews import access, actions, figures, queries
from bening.reviews.actions.marks import shown_held
from bening.reviews.models import ReviewRound
from bening.reviews.refusals import MarkConflict
from bening.reviews.views.entry import round_or_404
from bening.reviews.words import name_of
from bening.ui.acting import act_and_say
from bening.ui.figures import separators
from bening.ui.refusals import is_said_in_place, sentence

COUNT = "in-"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and not taken, and why."""

    code: str
    value: str
    inputs: Mapping[str, str]
    note: str
    fault: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the sample on the page."""

    question: Question
    claim: str
    claim_note: str
    proofs: list[Mapping[str, object]]
    own: str
    first: str
    value: str
    inputs: Mapping[str, str]
    note: str
    version: int
    is_done: bool
    fault: str

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"b-{self.question.code.replace('.', '-')}"

    @property
    def differs(self) -> bool:
        """Whether both evaluators have valued it, and not alike."""
        return bool(self.own and self.first) and self.own != self.first

    @property
    def options(self) -> list[object]:
        """The options of a question with criteria."""
        return list(self.question.criteria) if not self.question.formula else []

    @property
    def counts(self) -> list[tuple[object, str]]:
        """The counts of a ratio, with what was given."""
        return [(one, self.inputs.get(one.id, "")) for one in self.question.inputs]


@login_required
def second(request: HttpRequest, key: UUID) -> HttpResponse:
    """The sample: to be valued by the second evaluator, or opened for both sides."""
    return _show(request, round_or_404(request, key))


@login_required
@require_POST
def save(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """Saves one value of the second evaluator."""
    found = round_or_404(request, key)
    posted = request.POST
    typed = Typed(
        code=code,
        value=posted.get("value", "")[:200],
        inputs={
            name.removeprefix(COUNT): text.strip()[:200]
            for name, text in posted.items()
            if name.startswith(COUNT) and isinstance(text, str)
        },
        note=posted.get("note", ""),
        fault="",
    )
    seen = posted.get("seen", "")
    try:
        actions.save_second_opinion(
            round_=found,
            official_code=code,
            value=typed.value or None,
            inputs=typed.inputs or None,
            note=typed.note,
            seen_version=int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
            by=signed_in(request),
            now=timezone.now(),
        )
    except MarkConflict as conflict:
        return _show(request, found, _refused(typed, conflict), conflict.status)
    except Refused as refusal:
        if not is_said_in_place(refusal):
            raise
        return _show(request, found, _refused(typed, refusal), getattr(refusal, "status", 422))
    address = reverse("reviews:second", args=[found.pk])
    return redirect(f"{address}#b-{code.replace('.', '-')}")


@login_required
@require_POST
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """Seals the second opinions."""
    found = round_or_404(request, key)
    act_and_say(
        request,
        lambda: actions.send_second_opinions(
            round_=found, by=signed_in(request), now=timezone.now()
        ),
        _("Penilaian kedua terkirim."),
    )
    return redirect("reviews:second", found.pk)


@login_required
def agreement(request: HttpRequest) -> HttpResponse:
    """How evaluators agree, in one cycle."""
    person, now = signed_in(request), timezone.now()
    cycles = list(figures.cycles_seen_by(person, now))
    if not figures.sees_any(person, now):
        raise NotAllowed("agreement_for_controller")
    year = request.GET.get("tahun", "")
    cycle = next((one for one in cycles if str(one.year) == year), cycles[0] if cycles else None)
    found = figures.figures_of(person, cycle, now) if cycle else None
    context: dict[str, Any] = {"cycles": cycles, "cycle": cycle, "figures": found}
    if found is not None and found.agreement.low is not None:
        context["low"], context["high"] = found.agreement.bounds
    return render(request, "reviews/figures.html", context)


def _refused(typed: Typed, refusal: Refused) -> Typed:
    return Typed(typed.code, typed.value, typed.inputs, typed.note, sentence(refusal))


def _show(
    request: HttpRequest, found: ReviewRound, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    pairs = queries.second_opinions_of(person, found, now)
    opened = queries.is_opened(found)
    if not pairs and found.second_evaluator_id != person.pk and not opened:
        raise Http404
    refusal = access.why_not(lambda: access.check_can_value_second(person, found, on))
    view = queries.view_of(person, found, now, [pair.official_code for pair in pairs])
    claims = view.columns[0].cells
    entries = [
        _entry(
            view.instrument.question(pair.official_code),
            pair,
            claims[pair.official_code].held,
            claims[pair.official_code].note,
            list(view.evidence.get(pair.official_code, [])),
            typed if typed and typed.code == pair.official_code else None,
        )
        for pair in pairs
    ]
    context = {
        "round": found,
        "name": name_of(found),
        "program": found.program,
        "entries": entries,
        "done": sum(entry.is_done for entry in entries),
        "opened": opened,
        "may_write": refusal is None,
        "refusal": sentence(refusal)
        if refusal and found.second_evaluator_id == person.pk and not opened
        else "",
    }
    if typed is not None and typed.code not in {pair.official_code for pair in pairs}:
        messages.error(request, typed.fault)
    return render(request, "reviews/second.html", context, status=status)


def _text(held: Held) -> str:
    """A value as the reader's language writes it."""
    return shown_held(held).replace(".", separators()[0])


def _entry(
    question: Question,
    pair: queries.SealedPair,
    claim: Held,
    claim_note: str,
    proofs: list[Mapping[str, object]],
    typed: Typed | None,
) -> Entry:
    own = pair.own or Held()
    return Entry(
        question=question,
        claim=_text(claim),
        claim_note=claim_note,
        proofs=proofs,
        own=_text(own),
        first=_text(pair.first or Held()),
        value=typed.value if typed else own.value,
        inputs=typed.inputs if typed else own.inputs,
        note=typed.note if typed else pair.note,
        version=pair.version,
        is_done=pair.own is not None,
        fault=typed.fault if typed else "",
    )
