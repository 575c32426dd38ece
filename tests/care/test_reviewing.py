import json
from datetime import date

import pytest

from assistant.care.checking import try_proposal
from assistant.care.drafts import read_draft
from assistant.care.proposing import propose_case, propose_curated, propose_file, revise_proposal
from assistant.care.reviewing import (
    approve_proposal,
    compare_texts,
    reject_proposal,
    return_proposal,
)
from assistant.corpus.load import load_corpus
from assistant.corpus.release import build_lock
from assistant.errors import BuildLocked, CorpusError, SourceUnreadable, StoreError
from assistant.store.audit import list_actions
from assistant.store.handovers import hand_over, read_handover
from assistant.store.proposals import decide_proposal, list_proposals, read_proposal
from tests.care.conftest import Workshop, make_pdf
from tests.conftest import TODAY, build_and_publish

PDF = make_pdf("Stand: 3. März 2026", "Die Parkgebühr in Musterau beträgt am Markt zwei Euro je Stunde.")
GIVEN = {"title": "Parkgebühren Musterau", "sources": "SATZ", "kind": "law"}
CASE = {
    "municipality": "Waldau", "state": "Sachsen", "inhabitants": "3100", "procedure": "Gewerbeanmeldung",
    "components": "Bürgerportal", "contact_role": "Gewerbeamt", "date": "2026",
    "problem": "In Waldau kamen Gewerbetreibende für jede Anmeldung ins Rathaus.",
    "solution": "Waldau bietet die Gewerbeanmeldung über das Bürgerportal an.",
    "effort": "Waldau brauchte fünf Arbeitstage.",
    "result": "In Waldau kommt jede zweite Gewerbeanmeldung online an.",
    "do_differently": "Waldau würde früher mit der Kämmerei sprechen.",
}  # fmt: skip


def test_an_upload_waits_and_nothing_of_it_is_in_the_corpus(workshop: Workshop) -> None:
    before = set(workshop.settings.corpus_dir.rglob("*"))
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "lotte")
    assert set(workshop.settings.corpus_dir.rglob("*")) == before
    head = read_draft(proposal.content).fields
    assert (head["id"], head["stand"], head["original"]) == ("parkgebuehren-musterau", "2026-03-03", proposal.original)
    assert try_proposal(proposal, workshop.settings, TODAY).errors == ()


def test_an_approved_upload_is_a_document_with_pages_that_answers(workshop: Workshop) -> None:
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "lotte")
    done = approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)
    assert done.path == "documents/praxis/parkgebuehren-musterau.md"
    build_and_publish(workshop.settings)
    _, answer = workshop.ask("anna", "Wie hoch ist die Parkgebühr in Musterau am Markt?")
    assert "zwei Euro je Stunde" in answer.text
    assert answer.as_json()["citations"][0]["page"] == 2


def test_threat_02_nobody_approves_what_they_proposed_or_changed(workshop: Workshop) -> None:
    own = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "lotte")
    with pytest.raises(CorpusError, match="nicht selbst frei"):
        approve_proposal(workshop.engine, workshop.settings, own.id, "lotte", TODAY)
    revise_proposal(workshop.engine, own, own.content, own.path, "lars")
    with pytest.raises(CorpusError, match="nicht selbst frei"):
        approve_proposal(workshop.engine, workshop.settings, own.id, "lars", TODAY)


def test_the_second_pair_of_eyes_is_a_setting(workshop: Workshop) -> None:
    alone = workshop.settings.model_copy(
        update={"care": workshop.settings.care.model_copy(update={"second_pair_of_eyes": False})}
    )
    proposal = propose_file(workshop.engine, alone, PDF, "x.pdf", GIVEN, "lotte")
    assert approve_proposal(workshop.engine, alone, proposal.id, "lotte", TODAY).path.endswith("musterau.md")


def test_a_proposal_without_source_says_what_is_missing(workshop: Workshop) -> None:
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", {"title": "Ohne Quelle"}, "lotte")
    with pytest.raises(CorpusError, match="Im Kopf fehlt: sources"):
        approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)


def test_a_new_source_is_written_into_the_register_once(workshop: Workshop) -> None:
    given = {"title": "Parkgebühren", "source_publisher": "Stadt Musterau", "source_url": "https://musterau.example/p"}
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", given, "lotte")
    approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)
    corpus = load_corpus(workshop.settings.corpus_dir, workshop.settings.corpus)
    assert corpus.sources["PARKGEBUEHREN"].publisher == "Stadt Musterau"
    assert corpus.rejections == ()


def test_two_lotsen_at_once_decide_once(workshop: Workshop) -> None:
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "anna")
    approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)
    with pytest.raises(CorpusError, match="inzwischen entschieden"):
        approve_proposal(workshop.engine, workshop.settings, proposal.id, "lotte", TODAY)
    with pytest.raises(StoreError, match="inzwischen entschieden"):
        decide_proposal(workshop.engine, proposal.id, "rejected", "", "lotte")


def test_nothing_is_approved_while_someone_builds(workshop: Workshop) -> None:
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "anna")
    with build_lock(workshop.settings.releases_dir), pytest.raises(BuildLocked):
        approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)


def test_a_new_version_keeps_the_head_and_is_refused_when_the_document_changed_meanwhile(workshop: Workshop) -> None:
    given = {"id": "hundesteuer"}
    markdown = "## Wie hoch ist die Hundesteuer?\n\nDie Hundesteuer in Musterau beträgt 90 Euro im Jahr.\n".encode()
    proposal = propose_file(workshop.engine, workshop.settings, markdown, "neu.md", given, "anna")
    head = read_draft(proposal.content).fields
    assert (proposal.kind, head["responsible"], head["sources"]) == ("changed", "Kämmerei", "SATZ")
    path = workshop.settings.corpus_dir / proposal.path
    path.write_text(path.read_text("utf-8").replace("84 Euro", "85 Euro"), encoding="utf-8")
    with pytest.raises(CorpusError, match="seit diesem Vorschlag geändert"):
        approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)


def test_a_peer_case_is_invisible_until_approved_and_then_found(workshop: Workshop) -> None:
    proposal = propose_case(workshop.engine, CASE, "anna", date(2027, 11, 22))
    build_and_publish(workshop.settings)
    assert {case.municipality for case in workshop.library.current().cases} == {"Nebelstadt"}
    with pytest.raises(CorpusError, match="schreiben Sie dazu"):
        return_proposal(workshop.engine, proposal.id, "lotte", " ")
    return_proposal(workshop.engine, proposal.id, "lotte", "Bitte den Aufwand genauer.")
    returned = read_proposal(workshop.engine, proposal.id)
    assert returned is not None and (returned.status, returned.comment) == ("returned", "Bitte den Aufwand genauer.")
    content = returned.content.replace("fünf Arbeitstage", "fünf Arbeitstage und 200 Euro")
    assert revise_proposal(workshop.engine, returned, content, returned.path, "anna").status == "open"
    approve_proposal(workshop.engine, workshop.settings, proposal.id, "lotte", TODAY)
    build_and_publish(workshop.settings)
    found = {case.municipality: case for case in workshop.library.current().cases}
    assert found["Waldau"].inhabitants == 3100
    assert "200 Euro" in found["Waldau"].effort


def test_a_rejected_proposal_leaves_no_file(workshop: Workshop) -> None:
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "anna")
    reject_proposal(workshop.engine, workshop.settings, proposal.id, "lotte", "Doppelt.")
    assert not (workshop.settings.data_dir / "proposals" / proposal.id).exists()
    assert list_proposals(workshop.engine, ("open",)) == []


def test_a_handed_over_question_goes_round_the_loop_and_stands_in_the_exam(workshop: Workshop) -> None:
    turn, answer = workshop.ask("anna", "Wann öffnet das Freibad in Musterau?")
    assert answer.status.value == "no_source"
    handover, _ = hand_over(workshop.engine, turn)
    reply = "Das Freibad in Musterau öffnet am 15. Mai."
    proposal = propose_curated(
        workshop.engine, turn.question, reply, {"sources": "SATZ", "level": "Kommune"}, "lotte", date(2027, 11, 22),
        handover_id=handover.id, reply=reply,
    )  # fmt: skip
    assert approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY).answered
    answered = read_handover(workshop.engine, handover.id)
    assert answered is not None and (answered.status, answered.lotse) == ("answered", "lotte")
    exam = json.loads((workshop.settings.corpus_dir / "fragen.jsonl").read_text("utf-8"))
    assert (exam["question"], exam["must"], exam["documents"]) == (turn.question, ["15"], [proposal.document])
    build_and_publish(workshop.settings)
    _, again = workshop.ask("bernd", turn.question)
    assert "15. Mai" in again.text
    assert again.as_json()["citations"][0]["kind"] == "curated"


def test_a_curated_answer_survives_a_conversation_that_is_gone(workshop: Workshop) -> None:
    proposal = propose_curated(
        workshop.engine, "Wann öffnet das Freibad?", "Das Freibad öffnet am 15. Mai.", {"sources": "SATZ"}, "lotte",
        date(2027, 11, 22), handover_id="gelöscht", reply="Am 15. Mai.",
    )  # fmt: skip
    done = approve_proposal(workshop.engine, workshop.settings, proposal.id, "lars", TODAY)
    assert (done.answered, (workshop.settings.corpus_dir / done.path).is_file()) == (False, True)


def test_every_step_leaves_an_audit_row(workshop: Workshop) -> None:
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "anna")
    return_proposal(workshop.engine, proposal.id, "lotte", "Bitte prüfen.")
    revise_proposal(workshop.engine, proposal, proposal.content, proposal.path, "anna")
    approve_proposal(workshop.engine, workshop.settings, proposal.id, "lotte", TODAY)
    rows = [(entry.actor, entry.action) for entry in list_actions(workshop.engine, subject=proposal.document)]
    assert rows == [
        ("lotte", "proposal_approved"),
        ("anna", "proposal_edited"),
        ("lotte", "proposal_returned"),
        ("anna", "proposal_made"),
    ]


@pytest.mark.parametrize("path", ["../../etc/passwd.md", "documents/x/../../y.md", "sources.yaml", "/etc/x.md"])
def test_a_proposal_cannot_be_written_outside_the_corpus(workshop: Workshop, path: str) -> None:
    proposal = propose_file(workshop.engine, workshop.settings, PDF, "x.pdf", GIVEN, "anna")
    revise_proposal(workshop.engine, proposal, proposal.content, path, "anna")
    with pytest.raises(CorpusError):
        approve_proposal(workshop.engine, workshop.settings, proposal.id, "lotte", TODAY)


def test_a_file_that_cannot_be_read_makes_no_proposal(workshop: Workshop) -> None:
    with pytest.raises(SourceUnreadable):
        propose_file(workshop.engine, workshop.settings, b"%PDF-1.7 Unsinn", "x.pdf", GIVEN, "anna")
    assert list_proposals(workshop.engine) == []


def test_texts_stand_side_by_side_line_by_line() -> None:
    assert compare_texts("a\nb\nc", "a\nB\nc\nd") == [
        ("same", "a", "a"),
        ("changed", "b", "B"),
        ("same", "c", "c"),
        ("new", "", "d"),
    ]
