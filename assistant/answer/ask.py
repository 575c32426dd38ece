"""The one door: a question goes in, a proven answer or a reasoned refusal comes out. Chat, command line and evals enter here."""

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant import wording
from assistant.answer.answer import Answer, Draft, Question, Sentence, Status, Verdict
from assistant.answer.intake import inspect_question
from assistant.answer.library import Library, OpenRelease
from assistant.answer.present import describe_sources, describe_withheld, present_sentences
from assistant.answer.quotes import draft_quotes
from assistant.answer.rephrase import make_standalone
from assistant.answer.verify import verify_draft
from assistant.corpus.document import Validity
from assistant.search.german import stem
from assistant.search.hit import Hit
from assistant.settings import Settings

OnSentence = Callable[[Sentence], None]


class Stopwatch:
    """Seconds per step; `total` runs from the beginning."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self.seconds: dict[str, float] = {"retrieve": 0.0, "draft": 0.0, "verify": 0.0}

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self._last
        self._last = now

    def stop(self) -> dict[str, float]:
        return {**self.seconds, "total": time.perf_counter() - self._begun}


def ask(
    question: Question,
    library: Library,
    on_sentence: OnSentence | None = None,
    cancelled: threading.Event | None = None,
) -> Answer:
    """Answer from the published release. Raises ReleaseError when there is none that can be read.

    `on_sentence` gets every sentence that stood the examination, in order, as soon as it is known.
    """
    watch = Stopwatch()
    release = library.current()
    intake = inspect_question(
        question, library.settings.answer, lambda name: _is_printed(name, release, question.today)
    )
    if intake.status is not None:
        return _refuse(question, intake.question, intake.status, intake.text, release, watch)
    standalone = make_standalone(intake.question, question.history)
    hits, expired = retrieve_hits(replace(question, text=standalone), release)
    watch.lap("retrieve")
    asked = replace(question, text=standalone)
    draft = draft_quotes(asked, hits, expired, _list_alternatives(release))
    watch.lap("draft")
    verdicts = verify_draft(draft)
    watch.lap("verify")
    answer = _present(
        asked, draft, [v for v in verdicts if v.support == "quoted"], len(verdicts), release, library.settings, watch
    )
    for sentence in answer.sentences if on_sentence else ():
        on_sentence(sentence)  # type: ignore[misc]
    notes = (*intake.notes, *_tell_searched(question.text, standalone), *answer.notes)
    return replace(answer, question=question.text, notes=notes)


def retrieve_hits(question: Question, release: OpenRelease) -> tuple[list[Hit], list[Hit]]:
    """(valid on the day, expired by then), best first."""

    def retrieve(include_expired: bool) -> list[Hit]:
        hits = release.searcher.retrieve(
            question.text,
            today=question.today,
            level=question.level,
            kind=question.kind,
            municipality=question.municipality,
            include_expired=include_expired,
        )
        return [release.attribute(hit) for hit in hits]

    expired = [hit for hit in retrieve(True) if hit.head.validity(question.today) is Validity.EXPIRED]
    return retrieve(False), expired


def _present(
    question: Question,
    draft: Draft,
    verdicts: Sequence[Verdict],
    drafted: int,
    release: OpenRelease,
    settings: Settings,
    watch: Stopwatch,
) -> Answer:
    shown = present_sentences(verdicts, draft.hits)
    status = draft.status
    if not shown.sentences and status in (Status.ANSWERED, Status.PARTIAL):
        status = Status.NO_SOURCE
    notes = [*draft.notes, *describe_withheld(drafted - len(shown.sentences))]
    notes += describe_sources(shown.citations, question.today, settings.corpus.expiring_days)
    if status is Status.PARTIAL and draft.missing:
        notes.append(wording.MISSING.format(missing="; ".join(f"„{part}“" for part in draft.missing)))
    return Answer(
        question=question.text,
        standalone_question=question.text,
        status=status,
        mode="quotes",
        text=shown.text or _explain_refusal(status, question.text, draft),
        sentences=shown.sentences,
        withheld=drafted - len(shown.sentences),
        citations=shown.citations,
        hits=tuple(draft.hits),
        notes=tuple(dict.fromkeys(notes)),
        release=release.id,
        seconds=watch.stop(),
    )


def _explain_refusal(status: Status, searched: str, draft: Draft) -> str:
    if status is Status.EXPIRED:
        names = (
            f"„{head.title}“ (galt bis {head.valid_until:%d.%m.%Y})"
            for head in dict.fromkeys(hit.head for hit in draft.hits)
            if head.valid_until
        )
        return wording.EXPIRED.format(sources="; ".join(names))
    return f"{wording.NO_SOURCE.format(searched=searched)} {wording.NO_SOURCE_NEXT}"


def _refuse(
    question: Question, text: str, status: Status, message: str, release: OpenRelease, watch: Stopwatch
) -> Answer:
    kept = "" if status is Status.PERSONAL_DATA else text
    return Answer(kept, kept, status, "quotes", message, release=release.id, seconds=watch.stop())


def _tell_searched(asked: str, searched: str) -> tuple[str, ...]:
    return (wording.SEARCHED_AS.format(searched=searched),) if asked.strip() != searched.strip() else ()


def _is_printed(name: str, release: OpenRelease, today: date) -> bool:
    """Whether the corpus itself names this person (office holders): then it is a public name."""
    alone = len(name.split()) == 1
    printed = re.compile((r"\b[A-ZÄÖÜ][a-zäöüß]+ " if alone else r"\b") + re.escape(name) + r"\b")
    return any(printed.search(hit.passage.text) for hit in release.searcher.retrieve(name, today=today))


def _list_alternatives(release: OpenRelease) -> Callable[[str], Sequence[str]]:
    """What else the field calls a word, for the drafter."""
    thesaurus = release.searcher.thesaurus
    return lambda word: [" ".join(key) for key in thesaurus.expand((stem(word),))]
