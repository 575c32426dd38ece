"""Guides in the store: resumable, versioned, nobody else's, and able to lose an erased document."""

import json

import pytest
from sqlalchemy import Engine

from assistant.errors import StoreError
from assistant.guide.plan import GuidePlan, read_plan, write_plan
from assistant.settings import GuideSettings, Settings
from assistant.store.guides import (
    Guide,
    create_guide,
    delete_all_guides,
    delete_guide,
    export_guides,
    find_guides_citing,
    list_guides,
    list_versions,
    read_guide,
    redact_guides,
    save_state,
    save_version,
)
from assistant.store.users import Account

SETTINGS = GuideSettings(guides_per_user=3, versions=3)
STATE = {"step": 0, "replies": {}, "notice": ""}


@pytest.fixture
def guide(engine: Engine, anna: Account) -> Guide:
    return create_guide(engine, anna.id, "Leitfaden", STATE, SETTINGS)


def keep(engine: Engine, guide: Guide, plan: GuidePlan, version: int, edits: dict[str, object] | None = None) -> int:
    return save_version(engine, guide.id, guide.user_id, write_plan(plan), edits or {}, version, SETTINGS)


def test_a_conversation_is_kept_after_every_answer(engine: Engine, guide: Guide) -> None:
    state = {"step": 2, "replies": {"municipality": "Göda"}, "notice": ""}
    assert save_state(engine, guide.id, guide.user_id, "Leitfaden für Göda", state)
    again = read_guide(engine, guide.id, guide.user_id)
    assert again is not None
    assert (again.title, again.state, again.plan) == ("Leitfaden für Göda", state, None)


def test_versions_are_counted_and_the_oldest_go(engine: Engine, guide: Guide, plan: GuidePlan) -> None:
    for version in range(5):
        assert keep(engine, guide, plan, version, {"removed": [str(version)]}) == version + 1
    assert [one.version for one in list_versions(engine, guide.id, guide.user_id)] == [5, 4, 3]
    kept = read_guide(engine, guide.id, guide.user_id)
    assert kept is not None
    assert kept.plan is not None
    assert read_plan(kept.plan) == plan


def test_two_windows_do_not_overwrite_each_other(engine: Engine, guide: Guide, plan: GuidePlan) -> None:
    keep(engine, guide, plan, 0)
    with pytest.raises(StoreError, match="anderen Fenster"):
        keep(engine, guide, plan, 0)


def test_nobody_sees_or_changes_the_guide_of_another(
    engine: Engine, guide: Guide, bernd: Account, plan: GuidePlan
) -> None:
    keep(engine, guide, plan, 0)
    assert read_guide(engine, guide.id, bernd.id) is None
    assert list_guides(engine, bernd.id) == []
    assert list_versions(engine, guide.id, bernd.id) == []
    assert export_guides(engine, bernd.id) == []
    assert not save_state(engine, guide.id, bernd.id, "x", STATE)
    assert not delete_guide(engine, guide.id, bernd.id)
    assert delete_all_guides(engine, bernd.id) == 0
    with pytest.raises(StoreError):
        save_version(engine, guide.id, bernd.id, {}, {}, 1, SETTINGS)
    assert read_guide(engine, guide.id, guide.user_id) is not None


def test_deleting_takes_the_versions_along(engine: Engine, guide: Guide, plan: GuidePlan) -> None:
    keep(engine, guide, plan, 0)
    assert delete_guide(engine, guide.id, guide.user_id)
    assert list_versions(engine, guide.id, guide.user_id) == []
    assert find_guides_citing(engine, "bak-kosten") == []


def test_there_is_an_end_to_how_many_one_keeps(engine: Engine, anna: Account) -> None:
    for _ in range(3):
        create_guide(engine, anna.id, "Leitfaden", STATE, SETTINGS)
    with pytest.raises(StoreError, match="löschen"):
        create_guide(engine, anna.id, "Leitfaden", STATE, SETTINGS)


def test_the_export_of_own_data_holds_everything(
    engine: Engine, guide: Guide, plan: GuidePlan, settings: Settings
) -> None:
    keep(engine, guide, plan, 0, {"notes": [{"id": "1", "section": "steps", "text": "meins"}]})
    exported = json.dumps(export_guides(engine, guide.user_id), ensure_ascii=False)
    assert "meins" in exported
    assert plan.statements()[0].text in exported


def test_an_erased_document_leaves_every_version(engine: Engine, guide: Guide, plan: GuidePlan) -> None:
    pasted = {"notes": [{"id": "1", "section": "steps", "text": "abgeschrieben: GEHEIMWORT"}]}
    keep(engine, guide, plan, 0)
    keep(engine, guide, plan, 1, pasted)
    assert find_guides_citing(engine, "bak-kosten") == [guide.id]
    gone = [one.text for one in plan.statements() if one.source.document == "bak-kosten"]
    stays = [one.text for one in plan.statements() if one.source.document != "bak-kosten"]
    assert gone
    assert redact_guides(engine, "bak-kosten", lambda text: "GEHEIMWORT" in text, "gelöscht") == 3
    left = json.dumps(export_guides(engine, guide.user_id), ensure_ascii=False)
    left += "".join(
        json.dumps(dict(one.plan), ensure_ascii=False) for one in list_versions(engine, guide.id, guide.user_id)
    )
    assert find_guides_citing(engine, "bak-kosten") == []
    assert "GEHEIMWORT" not in left
    assert not any(json.dumps(text, ensure_ascii=False)[1:-1] in left for text in gone)
    assert all(json.dumps(text, ensure_ascii=False)[1:-1] in left for text in stays)
    kept = read_guide(engine, guide.id, guide.user_id)
    assert kept is not None
    assert kept.plan is not None
    assert len(read_plan(kept.plan).statements()) == len(stays)
