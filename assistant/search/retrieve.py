"""Retrieval: one fusion of passages, whole documents, vectors and names, filtered by validity and origin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.corpus.document import Head, Kind, Level, Passage, Validity
from assistant.errors import ModelError, ReleaseError
from assistant.search.choose import choose_hits
from assistant.search.hit import Hit
from assistant.search.lexical import Group, LexicalReader
from assistant.search.names import collect_names, find_named
from assistant.search.passages import PassageReader
from assistant.search.question import Question, read_question
from assistant.search.thesaurus import Thesaurus
from assistant.search.vectors import VectorReader
from assistant.settings import SearchSettings

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    from assistant.search.kinship import KinshipReader


@dataclass(frozen=True, slots=True)
class Nearness:
    """Vectors with the model that reads a question the same way."""

    vectors: VectorReader
    embeddings: "Embeddings"


@dataclass(frozen=True, slots=True)
class _Scope:
    """What may be found: `must` and `must_not` by field, and the same as a test of a head."""

    wishes: tuple[tuple[str, str], ...]
    closed: frozenset[str]

    @property
    def must(self) -> dict[str, tuple[str, ...]]:
        return {name: (value,) for name, value in self.wishes}

    @property
    def must_not(self) -> dict[str, tuple[str, ...]]:
        return {"document": tuple(self.closed)} if self.closed else {}

    def admits(self, head: Head) -> bool:
        values = {"level": head.level.value, "kind": head.kind.value, "municipality": head.municipality}
        return head.id not in self.closed and all(values[name] == value for name, value in self.wishes)


class Searcher:
    """An open index. Safe to share between threads."""

    def __init__(
        self,
        passages: PassageReader,
        words: LexicalReader,
        pages: LexicalReader,
        thesaurus: Thesaurus,
        settings: SearchSettings,
        *,
        nearness: Nearness | None = None,
        kinship: "KinshipReader | None" = None,
    ) -> None:
        self._passages, self._words, self._pages = passages, words, pages
        self._nearness, self._kinship = nearness, kinship
        self.thesaurus = thesaurus
        self._settings = settings
        self._names = collect_names(passages.heads.values(), thesaurus)
        self._closed_on = lru_cache(maxsize=16)(self._documents_not_valid)
        self._rows_in = lru_cache(maxsize=16)(self._kinship_rows)

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
        question = read_question(query, self._words, self.thesaurus, self._settings)
        if not question.asked:
            return []
        wishes = {"level": level, "kind": kind, "municipality": municipality}
        narrowed = tuple((name, str(value)) for name, value in wishes.items() if value)
        scope = _Scope(narrowed, frozenset() if include_expired else self._closed_on(today))
        scores = self._fuse(query, question, scope)
        return choose_hits(question, scores, self._passages, limit or self._settings.limit, self._settings)

    def _fuse(self, query: str, question: Question, scope: _Scope) -> dict[int, float]:
        pool = self._settings.pool
        whole = [group.without_runs() for group in question.groups]
        words = dict(self._words.search(whole, pool, scope.must, scope.must_not, tie=self._settings.tie))
        pages = dict(self._pages.search(question.groups, pool, scope.must, scope.must_not, tie=self._settings.tie))
        firsts = self._passages.firsts
        by_document = {firsts[number]: score for number, score in pages.items()}
        best = max(words.values(), default=1.0) + self._settings.weight_document * max(pages.values(), default=0.0)
        near = self._near(query, best)
        norms = [Group(((("norms", norm, 1.0),),)) for norm in question.norms]
        exact = dict(self._words.search(norms, pool, scope.must, scope.must_not))
        kin = self._measure_kinship(question, scope)
        documents = self._passages.documents_of(list({*words, *near, *exact}))
        named = find_named(question.stems, self._names)
        return {
            number: words.get(number, 0.0)
            + self._settings.weight_document * by_document.get(document, 0.0)
            + near.get(number, 0.0)
            + self._settings.weight_local_vectors * best * kin.get(document, 0.0)
            + (self._settings.weight_name * best if document in named else 0.0)
            + (self._settings.weight_exact * best if number in exact else 0.0)
            for number, document in documents.items()
            if number in words or number in exact or scope.admits(self._passages.heads[document])
        }

    def _near(self, query: str, best: float) -> dict[int, float]:
        """Cosines above the last candidate's, scaled so that the nearest passage gains its share of the best score.

        Empty when the embedding model or the Chroma server does not answer: words alone still find.
        """
        if self._nearness is None:
            return {}
        try:
            vector = self._nearness.embeddings.embed_query(query)
            cosines = self._nearness.vectors.nearest(vector, self._settings.pool)
        except (ModelError, ReleaseError):
            return {}
        if not any(vector) or not cosines:
            return {}
        floor, top = min(cosines.values()), max(cosines.values())
        scale = self._settings.weight_vectors * best / max(top - floor, 1e-6)
        return {number: scale * (cosine - floor) for number, cosine in cosines.items()}

    def _measure_kinship(self, question: Question, scope: _Scope) -> dict[str, float]:
        """By document 0..1, how near to the question it is among those that may be found."""
        if self._kinship is None:
            return {}
        words = {one.stem: one.trust for one in question.asked}
        return self._kinship.measure(words, self._rows_in(scope), self._settings.pool)

    def _kinship_rows(self, scope: _Scope) -> "NDArray[np.intp] | None":
        if self._kinship is None or not (scope.wishes or scope.closed):
            return None
        return self._kinship.rows_of(frozenset(id for id, head in self._passages.heads.items() if scope.admits(head)))

    def _documents_not_valid(self, today: date) -> frozenset[str]:
        closed = (Validity.EXPIRED, Validity.FUTURE)
        return frozenset(id for id, head in self._passages.heads.items() if head.validity(today) in closed)
