"""The papers of this feature: list of interests and declaration; and the register."""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.agencies.models import WorkUnit
from bening.conflicts.models import (
    CaseState,
    ConflictCase,
    ControlKind,
    InterestList,
    Origin,
    Source,
)
from bening.conflicts.words import ASKED, SECTIONS, STATEMENT
from bening.documents.workbooks import ready_to_print
from bening.domain.conflicts import Interests, Section
from bening.domain.days import day_in

OFFICIAL = "id"
NOTHING = "–"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_data(listing: InterestList, interests: Interests) -> dict[str, Any]:
    """The list of private interests in the order of its official form: identity, A to F, oath."""
    person, unit = listing.person, listing.unit
    with override(OFFICIAL):
        parts = [
            _part(
                _("Identitas"),
                (_("Nama"), person.name),
                (_("NIP"), person.employee_number),
                (_("Pangkat/golongan"), listing.rank),
                (_("Jabatan"), listing.signed_as or person.position),
                (_("Unit kerja"), unit.name),
                (_("Tahun"), str(listing.year)),
            )
        ]
        for section in Section:
            asked = ASKED[section]
            rows: list[tuple[str, str]] = []
            for each in interests.of(section):
                rows += [
                    (str(asked[0]), each.name),
                    (str(asked[1]), each.relation),
                    (str(asked[2]), each.detail),
                ]
            title = f"{section.value}. {SECTIONS[section]}"
            parts.append(_part(title, *rows) if rows else _said(title, _("Tidak ada")))
        parts.append(_said(_("Pernyataan"), str(STATEMENT)))
        signed = (
            _("Ditandatangani secara elektronik tanggal %(day)s")
            % {"day": _moment_day(listing.signed_at, unit)}
            if listing.signed_at
            else _("Konsep, belum ditandatangani")
        )
        return {
            "title": _("Daftar kepentingan pribadi %(year)s") % {"year": listing.year},
            "heading": _("DAFTAR KEPENTINGAN PRIBADI"),
            "agency": unit.agency.name,
            "unit": unit.name,
            "mark": signed,
            "footer": _footer(listing.sha256),
            "parts": parts,
            "signatures": [{"above": _("Yang menyatakan"), "name": person.name}],
        }


def case_data(case: ConflictCase, words: Mapping[str, Any]) -> dict[str, Any]:
    """The declaration in the order of its official form, with the superior's decision."""
    told, decision = words["told"], words["decision"]
    with override(OFFICIAL):
        declarant = case.person
        parts = [
            _part(
                _("Pegawai"),
                (_("Nama"), declarant.name if declarant else told.get("named", "")),
                (_("NIP"), declarant.employee_number if declarant else ""),
                (_("Jabatan"), declarant.position if declarant else ""),
                (_("Unit kerja"), case.unit.name),
            ),
            _part(
                _("Kepada"),
                (_("Atasan"), case.superior.name),
                (_("Jabatan"), case.superior.position),
                (_("Tanggal"), _moment_day(case.filed_at, case.unit)),
            ),
            _part(
                _("Konflik kepentingan"),
                (_("Jenis"), str(case.get_kind_display())),
                (_("Sumber"), ", ".join(labels(Source, case.sources))),
                (_("Uraian"), told.get("description", "")),
            ),
            _part(
                _("Usulan pengendalian"),
                (_("Tindakan"), ", ".join(labels(ControlKind, case.proposed))),
                (_("Penjelasan"), told.get("proposal", "")),
            ),
            _part(
                _("Keputusan atasan"),
                (_("Keputusan"), _decided(case)),
                (
                    _("Tanggal"),
                    _moment_day(case.decided_at, case.unit) if case.decided_at else "",
                ),
                (_("Alasan"), decision.get("reason", "")),
                *(
                    (str(each.get_control_display()), words["measures"][each.pk]["told"]["text"])
                    for each in case.measures.all()
                ),
            ),
        ]
        return {
            "title": _("Deklarasi konflik kepentingan %(number)s") % {"number": case.number},
            "heading": _("DEKLARASI KONFLIK KEPENTINGAN"),
            "agency": case.unit.agency.name,
            "unit": case.unit.name,
            "mark": case.number,
            "footer": _("Rahasia: dibaca pihak yang berwenang saja"),
            "parts": parts,
            "signatures": [
                *(
                    [{"above": _("Yang menyatakan"), "name": declarant.name}]
                    if declarant and case.origin == Origin.OWN
                    else []
                ),
                {"above": _("Atasan"), "name": case.superior.name},
            ],
        }


def pdf_of(data: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF; it carries no seal, because sealed papers are kept. Raises DocumentNotMade."""
    from bening.documents.pdf import make_pdf  # noqa: PLC0415 - heavy, used here only

    return make_pdf("plain.typ", data, at=at.replace(microsecond=0))


def labels(choices: Any, stored: Iterable[str]) -> list[str]:
    """What people read for stored codes."""
    return [str(choices(each).label) for each in stored if each in choices.values]


def register_workbook(cases: Iterable[ConflictCase]) -> bytes:
    """The register without what was told; whoever was reported is not named."""
    import xlsxwriter  # noqa: PLC0415 - heavy, used here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    titles = (
        _("Nomor"), _("Unit kerja"), _("Asal"), _("Pegawai"), _("Jenis"), _("Sumber"),
        _("Disampaikan"), _("Atasan"), _("Diputuskan"), _("Keadaan"),
    )  # fmt: skip
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(_("Konflik kepentingan"))
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, title in enumerate(titles):
            page.write_string(0, column, title, bold)
        for line, case in enumerate(cases, start=1):
            is_named = case.person is not None and case.origin == "own"
            values = (
                case.number,
                case.unit.name,
                str(case.get_origin_display()),
                case.person.name if is_named and case.person else "",
                str(case.get_kind_display()),
                ", ".join(labels(Source, case.sources)),
                day_in(case.unit.zone, case.filed_at).isoformat(),
                case.superior.name,
                day_in(case.unit.zone, case.decided_at).isoformat() if case.decided_at else "",
                str(case.get_state_display()),
            )
            for column, value in enumerate(values):
                page.write_string(line, column, value)
        page.set_column(0, len(titles) - 1, 22)
        page.freeze_panes(1, 1)
        ready_to_print(page, heads=0)
    return content.getvalue()


def _part(title: str, *facts: tuple[str, str]) -> dict[str, Any]:
    return {"title": title, "facts": [[str(k), v or NOTHING] for k, v in facts], "text": ""}


def _said(title: str, text: str) -> dict[str, Any]:
    return {"title": title, "facts": [], "text": text}


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _moment_day(at: datetime | None, unit: WorkUnit) -> str:
    return _day(day_in(unit.zone, at)) if at is not None else ""


def _decided(case: ConflictCase) -> str:
    """What the superior decided, however far the control has come since; empty while it waits."""
    if case.decided_at is None:
        return ""
    none = CaseState.NO_CONFLICT
    return str((none if case.state == none else CaseState.CONTROLLED).label)


def _footer(digest: str) -> str:
    return f"SHA-256 {digest[:16]}" if digest else ""
