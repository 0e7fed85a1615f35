"""The report of a period as a letter. Official documents are in Indonesian, whoever reads them.

Charts stand in it as tables: the same figures, for eyes and for readers that speak.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

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
from bening.domain.surveys.estimates import expected_points
from bening.domain.surveys.instrument import SurveyInstrument, SurveyKind
from bening.domain.surveys.results import GroupResult, KindResults
from bening.surveys.content import Basis, ResultContent, read_content
from bening.surveys.elements import GRADES, INDEXES, KINDS, element_label, element_words
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    ImprovementPlan,
    IntegrityDecision,
    PeriodResult,
    SurveyPeriod,
)
from bening.surveys.result_queries import decisions_of, trends
from bening.surveys.signal_words import signal_title
from bening.surveys.wording import (
    MODES,
    WEIGHTS,
    attribute_label,
    group_label,
    interval_method,
    interval_text,
    quadrant_label,
    withheld_text,
)
from bening.ui.figures import decimal_text

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
                *_respondents(content, instrument),
                *_indexes(content),
                *_trends(period),
                *_integrity(content, result, tuple(decisions_of(period).values())),
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
            ("Periode", _span(content.starts_on, content.ends_on)),
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


def _respondents(content: ResultContent, instrument: SurveyInstrument) -> Iterator[Block]:
    yield Heading("Responden")
    yield Grid(
        "Isian menurut cara pengisian",
        ("Cara", "Isian"),
        tuple((str(MODES[mode]), str(count)) for mode, count in content.modes.items()),
        widths=(3, 1),
        right=(1,),
    )
    first = next(iter(content.results.kinds.values()), None)
    if first is None:
        return
    for code, groups in first.attributes.items():
        attribute = instrument.attribute(code)
        if attribute is None or not groups:
            continue
        yield Grid(
            f"Responden menurut {attribute_label(attribute).lower()}",
            (attribute_label(attribute), "Isian"),
            tuple(
                (group_label(attribute, group.key), withheld_text(group) or str(group.n))
                for group in groups
            ),
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


def _indexes(content: ResultContent) -> Iterator[Block]:
    yield Heading("Hasil")
    if not content.is_enough:
        yield Paragraph(
            f"Belum cukup: {content.results.n} isian dari {content.wanted} yang dibutuhkan. "
            "Indeks tidak disajikan."
        )
        return
    for kind in content.shown:
        yield Heading(str(KINDS[kind.kind]), 2)
        yield Facts(tuple(_figures(kind)))
        yield from _elements(kind)
        yield from _groups("layanan", kind.services, content.services)
        yield from _importance(kind)
    incidents = content.results.incidents
    if incidents is not None:
        yield Heading("Permintaan uang atau imbalan", 2)
        yield Facts(
            tuple(
                (name, "disembunyikan, kurang dari 5" if value is None else str(value))
                for name, value in (
                    ("Pernah dimintai", incidents.yes),
                    ("Tidak pernah", incidents.no),
                    ("Tidak menjawab", incidents.not_said),
                )
            )
        )


def _figures(kind: KindResults) -> Iterator[tuple[str, str]]:
    name = INDEXES[kind.kind]
    if kind.kind == SurveyKind.SKM:
        grade = kind.grade
        mark = f", mutu {grade.value} ({GRADES[grade.value]})" if grade else ""
        yield f"{name} (25–100)", f"{decimal_text(kind.ikm)}{mark}"
        yield "IKM tertimbang menurut layanan", decimal_text(kind.weighted_ikm)
    else:
        yield f"{name} (0–4)", decimal_text(kind.index)
        yield f"{name} tertimbang menurut layanan", decimal_text(kind.weighted_index)
    if kind.interval:
        yield "Selang kepercayaan 95%", interval_text(kind.kind, kind.interval)
        yield "Metode selang", interval_method(kind.interval.method)
    yield "Isian", str(kind.n)
    if kind.partial:
        yield "Isian tidak lengkap, tidak dihitung", str(kind.partial)
    weight = WEIGHTS.get(kind.kind)
    if weight is not None and kind.index is not None:
        points = expected_points(kind.index, weight)
        yield (
            "Perkiraan nilai LKE",
            (f"{decimal_text(points)} dari {decimal_text(weight)} (perkiraan, bukan nilai resmi)"),
        )


def _elements(kind: KindResults) -> Iterator[Block]:
    if kind.kind == SurveyKind.RATING:
        return
    lowest = {each.aspect for each in kind.lowest}
    yield Grid(
        f"Nilai unsur {INDEXES[kind.kind]}",
        ("Unsur", "Nilai (0–4)", "Keterangan"),
        tuple(
            (
                element_label(each.aspect),
                decimal_text(each.index),
                "tiga terendah" if each.aspect in lowest else "",
            )
            for each in kind.aspects
        ),
        widths=(4, 1.4, 1.6),
        right=(1,),
    )


def _groups(title: str, groups: Sequence[GroupResult], names: Mapping[str, str]) -> Iterator[Block]:
    if not groups:
        return
    yield Grid(
        f"Menurut {title}",
        (title.capitalize(), "Isian", "Indeks (0–4)", "Selang 95%"),
        tuple(
            (
                names.get(group.key, group.key) or "tidak disebut",
                withheld_text(group) or str(group.n),
                decimal_text(group.index),
                interval_text(SurveyKind.SPAK, group.interval) if group.interval else "–",
            )
            for group in groups
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
    content: ResultContent, result: PeriodResult, decisions: Sequence[IntegrityDecision]
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
                    str(one.touched),
                    one.reason,
                )
                for one in decisions
            ),
            widths=(2.4, 1.6, 0.8, 4),
            right=(2,),
        )
    without = {one["kind"]: one["index"] for one in result.integrity["without_flagged"]}
    rows = tuple(
        (
            INDEXES[kind.kind],
            decimal_text(kind.index),
            decimal_text(Fraction(without[kind.kind.value]))
            if without.get(kind.kind.value)
            else "–",
        )
        for kind in content.shown
    )
    if looked and rows:
        yield Grid(
            "Indeks (0–4) dengan dan tanpa isian yang ditandai",
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


def _span(first: date, last: date) -> str:
    return f"{spelling.written_day(first)} sampai {spelling.written_day(last)}"
