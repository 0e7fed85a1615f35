"""The channels whose year is evaluated: each brings one pure query of its figures.

A channel calls `register_channel` in its `AppConfig.ready`; the order is that of `CHANNELS`, the
rest follows by name:

    def figures(agency: UUID, unit: UUID | None, period: Period, now: datetime):
        mine = Complaint.objects.filter(agency_id=agency, received_on__range=...)
        if unit is not None:
            mine = mine.filter(unit_id=unit)
        return ChannelFigures(
            received=..., settled=..., open=..., measured=..., on_time=...,
            counts=(Count(_("Jenis"), _("Permintaan informasi"), 4), ...),
            durations=(Duration(_("Verifikasi"), measured=9, median=Fraction(2), longest=5),),
            as_of=now,
        )

    register_channel("complaint", _("Pengaduan masyarakat"), figures)

What channels count alike stands in `counting`. The query only reads, a fixed number of statements;
it returns None where the channel does not run for that agency or unit, and figures with zeros where
it runs and nothing came. A package that may import no feature (whistleblowing) is registered by
`bening.config`.

The names with questions of the evaluation sheet are `complaint`, `whistleblowing` and `conflict`;
others (`gratuity`, `wealth_report`, `risk`, `discipline`, `finding`) have the report alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.utils.functional import Promise

from bening.domain.small_numbers import publishable
from bening.facts import Period

Words = str | Promise

CHANNELS = (
    "complaint",
    "whistleblowing",
    "gratuity",
    "conflict",
    "wealth_report",
    "risk",
    "discipline",
    "finding",
)
"""The order in which channels are shown; a name that is not here comes after them."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases of one kind; `group` says of which sort ("Jenis", "Hasil", "Kanal").

    `count` is None where it is too small to be told.
    """

    group: Words
    label: Words
    count: int | None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a step took, in days of its term: over `measured` cases that ended in the period.

    `median` and `longest` are None where none ended.
    """

    label: Words
    measured: int
    median: Fraction | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """One channel of one agency or unit in one period.

    `received` are the cases of the period, `settled` those of them that are done, `open` the rest.
    `measured` are cases whose term ended or was kept by `as_of`, `on_time` those of them in time.
    `settled` and `open` are None where one of them is too small to be told.
    `is_withheld`: too few to be told, every figure is left out.
    """

    received: int
    settled: int | None
    open: int | None
    measured: int
    on_time: int
    as_of: datetime
    counts: tuple[Count, ...] = ()
    durations: tuple[Duration, ...] = ()
    is_withheld: bool = False

    @property
    def on_time_share(self) -> Fraction | None:
        """The part of the measured cases in time, 0 to 1; None where none was measured."""
        return Fraction(self.on_time, self.measured) if self.measured else None


Query = Callable[[UUID, UUID | None, Period, datetime], ChannelFigures | None]
"""Figures by agency, unit (None: the whole agency), days and moment of asking."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A registered channel.

    `least_told`: figures of fewer cases than this are left out. `is_central`: run for the whole
    agency, so that the agency's evaluation counts for each of its units.
    """

    name: str
    label: Words
    query: Query
    least_told: int = 1
    is_central: bool = False


_channels: dict[str, Channel] = {}


def register_channel(
    name: str, label: Words, query: Query, *, least_told: int = 1, is_central: bool = False
) -> None:
    """Adds a channel; one of the same name replaces it."""
    _channels[name] = Channel(name, label, query, least_told, is_central)


def channels() -> tuple[Channel, ...]:
    """All registered channels in the order of `CHANNELS`, then by name."""
    place = {name: at for at, name in enumerate(CHANNELS)}
    return tuple(
        sorted(_channels.values(), key=lambda one: (place.get(one.name, len(place)), one.name))
    )


def channel(name: str) -> Channel | None:
    """The channel of that name; None where none is registered."""
    return _channels.get(name)


def figures_of(
    name: str, *, agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """The figures of a channel, without what is too small to be told.

    None where the channel is not registered, or does not run there.
    """
    found = _channels.get(name)
    figures = found.query(agency, unit, period, now) if found else None
    if found is None or figures is None:
        return None
    return tellable(figures, found.least_told)


def tellable(figures: ChannelFigures, least: int) -> ChannelFigures:
    """The figures as they may be told: none where fewer than `least` came, but for none at all.

    A kind of fewer than `least` cases keeps its label and loses its number, and with it the next
    smallest of its group, or the difference to the sum would tell it.
    """
    if figures.received == 0 or least <= 1:
        return figures
    if figures.received < least:
        return ChannelFigures(
            received=0, settled=0, open=0, measured=0, on_time=0,
            as_of=figures.as_of, is_withheld=True,
        )  # fmt: skip
    hidden: set[int] = set()
    for group in {str(one.group) for one in figures.counts}:
        places = [at for at, one in enumerate(figures.counts) if str(one.group) == group]
        hidden |= _hidden(figures.counts, places, least)
    counts = tuple(
        replace(one, count=None) if at in hidden else one for at, one in enumerate(figures.counts)
    )
    parts = (figures.settled or 0, figures.open or 0)
    timed = (figures.on_time, figures.measured - figures.on_time)
    durations = tuple(
        one if one.measured >= least else Duration(one.label, 0, None, None)
        for one in figures.durations
    )
    figures = replace(figures, counts=counts, durations=durations)
    if _tells(parts, least):
        figures = replace(figures, settled=None, open=None)
    if _tells(timed, least):
        figures = replace(figures, measured=0, on_time=0)
    return figures


def _tells(parts: tuple[int, int], least: int) -> bool:
    """Whether one of two parts of a sum is so small that both are left out."""
    return any(0 < part < least for part in parts)


def _hidden(counts: tuple[Count, ...], places: list[int], least: int) -> set[int]:
    """The places of a group that are not told: small ones, and what else would tell them."""
    shown = publishable({at: counts[at].count or 0 for at in places}, least)
    return {at for at, count in shown.items() if count is None}
