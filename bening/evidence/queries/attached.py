"""What is attached to the questions of a sheet, and what is expected there."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    Expression,
    Field,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce

from bening.adapters.file_types import FileType, by_media_type
from bening.adapters.prepared import Prepared
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evidence.models import (
    Evidence,
    EvidenceKind,
    EvidenceLink,
    EvidenceRevision,
    EvidenceState,
    PreviewState,
)
from bening.evidence.queries.single import outside_of, revisions_with_files

Slots = Callable[[str, "Field[Any, Any]"], Expression]


@dataclass(frozen=True)
class AttachedEvidence:
    """Evidence as a question of a sheet shows it; file values are empty for a link."""

    link_id: UUID
    evidence_id: UUID
    code: str
    need: int | None
    title: str
    kind: str
    url: str
    state: str
    returned_reason: str
    proves_from: date | None
    proves_until: date | None
    added_by: str
    added_at: datetime
    checked_by: str
    checked_at: datetime | None
    used: int
    number: int = 0
    filename: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    pages: int = 0
    preview: str = PreviewState.NONE

    @property
    def is_checked(self) -> bool:
        """Whether somebody else than the uploader has checked it."""
        return self.state == EvidenceState.CHECKED

    @property
    def is_link(self) -> bool:
        """Whether it is a web page."""
        return self.kind == EvidenceKind.LINK

    @property
    def file_type(self) -> FileType | None:
        """The kind of its file; None for a link."""
        return by_media_type(self.media_type) if self.media_type else None

    @property
    def has_preview(self) -> bool:
        """Whether pictures of it were drawn."""
        return self.preview == PreviewState.READY

    def frozen(self) -> dict[str, Any]:
        """What a snapshot keeps: enough to find the very content again."""
        return {
            "id": str(self.evidence_id),
            "title": self.title,
            "kind": self.kind,
            "url": self.url,
            "filename": self.filename,
            "sha256": self.sha256,
            "revision": self.number,
            "proves": [_iso(self.proves_from), _iso(self.proves_until)],
            "state": self.state,
            "need": self.need,
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def evidence_for(
    sheet: EvaluationSheet, codes: Collection[str] | None = None
) -> dict[str, list[AttachedEvidence]]:
    """What is attached to the questions of a sheet (all, or those of `codes`), in two queries.

    Codes without evidence are absent; the order is that of attaching.
    """
    if codes is not None and len(codes) == 1:
        asked = {"sheet": sheet.pk, "code": next(iter(codes))}
        links, revisions = _links_of_question(**asked), _contents_of_question(**asked)
    else:
        chosen = EvidenceLink.objects.filter(sheet=sheet)
        if codes is not None:
            chosen = chosen.filter(official_code__in=list(codes))
        links, revisions = list(_links(chosen)), list(_contents(chosen))
    contents = {evidence_id: content for evidence_id, *content in revisions}
    found: dict[str, list[AttachedEvidence]] = defaultdict(list)
    for row in links:
        one = AttachedEvidence(*row, *contents.get(row[1], ()))
        found[one.code].append(one)
    return dict(found)


_LINK = (
    "pk",
    "evidence_id",
    "official_code",
    "need",
    "evidence__title",
    "evidence__kind",
    "evidence__url",
    "evidence__state",
    "evidence__returned_reason",
    "evidence__proves_from",
    "evidence__proves_until",
    "evidence__added_by__name",
    "evidence__added_at",
    "checker",
    "evidence__checked_at",
    "used",
)
_CONTENT = (
    "evidence_id",
    "number",
    "filename",
    "file__sha256",
    "file__size",
    "file__media_type",
    "file__pages",
    "file__preview",
)
Row = tuple[Any, ...]


def _links(links: "QuerySet[EvidenceLink]") -> "QuerySet[EvidenceLink, Row]":
    """The rows of links in the order of the fields of AttachedEvidence."""
    uses = (
        EvidenceLink.objects.filter(evidence=OuterRef("evidence"), sheet=OuterRef("sheet"))
        .order_by()
        .values("evidence")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        links.annotate(
            used=Subquery(uses), checker=Coalesce("evidence__checked_by__name", Value(""))
        )
        .order_by("linked_at", "pk")
        .values_list(*_LINK)
    )


def _contents(links: "QuerySet[EvidenceLink]") -> "QuerySet[EvidenceRevision, Row]":
    """The files of the evidence; of each the last row counts. A link has none."""
    revisions = revisions_with_files(links.values("evidence_id"))
    return revisions.order_by("number").values_list(*_CONTENT)


def _of_question(slot: Slots) -> "QuerySet[EvidenceLink]":
    return EvidenceLink.objects.filter(
        sheet=slot("sheet", UUIDField()), official_code=slot("code", CharField())
    )


_links_of_question: Prepared[Row] = Prepared(lambda slot: _links(_of_question(slot)))
_contents_of_question: Prepared[Row] = Prepared(lambda slot: _contents(_of_question(slot)))


@dataclass(frozen=True)
class Need:
    """One expected proof of a question, and what gives it."""

    place: int
    text: str
    given: tuple[AttachedEvidence, ...]

    @property
    def is_met(self) -> bool:
        """Whether something is attached as this proof."""
        return bool(self.given)

    @property
    def is_checked(self) -> bool:
        """Whether something attached as this proof was checked."""
        return any(attached.is_checked for attached in self.given)


def needs_of(expected: Iterable[str], attached: Iterable[AttachedEvidence]) -> list[Need]:
    """The expected proofs of a question with what gives each; no query."""
    by_place: dict[int | None, list[AttachedEvidence]] = defaultdict(list)
    for one in attached:
        by_place[one.need].append(one)
    return [Need(place, text, tuple(by_place[place])) for place, text in enumerate(expected)]


def need_text(expected: Sequence[str], need: int | None) -> str:
    """The words of the expected proof at place `need`; empty where there is none."""
    return expected[need] if need is not None and need < len(expected) else ""


@dataclass(frozen=True)
class NeedsMet:
    """Of the expected proofs of a question: how many there are, attached, checked."""

    expected: int
    met: int
    checked: int


def needs_met(sheet: EvaluationSheet) -> dict[str, NeedsMet]:
    """For each question that expects proofs, how many it has; by official code, in one query."""
    states: dict[str, dict[int, bool]] = defaultdict(dict)
    rows = EvidenceLink.objects.filter(sheet=sheet, need__isnull=False)
    for code, need, state in rows.values_list("official_code", "need", "evidence__state"):
        if need is not None:
            checked = state == EvidenceState.CHECKED
            states[code][need] = states[code].get(need, False) or checked
    counted = {}
    for question in instrument_of(sheet.instrument).questions:
        if expected := len(question.evidence):
            given = states[question.code]
            counted[question.code] = NeedsMet(expected, len(given), sum(given.values()))
    return counted


def evidence_outside_period(sheet: EvaluationSheet) -> QuerySet[Evidence]:
    """Evidence attached to the sheet that proves nothing of the cycle's period."""
    cycle = sheet.cycle
    outside = outside_of(cycle.period_starts_on, cycle.period_ends_on)
    used = EvidenceLink.objects.filter(sheet=sheet).values("evidence_id")
    return Evidence.objects.filter(outside, pk__in=used).order_by("title", "pk")


@dataclass(frozen=True)
class Duplicate:
    """One content that stands in a sheet for many questions, perhaps under several titles."""

    sha256: str
    titles: tuple[str, ...]
    codes: tuple[str, ...]


def duplicates_everywhere(sheet: EvaluationSheet, *, least: int = 5) -> list[Duplicate]:
    """Content that proves `least` questions of a sheet or more, the most used first."""
    codes: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    for code, attached in evidence_for(sheet).items():
        for one in attached:
            if one.sha256:
                codes[one.sha256].add(code)
                titles[one.sha256].add(one.title)
    found = [
        Duplicate(sha256, tuple(sorted(titles[sha256])), tuple(sorted(used)))
        for sha256, used in codes.items()
        if len(used) >= least
    ]
    return sorted(found, key=lambda one: (-len(one.codes), one.sha256))
