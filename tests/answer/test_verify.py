"""The examiner on drafts: marks, quotes, reasons, streaming and bad input."""

from datetime import date
from time import perf_counter

import pytest

from assistant.answer.answer import Draft, DraftSentence
from assistant.answer.verify import Examiner, support_score, verify_draft, verify_sentence
from assistant.corpus.document import Head, Kind, Level, Passage
from assistant.search.hit import Hit
from assistant.search.thesaurus import Entry, Thesaurus
from assistant.settings import VerifySettings

POSTBOX = (
    "Ein Verwaltungsakt im Postfach gilt nach § 9 Abs. 1 OZG am vierten Tag nach der Bereitstellung als bekannt gegeben. "
    "Der Nutzer wird per E-Mail benachrichtigt."
)
PORTAL = "Amt24 ist das Serviceportal des Freistaates Sachsen. Gemeinden können Amt24 kostenlos nutzen."
HEAD = Head("d", "Titel", Kind.LAW, Level.BUND, "recht-bund", ("OZG",), date(2024, 7, 24), "BMI")


def passage_of(text: str) -> Passage:
    return Passage("p", "d", "Titel", (), None, 0, len(text), text, "x")


def draft_of(*sentences: tuple[str, tuple[int, ...]], texts: tuple[str, ...] = (POSTBOX, PORTAL)) -> Draft:
    hits = tuple(Hit(passage_of(text), HEAD, 1.0) for text in texts)
    return Draft(tuple(DraftSentence(text, marks) for text, marks in sentences), hits)


def test_every_sentence_of_a_draft_gets_its_verdict_in_order() -> None:
    verdicts = verify_draft(
        draft_of(
            ("Der Nutzer wird per E-Mail benachrichtigt.", (1,)),
            ("Gemeinden nutzen Amt24 kostenlos.", (2,)),
            ("Gemeinden können Amt24 nicht nutzen.", (2,)),
        )
    )
    assert [verdict.support for verdict in verdicts] == ["quoted", "supported", None]


@pytest.mark.parametrize("marks", [(), (0,), (99,), (-1,), (1, 99), (0, 1)])
def test_a_sentence_with_no_mark_or_one_that_was_not_given_is_withheld(marks: tuple[int, ...]) -> None:
    (verdict,) = verify_draft(draft_of(("Der Nutzer wird per E-Mail benachrichtigt.", marks)))
    assert verdict.support is None
    assert "Fundstelle" in verdict.reason


def test_a_sentence_may_cite_several_passages_and_only_those_that_carry_it_are_kept() -> None:
    (verdict,) = verify_draft(
        draft_of(("Gemeinden können Amt24 kostenlos nutzen.", (1, 2, 3)), texts=(POSTBOX, PORTAL, PORTAL))
    )
    assert verdict.support == "quoted"
    assert [mark for mark, _, _ in verdict.quotes] == [2, 3]


def test_a_mark_left_in_the_text_is_no_figure() -> None:
    (verdict,) = verify_draft(draft_of(("Der Nutzer wird per E-Mail benachrichtigt [1].", (1,))))
    assert verdict.support == "quoted"


def test_a_mark_on_the_wrong_passage_is_no_proof() -> None:
    (verdict,) = verify_draft(draft_of(("Der Nutzer wird per E-Mail benachrichtigt.", (2,))))
    assert verdict.support is None


def test_a_draft_without_hits_or_sentences_is_no_error() -> None:
    assert verify_draft(draft_of(texts=())) == []
    (verdict,) = verify_draft(draft_of(("Ein Satz.", (1,)), texts=()))
    assert verdict.support is None


def test_quotes_point_into_the_passage_letter_for_letter() -> None:
    passage = passage_of("Vorspann.\nDer  Nutzer wird\nper „E-Mail“ benachrichtigt. Nachspann.")
    verdict = verify_sentence('Der Nutzer wird per "E-Mail" benachrichtigt.', [passage])
    assert verdict.support == "quoted"
    ((_, start, end),) = verdict.quotes
    assert "Nutzer" in passage.text[start:end]


def test_half_a_sentence_that_turns_its_meaning_round_is_not_quoted() -> None:
    passage = passage_of(
        "Es trifft nicht zu, dass die Nutzung kostenpflichtig ist. Die Frist ist nicht verlängert worden."
    )
    assert verify_sentence("Die Frist ist verlängert worden.", [passage]).support is None


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Ein Verwaltungsakt im Postfach gilt am dritten Tag nach der Bereitstellung als bekannt gegeben.", "dritten"),
        (
            "Ein Verwaltungsakt im Postfach gilt nach § 9 Abs. 2 OZG am vierten Tag als bekannt gegeben.",
            "§ 9 Abs. 2 OZG",
        ),
        ("Der Nutzer wird nicht per E-Mail benachrichtigt.", "nicht"),
    ],
)
def test_the_reason_names_what_does_not_fit(sentence: str, word: str) -> None:
    verdict = verify_sentence(sentence, [passage_of(POSTBOX)])
    assert verdict.support is None
    assert word in verdict.reason


def test_sentences_can_be_examined_one_by_one_while_they_stream() -> None:
    examiner = Examiner([passage_of(POSTBOX), passage_of(PORTAL)])
    first = examiner.examine(DraftSentence("Der Nutzer wird per E-Mail benachrichtigt.", (1,)))
    second = examiner.examine(DraftSentence("Amt24 ist das Serviceportal des Bundes.", (2,)))
    assert (first.support, second.support) == ("quoted", None)


def test_the_same_sentence_gets_the_same_verdict_every_time() -> None:
    sentence = "Gemeinden dürfen Amt24 kostenlos nutzen."
    assert len({verify_sentence(sentence, [passage_of(PORTAL)]) for _ in range(5)}) == 1


def test_the_thesaurus_knows_an_abbreviation_by_its_long_name() -> None:
    passage = passage_of("Das Onlinezugangsgesetz verpflichtet die Kommunen zu digitalen Leistungen.")
    sentence = "Das OZG verpflichtet die Kommunen zu digitalen Leistungen."
    names = Thesaurus((Entry("OZG", "abbreviation", ("Onlinezugangsgesetz",)),))
    assert verify_sentence(sentence, [passage]).support is None
    assert verify_sentence(sentence, [passage], thesaurus=names).support == "supported"
    other = "Das EGovG verpflichtet die Kommunen zu digitalen Leistungen."
    assert verify_sentence(other, [passage], thesaurus=names).support is None


def test_a_stricter_threshold_withholds_more() -> None:
    sentence = "Kostenlos nutzen können Amt24 die Gemeinden."
    assert verify_sentence(sentence, [passage_of(PORTAL)]).support == "supported"
    assert verify_sentence(sentence, [passage_of(PORTAL)], VerifySettings(threshold=0.99)).support is None


def test_the_score_is_higher_for_what_is_said_than_for_what_is_not() -> None:
    said = support_score("Amt24 ist das Serviceportal Sachsens.", PORTAL)
    unsaid = support_score("Der Landkreis zahlt die Hundesteuer.", PORTAL)
    assert said > unsaid


STRANGE = [
    "",
    " \n\t ",
    "[1][2][3]",
    "…",
    "„Er sagte: ‚Sie meinte: «Nein»‘ und „ging““.",
    "Z. B. gilt i. V. m. Abs. 3 Nr. 2 ff. der o. g. Satz.",
    "| Spalte | Wert |\n|---|---|\n| a | 1 |",
    "def verify(x):\n    return {x: [1, 2]}  # § 9",
    "Это предложение на русском языке.",
    "هذه جملة باللغة العربية ١٢٣",
    "这是一个中文句子。",
    "🏛️🤖 👩‍💻",
    "a\u0301\u200b\u202e\ufeff\x00",
    "\ud800 einsames Surrogat",
    "$title ${x} {0} {{7*7}} %s %(x)s",
    "<script>alert(1)</script>",
    "nicht " * 300,
    "kein kein kein nicht ohne nie",
    ", , , ; ; : : ( ( ) )",
    "§ § § 9 9a 9b",
    "x" * 2_500,
    "A" * 100_000,
]


@pytest.mark.parametrize("sentence", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.parametrize("text", ["", "\n\n", POSTBOX, "- eins\n- zwei\n\n| a | b |\n\n`code`", "nicht" * 50])
def test_strange_sentences_are_withheld_without_a_crash(sentence: str, text: str) -> None:
    verdict = verify_sentence(sentence, [passage_of(text)])
    assert verdict.support is None
    assert verdict.reason


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_passages_are_read_without_a_crash(text: str) -> None:
    assert verify_sentence("Der Nutzer wird per E-Mail benachrichtigt.", [passage_of(text)]).support is None


def test_a_list_with_its_introduction_proves_one_of_its_items() -> None:
    passage = passage_of("Bitte bringen Sie mit:\n* Personalausweis\n* Meldebestätigung\n* Antrag auf Erteilung")
    assert verify_sentence("Bitte bringen Sie die Meldebestätigung mit.", [passage]).support == "supported"


def test_what_an_introduction_denies_is_denied_for_its_items() -> None:
    passage = passage_of("Nicht gefördert werden:\n- Ausgaben für Hardware\n- Reisekosten der Beschäftigten")
    assert verify_sentence("Gefördert werden Reisekosten der Beschäftigten.", [passage]).support is None


def test_ten_thousand_sentences_take_linear_time() -> None:
    def seconds(count: int) -> float:
        draft = draft_of(
            *((f"Im Fall {n} gilt der Verwaltungsakt am vierten Tag als bekannt gegeben.", (1,)) for n in range(count))
        )
        start = perf_counter()
        assert len(verify_draft(draft)) == count
        return perf_counter() - start

    seconds(200)
    small, large = seconds(1_000), seconds(10_000)
    assert large < 40 * small + 5


def test_a_passage_of_a_megabyte_takes_linear_time() -> None:
    def seconds(paragraphs: int) -> float:
        text = "\n".join(
            f"Im Fall {n} dauert die Prüfung {n % 40} Tage, wenn die Gemeinde {n} zustimmt." for n in range(paragraphs)
        )
        start = perf_counter()
        assert verify_sentence("Die Prüfung dauert 3 Tage, wenn die Gemeinde zustimmt.", [passage_of(text)]).score > 0
        return perf_counter() - start

    seconds(10)
    small, large = seconds(1_500), seconds(15_000)
    assert large < 40 * small + 5


def test_one_line_of_a_megabyte_takes_linear_time() -> None:
    text = "Die Gemeinde prüft nicht, ob sie muss, " * 25_000
    start = perf_counter()
    verify_sentence("Die Gemeinde muss nicht prüfen, ob sie will.", [passage_of(text)])
    assert perf_counter() - start < 60
