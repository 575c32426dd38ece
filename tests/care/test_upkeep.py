"""Validity, sources into proposals, releases with notes, and all of it from the command line."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.care.charts import draw_lines, draw_stacked_bars
from assistant.care.notes import describe_note, make_note, read_note
from assistant.care.releasing import GateResult, Workbench, list_gates
from assistant.care.syncing import propose_change, run_sync
from assistant.care.validity import find_chains, list_due, renew_document
from assistant.corpus.fetch import Fetcher
from assistant.corpus.load import load_corpus
from assistant.corpus.sync import Change, sync_folder
from assistant.errors import CorpusError, ReleaseError
from assistant.settings import Settings, get_settings
from assistant.store.proposals import list_proposals
from tests.care.conftest import Workshop
from tests.conftest import TODAY
from tests.corpus.source_server import serve_sources


def test_the_due_list_sorts_by_urgency(workshop: Workshop) -> None:
    due = list_due(workshop.settings, date(2027, 1, 15))
    assert [head.id for head in due.review] == ["hundesteuer-alt", "hundesteuer"]
    assert [head.id for head in due.expired] == ["hundesteuer-alt"]
    assert due.chains == (("hundesteuer", "hundesteuer-alt"),)
    assert due.ownerless == ()


def test_a_file_without_owner_is_listed(workshop: Workshop) -> None:
    path = workshop.settings.corpus_dir / "documents/portal/buergerportal.md"
    path.write_text(path.read_text("utf-8").replace("responsible: Portalstelle", "responsible:"), encoding="utf-8")
    (line,) = list_due(workshop.settings, TODAY).ownerless
    assert line.startswith("documents/portal/buergerportal.md")


def test_a_replaced_document_that_still_holds_is_listed(workshop: Workshop) -> None:
    path = workshop.settings.corpus_dir / "documents/gebuehren/hundesteuer-alt.md"
    path.write_text(path.read_text("utf-8").replace("valid_until: 2025-12-31", "valid_until: null"), encoding="utf-8")
    assert [head.id for head in list_due(workshop.settings, TODAY).replaced] == ["hundesteuer-alt"]


def test_a_circle_of_replacements_ends(workshop: Workshop) -> None:
    head = load_corpus(workshop.settings.corpus_dir, workshop.settings.corpus).documents[0].head
    circle = [replace(head, id="a", supersedes=("b",)), replace(head, id="b", supersedes=("c",)),
              replace(head, id="c", supersedes=("b",))]  # fmt: skip
    assert find_chains(circle) == [("a", "b", "c")]


def test_renewing_changes_one_line_and_waits_for_the_second_pair_of_eyes(workshop: Workshop) -> None:
    path = workshop.settings.corpus_dir / "documents/gebuehren/hundesteuer.md"
    before = path.read_text("utf-8").splitlines()
    renew_document(workshop.engine, workshop.settings, "hundesteuer", "lotte", TODAY)
    assert path.read_text("utf-8").splitlines() == before
    care = workshop.settings.care.model_copy(update={"second_pair_of_eyes": False})
    alone = workshop.settings.model_copy(update={"care": care})
    renew_document(workshop.engine, alone, "hundesteuer", "lotte", TODAY)
    after = path.read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [("review_due: 2027-01-31", "review_due: 2027-11-22")]
    with pytest.raises(CorpusError, match="gibt es im Korpus nicht"):
        renew_document(workshop.engine, workshop.settings, "unbekannt", "lotte", TODAY)


def test_a_changed_source_becomes_one_proposal_per_document_and_repeats_replace_it(workshop: Workshop) -> None:
    change = Change("SATZ", "changed", "geändert", "", ("-84 Euro", "+96 Euro"))
    documents = load_corpus(workshop.settings.corpus_dir, workshop.settings.corpus).documents
    for _ in range(2):
        propose_change(workshop.engine, workshop.settings, change, documents, TODAY)
    found = list_proposals(workshop.engine)
    assert {proposal.document for proposal in found} == {"hundesteuer", "hundesteuer-alt"}
    assert all("+96 Euro" in proposal.notes for proposal in found)


def test_sync_ends_in_the_list_of_proposals(workshop: Workshop) -> None:
    with serve_sources() as server:
        register = workshop.settings.corpus_dir / "sources.yaml"
        text = register.read_text("utf-8").replace("https://musterau.example/satzung", server.url("/seite"))
        register.write_text(text, encoding="utf-8")
        fetcher = Fetcher([], workshop.settings.care.model_copy(update={"fetch_pause_seconds": 0}), [server.endpoint])
        first = run_sync(workshop.engine, workshop.settings, TODAY, ("SATZ",), fetcher)
        server.fee = 12
        second = run_sync(workshop.engine, workshop.settings, TODAY, ("SATZ",), fetcher)
    assert [(change.outcome, len(made)) for change, made in (*first, *second)] == [("first", 0), ("changed", 2)]
    assert len(list((sync_folder(workshop.settings) / "originals").iterdir())) == 2


def test_a_release_that_failed_the_exam_is_published_only_on_purpose(workshop: Workshop) -> None:
    def gate(_settings: Settings, _release: str) -> GateResult:
        return GateResult(False, {"correct": 0.5}, ("Richtig beantwortet: 50 %",))

    bench = Workbench(workshop.settings, workshop.engine, gate)
    release = bench.build("lotte").id
    with pytest.raises(ReleaseError, match="nicht bestanden"):
        bench.publish(release, "lotte", TODAY)
    note = bench.publish(release, "lotte", TODAY, force=True)
    assert note.exam_after == {"correct": 0.5}
    assert [name for name, _ in list_gates(workshop.settings)] == [release]


def test_the_release_note_is_written_from_facts(workshop: Workshop) -> None:
    workshop.ask("anna", "Was kostet das Bürgerportal die Gemeinde?")
    (workshop.settings.corpus_dir / "documents/portal/buergerportal.md").unlink()
    bench = Workbench(workshop.settings, workshop.engine)
    release = bench.build("lotte").id
    text = describe_note(bench.publish(release, "lotte", TODAY))
    assert "Entfernt (1):\n- Bürgerportal für Kommunen" in text
    assert "1 frühere Antworten" in text
    assert read_note(workshop.settings.data_dir / "notes", release) is not None


def test_what_ran_out_since_the_last_release_is_named(workshop: Workshop) -> None:
    manifest = Workbench(workshop.settings, workshop.engine).build("lotte")
    entry = replace(manifest.documents["hundesteuer"], valid_until="2026-12-31")
    after = replace(manifest, documents={**manifest.documents, "hundesteuer": entry})
    note = make_note(manifest, after, ({}, {"correct": 0.9}), (), date(2027, 1, 1))
    assert note.expired == ("Hundesteuer in Musterau",)
    assert "richtig beantwortet: 90,0 %" in describe_note(note)


def test_plots_carry_their_figures_for_those_who_do_not_see_them() -> None:
    bars = draw_stacked_bars("Fragen <je> Woche", {"beantwortet": [3, 0], "teilweise": [1, 2]}, ["KW 1", "KW 2"])
    assert bars.count("<rect") == 3
    assert "Fragen &lt;je&gt; Woche" in bars and '<th scope="row">KW 2</th><td>0</td><td>2</td>' in bars
    assert "style=" not in bars
    assert draw_lines("Prüfung", {"richtig": [0.5, None, 1.0]}, ["a", "b", "c"]).count("<circle") == 2


@pytest.fixture
def line(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.setenv("LOTSENWISSEN_CORPUS_DIR", str(workshop.settings.corpus_dir))
    monkeypatch.setenv("LOTSENWISSEN_DATA_DIR", str(workshop.settings.data_dir))
    get_settings.cache_clear()
    return workshop


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, object]:
    code = main(["corpus", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_everything_goes_by_command_line(line: Workshop, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "freibad.md"
    file.write_text("## Wann öffnet das Freibad?\n\nDas Freibad in Musterau öffnet am 15. Mai.\n", encoding="utf-8")
    given = ("--title", "Freibad Musterau", "--sources", "SATZ", "--stand", "2026-05-01")
    code, added = run_json(capsys, "add", str(file), *given, "--als", "lotte")
    assert (code, isinstance(added, dict) and added["errors"]) == (0, [])
    assert isinstance(added, dict)
    assert main(["corpus", "review", added["proposal"], "--approve", "--als", "lotte"]) == 1
    assert "nicht selbst frei" in capsys.readouterr().err
    assert run_json(capsys, "review", added["proposal"], "--approve", "--als", "lars")[0] == 0
    assert run_json(capsys, "build")[0] == 0
    assert run_json(capsys, "publish", "--no-gate")[0] == 0
    for step in ("due", "gaps", "impact", "proposals", "sync"):
        assert run_json(capsys, step)[0] == 0
    code, receipt = run_json(capsys, "erase", "freibad-musterau")
    assert isinstance(receipt, dict)
    assert (code, receipt["complete"]) == (0, True)
    assert main(["corpus", "erase", "freibad-musterau"]) == 1


@pytest.mark.parametrize("step", ["add", "proposals", "review", "sync", "due", "renew", "gaps", "impact", "erase"])
def test_every_step_explains_itself(capsys: pytest.CaptureFixture[str], step: str) -> None:
    assert main(["corpus", step, "--help"]) == 0
    assert "--json" in capsys.readouterr().out
