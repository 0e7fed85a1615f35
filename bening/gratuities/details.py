"""The fields of the official form that are kept encrypted, and what of them is still missing."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.adapters import personal_data


class Relation(models.TextChoices):
    """What the giver is to the reporter."""

    FAMILY = "family", _("Keluarga")
    COLLEAGUE = "colleague", _("Rekan kerja")
    SUPERIOR = "superior", _("Atasan atau bawahan")
    PARTNER = "partner", _("Rekanan atau penyedia")
    SERVICE_USER = "service_user", _("Pengguna layanan")
    SUPERVISED = "supervised", _("Pihak yang diawasi atau diperiksa")
    OTHER = "other", _("Lainnya")


INTERESTED = frozenset({Relation.PARTNER, Relation.SERVICE_USER, Relation.SUPERVISED})
"""Whose interest meets the office by what they are to the reporter."""


class Occasion(models.TextChoices):
    """The event at which it was given."""

    WEDDING = "wedding", _("Pernikahan")
    RELIGIOUS = "religious", _("Hari raya keagamaan")
    CUSTOM = "custom", _("Upacara adat, kelahiran, khitan, atau duka")
    FAREWELL = "farewell", _("Pisah sambut, promosi, atau pensiun")
    BIRTHDAY = "birthday", _("Ulang tahun")
    SERVICE = "service", _("Pelayanan atau pekerjaan kedinasan")
    TRAVEL = "travel", _("Perjalanan dinas atau seminar")
    OTHER = "other", _("Lainnya")


@dataclass(frozen=True, slots=True)
class Details:
    """Parts A to E of the official form, as text; `value` in whole rupiah.

    A: who reports. B: who gave. C: what. D: how it went. E: whether the reporter would pay for it.
    `decided_value` is what the decision says it is worth, `asked` what the UPG wants completed.
    """

    name: str = ""
    nik: str = ""
    birth_place: str = ""
    birth_day: str = ""
    position: str = ""
    address: str = ""
    mobile: str = ""
    email: str = ""
    giver_name: str = ""
    giver_agency: str = ""
    giver_address: str = ""
    relation: str = ""
    relation_other: str = ""
    reason: str = ""
    occasion: str = ""
    occasion_other: str = ""
    object_place: str = ""
    description: str = ""
    value: int | None = None
    place: str = ""
    story: str = ""
    has_conflict: bool = False
    wants_compensation: bool = False
    decided_value: int | None = None
    asked: str = ""


NAMES: dict[str, str | Promise] = {
    "name": _("nama lengkap"),
    "nik": _("NIK"),
    "birth_place": _("tempat lahir"),
    "birth_day": _("tanggal lahir"),
    "position": _("jabatan, pangkat, dan golongan"),
    "address": _("alamat"),
    "mobile": _("nomor ponsel"),
    "email": _("surel"),
    "giver_name": _("nama pemberi"),
    "giver_address": _("alamat pemberi"),
    "relation": _("hubungan dengan pemberi"),
    "reason": _("alasan pemberian"),
    "occasion": _("peristiwa pemberian"),
    "object_place": _("lokasi objek"),
    "description": _("uraian objek"),
    "value": _("nilai atau taksiran"),
    "place": _("tempat kejadian"),
    "story": _("kronologi"),
}
"""The fields that the official form asks of everybody, in its order."""

ERASED = b""
"""What stands in place of what `sealed` kept, once its time is over."""


def missing_of(details: Details) -> list[str]:
    """The names of the fields that a complete form has and this one lacks."""
    lacking = [str(name) for field, name in NAMES.items() if getattr(details, field) in ("", None)]
    vague = [
        str(NAMES[field])
        for field in ("relation", "occasion")
        if getattr(details, field) == "other" and not getattr(details, f"{field}_other")
    ]
    return [*lacking, *vague]


def sealed(details: Details, row: UUID) -> bytes:
    """The fields encrypted for the row of their report."""
    return personal_data.keep(json.dumps(asdict(details), ensure_ascii=False), row=row)


def opened(kept: bytes | memoryview, row: UUID) -> Details:
    """What `sealed` kept, nothing once it is erased; fields dropped since are left out."""
    if not kept:
        return Details()
    known = {each.name for each in fields(Details)}
    held = json.loads(personal_data.read(kept, row=row))
    return Details(**{name: value for name, value in held.items() if name in known})


def digest_of(details: Details, *beside: object) -> str:
    """SHA-256 in hexadecimal of the fields and the values beside them.

    What is written down of it is encrypted: a short list of values can be guessed from a digest.
    """
    told = json.dumps([asdict(details), *map(str, beside)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def same_giver(one: Details, other: Details) -> bool:
    """Whether two reports name the same giver, whatever letter case and spaces."""
    return bool(one.giver_name.strip()) and _plain(one.giver_name) == _plain(other.giver_name)


def is_conflicted(details: Details) -> bool:
    """Whether the giver's interest conflicts with the office: as told, or by the relation."""
    return details.has_conflict or details.relation in INTERESTED


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
