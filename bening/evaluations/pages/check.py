"""The check before submission as plain values: findings, their sentences, where to mend them."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bening.domain.quality import RULES, Finding, Severity
from bening.domain.scoring import Check, Designation, Instrument, ThresholdScope
from bening.evaluations.queries import FilledSheet
from bening.evaluations.words import finding_sentence
from bening.ui.figures import shortfall_text

SHOWN_CODES = 8


@dataclass(frozen=True)
class Line:
    """One finding: what was found, what it means, where to mend it."""

    title: str
    text: str
    href: str
    act: str


@dataclass(frozen=True)
class CheckPage:
    """Everything the page says, in the order in which it says it."""

    errors: tuple[Line, ...]
    warnings: tuple[Line, ...]
    infos: tuple[Line, ...]
    passed: int
    answered: int
    questions: int
    files: int
    total: Fraction
    gap: str
    low: Fraction | None
    high: Fraction | None
    eligible: bool


def check_page(filled: FilledSheet) -> CheckPage:
    """The page of a filled sheet; no query."""
    target = Designation(filled.sheet.program.target)
    by_severity: dict[Severity, list[Line]] = {severity: [] for severity in Severity}
    for finding in filled.findings:
        by_severity[finding.rule.severity].append(_line(finding, filled))
    missed = {finding.rule.kind for finding in filled.findings}
    infos = [*_threshold_lines(filled, target), *by_severity[Severity.INFO], *_frozen_lines(filled)]
    minima = {title: _total_check(filled, title) for title in Designation}
    aimed, low, high = minima[target], minima[Designation.WBK], minima[Designation.WBBM]
    return CheckPage(
        errors=tuple(by_severity[Severity.ERROR]),
        warnings=tuple(by_severity[Severity.WARNING]),
        infos=tuple(infos),
        passed=sum(rule.kind not in missed for rule in RULES),
        answered=len(filled.instrument.questions) - _unanswered(filled.findings),
        questions=len(filled.instrument.questions),
        files=len({found.evidence_id for many in filled.evidence.values() for found in many}),
        total=filled.summary.total,
        gap=shortfall_text(aimed.points_missing) if aimed else "",
        low=low.points_min if low else None,
        high=high.points_min if high else None,
        eligible=filled.summary.eligible(target),
    )


def _total_check(filled: FilledSheet, title: Designation) -> Check | None:
    """The minimum of the whole score for a title."""
    checks = filled.summary.checks(title)
    return next((c for c in checks if c.threshold.scope is ThresholdScope.TOTAL), None)


def _unanswered(findings: tuple[Finding, ...]) -> int:
    return sum(len(found.codes) for found in findings if found.rule.kind == "unanswered")


def _line(finding: Finding, filled: FilledSheet) -> Line:
    title, text, act = _words(finding, filled.instrument)
    first = finding.codes[0]
    query = {"unanswered": "belum", "best_answer_without_evidence": "tanpa-bukti"}
    if len(finding.codes) > 1 and finding.rule.kind in query:
        href = f"{_sheet(filled)}?lembar=penuh&saring={query[finding.rule.kind]}#q-{first}"
    else:
        href = f"{_sheet(filled)}?butir={first}#q-{first}"
    return Line(title, text, href, act)


def _sheet(filled: FilledSheet) -> str:
    return reverse("evaluations:sheet", args=[filled.sheet.pk])


def _words(finding: Finding, instrument: Instrument) -> tuple[str, str, str]:
    """Title, explanation and the word on the link."""
    count, codes, values = len(finding.codes), _codes(finding.codes), finding.values
    match finding.rule.kind:
        case "unanswered":
            return (
                ngettext(
                    "%(count)d pertanyaan belum dijawab",
                    "%(count)d pertanyaan belum dijawab",
                    count,
                )
                % {"count": count},
                _("%(areas)s. Tanpa jawaban, nilainya 0.")
                % {"areas": _areas(finding.codes, instrument)},
                _("Jawab satu per satu"),
            )
        case "best_answer_without_evidence":
            return (
                ngettext(
                    "%(count)d jawaban terbaik tanpa bukti",
                    "%(count)d jawaban terbaik tanpa bukti",
                    count,
                )
                % {"count": count},
                _("%(codes)s. Lampirkan bukti atau turunkan jawabannya.") % {"codes": codes},
                _("Buka jawaban"),
            )
        case "counts_contradict":
            return (
                _("%(code)s: isian angka belum cocok") % {"code": codes},
                finding_sentence(finding),
                _("Perbaiki"),
            )
        case "better_than_fact":
            return (
                ngettext(
                    "%(count)d jawaban lebih tinggi dari data",
                    "%(count)d jawaban lebih tinggi dari data",
                    count,
                )
                % {"count": count},
                _(
                    "%(codes)s. Evaluator melihat jawaban dan data berdampingan. "
                    "Tambahkan penjelasan bila data belum lengkap."
                )
                % {"codes": codes},
                _("Lihat"),
            )
        case "evidence_outside_period":
            return (
                ngettext(
                    "%(count)d bukti di luar masa penilaian",
                    "%(count)d bukti di luar masa penilaian",
                    values["count"],
                )
                % {"count": values["count"]},
                _("%(titles)s, dipakai pada %(codes)s.")
                % {"titles": "; ".join(values["titles"][:3]), "codes": codes},
                _("Ganti"),
            )
        case "most_claimed_but_less_proven":
            return (
                _("%(code)s: “sebagian besar” belum terbukti") % {"code": codes},
                _(
                    "Baru %(proven)d dari %(expected)d bukti yang diharapkan sudah diperiksa. "
                    "Aturan Bening: sebagian besar berarti lebih dari separuh."
                )
                % values,
                _("Periksa bukti"),
            )
        case "same_file_everywhere":
            return (
                _("Satu berkas dipakai pada %(count)d pertanyaan") % {"count": count},
                _("“%(title)s”: %(codes)s. Evaluator dapat menilainya kurang relevan.")
                % {"title": values["title"], "codes": codes},
                _("Lihat"),
            )
        case "note_missing":
            return (
                ngettext(
                    "%(count)d jawaban tanpa penjelasan",
                    "%(count)d jawaban tanpa penjelasan",
                    count,
                )
                % {"count": count},
                _("Penjelasan membantu evaluator membaca bukti."),
                _("Tulis"),
            )
        case "own_survey_is_a_forecast":
            return (
                _("Indeks survei belum disertai laporan survei eksternal"),
                _("Survei TPN atau pihak ketiga yang menentukan nilai akhir."),
                _("Lampirkan"),
            )
        case kind:
            raise LookupError(f"the rule {kind!r} has no sentence")


def _codes(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:SHOWN_CODES])
    if len(codes) <= SHOWN_CODES:
        return shown
    return _("%(codes)s, dan %(more)d lainnya") % {"codes": shown, "more": len(codes) - SHOWN_CODES}


def _areas(codes: tuple[str, ...], instrument: Instrument) -> str:
    """Such as "Area 2 (2), area 5 (4), hasil (1)"."""
    counts = Counter(instrument.question(code).area_number for code in codes)
    parts = [
        (_("area %(number)d (%(count)d)") % {"number": number, "count": counts[number]})
        for number in sorted(number for number in counts if number is not None)
    ]
    if counts[None]:
        parts.append(_("hasil (%(count)d)") % {"count": counts[None]})
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _threshold_lines(filled: FilledSheet, target: Designation) -> list[Line]:
    unmet = [check for check in filled.summary.checks(target) if not check.passed]
    name = target.value.upper()
    href, act = _sheet(filled), _("Lihat syarat")
    if not unmet:
        return [Line(_("Semua syarat nilai %(name)s terpenuhi") % {"name": name}, "", href, act)]
    return [
        Line(
            _("Nilai belum memenuhi %(name)s") % {"name": name},
            ngettext(
                "%(count)d syarat nilai belum terpenuhi. Boleh dikirim; TPI dapat mengembalikan "
                "untuk pembinaan.",
                "%(count)d syarat nilai belum terpenuhi. Boleh dikirim; TPI dapat mengembalikan "
                "untuk pembinaan.",
                len(unmet),
            )
            % {"count": len(unmet)},
            href,
            act,
        )
    ]


def _frozen_lines(filled: FilledSheet) -> list[Line]:
    if not filled.proposals:
        return []
    return [
        Line(
            ngettext(
                "%(count)d data akan dibekukan",
                "%(count)d data akan dibekukan",
                len(filled.proposals),
            )
            % {"count": len(filled.proposals)},
            _("Angka dari pekerjaan harian disimpan sebagaimana adanya pada saat pengiriman."),
            _sheet(filled),
            _("Lihat"),
        )
    ]
