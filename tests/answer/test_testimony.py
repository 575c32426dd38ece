from datetime import date

import pytest

from assistant.answer.answer import Verdict
from assistant.answer.testimony import hold_back_testimony
from assistant.corpus.document import Head, Kind, Level, Passage
from assistant.search.hit import Hit


def hit(kind: Kind) -> Hit:
    head = Head("d", "Titel", kind, Level.KOMMUNE, "praxis", ("Q",), date(2026, 1, 1), "Stelle")
    return Hit(Passage("d#1", "d", "Titel", (), None, 0, 4, "Text", ""), head, 1.0)


@pytest.mark.parametrize(
    ("text", "kinds", "stands"),
    [
        ("Nebelstadt brauchte acht Arbeitstage.", (Kind.CASE,), True),
        ("Nach § 3 OZG müssen Gemeinden das Konto nutzen.", (Kind.CASE,), False),
        ("Alle Kommunen müssen das Portal nutzen.", (Kind.CASE,), False),
        ("Der Papierantrag ist verboten.", (Kind.CASE,), False),
        ("Nach § 3 OZG müssen Gemeinden das Konto nutzen.", (Kind.LAW,), True),
        ("Nach § 3 OZG müssen Gemeinden das Konto nutzen.", (Kind.CASE, Kind.LAW), True),
    ],
)
def test_a_legal_sentence_needs_more_than_a_peer_case(text: str, kinds: tuple[Kind, ...], stands: bool) -> None:
    verdict = Verdict(text, "quoted", 1.0, tuple((number, 0, 4) for number in range(1, len(kinds) + 1)))
    (judged,) = hold_back_testimony([verdict], [hit(kind) for kind in kinds])
    assert (judged.support is not None) is stands
    assert bool(judged.reason) is not stands
