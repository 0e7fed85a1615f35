"""A letter with every kind of block, used by the tests of documents."""

from bening.documents.letters import Facts, Grid, Heading, Items, Letter, Paragraph, Signature


def full_letter(**changes: object) -> Letter:
    """A report with headings, lists, facts, a table over several pages, signature and copies."""
    values: dict[str, object] = {
        "title": "LHE TPI tahap 1 Dinas Kependudukan",
        "heading": "LAPORAN HASIL EVALUASI",
        "agency": "Pemerintah Kota Tirtamaya",
        "unit": "Dinas Kependudukan dan Pencatatan Sipil",
        "subject": "Hasil evaluasi tahap pertama",
        "attachments": "1 berkas",
        "addressee": ("Yth. Wali Kota Tirtamaya", "di Tirtamaya"),
        "place_and_date": "Tirtamaya, 15 April 2026",
        "blocks": (
            Heading("Dasar evaluasi"),
            Items(("Peraturan pertama", "Peraturan kedua")),
            Heading("Metodologi", level=2),
            Paragraph("Wawancara dan telaah dokumen.\nBaris kedua."),
            Items(("butir huruf",), "letter"),
            Items(("butir tanda",), "dash"),
            Facts((("Nilai total", "78,31"), ("Predikat", "menuju WBK"))),
            Grid(
                caption="Nilai per area",
                columns=("Area", "Nilai"),
                rows=[(f"Area nomor {number}", f"{number},50") for number in range(1, 71)],
                widths=(3, 1),
                right=(1,),
            ),
        ),
        "signatures": (
            Signature("Eka Wulandari", "Ketua Tim Penilai Internal", "198001012005012001"),
        ),
        "copies": ("Inspektur Kota Tirtamaya",),
    }
    return Letter(**{**values, **changes})  # type: ignore[arg-type]
