"""A Sheet as PDF. With Liberation Sans or DejaVu Sans where the machine has them; otherwise the PDF's own Helvetica,
which holds all German signs (Windows-1252) but not, say, Sorbian ones: those lose their accents then.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.guide.sheet import Line, Sheet

_FONTS = Path("/usr/share/fonts/truetype")
_FAMILIES = (
    ("liberation", "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf"),
    ("liberation2", "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf"),
    ("dejavu", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
)
_PETROL, _INK, _QUIET = (16, 86, 95), (20, 37, 43), (64, 82, 90)
_INDENT = 6.0


def render_pdf(sheet: Sheet, fonts: Path = _FONTS) -> bytes:
    return bytes(_Paper(sheet, find_fonts(fonts)).output())


@cache
def find_fonts(directory: Path) -> tuple[Path, Path, Path] | None:
    """Regular, bold and italic of the first family that is wholly there."""
    for folder, *names in _FAMILIES:
        regular, bold, italic = (directory / folder / name for name in names)
        if regular.is_file() and bold.is_file() and italic.is_file():
            return regular, bold, italic
    return None


class _Paper:
    def __init__(self, sheet: Sheet, fonts: tuple[Path, Path, Path] | None) -> None:
        self.sheet, self.own = sheet, fonts is not None
        self.pdf = _open(sheet, self._write)
        self.family = "text" if fonts else "Helvetica"
        for style, path in zip(("", "B", "I"), fonts or (), strict=False):
            self.pdf.add_font("text", style, str(path))
        self.links: dict[int, Any] = {}

    def output(self) -> Any:
        pdf, sheet = self.pdf, self.sheet
        pdf.add_page()
        self.links = {note.n: pdf.add_link() for note in sheet.footnotes}
        self._write(sheet.title, 20, "B", _PETROL, 9)
        for text in sheet.subtitle:
            self._write(text, 9, "", _QUIET, 4.5)
        for block in sheet.blocks:
            self._head(block.heading, block.level)
            for line in block.lines:
                self._line(line)
        if sheet.footnotes:
            self._head(wording.GUIDE_SECTION["sources"], 1)
        for note in sheet.footnotes:
            self._footnote(note.n, note.text, note.url)
        return pdf.output()

    def _head(self, text: str, level: int) -> None:
        if not text:
            return
        # A heading stays with at least three lines of its text.
        if self.pdf.will_page_break(30):
            self.pdf.add_page()
        self.pdf.ln(5 if level == 1 else 2.5)
        self._style(14 if level == 1 else 11, "B", _PETROL)
        self.pdf.start_section(self._fit(text), level=level - 1, strict=False)
        self._write(text, 14 if level == 1 else 11, "B", _PETROL, 7 if level == 1 else 5.5)
        self.pdf.ln(1)

    def _line(self, line: Line) -> None:
        pdf, margin = self.pdf, self.pdf.l_margin
        if pdf.will_page_break(9):
            pdf.add_page()
        top, page = pdf.get_y(), pdf.page
        indent = _INDENT if line.kind in {"item", "check", "note"} else 0.0
        if line.kind == "item":
            pdf.set_fill_color(*_PETROL)
            pdf.ellipse(margin + 2.4, top + 2.0, 1.2, 1.2, style="F")
        if line.kind == "check":
            pdf.set_draw_color(*_INK)
            pdf.rect(margin + 0.5, top + 0.9, 3.2, 3.2)
        pdf.set_left_margin(margin + indent)
        pdf.set_x(margin + indent)
        if line.label:
            self._style(10, "B", _PETROL)
            pdf.write(5, self._fit(f"{line.label}: "))
        small = line.kind == "hint"
        self._style(9 if small else 10, "I" if line.kind in {"hint", "note"} else "", _QUIET if small else _INK)
        pdf.write(5, self._fit(line.text))
        for n in line.marks:
            self._style(6.5, "", _PETROL)
            pdf.write(5, self._fit(f"\u00a0[{n}]"), self.links[n])
        pdf.ln(6.2)
        pdf.set_left_margin(margin)
        if line.kind == "note" and page == pdf.page:
            pdf.set_fill_color(*_PETROL)
            pdf.rect(margin + 2, top, 0.8, pdf.get_y() - top - 1.2, style="F")

    def _footnote(self, n: int, text: str, url: str | None) -> None:
        pdf, margin = self.pdf, self.pdf.l_margin
        self._style(8.5, "", _INK)
        told = self._fit(text + (", " if url else ""))
        # A reference stays whole: an address cut by the foot of a page cannot be copied out of it.
        whole = pdf.multi_cell(pdf.epw - 9, 4.4, told + self._fit(url or ""), align="L", dry_run=True, output="HEIGHT")
        if pdf.will_page_break(whole + 4.4):
            pdf.add_page()
        pdf.set_link(self.links[n], y=pdf.get_y(), page=pdf.page)
        self._style(8.5, "B", _PETROL)
        pdf.cell(9, 4.4, f"[{n}]")
        pdf.set_left_margin(margin + 9)
        self._style(8.5, "", _INK)
        pdf.write(4.4, told)
        if url:
            self._style(8.5, "", _PETROL)
            pdf.write(4.4, self._fit(url), url)
        pdf.ln(5.4)
        pdf.set_left_margin(margin)
        pdf.set_x(margin)

    def _write(self, text: str, size: float, style: str, colour: tuple[int, int, int], height: float) -> None:
        self._style(size, style, colour)
        self.pdf.multi_cell(0, height, self._fit(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def _style(self, size: float, style: str, colour: tuple[int, int, int]) -> None:
        self.pdf.set_font(self.family, style, size)
        self.pdf.set_text_color(*colour)

    def _fit(self, text: str) -> str:
        return text if self.own else fit_helvetica(text)


def _open(sheet: Sheet, write: Any) -> Any:
    from fpdf import FPDF

    class Paged(FPDF):  # type: ignore[misc]
        def footer(self) -> None:
            self.set_y(-14)
            write(wording.EXPORT_PAGE_FOOT.format(page=self.page_no()), 8, "", _QUIET, 4)

    pdf = Paged(format="A4")
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_margins(23, 20, 20)
    pdf.set_auto_page_break(True, 20)
    pdf.set_title(sheet.title)
    pdf.set_lang("de-DE")
    pdf.set_creator("Lotsenwissen")
    return pdf


def fit_helvetica(text: str) -> str:
    """What Windows-1252 lacks, without its accents, or as a question mark."""
    return "".join(_fit_sign(sign) for sign in text)


def _fit_sign(sign: str) -> str:
    try:
        sign.encode("windows-1252")
        return sign
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", sign).encode("windows-1252", "ignore").decode("windows-1252")
        return plain or {"ł": "l", "Ł": "L", "☐": "[ ]"}.get(sign, "?")
