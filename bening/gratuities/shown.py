"""What a report says, as its pages show it."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bening.domain.gratuities import Assessment, Line
from bening.gratuities.details import Details, Occasion, Relation
from bening.gratuities.exemptions import Circumstance
from bening.gratuities.models import GratuityReport
from bening.gratuities.money import rupiah


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the official form: its heading and the fields that were filled."""

    title: str
    pairs: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the calculation, in words."""

    text: str
    is_against: bool


def parts_of(report: GratuityReport, told: Details) -> list[Part]:
    """Parts A to E, without what is empty."""
    born = date.fromisoformat(told.birth_day) if told.birth_day else None
    return [
        _part(
            _("A. Pelapor"),
            (_("Nama lengkap"), told.name),
            (_("NIK"), told.nik),
            (_("Tempat lahir"), told.birth_place),
            (_("Tanggal lahir"), date_format(born, "j F Y") if born else ""),
            (_("Unit kerja"), report.unit.name),
            (_("Jabatan, pangkat, golongan"), told.position),
            (_("Alamat"), told.address),
            (_("Nomor ponsel"), told.mobile),
            (_("Surel"), told.email),
        ),
        _part(
            _("B. Pemberi"),
            (_("Nama"), told.giver_name),
            (_("Instansi atau perusahaan"), told.giver_agency),
            (_("Alamat"), told.giver_address),
            (_("Hubungan"), _chosen(dict(Relation.choices), told.relation, told.relation_other)),
            (_("Alasan pemberian"), told.reason),
            (_("Berkepentingan dengan jabatan"), _("Ya") if told.has_conflict else _("Tidak")),
        ),
        _part(
            _("C. Objek"),
            (_("Peristiwa"), _chosen(dict(Occasion.choices), told.occasion, told.occasion_other)),
            (_("Lokasi objek"), told.object_place),
            (_("Bentuk"), str(report.get_object_kind_display())),
            (_("Uraian"), told.description),
            (_("Nilai atau taksiran"), "" if told.value is None else rupiah(told.value)),
            (_("Mudah rusak"), _("Ya") if report.is_perishable else ""),
        ),
        _part(
            _("D. Kronologi"),
            (_("Tanggal diterima atau ditolak"), date_format(report.received_on, "j F Y")),
            (_("Tempat"), told.place),
            (_("Uraian kejadian"), told.story),
        ),
        _part(
            _("E. Kompensasi"),
            (_("Bersedia mengganti"), _("Ya") if told.wants_compensation else _("Tidak")),
            (
                _("Nilai yang ditetapkan"),
                "" if told.decided_value is None else rupiah(told.decided_value),
            ),
        ),
    ]


def _part(title: str, *pairs: tuple[str, str]) -> Part:
    return Part(title, [pair for pair in pairs if pair[1]])


def _chosen(labels: dict[str, object], value: str, other: str) -> str:
    label = labels.get(value)
    if label is None:
        return ""
    return f"{label}: {other}" if other else str(label)


def steps_of(found: Assessment) -> list[Step]:
    """The calculation, each comparison as a sentence."""
    return [Step(_sentence(line), line.is_against) for line in found.lines]


def rule_name(found: Assessment) -> str:
    """What the rule that was looked at is called."""
    return "" if found.rule is None else str(Circumstance(found.rule.code).label)


def _sentence(line: Line) -> str:
    values = {"amount": rupiah(line.amount), "limit": rupiah(line.limit)}
    if line.code == "no_rule":
        return _("Tidak termasuk pengecualian.")
    if line.code == "conflict":
        return _("Pemberi berkepentingan dengan jabatan: pengecualian tidak berlaku.")
    if line.code == "no_value":
        return _("Nilainya belum diisi, sehingga batasnya belum dapat dibandingkan.")
    if line.code == "no_conflict":
        return _("Tidak ada konflik kepentingan.")
    if line.code == "money":
        return _("Pengecualian ini tidak berlaku untuk uang.")
    if line.code == "not_money":
        return _("Bukan uang.")
    if line.code == "each":
        if line.is_against:
            return _("Nilai %(amount)s melebihi batas %(limit)s tiap pemberian.") % values
        return _("Nilai %(amount)s, batas %(limit)s tiap pemberian.") % values
    if line.is_against:
        return _("Setahun dari pemberi ini %(amount)s, melebihi batas %(limit)s.") % values
    return _("Setahun dari pemberi ini %(amount)s, batas %(limit)s.") % values
