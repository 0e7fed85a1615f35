"""The evaluation of a channel's year as an official report: one letter, set as PDF and DOCX."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.accounts.models import Person
from bening.channel_reports.kept import OFFICIAL, read_figures
from bening.channel_reports.models import ChannelReport, Outcome
from bening.channel_reports.registry import ChannelFigures, channel
from bening.documents.actions import issue
from bening.documents.letters import (
    Block,
    Facts,
    Grid,
    Heading,
    Items,
    Letter,
    Paragraph,
    Signature,
)
from bening.documents.models import OfficialDocument
from bening.ui.figures import decimal_text, percent_text

UNTOLD = "–"


def issued(
    report: ChannelReport, *, kind: str, number: str, dated_on: date, by: Person, now: datetime
) -> OfficialDocument:
    """The report as a sealed document of its unit or agency."""
    document: OfficialDocument = issue(
        kind=kind,
        letter=letter(report, dated_on=dated_on, by=by),
        agency=report.agency,
        unit=report.unit,
        number=number,
        dated_on=dated_on,
        signer=by,
        signed_as=by.position or "",
        by=by,
        now=now,
        content={"channel": report.channel, "year": report.year, "figures": report.figures},
    )
    return document


def letter(report: ChannelReport, *, dated_on: date, by: Person) -> Letter:
    """What the report says, in Indonesian whatever the language of who approves it."""
    with override(OFFICIAL):
        found = channel(report.channel)
        name = str(found.label) if found else report.channel
        place = report.unit.name if report.unit else report.agency.name
        values = {"channel": name, "year": report.year, "place": place}
        return Letter(
            title=_("Evaluasi %(channel)s tahun %(year)s, %(place)s") % values,
            heading=_("LAPORAN EVALUASI TAHUNAN"),
            agency=report.agency.name,
            unit=report.unit.name if report.unit else "",
            subject=_("Evaluasi %(channel)s tahun %(year)s") % values,
            place_and_date=date_format(dated_on, "j F Y"),
            blocks=tuple(_blocks(report, read_figures(report.figures))),
            signatures=(Signature(by.name, by.position or "", by.employee_number or ""),),
        )


def _blocks(report: ChannelReport, figures: ChannelFigures) -> Iterator[Block]:
    yield Heading(_("Jumlah"))
    yield from _numbers(figures)
    if figures.durations and not figures.is_withheld:
        yield Heading(_("Waktu penanganan"))
        yield _times(figures)
    yield Heading(_("Sebab"))
    causes = [f"{one.get_kind_display()}: {one.text}" for one in report.causes.all()]
    yield Items(causes) if causes else Paragraph(_("Tidak ada kasus yang sebabnya perlu diurai."))
    yield Heading(_("Perubahan yang dilakukan"))
    yield from _changes(report)
    yield Heading(_("Tindak lanjut evaluasi tahun sebelumnya"))
    yield _followed(report)
    yield Heading(_("Simpulan"))
    yield Paragraph(report.summary)


def _numbers(figures: ChannelFigures) -> Iterator[Block]:
    if figures.is_withheld:
        yield Paragraph(
            _("Jumlahnya tidak ditampilkan: terlalu sedikit, atau tahunnya belum berakhir.")
        )
        return
    if figures.received:
        share = figures.on_time_share
        yield Facts(
            (
                (_("Masuk"), _shown(figures.received)),
                (_("Selesai"), _shown(figures.settled)),
                (_("Belum selesai"), _shown(figures.open)),
                (_("Tepat waktu"), UNTOLD if share is None else percent_text(share)),
            )
        )
    else:
        yield Paragraph(_("Tidak ada yang masuk pada tahun ini."))
    for group, counts in groupby(figures.counts, key=lambda one: str(one.group)):
        yield Grid(
            group,
            (group, _("Jumlah")),
            [(str(one.label), _shown(one.count)) for one in counts],
            widths=(3, 1),
            right=(1,),
        )


def _times(figures: ChannelFigures) -> Grid:
    return Grid(
        _("Waktu dalam hari"),
        (_("Langkah"), _("Jumlah"), _("Median"), _("Terlama")),
        [
            (
                str(one.label),
                str(one.measured),
                UNTOLD if one.median is None else decimal_text(one.median, 1),
                _shown(one.longest),
            )
            for one in figures.durations
        ],
        widths=(3, 1, 1, 1),
        right=(1, 2, 3),
    )


def _changes(report: ChannelReport) -> Iterator[Block]:
    changes = list(report.changes.all())
    if changes:
        yield Grid(
            _("Perubahan"),
            (_("Perubahan"), _("Penanggung jawab"), _("Paling lambat")),
            [(one.text, one.owner, date_format(one.due_on, "j F Y")) for one in changes],
            widths=(3, 1.5, 1.2),
        )
    if report.no_change_reason:
        yield Paragraph(report.no_change_reason)


def _followed(report: ChannelReport) -> Block:
    if not report.followed:
        return Paragraph(_("Evaluasi tahun sebelumnya tidak meminta perubahan, atau belum ada."))
    return Grid(
        _("Tindak lanjut"),
        (_("Perubahan"), _("Keadaan"), _("Keterangan")),
        [(one["text"], str(Outcome(one["outcome"]).label), one["note"]) for one in report.followed],
        widths=(2.4, 1, 2),
    )


def _shown(count: int | None) -> str:
    return UNTOLD if count is None else decimal_text(count, 0)
