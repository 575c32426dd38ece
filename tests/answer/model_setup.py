"""What the tests of the language model share: settings that point to a stand-in, and hits of a toy corpus."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.corpus.document import Head, Kind, Level, Passage, digest_of
from assistant.search.hit import Hit
from assistant.settings import ModelSettings, Settings

PASSAGES = (
    "Ein elektronischer Verwaltungsakt gilt nach § 9 Abs. 1 OZG am vierten Tag nach der Bereitstellung als bekannt gegeben.",
    "Für die Anmeldung einer Sondernutzung erhebt die Stadt Musterau eine Gebühr von 25 Euro. "
    "Der Antrag muss spätestens vier Wochen vor Beginn gestellt werden.",
    "Die Gemeinde darf Anträge weiterhin auf Papier annehmen. Eine Pflicht zur Ablehnung besteht nicht.",
)


def make_settings(*urls: str, num_ctx: int = 8192, model: str | None = "testmodell", **limits: Any) -> Settings:
    quick = {"connect_seconds": 0.5, "first_token_seconds": 5.0, "next_token_seconds": 2.0, "health_seconds": 0.0}
    quick["health_patience_seconds"] = 5.0
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        ollama_host=urls or ("http://127.0.0.1:1",),
        model=model,
        num_ctx=num_ctx,
        models=ModelSettings(**{**quick, **limits}),
    )


def make_hits(texts: Sequence[str] = PASSAGES) -> list[Hit]:
    return [make_hit(text, number) for number, text in enumerate(texts, start=1)]


def make_hit(text: str, number: int, score: float | None = None) -> Hit:
    name = f"quelle-{number}"
    title = f"Merkblatt Nummer {number}"
    head = Head(name, title, Kind.GUIDANCE, Level.LAND, "praxis", ("TEST",), date(2026, 1, 1), "Freistaat Musterland")
    passage = Passage(f"{name}-1", name, title, ("Regelung",), None, 0, len(text), text, digest_of([text]))
    return Hit(passage, head, score if score is not None else 1 / number, 0.9)
