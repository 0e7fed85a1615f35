"""A letter as DOCX, to be edited in a word processor: real headings, lists and tables.

It says what the sealed PDF says, but is no proof of it: only the PDF is sealed.
"""

import io
from typing import TYPE_CHECKING, Any

from bening.documents.letter_pdf import Mark, qr_png
from bening.documents.letters import Block, Facts, Grid, Heading, Items, Letter, Paragraph

if TYPE_CHECKING:
    from docx.document import Document as Draft

FONT = "Arial"
IN_TABLE = "Table Text"
NOT_SEALED = (
    "Naskah ini dapat diubah dan tidak disegel. Dokumen resminya adalah PDF yang diperiksa di "
    "alamat ini."
)
_NUMBERINGS = {
    "number": ("decimal", "%1."),
    "letter": ("lowerLetter", "%1."),
    "dash": ("bullet", "–"),
}


def letter_docx(letter: Letter, mark: Mark) -> bytes:
    """The DOCX of a letter, A4."""
    from docx import Document

    draft = Document()
    _set_up(draft, letter, mark)
    _head(draft, letter)
    for block in letter.blocks:
        _add(draft, block)
    if letter.is_certificate:
        _centred(draft)
    _signatures(draft, letter)
    if letter.copies:
        draft.add_paragraph("Tembusan:")
        _list(draft, [str(line) for line in letter.copies], "number")
    _foot(draft, mark)
    made = io.BytesIO()
    draft.save(made)
    return made.getvalue()


def _set_up(draft: "Draft", letter: Letter, mark: Mark) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = draft.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    if letter.landscape or letter.is_certificate:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin, page.right_margin = Mm(25), Mm(20)
    page.top_margin, page.bottom_margin = Mm(20), Mm(25)
    sizes = (("Normal", 10.5), ("Title", 13), ("Heading 1", 12), ("Heading 2", 11), ("Caption", 9))
    for name, size in sizes:
        style: Any = draft.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    draft.styles["Normal"].paragraph_format.space_after = Pt(6)
    title: Any = draft.styles["Title"]
    title.font.bold = True
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(10), Pt(6)
    inside: Any = draft.styles.add_style(IN_TABLE, WD_STYLE_TYPE.PARAGRAPH)
    inside.base_style, inside.font.size = draft.styles["Normal"], Pt(9)
    inside.paragraph_format.space_after = 0
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _language(draft)
    properties = draft.core_properties
    properties.title, properties.author = _clean(letter.title)[:255], _clean(letter.agency)[:255]
    properties.created = properties.modified = mark.at.replace(tzinfo=None)
    properties.last_modified_by, properties.comments = properties.author, ""
    properties.language = "id-ID"


def _language(draft: "Draft") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    normal: Any = draft.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.append(language)


def _head(draft: "Draft", letter: Letter) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    centre = WD_ALIGN_PARAGRAPH.CENTER
    for text in (letter.agency.upper(), letter.unit):
        if text:
            line = draft.add_paragraph()
            line.alignment = centre
            line.paragraph_format.space_after = 0
            line.add_run(_clean(text)).bold = True
    if not letter.is_certificate:
        _ruled(line)
    title = draft.add_paragraph(_clean(letter.heading), style="Title")
    title.alignment = centre
    if letter.subject:
        facts = [
            ("Nomor", letter.number),
            ("Lampiran", letter.attachments),
            ("Perihal", letter.subject),
        ]
        _pairs(draft, [pair for pair in facts if pair[1]])
    elif letter.number:
        draft.add_paragraph(f"Nomor: {_clean(letter.number)}").alignment = centre
    if letter.addressee:
        draft.add_paragraph("\n".join(_clean(line) for line in letter.to))


def _ruled(line: Any) -> None:
    """The rule under the letterhead."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    line._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - borders have no public name
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _add(draft: "Draft", block: Block) -> None:
    match block:
        case Heading(text, level):
            draft.add_heading(_clean(str(text)), level=level)
        case Paragraph(text):
            draft.add_paragraph(_clean(str(text)))
        case Items(items, style):
            _list(draft, [str(item) for item in items], style)
        case Facts(pairs):
            _pairs(draft, [(str(name), str(value)) for name, value in pairs])
        case Grid():
            _table(draft, block)


def _list(draft: "Draft", items: list[str], style: str) -> None:
    """A list of its own: numbering begins anew."""
    name = "List Bullet" if style == "dash" else "List Number"
    number = _numbering(draft, style)
    for item in items:
        paragraph: Any = draft.add_paragraph(_clean(item), style=name)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public way
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number


def _numbering(draft: "Draft", style: str) -> int:
    """A new numbering of the document; its number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    kind, shown = _NUMBERINGS[style]
    root: Any = draft.part.numbering_part.element
    taken = [int(one.get(qn("w:abstractNumId"))) for one in root.findall(qn("w:abstractNum"))]
    key = max(taken, default=-1) + 1
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(key))
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", shown)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        level.append(element)
    properties, indent = OxmlElement("w:pPr"), OxmlElement("w:ind")
    indent.set(qn("w:left"), "425")
    indent.set(qn("w:hanging"), "425")
    properties.append(indent)
    level.append(properties)
    abstract.append(level)
    first = root.find(qn("w:num"))
    if first is None:
        root.append(abstract)
    else:
        first.addprevious(abstract)
    return int(root.add_num(key).numId)


def _pairs(draft: "Draft", pairs: list[tuple[str, str]]) -> None:
    from docx.shared import Mm

    if not pairs:
        return
    table = draft.add_table(rows=0, cols=3)
    table.autofit = False
    widths = (Mm(42), Mm(4), Mm(119))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for name, value in pairs:
        cells = table.add_row().cells
        for cell, width, text in zip(cells, widths, (name, ":", value), strict=True):
            cell.width, cell.text = width, _clean(text)
            cell.paragraphs[0].paragraph_format.space_after = 0
    _gap(draft)


def _gap(draft: "Draft") -> None:
    """A little room after a table, which has none of its own."""
    from docx.shared import Pt

    after = draft.add_paragraph().paragraph_format
    after.space_after, after.line_spacing = 0, Pt(8)


def _centred(draft: "Draft") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for line in draft.paragraphs:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if str(line.style and line.style.name).startswith("Heading"):
            line.runs[0].font.size = Pt(18)


def _table(draft: "Draft", grid: Grid) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    if grid.caption:
        draft.add_paragraph(_clean(str(grid.caption)), style="Caption")
    table = draft.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties: Any = table.rows[0]._tr  # noqa: SLF001 - a repeated header has no public name
    properties.get_or_add_trPr().append(head)
    inside = draft.styles[IN_TABLE].style_id
    for cell, name in zip(table.rows[0].cells, grid.columns, strict=True):
        cell.paragraphs[0]._p.style = inside  # noqa: SLF001 - the public way looks it up each time
        cell.paragraphs[0].add_run(_clean(str(name))).bold = True
    table.autofit = False
    shares = grid.widths or [1] * len(grid.columns)
    room = (227 if draft.sections[0].orientation == WD_ORIENT.LANDSCAPE else 165) / sum(shares)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(room * share)
    # A row's cells are looked up once: `row.cells` walks the whole table each time it is asked.
    for row in grid.rows:
        for at, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = _clean(str(text))
            cell.paragraphs[0]._p.style = inside  # noqa: SLF001
            if at in grid.right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _gap(draft)


def _signatures(draft: "Draft", letter: Letter) -> None:
    from docx.shared import Mm, Pt

    indent = Mm(90) if len(letter.signatures) < 2 else 0
    if letter.place_and_date:
        when = draft.add_paragraph(_clean(letter.place_and_date)).paragraph_format
        when.keep_with_next, when.left_indent, when.space_before = True, indent, Pt(14)
    for one in letter.signatures:
        office = draft.add_paragraph(_clean(one.position)).paragraph_format
        office.keep_with_next, office.left_indent = True, indent
        name = draft.add_paragraph()
        name.paragraph_format.space_before, name.paragraph_format.left_indent = 500000, indent
        name.add_run(_clean(one.name)).bold = True
        if one.number:
            name.add_run(f"\nNIP {_clean(one.number)}")


def _foot(draft: "Draft", mark: Mark) -> None:
    from docx.shared import Mm, Pt

    foot = draft.sections[0].footer.paragraphs[0]
    picture = foot.add_run().add_picture(io.BytesIO(qr_png(mark.verify_url)), width=Mm(14))
    about = f"Kode QR menuju halaman pemeriksaan dokumen ini, {mark.verify_url}"
    picture._inline.docPr.set("descr", about)  # noqa: SLF001 - alternative text has no public name
    words = foot.add_run(f" {NOT_SEALED} {mark.verify_url} (kode {mark.spelled_code})")
    words.font.size = Pt(7)


def _clean(text: str) -> str:
    """The text without characters that XML does not hold."""
    return "".join(
        sign
        for sign in text
        if sign in "\n\t"
        or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff")
    )
