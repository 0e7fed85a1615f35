"""The papers of a case: summons, record of the examination, decision; and the register."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.discipline.models import DisciplineCase, Examination, Outcome, Sanction, Summons
from bening.documents.to_law import OFFICIAL, Handover
from bening.documents.workbooks import ready_to_print
from bening.domain.days import day_in

NOTHING = "–"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def summons_data(case: DisciplineCase, row: Summons, words: dict[str, Any]) -> dict[str, Any]:
    """The letter that summons; it names the alleged act and not where it came from."""
    with override(OFFICIAL):
        heading = _("SURAT PANGGILAN") if row.position == 1 else _("SURAT PANGGILAN KEDUA")
        examiners = [
            (str(one.get_capacity_display()), one.person.name)
            for one in case.examiners.select_related("person")
        ]
        return _paper(
            case,
            heading,
            row.letter,
            [
                _part(_("Kepada"), *_who(case)),
                _part(
                    _("Diminta hadir untuk diperiksa"),
                    (_("Tanggal"), _day(row.examine_on)),
                    (_("Tempat dan jam"), words["summons"][row.pk]["place"]),
                ),
                _part(_("Pemeriksa"), *examiners),
                _said(_("Perbuatan yang diduga"), words["told"]["act"]),
                _said(_("Pasal yang diduga dilanggar"), words["told"]["article"]),
            ],
            [(_("Yang memanggil"), row.issued_by.name)],
            _day(row.issued_on),
        )


def examination_data(
    case: DisciplineCase, row: Examination, words: dict[str, Any]
) -> dict[str, Any]:
    """The record of one examination, with a line for each examiner and the person examined."""
    with override(OFFICIAL):
        examiners = [one.person.name for one in case.examiners.select_related("person")]
        signed = _("ya") if row.is_signed else _("tidak bersedia")
        return _paper(
            case,
            _("BERITA ACARA PEMERIKSAAN"),
            case.number,
            [
                _part(_("Terperiksa"), *_who(case)),
                _part(
                    _("Pemeriksaan"),
                    (_("Tanggal"), _day(row.held_on)),
                    (_("Pemeriksa"), ", ".join(examiners)),
                    (_("Ditandatangani terperiksa"), signed),
                ),
                _said(_("Perbuatan yang diduga"), words["told"]["act"]),
                _said(_("Tanya jawab dan keterangan"), words["examinations"][row.pk]["statement"]),
            ],
            [(_("Terperiksa"), case.person.name), *((_("Pemeriksa"), name) for name in examiners)],
            _day(row.held_on),
        )


def decision_data(case: DisciplineCase, words: dict[str, Any]) -> dict[str, Any]:
    """The decision: outcome, sanction, considerations, and what remains open to the person."""
    row = case.sanctions.order_by("imposed_at", "id").first()  # what was decided then
    with override(OFFICIAL):
        decided = day_in(case.unit.zone, case.decided_at) if case.decided_at else None
        parts = [
            _part(_("Pegawai"), *_who(case)),
            _said(_("Perbuatan yang diperiksa"), words["told"]["act"]),
            _said(_("Pertimbangan"), words["decision"].get("reason", "")),
            _part(
                _("Memutuskan"),
                (_("Hasil"), str(Outcome(case.outcome).label)),
                *_imposed(row),
            ),
        ]
        by = case.decided_by
        return _paper(
            case,
            _("KEPUTUSAN"),
            case.decision_number,
            parts,
            [(_("Yang memutuskan"), by.name if by else "")],
            _day(decided) if decided else "",
        )


def handover(case: DisciplineCase) -> Handover:
    """The letter to law enforcement; whom it is about and what is alleged stand in its annex."""
    with override(OFFICIAL):
        return Handover(
            title=_("Surat pelimpahan perkara %(number)s") % {"number": case.number},
            subject=_("Pelimpahan perkara disiplin berindikasi tindak pidana"),
            opening=_(
                "Bersama ini kami melimpahkan perkara disiplin pegawai yang menurut pemeriksaan "
                "kami mengandung dugaan tindak pidana, untuk ditangani menurut kewenangan Saudara."
            ),
            facts=(
                (_("Nomor perkara"), case.number),
                (_("Dicatat"), _day(day_in(case.unit.zone, case.registered_at))),
                (_("Unit kerja"), case.unit.name),
            ),
            text="",
            closing=_(
                "Nama pegawai, uraian dugaan, dan berita acara kami sampaikan dalam lampiran "
                "tertutup. Kami mohon kerahasiaannya dijaga."
            ),
            attachments=_("Satu berkas tertutup, rahasia"),
        )


def annex_data(case: DisciplineCase, words: dict[str, Any]) -> dict[str, Any]:
    """The closed annex of that letter: who, what is alleged, what was examined, and by whom."""
    with override(OFFICIAL):
        at = day_in(case.unit.zone, case.handed_over_at) if case.handed_over_at else None
        held = [(_day(one.held_on), one.written_by.name) for one in case.examinations.all()]
        signer = case.letter.signed_by if case.letter else None
        return _paper(
            case,
            _("LAMPIRAN SURAT PELIMPAHAN"),
            case.letter.number if case.letter else case.number,
            [
                _part(_("Pegawai"), *_who(case)),
                _said(_("Dugaan tindak pidana"), words["law"].get("text", "")),
                _said(_("Perbuatan yang diduga"), words["told"].get("act", "")),
                _said(_("Pasal yang diduga dilanggar"), words["told"].get("article", "")),
                _part(_("Berita acara pemeriksaan"), *held),
            ],
            [(_("Yang menyerahkan"), signer.name if signer else "")],
            _day(at) if at else "",
        )


def _imposed(row: Sanction | None) -> list[tuple[str, str]]:
    if row is None:
        return []
    return [
        (_("Tingkat"), str(row.get_level_display())),
        (_("Sanksi"), str(row.get_code_display())),
        (_("Pasal yang dilanggar"), row.article),
        (_("Berlaku sejak"), _day(row.starts_on) if row.starts_on else NOTHING),
        (_("Sampai"), _day(row.ends_on) if row.ends_on else NOTHING),
    ]


def _who(case: DisciplineCase) -> list[tuple[str, str]]:
    return [
        (_("Nama"), case.person.name),
        (_("NIP"), case.person.employee_number),
        (_("Jabatan"), case.person.position),
        (_("Unit kerja"), case.unit.name),
    ]


def pdf_of(data: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF, to be signed on paper. Raises DocumentNotMade."""
    from bening.documents.pdf import make_pdf  # noqa: PLC0415 - heavy, used here only

    return make_pdf("plain.typ", data, at=at.replace(microsecond=0))


def register_workbook(cases: Iterable[DisciplineCase]) -> bytes:
    """The register without what was written."""
    import xlsxwriter  # noqa: PLC0415 - heavy, used here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    titles = (
        _("Nomor"), _("Unit kerja"), _("Pegawai"), _("NIP"), _("Jenis"), _("Perkiraan tingkat"),
        _("Dicatat"), _("Keadaan"), _("Hasil"), _("Sanksi"), _("Tingkat"), _("Mulai"), _("Sampai"),
    )  # fmt: skip
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(_("Register disiplin"))
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, title in enumerate(titles):
            page.write_string(0, column, title, bold)
        for line, case in enumerate(cases, start=1):
            row = next((one for one in case.sanctions.all() if one.replaced_at is None), None)
            values = (
                case.number,
                case.unit.name,
                case.person.name,
                case.person.employee_number,
                str(case.get_nature_display()),
                str(case.get_level_display()),
                day_in(case.unit.zone, case.registered_at).isoformat(),
                str(case.get_state_display()),
                str(case.get_outcome_display()),
                str(row.get_code_display()) if row else "",
                str(row.get_level_display()) if row else "",
                row.starts_on.isoformat() if row and row.starts_on else "",
                row.ends_on.isoformat() if row and row.ends_on else "",
            )
            for column, value in enumerate(values):
                page.write_string(line, column, value)
        page.set_column(0, len(titles) - 1, 22)
        page.freeze_panes(1, 1)
        ready_to_print(page, heads=0)
    return content.getvalue()


def _paper(
    case: DisciplineCase,
    heading: str,
    mark: str,
    parts: list[dict[str, Any]],
    signatures: list[tuple[str, str]],
    dated: str,
) -> dict[str, Any]:
    return {
        "title": f"{heading} {case.number}",
        "heading": heading,
        "agency": case.unit.agency.name,
        "unit": case.unit.name,
        "mark": _("Nomor %(number)s") % {"number": mark},
        "footer": _("Rahasia · %(number)s · %(day)s") % {"number": case.number, "day": dated},
        "parts": parts,
        "signatures": [{"above": above, "name": name} for above, name in signatures],
    }


def _part(title: str, *facts: tuple[str, str]) -> dict[str, Any]:
    return {"title": title, "facts": [[str(k), v or NOTHING] for k, v in facts], "text": ""}


def _said(title: str, text: str) -> dict[str, Any]:
    return {"title": title, "facts": [], "text": text}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
