"""One question beside the list: what was claimed, found and said, and the form of the own tier."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.domain.reviewing import NOTHING, Held
from bening.domain.scoring import ChoiceScale, IndexScale, Question, points
from bening.evaluations.pages.sheet import part_of
from bening.reviews.actions.marks import NO_VERDICT, Verdict, needs_source
from bening.reviews.models import ReviewMark, ReviewTier, SurveyValue
from bening.reviews.queries import Column, canned_notes_of, comments_of
from bening.reviews.screen.loading import Loaded
from bening.reviews.screen.proofs import Proof, proofs_of
from bening.reviews.screen.rows import slug_of
from bening.reviews.screen.values import Shown, kind_of_question
from bening.reviews.screen.wanted import Wanted
from bening.ui.figures import decimal_text, short_text
from bening.ui.refusals import sentence

MOST_TEAM_NOTES = 5
LONGEST_TEAM_NOTE = 400


@dataclass(frozen=True)
class Said:
    """What stands in the form: stored, proposed, or typed and refused."""

    value: str = ""
    inputs: Mapping[str, str] | None = None
    note: str = ""
    verdict: Verdict = NO_VERDICT
    recommendation: str = ""
    organisation: str = ""
    respondents: str = ""
    surveyed_on: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of what was said before: by whom, the value, and why."""

    label: str
    shown: Shown | None
    note: str
    meta: str = ""
    is_different: bool = False


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One selectable option."""

    key: str
    text: str
    points: str
    chosen: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class CountShown:
    """One count of a ratio question."""

    id: str
    label: str
    value: str
    proposed: str


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """One statement about the evidence; `value` is None where nothing was said."""

    name: str
    label: str
    value: bool | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the team."""

    text: str
    name: str
    at: datetime
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Canned:
    """A note to use again; `key` is None for one of the team."""

    text: str
    key: UUID | None = None


@dataclass(frozen=True)
class Panel:
    """One question with all that a reviewer reads and writes about it."""

    code: str
    slug: str
    text: str
    part: str
    weight: str
    kind: str
    place: int
    of: int
    before: str
    after: str
    after_code: str
    claims: tuple[Claim, ...]
    proofs: tuple[Proof, ...]
    expected: tuple[str, ...]
    may_mark: bool
    refusal: str
    tier: str
    source: str
    same_label: str
    proposed: Shown
    options: tuple[OptionShown, ...]
    counts: tuple[CountShown, ...]
    low: str
    high: str
    proposed_value: str
    said: Said
    keeps_empty: bool
    version: int
    note_rule: str
    verdict: tuple[VerdictShown, ...]
    needs_source: bool
    is_field: bool
    messages: tuple[Message, ...]
    may_talk: bool
    own_notes: tuple[Canned, ...] | None
    team_notes: tuple[Canned, ...]
    saved_at: datetime | None
    draft: str
    here: Wanted
    fault_field: str = ""
    fault: str = ""

    @property
    def notes_url(self) -> str:
        """The address of the screen with the kept notes, for those without script."""
        return self.here.but(notes=True).url("panel")

    @property
    def form(self) -> str:
        """The id of the form."""
        return f"rv-form-{self.slug}"


def panel_of(
    of: Loaded, code: str, *, said: Said | None = None, fault: tuple[str, str] = ("", "")
) -> Panel:
    """The panel of a question: at most six queries beside those of the round. Raises KeyError."""
    question = of.instrument.question(code)
    view = of.view
    mark = _own_mark(of, code)
    proposal = view.proposals.get(code)
    held = proposal.held if proposal else NOTHING
    survey = _survey(of, question)
    stored = said or _stored(mark, survey)
    comments = comments_of(of.person, of.round, of.now, [code], view.seat)
    before, after, place = _around(of, code)
    source = next((c for c in view.columns if proposal and c.key == proposal.source), None)
    scale = question.scale
    low, high = (scale.low, scale.high) if isinstance(scale, IndexScale) else (None, None)
    return Panel(
        code=code,
        slug=slug_of(code),
        text=question.text,
        part=part_of(of.instrument, question),
        weight=decimal_text(question.weight),
        kind=kind_of_question(question),
        place=place,
        of=len(of.codes),
        before=_url(of, before),
        after=_url(of, after),
        after_code=after,
        claims=tuple(_claims(of, question)),
        proofs=proofs_of(of, code),
        expected=tuple(question.evidence),
        may_mark=view.may_mark,
        refusal=sentence(view.refusal) if view.refusal else "",
        tier=view.own.label if view.own else "",
        source=source.label if source else "",
        same_label=_("Sama dengan %(stage)s") % {"stage": source.label} if source else "",
        proposed=of.valued[source.key].shown(question) if source else Shown("", ""),
        options=_options(question, stored.value, held),
        counts=_counts(question, stored.inputs or {}, held),
        low=short_text(low) if low is not None else "",
        high=short_text(high) if high is not None else "",
        proposed_value=held.value,
        said=stored,
        keeps_empty=mark is not None and not mark.value and not mark.inputs,
        version=mark.version if mark else 0,
        note_rule="always" if view.own_tier == view.kind.chain[0] else "changed",
        verdict=_verdict(stored.verdict),
        needs_source=needs_source(of.round, question),
        is_field=of.round.step == "field",
        messages=tuple(
            Message(
                one.text, one.written_by.name, one.written_at, one.written_by_id == of.person.pk
            )
            for one in comments.get(code, ())
        ),
        may_talk=view.seat.tier is not None,
        own_notes=kept_notes(of.person) if view.may_mark and of.wanted.notes else None,
        team_notes=_team_notes(of) if view.may_mark else (),
        saved_at=mark.marked_at if mark else None,
        draft=draft_name(of, code),
        here=of.wanted.but(question=code),
        fault_field=fault[0],
        fault=fault[1],
    )


def draft_name(of: Loaded, code: str) -> str:
    """What the draft of a form is called on the device."""
    tier = of.view.own_tier
    return f"review:{of.round.pk}:{tier.value if tier else ''}:{code}"


def _url(of: Loaded, code: str) -> str:
    return of.wanted.but(question=code, file=1).url("panel") if code else ""


def _around(of: Loaded, code: str) -> tuple[str, str, int]:
    """The codes before and after in the list, and the place from 1 (0: not in the list)."""
    codes = of.codes
    if code not in codes:
        order = [one.code for place in of.outline.places for one in place.questions]
        here = order.index(code)
        listed = set(codes)
        before = next((one for one in reversed(order[:here]) if one in listed), "")
        after = next((one for one in order[here + 1 :] if one in listed), "")
        return before, after, 0
    place = codes.index(code)
    before = codes[place - 1] if place else ""
    after = codes[place + 1] if place + 1 < len(codes) else ""
    return before, after, place + 1


def next_code(of: Loaded, code: str) -> str:
    """The next question of the list after a code; empty at its end."""
    return _around(of, code)[1]


def _own_mark(of: Loaded, code: str) -> ReviewMark | None:
    own = of.view.own
    cell = own.cells.get(code) if own else None
    return cell.mark if cell else None


def _survey(of: Loaded, question: Question) -> SurveyValue | None:
    if not needs_source(of.round, question):
        return None
    return SurveyValue.objects.filter(round=of.round, official_code=question.code).first()


def _stored(mark: ReviewMark | None, survey: SurveyValue | None) -> Said:
    if mark is None:
        return Said()
    return Said(
        value=mark.value,
        inputs=mark.inputs,
        note=mark.note,
        verdict=Verdict(mark.relevant, mark.valid, mark.sufficient),
        recommendation=mark.recommendation,
        organisation=survey.organisation if survey else "",
        respondents=str(survey.respondents) if survey else "",
        surveyed_on=survey.surveyed_on.isoformat() if survey else "",
        statement=survey.statement if survey else "",
    )


def _claims(of: Loaded, question: Question) -> Iterator[Claim]:
    """What the unit claims, what the data say, what earlier stages and tiers found."""
    code = question.code
    unit = of.valued["self"]
    yield Claim(_("Klaim unit"), unit.shown(question), str(of.view.notes.get(code, "")))
    fact = of.view.facts.get(code)
    if fact:
        yield Claim(
            _("Data"), Shown(str(fact.get("proposed") or ""), ""), str(fact.get("reason") or "")
        )
    if code in of.view.advised:
        yield Claim(_("LHE tahap 1"), None, of.view.advised[code], _("rekomendasi"))
    for column in of.view.columns:
        if column.key == "self" or column.is_own or not column.is_visible:
            continue
        yield from _found_by(of, column, question)


def _found_by(of: Loaded, column: Column, question: Question) -> Iterator[Claim]:
    cell = column.cells.get(question.code)
    if cell is None or (column.tier is not None and cell.mark is None):
        return
    valued = of.valued[column.key]
    differs = valued.held(question.code) != of.valued["self"].held(question.code)
    yield Claim(column.label, valued.shown(question), cell.note, is_different=differs)


def _options(question: Question, value: str, proposal: Held) -> tuple[OptionShown, ...]:
    if not isinstance(question.scale, ChoiceScale):
        return ()
    texts = {one.key: one.text for one in question.criteria}
    return tuple(
        OptionShown(
            option.key,
            texts.get(option.key, ""),
            decimal_text(points(question, option.key)),
            option.key == value,
            option.key == proposal.value,
        )
        for option in question.scale.options
    )


def _counts(
    question: Question, inputs: Mapping[str, str], proposal: Held
) -> tuple[CountShown, ...]:
    return tuple(
        CountShown(
            one.id, one.label, str(inputs.get(one.id, "")), str(proposal.inputs.get(one.id, ""))
        )
        for one in question.inputs
    )


def _verdict(said: Verdict) -> tuple[VerdictShown, ...]:
    return (
        VerdictShown("relevant", _("Relevan"), said.relevant),
        VerdictShown("valid", _("Sah"), said.valid),
        VerdictShown("sufficient", _("Cukup"), said.sufficient),
    )


def kept_notes(person: Person) -> tuple[Canned, ...]:
    """The notes that somebody keeps to use again."""
    return tuple(Canned(one.text, one.pk) for one in canned_notes_of(person))


def _team_notes(of: Loaded) -> tuple[Canned, ...]:
    """The notes that the team has used most in this round, of what the person may read."""
    own = {one.value for one in ReviewTier}
    used = Counter(
        cell.note
        for column in of.view.columns
        if column.key in own
        for cell in column.cells.values()
        if 0 < len(cell.note) <= LONGEST_TEAM_NOTE
    )
    return tuple(Canned(text) for text, count in used.most_common(MOST_TEAM_NOTES) if count > 1)
