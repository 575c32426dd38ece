"""The door to tantivy: one index of passages, one of whole documents, both over stems and over 4-grams inside words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from assistant.errors import ReleaseDamaged

TEXT_FIELDS = ("stems", "grams", "title_stems", "title_grams", "asked_stems", "asked_grams")
KEY_FIELDS = ("document", "kind", "level", "municipality", "norms")


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage or document as the index sees it: each field is a line of terms separated by spaces."""

    number: int
    fields: Mapping[str, str]
    keys: Mapping[str, Sequence[str]]

    @property
    def line(self) -> str:
        """All stems with a space at both ends, so that whole words can be told from parts of words."""
        return f" {self.fields['title_stems']} {self.fields['stems']} {self.fields['asked_stems']} "


def _build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", fast=True, indexed=True)
    for name in KEY_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalWriter:
    def __init__(self, directory: Path, heap_bytes: int) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_build_schema(), path=str(directory), reuse=True)
        self._writer = self._index.writer(heap_size=heap_bytes, num_threads=2)

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            document = tantivy.Document()
            document.add_integer("number", entry.number)
            for name, values in entry.keys.items():
                for value in values:
                    document.add_text(name, value)
            for name, line in entry.fields.items():
                document.add_text(name, line)
            self._writer.add_document(document)

    def remove(self, documents: Iterable[str]) -> None:
        for document in documents:
            self._writer.delete_documents_by_term("document", document)

    def close(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()


Clause = tuple[str, str, float]  # field, term, weight


@dataclass(frozen=True, slots=True)
class Group:
    """What one word of the question may be said as. The best of its ways counts, the others add little: a text that says
    "Umzug" and "Adressänderung" does not speak twice of what was asked."""

    ways: tuple[tuple[Clause, ...], ...]

    def without_runs(self) -> "Group":
        """The other ways as whole words only: among passages their letter runs cost a third of the time and find no more."""
        own, *others = self.ways
        return Group((own, *(tuple(clause for clause in way if "grams" not in clause[0]) for way in others)))


class LexicalReader:
    def __init__(self, directory: Path) -> None:
        if not directory.is_dir() or not tantivy.Index.exists(str(directory)):
            raise ReleaseDamaged("Im Stand fehlt der Wortindex; bitte `lotsenwissen corpus build` ausführen.")
        try:
            self._index = tantivy.Index.open(str(directory))
            self._index.reload()
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise ReleaseDamaged(
                "Der Wortindex ist beschädigt; bitte `lotsenwissen corpus build` ausführen."
            ) from error
        self._schema = self._index.schema

    @cached_property
    def size(self) -> int:
        return int(self._searcher.num_docs)

    @cached_property
    def _empty(self) -> frozenset[str]:
        return frozenset(name for name in TEXT_FIELDS if not self._searcher.terms_with_prefix(name, "", limit=1))

    def frequency(self, field: str, term: str) -> int:
        return 0 if field in self._empty else int(self._searcher.doc_freq(field, term))

    def words_beginning(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Stems with that beginning, and how many entries have them."""
        return [
            (str(word), int(count)) for word, count in self._searcher.terms_with_prefix("stems", prefix, limit=limit)
        ]

    def search(
        self,
        groups: Sequence[Group],
        limit: int,
        must: Mapping[str, Sequence[str]] | None = None,
        must_not: Mapping[str, Sequence[str]] | None = None,
        *,
        tie: float = 0.0,
    ) -> list[tuple[int, float]]:
        """Numbers with BM25 scores, best first. `tie` is the share (0..1) by which the other ways of a group count."""
        if not groups:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._group(group, tie)) for group in groups])
        parts: list[tuple[Any, Any]] = [(tantivy.Occur.Must, query)]
        for field, values in (must or {}).items():
            allowed = tantivy.Query.term_set_query(self._schema, field, list(values))
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(allowed, 0.0)))
        for field, values in (must_not or {}).items():
            parts.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(self._schema, field, list(values))))
        hits = self._searcher.search(
            tantivy.Query.boolean_query(parts) if len(parts) > 1 else query, limit, count=False
        ).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [(int(number or 0), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]

    def _group(self, group: Group, tie: float) -> tantivy.Query:
        ways = [
            tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(*clause)) for clause in way])
            for way in group.ways
        ]
        return ways[0] if len(ways) == 1 else tantivy.Query.disjunction_max_query(ways, tie)

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        index_option = "basic" if field in KEY_FIELDS else "freq"
        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term, index_option), weight)
