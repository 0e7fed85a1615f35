"""The decree as a document. Official documents are in Indonesian, whoever reads them."""

from collections.abc import Sequence
from datetime import date

from bening.accounts.models import Person
from bening.documents import spelling
from bening.documents.letters import Facts, Grid, Heading, Items, Letter, Paragraph, Signature
from bening.selection.matrix import Matrix, Row
from bening.selection.models import SelectionRound, Verdict

BASIS = (
    (
        "Undang-Undang Nomor 28 Tahun 1999 tentang Penyelenggara Negara yang Bersih dan Bebas dari "
        "Korupsi, Kolusi, dan Nepotisme;"
    ),
    (
        "Peraturan Menteri PANRB Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi Zona "
        "Integritas menuju Wilayah Bebas dari Korupsi dan Wilayah Birokrasi Bersih dan Melayani di "
        "Instansi Pemerintah, sebagaimana diubah dengan Peraturan Menteri PANRB Nomor 5 Tahun 2024."
    ),
)


def decree_letter(
    round_: SelectionRound, matrix: Matrix, *, number: str, dated_on: date, by: Person
) -> Letter:
    """The decree with the matrix as its annex; candidates carry their verdicts."""
    chosen = [row for row in matrix.rows if row.candidate.verdict == Verdict.ACCEPTED]
    agency = round_.agency.name
    title = f"Penetapan unit kerja Zona Integritas di {agency} tahun {round_.year}"
    return Letter(
        title=title,
        heading="KEPUTUSAN",
        agency=agency,
        number=number,
        subject=title,
        place_and_date=spelling.written_day(dated_on),
        blocks=(
            Heading("Menimbang"),
            Items(
                (
                    (
                        "bahwa pembangunan Zona Integritas dimulai pada unit kerja yang dipilih "
                        "menurut kriteria yang dapat dipertanggungjawabkan;"
                    ),
                    (
                        f"bahwa kelompok kerja telah menilai {len(matrix.rows)} calon unit kerja "
                        f"dengan {len(matrix.criteria)} kriteria dan mengusulkan hasilnya "
                        "sebagaimana tercantum dalam lampiran;"
                    ),
                    (
                        "bahwa berdasarkan pertimbangan tersebut perlu menetapkan unit kerja yang "
                        "membangun Zona Integritas."
                    ),
                ),
                style="letter",
            ),
            Heading("Mengingat"),
            Items(BASIS),
            Heading("Memutuskan"),
            Facts(_dictum(round_, chosen)),
            Heading("Lampiran: matriks penilaian calon unit kerja"),
            _criteria(matrix),
            _candidates(matrix),
            _reasons(matrix),
        ),
        signatures=(Signature(by.name, by.position, by.employee_number),),
        landscape=False,
    )


def _dictum(round_: SelectionRound, chosen: Sequence[Row]) -> list[tuple[str, str]]:
    if chosen:
        units = "; ".join(row.name for row in chosen)
        first = f"Menetapkan sebagai unit kerja yang membangun Zona Integritas: {units}."
    else:
        first = "Tidak menetapkan unit kerja dari calon yang diusulkan."
    return [
        ("KESATU", first),
        (
            "KEDUA",
            (
                "Unit kerja pada diktum KESATU membangun Zona Integritas menurut peraturan "
                f"perundang-undangan pada siklus {round_.year} dan melaporkan kemajuannya berkala."
            ),
        ),
        ("KETIGA", "Matriks penilaian dan alasannya tercantum dalam lampiran keputusan ini."),
        ("KEEMPAT", "Keputusan ini mulai berlaku pada tanggal ditetapkan."),
    ]


def _criteria(matrix: Matrix) -> Grid:
    return Grid(
        caption="Kriteria",
        columns=("No.", "Kriteria", "Dasar", "Bobot", "Skala"),
        rows=[
            (str(place), one.text, one.source, str(one.weight), f"0–{one.highest}")
            for place, one in enumerate(matrix.criteria, start=1)
        ],
        widths=(1, 6, 4, 1.5, 1.5),
        right=(0, 3),
    )


def _candidates(matrix: Matrix) -> Grid:
    places = [f"K{place}" for place in range(1, len(matrix.criteria) + 1)]
    return Grid(
        caption="Nilai tiap calon; K1 dan seterusnya menurut nomor kriteria",
        columns=("No.", "Unit kerja", *places, "Jumlah (0–100)", "Putusan"),
        rows=[
            (
                str(place),
                row.name,
                *(str(one.score) if one else "–" for one in row.scores),
                spelling.points(row.total) if row.total is not None else "–",
                str(Verdict(row.candidate.verdict).label) if row.candidate.verdict else "–",
            )
            for place, row in enumerate(matrix.rows, start=1)
        ],
        widths=(1, 5, *(1 for _ in places), 2, 2.5),
        right=(0, *range(2, 3 + len(places))),
    )


def _reasons(matrix: Matrix) -> Grid | Paragraph:
    rows = [
        (row.name, f"K{place}", one.reason)
        for row in matrix.rows
        for place, one in enumerate(row.scores, start=1)
        if one is not None
    ]
    rows += [
        (row.name, "Putusan", row.candidate.verdict_reason)
        for row in matrix.rows
        if row.candidate.verdict_reason
    ]
    if not rows:
        return Paragraph("Belum ada alasan yang tertulis.")
    return Grid(
        caption="Alasan nilai dan putusan",
        columns=("Unit kerja", "Kriteria", "Alasan"),
        rows=rows,
        widths=(3, 1.5, 6),
    )
