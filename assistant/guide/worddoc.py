"""A Sheet as a Word document: real headings and lists, marks that jump to their reference."""

from io import BytesIO
from typing import Any

from assistant import wording
from assistant.guide.sheet import Line, Sheet

_STYLES = {"item": "List Bullet", "text": "Normal", "check": "Normal", "note": "Intense Quote", "hint": "Normal"}


def render_docx(sheet: Sheet) -> bytes:
    from docx import Document

    document = Document()
    _prepare(document, sheet.title)
    document.add_heading(sheet.title, 0)
    for text in sheet.subtitle:
        document.add_paragraph(style="Subtitle").add_run(text)
    for block in sheet.blocks:
        if block.heading:
            document.add_heading(block.heading, block.level)
        for line in block.lines:
            _add_line(document, line)
    if sheet.footnotes:
        document.add_heading(wording.GUIDE_SECTION["sources"], 1)
        for note in sheet.footnotes:
            _add_footnote(document, note.n, note.text, note.url)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _prepare(document: Any, title: str) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document.core_properties.title = title
    document.core_properties.author = "Lotsenwissen"
    document.core_properties.language = "de-DE"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Title", 22), ("Heading 1", 15), ("Heading 2", 12), ("Subtitle", 10)):
        style = document.styles[name]
        style.font.name, style.font.size = "Liberation Sans", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x10, 0x56, 0x5F)
    language = document.styles["Normal"].element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "de-DE"})
    document.styles["Normal"].element.rPr.append(language)
    spacing = document.styles["Normal"].paragraph_format
    spacing.space_after, spacing.line_spacing_rule = Pt(5), WD_LINE_SPACING.SINGLE


def _add_line(document: Any, line: Line) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(style=_STYLES[line.kind])
    if line.kind == "check":
        paragraph.add_run("☐ ")
    if line.label:
        paragraph.add_run(f"{line.label}: ").bold = True
    words = paragraph.add_run(line.text)
    if line.kind == "hint":
        words.italic, words.font.size = True, Pt(9)
    for n in line.marks:
        _add_mark(paragraph, n)


def _add_mark(paragraph: Any, n: int) -> None:
    """A raised number that jumps to the reference."""
    run = paragraph.add_run(f"[{n}]")
    run.font.superscript = True
    link = _element("w:hyperlink", {"w:anchor": f"quelle{n}", "w:history": "1"})
    run._r.getparent().replace(run._r, link)
    link.append(run._r)


def _add_footnote(document: Any, n: int, text: str, url: str | None) -> None:
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    start = _element("w:bookmarkStart", {"w:id": str(n), "w:name": f"quelle{n}"})
    paragraph._p.append(start)
    runs = [paragraph.add_run(f"[{n}]\u00a0 "), paragraph.add_run(text)]
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(n)}))
    if url:
        runs.append(paragraph.add_run(", "))
        runs.append(_add_address(paragraph, url))
    for run in runs:
        run.font.size = Pt(9)


def _add_address(paragraph: Any, url: str) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import RGBColor

    run = paragraph.add_run(url)
    run.font.color.rgb, run.font.underline = RGBColor(0x10, 0x56, 0x5F), True
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _element("w:hyperlink", {"r:id": target})
    run._r.getparent().replace(run._r, link)
    link.append(run._r)
    return run


def _element(tag: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element
