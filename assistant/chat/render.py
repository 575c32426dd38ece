"""An Answer as the window's Markdown: escaped text, marks as links, a list of sources. Plain text all the way, so it
survives reload, copying and screen readers, and no element of it can carry markup from a document."""

import re
from collections.abc import Sequence
from datetime import date

from assistant import wording
from assistant.answer.answer import Answer, Citation, Sentence, Status
from assistant.chat.quoted import find_parts, shorten_quote
from assistant.corpus.document import Head

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:&^=-])")
_MARK = re.compile(r"\s*\[(\d+)\]")
_ITEM = re.compile(r"^- ", re.M)
_NOTICE = {
    Status.PARTIAL: "info",
    Status.NO_SOURCE: "note",
    Status.EXPIRED: "warning",
    Status.OUT_OF_SCOPE: "note",
    Status.PERSONAL_DATA: "security",
    Status.REFUSED: "caution",
}


def escape(text: str) -> str:
    """Text that Markdown shows letter for letter, on one line. Colons too: Chainlit reads them as directives."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def render_answer(answer: Answer, turn: str, today: date, expiring_days: int) -> str:
    numbers = {citation.n for citation in answer.citations}
    body = _link_marks(answer.text, turn, numbers) if answer.citations else _set_lines(answer.text)
    parts = [wording.STATUS_HEADING[answer.status.value], body] if answer.status in _NOTICE else [body]
    parts += [f"*{escape(note)}*" for note in answer.notes if note not in answer.text]
    if answer.citations:
        parts.append(render_sources(answer, turn, today, expiring_days))
    return "\n\n".join(part for part in parts if part)


def render_sentence(sentence: Sentence, turn: str) -> str:
    """One sentence while the rest is still being written."""
    return _begin(sentence.text) + "".join(_mark(n, turn) for n in sentence.citations) + " "


def render_sources(answer: Answer, turn: str, today: date, expiring_days: int) -> str:
    lines = [f"**{wording.SOURCES}**", ""]
    for citation in answer.citations:
        hint = _hint(citation, answer.sentences)
        lines.append(_source(citation, hint, turn, today, expiring_days))
    return "\n".join(lines)


def _source(citation: Citation, hint: str, turn: str, today: date, expiring_days: int) -> str:
    head = citation.hit.head
    badges = f"`{wording.KIND[head.kind.value]}` `{head.validity(today, expiring_days).value}`"
    link = f'[{escape(head.title)}](#beleg-{turn}-{citation.n} "{hint}")'
    headings = citation.hit.passage.headings
    place = f"{escape(headings[-1])}  \n   " if headings else ""
    return f"{citation.n}. {link} {badges}  \n   {place}{describe_origin(head)}"


def describe_origin(head: Head) -> str:
    """Publisher, level, date, and the way to the original."""
    parts = [escape(head.publisher), escape(head.level.value), escape(head.stand_text)]
    if head.url and head.url.startswith("https://"):
        parts.append(f"[{wording.ORIGINAL}]({_safe_url(head.url)})")
    return " · ".join(parts)


def _hint(citation: Citation, sentences: Sequence[Sentence]) -> str:
    """What hovering shows: publisher, date and the quoted words, carried in the message itself."""
    head = citation.hit.head
    quote = shorten_quote(citation.hit.passage.text, find_parts(citation, sentences))
    hint = f"{head.publisher} · {head.stand_text} · „{quote}“"
    return escape(hint).replace('"', '\\"')


def _link_marks(text: str, turn: str, numbers: set[int]) -> str:
    """Escape everything but the marks and the list dashes that `answer.text` itself sets."""
    return "\n".join(_link_line(line, turn, numbers) for line in text.split("\n"))


def _link_line(line: str, turn: str, numbers: set[int]) -> str:
    dash = "- " if _ITEM.match(line) else ""
    parts = _MARK.split(line.removeprefix(dash))
    shown = [parts[0] and _begin(parts[0], in_list=bool(dash))]
    for number, rest in zip(parts[1::2], parts[2::2], strict=True):
        known = int(number) in numbers
        shown.append(_mark(int(number), turn) if known else escape(f" [{number}]"))
        shown.append((" " if rest[:1].isspace() else "") + _begin(rest, in_list=not rest[:1].isspace()))
    return dash + "".join(shown)


def _begin(text: str, in_list: bool = False) -> str:
    """A quote whose first words were left out begins with dots, as in print; a list item may begin small."""
    cut = not in_list and text.strip()[:1].islower()
    return f"… {escape(text)}" if cut else escape(text)


def _mark(n: int, turn: str) -> str:
    """Bound to the word before it, so that no number stands alone in a line."""
    return f"\u00a0[{n}](#beleg-{turn}-{n})"


def _set_lines(text: str) -> str:
    return "\n".join(("- " if _ITEM.match(line) else "") + escape(line.removeprefix("- ")) for line in text.split("\n"))


def _safe_url(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
