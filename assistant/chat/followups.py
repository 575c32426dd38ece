"""Next questions that the corpus can really answer, and confirmed answers that fit what is being typed."""

from datetime import date

from assistant.answer.answer import Answer, Status
from assistant.answer.library import OpenRelease
from assistant.corpus.document import Head, Kind, Passage
from assistant.settings import ChatSettings


def suggest_questions(release: OpenRelease, answer: Answer, settings: ChatSettings) -> tuple[str, ...]:
    """Headings that are questions, from the neighbourhood of what was quoted; each is searched before it is offered.

    Only a question whose best hit is the very passage under that heading is shown: then the answer is there.
    """
    if answer.status not in (Status.ANSWERED, Status.PARTIAL):
        return ()
    used = {citation.hit.passage.headings for citation in answer.citations}
    found: list[str] = []
    for passage in _neighbours(release, answer):
        question = passage.headings[-1] if passage.headings else ""
        if not question.endswith("?") or passage.headings in used or question in found:
            continue
        if question.casefold() != answer.question.casefold() and _is_found(release, question, passage, settings):
            found.append(question)
        if len(found) == settings.suggestions:
            break
    return tuple(found)


def _neighbours(release: OpenRelease, answer: Answer) -> list[Passage]:
    """Passages of the quoted documents first, then of the other documents that were found."""
    cited = [citation.hit.head.id for citation in answer.citations]
    documents = dict.fromkeys([*cited, *(hit.head.id for hit in answer.hits)])
    return [passage for document in documents for passage in release.searcher.passages_of(document)]


def _is_found(release: OpenRelease, question: str, passage: Passage, settings: ChatSettings) -> bool:
    hits = release.searcher.retrieve(question, today=date.today(), limit=3)
    return any(
        hit.passage.document == passage.document
        and hit.passage.headings == passage.headings
        and hit.coverage >= settings.suggestion_coverage
        for hit in hits
    )


def offer_confirmed(release: OpenRelease, typed: str, settings: ChatSettings) -> list[Head]:
    """Answers confirmed by Lotsen that fit what has been typed so far, best first."""
    if len(typed.strip()) < settings.offer_chars:
        return []
    hits = release.searcher.retrieve(typed, today=date.today(), kind=Kind.CURATED, limit=settings.offers * 2)
    fitting = [hit.head for hit in hits if hit.coverage >= settings.offer_coverage]
    return list({head.id: head for head in fitting}.values())[: settings.offers]
