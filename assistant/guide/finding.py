"""One question of a guide to the corpus: sentences that stand there letter for letter, or a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.answer.answer import Draft, Question, Status
from assistant.answer.ask import ask_release
from assistant.answer.library import Library, OpenRelease
from assistant.answer.quotes import draft_quotes
from assistant.answer.testimony import hold_back_testimony
from assistant.answer.verify import verify_draft
from assistant.corpus.document import Validity
from assistant.corpus.injection import find_instruction
from assistant.search.german import terms
from assistant.search.hit import Hit


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a passage. `item`: a point under an introducing line."""

    text: str
    hit: Hit
    item: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """`status` ANSWERED with quotes, or anything else with at most the sentence that says what is not documented."""

    status: Status
    quotes: tuple[Quote, ...]

    @property
    def answered(self) -> bool:
        return self.status is Status.ANSWERED and bool(self.quotes)


@dataclass(frozen=True)
class Finder:
    """Asks one release on one day; always in the sources' own words, never through a model."""

    library: Library
    release: OpenRelease
    today: date

    @cached_property
    def _sections(self) -> Mapping[frozenset[str], tuple[Hit, ...]]:
        """Every section that may answer today, by the words of its heading."""
        sections: dict[frozenset[str], list[Hit]] = {}
        for head in self.release.searcher.heads().values():
            if head.validity(self.today) not in (Validity.VALID, Validity.EXPIRING):
                continue
            for passage in self.release.searcher.passages_of(head.id):
                if passage.headings and find_instruction(passage.text) is None:
                    hit = self.release.attribute(Hit(passage, head, 1.0, 1.0))
                    sections.setdefault(frozenset(terms(passage.headings[-1])), []).append(hit)
        return {words: tuple(hits) for words, hits in sections.items()}

    def find_section(self, question: str) -> Found:
        """What stands under the heading that asks the very same, and nothing else: a neighbour answers another question."""
        hits = self._sections.get(frozenset(terms(question)), ())
        return self._quote(Question(question, self.today, mode="quotes"), hits) if hits else Found(Status.NO_SOURCE, ())

    def ask(self, text: str) -> Found:
        """What a Navigator wrote freely goes through the one door, with all its checks."""
        answer = ask_release(Question(text, self.today, mode="quotes"), self.library, self.release)
        by_number = {citation.n: citation.hit for citation in answer.citations}
        quotes = [
            Quote(sentence.text, by_number[sentence.citations[0]])
            for sentence in answer.sentences
            if sentence.support == "quoted" and sentence.text in by_number[sentence.citations[0]].passage.text
        ]
        return Found(answer.status, _mark_items(quotes))

    def _quote(self, asked: Question, hits: Sequence[Hit]) -> Found:
        settings = self.library.settings
        whole = {"sentences": settings.guide.sentences, "list_items": settings.guide.sentences, "additions": 0}
        draft = draft_quotes(asked, hits, (), None, settings.quotes.model_copy(update=whole))
        return Found(draft.status, _read_quotes(draft))


def _read_quotes(draft: Draft) -> tuple[Quote, ...]:
    """What stands; a sentence the examiner does not find word for word is dropped."""
    quotes = [
        Quote(verdict.text, draft.hits[verdict.quotes[0][0] - 1])
        for verdict in hold_back_testimony(verify_draft(draft), draft.hits)
        if verdict.support == "quoted" and verdict.quotes
    ]
    return _mark_items([quote for quote in quotes if quote.text in quote.hit.passage.text])


def _mark_items(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Lines after one that ends with a colon, in the same passage, are its points."""
    marked: list[Quote] = []
    for quote in quotes:
        before = marked[-1] if marked else None
        same = before is not None and before.hit.passage.id == quote.hit.passage.id
        item = same and before is not None and (before.item or before.text.rstrip().endswith(":"))
        own_line = f"\n{quote.text}\n" in f"\n{quote.hit.passage.text}\n"
        marked.append(Quote(quote.text, quote.hit, bool(item and own_line)))
    return tuple(marked)


def speaks_of(quote: Quote, text: str) -> bool:
    """Whether sentence, heading and title together hold every content word of the text, alone or in a compound."""
    passage = quote.hit.passage
    said = " ".join(terms(" ".join((quote.text, *passage.headings, passage.title))))
    return all(word in said if len(word) >= 4 else f" {word} " in f" {said} " for word in terms(text))
