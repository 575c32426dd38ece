import json
import logging

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from assistant.chat.logs import ContentFreeFormatter
from assistant.errors import StoreError

SECRET = "DE02120300000000202051"


def write_line(name: str, message: str, *values: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, values, info, "handle")
    return ContentFreeFormatter().format(record)


def test_a_line_of_ours_is_json_with_its_message() -> None:
    line = json.loads(write_line("assistant.chat.asking", "Kennung %s", "ab12"))
    assert (line["level"], line["logger"], line["message"]) == ("error", "assistant.chat.asking", "Kennung ab12")


@pytest.mark.parametrize("name", ["chainlit", "sqlalchemy.pool", "langchain", "py.warnings"])
def test_threat_16_what_libraries_say_is_reduced_to_its_place(name: str) -> None:
    line = write_line(name, "could not handle %s", SECRET)
    assert SECRET not in line
    assert json.loads(line)["place"].startswith("test_logs.handle")


def test_threat_16_the_text_of_an_error_is_not_logged_but_its_kind_and_place_are() -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as cause:
            raise StoreError("Bitte den Ordner prüfen.") from cause
    except StoreError as error:
        line = write_line("assistant.chat.asking", "Kennung x", error=error)
    assert SECRET not in line
    first, second = json.loads(line)["errors"]
    assert (first["kind"], first["message"], second["kind"]) == ("StoreError", "Bitte den Ordner prüfen.", "ValueError")
    assert "message" not in second
    assert second["frames"][0].startswith("test_logs.py")


def test_threat_16_errors_of_the_database_do_not_quote_the_row(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as caught:
        connection.execute(text("INSERT INTO gibt_es_nicht VALUES (:value)"), {"value": SECRET})
    assert SECRET not in str(caught.value)
