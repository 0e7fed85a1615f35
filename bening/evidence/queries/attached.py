"""What is attached to the questions of a sheet, and what is expected there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from bening.adapters.file_types import FileType, by_media_type
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
    sheet: EvaluationSheet, codes: Iterable[str] | None = None
) -> dict[str, list[AttachedEvidence]]:
    """What is attached to the questions of a sheet (all, or those of `codes`), in two queries.

    Codes without evidence are absent; the order is that of attaching.
    """
    links = EvidenceLink.objects.filter(sheet=sheet)
    if codes is not None:
        links = links.filter(official_code__in=list(codes))
    revisions = revisions_with_files(links.values("evidence_id")).order_by("number")
    current = {row.evidence_id: row for row in revisions}
    uses = (
        EvidenceLink.objects.filter(evidence=OuterRef("evidence"), sheet=OuterRef("sheet"))
        .order_by()
        .values("evidence")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = links.select_related("evidence__added_by", "evidence__checked_by")
    found: dict[str, list[AttachedEvidence]] = defaultdict(list)
    for link in rows.annotate(used=Subquery(uses)).order_by("linked_at", "pk"):
        found[link.official_code].append(_attached(link, current.get(link.evidence_id)))
    return dict(found)


def _attached(link: Any, revision: EvidenceRevision | None) -> AttachedEvidence:
    evidence = link.evidence
    content: dict[str, Any] = {}
    if revision is not None:
        file = revision.file
        content = {
            "number": revision.number,
            "filename": revision.filename,
            "sha256": file.sha256,
            "size": file.size,
            "media_type": file.media_type,
            "pages": file.pages,
            "preview": file.preview,
        }
    return AttachedEvidence(
        link_id=link.pk,
        evidence_id=evidence.pk,
        code=link.official_code,
        need=link.need,
        title=evidence.title,
        kind=evidence.kind,
        url=evidence.url,
        state=evidence.state,
        returned_reason=evidence.returned_reason,
        proves_from=evidence.proves_from,
        proves_until=evidence.proves_until,
        added_by=evidence.added_by.name,
        added_at=evidence.added_at,
        checked_by=evidence.checked_by.name if evidence.checked_by else "",
        checked_at=evidence.checked_at,
        used=link.used,
        **content,
    )


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
