"""Hit: a passage that search found, with its score and why."""

from dataclasses import dataclass

from assistant.corpus.document import Head, Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """`score` is the fused retrieval score (higher is better, comparable within one query only).

    `coverage` in 0..1 is the rarity-weighted share of the question's content words that the passage, its title or its
    headings contain (compounds and thesaurus included); it is comparable between queries and feeds abstention.
    """

    passage: Passage
    head: Head
    score: float
    coverage: float = 0.0
