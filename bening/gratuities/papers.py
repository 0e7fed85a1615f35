"""The form that goes to KPK, in the official order, and the periodic report of the UPG."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.agencies.models import Agency
from bening.domain.days import day_in
from bening.gratuities.details import Details, Occasion, Relation
from bening.gratuities.models import GratuityReport
from bening.gratuities.money import rupiah
from bening.gratuities.queries import Count

OFFICIAL = "id"
"""Official papers are in Indonesian, whatever the language of who makes them."""
NOTHING = "–"


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else NOTHING


def _chosen(choices: Any, value: str, other: str = "") -> str:
    label = dict(choices.choices).get(value)
    if label is None:
        return NOTHING
    return f"{label}: {other}" if other else str(label)


def form_data(report: GratuityReport, told: Details) -> dict[str, Any]:
    """The official form: header, parts A to E, statement and signatures."""
    with override(OFFICIAL):
        secret = _("RAHASIA") if report.is_secret else _("TIDAK RAHASIA")
        born = date.fromisoformat(told.birth_day) if told.birth_day else None
        birth = ", ".join(filter(None, (told.birth_place, _day(born) if born else "")))
        return {
            "title": _("Formulir laporan gratifikasi %(number)s") % {"number": report.number},
            "heading": _("FORMULIR LAPORAN %(kind)s GRATIFIKASI")
            % {"kind": str(report.get_direction_display()).upper()},
            "agency": report.unit.agency.name,
            "unit": _("Unit Pengendalian Gratifikasi"),
            "mark": f"{secret} · {report.number}",
            "footer": f"{report.number} · {secret}",
            "parts": [
                _part(
                    _("A. Identitas pelapor"),
                    (_("Nama lengkap"), told.name),
                    (_("NIK"), told.nik),
                    (_("Tempat dan tanggal lahir"), birth),
                    (
                        _("Instansi dan unit kerja"),
                        f"{report.unit.agency.name}, {report.unit.name}",
                    ),
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
                    (_("Hubungan"), _chosen(Relation, told.relation, told.relation_other)),
                    (_("Alasan pemberian"), told.reason),
                ),
                _part(
                    _("C. Objek gratifikasi"),
                    (_("Peristiwa"), _chosen(Occasion, told.occasion, told.occasion_other)),
                    (_("Lokasi objek"), told.object_place),
                    (_("Bentuk"), str(report.get_object_kind_display())),
                    (_("Uraian"), told.description),
                    (
                        _("Nilai atau taksiran"),
                        rupiah(told.value) if told.value is not None else "",
                    ),
                ),
                _part(
                    _("D. Kronologi"),
                    (_("Tanggal diterima atau ditolak"), _day(report.received_on)),
                    (
                        _("Tanggal dilaporkan"),
                        _day(
                            day_in(report.unit.zone, report.reported_at)
                            if report.reported_at
                            else None
                        ),
                    ),
                    (_("Tempat"), told.place),
                    (_("Uraian kejadian"), told.story),
                ),
                _part(
                    _("E. Permintaan kompensasi"),
                    (
                        _("Bersedia mengganti senilai penetapan dan memiliki barangnya"),
                        _("Ya, tidak dapat ditarik setelah disetujui")
                        if told.wants_compensation
                        else _("Tidak"),
                    ),
                ),
                {
                    "title": _("Pernyataan"),
                    "facts": [],
                    "text": _("Laporan ini dibuat dengan sebenarnya. Lampiran: %(count)s gambar.")
                    % {"count": report.attachments.count()},
                },
            ],
            "signatures": [
                {"above": _("Pelapor"), "name": told.name},
                {"above": _("Petugas UPG"), "name": ""},
            ],
        }


def _part(title: str, *facts: tuple[str, str]) -> dict[str, Any]:
    shown = [[name, value or NOTHING] for name, value in facts]
    return {"title": title, "facts": shown, "text": ""}


def figures_data(
    agency: Agency, first: date, last: date, counts: Iterable[Count], campaigns: int
) -> dict[str, Any]:
    """The periodic report of the UPG: numbers only, nobody is named."""
    with override(OFFICIAL):
        return {
            "title": _("Laporan berkala UPG"),
            "heading": _("LAPORAN BERKALA PENGENDALIAN GRATIFIKASI"),
            "agency": agency.name,
            "unit": _("Unit Pengendalian Gratifikasi"),
            "mark": f"{_day(first)} – {_day(last)}",
            "footer": _("Angka tanpa identitas"),
            "parts": [
                _part(_("Laporan"), *((each.name, str(each.number)) for each in counts)),
                _part(_("Kampanye"), (_("Kampanye terlaksana"), str(campaigns))),
            ],
            "signatures": [{"above": _("Ketua UPG"), "name": ""}],
        }


def pdf_of(data: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF; it carries no seal and is signed on paper. Raises DocumentNotMade."""
    from bening.documents.pdf import make_pdf  # noqa: PLC0415 - heavy, used here only

    return make_pdf("plain.typ", data, at=at.replace(microsecond=0))
