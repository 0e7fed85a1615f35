"""A conflict declared by the employee, or reported by anybody outside; whom it is about."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.agencies.models import WorkUnit
from bening.casework.actions import give_clocks, next_number, start_clock
from bening.casework.models import Channel
from bening.conflicts import access
from bening.conflicts.actions.steps import LONGEST, locked, record, tell, words_of
from bening.conflicts.content import sealed
from bening.conflicts.models import (
    ConflictCase,
    ControlKind,
    Kind,
    Origin,
    Source,
    Tie,
)
from bening.conflicts.parties import heads_of, keep_from, parties_named
from bening.conflicts.people import needed_person, person_typed
from bening.conflicts.superiors import deciders_of, nearest, parties_of, superior_of, unit_of
from bening.domain.conflicts import ConflictRefused
from bening.domain.days import day_in

PREFIX = "KK"
TERM = "conflict_decision"
CODE_BYTES = 10
"""A public report is found again by so many random bytes, shown once."""
REPORTS_AN_HOUR = 30
"""Public reports of one unit: a limit by what is reported about, never by who reports."""


class ReportsTooMany(ConflictRefused):
    """More public reports about a unit than anybody could read."""

    status = 429


def declare_conflict(
    *,
    kind: Kind,
    sources: Collection[Source],
    description: str,
    proposed: Collection[ControlKind],
    proposal: str = "",
    about_unit: WorkUnit | None = None,
    about_person: str = "",
    by: Person,
    now: datetime,
) -> ConflictCase:
    """Declares one's own conflict; the superior has five working days to decide.

    From now on the person is tied with the unit and the person named. Raises ConflictRefused.
    """
    with transaction.atomic():
        today = today_of(by, now)
        unit = unit_of(by, today)
        told = words_of(description, "description")
        if not sources:
            raise ConflictRefused("conflict_sources_missing", field="sources")
        other = person_typed(about_person, agency=unit.agency_id, field="about_person")
        if other is not None and other.pk == by.pk:
            raise ConflictRefused("interest_in_oneself", field="about_person")
        if about_unit is not None and about_unit.agency_id != unit.agency_id:
            raise ConflictRefused("conflict_unit_unknown", field="about_unit")
        case = filed(
            unit,
            Origin.OWN,
            person=by,
            superior=superior_of(by, unit, today),
            words={"description": told, "proposal": proposal.strip()[:LONGEST]},
            by=by,
            now=now,
            kind=kind,
            sources=sorted(sources),
            proposed=sorted(proposed),
            about_unit=about_unit,
            about_person=other,
        )
        if about_unit is not None or other is not None:
            Tie.objects.create(
                agency_id=unit.agency_id,
                person=by,
                unit=about_unit,
                other=other,
                case=case,
                starts_on=today,
            )
    return case


def report_conflict(
    *,
    unit: WorkUnit,
    named: str,
    text: str,
    contact: str = "",
    is_about_head: bool = False,
    now: datetime,
) -> tuple[ConflictCase, str]:
    """A report by anybody outside; the case and the code that finds it again, shown once.

    Goes to the head of the unit, past everybody whom it names or who heads the unit reported: to
    those above, the head of the agency, then the inspectorate. Whoever it names never reads it.
    Raises ConflictRefused ("conflict_nobody_independent" where none of them is left and an outside
    body has to decide), ReportsTooMany.
    """
    with transaction.atomic():
        who = named.strip()
        if not who:
            raise ConflictRefused("conflict_reported_missing", field="named")
        told = words_of(text, "text")
        recent = ConflictCase.objects.filter(
            unit=unit, origin=Origin.REPORT, filed_at__gt=now - timedelta(hours=1)
        )
        if recent.count() >= REPORTS_AN_HOUR:
            raise ReportsTooMany("conflict_reports_too_many")
        today = day_in(unit.zone, now)
        deciders = list(deciders_of(unit.agency_id, today))
        people = parties_named(named=who, text=told, unit=unit, deciders=deciders, on=today)
        if is_about_head:
            people |= heads_of(unit, deciders)
        superior = nearest(deciders, people, unit)
        if superior is None:
            raise ConflictRefused("conflict_nobody_independent", agency=unit.agency.name)
        code = secrets.token_hex(CODE_BYTES)
        case = filed(
            unit,
            Origin.REPORT,
            person=None,
            superior=superior,
            words={
                "description": told,
                "named": who[:300],
                "contact": contact.strip()[:300],
            },
            by=None,
            now=now,
            secret_sha256=hash_of(code),
        )
        keep_from(case, people, now)
    return case, code


def hash_of(code: str) -> str:
    """What is kept of a reporter's code; spaces and letter case don't matter."""
    clean = "".join(code.split()).replace("-", "").lower()
    return hashlib.sha256(b"bening conflict report" + clean.encode()).hexdigest()


def identify_person(*, case: ConflictCase, person: str, by: Person, now: datetime) -> ConflictCase:
    """Says whom a report is about; where that is its superior, it goes to the next above.

    Where nobody is left above, they are kept from the report at once all the same. Raises
    NotAllowed, ConflictRefused ("conflict_person_unknown", "conflict_report_identified",
    "conflict_nobody_above").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_identify(by, kept, today)
        if kept.origin != Origin.REPORT or kept.person_id is not None:
            raise ConflictRefused("conflict_report_identified")
        found = needed_person(person, agency=kept.agency_id)
        if found.pk == by.pk and kept.superior_id != by.pk:
            raise ConflictRefused("conflict_report_about_oneself", field="person")
        people = {found.pk, *parties_of(kept)}
        superior = nearest(deciders_of(kept.agency_id, today), people, kept.unit)
        if superior is None:
            keep_from(kept, [found.pk], now)
            if kept.superior_id == found.pk:
                give_clocks(case=kept.pk, owner=None)
        else:
            kept.superior, kept.person = superior, found
            kept.save(update_fields=["superior", "person"])
            give_clocks(case=kept.pk, owner=superior)
            tell_superior(kept, now)
        record("conflict.identified", kept, by, now)
    if superior is None:
        raise ConflictRefused("conflict_nobody_above", field="person", person=found.name)
    return kept


def filed(
    unit: WorkUnit,
    origin: Origin,
    *,
    person: Person | None,
    superior: Person,
    words: dict[str, str],
    by: Person | None,
    now: datetime,
    **values: object,
) -> ConflictCase:
    key = new_key()
    year = day_in(unit.zone, now).year
    case = ConflictCase.objects.create(
        pk=key,
        agency_id=unit.agency_id,
        unit=unit,
        number=next_number(unit=unit, prefix=PREFIX, year=year),
        origin=origin,
        person=person,
        superior=superior,
        kept=sealed(words, row=key),
        filed_at=now,
        **values,
    )
    start_clock(
        channel=Channel.CONFLICT,
        case=key,
        term=TERM,
        unit=unit,
        owner=superior,
        title=case.number,
        url=reverse("conflicts:case", args=[key]),
        at=now,
        by=by,
        now=now,
        is_protected=True,
    )
    tell_superior(case, now)
    record("conflict.filed", case, by, now)
    return case


def tell_superior(case: ConflictCase, now: datetime) -> None:
    tell(case, "conflict_filed", [case.superior], now, key=f"{case.pk}:{case.superior_id}")
