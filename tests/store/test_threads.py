from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from assistant.store.database import now
from assistant.store.elements import delete_element, read_element, save_element
from assistant.store.threads import (
    JSON,
    change_thread,
    count_threads,
    delete_all_threads,
    delete_old_threads,
    delete_step,
    delete_thread,
    export_conversations,
    list_threads,
    owns_thread,
    read_conversation,
    save_step,
)
from assistant.store.users import Account


def make_step(thread_id: str, output: str, **more: object) -> JSON:
    return {
        "id": str(uuid4()),
        "threadId": thread_id,
        "type": "assistant_message",
        "name": "Lotsenwissen",
        "output": output,
        "createdAt": now().isoformat(),
        **more,
    }


def test_a_conversation_comes_back_as_it_was(engine: Engine, anna: Account) -> None:
    thread_id = str(uuid4())
    step = make_step(thread_id, "Hallo", autoCollapse=False, modes={"a": "b"}, tags=["x"], metadata={"k": [1, 2]})
    assert save_step(engine, step, anna.id)
    found = read_conversation(engine, thread_id, anna.id)
    assert found is not None
    assert found.steps == (step,)


def test_a_step_saved_twice_is_one_step_with_the_later_text(engine: Engine, anna: Account) -> None:
    thread_id = str(uuid4())
    step = make_step(thread_id, "halb")
    save_step(engine, step, anna.id)
    save_step(engine, {**step, "output": "ganz"}, anna.id)
    found = read_conversation(engine, thread_id, anna.id)
    assert found is not None
    assert [saved["output"] for saved in found.steps] == ["ganz"]


@pytest.mark.parametrize("deed", ["read", "change", "delete", "step", "overwrite", "delete_step", "element"])
def test_nobody_reaches_into_a_foreign_conversation(engine: Engine, anna: Account, bernd: Account, deed: str) -> None:
    thread_id = str(uuid4())
    step = make_step(thread_id, "Annas Frage")
    element = {"id": str(uuid4()), "threadId": thread_id, "name": "E"}
    save_step(engine, step, anna.id)
    save_element(engine, element, anna.id)
    own = str(uuid4())
    outcomes = {
        "read": lambda: read_conversation(engine, thread_id, bernd.id),
        "change": lambda: change_thread(engine, thread_id, bernd.id, name="gekapert"),
        "delete": lambda: delete_thread(engine, thread_id, bernd.id),
        "step": lambda: save_step(engine, make_step(thread_id, "fremd"), bernd.id),
        "overwrite": lambda: save_step(engine, {**step, "threadId": own, "output": "fremd"}, bernd.id),
        "delete_step": lambda: delete_step(engine, step["id"], bernd.id),
        "element": lambda: (
            read_element(engine, thread_id, element["id"], bernd.id)
            or save_element(engine, {**element, "name": "fremd"}, bernd.id)
            or save_element(engine, {**element, "threadId": own}, bernd.id)
            or delete_element(engine, element["id"], bernd.id)
        ),
    }
    assert not outcomes[deed]()
    found = read_conversation(engine, thread_id, anna.id)
    assert found is not None
    assert [saved["output"] for saved in found.steps] == ["Annas Frage"]
    assert found.elements == (element,)


def test_metadata_is_merged_and_none_removes(engine: Engine, anna: Account) -> None:
    thread_id = str(uuid4())
    change_thread(engine, thread_id, anna.id, metadata={"a": 1, "b": 2}, tags=["x"])
    change_thread(engine, thread_id, anna.id, metadata={"a": None, "c": 3}, name="Titel")
    found = read_conversation(engine, thread_id, anna.id)
    assert found is not None
    assert (found.thread.metadata, found.thread.tags, found.thread.name) == ({"b": 2, "c": 3}, ("x",), "Titel")


def test_the_list_turns_pages_and_shows_only_ones_own(engine: Engine, anna: Account, bernd: Account) -> None:
    for number in range(5):
        change_thread(engine, str(uuid4()), anna.id, name=f"Gespräch {number}")
    change_thread(engine, str(uuid4()), bernd.id, name="Bernds Gespräch")
    first, more = list_threads(engine, anna.id, limit=3)
    rest, end = list_threads(engine, anna.id, limit=3, after=first[-1].id)
    assert [thread.name for thread in first + rest] == [f"Gespräch {number}" for number in (4, 3, 2, 1, 0)]
    assert (more, end) == (True, False)


@pytest.mark.parametrize(("words", "hits"), [("urkunde", 1), ("100 %", 1), ("%", 1), ("_", 0), ("Bernd", 0)])
def test_search_finds_words_and_takes_wildcards_literally(
    engine: Engine, anna: Account, bernd: Account, words: str, hits: int
) -> None:
    one, two, foreign = (str(uuid4()) for _ in range(3))
    save_step(engine, make_step(one, "Die Urkunde kostet 12 Euro."), anna.id)
    save_step(engine, make_step(two, "Förderung bis 100 %"), anna.id)
    save_step(engine, make_step(foreign, "Bernd fragt nach Urkunde und 100 %"), bernd.id)
    found, _ = list_threads(engine, anna.id, limit=10, search=words)
    assert len(found) == hits


def test_deleting_all_leaves_the_others_alone(engine: Engine, anna: Account, bernd: Account) -> None:
    for person in (anna, anna, bernd):
        save_step(engine, make_step(str(uuid4()), "x"), person.id)
    assert delete_all_threads(engine, anna.id) == 2
    assert (count_threads(engine, anna.id), count_threads(engine, bernd.id)) == (0, 1)


def test_retention_removes_what_nobody_touched(engine: Engine, anna: Account) -> None:
    thread_id = str(uuid4())
    save_step(engine, make_step(thread_id, "alt"), anna.id)
    assert delete_old_threads(engine, now() - timedelta(days=1)) == 0
    assert delete_old_threads(engine, now() + timedelta(seconds=1)) == 1
    assert not owns_thread(engine, thread_id, anna.id)


def test_the_export_holds_every_own_conversation(engine: Engine, anna: Account, bernd: Account) -> None:
    for person in (anna, bernd, anna):
        save_step(engine, make_step(str(uuid4()), f"von {person.name}"), person.id)
    outputs = [step["output"] for talk in export_conversations(engine, anna.id) for step in talk.steps]
    assert outputs == ["von anna", "von anna"]
