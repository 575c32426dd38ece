"""What a message carries besides text, described as JSON; files themselves are never copied into the database."""

from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from assistant.store.database import reading, writing
from assistant.store.tables import elements, threads
from assistant.store.threads import claim_thread

JSON = dict[str, Any]


def save_element(engine: Engine, element: JSON, user_id: str) -> bool:
    """False when the thread is someone else's, or the id is already used in another thread."""
    thread_id = str(element["threadId"])
    with writing(engine) as connection:
        if not claim_thread(connection, thread_id, user_id):
            return False
        held_by = connection.scalar(select(elements.c.thread_id).where(elements.c.id == element["id"]))
        if held_by not in {None, thread_id}:
            return False
        row = {"for_id": element.get("forId"), "body": element}
        if held_by is None:
            connection.execute(insert(elements).values(id=element["id"], thread_id=thread_id, **row))
        else:
            connection.execute(update(elements).where(elements.c.id == element["id"]).values(**row))
    return True


def read_element(engine: Engine, thread_id: str, element_id: str, user_id: str) -> JSON | None:
    query = (
        select(elements.c.body)
        .join(threads, threads.c.id == elements.c.thread_id)
        .where(elements.c.id == element_id, threads.c.id == thread_id, threads.c.user_id == user_id)
    )
    with reading(engine) as connection:
        return connection.execute(query).scalar()


def delete_element(engine: Engine, element_id: str, user_id: str) -> bool:
    own = select(threads.c.id).where(threads.c.user_id == user_id)
    with writing(engine) as connection:
        found = connection.execute(delete(elements).where(elements.c.id == element_id, elements.c.thread_id.in_(own)))
        return bool(found.rowcount)
