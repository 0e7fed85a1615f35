"""Stored instrument versions as domain values, built once per process."""

import functools
from datetime import datetime

import bening.instruments as shipped
from bening.domain.scoring import Instrument
from bening.evaluations.models import InstrumentVersion
from bening.evaluations.refusals import InstrumentFaulty


def instrument_of(version: InstrumentVersion) -> Instrument:
    """The instrument of a stored version, which is never edited: its hash names it for ever."""
    return instrument_named(version.slug, version.sha256)


@functools.lru_cache(maxsize=64)
def instrument_named(slug: str, sha256: str) -> Instrument:
    """The instrument of a stored version's id and hash. Raises InstrumentVersion.DoesNotExist."""
    if slug in shipped.shipped():
        instrument = shipped.load(slug)
        if instrument.sha256 == sha256:
            return instrument
    source = InstrumentVersion.objects.values_list("source", flat=True).get(
        slug=slug, sha256=sha256
    )
    return read_source(source, stored=True)


def read_source(source: str, *, stored: bool = False) -> Instrument:
    """The instrument of YAML text. Raises InstrumentFaulty with every fault by line."""
    reading = shipped.read_document(source, stored=stored)
    if reading.faults or reading.document is None:
        raise InstrumentFaulty(reading.faults)
    return shipped.build(reading.document, reading.sha256)


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
