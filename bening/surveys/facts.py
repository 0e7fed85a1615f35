"""Facts of surveys: how often, how openly, what was followed up; and indexes.

The unit's own index is a forecast. It stands beside the questions about external surveys and
proposes nothing there; a value of TPN or BPS with its document does.
"""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.results import KindResults
from bening.domain.surveys.states import IS_PUBLIC, NEVER_AGAIN
from bening.facts import Fact, FactValue, Period, Record, register
from bening.surveys.content import read_content
from bening.surveys.elements import INDEXES
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    ExternalIndex,
    ExternalSource,
    ImprovementPlan,
    PublicationPlace,
    SurveyPeriod,
    SurveyPublication,
)
from bening.surveys.result_queries import newest_results
from bening.ui.figures import decimal_text

SHOWN = 50
OFFICIAL = (ExternalSource.TPN, ExternalSource.BPS)
"""Who decides an index in the sheet; TPI's own survey follows after a title."""
ONLINE = (PublicationPlace.PORTAL, PublicationPlace.WEBSITE, PublicationPlace.SOCIAL)


def _closed(unit_id: UUID, period: Period, kind: SurveyKind) -> list[SurveyPeriod]:
    """The closed periods of a survey that ended in the days asked about."""
    rows = (
        SurveyPeriod.objects.filter(
            unit_id=unit_id,
            ends_on__gte=period.start,
            ends_on__lte=period.end,
            state__in=[state.value for state in NEVER_AGAIN],
        )
        .select_related("questionnaire")
        .order_by("ends_on", "pk")
    )
    return [row for row in rows if kind in instrument_of(row.questionnaire).kinds]


def _public(periods: Iterable[SurveyPeriod]) -> list[SurveyPeriod]:
    return [one for one in periods if one.state in {state.value for state in IS_PUBLIC}]


def _records(periods: Iterable[SurveyPeriod]) -> tuple[Record, ...]:
    return tuple(
        Record(f"{one.name}: {one.get_state_display()}", reverse("surveys:result", args=[one.pk]))
        for one in list(periods)[:SHOWN]
    )


def skm_periods(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """Published SKM periods; None where none was closed: it may have been done elsewhere."""
    closed = _closed(unit_id, period, SurveyKind.SKM)
    if not closed:
        return None
    published = _public(closed)
    return FactValue(
        value=Fraction(len(published)),
        counts={"published": len(published), "closed": len(closed)},
        as_of=now,
        records=_records(closed),
    )


def skm_openness(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """1 where every published SKM stands online and on the board, 1/2 where not all do, else 0."""
    closed = _closed(unit_id, period, SurveyKind.SKM)
    if not closed:
        return None
    published = _public(closed)
    places: dict[UUID, set[str]] = {one.pk: set() for one in published}
    rows = SurveyPublication.objects.filter(period__in=list(places))
    for key, place in rows.values_list("period_id", "place"):
        places[key].add(place)
    both = sum(
        PublicationPlace.BOARD in found and not found.isdisjoint(ONLINE)
        for found in places.values()
    )
    all_in = bool(published) and both == len(published)
    value = Fraction(1) if all_in else Fraction(1, 2) if published else Fraction(0)
    return FactValue(
        value=value,
        counts={"both": both, "published": len(published), "closed": len(closed)},
        as_of=now,
        records=_records(published or closed),
    )


def skm_followed_up(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of plans for SKM results that are done with proof; 0 where nothing is planned."""
    published = _public(_closed(unit_id, period, SurveyKind.SKM))
    if not published:
        return None
    plans = list(ImprovementPlan.objects.filter(period__in=published).order_by("due_on", "pk"))
    done = sum(plan.done_at is not None for plan in plans)
    return FactValue(
        value=Fraction(done, len(plans)) if plans else Fraction(0),
        counts={"done": done, "planned": len(plans), "published": len(published)},
        as_of=now,
        records=tuple(
            Record(plan.action[:80], reverse("surveys:improvement", args=[plan.pk]))
            for plan in plans[:SHOWN]
        ),
    )


def _index(kind: SurveyKind, unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The newest value of TPN or BPS; without one the newest forecast of the unit's own."""
    external = list(
        ExternalIndex.objects.filter(
            unit_id=unit_id,
            kind=kind.value,
            source__in=OFFICIAL,
            withdrawn_at__isnull=True,
            measured_until__gte=period.start,
            measured_until__lte=period.end,
        ).order_by("-measured_until", "-entered_at")[:SHOWN]
    )
    own = list(_own(kind, unit_id, period))
    if not external and not own:
        return None
    value = Fraction(external[0].value) if external else own[-1][1].index or Fraction(0)
    name = INDEXES[kind]
    records = [
        Record(
            gettext("%(source)s: %(name)s %(value)s, dokumen %(title)s")
            % {
                "source": one.get_source_display(),
                "name": name,
                "value": decimal_text(one.value, 3),
                "title": one.document.title,
            },
            reverse("documents:document", args=[one.document_id]),
        )
        for one in external
    ] + [
        Record(
            gettext("Perkiraan survei mandiri %(period)s: %(name)s %(value)s")
            % {"period": row.name, "name": name, "value": decimal_text(found.index)},
            reverse("surveys:result", args=[row.pk]),
        )
        for row, found in reversed(own)
    ]
    return FactValue(
        value=value,
        counts={"external": len(external), "own": len(own)},
        as_of=now,
        records=tuple(records[:SHOWN]),
    )


def _own(
    kind: SurveyKind, unit_id: UUID, period: Period
) -> Iterable[tuple[SurveyPeriod, KindResults]]:
    """The published own results of a survey, oldest first, each with its index."""
    published = _public(_closed(unit_id, period, kind))
    newest = newest_results(published)
    for row in published:
        found = read_content(newest[row.pk].content).kind(kind) if row.pk in newest else None
        if found is not None:
            yield row, found


def ipak(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The index of perceived corruption."""
    return _index(SurveyKind.SPAK, unit_id, period, now)


def ipkp(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The index of perceived service quality."""
    return _index(SurveyKind.SPKP, unit_id, period, now)


def skm_for_standards(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """Published SKM results that a review of service standards can use."""
    published = _public(_closed(unit_id, period, SurveyKind.SKM))
    if not published:
        return None
    return FactValue(
        value=Fraction(len(published)),
        counts={"published": len(published)},
        as_of=now,
        records=_records(published),
    )


def elements_improved(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of SKM elements that are higher in the last published period than in the first."""
    own = list(_own(SurveyKind.SKM, unit_id, period))
    if len(own) < 2:
        return None
    before = {each.aspect: each.index for each in own[0][1].aspects}
    pairs = [
        (earlier, each.index)
        for each in own[-1][1].aspects
        if each.index is not None and (earlier := before.get(each.aspect)) is not None
    ]
    if not pairs:
        return None
    higher = sum(now_ > then for then, now_ in pairs)
    return FactValue(
        value=Fraction(higher, len(pairs)),
        counts={"improved": higher, "elements": len(pairs)},
        as_of=now,
        records=_records([own[0][0], own[-1][0]]),
    )


FACTS = (
    ("surveys.skm_periods", _("Periode SKM yang dipublikasikan"), _("periode"), skm_periods),
    ("surveys.skm_openness", _("Keterbukaan hasil SKM"), _("bagian"), skm_openness),
    (
        "surveys.skm_followed_up",
        _("Tindak lanjut hasil SKM yang selesai"),
        _("bagian dari tindak lanjut"),
        skm_followed_up,
    ),
    ("surveys.ipak", _("Indeks persepsi anti korupsi"), _("indeks 0 sampai 4"), ipak),
    ("surveys.ipkp", _("Indeks persepsi kualitas pelayanan"), _("indeks 0 sampai 4"), ipkp),
    (
        "surveys.skm_for_standards",
        _("Hasil SKM untuk tinjauan standar pelayanan"),
        _("periode"),
        skm_for_standards,
    ),
    (
        "surveys.elements_improved",
        _("Unsur SKM yang naik dari awal ke akhir tahun"),
        _("bagian dari unsur"),
        elements_improved,
    ),
)


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    for name, label, unit, query in FACTS:
        register(Fact(name=name, label=label, unit_of_measure=unit, query=query))
