"""The monitoring report as a document. Official documents are in Indonesian, whoever reads them."""

from collections.abc import Sequence
from datetime import date

from bening.accounts.models import Person
from bening.documents import spelling
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
from bening.mentoring.models import Frequency, MonitoringReport, Recommendation, ReportSide

BASIS = [
    (
        "Peraturan Menteri PANRB Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi Zona "
        "Integritas menuju Wilayah Bebas dari Korupsi dan Wilayah Birokrasi Bersih dan "
        "Melayani di Instansi Pemerintah."
    ),
]
QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}


def period_name(report: MonitoringReport) -> str:
    """``Triwulan I 2026`` or ``Maret 2026``."""
    start = report.starts_on
    if report.frequency == Frequency.QUARTERLY:
        return f"Triwulan {QUARTERS[start.month]} {start.year}"
    return f"{spelling.MONTHS[start.month - 1]} {start.year}"


def monitoring_letter(
    report: MonitoringReport,
    recommendations: Sequence[Recommendation],
    *,
    number: str,
    dated_on: date,
    by: Person,
) -> Letter:
    """The report with what it recommends."""
    unit = report.unit
    period = period_name(report)
    maker = "Tim Penilai Internal" if report.side == ReportSide.TPI else unit.name
    return Letter(
        title=f"Laporan pemantauan {period}, {unit.name}",
        heading="LAPORAN PEMANTAUAN DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS",
        agency=unit.agency.name,
        unit=unit.name,
        number=number,
        subject=f"Pemantauan dan evaluasi pembangunan Zona Integritas {period}",
        place_and_date=spelling.written_day(dated_on),
        blocks=(
            Heading("Dasar"),
            Items(BASIS),
            Heading("Pelaksanaan"),
            Facts(
                (
                    ("Periode", period),
                    ("Tanggal pemantauan", spelling.written_day(report.held_on)),
                    ("Penyusun", maker),
                    ("Diikuti pimpinan", "Ya" if report.leader_took_part else "Tidak"),
                    ("Kehadiran", f"{report.attended} dari {report.invited} undangan"),
                )
            ),
            Heading("Kemajuan"),
            *_paragraphs(report.progress),
            Heading("Temuan"),
            *_paragraphs(report.findings),
            Heading("Rekomendasi"),
            *_recommended(recommendations),
        ),
        signatures=(Signature(by.name, by.position, by.employee_number),),
    )


def _recommended(recommendations: Sequence[Recommendation]) -> tuple[Block, ...]:
    if not recommendations:
        return (Paragraph("Tidak ada rekomendasi pada periode ini."),)
    return (
        Grid(
            caption="Rekomendasi dan batas waktunya",
            columns=("No.", "Rekomendasi", "Penanggung jawab", "Paling lambat"),
            rows=tuple(
                (
                    str(number),
                    one.text,
                    one.owner.name if one.owner else "Kepala unit",
                    spelling.written_day(one.due_on) if one.due_on else "–",
                )
                for number, one in enumerate(recommendations, start=1)
            ),
            widths=(1, 6, 3, 3),
            right=(0,),
        ),
    )


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(part.strip()) for part in text.splitlines() if part.strip())
