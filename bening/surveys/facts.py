"""Facts of surveys: how often, how openly, what was followed up; and indexes.

The unit's own index is a forecast. It stands beside the questions about external surveys and
proposes nothing there; a value of TPN or BPS with its document does.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.results import KindResults
from bening.domain.surveys.states import IS_PUBLIC, NEVER_AGAIN
from bening.facts import Fact, FactValue, Period, Record, read_once, register
from bening.surveys.content import ResultContent, read_content
from bening.surveys.elements import INDEXES
from bening.surveys.facts_kept import KEPT, facts_key
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


class _Surveys:
    """What the facts of one unit and period stand on, each read when first asked for."""

    def __init__(self, unit_id: UUID, period: Period) -> None:
        self.unit_id, self.period = unit_id, period

    @cached_property
    def all_closed(self) -> list[SurveyPeriod]:
        """The closed periods that ended in the days asked about, oldest first."""
        return list(
            SurveyPeriod.objects.filter(
                unit_id=self.unit_id,
                ends_on__gte=self.period.start,
                ends_on__lte=self.period.end,
                state__in=[state.value for state in NEVER_AGAIN],
            )
            .select_related("questionnaire")
            .order_by("ends_on", "pk")
        )

    def closed(self, kind: SurveyKind) -> list[SurveyPeriod]:
        """Those that asked for a survey."""
        return [one for one in self.all_closed if kind in instrument_of(one.questionnaire).kinds]

    def published(self, kind: SurveyKind) -> list[SurveyPeriod]:
        """Those whose result is public."""
        states = {state.value for state in IS_PUBLIC}
        return [one for one in self.closed(kind) if one.state in states]

    @cached_property
    def contents(self) -> dict[UUID, ResultContent]:
        """The figures of every closed period that was worked out."""
        newest = newest_results(self.all_closed) if self.all_closed else {}
        return {key: read_content(found.content) for key, found in newest.items()}

    def own(self, kind: SurveyKind) -> list[tuple[SurveyPeriod, KindResults]]:
        """The published own results of a survey, oldest first, each with its index."""
        published = self.published(kind)
        found = [
            (row, self.contents[row.pk].kind(kind)) for row in published if row.pk in self.contents
        ]
        return [(row, each) for row, each in found if each is not None]

    @cached_property
    def external(self) -> list[ExternalIndex]:
        """The values of TPN and BPS that hold, newest first."""
        return list(
            ExternalIndex.objects.filter(
                unit_id=self.unit_id,
                source__in=OFFICIAL,
                withdrawn_at__isnull=True,
                measured_until__gte=self.period.start,
                measured_until__lte=self.period.end,
            )
            .select_related("document")
            .order_by("-measured_until", "-entered_at")
        )


def _surveys(unit_id: UUID, period: Period) -> _Surveys:
    return read_once(("surveys", unit_id, period), lambda: _Surveys(unit_id, period))


Query = Callable[[UUID, Period, datetime], FactValue | None]


def remembered(name: str, query: Query) -> Query:
    """A fact that is counted anew only once something it stands on has changed.

    A sheet asks for every fact of its unit each time it is shown; most have no survey at all.
    """

    def asked(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
        known: dict[tuple[str, Period], FactValue | None] = read_once(
            ("survey facts", unit_id), lambda: cache.get(facts_key(unit_id), {})
        )
        if (name, period) not in known:
            known[name, period] = query(unit_id, period, now)
            cache.set(facts_key(unit_id), known, KEPT)
        return known[name, period]

    return asked


def _records(periods: Iterable[SurveyPeriod]) -> tuple[Record, ...]:
    return tuple(
        Record(f"{one.name}: {one.get_state_display()}", reverse("surveys:result", args=[one.pk]))
        for one in list(periods)[:SHOWN]
    )


def skm_periods(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """Published SKM periods; None where none was closed: it may have been done elsewhere."""
    surveys = _surveys(unit_id, period)
    closed = surveys.closed(SurveyKind.SKM)
    if not closed:
        return None
    published = surveys.published(SurveyKind.SKM)
    return FactValue(
        value=Fraction(len(published)),
        counts={"published": len(published), "closed": len(closed)},
        as_of=now,
        records=_records(closed),
    )


def skm_openness(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """1 where every published SKM stands online and on the board, 1/2 where not all do, else 0."""
    surveys = _surveys(unit_id, period)
    closed = surveys.closed(SurveyKind.SKM)
    if not closed:
        return None
    published = surveys.published(SurveyKind.SKM)
    places: dict[UUID, set[str]] = {one.pk: set() for one in published}
    rows = SurveyPublication.objects.filter(period__in=list(places))
    for key, place in rows.values_list("period_id", "place") if places else ():
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
    published = _surveys(unit_id, period).published(SurveyKind.SKM)
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
    surveys = _surveys(unit_id, period)
    external = [one for one in surveys.external if one.kind == kind.value][:SHOWN]
    own = surveys.own(kind)
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


def ipak(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The index of perceived corruption."""
    return _index(SurveyKind.SPAK, unit_id, period, now)


def ipkp(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The index of perceived service quality."""
    return _index(SurveyKind.SPKP, unit_id, period, now)


def skm_for_standards(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """Published SKM results that a review of service standards can use."""
    published = _surveys(unit_id, period).published(SurveyKind.SKM)
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
    own = _surveys(unit_id, period).own(SurveyKind.SKM)
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
        register(Fact(name=name, label=label, unit_of_measure=unit, query=remembered(name, query)))
