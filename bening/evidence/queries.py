"""Reads of evidence for screens, exports and features; always scoped to a person or a sheet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from bening.accounts.access import areas_led, roles_of, units_of
from bening.accounts.models import Person, Role
from bening.adapters.file_types import FileType, by_media_type
from bening.adapters.text_search import words_match
from bening.agencies.models import WorkUnit
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evidence.models import (
    Evidence,
    EvidenceKind,
    EvidenceLink,
    EvidenceRevision,
    EvidenceState,
    PreviewState,
    StoredFile,
    Upload,
)

Row = TypeVar("Row", bound=Model)


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
    current = {
        row.evidence_id: row for row in _revisions(links.values("evidence_id")).order_by("number")
    }
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


def _revisions(evidence: Any) -> QuerySet[EvidenceRevision]:
    return EvidenceRevision.objects.filter(evidence__in=evidence).select_related("file")


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


# Evidence of units --------------------------------------------------------------------------------


def evidence_of(person: Person) -> QuerySet[Evidence]:
    """Every piece of evidence that `person` may see, withdrawn ones too."""
    return Evidence.objects.filter(unit__in=units_of(person).values("pk")).select_related(
        "unit__agency", "added_by", "checked_by"
    )


def evidence_by_id(person: Person, key: UUID) -> Evidence:
    """One piece of evidence. Raises Http404 where it is not there for this person."""
    return _found(evidence_of(person), key)


def link_by_id(person: Person, key: UUID) -> EvidenceLink:
    """One use of evidence. Raises Http404 where it is not there for this person."""
    links = EvidenceLink.objects.filter(sheet__unit__in=units_of(person).values("pk"))
    related = links.select_related("evidence", "sheet__unit__agency", "sheet__instrument")
    return _found(related, key)


def upload_by_id(person: Person, key: str) -> Upload:
    """An upload of `person`. Raises Http404 for those of others."""
    rows = Upload.objects.filter(person=person)
    return _found(rows.select_related("unit__agency", "sheet", "evidence", "file"), key)


def unfinished_uploads(person: Person) -> QuerySet[Upload]:
    """Uploads of `person` that were begun and not finished."""
    return Upload.objects.filter(person=person, finished_at__isnull=True)


def _found(rows: QuerySet[Row], key: UUID | str) -> Row:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


class Filter(StrEnum):
    """What the library can be narrowed to."""

    ALL = ""
    TO_CHECK = "periksa"
    DRAFT = "konsep"
    CHECKED = "diperiksa"
    UNUSED = "belum-dipakai"
    OUTSIDE = "di-luar-periode"
    TWINS = "kembar"


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in the library of a unit."""

    text: str = ""
    only: Filter = Filter.ALL
    area: int | None = None
    proves: tuple[date, date] | None = None


def search(person: Person, unit: WorkUnit, asked: Asked) -> QuerySet[Evidence]:
    """The unit's evidence by words of title, file name, address or question code, newest first.

    Rows carry `current` (id of the newest revision) and `used` (number of questions); read their
    files with `files_of`. `asked.proves` is the period of the cycle, needed for OUTSIDE.
    """
    rows = evidence_of(person).filter(unit=unit, withdrawn_at__isnull=True)
    if asked.text:
        fields = ("title", "url", "links__official_code", "revisions__filename")
        matching = Evidence.objects.filter(unit=unit).filter(words_match(asked.text, fields))
        rows = rows.filter(pk__in=matching.values("pk"))
    if asked.area is not None:
        proving = EvidenceLink.objects.filter(_of_area(unit, asked.area))
        rows = rows.filter(pk__in=proving.values("evidence_id"))
    rows = rows.filter(_only(person, unit, asked))
    newest = EvidenceRevision.objects.filter(evidence=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        current=Subquery(newest.values("pk")[:1]), used=Count("links", distinct=True)
    ).order_by("-added_at", "-pk")


def _of_area(unit: WorkUnit, area: int) -> Q:
    """Links of the unit's sheets to questions of an area, whatever instrument they follow."""
    condition = Q(pk__isnull=True)
    sheets = EvaluationSheet.objects.filter(unit=unit).select_related("instrument")
    for version in {sheet.instrument_id: sheet.instrument for sheet in sheets}.values():
        codes = [
            question.code
            for question in instrument_of(version).questions
            if question.area_number == area
        ]
        condition |= Q(sheet__unit=unit, sheet__instrument=version, official_code__in=codes)
    return condition


def _only(person: Person, unit: WorkUnit, asked: Asked) -> Q:
    match asked.only:
        case Filter.TO_CHECK:
            return _checkable(person, unit)
        case Filter.DRAFT:
            return Q(state=EvidenceState.DRAFT)
        case Filter.CHECKED:
            return Q(state=EvidenceState.CHECKED)
        case Filter.UNUSED:
            return Q(~Exists(EvidenceLink.objects.filter(evidence=OuterRef("pk"))))
        case Filter.OUTSIDE if asked.proves is not None:
            return _outside(*asked.proves)
        case Filter.TWINS:
            return Q(pk__in=_twins(unit))
    return Q()


def _checkable(person: Person, unit: WorkUnit) -> Q:
    """Submitted evidence that `person` may check: not uploaded by themself, of their areas."""
    newest = EvidenceRevision.objects.filter(evidence=OuterRef("pk")).order_by("-number")
    own = Q(added_by=person, kind=EvidenceKind.LINK) | Q(
        pk__in=Evidence.objects.annotate(uploader=Subquery(newest.values("added_by")[:1]))
        .filter(unit=unit, uploader=person)
        .values("pk")
    )
    waiting = Q(state=EvidenceState.SUBMITTED) & ~own
    roles = roles_of(person, unit)
    if roles & {Role.UNIT_PIC, Role.UNIT_HEAD}:
        return waiting
    areas = Q(pk__isnull=True)
    for area in areas_led(person, unit):
        links = EvidenceLink.objects.filter(_of_area(unit, area))
        areas |= Q(pk__in=links.values("evidence_id"))
    return waiting & areas


def _outside(start: date, end: date) -> Q:
    return Q(proves_until__lt=start) | Q(proves_from__gt=end)


def _twins(unit: WorkUnit) -> QuerySet[Any]:
    """Evidence of the unit whose content is that of another piece of evidence of the unit."""
    alive = EvidenceRevision.objects.filter(
        evidence__unit=unit, evidence__withdrawn_at__isnull=True
    )
    other = alive.filter(file=OuterRef("file")).exclude(evidence=OuterRef("evidence"))
    return alive.filter(Exists(other)).values("evidence_id")


def counts_of(person: Person, unit: WorkUnit, proves: tuple[date, date] | None) -> dict[str, int]:
    """How much evidence each filter of the library would show, in one query."""
    rows = evidence_of(person).filter(unit=unit, withdrawn_at__isnull=True).order_by()
    wanted = {
        (only.value or "all").replace("-", "_"): Count(
            "pk", filter=_only(person, unit, Asked(only=only, proves=proves)) & Q(pk__isnull=False)
        )
        for only in Filter
        if only is not Filter.OUTSIDE or proves is not None
    }
    return dict(rows.aggregate(**wanted))


def files_of(evidence: Iterable[Evidence]) -> dict[UUID, EvidenceRevision]:
    """The newest revision, with its file, of each piece of evidence that has one; one query."""
    rows = _revisions([one.pk for one in evidence]).order_by("number")
    return {row.evidence_id: row for row in rows}


def revisions_of(evidence: Evidence) -> list[EvidenceRevision]:
    """All revisions, the newest first, with files and people."""
    return list(evidence.revisions.select_related("file", "added_by").order_by("-number"))


def uses_of(evidence: Evidence) -> list[EvidenceLink]:
    """Where it is used, the newest sheet first."""
    links = evidence.links.select_related("sheet__instrument", "sheet__cycle", "sheet__unit")
    return list(links.order_by("-sheet__cycle__year", "official_code"))


def evidence_outside_period(sheet: EvaluationSheet) -> QuerySet[Evidence]:
    """Evidence attached to the sheet that proves nothing of the cycle's period."""
    cycle = sheet.cycle
    outside = _outside(cycle.period_starts_on, cycle.period_ends_on)
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


def reusable(person: Person, sheet: EvaluationSheet, official_code: str, text: str = "") -> Any:
    """Evidence of the sheet's unit not yet used for this question, the likeliest first.

    First what answered the same question before, then what proves the period of the cycle, then
    the newest.
    """
    cycle = sheet.cycle
    here = EvidenceLink.objects.filter(sheet=sheet, official_code=official_code)
    before = EvidenceLink.objects.filter(evidence=OuterRef("pk"), official_code=official_code)
    within = Q(proves_from__lte=cycle.period_ends_on, proves_until__gte=cycle.period_starts_on)
    rows = search(person, sheet.unit, Asked(text=text)).exclude(pk__in=here.values("evidence_id"))
    return rows.annotate(
        answered_before=Exists(before),
        in_period=Exists(Evidence.objects.filter(within, pk=OuterRef("pk"))),
    ).order_by("-answered_before", "-in_period", "-added_at", "-pk")


def same_content(person: Person, evidence: Evidence) -> list[Evidence]:
    """Other evidence of the unit with the content of this one's newest revision."""
    newest = evidence.revisions.order_by("-number").first()
    if newest is None:
        return []
    twins = EvidenceRevision.objects.filter(file=newest.file_id).exclude(evidence=evidence)
    rows = evidence_of(person).filter(unit=evidence.unit_id, withdrawn_at__isnull=True)
    return list(rows.filter(pk__in=twins.values("evidence_id")).order_by("title", "pk"))


def content_hashes() -> list[str]:
    """The SHA-256 of all content that evidence ever referred to, in order: for checkpoints."""
    return list(StoredFile.objects.order_by("sha256").values_list("sha256", flat=True))
