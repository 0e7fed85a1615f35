"""The report of a period as a letter. Official documents are in Indonesian, whoever reads them.

Charts stand in it as tables: the same figures, for eyes and for readers that speak.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import override

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
from bening.domain.surveys.instrument import SurveyInstrument
from bening.domain.surveys.results import KindResults
from bening.surveys.content import Basis, ResultContent, read_content
from bening.surveys.elements import INDEXES, element_label, element_words
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    ImprovementPlan,
    IntegrityDecision,
    PeriodResult,
    SurveyPeriod,
)
from bening.surveys.result_figures import (
    KindFigures,
    incident_counts,
    kind_figures,
    lacking_services,
    mode_counts,
)
from bening.surveys.result_queries import decisions_of, trends
from bening.surveys.signal_words import signal_title
from bening.surveys.wording import quadrant_label, some_answers
from bening.ui.figures import decimal_text, span_text

OFFICIAL = "id"
BASIS = (
    (
        "Peraturan Menteri PANRB Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi Zona "
        "Integritas menuju Wilayah Bebas dari Korupsi dan Wilayah Birokrasi Bersih dan "
        "Melayani di Instansi Pemerintah."
    ),
    (
        "Peraturan Menteri PANRB Nomor 14 Tahun 2017 tentang Pedoman Penyusunan Survei Kepuasan "
        "Masyarakat Unit Penyelenggara Pelayanan Publik."
    ),
)
COLLECTED = {
    Basis.INVITED: "Undangan pribadi sekali pakai kepada orang yang selesai dilayani.",
    Basis.IMPORTED: "Formulir di luar sistem, diimpor dari berkas dan ditandai sebagai impor.",
    Basis.OPEN: "Tautan terbuka tanpa kode; satu orang dapat mengisi lebih dari sekali.",
}


def report_letter(
    period: SurveyPeriod,
    result: PeriodResult,
    plans: Sequence[ImprovementPlan],
    *,
    number: str,
    dated_on: date,
    by: Person,
) -> Letter:
    """Method, respondents, indexes, groups, importance, integrity and what follows."""
    with override(OFFICIAL):
        content = read_content(result.content)
        instrument = instrument_of(period.questionnaire)
        figures = kind_figures(content, instrument, result.integrity)
        return Letter(
            title=f"Laporan hasil survei {period.name}, {period.unit.name}"[:200],
            heading="LAPORAN HASIL SURVEI",
            agency=period.agency.name,
            unit=period.unit.name,
            number=number,
            subject=f"Hasil survei mandiri {period.name}",
            place_and_date=spelling.written_day(dated_on),
            blocks=(
                Heading("Dasar"),
                Items(BASIS),
                *_method(period, content, instrument),
                *_respondents(content, figures),
                *_indexes(content, figures),
                *_trends(period),
                *_integrity(content, figures, result, tuple(decisions_of(period).values())),
                *_follow_up(plans),
            ),
            signatures=(Signature(by.name, by.position, by.employee_number),),
        )


def _method(
    period: SurveyPeriod, content: ResultContent, instrument: SurveyInstrument
) -> Iterator[Block]:
    yield Heading("Metode")
    source = (
        "buku layanan unit"
        if content.population_source == "register"
        else content.population_note or "diketik"
    )
    population = "–" if content.population is None else f"{content.population} ({source})"
    yield Facts(
        (
            ("Periode", span_text(content.starts_on, content.ends_on)),
            ("Kuesioner", f"{instrument.title['id']}, sidik {instrument.sha256[:16]}"),
            ("Cara pengumpulan", COLLECTED[content.basis]),
            ("Pengguna layanan (N)", population),
            ("Isian yang dibutuhkan", str(content.wanted if content.wanted is not None else "–")),
            ("Rumus sampel", str(period.get_sample_method_display())),
            ("Isian yang dihitung", str(content.results.n)),
            ("Isian dikecualikan", str(content.voided)),
            (
                "Rumus indeks",
                (
                    "indeks = 4 × rata-rata / nilai tertinggi skala, per butir; rata-rata "
                    "butir menjadi nilai unsur; rata-rata unsur berbobot sama menjadi indeks"
                ),
            ),
            ("Versi rumus", content.formula_version),
        )
    )
    yield Paragraph(
        "Survei ini diselenggarakan unit sendiri. Angkanya adalah perkiraan dan bukan nilai "
        "resmi; nilai resmi berasal dari survei eksternal."
    )


def _respondents(content: ResultContent, figures: Sequence[KindFigures]) -> Iterator[Block]:
    yield Heading("Responden")
    yield Grid(
        "Isian menurut cara pengisian",
        ("Cara", "Isian"),
        tuple((label, str(count)) for label, count in mode_counts(content)),
        widths=(3, 1),
        right=(1,),
    )
    for split in figures[0].breakdowns if figures else ():
        yield Grid(
            f"Responden menurut {split.label.lower()}",
            (split.label, "Isian"),
            tuple((group.label, group.why or str(group.n)) for group in split.groups),
            widths=(3, 1),
            right=(1,),
        )


def _trends(period: SurveyPeriod) -> Iterator[Block]:
    """Each survey over the unit's periods, where there are several."""
    for kind, points in trends(period.unit, period.ends_on).items():
        if len(points) < 2:
            continue
        yield Grid(
            f"{INDEXES[kind]} dari periode ke periode",
            ("Periode", "Indeks", "Isian"),
            tuple((one.period.name, decimal_text(one.value), str(one.n)) for one in points),
            widths=(3, 1, 1),
            right=(1, 2),
        )


def _indexes(content: ResultContent, figures: Sequence[KindFigures]) -> Iterator[Block]:
    yield Heading("Hasil")
    if not content.is_enough:
        yield Paragraph(
            f"Belum cukup: {content.results.n} isian dari {content.wanted} yang dibutuhkan. "
            "Indeks tidak disajikan."
        )
        return
    if lacking := lacking_services(content):
        yield Paragraph(
            f"Belum cukup menurut kuotanya: {', '.join(lacking)}. Indeks tertimbang "
            "memperhitungkan banyaknya pengguna tiap layanan."
        )
    for one in figures:
        yield Heading(one.title, 2)
        yield Facts(tuple(_figures(one)))
        yield from _elements(one)
        yield from _services(one)
        yield from _importance(content.results.kinds[one.kind])
    if incidents := incident_counts(content):
        yield Heading("Permintaan uang atau imbalan", 2)
        yield Facts(tuple((label, why or str(count)) for label, count, why in incidents))


def _figures(one: KindFigures) -> Iterator[tuple[str, str]]:
    mark = f", mutu {one.mark} ({one.grade.partition(', ')[2]})" if one.mark else ""
    yield f"{one.name} ({one.range})", f"{decimal_text(one.value)}{mark}"
    yield f"{one.name} tertimbang menurut layanan", decimal_text(one.weighted)
    if one.interval:
        yield "Selang kepercayaan 95%", one.interval
        yield "Metode selang", one.method
    yield "Isian", str(one.n)
    if one.partial:
        yield "Isian tidak lengkap, tidak dihitung", str(one.partial)
    if one.points is not None:
        yield (
            "Perkiraan nilai LKE",
            (
                f"{decimal_text(one.points)} dari {decimal_text(one.weight)} "
                "(perkiraan, bukan nilai resmi)"
            ),
        )


def _elements(one: KindFigures) -> Iterator[Block]:
    if not one.elements:
        return
    yield Grid(
        f"Nilai unsur {one.name}",
        ("Unsur", "Nilai (0–4)", "Keterangan"),
        tuple(
            (each.label, decimal_text(each.index), "tiga terendah" if each.is_lowest else "")
            for each in one.elements
        ),
        widths=(4, 1.4, 1.6),
        right=(1,),
    )


def _services(one: KindFigures) -> Iterator[Block]:
    if not one.services.groups:
        return
    yield Grid(
        "Menurut layanan",
        ("Layanan", "Isian", f"{one.name} ({one.range})", "Selang 95%"),
        tuple(
            (
                f"{group.label} (belum cukup)" if group.is_lacking else group.label,
                group.why or str(group.n),
                decimal_text(group.value),
                group.interval or "–",
            )
            for group in one.services.groups
        ),
        widths=(3.4, 1.6, 1.2, 1.8),
        right=(2,),
    )


def _importance(kind: KindResults) -> Iterator[Block]:
    if not kind.importance:
        return
    yield Grid(
        "Kepentingan dan kinerja unsur",
        ("Unsur", "Kinerja (0–4)", "Kepentingan", "Letak"),
        tuple(
            (
                element_label(each.aspect),
                decimal_text(each.performance),
                decimal_text(each.importance),
                quadrant_label(each.quadrant),
            )
            for each in kind.importance
        ),
        widths=(3.4, 1.2, 1.3, 2),
        right=(1, 2),
    )


def _integrity(
    content: ResultContent,
    figures: Sequence[KindFigures],
    result: PeriodResult,
    decisions: Sequence[IntegrityDecision],
) -> Iterator[Block]:
    yield Heading("Integritas pengumpulan data")
    looked = [one for one in result.integrity["signals"] if one["verdict"] == "look"]
    judged = [one for one in result.integrity["signals"] if one["verdict"] != "not_enough"]
    yield Paragraph(
        f"{len(judged)} tanda diperiksa, {len(looked)} di antaranya perlu dilihat. "
        f"{content.voided} isian dikecualikan oleh TPI; isian itu tetap tersimpan."
    )
    if decisions:
        yield Grid(
            "Putusan tentang tanda yang dilihat",
            ("Tanda", "Putusan", "Isian", "Alasan"),
            tuple(
                (
                    signal_title(one.signal),
                    str(one.get_verdict_display()),
                    some_answers(one.touched),
                    one.reason,
                )
                for one in decisions
            ),
            widths=(2.4, 1.6, 0.8, 4),
            right=(2,),
        )
    rows = tuple(
        (f"{one.name} ({one.range})", decimal_text(one.value), decimal_text(one.without_flagged))
        for one in figures
    )
    if looked and rows:
        yield Grid(
            "Indeks dengan dan tanpa isian yang ditandai",
            ("Indeks", "Dengan", "Tanpa"),
            rows,
            widths=(2, 1, 1),
            right=(1, 2),
        )


def _follow_up(plans: Sequence[ImprovementPlan]) -> Iterator[Block]:
    yield Heading("Tindak lanjut")
    if not plans:
        yield Paragraph("Rencana tindak lanjut belum dicatat saat laporan ini terbit.")
        return
    yield Grid(
        "Rencana tindak lanjut unsur terendah",
        ("Unsur", "Tindak lanjut", "Penanggung jawab", "Tenggat", "Keadaan"),
        tuple(
            (
                element_words(plan.element),
                plan.action,
                plan.owner.name,
                spelling.written_day(plan.due_on),
                "selesai" if plan.done_at else "berjalan",
            )
            for plan in plans
        ),
        widths=(2.4, 4, 2, 1.8, 1.2),
    )
