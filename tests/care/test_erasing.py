import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.answer.library import Library
from assistant.care.asking import propose_question
from assistant.care.erasing import collect_traces, erase_document
from assistant.care.proposing import propose_file
from assistant.care.releasing import Workbench
from assistant.care.reviewing import approve_proposal
from assistant.corpus.erase import Receipt
from assistant.corpus.questions import Entry, compose_questions, questions_path
from assistant.corpus.release import build_lock, list_releases, publish_release, published_release, release_path
from assistant.errors import CorpusError
from assistant.search.build import build_release
from assistant.store.audit import list_actions
from assistant.store.handovers import hand_over, list_handovers
from assistant.store.proposals import read_proposal
from assistant.store.turns import list_recent_turns
from tests.care.conftest import Workshop, make_pdf
from tests.conftest import TODAY

VECTORS = DeterministicFakeEmbedding(size=32)


@pytest.fixture
def workshop(workshop: Workshop) -> Workshop:
    """With a vector for every passage in a real Chroma; they find nothing, words do."""
    search = workshop.settings.search.model_copy(update={"weight_vectors": 0.0})
    settings = workshop.settings.model_copy(update={"search": search})
    return replace(workshop, settings=settings, library=Library(settings, VECTORS))


def build(workshop: Workshop) -> None:
    with build_lock(workshop.settings.releases_dir):
        manifest = build_release(workshop.settings, VECTORS)
        publish_release(workshop.settings.releases_dir, manifest.id)


def erase(workshop: Workshop, document: str = "winterdienst") -> Receipt:
    return erase_document(workshop.engine, workshop.settings, document, "lotte", VECTORS)


MARKER = "Zitronengranulat"
SENTENCE = f"Der Winterdienst in Musterau streut auf dem Marktplatz {MARKER} in Höhe von sieben Säcken."


def fill(workshop: Workshop) -> None:
    """A document with a marker that has left its traces everywhere: releases, answers, handovers, notes, proposals."""
    given = {"title": "Winterdienst auf dem Marktplatz von Musterau", "sources": "SATZ", "id": "winterdienst"}
    pdf = make_pdf("Stand: 1. November 2026", SENTENCE)
    proposal = propose_file(workshop.engine, workshop.settings, pdf, "x.pdf", given, "lotte")
    approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)
    bench = Workbench(workshop.settings, workshop.engine, embeddings=VECTORS)
    bench.publish(bench.build("lotte").id, "lotte", TODAY)
    build(workshop)
    turn, answer = workshop.ask("anna", "Was streut der Winterdienst in Musterau auf dem Marktplatz?")
    assert MARKER in answer.text
    hand_over(workshop.engine, turn)
    workshop.ask("bernd", "Wie hoch ist die Hundesteuer in Musterau?")
    propose_file(workshop.engine, workshop.settings, pdf, "y.pdf", {"id": "winterdienst"}, "lotte")


def count_bytes(folder: Path, *needles: bytes) -> dict[str, int]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            hits = sum(content.count(needle) for needle in needles)
            if hits:
                found[str(path)] = hits
    return found


def test_threat_11_nothing_of_an_erased_document_is_left_on_disk(workshop: Workshop) -> None:
    fill(workshop)
    root = workshop.settings.data_dir.parent
    vectors = collect_traces(workshop.engine, workshop.settings, "winterdienst").vectors
    marker = (MARKER.encode(), MARKER.encode("utf-16-le"))
    assert vectors and count_bytes(root, *vectors) and count_bytes(root, *marker)
    receipt = erase(workshop)
    assert receipt.complete, receipt.left
    assert count_bytes(root, *marker) == {}
    assert count_bytes(root, *vectors) == {}
    assert (receipt.answers, receipt.handovers, receipt.proposals, len(receipt.files)) == (1, 1, 2, 2)


LISTED = "Womit wird bei Glatteis vor dem Rathaus gestreut?"


def list_questions(workshop: Workshop, *questions: str, document: str = "winterdienst") -> Path:
    beginning = {"winterdienst": "Der Winterdienst in Musterau streut", "hundesteuer": "Für jeden weiteren Hund"}
    path = questions_path(workshop.settings.corpus_dir, document)
    path.parent.mkdir(exist_ok=True)
    path.write_text(compose_questions([Entry(beginning[document], questions)]), encoding="utf-8")
    return path


def test_threat_11_the_questions_of_an_erased_document_go_with_it_and_are_looked_for(workshop: Workshop) -> None:
    fill(workshop)
    list_questions(workshop, LISTED)
    build(workshop)
    kept = propose_question(
        workshop.engine, workshop.settings, "winterdienst", SENTENCE, "Salz oder Granulat?", "lotte"
    )
    root = workshop.settings.data_dir.parent
    assert len(count_bytes(root, LISTED.encode())) >= 2
    assert LISTED in collect_traces(workshop.engine, workshop.settings, "winterdienst").questions
    receipt = erase(workshop)
    assert receipt.complete, receipt.left
    assert "questions/winterdienst.yaml" in receipt.files
    assert read_proposal(workshop.engine, kept.id) is None
    assert count_bytes(root, LISTED.encode(), LISTED.encode("utf-16-le"), b"Salz oder Granulat?") == {}


def test_room_that_chroma_reserves_holds_nothing_of_what_was_in_memory(workshop: Workshop) -> None:
    releases = workshop.settings.releases_dir

    def share_of_zeros() -> dict[str, float]:
        files = [*release_path(releases, published_release(releases)).rglob("*.bin")]
        read = {path.name: path.read_bytes() for path in files if path.name in ("data_level0.bin", "length.bin")}
        return {name: content.count(0) / len(content) for name, content in read.items()}

    empty = {"data_level0.bin": 1.0, "length.bin": 1.0}  # so few vectors wait in Chroma's table
    build(workshop)
    assert share_of_zeros() == empty
    erase(workshop, "hundesteuer-alt")
    assert share_of_zeros() == empty
    _, answer = workshop.ask("anna", "Wie hoch ist die Hundesteuer in Musterau?")
    assert "84 Euro" in answer.text


def test_a_copy_of_the_questions_that_was_put_aside_is_named(workshop: Workshop) -> None:
    fill(workshop)
    copy = workshop.settings.data_dir / "fragen-alt.yaml"
    shutil.copyfile(list_questions(workshop, LISTED), copy)
    assert erase(workshop).left == (str(copy),)


def test_what_people_asked_and_what_other_documents_list_is_no_trace(workshop: Workshop) -> None:
    fill(workshop)
    other = list_questions(workshop, "Was kostet mich ein zweiter Hund im Jahr?", document="hundesteuer")
    typed = "Wann öffnet das Freibad in Musterau?"
    list_questions(workshop, LISTED, typed, "Was kostet mich ein zweiter Hund im Jahr?")
    workshop.ask("anna", typed)
    receipt = erase(workshop)
    assert receipt.complete, receipt.left
    assert other.exists()
    turns = list_recent_turns(workshop.engine, datetime(2026, 1, 1, tzinfo=UTC))
    assert typed in {turn.question for turn in turns}


def test_questions_that_outlived_their_document_can_be_erased(workshop: Workshop) -> None:
    fill(workshop)
    erase(workshop)
    path = list_questions(workshop, LISTED)
    path.write_text(path.read_text("utf-8") + "[kaputt", encoding="utf-8")
    assert erase(workshop).complete
    assert not path.exists()


def test_what_the_window_kept_for_its_panes_is_gone_too(workshop: Workshop) -> None:
    fill(workshop)
    kept = workshop.settings.data_dir / "fenster/.files/sitzung/pane.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text(SENTENCE, encoding="utf-8")
    assert erase(workshop).complete
    assert not kept.exists()


def test_the_service_answers_on_and_other_answers_stay(workshop: Workshop) -> None:
    fill(workshop)
    erase(workshop)
    _, gone = workshop.ask("anna", "Was streut der Winterdienst in Musterau auf dem Marktplatz?")
    assert gone.status.value == "no_source"
    texts = [turn.answer["text"] for turn in list_recent_turns(workshop.engine, datetime(2026, 1, 1, tzinfo=UTC))]
    assert sum("84 Euro" in text for text in texts) == 1
    assert sum("gelöscht" in text for text in texts) == 1
    assert "gelöscht" in list_handovers(workshop.engine)[0].draft


def test_the_receipt_tells_what_was_done_without_a_word_of_the_content(workshop: Workshop) -> None:
    fill(workshop)
    erase(workshop)
    folder = workshop.settings.data_dir / "receipts"
    (page,), (data,) = list(folder.glob("*.txt")), list(folder.glob("*.json"))
    assert "Nichts mehr gefunden" in page.read_text("utf-8")
    kept = json.loads(data.read_text("utf-8"))
    assert (kept["document"], kept["actor"], kept["left"]) == ("winterdienst", "lotte", [])
    assert kept["fragments"] > 0 and kept["vectors"] > 0
    assert MARKER not in page.read_text("utf-8") + data.read_text("utf-8")
    assert list_actions(workshop.engine)[0].action == "document_erased"


def test_releases_that_never_held_the_document_stay_for_rolling_back(workshop: Workshop) -> None:
    before = {manifest.id for manifest in list_releases(workshop.settings.releases_dir)}
    fill(workshop)
    receipt = erase(workshop)
    left = {manifest.id for manifest in list_releases(workshop.settings.releases_dir)}
    assert left == before | {receipt.published}


def test_a_copy_that_was_put_aside_is_named_in_the_receipt(workshop: Workshop) -> None:
    fill(workshop)
    (workshop.settings.data_dir / "notizen.txt").write_text(f"Merken: {SENTENCE}", encoding="utf-8")
    receipt = erase(workshop)
    assert not receipt.complete
    assert [Path(path).name for path in receipt.left] == ["notizen.txt"]


def test_an_unknown_document_is_said_to_be_unknown(workshop: Workshop) -> None:
    with pytest.raises(CorpusError, match="gibt es im Korpus nicht"):
        erase(workshop, "gibt-es-nicht")


def test_erasing_can_be_repeated_when_the_file_is_gone_already(workshop: Workshop) -> None:
    fill(workshop)
    (workshop.settings.corpus_dir / "documents/praxis/winterdienst.md").unlink()
    receipt = erase(workshop)
    assert receipt.complete
    assert count_bytes(workshop.settings.data_dir.parent, MARKER.encode()) == {}


def test_vectors_are_looked_for_as_the_numbers_that_were_stored(workshop: Workshop) -> None:
    fill(workshop)
    for vector in collect_traces(workshop.engine, workshop.settings, "winterdienst").vectors:
        assert np.isfinite(np.frombuffer(vector, np.float32)).all()
