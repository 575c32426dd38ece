"""The one door: a question goes in, a proven answer or a reasoned refusal comes out. Chat, command line and evals enter here."""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant import wording
from assistant.answer.answer import Answer, Draft, Question, Sentence, Status, Verdict
from assistant.answer.generate import Generated, generate_sentences
from assistant.answer.intake import Intake, inspect_question
from assistant.answer.library import Library, OpenRelease
from assistant.answer.llm.reply import OnProgress, Progress
from assistant.answer.present import describe_sources, describe_withheld, present_sentences
from assistant.answer.quotes import draft_quotes
from assistant.answer.quoting.bridge import draft_two_steps
from assistant.answer.rephrase import make_standalone
from assistant.answer.stopwatch import Stopwatch
from assistant.answer.testimony import hold_back_testimony
from assistant.answer.verify import Examiner, verify_draft
from assistant.corpus.document import Validity
from assistant.corpus.injection import find_instruction
from assistant.errors import ModelError
from assistant.search.german import stem
from assistant.search.hit import Hit

OnSentence = Callable[[Sentence], None]


def ask(
    question: Question,
    library: Library,
    on_sentence: OnSentence | None = None,
    cancelled: threading.Event | None = None,
    on_progress: OnProgress | None = None,
) -> Answer:
    """Answer from the published release. Raises ReleaseError when there is none that can be read, Cancelled when the
    person stopped it.

    `on_sentence` gets every sentence that stood the examination, in order, as soon as it is known. Progress of step
    "quoting" takes back those shown so far: the quotes answer instead, from the beginning.
    """
    return ask_release(question, library, library.current(), on_sentence, cancelled, on_progress)


def ask_release(
    question: Question,
    library: Library,
    release: OpenRelease,
    on_sentence: OnSentence | None = None,
    cancelled: threading.Event | None = None,
    on_progress: OnProgress | None = None,
) -> Answer:
    """The same from a release that need not be published: the gate examines it first."""
    watch = Stopwatch()
    show = on_sentence or (lambda _sentence: None)
    intake = inspect_question(
        question, library.settings.answer, lambda name: _is_printed(name, release, question.today)
    )
    if intake.status is not None:
        return _refuse(intake, release, watch)
    models = library.models if question.mode != "quotes" else None
    standalone = make_standalone(intake.question, question.history, models, question.user, cancelled)
    asked = replace(question, text=standalone)
    hits, expired, coming = retrieve_hits(asked, release)
    watch.lap("retrieve")
    names = list_alternatives(release)
    draft = draft_two_steps(asked, lambda step: retrieve_hits(step, release)[0], names)
    draft = draft or draft_quotes(asked, hits, expired, names, coming=coming)
    watch.lap("draft")
    answer, notes = None, intake.notes
    if models is not None and _is_worth_writing(draft):
        answer, notes = _write(asked, draft, library, release, show, cancelled, on_progress, watch, notes)
    if answer is None:
        answer = _quote(asked, draft, library, release, show, watch)
    notes = (*notes, *_tell_searched(question.text, standalone), *answer.notes)
    return replace(answer, question=question.text, notes=tuple(dict.fromkeys(notes)), seconds=watch.stop())


def retrieve_hits(question: Question, release: OpenRelease) -> tuple[list[Hit], list[Hit], list[Hit]]:
    """(valid on the day, expired by then, valid only later), best first. A passage that gives orders to an assistant is never shown."""

    def retrieve(include_expired: bool) -> list[Hit]:
        hits = release.searcher.retrieve(
            question.text,
            today=question.today,
            level=question.level,
            kind=question.kind,
            municipality=question.municipality,
            include_expired=include_expired,
        )
        return [release.attribute(hit) for hit in hits if find_instruction(hit.passage.text) is None]

    others = retrieve(True)
    expired = [hit for hit in others if hit.head.validity(question.today) is Validity.EXPIRED]
    coming = [hit for hit in others if hit.head.validity(question.today) is Validity.FUTURE]
    return retrieve(False), expired, coming


def _is_worth_writing(draft: Draft) -> bool:
    """The model may only put into words what the quotes could answer; it never gets to fill a gap or a wrong premise."""
    return draft.status in (Status.ANSWERED, Status.PARTIAL) and wording.PREMISE_CONTRADICTED not in draft.notes


def _write(
    question: Question,
    draft: Draft,
    library: Library,
    release: OpenRelease,
    show: OnSentence,
    cancelled: threading.Event | None,
    on_progress: OnProgress | None,
    watch: Stopwatch,
    notes: tuple[str, ...],
) -> tuple[Answer | None, tuple[str, ...]]:
    """The model's answer, as far as it stands; None with a note where the quotes must take over."""
    models = library.models
    if models is None or not models.health().ok:
        chosen = question.mode == "generated"
        return None, (*notes, wording.MODEL_UNAVAILABLE) if chosen else notes
    numbers: dict[int, int] = {}

    def hand_on(sentence: Sentence, verdict: Verdict) -> None:
        if hold_back_testimony([verdict], draft.hits)[0].support is None:
            return
        for hit, _, _ in verdict.quotes:
            numbers.setdefault(hit, len(numbers) + 1)
        citations = tuple(dict.fromkeys(numbers[hit] for hit, _, _ in verdict.quotes))
        show(replace(sentence, citations=citations))

    examiner = Examiner([hit.passage for hit in draft.hits], thesaurus=release.searcher.thesaurus)
    try:
        generated = generate_sentences(
            question.text, draft.hits, models, examiner, hand_on, cancelled, user=question.user, on_progress=on_progress
        )
    except ModelError:
        _take_back(bool(numbers), on_progress)
        return None, (*notes, wording.MODEL_UNAVAILABLE)
    watch.lap("draft")
    if not _stands(generated, library.settings.answer.generated_floor):
        _take_back(bool(numbers), on_progress)
        return None, (*notes, wording.MODEL_UNPROVEN)
    verdicts = hold_back_testimony(generated.verdicts, draft.hits)
    answer = _present(question, draft, verdicts, len(generated.withheld), library, release)
    answer = replace(answer, mode="generated", model=generated.model, notes=(*generated.notes, *answer.notes))
    return answer, notes


def _take_back(shown: bool, on_progress: OnProgress | None) -> None:
    if shown and on_progress is not None:
        on_progress(Progress("quoting"))


def _stands(generated: Generated, floor: float) -> bool:
    shown, withheld = len(generated.sentences), len(generated.withheld)
    return shown > 0 and shown / (shown + withheld) >= floor


def _quote(
    question: Question, draft: Draft, library: Library, release: OpenRelease, show: OnSentence, watch: Stopwatch
) -> Answer:
    """The answer in the sources' own words; a sentence that does not stand letter for letter is withheld."""
    verdicts = hold_back_testimony(verify_draft(draft, thesaurus=release.searcher.thesaurus), draft.hits)
    quoted = [verdict for verdict in verdicts if verdict.support == "quoted"]
    watch.lap("verify")
    answer = _present(question, draft, quoted, len(draft.sentences) - len(quoted), library, release)
    for sentence in answer.sentences:
        show(sentence)
    return answer


def _present(
    question: Question,
    draft: Draft,
    verdicts: Sequence[Verdict],
    withheld: int,
    library: Library,
    release: OpenRelease,
) -> Answer:
    shown = present_sentences(verdicts, draft.hits)
    withheld += shown.withheld
    status = draft.status
    if not shown.sentences and status in (Status.ANSWERED, Status.PARTIAL):
        status = Status.NO_SOURCE
    notes = [*draft.notes, *describe_withheld(withheld)]
    notes += describe_sources(shown.citations, question.today, library.settings.corpus.expiring_days)
    if status is Status.PARTIAL and draft.missing:
        notes.append(wording.MISSING.format(missing="; ".join(f"„{part}“" for part in draft.missing)))
    return Answer(
        question=question.text,
        standalone_question=question.text,
        status=status,
        mode="quotes",
        text=shown.text or _explain_refusal(status, question.text, draft),
        sentences=shown.sentences,
        withheld=withheld,
        citations=shown.citations,
        hits=tuple(draft.hits),
        notes=tuple(notes),
        release=release.id,
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


def _refuse(intake: Intake, release: OpenRelease, watch: Stopwatch) -> Answer:
    assert intake.status is not None
    kept = "" if intake.status is Status.PERSONAL_DATA else intake.question
    return Answer(kept, kept, intake.status, "quotes", intake.text, release=release.id, seconds=watch.stop())


def _tell_searched(asked: str, searched: str) -> tuple[str, ...]:
    return (wording.SEARCHED_AS.format(searched=searched),) if asked.strip() != searched.strip() else ()


def _is_printed(name: str, release: OpenRelease, today: date) -> bool:
    """Whether the corpus itself names this person (office holders): then it is a public name."""
    alone = len(name.split()) == 1
    printed = re.compile((r"\b[A-ZÄÖÜ][a-zäöüß]+ " if alone else r"\b") + re.escape(name) + r"\b")
    return any(printed.search(hit.passage.text) for hit in release.searcher.retrieve(name, today=today))


def list_alternatives(release: OpenRelease) -> Callable[[str], Sequence[str]]:
    """What else the field calls a word, for the drafter."""
    thesaurus = release.searcher.thesaurus
    return lambda word: [" ".join(key) for key in thesaurus.expand((stem(word),))]
