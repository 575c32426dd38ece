from pathlib import Path

from assistant.search.retriever import Retriever
from tests.search.corpus import DOCUMENTS, TODAY, build


def test_other_langchain_programs_can_ask_the_search(tmp_path: Path) -> None:
    retriever = Retriever(searcher=build(tmp_path / "index", DOCUMENTS), today=TODAY, limit=2)
    first = retriever.invoke("Wann gilt ein Bescheid im Postfach als bekannt gegeben?")[0]
    assert first.metadata["document"] == "bekanntgabe"
    assert first.metadata["publisher"] == "Probestelle"
    assert "am vierten Tag" in first.page_content
