import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from assistant.answer.library import open_library
from assistant.care.erasing import collect_traces, erase_document
from assistant.care.proposing import propose_file
from assistant.care.releasing import Workbench
from assistant.care.reviewing import approve_proposal
from assistant.corpus.release import list_releases
from assistant.errors import CorpusError
from assistant.store.audit import list_actions
from assistant.store.handovers import hand_over, list_handovers
from assistant.store.turns import list_recent_turns
from tests.care.conftest import Workshop, make_pdf
from tests.conftest import TODAY, build_and_publish


@pytest.fixture
def workshop(workshop: Workshop) -> Workshop:
    """With vectors of the embedding that needs no download."""
    search = workshop.settings.search.model_copy(update={"local_vectors": True})
    settings = workshop.settings.model_copy(update={"search": search})
    return replace(workshop, settings=settings, library=open_library(settings))


MARKER = "Zitronengranulat"
SENTENCE = f"Der Winterdienst in Musterau streut auf dem Marktplatz {MARKER} in Höhe von sieben Säcken."


def fill(workshop: Workshop) -> None:
    """A document with a marker that has left its traces everywhere: releases, answers, handovers, notes, proposals."""
    given = {"title": "Winterdienst auf dem Marktplatz von Musterau", "sources": "SATZ", "id": "winterdienst"}
    pdf = make_pdf("Stand: 1. November 2026", SENTENCE)
    proposal = propose_file(workshop.engine, workshop.settings, pdf, "x.pdf", given, "lotte")
    approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)
    bench = Workbench(workshop.settings, workshop.engine)
    bench.publish(bench.build("lotte").id, "lotte", TODAY)
    build_and_publish(workshop.settings)
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
    receipt = erase_document(workshop.engine, workshop.settings, "winterdienst", "lotte")
    assert receipt.complete, receipt.left
    assert count_bytes(root, *marker) == {}
    assert count_bytes(root, *vectors) == {}
    assert (receipt.answers, receipt.handovers, receipt.proposals, len(receipt.files)) == (1, 1, 2, 2)


def test_what_the_window_kept_for_its_panes_is_gone_too(workshop: Workshop) -> None:
    fill(workshop)
    kept = workshop.settings.data_dir / "fenster/.files/sitzung/pane.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text(SENTENCE, encoding="utf-8")
    assert erase_document(workshop.engine, workshop.settings, "winterdienst", "lotte").complete
    assert not kept.exists()


def test_the_service_answers_on_and_other_answers_stay(workshop: Workshop) -> None:
    fill(workshop)
    erase_document(workshop.engine, workshop.settings, "winterdienst", "lotte")
    _, gone = workshop.ask("anna", "Was streut der Winterdienst in Musterau auf dem Marktplatz?")
    assert gone.status.value == "no_source"
    texts = [turn.answer["text"] for turn in list_recent_turns(workshop.engine, datetime(2026, 1, 1, tzinfo=UTC))]
    assert sum("84 Euro" in text for text in texts) == 1
    assert sum("gelöscht" in text for text in texts) == 1
    assert "gelöscht" in list_handovers(workshop.engine)[0].draft


def test_the_receipt_tells_what_was_done_without_a_word_of_the_content(workshop: Workshop) -> None:
    fill(workshop)
    erase_document(workshop.engine, workshop.settings, "winterdienst", "lotte")
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
    receipt = erase_document(workshop.engine, workshop.settings, "winterdienst", "lotte")
    left = {manifest.id for manifest in list_releases(workshop.settings.releases_dir)}
    assert left == before | {receipt.published}


def test_a_copy_that_was_put_aside_is_named_in_the_receipt(workshop: Workshop) -> None:
    fill(workshop)
    (workshop.settings.data_dir / "notizen.txt").write_text(f"Merken: {SENTENCE}", encoding="utf-8")
    receipt = erase_document(workshop.engine, workshop.settings, "winterdienst", "lotte")
    assert not receipt.complete
    assert [Path(path).name for path in receipt.left] == ["notizen.txt"]


def test_an_unknown_document_is_said_to_be_unknown(workshop: Workshop) -> None:
    with pytest.raises(CorpusError, match="gibt es im Korpus nicht"):
        erase_document(workshop.engine, workshop.settings, "gibt-es-nicht", "lotte")


def test_erasing_can_be_repeated_when_the_file_is_gone_already(workshop: Workshop) -> None:
    fill(workshop)
    (workshop.settings.corpus_dir / "documents/praxis/winterdienst.md").unlink()
    receipt = erase_document(workshop.engine, workshop.settings, "winterdienst", "lotte")
    assert receipt.complete
    assert count_bytes(workshop.settings.data_dir.parent, MARKER.encode()) == {}


def test_vectors_are_looked_for_as_the_numbers_that_were_stored(workshop: Workshop) -> None:
    fill(workshop)
    for vector in collect_traces(workshop.engine, workshop.settings, "winterdienst").vectors:
        assert np.isfinite(np.frombuffer(vector, np.float32)).all()
