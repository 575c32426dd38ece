"""The source pane: the passage behind a mark, with the quoted words set off, and everything one needs to trust it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote as quote_url

import chainlit as cl

from assistant import wording
from assistant.answer.answer import Answer
from assistant.chat.product import Product, get_product
from assistant.chat.quoted import Part, find_parts
from assistant.chat.render import describe_origin, escape
from assistant.corpus.document import Head, Passage
from assistant.store.turns import Turn, read_turn

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a mark points to: enough to show it even when the release has moved on."""

    n: int
    passage: str
    document: str
    title: str
    quote: str
    start: int
    end: int
    parts: tuple[Part, ...] = ()


def describe_proofs(answer: Answer) -> list[JSON]:
    """For the stored turn: which passage and which letters each number stands for, `parts` those really quoted."""
    return [
        {
            "n": citation.n,
            "passage": citation.hit.passage.id,
            "document": citation.hit.head.id,
            "title": citation.hit.head.title,
            "quote": citation.quote,
            "start": citation.start,
            "end": citation.end,
            "parts": find_parts(citation, answer.sentences),
        }
        for citation in answer.citations
    ]


def find_proof(turn: Turn, n: int) -> Proof | None:
    for stored in turn.answer.get("proofs", ()):
        if stored["n"] == n:
            return Proof(**{**stored, "parts": tuple((start, end) for start, end in stored.get("parts", ()))})
    return None


async def show_proof(turn_id: str, n: int, user_id: str) -> None:
    """Open the pane. An unknown number and someone else's turn look the same."""
    product = get_product()
    turn = await asyncio.to_thread(read_turn, product.engine, turn_id, user_id)
    proof = find_proof(turn, n) if turn else None
    if proof is None:
        return await _open_pane(f"fehlt-{n}", wording.PROOF_TITLE.format(n=n), [_text(wording.PROOF_UNKNOWN)])
    elements = await asyncio.to_thread(_describe, proof, product)
    return await _open_pane(f"{turn_id}-{n}", wording.PROOF_TITLE.format(n=n), elements)


async def _open_pane(key: str, title: str, elements: list[Any]) -> None:
    await cl.ElementSidebar.set_elements(elements, key=key)
    await cl.ElementSidebar.set_title(title)


def _describe(proof: Proof, product: Product) -> list[Any]:
    searcher = product.library.current().searcher
    passage, head = searcher.passage(proof.passage), searcher.head(proof.document)
    if passage is None or head is None:
        return [_text(f"**{escape(proof.title)}**\n\n> {escape(proof.quote)}\n\n{wording.PROOF_MOVED}")]
    shown = [_text(render_passage(passage, head, proof, product.settings.corpus.expiring_days))]
    if head.original and head.original.endswith(".pdf"):
        url = f"/dokumente/{quote_url(head.original)}"
        shown.append(
            cl.Pdf(name=f"{wording.ORIGINAL} {proof.passage}", url=url, page=passage.page or 1, display="page")
        )
    return shown


def _text(content: str) -> Any:
    return cl.Text(name="Fundstelle", content=content, display="page")


def render_passage(passage: Passage, head: Head, proof: Proof, expiring_days: int) -> str:
    badges = f"`{wording.KIND[head.kind.value]}` `{head.validity(date.today(), expiring_days).value}`"
    path = " › ".join(escape(part) for part in (head.title, *passage.headings))
    page = f" · {wording.PAGE.format(page=passage.page)}" if passage.page else ""
    parts = [badges, f"**{path}**{page}", highlight(passage.text, proof), describe_origin(head)]
    parts += [_validity_line(head), f"[{wording.OPEN_PASSAGE}](/quelle/{quote_url(passage.id, safe='')})"]
    return "\n\n".join(part for part in parts if part)


def _validity_line(head: Head) -> str:
    if head.valid_until:
        return wording.VALID_UNTIL.format(day=f"{head.valid_until:%d.%m.%Y}")
    return wording.VALID_FROM.format(day=f"{head.valid_from:%d.%m.%Y}") if head.valid_from else ""


def highlight(text: str, proof: Proof) -> str:
    """The passage as Markdown with the quoted letters bold italic (our colours turn that into a marker pen)."""
    if text[proof.start : proof.end] != proof.quote:
        return escape(text)
    parts = proof.parts or ((proof.start, proof.end),)
    lines, position = [], 0
    for line in text.split("\n"):
        inside = [(max(low - position, 0), min(high - position, len(line))) for low, high in parts]
        lines.append(_mark_line(line, [(low, high) for low, high in inside if low < high]))
        position += len(line) + 1
    return "\n\n".join(line for line in lines if line)


def _mark_line(line: str, parts: Sequence[Part]) -> str:
    """Escaped text with its spaces kept apart: Markdown marks nothing that begins or ends with one."""
    pieces, position = [], 0
    for low, high in parts:
        pieces += [(line[position:low], False), (line[low:high], True)]
        position = high
    shown = ""
    for piece, quoted in [*pieces, (line[position:], False)]:
        words = escape(piece)
        lead = " " if shown and piece[:1].isspace() and not shown.endswith(" ") else ""
        shown += f"{lead}***{words}***" if quoted and words else f"{lead}{words}"
        shown += " " if words and piece[-1:].isspace() else ""
    return shown.rstrip()


def read_request(data: object) -> tuple[str, int] | None:
    """(turn, number) from what the page posts when a mark is pressed."""
    if not isinstance(data, str) or not data.startswith("beleg:"):
        return None
    turn, _, number = data.removeprefix("beleg:").rpartition("-")
    return (turn, int(number)) if turn and number.isdigit() else None


def answer_with_proofs(answer: Answer) -> Mapping[str, Any]:
    return {**answer.as_json(), "proofs": describe_proofs(answer)}
