"""The library of a unit: words, filters, what can be used again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from bening.accounts.access import areas_led, own_roles_of
from bening.accounts.models import Person, Role
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
)
from bening.evidence.queries.single import evidence_of, outside_of


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
            return outside_of(*asked.proves)
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
    roles = own_roles_of(person, unit)
    if roles & {Role.UNIT_PIC, Role.UNIT_HEAD}:
        return waiting
    areas = Q(pk__isnull=True)
    for area in areas_led(person, unit):
        links = EvidenceLink.objects.filter(_of_area(unit, area))
        areas |= Q(pk__in=links.values("evidence_id"))
    return waiting & areas


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
