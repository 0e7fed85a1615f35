"""The papers of a register: the report as PDF, the register and its plan as a workbook."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.accounts.models import Person
from bening.documents.workbooks import ready_to_print
from bening.domain.days import day_in
from bening.risks.models import RegisterReview, Risk, RiskRegister
from bening.risks.standards import Standard

OFFICIAL = "id"
NOTHING = "–"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def report_data(
    register: RiskRegister,
    risks: Sequence[Risk],
    reviews: Sequence[RegisterReview],
    standard: Standard,
    on: date,
) -> dict[str, Any]:
    """The report of a register: figures, its risks by level, its plan, events and reviews.

    `risks` with their actions, events, owner and service at hand.
    """
    unit = register.unit
    with override(OFFICIAL):
        ranked = sorted(risks, key=lambda risk: (-(standard.left(risk) or 0), risk.number))
        assessed = [risk for risk in ranked if risk.assessed_at is not None]
        actions = [one for risk in ranked for one in risk.actions.all()]
        events = [one for risk in ranked for one in risk.events.all()]
        late = sum(one.done_on is None and one.due_on < on for one in actions)
        adopted = (
            _("Ditetapkan %(name)s tanggal %(day)s")
            % {"name": register.adopted_by.name, "day": _moment(register.adopted_at, unit.zone)}
            if register.adopted_by is not None
            else _("Konsep, belum ditetapkan")
        )
        return {
            "title": _("Daftar risiko %(unit)s %(year)s")
            % {"unit": unit.name, "year": register.year},
            "heading": _("LAPORAN MANAJEMEN RISIKO TAHUN %(year)s") % {"year": register.year},
            "agency": register.agency.name,
            "unit": unit.name,
            "mark": adopted,
            "footer": _("Keadaan tanggal %(day)s") % {"day": _day(on)},
            "parts": [
                _part(
                    _("Ringkasan"),
                    (_("Risiko"), str(len(ranked))),
                    (_("Sudah dinilai"), str(len(assessed))),
                    (
                        _("Di atas selera risiko"),
                        str(sum(standard.is_beyond(risk) for risk in assessed)),
                    ),
                    (_("Tindakan terlaksana"), _done(actions)),
                    (_("Tindakan terlambat"), str(late)),
                    (_("Kejadian"), str(len(events))),
                    (_("Kerugian"), rupiah(sum(one.loss for one in events))),
                ),
                *(_risk_part(risk, standard) for risk in ranked),
                *(
                    _said(
                        _("Reviu triwulan %(quarter)s") % {"quarter": one.quarter},
                        _review_text(one, unit.zone),
                    )
                    for one in reviews
                ),
            ],
            "signatures": [
                {
                    "above": _("Kepala unit"),
                    "name": register.adopted_by.name if register.adopted_by else "",
                }
            ],
        }


def _risk_part(risk: Risk, standard: Standard) -> dict[str, Any]:
    level = standard.left_word(risk) or _("Belum dinilai")
    facts = [
        (_("Tujuan"), risk.goal),
        (_("Proses"), risk.process),
        (_("Kategori"), _category(risk)),
        (_("Peristiwa"), risk.event),
        (_("Penyebab"), f"{risk.cause} ({_controllable(risk)})"),
        (_("Dampak"), risk.effect),
        (_("Pemilik risiko"), risk.owner.name),
        (_("Risiko melekat"), _cell(risk.likelihood, risk.impact)),
        (_("Pengendalian yang ada"), risk.control),
        (_("Kecukupan"), str(risk.get_adequacy_display())),
        (_("Risiko sisa"), f"{level}, {_cell(risk.left_likelihood, risk.left_impact)}"),
        (_("Respons"), str(risk.get_response_display())),
    ]
    facts += [
        (
            _("Tindakan"),
            _("%(text)s, %(name)s, paling lambat %(day)s: %(state)s")
            % {
                "text": one.text,
                "name": one.person.name,
                "day": _day(one.due_on),
                "state": _("terlaksana") if one.done_on else _("belum terlaksana"),
            },
        )
        for one in risk.actions.all()
    ]
    facts += [
        (_("Kejadian"), f"{_day(one.happened_on)}: {one.text} ({rupiah(one.loss)})")
        for one in risk.events.all()
    ]
    return _part(f"{risk.number} ({level})", *facts)


def pdf_of(data: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF; it carries no seal, because sealed papers are kept. Raises DocumentNotMade."""
    from bening.documents.pdf import make_pdf  # noqa: PLC0415 - heavy, used here only

    return make_pdf("plain.typ", data, at=at.replace(microsecond=0))


def workbook_of(register: RiskRegister, risks: Sequence[Risk], standard: Standard) -> bytes:
    """The register and its plan on two sheets; text never becomes a formula."""
    import xlsxwriter  # noqa: PLC0415 - heavy, used here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with override(OFFICIAL), xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, titles, lines in (
            (_("Daftar risiko"), _register_titles(), _register_lines(risks, standard)),
            (_("Rencana tindakan"), _plan_titles(), _plan_lines(risks)),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, titles, bold)
            for line, values in enumerate(lines, start=1):
                for column, value in enumerate(values):
                    if isinstance(value, int):
                        sheet.write_number(line, column, value, wrapped)
                    elif value:
                        sheet.write_string(line, column, value, wrapped)
            sheet.set_column(0, len(titles) - 1, 22)
            sheet.freeze_panes(1, 1)
            ready_to_print(sheet, heads=0)
        book.set_properties({"title": str(register)})
    return content.getvalue()


def _register_titles() -> list[str]:
    return [
        _("Nomor"), _("Tujuan"), _("Proses"), _("Layanan"), _("Kategori"), _("Peristiwa"),
        _("Penyebab"), _("C/UC"), _("Dampak"), _("Pemilik risiko"), _("Kemungkinan melekat"),
        _("Dampak melekat"), _("Pengendalian yang ada"), _("Kecukupan"), _("Kemungkinan sisa"),
        _("Dampak sisa"), _("Tingkat sisa"), _("Di atas selera risiko"), _("Respons"),
        _("Banyaknya kejadian"), _("Kerugian (Rp)"),
    ]  # fmt: skip


def _register_lines(risks: Sequence[Risk], standard: Standard) -> Iterator[list[str | int | None]]:
    for risk in risks:
        events = list(risk.events.all())
        yield [
            risk.number, risk.goal, risk.process, risk.service.name if risk.service else "",
            _category(risk), risk.event, risk.cause, _controllable(risk), risk.effect,
            risk.owner.name, risk.likelihood, risk.impact, risk.control,
            str(risk.get_adequacy_display()), risk.left_likelihood, risk.left_impact,
            standard.left_word(risk), _("ya") if standard.is_beyond(risk) else "",
            str(risk.get_response_display()), len(events), sum(one.loss for one in events),
        ]  # fmt: skip


def _plan_titles() -> list[str]:
    return [
        _("Nomor"), _("Peristiwa"), _("Tindakan"), _("Pelaksana"), _("Paling lambat"),
        _("Dilaksanakan"), _("Bukti"),
    ]  # fmt: skip


def _plan_lines(risks: Sequence[Risk]) -> Iterator[list[str | int | None]]:
    for risk in risks:
        for one in risk.actions.all():
            yield [
                risk.number, risk.event, one.text, one.person.name, one.due_on.isoformat(),
                one.done_on.isoformat() if one.done_on else "", one.done_note,
            ]  # fmt: skip


def rupiah(amount: int) -> str:
    """Whole rupiah with points between thousands: ``Rp1.250.000``."""
    return "Rp" + f"{amount:,}".replace(",", ".")


def _category(risk: Risk) -> str:
    words = str(risk.get_category_display())
    return f"{words}: {risk.get_scheme_display()}" if risk.scheme else words


def _controllable(risk: Risk) -> str:
    return "C" if risk.is_controllable else "UC"


def _cell(likelihood: int | None, impact: int | None) -> str:
    if likelihood is None or impact is None:
        return NOTHING
    return _("kemungkinan %(likelihood)s, dampak %(impact)s") % {
        "likelihood": likelihood,
        "impact": impact,
    }


def _done(actions: Sequence[Any]) -> str:
    done = sum(one.done_on is not None for one in actions)
    return _("%(done)s dari %(all)s") % {"done": done, "all": len(actions)}


def _review_text(review: RegisterReview, zone: str) -> str:
    person: Person | None = review.confirmed_by
    if person is None:
        return f"{review.text}\n" + _("Belum disahkan.")
    return f"{review.text}\n" + _("Disahkan %(name)s tanggal %(day)s.") % {
        "name": person.name,
        "day": _moment(review.confirmed_at, zone),
    }


def _part(title: str, *facts: tuple[str, str]) -> dict[str, Any]:
    return {"title": title, "facts": [[str(k), v or NOTHING] for k, v in facts], "text": ""}


def _said(title: str, text: str) -> dict[str, Any]:
    return {"title": title, "facts": [], "text": text}


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _moment(at: datetime | None, zone: str) -> str:
    return _day(day_in(zone, at)) if at is not None else ""
