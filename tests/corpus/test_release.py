import errno
import json
import multiprocessing
import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.library import open_library
from assistant.corpus import release as releases
from assistant.corpus.release import (
    build_lock,
    compare_releases,
    list_releases,
    prune_releases,
    publish_release,
    published_release,
    read_manifest,
    release_path,
    rollback_release,
    staging,
)
from assistant.errors import BuildLocked, NoRelease, ReleaseDamaged, StorageFailed
from assistant.search.build import build_release, is_usable
from assistant.settings import Settings
from tests.conftest import build_and_publish


def test_a_build_is_published_rolled_back_and_listed(toy: Settings) -> None:
    first, second = build_and_publish(toy), build_and_publish(toy)
    assert published_release(toy.releases_dir) == second
    assert rollback_release(toy.releases_dir, lambda _release: True) == first
    assert [manifest.id for manifest in list_releases(toy.releases_dir)] == [second, first]
    with pytest.raises(NoRelease, match="keinen älteren Stand"):
        rollback_release(toy.releases_dir, lambda _release: True)


def test_rolling_back_passes_over_releases_that_this_version_cannot_search(toy: Settings) -> None:
    first, second, _third = (build_and_publish(toy) for _ in range(3))
    manifest = release_path(toy.releases_dir, second) / "index" / "search.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 0}))

    assert rollback_release(toy.releases_dir, partial(is_usable, toy)) == first


def test_two_releases_can_be_compared_by_document(toy: Settings) -> None:
    old = read_manifest(release_path(toy.releases_dir, build_and_publish(toy)))
    path = toy.corpus_dir / "documents/gebuehren/hundesteuer.md"
    path.write_text(path.read_text("utf-8").replace("84 Euro", "96 Euro"), encoding="utf-8")
    (toy.corpus_dir / "cases/nebelstadt-portal.md").unlink()
    changes = compare_releases(old, read_manifest(release_path(toy.releases_dir, build_and_publish(toy))))
    assert (changes.added, changes.changed, changes.removed) == ((), ("hundesteuer",), ("nebelstadt-portal",))


def test_a_failed_build_leaves_the_published_release_and_no_rubbish(
    toy: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = build_and_publish(toy)

    def full_disk(*_args: Any, **_named: Any) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("assistant.search.build.write_origins", full_disk)
    with build_lock(toy.releases_dir), pytest.raises(StorageFailed, match="Datenträger ist voll"):
        build_release(toy)
    assert published_release(toy.releases_dir) == published
    assert [path.name for path in toy.releases_dir.iterdir() if path.is_dir()] == [published]
    assert open_library(toy).current().id == published


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_read_only_folder_names_the_setting(tmp_path: Path, code: int) -> None:
    with pytest.raises(StorageFailed, match="LOTSENWISSEN_DATA_DIR"), releases.storage_errors():
        raise OSError(code, os.strerror(code))


def test_a_damaged_manifest_is_reported_and_passed_over(toy: Settings) -> None:
    release = build_and_publish(toy)
    (release_path(toy.releases_dir, release) / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReleaseDamaged, match="corpus build"):
        open_library(toy).current()
    assert list_releases(toy.releases_dir) == []


def test_a_damaged_pointer_is_reported_with_the_command_that_mends_it(toy: Settings) -> None:
    build_and_publish(toy)
    (toy.releases_dir / "published.json").write_text("Unsinn", encoding="utf-8")
    with pytest.raises(ReleaseDamaged, match="corpus publish"):
        published_release(toy.releases_dir)


def test_nothing_built_names_the_command(toy: Settings) -> None:
    with pytest.raises(NoRelease, match="corpus build"):
        open_library(toy).current()
    with pytest.raises(NoRelease, match="nicht vorhanden"):
        publish_release(toy.releases_dir, "unbekannt")


def _hold_lock(folder: str, holding: Any, finished: Any) -> None:
    with build_lock(Path(folder)):
        holding.set()
        finished.wait(20)


def test_a_second_process_that_builds_is_told_who_holds_the_lock(toy: Settings) -> None:
    context = multiprocessing.get_context("spawn")
    holding, finished = context.Event(), context.Event()
    process = context.Process(target=_hold_lock, args=(str(toy.releases_dir), holding, finished))
    process.start()
    assert holding.wait(20)
    with pytest.raises(BuildLocked, match=f"Prozess {process.pid} seit"), build_lock(toy.releases_dir):
        pass
    finished.set()
    process.join(20)
    with build_lock(toy.releases_dir):
        assert True


def test_pruning_keeps_the_newest_and_the_published(toy: Settings) -> None:
    first = build_and_publish(toy)
    others = [build_and_publish(toy) for _ in range(3)]
    publish_release(toy.releases_dir, first)
    leftover = toy.releases_dir / ".building-999"
    leftover.mkdir()
    prune_releases(toy.releases_dir, keep=2)
    assert {manifest.id for manifest in list_releases(toy.releases_dir)} == {first, *others[1:]}
    assert not leftover.exists()


def test_staging_renames_only_what_ended_well(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), staging(tmp_path, "stand") as directory:
        (directory / "halb").write_text("x")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with staging(tmp_path, "stand") as directory:
        (directory / "ganz").write_text("x")
    assert (tmp_path / "stand" / "ganz").read_text() == "x"


def test_readers_swap_to_a_new_release_between_questions(toy: Settings) -> None:
    library = open_library(toy)
    first = build_and_publish(toy)
    held = library.current()
    second = build_and_publish(toy)
    assert held.id == first
    assert library.current().id == second
    assert held.searcher.heads()


def test_the_pointer_is_one_small_json_file(toy: Settings) -> None:
    release = build_and_publish(toy)
    assert json.loads((toy.releases_dir / "published.json").read_text("utf-8"))["release"] == release
