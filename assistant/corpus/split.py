"""Split a document into passages along headings and pages, never inside a sentence where it can be helped."""

from collections.abc import Iterator

from assistant.corpus.document import Asked, Block, Document, Passage, digest_of
from assistant.corpus.sentences import split_sentences
from assistant.settings import CorpusSettings

Piece = tuple[int, int, Block]  # start and end offset in the document's text, and the block it comes from


def split_document(document: Document, settings: CorpusSettings) -> tuple[Passage, ...]:
    """Passages of about `settings.passage_chars` characters; one never spans two headings or two pages."""
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    for group in _group_pieces(_cut_pieces(document, settings), settings):
        start, end, block = group[0][0], group[-1][1], group[0][2]
        text = document.text[start:end]
        digest = digest_of((document.head.title, *block.headings, text))
        count = seen[digest] = seen.get(digest, 0) + 1
        suffix = f"-{count}" if count > 1 else ""
        passages.append(
            Passage(
                id=f"{document.id}#{digest_of((document.id, digest))[:10]}{suffix}",
                document=document.id,
                title=document.head.title,
                headings=block.headings,
                page=block.page,
                start=start,
                end=end,
                text=text,
                digest=digest,
                sources=block.sources,
                asked=_take_asked(document, start, end),
            )
        )
    return tuple(passages)


def _take_asked(document: Document, start: int, end: int) -> tuple[Asked, ...]:
    return tuple(Asked(one.start - start, one.questions) for one in document.asked if start <= one.start < end)


def _cut_pieces(document: Document, settings: CorpusSettings) -> Iterator[Piece]:
    """Blocks with their offsets; blocks beyond the limit are cut at sentence ends, or hard where there are none."""
    offset = 0
    for block in document.blocks:
        if block.role != "heading" and block.text.strip():
            for start, end in _cut_text(block.text, settings.passage_chars, settings.passage_chars_max):
                yield offset + start, offset + end, block
        offset += len(block.text) + 1


def _cut_text(text: str, target: int, limit: int) -> Iterator[tuple[int, int]]:
    if len(text) <= limit:
        yield 0, len(text)
        return
    start = end = 0
    for sentence_start, sentence_end in split_sentences(text):
        if end > start and sentence_end - start > target:
            yield start, end
            start = sentence_start
        while sentence_end - start > limit:  # a "sentence" longer than any passage: tables, code, lost full stops
            cut = text.rfind(" ", start + target, start + limit)
            cut = cut if cut > start else start + limit
            yield start, cut
            start = cut + 1 if text[cut : cut + 1] == " " else cut
        end = sentence_end
    if end > start:
        yield start, end


def _group_pieces(pieces: Iterator[Piece], settings: CorpusSettings) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        if group and _must_break(group, piece, settings):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _must_break(group: list[Piece], piece: Piece, settings: CorpusSettings) -> bool:
    first, last = group[0], group[-1]
    if _place(first[2]) != _place(piece[2]):
        return True
    length = piece[1] - first[0]
    if piece[2].role == "item" and last[2].text.rstrip().endswith(":"):  # an introducing line keeps its first item
        return length > settings.passage_chars_max
    return length > settings.passage_chars


def _place(block: Block) -> tuple[tuple[str, ...], int | None, tuple[str, ...]]:
    return block.headings, block.page, block.sources
