"""Guides and answers as files to hand on: Markdown, Word, PDF, each with a safe name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from assistant.guide.edits import Edits
from assistant.guide.markdown import render_markdown
from assistant.guide.pdf import render_pdf
from assistant.guide.plan import GuidePlan
from assistant.guide.sheet import FindHead, Form, Sheet, sheet_from_answer, sheet_from_plan
from assistant.guide.worddoc import render_docx

Format = Literal["md", "docx", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
FORMS: tuple[Form, ...] = get_args(Form)
_RENDER: Mapping[Format, Callable[[Sheet], bytes]] = {"md": render_markdown, "docx": render_docx, "pdf": render_pdf}
_TYPES: Mapping[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NAME_CHARS = 60


@dataclass(frozen=True, slots=True)
class File:
    """A finished download; `name` is plain ASCII without any path."""

    name: str
    media_type: str
    content: bytes


def export_guide(plan: GuidePlan, edits: Edits, format: Format, today: date) -> File:
    return _write(sheet_from_plan(plan, edits, today), plan.title, format, today)


def export_answer(
    answer: Mapping[str, Any], form: Form, format: Format, today: date, find_head: FindHead = lambda _document: None
) -> File:
    """`answer` is what `Answer.as_json` gives and a turn keeps."""
    name = f"{form} {answer.get('question') or ''}"
    return _write(sheet_from_answer(answer, form, find_head, today), name, format, today)


def _write(sheet: Sheet, name: str, format: Format, today: date) -> File:
    return File(f"{make_name(name)}-{today.isoformat()}.{format}", _TYPES[format], _RENDER[format](sheet))


def make_name(text: str) -> str:
    """„Leitfaden für Göda“ → leitfaden-fuer-goeda"""
    plain = re.sub(r"[^a-z0-9]+", "-", text.casefold().translate(_LETTERS)).strip("-")
    return plain[:_NAME_CHARS].strip("-") or "lotsenwissen"
