"""What `bening verify` says about its findings, in words an inspector can act on."""

import uuid
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.audit import names
from bening.domain.sealing.events import INSTALLATION
from bening.domain.sealing.findings import Finding, Kind

SENTENCES: Mapping[Kind, str | Promise] = {
    Kind.EVENT_CHANGED: gettext_lazy("%(event)s diubah setelah disegel (%(seal)s)"),
    Kind.EVENT_REMOVED: gettext_lazy("peristiwa pada %(position)s dihapus (%(seal)s)"),
    Kind.EVENT_INSERTED: gettext_lazy("%(event)s disisipkan: tidak dikenal segel mana pun"),
    Kind.EVENT_MOVED: gettext_lazy("%(event)s dipindahkan, sekarang %(found_at)s"),
    Kind.COLUMN_DISAGREES: gettext_lazy("%(event)s: kolom “%(detail)s” berbeda dari isi peristiwa"),
    Kind.SEAL_BROKEN: gettext_lazy("%(seal)s rusak: akar, daun atau posisinya tidak cocok"),
    Kind.SEAL_MISSING: gettext_lazy("%(seal)s hilang"),
    Kind.CHAIN_BROKEN: gettext_lazy("%(seal)s tidak menyambung ke segel sebelumnya"),
    Kind.TAIL_CUT: gettext_lazy(
        "ekor dipotong: %(seal)s ada pada titik periksa %(detail)s, sekarang tidak ada"
    ),
    Kind.CHAIN_REWRITTEN: gettext_lazy(
        "rantai ditulis ulang: %(seal)s berbeda dari yang dicatat titik periksa %(detail)s"
    ),
    Kind.PART_REWRITTEN: gettext_lazy(
        "kumpulan “%(detail)s” berbeda dari yang dicatat titik periksa"
    ),
    Kind.CHECKPOINT_NOT_SIGNED: gettext_lazy(
        "titik periksa %(detail)s tidak ditandatangani kunci yang dipercaya"
    ),
    Kind.CHECKPOINT_CHANGED: gettext_lazy("titik periksa %(detail)s diubah"),
    Kind.CHECKPOINT_MISSING: gettext_lazy("titik periksa nomor %(detail)s hilang"),
    Kind.GUARD_MISSING: gettext_lazy("pengaman tabel “%(detail)s” tidak terpasang"),
    Kind.RECORD_WRONG: "%(detail)s",
}


def sentence(finding: Finding) -> str:
    """The finding as a sentence without its stream."""
    return str(SENTENCES[finding.kind]) % {
        "event": _event(finding),
        "position": _position(finding.position),
        "found_at": _found_at(finding),
        "seal": _("segel %(number)s") % {"number": finding.seal},
        "detail": finding.detail,
    }


def _position(position: int | None) -> str:
    return _("belum berposisi") if position is None else _("posisi %(p)s") % {"p": position}


def _event(finding: Finding) -> str:
    subject = " ".join(finding.subject or ())
    return _("peristiwa %(id)s (%(position)s, %(subject)s)") % {
        "id": finding.event,
        "position": _position(finding.position),
        "subject": subject,
    }


def _found_at(finding: Finding) -> str:
    place = _position(finding.found_at)
    if finding.detail:
        return _("%(place)s pada rantai %(stream)s") % {"place": place, "stream": finding.detail}
    return place


def stream_title(stream: str) -> str:
    """The name of a stream: its agency's where that is known."""
    if not stream:
        return _("Titik periksa dan pengaman")
    if stream == INSTALLATION:
        return _("Instalasi")
    try:
        key = uuid.UUID(stream)
    except ValueError:
        return stream
    name = names.of_agencies([key]).get(key)
    return f"{name} ({stream})" if name else _("Instansi %(key)s") % {"key": stream}


def as_json(finding: Finding) -> dict[str, object]:
    """The finding for programs; names as in `Finding`, absent members left out."""
    subject = finding.subject
    members: dict[str, object] = {
        "kind": finding.kind.value,
        "stream": finding.stream or None,
        "position": finding.position,
        "found_at": finding.found_at,
        "seal": finding.seal,
        "event": str(finding.event) if finding.event else None,
        "subject": {"type": subject[0], "id": subject[1]} if subject else None,
        "code": finding.code or None,
        "detail": finding.detail or None,
        "sentence": sentence(finding),
    }
    return {name: value for name, value in members.items() if value is not None}
