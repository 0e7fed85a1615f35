"""Figures of a year as an approved evaluation keeps them: exact numbers as text."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import override

from bening.channel_reports.models import ReportChange
from bening.channel_reports.registry import ChannelFigures, Count, Duration

OFFICIAL = "id"


def kept_figures(figures: ChannelFigures) -> dict[str, Any]:
    """What is stored; words as they stand in official papers."""
    with override(OFFICIAL):
        return {
            "received": figures.received,
            "settled": figures.settled,
            "open": figures.open,
            "measured": figures.measured,
            "on_time": figures.on_time,
            "as_of": figures.as_of.isoformat(),
            "is_withheld": figures.is_withheld,
            "counts": [
                {"group": str(one.group), "label": str(one.label), "count": one.count}
                for one in figures.counts
            ],
            "durations": [
                {
                    "label": str(one.label),
                    "measured": one.measured,
                    "median": None if one.median is None else str(one.median),
                    "longest": one.longest,
                }
                for one in figures.durations
            ],
        }


def read_figures(kept: Mapping[str, Any]) -> ChannelFigures:
    """The same as they were told."""
    return ChannelFigures(
        received=kept["received"],
        settled=kept["settled"],
        open=kept["open"],
        measured=kept["measured"],
        on_time=kept["on_time"],
        as_of=datetime.fromisoformat(kept["as_of"]),
        is_withheld=kept["is_withheld"],
        counts=tuple(Count(**one) for one in kept["counts"]),
        durations=tuple(
            Duration(
                one["label"],
                one["measured"],
                None if one["median"] is None else Fraction(one["median"]),
                one["longest"],
            )
            for one in kept["durations"]
        ),
    )


def kept_follow_ups(changes: Iterable[ReportChange]) -> list[dict[str, str]]:
    """What had become of the changes of the year before."""
    return [{"text": one.text, "outcome": one.outcome, "note": one.outcome_note} for one in changes]
