"""A letter as PDF: accessible (PDF/UA-1), with the address where anybody checks it."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bening.documents import spelling
from bening.documents.letters import Block, Facts, Grid, Heading, Items, Letter, Paragraph
from bening.documents.pdf import make_pdf


@dataclass(frozen=True, slots=True)
class Mark:
    """What a document carries to be checked by: its code and the address its QR leads to."""

    code: str
    verify_url: str
    kind: str
    at: datetime
    zone: str

    @property
    def spelled_code(self) -> str:
        """The code in groups of four, as people read it aloud."""
        return " ".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))


def letter_pdf(letter: Letter, mark: Mark) -> bytes:
    """The PDF of a letter. Raises `DocumentNotMade`."""
    return make_pdf("letter.typ", letter_data(letter, mark), at=mark.at.replace(microsecond=0))


def letter_data(letter: Letter, mark: Mark) -> dict[str, Any]:
    """What the template shows, spelled out."""
    return {
        "title": letter.title,
        "heading": letter.heading,
        "kind": mark.kind,
        "agency": letter.agency,
        "unit": letter.unit,
        "number": letter.number,
        "subject": letter.subject,
        "attachments": letter.attachments,
        "addressee": list(letter.to),
        "place_and_date": letter.place_and_date,
        "landscape": letter.landscape or letter.is_certificate,
        "certificate": letter.is_certificate,
        "blocks": [_block(block) for block in letter.blocks],
        "signatures": [
            {"name": one.name, "position": one.position, "number": one.number}
            for one in letter.signatures
        ],
        "copies": [str(line) for line in letter.copies],
        "signed_at": spelling.moment(mark.at, mark.zone),
        "code": mark.spelled_code,
        "verify_url": mark.verify_url,
        "qr": qr_svg(mark.verify_url),
        "qr_alt": f"Kode QR menuju halaman pemeriksaan dokumen ini, {mark.verify_url}",
    }


def qr_svg(url: str) -> str:
    """The QR code of an address as a drawing."""
    import segno

    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()


def qr_png(url: str, *, scale: int = 8) -> bytes:
    """The QR code of an address as a picture."""
    import segno

    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="png", border=2, scale=scale)
    return drawn.getvalue()


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": str(text), "level": level}
        case Paragraph(text):
            return {"kind": "paragraph", "text": str(text)}
        case Items(items, style):
            return {"kind": "items", "items": [str(item) for item in items], "style": style}
        case Facts(pairs):
            return {"kind": "facts", "pairs": [[str(name), str(value)] for name, value in pairs]}
        case Grid():
            return _grid(block)


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "kind": "grid",
        "caption": str(grid.caption),
        "columns": [str(name) for name in grid.columns],
        "rows": [[str(cell) for cell in row] for row in grid.rows],
        "widths": list(grid.widths) or [1] * len(grid.columns),
        "right": list(grid.right),
    }
