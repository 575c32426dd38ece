"""Retrieval: one fusion of passages, whole documents and exact references, filtered by validity and origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.corpus.document import Head, Kind, Level, Passage, Validity
from assistant.search.coverage import Asked, measure_coverage, rarity
from assistant.search.german import content_words, grams, norms, stem
from assistant.search.hit import Hit
from assistant.search.lexical import Clause, LexicalReader
from assistant.search.passages import PassageReader, Row
from assistant.search.thesaurus import Thesaurus
from assistant.settings import SearchSettings


@dataclass(frozen=True, slots=True)
class _Question:
    clauses: tuple[Clause, ...]
    asked: tuple[Asked, ...]
    norms: tuple[str, ...]


class Searcher:
    """An open index. Safe to share between threads."""

    def __init__(
        self,
        passages: PassageReader,
        words: LexicalReader,
        pages: LexicalReader,
        thesaurus: Thesaurus,
        settings: SearchSettings,
    ) -> None:
        self._passages, self._words, self._pages = passages, words, pages
        self.thesaurus = thesaurus
        self._settings = settings
        self._closed_on = lru_cache(maxsize=16)(self._documents_not_valid)

    def heads(self) -> Mapping[str, Head]:
        """Heads of all documents by id, the expired ones included."""
        return self._passages.heads

    def head(self, document: str) -> Head | None:
        return self._passages.heads.get(document)

    def passage(self, id: str) -> Passage | None:
        return self._passages.passage(id)

    def passages_of(self, document: str) -> list[Passage]:
        return self._passages.of_document(document)

    def retrieve(
        self,
        query: str,
        *,
        today: date,
        level: Level | None = None,
        kind: Kind | None = None,
        municipality: str | None = None,
        limit: int | None = None,
        include_expired: bool = False,
    ) -> list[Hit]:
        """The best passages, best first. Documents not valid on `today` are left out unless `include_expired`."""
        question = self._read_question(query)
        must: dict[str, tuple[str, ...]] = {}
        for name, value in (("level", level), ("kind", kind), ("municipality", municipality)):
            if value:
                must[name] = (str(value),)
        closed = () if include_expired else self._closed_on(today)
        must_not = {"document": closed} if closed else {}
        pool = self._settings.pool
        found = dict(self._words.search(question.clauses, pool, must, must_not))
        pages = dict(self._pages.search(question.clauses, pool, must, must_not))
        rows = self._passages.rows(list(found))
        return self._choose(question, found, self._page_scores(pages), rows, limit or self._settings.limit)

    def _page_scores(self, pages: Mapping[int, float]) -> dict[str, float]:
        """Documents are indexed under the number of their first passage."""
        best = max(pages.values(), default=1.0)
        rows = self._passages.rows(list(pages))
        return {row[2]: pages[number] / best for number, row in rows.items()}

    def _documents_not_valid(self, today: date) -> tuple[str, ...]:
        closed = (Validity.EXPIRED, Validity.FUTURE)
        return tuple(id for id, head in self._passages.heads.items() if head.validity(today) in closed)

    def _read_question(self, query: str) -> _Question:
        settings = self._settings
        words = list(dict.fromkeys(content_words(query))) or query.split()
        stems = [stem(word) for word in words]
        clauses: list[Clause] = []
        for word, one in zip(words, stems, strict=True):
            clauses += _clauses_of_word(one, grams(word) if word[0].isalpha() else (one,), settings, 1.0)
        for key in self.thesaurus.expand(stems):
            for one in key:
                clauses += _clauses_of_word(one, grams(one), settings, settings.weight_thesaurus / len(key))
        asked = tuple(
            Asked(one, self.thesaurus.expand((one,)), rarity(self._words.frequency("stems", one), self._words.size))
            for one in dict.fromkeys(stems)
        )
        return _Question(tuple(clauses), asked, norms(query))

    def _choose(
        self,
        question: _Question,
        found: Mapping[int, float],
        pages: Mapping[str, float],
        rows: Mapping[int, Row],
        limit: int,
    ) -> list[Hit]:
        best = max(found.values(), default=1.0)
        scores = {
            number: found[number] / best + self._settings.weight_document * pages.get(row[2], 0.0)
            for number, row in rows.items()
        }
        hits: list[Hit] = []
        taken: dict[str, int] = {}
        for number in sorted(scores, key=lambda n: (-scores[n], n)):
            row = rows[number]
            if taken.get(row[2], 0) >= self._settings.per_document:
                continue
            taken[row[2]] = taken.get(row[2], 0) + 1
            coverage = measure_coverage(row[9], question.asked, self._settings.inside_compound)
            hits.append(Hit(self._passages.read(row), self._passages.heads[row[2]], scores[number], coverage))
            if len(hits) == limit:
                break
        return hits


def _clauses_of_word(one: str, letters: Sequence[str], settings: SearchSettings, weight: float) -> list[Clause]:
    title = settings.weight_title
    stems = [("stems", one, settings.weight_stems * weight), ("title_stems", one, title * weight)]
    inside = [("grams", gram, settings.weight_grams * weight) for gram in letters]
    return stems + inside + [("title_grams", gram, title * settings.weight_grams * weight) for gram in letters]
