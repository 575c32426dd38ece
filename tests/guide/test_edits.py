"""A Navigator's own changes stay apart from what is quoted."""

import pytest

from assistant.errors import StoreError
from assistant.guide.edits import (
    Edits,
    add_note,
    apply_edits,
    move_statement,
    read_edits,
    remove_note,
    remove_statement,
    restore_statements,
    write_edits,
)
from assistant.guide.plan import GuidePlan
from assistant.settings import GuideSettings

SETTINGS = GuideSettings()


def first_part(plan: GuidePlan) -> list[str]:
    return [one.id for one in plan.sections[1].parts[0].statements]


def test_a_removed_sentence_is_gone_and_can_be_fetched_back(plan: GuidePlan) -> None:
    edits = remove_statement(Edits(), first_part(plan)[0])
    assert first_part(apply_edits(plan, edits)) == first_part(plan)[1:]
    assert apply_edits(plan, restore_statements(edits)) == plan


def test_order_changes_inside_a_part_only(plan: GuidePlan) -> None:
    one, two, *rest = first_part(plan)
    edits = move_statement(plan, Edits(), two, "up")
    assert first_part(apply_edits(plan, edits)) == [two, one, *rest]
    assert first_part(apply_edits(plan, move_statement(plan, edits, two, "up"))) == [two, one, *rest]


def test_edits_outlive_a_rebuilt_plan_and_ignore_what_is_gone(plan: GuidePlan) -> None:
    edits = Edits(removed=("weg",), order={"components/": ("weg", *reversed(first_part(plan)))})
    assert first_part(apply_edits(plan, edits)) == list(reversed(first_part(plan)))


def test_a_note_is_text_and_never_part_of_the_quotes(plan: GuidePlan) -> None:
    edits = add_note(Edits(), "steps", "=HYPERLINK(1) <script> **fett**", SETTINGS)
    assert apply_edits(plan, edits).statements() == plan.statements()
    assert edits.notes[0].text == "=HYPERLINK(1) <script> **fett**"
    assert remove_note(edits, edits.notes[0].id).notes == ()


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2_001, "anrufen unter 0341 1234567"])
def test_empty_endless_and_personal_notes_are_turned_away(text: str) -> None:
    with pytest.raises(StoreError):
        add_note(Edits(), "steps", text, SETTINGS)


def test_edits_survive_being_written_and_read(plan: GuidePlan) -> None:
    edits = move_statement(
        plan, remove_statement(add_note(Edits(), "open", "ä", SETTINGS), "x"), first_part(plan)[1], "up"
    )
    assert read_edits(write_edits(edits)) == edits
