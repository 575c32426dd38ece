"""A Sheet as Markdown with footnotes. Quotes and notes are text: no sign of theirs becomes markup."""

import re

from assistant import wording
from assistant.guide.sheet import Line, Sheet

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LEADING = re.compile(r"^(\s*(?:\d+(?=[.)]\s))?)([-+=.)])", re.M)


def render_markdown(sheet: Sheet) -> bytes:
    parts = [f"# {escape(sheet.title)}", *(f"*{escape(line)}*" for line in sheet.subtitle)]
    for block in sheet.blocks:
        if block.heading:
            parts.append(f"{'#' * (block.level + 1)} {escape(block.heading)}")
        parts.append(_join(block.lines))
    if sheet.footnotes:
        parts.append(f"## {wording.GUIDE_SECTION['sources']}")
        parts.append("\n".join(_footnote(note.n, note.text, note.url) for note in sheet.footnotes))
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def _join(lines: tuple[Line, ...]) -> str:
    """Points of a list stand on neighbouring lines, everything else in paragraphs."""
    text, before = "", ""
    for line in lines:
        tight = line.kind in {"item", "check"} and before == line.kind
        text += ("\n" if tight else "\n\n") + _line(line)
        before = line.kind
    return text.strip()


def _line(line: Line) -> str:
    marks = "".join(f"[^{n}]" for n in line.marks)
    label = f"**{escape(line.label)}:** " if line.label else ""
    words = escape(line.text)
    if line.kind == "item":
        return f"- {label}{words}{marks}"
    if line.kind == "check":
        return f"- [ ] {words}{marks}"
    if line.kind == "note":
        return "\n".join(f"> {part}" for part in f"{label}{words}".split("\n"))
    if line.kind == "hint":
        return f"*{words}*"
    return f"{label}{words}{marks}"


def _footnote(n: int, text: str, url: str | None) -> str:
    return f"[^{n}]: {escape(text)}" + (f", <{url}>" if url else "")


def escape(text: str) -> str:
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
