"""What of discipline waits for a person besides running clocks. A fixed number of queries."""

from collections.abc import Collection
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.discipline import absences, access, queries
from bening.discipline.models import CaseExaminer, CaseState, Summons

SHOWN = 50


def turns(person: Person, now: datetime) -> list[Turn]:
    """Examinations to follow or to hold, sanctions that have ended, absence to decide about."""
    if person.agency_id is None:
        return []
    paths = access.officer_paths(person, today_of(person, now))
    return [
        *_summoned(person),
        *_examining(person),
        *(_ended(person, now) if paths else []),
        *_absences(person, paths, now),
    ]


def _summoned(person: Person) -> list[Turn]:
    rows = Summons.objects.filter(case__person=person, came__isnull=True).select_related("case")
    return [
        Turn(
            key=f"summons:{row.pk}",
            title=row.case.number,
            detail=_("Panggilan pemeriksaan"),
            url=reverse("discipline:own", args=[row.case_id]),
            due_on=row.examine_on,
            since=row.issued_at,
            unit=row.case.unit_id,
            personal=True,
        )
        for row in rows.order_by("examine_on", "pk")[:SHOWN]
    ]


def _examining(person: Person) -> list[Turn]:
    rows = CaseExaminer.objects.filter(
        person=person, case__state__in=(CaseState.REPORTED, CaseState.EXAMINED)
    ).select_related("case")
    return [
        Turn(
            key=f"examiner:{row.pk}",
            title=row.case.number,
            detail=_("Panggil terperiksa")
            if row.case.state == CaseState.REPORTED
            else _("Usulkan putusan"),
            url=reverse("discipline:case", args=[row.case_id]),
            since=row.named_at,
            unit=row.case.unit_id,
            personal=True,
        )
        for row in rows.order_by("named_at", "pk")[:SHOWN]
    ]


def _ended(person: Person, now: datetime) -> list[Turn]:
    today: date = today_of(person, now)
    rows = queries.cases_of(person, now).filter(
        state=CaseState.SERVING, sanctions__replaced_at__isnull=True, sanctions__ends_on__lt=today
    )
    return [
        Turn(
            key=f"served:{row.pk}",
            title=row.number,
            detail=_("Sanksi sudah berakhir: nyatakan selesai"),
            url=reverse("discipline:case", args=[row.pk]),
            unit=row.unit_id,
            personal=True,
        )
        for row in rows[:SHOWN]
    ]


def _absences(person: Person, paths: Collection[str], now: datetime) -> list[Turn]:
    """How many people's absence reached a step that nobody has decided about: no name of anybody.

    For each who may open a case of theirs, until one is opened or it is said why not.
    """
    count = sum(row.asks for row in absences.absences_of(person, now, paths))
    if not count:
        return []
    return [
        Turn(
            key=f"absences:{person.pk}",
            title=_("Rekap kehadiran"),
            detail=ngettext(
                "%(count)s pegawai mencapai ambang: buka perkara atau tulis mengapa tidak",
                "%(count)s pegawai mencapai ambang: buka perkara atau tulis mengapa tidak",
                count,
            )
            % {"count": count},
            url=reverse("discipline:recaps"),
            personal=True,
        )
    ]
