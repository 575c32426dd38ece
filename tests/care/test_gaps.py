from datetime import date, timedelta

from sqlalchemy import select

from assistant.care.gaps import find_reason, list_gaps
from assistant.care.impact import find_impact, tell_asker
from assistant.care.releasing import current_manifest
from assistant.store.database import now, reading
from assistant.store.feedback import Reason, save_feedback, set_reason
from assistant.store.gaps import OPT_OUT, mark_gap
from assistant.store.tables import steps
from assistant.store.turns import Turn
from assistant.store.users import set_profile
from tests.care.conftest import Workshop
from tests.conftest import TODAY, build_and_publish

POOL = "Wann öffnet das Freibad in Musterau?"


def list_all(workshop: Workshop) -> list[str]:
    heads = workshop.library.current().searcher.heads()
    return [gap.question for gap in list_gaps(workshop.engine, heads, workshop.settings.care)]


def test_gaps_are_ranked_by_how_many_people_asked_not_by_how_often(workshop: Workshop) -> None:
    for _ in range(3):
        workshop.ask("anna", "Welche Farbe hat das Wappen von Musterau?")
    workshop.ask("anna", POOL)
    workshop.ask("bernd", "Wann öffnet in Musterau das Freibad?")
    heads = workshop.library.current().searcher.heads()
    first, second = list_gaps(workshop.engine, heads, workshop.settings.care)
    assert (first.question, first.askers, first.count) == (POOL, 2, 2)
    assert (second.askers, second.count, dict(second.reasons)) == (1, 3, {"unanswered": 3})
    assert first.searched == (POOL, "Wann öffnet in Musterau das Freibad?")


def test_a_well_answered_question_is_no_gap_until_someone_says_it_is_wrong(workshop: Workshop) -> None:
    turn, _ = workshop.ask("anna", "Wie hoch ist die Hundesteuer in Musterau?")
    assert list_all(workshop) == []
    assert find_reason(turn, {turn.id: "falsch"}) == "rated_bad"


def test_a_thumb_down_brings_a_question_into_the_list(workshop: Workshop) -> None:
    turn, _ = workshop.ask("anna", "Wie hoch ist die Hundesteuer in Musterau?")
    from sqlalchemy import update

    from assistant.store.database import writing
    from assistant.store.tables import turns

    with reading(workshop.engine) as connection:
        step = connection.scalar(select(steps.c.id).where(steps.c.thread_id == turn.thread_id))
    with writing(workshop.engine) as connection:
        connection.execute(update(turns).where(turns.c.id == turn.id).values(run_id=step))
    feedback = save_feedback(workshop.engine, str(step), turn.user_id, 0, None)
    assert feedback is not None
    set_reason(workshop.engine, feedback, turn.user_id, Reason.OUTDATED)
    assert list_all(workshop) == ["Wie hoch ist die Hundesteuer in Musterau?"]


def test_names_and_numbers_of_people_never_reach_the_list(workshop: Workshop) -> None:
    workshop.ask("anna", POOL)
    turn = Turn("t", "faden", workshop.people["anna"].id, "Warum bekommt Frau Berta Klein aus 04720 Döbeln keinen Angelschein?",
                {"text": "", "hits": []}, "no_source", 0.1)  # fmt: skip
    from assistant.store.turns import save_turn

    save_turn(workshop.engine, turn)
    listed = " ".join(list_all(workshop))
    assert "Angelschein" in listed
    assert "Klein" not in listed
    assert "04720" not in listed


def test_who_opted_out_is_not_listed(workshop: Workshop) -> None:
    set_profile(workshop.engine, workshop.people["anna"].id, {OPT_OUT: True})
    workshop.ask("anna", POOL)
    assert list_all(workshop) == []


def test_a_closed_gap_opens_again_when_somebody_still_asks(workshop: Workshop) -> None:
    workshop.ask("anna", POOL)
    heads = workshop.library.current().searcher.heads()
    (gap,) = list_gaps(workshop.engine, heads, workshop.settings.care)
    mark_gap(workshop.engine, gap.key, "closed", "beantwortet", "lotte")
    assert list_all(workshop) == []
    workshop.ask("bernd", POOL)
    (again,) = list_gaps(workshop.engine, heads, workshop.settings.care)
    assert again.mark is not None and again.mark.note == "beantwortet"


def test_refusals_on_purpose_are_no_gaps() -> None:
    for status in ("personal_data", "refused", "out_of_scope", "stopped"):
        assert find_reason(Turn("t", "f", "u", "?", {}, status, 0.1), {}) is None


def test_an_answer_is_affected_when_its_passage_changed(workshop: Workshop) -> None:
    turn, _ = workshop.ask("anna", "Wie hoch ist die Hundesteuer in Musterau?")
    path = workshop.settings.corpus_dir / "documents/gebuehren/hundesteuer.md"
    path.write_text(path.read_text("utf-8").replace("84 Euro", "96 Euro"), encoding="utf-8")
    manifest = current_manifest(workshop.settings)
    assert manifest is not None and find_impact(workshop.engine, manifest, workshop.settings, TODAY) == []
    build_and_publish(workshop.settings)
    manifest = current_manifest(workshop.settings)
    assert manifest is not None
    (affected,) = find_impact(workshop.engine, manifest, workshop.settings, TODAY)
    assert (affected.turn, affected.documents, affected.why) == (turn.id, ("hundesteuer",), "changed")


def test_an_answer_is_affected_when_its_source_went_or_ran_out(workshop: Workshop) -> None:
    workshop.ask("anna", "Wie hoch ist die Hundesteuer in Musterau?")
    workshop.ask("bernd", "Was kostet das Bürgerportal die Gemeinde?")
    folder = workshop.settings.corpus_dir / "documents"
    (folder / "portal/buergerportal.md").unlink()
    path = folder / "gebuehren/hundesteuer.md"
    path.write_text(path.read_text("utf-8").replace("valid_until: null", "valid_until: 2026-12-31"), encoding="utf-8")
    build_and_publish(workshop.settings)
    manifest = current_manifest(workshop.settings)
    assert manifest is not None
    later = find_impact(workshop.engine, manifest, workshop.settings, date(2027, 1, 1))
    assert {(item.documents, item.why) for item in later} == {
        (("hundesteuer",), "expired"),
        (("buergerportal",), "removed"),
    }


def test_the_asker_is_told_once_in_the_own_conversation(workshop: Workshop) -> None:
    turn, _ = workshop.ask("anna", "Was kostet das Bürgerportal die Gemeinde?")
    (workshop.settings.corpus_dir / "documents/portal/buergerportal.md").unlink()
    build_and_publish(workshop.settings)
    manifest = current_manifest(workshop.settings)
    assert manifest is not None
    assert tell_asker(workshop.engine, manifest, workshop.settings, turn.id, "lotte", TODAY)
    assert not tell_asker(workshop.engine, manifest, workshop.settings, turn.id, "lotte", TODAY)
    with reading(workshop.engine) as connection:
        told = connection.scalars(select(steps.c.output).where(steps.c.thread_id == turn.thread_id)).all()
    assert sum("Hinweis Ihres Lotsen" in text for text in told) == 1
    assert find_impact(workshop.engine, manifest, workshop.settings, TODAY)[0].told


def test_old_questions_leave_the_list(workshop: Workshop) -> None:
    from assistant.store.turns import save_turn

    old = Turn("t", "faden", workshop.people["anna"].id, POOL, {"text": "", "hits": []}, "no_source", 0.1,
               created_at=now() - timedelta(days=200))  # fmt: skip
    save_turn(workshop.engine, old)
    assert list_all(workshop) == []
