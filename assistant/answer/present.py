"""From verified sentences to the Answer a reader sees: numbered sources, marks, list layout and notes that code wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant import wording
from assistant.answer.answer import Citation, Sentence, Verdict
from assistant.corpus.document import Kind, Validity
from assistant.search.hit import Hit


@dataclass(frozen=True, slots=True)
class Presentation:
    """What of an Answer is shown: the text is exactly the sentences with their marks."""

    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    withheld: int


def present_sentences(verdicts: Sequence[Verdict], hits: Sequence[Hit]) -> Presentation:
    """Keep what stands; number the sources in the order of their first use, one number per passage.

    The quote of a number spans all words of that passage that the shown sentences rest on.
    """
    spans: dict[int, tuple[int, int]] = {}
    kept: list[tuple[Verdict, tuple[int, ...]]] = []
    for verdict in verdicts:
        if verdict.support is None or not verdict.quotes:
            continue
        for hit, start, end in verdict.quotes:
            low, high = spans.get(hit, (start, end))
            spans[hit] = (min(low, start), max(high, end))
        kept.append((verdict, tuple(dict.fromkeys(hit for hit, _, _ in verdict.quotes))))
    numbers = {hit: n for n, hit in enumerate(spans, start=1)}
    sentences = tuple(
        Sentence(verdict.text, tuple(numbers[hit] for hit in used), verdict.support)
        for verdict, used in kept
        if verdict.support is not None
    )
    citations = tuple(_cite(numbers[hit], hits[hit - 1], *span) for hit, span in spans.items())
    return Presentation(_lay_out(sentences, citations), sentences, citations, len(verdicts) - len(kept))


def _cite(n: int, hit: Hit, start: int, end: int) -> Citation:
    return Citation(n, hit, hit.passage.text[start:end], start, end)


def _lay_out(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> str:
    """Sentences of one document in a paragraph; what follows an introducing line in the same passage becomes a list."""
    documents = {citation.n: citation.hit.passage.document for citation in citations}
    passages = {citation.n: citation.hit.passage.text for citation in citations}
    parts: list[str] = []
    in_list = False
    for index, sentence in enumerate(sentences):
        marked = sentence.text + "".join(f" [{n}]" for n in sentence.citations)
        before = sentences[index - 1] if index else None
        same = before is not None and before.citations[0] == sentence.citations[0]
        in_list = (
            before is not None
            and same
            and (in_list or before.text.rstrip().endswith(":"))
            and _is_own_line(sentence.text, passages[sentence.citations[0]])
        )
        if before is None:
            parts.append(marked)
        elif in_list:
            parts.append("\n- " + marked)
        elif same and not parts[-1].startswith("\n- "):
            parts.append(" " + marked)
        else:
            related = documents[before.citations[0]] == documents[sentence.citations[0]]
            parts.append((" " if related and not parts[-1].startswith("\n- ") else "\n\n") + marked)
    return "".join(parts)


def _is_own_line(text: str, passage: str) -> bool:
    return f"\n{text}\n" in f"\n{passage}\n"


def describe_sources(citations: Sequence[Citation], today: date, expiring_days: int) -> tuple[str, ...]:
    """Notes a reader needs about the sources shown: testimony of a town, and what is about to expire."""
    notes = []
    cases = [f"[{citation.n}]" for citation in citations if citation.hit.head.kind is Kind.CASE]
    if cases:
        pattern = wording.CASE_NOTE if len(cases) == 1 else wording.CASE_NOTE_MANY
        notes.append(pattern.format(numbers=", ".join(cases)))
    for citation in citations:
        head = citation.hit.head
        if head.valid_until and head.validity(today, expiring_days) is Validity.EXPIRING:
            notes.append(wording.EXPIRING_NOTE.format(n=citation.n, day=f"{head.valid_until:%d.%m.%Y}"))
    return tuple(notes)


def describe_withheld(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return ((wording.WITHHELD if count == 1 else wording.WITHHELD_MANY).format(count=count),)
