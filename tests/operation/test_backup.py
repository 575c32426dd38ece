"""Backup, wipe, restore: the same conversations, release and users, on SQLite and on a real PostgreSQL."""

import io
import json
import shutil
import stat
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from assistant.__main__ import main
from assistant.answer.answer import Question
from assistant.answer.ask import ask
from assistant.answer.library import open_library
from assistant.chat.retention import delete_expired
from assistant.commands.archive import restore_backup, write_backup
from assistant.corpus.questions import Entry, compose_questions, questions_path
from assistant.corpus.release import published_release
from assistant.errors import BuildLocked, StoreError
from assistant.settings import Settings, get_settings
from assistant.store.audit import list_actions, record_action
from assistant.store.database import aware, now, open_database, reading
from assistant.store.feedback import save_feedback
from assistant.store.handovers import hand_over
from assistant.store.tables import metadata
from assistant.store.threads import export_conversations
from assistant.store.turns import Turn, save_turn
from assistant.store.users import add_user, check_password, set_disabled
from tests.conftest import TODAY, build_and_publish
from tests.operation.postgres import ABSENT, create_database, find_programs, run_postgres

PASSWORD = "richtig-lang-genug"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    if find_programs() is None:
        pytest.skip(ABSENT)
    with run_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, toy: Settings, tmp_path: Path) -> Settings:
    """A built town hall with people who have asked something."""
    url = None
    if request.param == "postgresql":
        url = create_database(request.getfixturevalue("postgres"), f"rathaus_{tmp_path.name}")
    settings = toy.model_copy(update={"database_url": url})
    build_and_publish(settings)
    engine = open_database(settings)
    for name, role in (("anna", "navigator"), ("lotte", "lotse")):
        account = add_user(engine, name, PASSWORD, role, settings.store)
        _converse(engine, settings, account.id)
    set_disabled(engine, "lotte", True)
    record_action(engine, "lotte", "publish", "stand-1", passages=3)
    engine.dispose()
    return settings


def _converse(engine: Engine, settings: Settings, user_id: str) -> None:
    question = "Wie hoch ist die Hundesteuer?"
    answer = ask(Question(question, TODAY), open_library(settings))
    turn = Turn(
        f"t-{user_id}"[:36],
        f"g-{user_id}"[:36],
        user_id,
        question,
        answer.as_json(),
        "answered",
        0.1,
        run_id=f"r-{user_id}"[:36],
    )
    step = {
        "id": f"r-{user_id}"[:36],
        "threadId": turn.thread_id,
        "type": "run",
        "name": "on_message",
        "output": "„Ä“ 😀 \u2028",
    }
    save_turn(engine, turn, [step])
    save_feedback(engine, turn.run_id or "", user_id, 0, "Umlaute: äöüß")
    hand_over(engine, turn)


def read_everything(settings: Settings) -> Mapping[str, Any]:
    engine = open_database(settings)
    with reading(engine) as connection:
        tables = {
            table.name: sorted(
                json.dumps({**row}, sort_keys=True, default=lambda moment: aware(moment).isoformat())
                for row in connection.execute(select(table)).mappings()
            )
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return tables


def wipe(settings: Settings) -> None:
    shutil.rmtree(settings.data_dir)
    shutil.rmtree(settings.corpus_dir)
    if settings.database_url:
        engine = open_database(settings)
        metadata.drop_all(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")
        engine.dispose()


def read_files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_comes_back_after_the_machine_was_lost(town: Settings, tmp_path: Path) -> None:
    before, release = read_everything(town), published_release(town.releases_dir)
    listed = questions_path(town.corpus_dir, "hundesteuer")
    listed.parent.mkdir()
    listed.write_text(compose_questions([Entry("Für jeden weiteren Hund", ("Und ein zweiter Dackel?",))]), "utf-8")
    files = read_files(town.corpus_dir)
    assert listed in files
    question = Question("Wie hoch ist die Hundesteuer?", TODAY)
    answered = ask(question, open_library(town)).text
    write_backup(town, tmp_path / "sicherung.tar.gz")
    wipe(town)
    restore_backup(town, tmp_path / "sicherung.tar.gz", replace=False)
    assert read_everything(town) == before
    assert published_release(town.releases_dir) == release
    assert read_files(town.corpus_dir) == files
    assert ask(question, open_library(town)).text == answered


def test_people_sign_in_as_before_and_go_on(town: Settings, tmp_path: Path) -> None:
    write_backup(town, tmp_path / "sicherung.tar.gz")
    wipe(town)
    restore_backup(town, tmp_path / "sicherung.tar.gz", replace=False)
    engine = open_database(town)
    anna = check_password(engine, "anna", PASSWORD, town.store)
    assert anna is not None
    assert len(export_conversations(engine, anna.id)) == 1
    assert check_password(engine, "lotte", PASSWORD, town.store) is None
    record_action(engine, "anna", "weiter", "danach")  # the counter of the audit goes on behind the restored rows
    assert len(list_actions(engine)) == 2
    engine.dispose()


def test_a_town_hall_moves_from_sqlite_to_postgresql(toy: Settings, tmp_path: Path, postgres: str) -> None:
    build_and_publish(toy)
    engine = open_database(toy)
    _converse(engine, toy, add_user(engine, "anna", PASSWORD, "navigator", toy.store).id)
    engine.dispose()
    write_backup(toy, tmp_path / "umzug.tar.gz")
    update = {"database_url": create_database(postgres, "umzug"), "data_dir": tmp_path / "neu"}
    moved = toy.model_copy(update=update)
    restore_backup(moved, tmp_path / "umzug.tar.gz", replace=False)
    assert read_everything(moved) == read_everything(toy)


def test_what_is_there_is_replaced_only_when_said_so(town: Settings, tmp_path: Path) -> None:
    file = tmp_path / "sicherung.tar.gz"
    write_backup(town, file)
    before = read_everything(town)
    engine = open_database(town)
    add_user(engine, "spaeter", PASSWORD, "navigator", town.store)
    engine.dispose()
    (town.corpus_dir / "documents" / "spaeter.md").write_text("später")
    with pytest.raises(StoreError, match="--replace"):
        restore_backup(town, file, replace=False)
    restore_backup(town, file, replace=True)
    assert read_everything(town) == before
    assert not (town.corpus_dir / "documents" / "spaeter.md").exists()


def test_a_backup_is_private_and_holds_no_key(town: Settings, tmp_path: Path) -> None:
    file = tmp_path / "sicherung.tar.gz"
    (town.data_dir / "sitzungsschluessel").write_text("streng-geheim")
    write_backup(town, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as tar:
        assert not [name for name in tar.getnames() if "schluessel" in name]
    with pytest.raises(StoreError, match="gibt es schon"):
        write_backup(town, file)


@pytest.mark.parametrize("damage", ["cut", "changed", "added", "missing", "empty", "foreign"])
def test_a_damaged_backup_changes_nothing(toy: Settings, tmp_path: Path, damage: str) -> None:
    build_and_publish(toy)
    file = tmp_path / "sicherung.tar.gz"
    write_backup(toy, file)
    before = read_everything(toy)
    _damage(file, damage)
    with pytest.raises(StoreError, match="beschädigt"):
        restore_backup(toy, file, replace=True)
    assert read_everything(toy) == before
    assert open_library(toy).current().id
    assert [path.name for path in toy.data_dir.glob(".restore-*")] == []


def _damage(file: Path, damage: str) -> None:
    content = file.read_bytes()
    if damage in ("cut", "empty", "foreign"):
        file.write_bytes({"cut": content[: len(content) // 2], "empty": b"", "foreign": b"PK\x03\x04" * 50}[damage])
        return
    with tarfile.open(file) as tar:
        members = {member.name: tar.extractfile(member) for member in tar}
        held = {name: stream.read() for name, stream in members.items() if stream}
    if damage == "missing":
        del held["database/users.jsonl"]
    else:
        held["database/users.jsonl" if damage == "changed" else "data/notes/fremd.json"] = b"{}\n"
    with tarfile.open(file, "w:gz") as tar:
        for name, data in held.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def test_a_backup_cannot_write_outside_its_folder(toy: Settings, tmp_path: Path) -> None:
    file = tmp_path / "boese.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        member = tarfile.TarInfo("../../ausserhalb.txt")
        member.size = 3
        tar.addfile(member, io.BytesIO(b"ha!"))
    with pytest.raises(StoreError, match="beschädigt"):
        restore_backup(toy, file, replace=True)
    assert list(tmp_path.rglob("ausserhalb.txt")) == []


def test_a_backup_of_a_newer_version_is_refused(toy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_and_publish(toy)
    monkeypatch.setattr("assistant.commands.archive.read_revision", lambda _engine: "9999_spaeter")
    write_backup(toy, tmp_path / "neuer.tar.gz")
    with pytest.raises(StoreError, match="neueren Version"):
        restore_backup(toy.model_copy(update={"data_dir": tmp_path / "neu"}), tmp_path / "neuer.tar.gz", replace=False)


def test_nothing_is_backed_up_while_a_release_is_built(toy: Settings, tmp_path: Path) -> None:
    from assistant.corpus.release import build_lock

    build_and_publish(toy)
    with build_lock(toy.releases_dir), pytest.raises(BuildLocked):
        write_backup(toy, tmp_path / "sicherung.tar.gz")
    assert not (tmp_path / "sicherung.tar.gz").exists()


def test_the_commands_say_what_they_did(
    toy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build_and_publish(toy)
    monkeypatch.setenv("LOTSENWISSEN_DATA_DIR", str(toy.data_dir))
    monkeypatch.setenv("LOTSENWISSEN_CORPUS_DIR", str(toy.corpus_dir))
    get_settings.cache_clear()
    file = str(tmp_path / "sicherung.tar.gz")
    assert main(["backup", file]) == 0
    assert "0 Konten, 0 Gespräche, 1 Stände" in capsys.readouterr().out
    assert main(["restore", file]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", file, "--replace"]) == 0
    assert published_release(toy.releases_dir) in capsys.readouterr().out
    get_settings.cache_clear()


def test_restored_conversations_past_their_time_are_deleted(toy: Settings, tmp_path: Path) -> None:
    from datetime import timedelta

    from sqlalchemy import update

    from assistant.store.tables import threads

    build_and_publish(toy)
    engine = open_database(toy)
    anna = add_user(engine, "anna", PASSWORD, "navigator", toy.store)
    _converse(engine, toy, anna.id)
    with engine.begin() as connection:
        connection.execute(update(threads).values(updated_at=now() - timedelta(days=91)))
    engine.dispose()
    write_backup(toy, tmp_path / "alt.tar.gz")
    restore_backup(toy, tmp_path / "alt.tar.gz", replace=True)
    engine = open_database(toy)
    assert delete_expired(engine, toy.store) == 1
    assert export_conversations(engine, anna.id) == []
    engine.dispose()
