"""The plan over the project's own corpus: every sentence proven, fitted to the town hall, gaps named."""

from dataclasses import replace

import pytest

from assistant.answer.answer import Status
from assistant.answer.library import Library
from assistant.guide.building import build_plan, find_peers
from assistant.guide.catalogue import load_catalogue
from assistant.guide.finding import Finder
from assistant.guide.plan import GuidePlan, make_statement, read_plan, write_plan
from assistant.guide.replies import Replies
from assistant.wording import GUIDE_PART, GUIDE_STEPS
from tests.conftest import TODAY
from tests.guide.conftest import BORNA

FILES = Replies(goals=("akte",), situation=("papier", "unklar"), obstacles=("datenschutz",), capacity=("stelle",))


def part_headings(plan: GuidePlan) -> set[str]:
    return {part.heading for section in plan.sections for part in section.parts}


def questions(plan: GuidePlan) -> list[str]:
    return [one.question for one in plan.open_questions]


@pytest.mark.parametrize("replies", [BORNA, FILES, Replies(goals=tuple(GUIDE_STEPS["goals"]["choices"]))])
def test_every_sentence_stands_letter_for_letter_in_a_passage_of_the_release(
    real_library: Library, replies: Replies
) -> None:
    release = real_library.current()
    plan = build_plan(replies, real_library, TODAY)
    assert len(plan.statements()) > 15
    for statement in plan.statements():
        found = release.find_passage(statement.source.passage)
        assert found is not None
        assert statement.text in found[0].text
        assert statement.source.publisher == found[1].publisher
        assert statement.source.stand == found[1].stand_text


def test_words_that_stand_nowhere_cannot_become_a_statement(real_library: Library) -> None:
    release = real_library.current()
    passage = release.searcher.passages_of("bak-kosten")[0]
    head = release.searcher.heads()["bak-kosten"]
    with pytest.raises(ValueError, match="letter for letter"):
        make_statement("x", "Basiskomponenten sind immer kostenfrei und Pflicht.", passage, head)


def test_the_same_replies_give_the_same_plan(real_library: Library, plan: GuidePlan) -> None:
    assert build_plan(BORNA, real_library, TODAY) == plan


def test_different_town_halls_get_different_guides(real_library: Library, plan: GuidePlan) -> None:
    other = build_plan(FILES, real_library, TODAY)
    assert GUIDE_PART["epaybl"] in part_headings(plan) - part_headings(other)
    assert GUIDE_PART["elka"] in part_headings(other) - part_headings(plan)
    mine, theirs = ({one.text for one in some.statements()} for some in (plan, other))
    assert len(mine & theirs) < 0.5 * min(len(mine), len(theirs))


def test_a_component_already_there_needs_no_access(real_library: Library, plan: GuidePlan) -> None:
    there = build_plan(replace(BORNA, components=("epaybl", "amt24")), real_library, TODAY)
    mandate = "ePayBL-Mandanten beantragt die Gemeinde"

    def named(some: GuidePlan) -> bool:
        parts = next(section for section in some.sections if section.key == "components").parts
        return any(mandate in one.text for part in parts for one in part.statements)

    assert named(plan)
    assert not named(there)


def test_steps_are_numbered_and_name_role_and_law(plan: GuidePlan) -> None:
    steps = next(section for section in plan.sections if section.key == "steps").parts
    assert [part.heading.split(":")[0] for part in steps] == [f"Schritt {n}" for n in range(1, len(steps) + 1)]
    roles = {statement.role for part in steps for statement in part.statements}
    assert roles == {"what", "who", "law"}


def test_hidden_costs_and_costs_of_components_are_named(plan: GuidePlan) -> None:
    texts = " ".join(one.text for one in plan.statements())
    assert "versteckte Kosten" in texts
    assert "kostenfrei" in texts


def test_gaps_become_open_questions_with_what_the_corpus_says_of_them(plan: GuidePlan) -> None:
    gap = next(one for one in plan.open_questions if one.question == "Was kostet ein Online-Antragsassistent (OAA)?")
    assert "nicht belegt" in gap.gap[0].text


@pytest.mark.parametrize("wish", ["Ämter zusammenlegen", "Drohnen segnen", "Quantencomputer für das Bauamt kaufen"])
def test_a_wish_nobody_documents_goes_to_the_lotse_and_gets_no_sentence(real_library: Library, wish: str) -> None:
    plan = build_plan(replace(FILES, free={"goals": (wish,)}), real_library, TODAY)
    assert wish in questions(plan)
    assert not any(wish in heading for heading in part_headings(plan))


def test_an_own_service_is_looked_for_and_its_gap_named(real_library: Library) -> None:
    own = Replies(goals=("leistung",), free={"procedure": ("Fischereischein",)})
    assert any("Fischereischein" in question for question in questions(build_plan(own, real_library, TODAY)))


def test_peers_fit_the_service_and_are_named_by_their_title(real_library: Library, plan: GuidePlan) -> None:
    parts = next(section for section in plan.sections if section.key == "peers").parts
    assert parts[0].heading.startswith("Frohburg: Urkunden online")
    dogs = find_peers(replace(BORNA, procedure=("hundesteuer",)), real_library, TODAY)
    assert {peer.case.procedure for peer in dogs[:3]} == {"Hundesteuer"}


def test_a_plan_survives_being_written_and_read(plan: GuidePlan) -> None:
    assert read_plan(write_plan(plan)) == plan


def test_every_question_of_the_catalogue_is_a_heading_of_the_corpus(real_library: Library) -> None:
    """What is asked and not documented is a known gap, not a question that lost its section."""
    finder = Finder(real_library, real_library.current(), TODAY)
    found = {question: finder.find_section(question) for question in load_catalogue().questions()}
    assert [question for question, one in found.items() if not one.quotes] == []
    gaps = [question for question, one in found.items() if one.status is not Status.ANSWERED]
    assert len(gaps) <= 6


def test_choices_of_conditions_exist_in_the_conversation() -> None:
    catalogue = load_catalogue()
    conditions = [entry.condition for entries in catalogue.sections.values() for entry in entries]
    conditions += [step.condition for step in catalogue.steps]
    for condition in conditions:
        for name, keys in (*condition.when.items(), *condition.unless.items()):
            assert set(keys) <= set(GUIDE_STEPS[name]["choices"]), (name, keys)
