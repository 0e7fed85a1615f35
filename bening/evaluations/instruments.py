"""Stored instrument versions as domain values, built once per process."""

import functools
from datetime import datetime

import bening.instruments as shipped
from bening.domain.scoring import Instrument
from bening.evaluations.models import InstrumentVersion


def instrument_of(version: InstrumentVersion) -> Instrument:
    """The instrument of a stored version, which is never edited: its hash names it for ever."""
    return _built(version.slug, version.sha256)


@functools.lru_cache(maxsize=64)
def _built(slug: str, sha256: str) -> Instrument:
    if slug in shipped.shipped():
        instrument = shipped.load(slug)
        if instrument.sha256 == sha256:
            return instrument
    source = InstrumentVersion.objects.values_list("source", flat=True).get(
        slug=slug, sha256=sha256
    )
    return shipped.build_from_text(source)


def store_shipped(*, now: datetime) -> list[InstrumentVersion]:
    """Stores the shipped instruments that are not there yet; repeating it changes nothing."""
    stored = []
    for slug in shipped.shipped():
        instrument = shipped.load(slug)
        version, made = InstrumentVersion.objects.get_or_create(
            slug=slug,
            defaults={
                "name": instrument.name,
                "regulation": instrument.regulation.id,
                "source": shipped.source_text(slug),
                "sha256": instrument.sha256,
                "imported_at": now,
            },
        )
        if made:
            stored.append(version)
    return stored
