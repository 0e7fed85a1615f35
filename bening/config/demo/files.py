"""Small real documents and photographs for the demo, drawn when it is made."""

import io
import random
from datetime import date

from bening.documents.spelling import written_day

SOURCE = """
#set document(title: sys.inputs.title)
#set page(paper: "a5", margin: 18mm)
#set text(lang: "id", size: 10pt)
#align(center)[#strong(sys.inputs.agency) \\ #sys.inputs.unit]
#line(length: 100%, stroke: 0.5pt)
= #sys.inputs.title
Tanggal: #sys.inputs.day

#sys.inputs.text

+ Pembukaan dan pembacaan hasil rapat sebelumnya.
+ Pembahasan pelaksanaan, kendala, dan data pendukung.
+ Kesepakatan tindak lanjut beserta penanggung jawab dan tenggatnya.

#v(1fr)
#align(right)[Tirtamaya, #sys.inputs.day \\ Contoh, bukan dokumen sebenarnya]
"""


def paper(*, title: str, unit: str, agency: str, day: date, text: str) -> bytes:
    """One page of PDF."""
    import typst

    inputs = {"title": title, "unit": unit, "agency": agency, "day": written_day(day), "text": text}
    made: bytes = typst.compile(SOURCE.encode(), format="pdf", sys_inputs=inputs)
    return made


def photo(*, seed: str) -> bytes:
    """A photograph of nothing in particular: bands of light, as JPEG."""
    from PIL import Image, ImageDraw

    chance = random.Random(seed)  # noqa: S311 - a drawing, no secret
    picture = Image.new("RGB", (960, 640), (232, 228, 216))
    draw = ImageDraw.Draw(picture)
    for row in range(0, 640, 8):
        shade = 150 + (row // 8) % 90
        draw.rectangle(
            (0, row, 960, row + 8), fill=(shade, min(255, shade + 18), min(255, shade + 10))
        )
    draw.rectangle((0, 430, 960, 640), fill=(181, 160, 130))
    for _ in range(7):
        x = chance.randrange(60, 860)
        tone = chance.randrange(40, 120)
        draw.ellipse((x, 300, x + 60, 360), fill=(tone + 90, tone + 60, tone + 40))
        draw.rounded_rectangle((x - 15, 355, x + 75, 520), 20, fill=(tone, tone + 60, tone + 60))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
