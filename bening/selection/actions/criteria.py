"""Criteria of an agency, adopted in versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.selection import access
from bening.selection.criteria import HIGHEST, known_criteria
from bening.selection.models import CriteriaSet, Criterion
from bening.selection.refusals import SelectionRefused

MOST_CRITERIA = 12
MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class CriterionChoice:
    """A criterion as an agency wants it; scale 0 to `highest`."""

    key: str
    text: str
    source: str
    weight: int
    highest: int = HIGHEST


def adopt_criteria(
    *, agency: Agency, criteria: Sequence[CriterionChoice], by: Person, now: datetime
) -> CriteriaSet:
    """A new version of the agency's criteria; rounds under way keep theirs.

    Raises NotAllowed, SelectionRefused ("criteria_missing", "criteria_twice",
    "criterion_without_source", "criterion_weight", "criteria_unchanged").
    """
    access.check_can_set_up(by, agency, on=today_of(by, now))
    _check(criteria)
    with transaction.atomic():
        newest = newest_set(Agency.objects.select_for_update().get(pk=agency.pk))
        if newest is not None and _same(newest, criteria):
            raise SelectionRefused("criteria_unchanged", version=newest.version)
        made = store_criteria(agency=agency, criteria=criteria, by=by, now=now)
        audit.record(
            act="selection.criteria_adopted",
            by=by.pk,
            agency=agency.pk,
            subject=("agency", agency.pk),
            at=now,
            data={"version": made.version, "criteria": [one.key for one in criteria]},
        )
    return made


def newest_set(agency: Agency) -> CriteriaSet | None:
    """The version in force; None where the agency adopted none."""
    return CriteriaSet.objects.filter(agency=agency).order_by("-version").first()


def default_choices() -> list[CriterionChoice]:
    """The criteria of the regulation in force, all of one weight."""
    return [
        CriterionChoice(one.key, one.text, one.source, weight=1)
        for one in known_criteria()
        if one.is_default
    ]


def store_criteria(
    *, agency: Agency, criteria: Sequence[CriterionChoice], by: Person, now: datetime
) -> CriteriaSet:
    """The rows of a new version, inside the caller's transaction."""
    last = CriteriaSet.objects.filter(agency=agency).aggregate(last=Max("version"))["last"]
    made = CriteriaSet.objects.create(
        agency=agency, version=(last or 0) + 1, adopted_by=by, adopted_at=now
    )
    Criterion.objects.bulk_create(
        Criterion(
            criteria=made,
            position=position,
            key=one.key,
            text=one.text.strip(),
            source=one.source.strip(),
            weight=one.weight,
            highest=one.highest,
        )
        for position, one in enumerate(criteria, start=1)
    )
    return made


def _check(criteria: Sequence[CriterionChoice]) -> None:
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        raise SelectionRefused("criteria_missing", most=MOST_CRITERIA)
    if len({one.key for one in criteria}) != len(criteria):
        raise SelectionRefused("criteria_twice")
    for one in criteria:
        if not one.text.strip() or not one.source.strip():
            raise SelectionRefused("criterion_without_source")
        if not (1 <= one.weight <= MOST_POINTS and 1 <= one.highest <= MOST_POINTS):
            raise SelectionRefused("criterion_weight", criterion=one.text, most=MOST_POINTS)


def _same(newest: CriteriaSet, criteria: Sequence[CriterionChoice]) -> bool:
    return [
        (one.key, one.text, one.source, one.weight, one.highest) for one in newest.items.all()
    ] == [
        (one.key, one.text.strip(), one.source.strip(), one.weight, one.highest) for one in criteria
    ]
