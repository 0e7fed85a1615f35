"""The letters of a review, built from its data: reports, covering letter, assignment letter.

They are Indonesian whatever language the reader of the screens has chosen; the order of contents is
that of evaluation reports in practice. Nothing is typed twice: numbers come from the exact score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bening.accounts.models import Person
from bening.documents import spelling
from bening.documents.common import check_name, source
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
from bening.domain.reviewing import Held
from bening.domain.scoring import Check, Instrument, Level, ScoreSummary, score
from bening.programs.models import Designation
from bening.reviews.dossier import Dossier, answers_of
from bening.reviews.models import ReviewAssignment, ReviewRound, ReviewTier, TeamMember
from bening.reviews.results import Result

TITLES = {Designation.WBK: "Menuju WBK", Designation.WBBM: "Menuju WBBM"}
TIERS = {
    ReviewTier.CONTROLLER: "Pengendali teknis",
    ReviewTier.LEAD: "Ketua tim",
    ReviewTier.MEMBER: "Anggota tim",
}
DECLARE = "Menyatakan ada tidaknya benturan kepentingan sebelum menilai."
REPORT = "Melaporkan hasilnya dalam laporan hasil evaluasi."
INDENT = "\u00a0" * 4
EARLIER = {"preliminary": "Pendahuluan", "tpi_1": "Tahap 1", "tpi_2": "TPI", "desk": "Desk"}
SHOWN_LEVELS = {Level.COMPONENT: "", Level.SUBCOMPONENT: INDENT, Level.AREA: 2 * INDENT}


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What only people know of a letter: its number and date, where, to whom, with copies to whom.

    Empty `addressee` and `copies` are filled as is usual for the kind of letter.
    """

    number: str
    dated_on: date
    place: str = ""
    addressee: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def evaluation_report(
    result: Result, head: ReportHead, *, members: Sequence[TeamMember], by: Person
) -> Letter:
    """The report (LHE) of a TPI round as it stands when it is closed."""
    dossier = result.dossier
    round_, program = dossier.round, dossier.round.program
    number = round_.number
    to_unit = f"Kepala {program.unit.name}"
    to_agency = f"Pimpinan {program.unit.agency.name}"
    return Letter(
        title=f"Laporan Hasil Evaluasi TPI tahap {number} {program.unit.name}",
        heading="LAPORAN HASIL EVALUASI",
        agency=program.unit.agency.name,
        unit="Tim Penilai Internal",
        number=head.number,
        subject=(
            f"Laporan hasil evaluasi Zona Integritas tahap {number} tahun {program.cycle.year} "
            f"pada {program.unit.name}"
        ),
        addressee=head.addressee or ((to_unit,) if number == 1 else (to_agency,)),
        place_and_date=_place_and_date(head),
        blocks=(
            Heading("Dasar evaluasi"),
            Items(_basis(dossier.instrument, round_.assignment)),
            Heading("Penugasan"),
            Facts(_team_facts(round_, members)),
            Heading("Tujuan"),
            Paragraph(
                "Menilai pembangunan Zona Integritas pada unit kerja terhadap lembar kerja "
                f"evaluasi, dan menyimpulkan apakah unit memenuhi syarat {_target(round_)}."
            ),
            Heading("Sasaran"),
            Paragraph(
                f"{program.unit.name}, lembar kerja evaluasi tahun {program.cycle.year}, rekaman "
                f"kiriman nomor {round_.snapshot.number} dengan sidik SHA-256 "
                f"{round_.snapshot.sha256}."
            ),
            Heading("Metode"),
            Paragraph(
                "Telaah jawaban, penjelasan, dan bukti setiap butir secara berjenjang oleh "
                "anggota tim, ketua tim, dan pengendali teknis. Setiap jenjang menyetujui atau "
                "mengubah nilai setiap butir dengan catatannya sendiri."
            ),
            Heading("Ruang lingkup dan batasan"),
            Paragraph(_scope(dossier)),
            Heading("Hasil penilaian"),
            _scores(dossier, result.summary),
            Heading("Pemenuhan nilai minimal"),
            _minima(result.summary, program.target),
            Heading("Kesimpulan"),
            Paragraph(_conclusion(round_, result.summary)),
            Heading("Catatan per butir"),
            _notes(dossier, result.summary),
            Heading("Rekomendasi"),
            _recommendations(dossier),
        ),
        signatures=(Signature(by.name, TIERS[ReviewTier.CONTROLLER], by.employee_number),),
        copies=head.copies or ((to_agency,) if number == 1 else (to_unit,)),
    )


def preliminary_letter(
    result: Result, head: ReportHead, *, members: Sequence[TeamMember], by: Person
) -> Letter:
    """The covering letter by which the unit above hands a pre-assessed unit on to TPI."""
    dossier = result.dossier
    round_, program = dossier.round, dossier.round.program
    return Letter(
        title=f"Surat pengantar hasil penilaian pendahuluan {program.unit.name}",
        heading="SURAT PENGANTAR",
        agency=program.unit.agency.name,
        unit=round_.assignment.team.name,
        number=head.number,
        subject=f"Hasil penilaian pendahuluan {program.unit.name}",
        addressee=head.addressee or (f"Ketua Tim Penilai Internal {program.unit.agency.name}",),
        place_and_date=_place_and_date(head),
        blocks=(
            Paragraph(
                f"Penilaian pendahuluan atas {program.unit.name} untuk {_target(round_)} tahun "
                f"{program.cycle.year} telah selesai. Unit dinilai layak dievaluasi oleh Tim "
                "Penilai Internal."
            ),
            Facts(_team_facts(round_, members)),
            Heading("Hasil penilaian"),
            _scores(dossier, result.summary),
            Heading("Catatan per butir"),
            _notes(dossier, result.summary),
        ),
        signatures=(Signature(by.name, by.position or TIERS[ReviewTier.LEAD], by.employee_number),),
        copies=head.copies or (f"Kepala {program.unit.name}",),
    )


def assignment_letter(
    assignment: ReviewAssignment, head: ReportHead, *, members: Sequence[TeamMember], by: Person
) -> Letter:
    """The letter by which the inspector sends a team to a unit."""
    program = assignment.program
    return Letter(
        title=f"Surat tugas {assignment.team.name}: {program.unit.name}",
        heading="SURAT TUGAS",
        agency=program.unit.agency.name,
        number=head.number,
        subject=f"Penugasan evaluasi Zona Integritas {program.unit.name}",
        place_and_date=_place_and_date(head),
        blocks=(
            Heading("Dasar"),
            Items([assignment.team.decree or f"Pembentukan {assignment.team.name}"]),
            Heading("Menugaskan"),
            Grid(
                "Penilai yang ditugaskan",
                ("No.", "Nama", "NIP", "Kedudukan", "Dilatih pada"),
                [
                    (
                        str(place),
                        member.person.name,
                        member.person.employee_number or "–",
                        TIERS[ReviewTier(member.tier)],
                        _day(member.trained_on),
                    )
                    for place, member in enumerate(in_order(members), 1)
                ],
                widths=(0.4, 2.2, 1.6, 1.4, 1.4),
            ),
            Heading("Untuk"),
            Items((_task(assignment), DECLARE, REPORT)),
        ),
        signatures=(Signature(by.name, by.position or "Inspektur", by.employee_number),),
        copies=head.copies or (f"Kepala {program.unit.name}",),
    )


def _task(assignment: ReviewAssignment) -> str:
    program = assignment.program
    return (
        f"Mengevaluasi pembangunan Zona Integritas pada {program.unit.name} tahun "
        f"{program.cycle.year}, dari {_day(assignment.starts_on)} sampai "
        f"{_day(assignment.ends_on)}."
    )


def in_order(members: Iterable[TeamMember]) -> list[TeamMember]:
    """A team from the controller down, as letters list it."""
    ranks = {tier.value: place for place, tier in enumerate(TIERS)}
    return sorted(members, key=lambda member: (ranks[member.tier], member.person.name))


def _basis(instrument: Instrument, assignment: ReviewAssignment) -> list[str]:
    found = [source(instrument)]
    if assignment.team.decree:
        found.append(assignment.team.decree)
    if assignment.letter is not None:
        found.append(f"Surat tugas nomor {assignment.letter.number}")
    return found


def _team_facts(round_: ReviewRound, members: Sequence[TeamMember]) -> list[tuple[str, str]]:
    assignment = round_.assignment
    facts = [
        *([("Surat tugas", assignment.letter.number)] if assignment.letter else []),
        ("Masa penugasan", f"{_day(assignment.starts_on)} s.d. {_day(assignment.ends_on)}"),
        ("Tim", assignment.team.name),
    ]
    facts.extend(
        (TIERS[ReviewTier(member.tier)], member.person.name) for member in in_order(members)
    )
    return facts


def _scope(dossier: Dossier) -> str:
    count = len(dossier.required(dossier.kind.chain[-1]))
    if dossier.first is not None:
        return (
            f"Tahap 2 menilai {count} butir yang jawaban, penjelasan, atau buktinya berubah sejak "
            "tahap 1 atau yang mendapat rekomendasi; butir lain memakai nilai akhir tahap 1. "
            "Penilaian terbatas pada apa yang dikirim unit dalam rekaman kiriman itu."
        )
    return (
        f"Seluruh {count} butir lembar kerja evaluasi. Penilaian terbatas pada apa yang dikirim "
        "unit dalam rekaman kiriman itu; nilai hasil berdasarkan survei yang dilampirkan unit."
    )


def _scores(dossier: Dossier, final: ScoreSummary) -> Grid:
    """Weight, own score, scores of earlier rounds and of this one, by component, aspect, area."""
    instrument = dossier.instrument
    columns = [("Mandiri", score(instrument, answers_of(instrument, dossier.own_values)))]
    columns.extend(
        (EARLIER[one.name], score(instrument, answers_of(instrument, one.values)))
        for one in dossier.earlier
    )
    columns.append(("Evaluasi", final))
    rows = [
        (
            f"{SHOWN_LEVELS[node.level]}{node.title}",
            spelling.points(node.weight),
            *(spelling.points(summary.node(node.code).score) for _, summary in columns),
        )
        for node in final.nodes
        if node.level in SHOWN_LEVELS
    ]
    rows.append(
        (
            "Nilai total",
            spelling.points(
                sum((final.node(one.code).weight for one in instrument.components), Fraction())
            ),
            *(spelling.points(summary.total) for _, summary in columns),
        )
    )
    right = tuple(range(1, 2 + len(columns)))
    names = ("Komponen", "Bobot", *(name for name, _ in columns))
    widths = (4.0, *(1.0 for _ in right))
    return Grid("Nilai per komponen, aspek, dan area", names, rows, widths=widths, right=right)


def _minima(summary: ScoreSummary, target: str) -> Grid:
    rows = [
        (check_name(check), *_of_check(check), "Memenuhi" if check.passed else "Belum")
        for check in summary.checks(target)
    ]
    return Grid(
        f"Nilai minimal {TITLES[Designation(target)]}",
        ("Unsur", "Minimal", "Nilai", "Kesimpulan"),
        rows,
        widths=(3.6, 1.0, 1.0, 1.2),
        right=(1, 2),
    )


def _of_check(check: Check) -> tuple[str, str]:
    least = spelling.points(check.points_min)
    return least, spelling.points_against(check.score, check.points_min)


def _conclusion(round_: ReviewRound, summary: ScoreSummary) -> str:
    program = round_.program
    missing = [check_name(check) for check in summary.checks(program.target) if not check.passed]
    total = spelling.points(summary.total)
    if not missing:
        return (
            f"Dengan nilai {total}, {program.unit.name} memenuhi semua nilai minimal "
            f"{_target(round_)}."
        )
    return (
        f"Dengan nilai {total}, {program.unit.name} belum memenuhi nilai minimal "
        f"{_target(round_)} pada: {', '.join(missing)}."
    )


def _notes(dossier: Dossier, summary: ScoreSummary) -> Grid:
    own, final = dossier.own_values, dossier.final
    instrument = dossier.instrument
    before = score(instrument, answers_of(instrument, own))
    rows = []
    for code in dossier.codes:
        note = dossier.notes.get(code, "")
        if note:
            question = instrument.question(code)
            found = (
                _short(own.get(code, Held()), before.node(code).ratio),
                _short(final[code], summary.node(code).ratio),
            )
            rows.append((code, question.text, *found, note))
    return Grid(
        "Nilai dan catatan penilai untuk setiap butir",
        ("Butir", "Pertanyaan", "Mandiri", "Evaluasi", "Catatan"),
        rows,
        widths=(1.1, 3.2, 0.9, 0.9, 2.6),
    )


def _recommendations(dossier: Dossier) -> Block:
    found = [
        f"{code}: {dossier.recommendations[code]}"
        for code in dossier.codes
        if code in dossier.recommendations
    ]
    return Items(found) if found else Paragraph("Tidak ada rekomendasi.")


def _short(held: Held, ratio: Fraction) -> str:
    """A value in a few characters: the option, the index or the percentage."""
    if held.value:
        return held.value.replace(".", ",")
    return spelling.percent(ratio) if held.inputs else "–"


def _target(round_: ReviewRound) -> str:
    return TITLES[Designation(round_.program.target)]


def _place_and_date(head: ReportHead) -> str:
    day = _day(head.dated_on)
    return f"{head.place.strip()}, {day}" if head.place.strip() else day


def _day(day: date) -> str:
    return f"{day.day} {spelling.MONTHS[day.month - 1]} {day.year}"
