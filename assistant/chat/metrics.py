"""Figures for the people who run the machine: how many questions, how they ended, how long they took. No content, no names."""

import hmac
import ipaddress
import logging
import time
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from assistant import wording
from assistant.answer.answer import Answer, Question
from assistant.answer.library import Library
from assistant.chat.logs import log_facts
from assistant.chat.product import Ask
from assistant.errors import ReleaseError
from assistant.settings import OperationSettings

log = logging.getLogger(__name__)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300)


class Figures:
    """One registry per window, so that tests and several windows in a process do not share counts."""

    def __init__(self, library: Library) -> None:
        self.registry = CollectorRegistry()
        self.questions = Counter(
            "lotsenwissen_questions", "Fragen nach Ergebnis und Betriebsart", ["status", "mode"], registry=self.registry
        )
        self.failures = Counter("lotsenwissen_failures", "Unerwartete Fehler", ["kind"], registry=self.registry)
        self.seconds = Histogram(
            "lotsenwissen_answer_seconds", "Dauer bis zur Antwort", buckets=_SECONDS, registry=self.registry
        )
        self.running = Gauge("lotsenwissen_questions_running", "Fragen in Arbeit", registry=self.registry)
        queue = Gauge("lotsenwissen_queue_length", "Wartende vor dem Sprachmodell", registry=self.registry)
        queue.set_function(lambda: float(library.models.line.length) if library.models else 0.0)
        age = Gauge("lotsenwissen_release_age_seconds", "Alter des veröffentlichten Stands", registry=self.registry)
        age.set_function(lambda: measure_release_age(library))
        ProcessCollector(registry=self.registry)

    def watch(self, ask: Ask) -> Ask:
        """The same door, counted. What is logged of a question is its length."""

        def ask_counted(question: Question, library: Library, *rest: Any, **named: Any) -> Answer:
            begun = time.perf_counter()
            with self.running.track_inprogress():
                try:
                    answer = ask(question, library, *rest, **named)
                except Exception as error:
                    self.failures.labels(type(error).__name__).inc()
                    raise
            seconds = time.perf_counter() - begun
            self.seconds.observe(seconds)
            self.questions.labels(answer.status.value, answer.mode).inc()
            _log_answer(question, answer, seconds)
            return answer

        return ask_counted


def _log_answer(question: Question, answer: Answer, seconds: float) -> None:
    log_facts(
        log,
        "answered",
        status=answer.status.value,
        mode=answer.mode,
        question_chars=len(question.text),
        answer_chars=len(answer.text),
        citations=len(answer.citations),
        withheld=answer.withheld,
        release=answer.release,
        seconds=round(seconds, 3),
    )


def measure_release_age(library: Library) -> float:
    """NaN while nothing is published: an alert on a number would otherwise stay silent."""
    try:
        built = datetime.fromisoformat(library.current().manifest.created)
    except ReleaseError:
        return float("nan")
    return (datetime.now(UTC) - (built if built.tzinfo else built.replace(tzinfo=UTC))).total_seconds()


def add_metrics(app: FastAPI, figures: Figures, settings: OperationSettings) -> None:
    async def show_metrics(request: Request) -> Response:
        if not may_read(request, settings):
            raise HTTPException(404, wording.PAGE_UNKNOWN)
        return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)

    app.add_api_route("/metrics", show_metrics, methods=["GET"])


def may_read(request: Request, settings: OperationSettings) -> bool:
    """With a token only who knows it; without one only a collector on this machine, not one behind a proxy."""
    if settings.metrics_token is not None:
        expected = f"Bearer {settings.metrics_token.get_secret_value()}"
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), expected.encode())
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    return ipaddress.ip_address(request.client.host).is_loopback
