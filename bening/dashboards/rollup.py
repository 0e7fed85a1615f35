"""Keeps the standings of programs: marks what changed, computes it again, beside the pages.

What changed is read from the sealed audit trail: every action writes its event, so no saving has
to think of the board and none waits for it. A seal that comes late is still read, since the trail
is read again from a little before where it was left; what was read by this process is remembered.
Marking or computing twice does no harm, so several processes may do it.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bening.agencies.models import TimeZone
from bening.audit.models import Event, Seal
from bening.dashboards.computing import standings_of
from bening.dashboards.models import ProgramStanding, RollupProgress
from bening.domain.days import day_in
from bening.domain.keys import RANDOM_BYTES, uuid7
from bening.programs.models import ZoneProgram

NAME = "standings"
OVERLAP = timedelta(minutes=2)
"""How far back is read again: longer than the clocks of two sealing machines may differ."""
BATCH = 50
MOST_SEALS = 500
REMEMBERED = 20_000
OF_SHEETS = frozenset({"question", "sheet"})
OF_REVIEWS = frozenset({"review"})
SUBJECTS = OF_SHEETS | OF_REVIEWS | frozenset({"program", "unit"})

_seen: OrderedDict[UUID, None] = OrderedDict()


def refresh(*, now: datetime, most: int | None = None) -> int:
    """Marks what changed and computes what is marked, at most `most` programs; how many."""
    mark_changed(now=now)
    adopt(now=now)
    mark_newly_late(now=now)
    done = 0
    while most is None or done < most:
        computed = compute_stale(now=now)
        if not computed:
            break
        done += computed
    return done


def mark_changed(*, now: datetime) -> int:
    """Marks the programs that events sealed since the last reading are about; how many seals.

    The first reading of an installation begins now: `adopt` finds what was there before.
    """
    progress, _made = RollupProgress.objects.get_or_create(
        name=NAME, defaults={"read_until": now - OVERLAP}
    )
    seals = Seal.objects.filter(pk__gt=_first_key(progress.read_until - OVERLAP))
    fresh = [
        row
        for row in seals.order_by("pk").values_list("pk", "stream", "first", "last")[
            : MOST_SEALS + len(_seen)
        ]
        if row[0] not in _seen
    ][:MOST_SEALS]
    if not fresh:
        return 0
    subjects: set[tuple[str, str]] = set()
    for _key, stream, first, last in fresh:
        subjects |= set(
            Event.objects.filter(
                stream=stream, position__range=(first, last), subject_type__in=SUBJECTS
            ).values_list("subject_type", "subject_id")
        )
    if subjects:
        mark(_programs_of(subjects), now=now)
    for key, *_rest in fresh:
        _seen[key] = None
    while len(_seen) > REMEMBERED:
        _seen.popitem(last=False)
    read = _time_of(fresh[-1][0])
    RollupProgress.objects.filter(name=NAME, read_until__lt=read).update(read_until=read)
    return len(fresh)


def _first_key(moment: datetime) -> UUID:
    """The lowest UUIDv7 of a moment."""
    return uuid7(max(0, int(moment.timestamp() * 1000)), bytes(RANDOM_BYTES))


def _time_of(key: UUID) -> datetime:
    """The moment that a UUIDv7 carries."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


def forget() -> None:
    """Forgets which seals this process has read."""
    _seen.clear()


def _programs_of(subjects: Iterable[tuple[str, str]]) -> list[ZoneProgram]:
    """The programs that events are about."""
    keys: dict[str, set[UUID]] = {"sheet": set(), "review": set(), "program": set(), "unit": set()}
    for kind, subject in subjects:
        key = _key(subject.partition("/")[0])
        if key is not None:
            keys["sheet" if kind in OF_SHEETS else kind].add(key)
    found = ZoneProgram.objects.filter(
        Q(pk__in=keys["program"])
        | Q(sheet__pk__in=keys["sheet"])
        | Q(unit__in=keys["unit"])
        | Q(review_rounds__in=keys["review"])
    )
    return list(found.only("pk", "agency_id", "cycle_id").distinct())


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def mark(programs: Sequence[ZoneProgram], *, now: datetime) -> None:
    """Says that the standings of `programs` are to be computed again."""
    keys = [program.pk for program in programs]
    with transaction.atomic():
        ProgramStanding.objects.bulk_create(
            [
                ProgramStanding(
                    program_id=program.pk,
                    agency_id=program.agency_id,
                    cycle_id=program.cycle_id,
                    stale_since=now,
                )
                for program in programs
            ],
            ignore_conflicts=True,
        )
        ProgramStanding.objects.filter(pk__in=keys).update(stale_since=now)


def adopt(*, now: datetime) -> int:
    """Marks programs that have no standing yet; how many."""
    found = list(
        ZoneProgram.objects.filter(standing__isnull=True).only("pk", "agency_id", "cycle_id")[:1000]
    )
    if found:
        mark(found, now=now)
    return len(found)


def mark_newly_late(*, now: datetime) -> int:
    """Marks what became late by the passing of a midnight, in each zone; how many."""
    marked = 0
    for zone in TimeZone.values:
        rows = ProgramStanding.objects.filter(
            Q(program__unit__time_zone=zone)
            | Q(program__unit__time_zone="", agency__time_zone=zone),
            next_due_on__lt=day_in(zone, now),
            stale_since__isnull=True,
        )
        keys = list(rows.values_list("pk", flat=True)[:1000])
        if keys:
            marked += ProgramStanding.objects.filter(pk__in=keys).update(stale_since=now)
    return marked


def compute_stale(*, now: datetime, limit: int = BATCH) -> int:
    """Computes the longest marked standings; how many. One that is marked anew meanwhile stays so.

    The reading stands before the transaction: on SQLite nobody waits while it scores.
    """
    waiting = dict(
        ProgramStanding.objects.filter(stale_since__isnull=False)
        .order_by("stale_since", "pk")
        .values_list("pk", "stale_since")[:limit]
    )
    if not waiting:
        return 0
    programs = (
        ZoneProgram.objects.filter(pk__in=waiting)
        .select_related("unit__agency", "cycle", "sheet__instrument")
        .defer("sheet__instrument__source")
    )
    computed = standings_of([program for program in programs if hasattr(program, "sheet")], now=now)
    columns = [
        field.attname
        for field in ProgramStanding._meta.concrete_fields
        if not field.primary_key and field.attname not in {"agency_id", "cycle_id"}
    ]
    with transaction.atomic():
        for standing in computed:
            ProgramStanding.objects.filter(pk=standing.pk, stale_since=waiting[standing.pk]).update(
                **{name: getattr(standing, name) for name in columns}
            )
        without_sheet = set(waiting) - {standing.pk for standing in computed}
        if without_sheet:
            ProgramStanding.objects.filter(pk__in=without_sheet).update(stale_since=None)
    return len(waiting)
