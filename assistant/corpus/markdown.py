"""Markdown to blocks: headings, paragraphs, list items and table rows as plain text."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.corpus.document import Block, Role
from assistant.corpus.normalise import clean_text

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_CELLS = ("td_open", "th_open")


class _Reader:
    """Walks the token stream once; `path` is the stack of (depth, heading) above the current place."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._path: list[tuple[int, str]] = []
        self._lists = 0
        self._row: list[str] = []
        self._before = ""

    def read(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._lists += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._lists -= 1
            elif token.type == "tr_close":
                self._append(" | ".join(self._row), "row")
                self._row = []
            elif token.type in ("code_block", "fence"):
                self._append(token.content, "text")
            elif token.type == "inline":
                self._read_inline(_plain(token.children or []))
            self._before = f"{token.type}:{token.tag}"
        return tuple(self.blocks)

    def _read_inline(self, text: str) -> None:
        opened, tag = self._before.split(":")
        if opened == "heading_open":
            depth = int(tag[1])
            self._path = [*((d, name) for d, name in self._path if d < depth), (depth, clean_text(text))]
            self._append(text, "heading")
        elif opened in _CELLS:
            self._row.append(clean_text(text))
        else:
            self._append(text, "item" if self._lists else "text")

    def _append(self, text: str, role: Role) -> None:
        text = clean_text(text)
        if text:
            self.blocks.append(Block(text, tuple(name for _, name in self._path), None, role))


def parse_markdown(body: str) -> tuple[Block, ...]:
    """Blocks in reading order. Links keep their text, emphasis its words, images vanish; raw HTML stays text."""
    return _Reader().read(_PARSER.parse(body))


def _plain(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type != "image":
            parts.append(token.content)
    return "".join(parts)
