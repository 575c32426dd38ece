"""Files read back as a colleague would open them: every reference there, every German sign whole, nothing run."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from assistant.answer.answer import Question
from assistant.answer.ask import ask
from assistant.answer.library import Library
from assistant.guide.edits import Edits, add_note
from assistant.guide.export import FORMATS, FORMS, File, Form, Format, export_answer, export_guide, make_name
from assistant.guide.markdown import escape
from assistant.guide.pdf import fit_helvetica, render_pdf
from assistant.guide.plan import GuidePlan
from assistant.guide.sheet import Footnote, Sheet, safe_url, sheet_from_plan, tidy
from assistant.settings import GuideSettings
from tests.conftest import TODAY

SIGNS = "„Größe“ – § 9a, 50 € … Ärger, Straße, ‚so‘"
NOTE = f"{SIGNS} <b>fett</b> =1+1 **stark** [x](javascript:alert(1))"


def read_docx(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


def read_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


READ: dict[str, Callable[[bytes], str]] = {
    "md": lambda content: content.decode("utf-8"),
    "docx": read_docx,
    "pdf": read_pdf,
}


def flat(text: str) -> str:
    """Without line breaks of the page and without Markdown's backslashes."""
    return re.sub(r"\s+", " ", re.sub(r"\\(?=[^\w\s])", "", text).replace("\u00a0", " "))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", flat(text))


@pytest.fixture(scope="module")
def edits() -> Edits:
    return add_note(Edits(), "steps", NOTE, GuideSettings())


@pytest.mark.parametrize("format", FORMATS)
def test_a_guide_holds_every_sentence_note_and_reference(plan: GuidePlan, edits: Edits, format: Format) -> None:
    file = export_guide(plan, edits, format, TODAY)
    text = squeezed(READ[format](file.content))
    assert file.name == f"leitfaden-fuer-borna-2026-11-22.{format}"
    assert squeezed(f"eigene Notiz: {NOTE}") in text.replace("eigeneNotiz:**", "eigeneNotiz:")
    for statement in plan.statements():
        assert squeezed(statement.text) in text
        for told in (
            statement.source.publisher,
            statement.source.title,
            statement.source.stand,
            statement.source.url or "",
        ):
            assert squeezed(told) in text
    assert "Exportiertam22.11.2026" in text
    for question in plan.open_questions:
        assert squeezed(question.question) in text


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("form", FORMS)
def test_an_answer_becomes_a_vermerk_or_a_checkliste(real_library: Library, form: Form, format: Format) -> None:
    answer = ask(Question("Was kosten uns die Basiskomponenten?", TODAY, mode="quotes"), real_library).as_json()
    file = export_answer(answer, form, format, TODAY, real_library.current().searcher.head)
    text = flat(READ[format](file.content))
    assert file.name.startswith(f"{form}-was-kosten-uns-die-basiskomponenten-2026")
    assert {"vermerk": "Vermerk", "checkliste": "Checkliste"}[form] in text
    for sentence in answer["sentences"]:
        assert squeezed(sentence["text"]) in squeezed(text)
    for citation in answer["citations"]:
        assert squeezed(citation["quote"]) in squeezed(text)
        assert squeezed(citation["publisher"]) in squeezed(text)


def test_a_refusal_is_exported_as_one(real_library: Library) -> None:
    answer = ask(Question("Wie wird das Wetter morgen in Kuba?", TODAY, mode="quotes"), real_library).as_json()
    text = READ["md"](export_answer(answer, "vermerk", "md", TODAY).content)
    assert flat(answer["text"].split("„")[0]) in flat(text)
    assert "Fundstellen" not in text


def test_marks_in_word_lead_to_their_reference(plan: GuidePlan) -> None:
    body = Document(BytesIO(export_guide(plan, Edits(), "docx", TODAY).content)).element.body.xml
    anchors = set(re.findall(r'w:anchor="(quelle\d+)"', body))
    assert anchors
    assert anchors == set(re.findall(r'w:name="(quelle\d+)"', body))


def test_a_pdf_without_fonts_of_the_machine_keeps_all_german_signs(plan: GuidePlan, edits: Edits) -> None:
    text = read_pdf(render_pdf(sheet_from_plan(plan, edits, TODAY), Path("/nowhere")))
    assert squeezed(SIGNS) in squeezed(text)


@pytest.mark.parametrize("fonts", [Path("/usr/share/fonts/truetype"), Path("/nowhere")])
def test_a_reference_is_never_cut_by_the_foot_of_a_page(fonts: Path) -> None:
    notes = tuple(
        Footnote(
            n,
            "Sächsischer Städte- und Gemeindetag, Rundschreiben" + " und Anlage" * (n % 7),
            f"https://a.example/{n}?" + "x" * 90,
        )
        for n in range(1, 120)
    )
    pages = [page.extract_text() for page in PdfReader(BytesIO(render_pdf(Sheet("T", (), (), notes), fonts))).pages]
    assert len(pages) > 3
    for note in notes:
        assert any(squeezed(f"{note.text}, {note.url}") in squeezed(page) for page in pages)


def test_signs_beyond_the_pdf_font_lose_their_accents_only() -> None:
    assert fit_helvetica("Łužica, Ćišinski") == "Lužica, Cišinski"
    assert fit_helvetica("漢") == "?"


def test_a_pdf_says_its_language_title_and_sections(plan: GuidePlan) -> None:
    reader = PdfReader(BytesIO(export_guide(plan, Edits(), "pdf", TODAY).content))
    assert reader.trailer["/Root"]["/Lang"] == "de-DE"
    assert reader.metadata is not None
    assert reader.metadata.title == "Leitfaden für Borna"
    assert len(reader.outline) >= 6


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Titel", r"\# Titel"),
        ("- Punkt", r"\- Punkt"),
        ("1. Punkt", r"1\. Punkt"),
        ("10.000 Euro", "10.000 Euro"),
        ("[a](b) <i>", r"\[a\](b) \<i\>"),
        ("a_b*c`d|e~f", r"a\_b\*c\`d\|e\~f"),
    ],
)
def test_text_stays_text_in_markdown(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_signs_that_lie_or_break_files_are_dropped() -> None:
    assert tidy("a\x00b\u202egnp.exe\u200b\x1b") == "abgnp.exe"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/<x>", "", None])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a"; filename="b.exe', "CON\r\nX: y", "Ä/Ö\\Ü", "", "💥"])
def test_file_names_are_harmless(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", make_name(name))


def test_files_name_their_type(plan: GuidePlan) -> None:
    files: list[File] = [export_guide(plan, Edits(), format, TODAY) for format in FORMATS]
    assert [file.content[:2] for file in files] == [b"# ", b"PK", b"%P"]
