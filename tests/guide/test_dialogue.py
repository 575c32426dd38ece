"""The guided conversation: choosing, typing, going back, skipping, and going on after any interruption."""

import json

import pytest

from assistant.guide.dialogue import STEPS, State, answer, back, current_prompt, is_done, skip, start, summarise, toggle
from assistant.guide.peers import Profile
from assistant.settings import GuideSettings

SETTINGS = GuideSettings()


def at(step: str) -> State:
    return {**start(), "step": STEPS.index(step)}


def shown(state: State) -> str:
    prompt = current_prompt(state)
    return prompt.step if prompt else "summary"


def test_it_asks_everything_in_order_and_then_sums_up() -> None:
    state, seen = start(), []
    while not is_done(state):
        seen.append(shown(state))
        state = skip(state)
    assert tuple(seen) == STEPS
    assert current_prompt(state) is None


def test_it_can_be_written_down_and_taken_up_again_at_any_point() -> None:
    state = start()
    for text in (
        "Borna",
        "rund 12.500",
        "1, KI sinnvoll einsetzen",
        "Hundesteuer",
        "weiter",
        "2; eigener Kummer",
        "3",
        "2",
    ):
        state = answer(json.loads(json.dumps(state)), text, SETTINGS)
    replies = summarise(state)
    assert is_done(state)
    assert (replies.municipality, replies.size) == ("Borna", "10.000 bis 20.000")
    assert replies.goals == ("leistung", "ki")
    assert replies.procedure == ("hundesteuer",)
    assert (replies.obstacles, replies.written("obstacles")) == (("geld",), ("eigener Kummer",))
    assert (replies.components, replies.capacity) == (("epaybl",), ("tag",))


def test_what_is_known_of_the_town_is_filled_in() -> None:
    replies = summarise(start(Profile("Göda", 3_500)))
    assert (replies.municipality, replies.size) == ("Göda", "2.000 bis 5.000")


def test_pressing_twice_takes_a_choice_back() -> None:
    once = toggle(at("goals"), "ki")
    assert summarise(once).goals == ("ki",)
    assert summarise(toggle(once, "ki")).goals == ()
    assert shown(once) == "goals"


def test_where_only_one_is_possible_pressing_goes_on() -> None:
    state = toggle(at("procedure"), "urkunden")
    assert shown(state) == "situation"
    assert summarise(toggle({**state, "step": 3}, "wohngeld")).procedure == ("wohngeld",)


def test_back_keeps_what_was_said() -> None:
    state = answer(start(), "Borna", SETTINGS)
    assert shown(answer(state, "zurück", SETTINGS)) == "municipality"
    assert summarise(back(state)).municipality == "Borna"
    assert shown(back(back(state))) == "municipality"


def test_a_button_of_an_earlier_question_changes_nothing() -> None:
    state = toggle(at("size"), "hundesteuer")
    assert shown(state) == "size"
    assert state["notice"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 301])
def test_nothing_and_too_much_are_turned_away_with_a_word(text: str) -> None:
    state = answer(at("goals"), text, SETTINGS)
    assert shown(state) == "goals"
    assert state["notice"]


@pytest.mark.parametrize(
    "text", ["Max.Mustermann@example.de will das", "Kontakt: 0341 1234567", "IBAN DE89370400440532013000"]
)
def test_words_about_persons_are_not_kept(text: str) -> None:
    state = answer(at("obstacles"), text, SETTINGS)
    assert text not in json.dumps(state, ensure_ascii=False)
    assert "Person" in state["notice"]


def test_a_broken_state_is_taken_as_it_can_be() -> None:
    assert shown({"step": 99, "replies": {}, "notice": ""}) == "summary"
    assert shown({"step": -3, "replies": {}, "notice": ""}) == "municipality"
