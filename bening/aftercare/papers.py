"""The papers of this feature as letters: certificate, monitoring report, revocation decree."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from bening.accounts.models import Person
from bening.aftercare.models import AftercareReview, Verdict
from bening.aftercare.standards import Line, points_of
from bening.documents.letters import Facts, Grid, Heading, Items, Letter, Paragraph, Signature
from bening.programs.models import Award, Designation
from bening.ui.figures import decimal_text, decimal_text_beside

if TYPE_CHECKING:
    from bening.documents.models import OfficialDocument

IN_FULL = {
    Designation.WBK: "Menuju Wilayah Bebas dari Korupsi (WBK)",
    Designation.WBBM: "Menuju Wilayah Birokrasi Bersih dan Melayani (WBBM)",
}
"""The titles as decrees spell them out (PermenPANRB 90/2021)."""

OFFICIAL = "id"
"""Official papers are in Indonesian, whatever the language of who makes them."""


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _signed(by: Person) -> tuple[Signature, ...]:
    return (Signature(by.name, by.position or "", by.employee_number or ""),)


def certificate(award: Award, *, number: str, dated_on: date, by: Person) -> Letter:
    """The certificate of a title (piagam)."""
    with override(OFFICIAL):
        title = award.get_designation_display()
        return Letter(
            title=_("Piagam %(title)s %(unit)s") % {"title": title, "unit": award.unit.name},
            heading=_("PIAGAM"),
            agency=award.unit.agency.name,
            number=number,
            place_and_date=_day(dated_on),
            blocks=(
                Paragraph(_("diberikan kepada")),
                Heading(award.unit.name),
                Paragraph(_("sebagai unit kerja berpredikat")),
                Heading(IN_FULL[Designation(award.designation)], 2),
                Paragraph(
                    _("berdasarkan keputusan nomor %(number)s tanggal %(day)s.")
                    % {"number": award.decree_number, "day": _day(award.awarded_on)}
                ),
            ),
            signatures=_signed(by),
            is_certificate=True,
        )


def monitoring_report(
    review: AftercareReview,
    lines: tuple[Line, ...],
    *,
    verdict: Verdict,
    number: str,
    dated_on: date,
    by: Person,
) -> Letter:
    """The report of the two-yearly monitoring, with scores, notes and conclusion."""
    award = review.award
    points = points_of(lines, review.scores)
    with override(OFFICIAL):
        rows = [
            (
                line.name,
                decimal_text(line.weight),
                decimal_text_beside(points[line.code], line.minimum),
                decimal_text(line.minimum) if line.minimum is not None else "–",
                _verdict_of(line, points),
            )
            for line in lines
        ]
        return Letter(
            title=_("Laporan pemantauan dua tahunan %(unit)s") % {"unit": award.unit.name},
            heading=_("LAPORAN PEMANTAUAN DUA TAHUNAN"),
            agency=award.unit.agency.name,
            unit=_("Tim Penilai Internal"),
            number=number,
            subject=_("Pemantauan predikat %(title)s") % {"title": award.get_designation_display()},
            place_and_date=_day(dated_on),
            blocks=(
                Heading(_("Dasar dan tujuan")),
                Paragraph(
                    _(
                        "PermenPANRB 90/2021 Lampiran II Bab IV: unit berpredikat dipantau dan "
                        "dinilai kembali oleh TPI setiap dua tahun."
                    )
                ),
                Facts(
                    (
                        (_("Predikat"), award.get_designation_display()),
                        (
                            pgettext("surat keputusan", "Keputusan"),
                            f"{award.decree_number}, {_day(award.awarded_on)}",
                        ),
                    )
                ),
                Heading(_("Nilai")),
                Grid(
                    _("Nilai terhadap ambang"),
                    (_("Komponen"), _("Bobot"), _("Nilai"), _("Minimal"), _("Keterangan")),
                    rows,
                    widths=(3.4, 1, 1, 1, 1.3),
                    right=(1, 2, 3),
                ),
                Heading(_("Survei internal")),
                Paragraph(review.survey_note or _("Tidak ada catatan.")),
                Heading(_("Catatan")),
                Paragraph(review.note),
                Heading(_("Simpulan")),
                Paragraph(
                    _("%(unit)s %(verdict)s syarat predikat %(title)s.")
                    % {
                        "unit": award.unit.name,
                        "verdict": str(verdict.label).lower(),
                        "title": award.get_designation_display(),
                    }
                ),
            ),
            signatures=_signed(by),
        )


def _verdict_of(line: Line, points: Mapping[str, object]) -> str:
    if line.minimum is None:
        return ""
    return _("memenuhi") if points[line.code] >= line.minimum else _("kurang")  # type: ignore[operator]


def revocation_decree(
    award: Award, *, number: str, dated_on: date, reason: str, by: Person
) -> Letter:
    """The agency head's decree that takes a title back."""
    with override(OFFICIAL):
        values = {
            "title": award.get_designation_display(),
            "unit": award.unit.name,
            "decree": award.decree_number,
            "day": _day(award.awarded_on),
        }
        return Letter(
            title=_("Keputusan pencabutan predikat %(title)s %(unit)s") % values,
            heading=_("KEPUTUSAN"),
            agency=award.unit.agency.name,
            number=number,
            subject=_("Pencabutan predikat %(title)s %(unit)s") % values,
            place_and_date=_day(dated_on),
            blocks=(
                Heading(_("Menimbang")),
                Paragraph(reason),
                Heading(_("Menetapkan")),
                Items(
                    (
                        _(
                            "Mencabut predikat %(title)s %(unit)s yang ditetapkan dengan keputusan "
                            "%(decree)s tanggal %(day)s."
                        )
                        % values,
                        _(
                            "%(unit)s tidak dapat diusulkan kembali selama dua tahun sejak tanggal "
                            "keputusan ini."
                        )
                        % values,
                    )
                ),
            ),
            signatures=_signed(by),
        )


def issued(
    *,
    kind: str,
    letter: Letter,
    award: Award,
    number: str,
    dated_on: date,
    by: Person,
    now: datetime,
    content: Mapping[str, object],
) -> "OfficialDocument":
    """The letter as a sealed document of the award's unit and program."""
    from bening.documents.actions import issue  # noqa: PLC0415 - it names programs

    paper: OfficialDocument = issue(
        kind=kind,
        letter=letter,
        agency=award.unit.agency,
        unit=award.unit,
        program=award.program,
        number=number,
        dated_on=dated_on,
        signer=by,
        signed_as=by.position or "",
        by=by,
        now=now,
        content=content,
    )
    return paper
