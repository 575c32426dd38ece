from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from assistant.chat.retention import delete_expired
from assistant.errors import StoreError
from assistant.settings import StoreSettings
from assistant.store.audit import list_actions, record_action
from assistant.store.database import now
from assistant.store.tables import audit, metadata
from assistant.store.turns import Turn, save_turn
from assistant.store.users import add_user, remove_user

PASSWORD = "richtig-lang-genug"


def test_threat_11_removing_an_account_leaves_no_row_of_it(engine: Engine) -> None:
    anna = add_user(engine, "anna", PASSWORD, "navigator", StoreSettings())
    bernd = add_user(engine, "bernd", PASSWORD, "navigator", StoreSettings())
    for account in (anna, bernd):
        step = {"id": f"s-{account.name}", "threadId": f"g-{account.name}", "type": "run", "output": "x"}
        save_turn(
            engine, Turn(f"t-{account.name}", f"g-{account.name}", account.id, "Frage", {}, "answered", 0.1), [step]
        )
    remove_user(engine, "anna")
    with engine.connect() as connection:
        rows = repr([connection.execute(select(table)).all() for table in metadata.sorted_tables])
    assert anna.id not in rows
    assert "anna" not in rows
    assert bernd.id in rows
    with pytest.raises(StoreError, match="anna"):
        remove_user(engine, "anna")


def test_who_did_what_is_forgotten_after_its_time(engine: Engine) -> None:
    record_action(engine, "lotte", "publish", "alt")
    with engine.begin() as connection:
        connection.execute(update(audit).values(at=now() - timedelta(days=366)))
    record_action(engine, "lotte", "publish", "neu")
    delete_expired(engine, StoreSettings())
    assert [entry.subject for entry in list_actions(engine)] == ["neu"]
