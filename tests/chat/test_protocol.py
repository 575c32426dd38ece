"""The window over its real protocol, without a browser: asking, keeping, judging, handing over, and whose things they are."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
import socketio

from assistant.store.feedback import list_feedback
from assistant.store.handovers import list_handovers, reply_handover
from assistant.store.threads import count_threads, read_conversation
from assistant.store.turns import list_turns
from assistant.store.users import Account, add_user, find_user, set_disabled
from tests.chat.conftest import PASSWORD, Served
from tests.chat.protocol import Navigator

Open = Callable[..., Awaitable[Navigator]]
QUESTION = "Wie hoch ist die Hundesteuer in Musterau?"


@pytest.fixture
async def navigate(served: Served) -> AsyncIterator[Open]:
    """Opens sessions by name and closes them afterwards."""
    opened: list[Navigator] = []

    async def open_session(name: str = "anna", thread: str = "") -> Navigator:
        navigator = await Navigator(served, served.sign_in(name), name).open(thread)
        opened.append(navigator)
        return navigator

    yield open_session
    for navigator in opened:
        await navigator.close()
        navigator.client.close()


def account(served: Served, name: str) -> Account:
    found = find_user(served.engine, name)
    assert found is not None
    return found


async def test_an_answer_quotes_and_links_its_proof(navigate: Open) -> None:
    answer = await (await navigate()).say(QUESTION)
    assert "96 Euro" in answer["output"]
    assert "(#beleg-" in answer["output"]
    assert "Stadt Musterau" in answer["output"]
    assert "`Gesetz` `gültig`" in answer["output"]


async def test_question_answer_and_turn_are_kept_before_the_answer_is_shown(served: Served, navigate: Open) -> None:
    anna = await navigate()
    answer = await anna.say(QUESTION)
    talk = read_conversation(served.engine, anna.thread, account(served, "anna").id)
    (turn,) = list_turns(served.engine, anna.thread, account(served, "anna").id, 5)
    assert talk is not None
    kept = {step["type"]: step["output"] for step in talk.steps}
    assert kept["user_message"] == QUESTION
    assert kept["assistant_message"] == answer["output"]
    assert (turn.status, turn.question, talk.thread.name) == ("answered", QUESTION, QUESTION)
    assert turn.passages


async def test_pressing_a_mark_opens_the_passage_with_the_quote_set_off(served: Served, navigate: Open) -> None:
    anna = await navigate()
    await anna.say(QUESTION)
    (turn,) = list_turns(served.engine, anna.thread, account(served, "anna").id, 5)
    await anna.socket.emit("window_message", f"beleg:{turn.id}-1")
    await anna.wait_for(lambda: anna.of("set_sidebar_title"))
    element = anna.of("set_sidebar_elements")[-1]["elements"][0]
    url = f"/project/file/{element['chainlitKey']}?session_id={anna.session}"
    pane = anna.client.get(url).text
    assert "***" in pane
    assert "96 Euro" in pane
    assert "Wie hoch ist die Hundesteuer in Musterau?" in pane


async def test_a_foreign_mark_shows_nothing(served: Served, navigate: Open) -> None:
    anna, bernd = await navigate("anna"), await navigate("bernd")
    await anna.say(QUESTION)
    (turn,) = list_turns(served.engine, anna.thread, account(served, "anna").id, 5)
    await bernd.socket.emit("window_message", f"beleg:{turn.id}-1")
    await bernd.wait_for(lambda: bernd.of("set_sidebar_elements"))
    element = bernd.of("set_sidebar_elements")[-1]["elements"][0]
    pane = bernd.client.get(f"/project/file/{element['chainlitKey']}?session_id={bernd.session}").text
    assert "Hundesteuer" not in pane
    assert "keiner Ihrer Antworten" in pane


async def test_nothing_found_says_so_and_offers_the_lotse(navigate: Open) -> None:
    anna = await navigate()
    answer = await anna.say("Welche Farbe hat der Fußballplatz in Timbuktu?")
    assert "**Keine Quelle gefunden**" in answer["output"]
    assert "#beleg-" not in answer["output"]
    assert anna.actions("uebergeben")


async def test_an_unexpected_error_is_one_german_sentence_with_a_code(served: Served, navigate: Open) -> None:
    answer = await (await navigate()).say("Was tun bei Kabelbrand?")
    assert "Kennung" in answer["output"]
    assert "passwd" not in answer["output"]
    code = answer["output"].rsplit(" ", 1)[1].strip("*")
    assert code in served.log()


async def test_stopping_keeps_what_was_shown_and_says_so_in_german(served: Served, navigate: Open) -> None:
    anna = await navigate()
    await anna.send("Bitte gemächlich: Was kostet das Bürgerportal?")
    await anna.wait_for(lambda: len(anna.of("stream_token")) > 2)
    await anna.socket.emit("stop")
    await anna.wait_for(anna.answers)
    assert "Antwort abgebrochen." in anna.answers()[-1]["output"]
    assert "Langsamer Satz 1" in anna.answers()[-1]["output"]
    assert "manually" not in str(anna.events)
    (turn,) = list_turns(served.engine, anna.thread, account(served, "anna").id, 5)
    assert turn.status == "stopped"


async def test_follow_ups_are_questions_the_corpus_answers(navigate: Open) -> None:
    anna = await navigate()
    await anna.say(QUESTION)
    await anna.wait_for(lambda: anna.actions("folgefrage"))
    offered = anna.actions("folgefrage")[0]
    assert offered["label"].endswith("?")
    before = len(anna.answers())
    await anna.press(offered)
    await anna.wait_for(lambda: len(anna.answers()) > before)
    assert "#beleg-" in anna.answers()[-1]["output"]


async def test_a_thumb_down_asks_why_and_keeps_the_reason(served: Served, navigate: Open) -> None:
    anna = await navigate()
    await anna.say(QUESTION)
    run = anna.run()
    feedback = {"forId": run, "threadId": anna.thread, "value": 0, "comment": "Satzung ist neu"}
    reply = anna.client.put("/feedback", json={"feedback": feedback, "sessionId": anna.session})
    assert reply.status_code == 200, reply.text
    await anna.wait_for(lambda: len(anna.actions("grund")) == 5)
    await anna.press(anna.actions("grund")[1])
    (kept,) = [one for one in list_feedback(served.engine) if one.thread_id == anna.thread]
    assert (kept.value, kept.reason, kept.comment) == (0, "veraltet", "Satzung ist neu")
    assert kept.turn_id is not None


async def test_a_foreign_answer_cannot_be_judged(served: Served, navigate: Open) -> None:
    anna, bernd = await navigate("anna"), await navigate("bernd")
    await anna.say(QUESTION)
    run = anna.run()
    feedback = {"forId": run, "threadId": anna.thread, "value": 1}
    reply = bernd.client.put("/feedback", json={"feedback": feedback, "sessionId": bernd.session})
    assert reply.status_code == 500
    assert "keiner Ihrer Antworten" in reply.json()["detail"]
    assert [one for one in list_feedback(served.engine) if one.thread_id == anna.thread] == []


async def test_handing_over_reaches_the_lotse_and_the_reply_comes_back(served: Served, navigate: Open) -> None:
    anna = await navigate()
    await anna.say(QUESTION)
    await anna.press(anna.actions("uebergeben")[-1])
    handover = next(one for one in list_handovers(served.engine, "open") if one.thread_id == anna.thread)
    assert (handover.question, bool(handover.hits)) == (QUESTION, True)
    await anna.wait_for(lambda: "Übergeben" in anna.answers()[-1]["output"])
    reply_handover(served.engine, handover.id, "Ja, 96 Euro gelten weiter.", "lotte")
    await anna.say("Was kostet das Bürgerportal eine Gemeinde?")
    replies = [step["output"] for step in anna.answers() if "bestätigt von lotte" in step["output"]]
    assert len(replies) == 1
    assert "96 Euro gelten weiter" in replies[0]


async def test_a_foreign_answer_cannot_be_handed_over(served: Served, navigate: Open) -> None:
    anna, bernd = await navigate("anna"), await navigate("bernd")
    await anna.say(QUESTION)
    await bernd.press(anna.actions("uebergeben")[-1])
    await bernd.wait_for(bernd.answers)
    assert "nicht übergeben" in bernd.answers()[-1]["output"]
    assert [one for one in list_handovers(served.engine) if one.thread_id == anna.thread] == []


async def test_a_confirmed_answer_is_shown_without_searching(served: Served, navigate: Open) -> None:
    anna = await navigate()
    offers = anna.client.get("/vorschlaege", params={"frage": "Ersetzt das Bürgerportal die Schriftform"}).json()
    assert [offer["document"] for offer in offers] == ["schriftform-bestaetigt"]
    await anna.socket.emit("window_message", "bestaetigt:schriftform-bestaetigt")
    await anna.wait_for(anna.answers)
    assert "mit dem Personalausweis anmeldet" in anna.answers()[-1]["output"]
    assert "vom Lotsen bestätigt" in anna.answers()[-1]["output"]
    talk = read_conversation(served.engine, anna.thread, account(served, "anna").id)
    assert talk is not None
    assert "Ersetzt das Bürgerportal die Schriftform?" in [step["output"] for step in talk.steps]


async def test_only_confirmed_documents_can_be_shown_that_way(navigate: Open) -> None:
    anna = await navigate()
    await anna.socket.emit("window_message", "bestaetigt:hundesteuer")
    await anna.socket.emit("window_message", "bestaetigt:schriftform-bestaetigt")
    await anna.wait_for(anna.answers)
    assert "Hundesteuer" not in str(anna.answers())


async def test_personal_data_is_not_kept_anywhere(served: Served, navigate: Open) -> None:
    anna = await navigate()
    secret = "DE02120300000000202051"
    answer = await anna.say(f"Kann ich die Hundesteuer von der IBAN {secret} abbuchen?")
    assert "**Personenbezogene Daten erkannt**" in answer["output"]
    await anna.close()
    for file in served.settings.data_dir.glob("lotsenwissen.db*"):
        assert secret.encode() not in file.read_bytes()
    assert secret not in served.log()


async def test_what_is_not_meant_personally_can_be_asked_anyway(navigate: Open) -> None:
    anna = await navigate()
    await anna.say("Muss ich unter 03433 1234567 anrufen, um die Hundesteuer in Musterau zu zahlen?")
    await anna.wait_for(lambda: anna.actions("trotzdem"))
    before = len(anna.answers())
    await anna.press(anna.actions("trotzdem")[-1])
    await anna.wait_for(lambda: len(anna.answers()) > before)
    assert "Personenbezogene" not in anna.answers()[-1]["output"]


async def test_the_town_hall_is_said_once(served: Served, navigate: Open) -> None:
    anna = await navigate()
    await anna.socket.emit("chat_settings_change", {"municipality": "  Frohburg ", "size": "10.000 bis 20.000"})
    await anna.wait_for(lambda: account(served, "anna").profile.get("municipality") == "Frohburg")
    again = await navigate()
    initial = {field["id"]: field.get("initial") for field in again.of("chat_settings")[-1]}
    assert initial == {"municipality": "Frohburg", "size": "10.000 bis 20.000"}


async def test_a_conversation_is_resumed_with_its_buttons(navigate: Open) -> None:
    anna = await navigate()
    answer = await anna.say(QUESTION)
    await anna.close()
    again = await navigate("anna", anna.thread)
    await again.wait_for(lambda: again.of("resume_thread"))
    (thread,) = again.of("resume_thread")
    assert answer["output"] in [step["output"] for step in thread["steps"]]
    assert again.actions("uebergeben")[-1]["forId"] == answer["id"]


async def test_a_foreign_conversation_cannot_be_resumed(navigate: Open) -> None:
    anna = await navigate()
    await anna.say(QUESTION)
    bernd = await navigate("bernd", anna.thread)
    assert bernd.of("resume_thread") == []
    assert "96 Euro" not in str(bernd.events)


async def test_speaking_in_a_foreign_conversation_is_refused(served: Served, navigate: Open) -> None:
    anna = await navigate()
    await anna.say(QUESTION)
    bernd = await navigate("bernd", anna.thread)
    await bernd.say("Was kostet das Bürgerportal eine Gemeinde?")
    talk = read_conversation(served.engine, anna.thread, account(served, "anna").id)
    assert talk is not None
    assert "Bürgerportal" not in str(talk.steps)


@pytest.mark.parametrize("deed", ["read", "rename", "delete", "element"])
async def test_a_foreign_conversation_looks_like_an_unknown_one(navigate: Open, deed: str) -> None:
    anna, bernd = await navigate("anna"), await navigate("bernd")
    await anna.say(QUESTION)
    thread = anna.thread
    deeds: dict[str, Callable[[], httpx.Response]] = {
        "read": lambda: bernd.client.get(f"/project/thread/{thread}"),
        "rename": lambda: bernd.client.put("/project/thread", json={"threadId": thread, "name": "gekapert"}),
        "delete": lambda: bernd.client.request("DELETE", "/project/thread", json={"threadId": thread}),
        "element": lambda: bernd.client.get(f"/project/thread/{thread}/element/irgendeines"),
    }
    assert deeds[deed]().status_code == 404
    assert anna.client.get(f"/project/thread/{thread}").json()["name"] == QUESTION


async def test_history_is_searched_renamed_and_deleted(navigate: Open) -> None:
    anna = await navigate()
    await anna.say("Bis wann muss ein Hund in Musterau angemeldet werden?")

    def find(words: str) -> list[Any]:
        body = {"pagination": {"first": 20}, "filter": {"search": words}}
        return [row["id"] for row in anna.client.post("/project/threads", json=body).json()["data"]]

    await anna.wait_for(lambda: anna.thread in find("Stadtkasse"))  # Chainlit writes beside the conversation
    anna.client.put("/project/thread", json={"threadId": anna.thread, "name": "Anmeldefrist"}).raise_for_status()
    assert anna.thread in find("Anmeldefrist")
    anna.client.request("DELETE", "/project/thread", json={"threadId": anna.thread}).raise_for_status()
    assert anna.thread not in find("Stadtkasse")


async def test_a_disabled_account_is_out_at_once(served: Served) -> None:
    if find_user(served.engine, "carla") is None:
        add_user(served.engine, "carla", PASSWORD, "navigator", served.settings.store)
    client = served.sign_in("carla")
    carla = await Navigator(served, client, "carla").open()
    set_disabled(served.engine, "carla", True)
    answer = await carla.say(QUESTION)
    assert "gesperrt" in answer["output"]
    assert client.get("/meine-daten", headers={"accept": "application/json"}).status_code == 401
    assert client.post("/project/threads", json={"pagination": {"first": 5}, "filter": {}}).status_code == 401
    await carla.close()
    with pytest.raises(socketio.exceptions.ConnectionError):
        await Navigator(served, client, "carla").open()


async def test_opening_the_window_without_asking_leaves_no_conversation(served: Served, navigate: Open) -> None:
    before = count_threads(served.engine, account(served, "bernd").id)
    await navigate("bernd")
    assert count_threads(served.engine, account(served, "bernd").id) == before


async def test_nobody_connects_without_signing_in(served: Served) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await Navigator(served, httpx.Client(base_url=served.url), "niemand").open()
