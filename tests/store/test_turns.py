from uuid import uuid4

import pytest
from sqlalchemy import Engine

from assistant.errors import StoreError
from assistant.store.audit import list_actions, record_action
from assistant.store.database import now
from assistant.store.feedback import Reason, delete_feedback, list_feedback, save_feedback, set_reason
from assistant.store.handovers import hand_over, list_handovers, reply_handover, take_unseen_replies
from assistant.store.threads import delete_thread, read_conversation
from assistant.store.turns import Turn, list_recent_turns, list_turns, read_turn, read_turn_of_run, save_turn
from assistant.store.users import Account


def make_turn(user: Account, thread_id: str | None = None, **more: object) -> Turn:
    answer = {"text": "Ja [1].", "hits": [{"passage": "p1", "document": "d1", "score": 1.0}]}
    values = {
        "id": str(uuid4()),
        "thread_id": thread_id or str(uuid4()),
        "user_id": user.id,
        "question": "Wann gilt es?",
    }
    return Turn(**{**values, "answer": answer, "status": "answered", "seconds": 0.2, "passages": ("p1",), **more})


def make_message(turn: Turn, output: str, **more: object) -> dict[str, object]:
    step = {"id": str(uuid4()), "threadId": turn.thread_id, "type": "assistant_message", "name": "x", "output": output}
    return {**step, "createdAt": now().isoformat(), **more}


def test_a_turn_keeps_question_answer_and_both_messages_at_once(engine: Engine, anna: Account) -> None:
    turn = make_turn(anna)
    save_turn(engine, turn, [make_message(turn, "Wann gilt es?"), make_message(turn, "Ja [1].")])
    saved = read_turn(engine, turn.id, anna.id)
    talk = read_conversation(engine, turn.thread_id, anna.id)
    assert saved is not None
    assert (saved.answer, saved.passages, saved.question) == (turn.answer, ("p1",), "Wann gilt es?")
    assert talk is not None
    assert ([step["output"] for step in talk.steps], talk.thread.name) == (
        ["Wann gilt es?", "Ja [1]."],
        "Wann gilt es?",
    )


def test_a_turn_that_cannot_be_kept_leaves_no_message(engine: Engine, anna: Account) -> None:
    turn = make_turn(anna)
    save_turn(engine, turn)
    with pytest.raises(StoreError):
        save_turn(engine, turn, [make_message(turn, "doppelt")])
    talk = read_conversation(engine, turn.thread_id, anna.id)
    assert talk is not None
    assert talk.steps == ()


def test_a_turn_never_lands_in_a_foreign_conversation(engine: Engine, anna: Account, bernd: Account) -> None:
    turn = make_turn(anna)
    save_turn(engine, turn)
    with pytest.raises(StoreError):
        save_turn(engine, make_turn(bernd, turn.thread_id))
    assert read_turn(engine, turn.id, bernd.id) is None
    assert list_turns(engine, turn.thread_id, bernd.id, 5) == []


def test_the_last_turns_come_oldest_first(engine: Engine, anna: Account) -> None:
    thread_id = str(uuid4())
    for number in range(4):
        save_turn(engine, make_turn(anna, thread_id, question=f"Frage {number}"))
    assert [turn.question for turn in list_turns(engine, thread_id, anna.id, 2)] == ["Frage 2", "Frage 3"]


def test_lotsen_see_which_questions_stayed_open(engine: Engine, anna: Account) -> None:
    since = now()
    for status in ("answered", "no_source"):
        save_turn(engine, make_turn(anna, status=status))
    assert [turn.status for turn in list_recent_turns(engine, since, ["no_source"])] == ["no_source"]


def test_feedback_finds_its_turn_and_takes_a_reason(engine: Engine, anna: Account) -> None:
    run_id = str(uuid4())
    turn = make_turn(anna, run_id=run_id)
    save_turn(engine, turn, [make_message(turn, "", id=run_id, type="run")])
    feedback_id = save_feedback(engine, run_id, anna.id, 0, "Die Frist ist neu.")
    assert feedback_id is not None
    assert set_reason(engine, feedback_id, anna.id, Reason.OUTDATED)
    (kept,) = list_feedback(engine, anna.id)
    assert (kept.turn_id, kept.reason, kept.comment, kept.value) == (turn.id, "veraltet", "Die Frist ist neu.", 0)
    found = read_turn_of_run(engine, run_id, anna.id)
    assert found is not None


def test_a_second_thumb_replaces_the_first(engine: Engine, anna: Account) -> None:
    turn = make_turn(anna)
    step = make_message(turn, "")
    save_turn(engine, turn, [step])
    first = save_feedback(engine, str(step["id"]), anna.id, 0, None)
    second = save_feedback(engine, str(step["id"]), anna.id, 1, None)
    assert first == second
    assert [kept.value for kept in list_feedback(engine)] == [1]


def test_nobody_judges_or_unjudges_a_foreign_answer(engine: Engine, anna: Account, bernd: Account) -> None:
    turn = make_turn(anna)
    step = make_message(turn, "")
    save_turn(engine, turn, [step])
    feedback_id = save_feedback(engine, str(step["id"]), anna.id, 1, None)
    assert feedback_id is not None
    assert save_feedback(engine, str(step["id"]), bernd.id, 0, None) is None
    assert not set_reason(engine, feedback_id, bernd.id, Reason.WRONG)
    assert not delete_feedback(engine, feedback_id, bernd.id)
    assert [kept.value for kept in list_feedback(engine)] == [1]
    assert delete_feedback(engine, feedback_id, anna.id)


def test_handing_over_twice_asks_the_lotse_once(engine: Engine, anna: Account) -> None:
    turn = make_turn(anna)
    save_turn(engine, turn)
    first, fresh = hand_over(engine, turn)
    second, again = hand_over(engine, turn)
    assert (first.id, fresh, again) == (second.id, True, False)
    assert (first.draft, first.hits[0]["passage"]) == ("Ja [1].", "p1")


def test_a_reply_comes_back_once_into_the_same_conversation(engine: Engine, anna: Account) -> None:
    turn = make_turn(anna)
    save_turn(engine, turn)
    handover, _ = hand_over(engine, turn)
    reply_handover(engine, handover.id, "Ja, seit Juli.", "lotse1")
    talk = read_conversation(engine, turn.thread_id, anna.id)
    assert talk is not None
    assert "bestätigt von lotse1" in talk.steps[-1]["output"]
    assert [reply.reply for reply in take_unseen_replies(engine, turn.thread_id, anna.id)] == ["Ja, seit Juli."]
    assert take_unseen_replies(engine, turn.thread_id, anna.id) == []
    assert list_handovers(engine, "open") == []
    with pytest.raises(StoreError, match="schon beantwortet"):
        reply_handover(engine, handover.id, "Noch einmal", "lotse2")


def test_deleting_a_conversation_takes_everything_with_it(engine: Engine, anna: Account) -> None:
    turn = make_turn(anna)
    step = make_message(turn, "")
    save_turn(engine, turn, [step])
    hand_over(engine, turn)
    save_feedback(engine, str(step["id"]), anna.id, 0, "weg damit")
    assert delete_thread(engine, turn.thread_id, anna.id)
    assert (list_handovers(engine), list_feedback(engine), read_turn(engine, turn.id, anna.id)) == ([], [], None)


def test_the_audit_log_names_actor_action_and_subject(engine: Engine) -> None:
    record_action(engine, "lotse1", "publish", "2026-11-22-a", documents=61)
    (entry,) = list_actions(engine)
    assert (entry.actor, entry.action, entry.subject, entry.detail) == (
        "lotse1",
        "publish",
        "2026-11-22-a",
        {"documents": 61},
    )
