"""What the queue tells the rest of the program when it starts."""

from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext_lazy as _

from bening.adapters.asgi import register_endpoint
from bening.adapters.gate import register_rule
from bening.audit.parts import Examination, register_examination
from bening.calendars import turns
from bening.domain.sealing.findings import Finding, Kind
from bening.queues import (
    backup_shown,
    checking,
    counter_stream,
    displays,
    endpoint,
    facts,
    issuing,
    live,
    places,
    stream,
    visitor_registration,
    words,
)


def register_queues() -> None:
    """The endpoint of takings behind the gate, and the live pages."""
    words.register_words()
    places.register_places()
    register_rule(endpoint.RULE)
    register_endpoint(endpoint.PREFIX, endpoint.endpoint, suffix=endpoint.SUFFIX)
    for prefix in stream.PREFIXES:
        register_endpoint(prefix, stream.streams)
    visitor_registration.register_visitors()
    stream.register_topic(counter_stream.TOPIC, counter_stream.moves, turn=2)
    displays.register_displays()
    issuing.when_beaten(stream.hub.hint)
    live.live.when_renewed(stream.hub.hint)
    turns.register("queues", backup_shown.turns)
    facts.register_facts()
    register_examination(
        Examination(
            "tickets", examine_tickets, _("Antrean: %(count)s nomor."), is_of_one_state=False
        )
    )


SENTENCES = {
    "ticket_guard_missing": _("Penjaga catatan nomor antrean tidak terpasang: %(label)s."),
    "ticket_event_missing": _("Catatan nomor antrean %(label)s tidak lengkap."),
    "ticket_events_impossible": _("Catatan nomor antrean %(label)s tidak mungkin terjadi."),
    "ticket_disagrees": _("Keadaan nomor antrean %(label)s berbeda dari catatannya: %(differs)s."),
    "ticket_leg_disagrees": _("Bagian kunjungan %(label)s berbeda dari catatannya: %(differs)s."),
    "queue_day_disagrees": _("Angka harian antrean %(label)s tidak sesuai nomornya: %(differs)s."),
    "ticket_missing": _("Ada nomor yang hilang dari seri %(label)s."),
}
SUBJECTS = {"queue_day_disagrees": "queue_day", "ticket_missing": "number_series"}
"""What the key of a finding names, where it is no ticket."""


def examine_tickets() -> Iterator[Finding | int]:
    """Every ticket against its events, every series against its tickets."""
    for found in chain(checking.check_guard(), checking.check_tickets()):
        if isinstance(found, int):
            yield found
            continue
        yield Finding(
            Kind.RECORD_WRONG,
            stream=found.agency,
            subject=(SUBJECTS.get(found.code, "ticket"), found.key),
            code=found.code,
            detail=str(SENTENCES[found.code])
            % {"label": found.label, "differs": "; ".join(found.differs)},
        )
