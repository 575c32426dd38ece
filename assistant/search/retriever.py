"""The search as a LangChain retriever, so that other LangChain programs can use it."""

from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.corpus.document import Kind, Level
from assistant.search.hit import Hit
from assistant.search.retrieve import Searcher


class Retriever(BaseRetriever):
    """Passages as LangChain documents: id is the passage's, metadata says where it stands and until when it holds."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    today: date | None = None  # None: the day of the question
    level: Level | None = None
    kind: Kind | None = None
    municipality: str | None = None
    limit: int | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = self.searcher.retrieve(
            query,
            today=self.today or date.today(),
            level=self.level,
            kind=self.kind,
            municipality=self.municipality,
            limit=self.limit,
        )
        return [_to_langchain(hit) for hit in hits]


def _to_langchain(hit: Hit) -> LangChainDocument:
    metadata: dict[str, Any] = {
        "document": hit.head.id,
        "title": hit.head.title,
        "headings": list(hit.passage.headings),
        "page": hit.passage.page,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "kind": hit.head.kind.value,
        "level": hit.head.level.value,
        "publisher": hit.head.publisher,
        "url": hit.head.url,
        "stand": hit.head.stand.isoformat(),
        "valid_until": hit.head.valid_until.isoformat() if hit.head.valid_until else None,
        "score": hit.score,
        "coverage": hit.coverage,
    }
    return LangChainDocument(id=hit.passage.id, page_content=hit.passage.text, metadata=metadata)
