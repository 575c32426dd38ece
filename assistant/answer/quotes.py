"""The drafter without a model: the sources' own sentences that answer, or a reasoned refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import wording
from assistant.answer.answer import Draft, DraftSentence, Question, Status
from assistant.answer.compose import compose_answer
from assistant.answer.conflicts import find_conflicts
from assistant.answer.intent import Intent, read_intents
from assistant.answer.matching import Alternatives
from assistant.answer.premises import find_correction
from assistant.answer.selection import Candidate, rate_sentences, read_inquiry
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings, get_settings


@dataclass(frozen=True, slots=True)
class Reply:
    """What the hits say to one thing asked: sentences, or a documented gap, or nothing."""

    intent: Intent
    sentences: tuple[Candidate, ...] = ()
    gap: Candidate | None = None
    corrected: bool = False
    conflicts: tuple[str, ...] = ()
    confidence: float = 0.0


def draft_quotes(
    question: Question,
    hits: Sequence[Hit],
    expired: Sequence[Hit] = (),
    alternatives: Alternatives | None = None,
    settings: QuotesSettings | None = None,
) -> Draft:
    """Sentences of the hits, letter for letter, with marks into `hits`.

    Status ANSWERED, PARTIAL (with what is missing), NO_SOURCE (empty, or with the sentence that says it is not
    documented), or EXPIRED (no sentences; the draft's hits are the expired sources that would have answered).
    """
    settings = settings or get_settings().quotes
    intents = read_intents(question.text)
    replies = [answer_intent(intent, hits, settings, alternatives) for intent in intents]
    answered = [reply for reply in replies if reply.sentences]
    if not answered:
        return _draft_refusal(replies, hits, expired, settings, alternatives)
    sentences = _merge(answered)
    gaps = [reply for reply in replies if not reply.sentences]
    return Draft(
        sentences=_mark((*sentences, *(reply.gap for reply in gaps if reply.gap))),
        hits=tuple(hits),
        status=Status.PARTIAL if gaps else Status.ANSWERED,
        notes=_collect_notes(answered),
        missing=tuple(reply.intent.text for reply in gaps),
    )


def answer_intent(
    intent: Intent, hits: Sequence[Hit], settings: QuotesSettings, alternatives: Alternatives | None = None
) -> Reply:
    """The best sentences for one thing asked, corrections of its premise first."""
    if not hits:
        return Reply(intent)
    inquiry = read_inquiry(intent, hits, alternatives)
    rated = rate_sentences(inquiry, hits, settings)
    correction = find_correction(inquiry, rated, hits)
    best = correction or max(rated, key=lambda candidate: candidate.score, default=None)
    if best is None or not (correction or is_enough(best, settings)):
        return Reply(intent, confidence=best.evidence if best else 0.0)
    if best.gap:
        return Reply(intent, gap=best, confidence=best.evidence)
    chosen = compose_answer(best, rated, hits, settings)
    conflicts = find_conflicts(inquiry, chosen, rated, hits, settings)
    shown = (*chosen, *(c for conflict in conflicts for c in conflict.sentences if c not in chosen))
    return Reply(intent, shown, None, bool(correction), tuple(conflict.note for conflict in conflicts), best.evidence)


def is_enough(best: Candidate, settings: QuotesSettings) -> bool:
    """Whether the evidence carries an answer; a heading that asks the same helps, a missing name forbids it."""
    if best.lacks:
        return False
    return best.evidence >= settings.evidence_floor or (
        best.heading >= settings.heading_floor and best.evidence >= 0.8 * settings.evidence_floor
    )


def _merge(replies: Sequence[Reply]) -> tuple[Candidate, ...]:
    return tuple(dict.fromkeys(candidate for reply in replies for candidate in reply.sentences))


def _mark(candidates: Sequence[Candidate]) -> tuple[DraftSentence, ...]:
    texts: dict[str, DraftSentence] = {}
    for candidate in candidates:
        texts.setdefault(candidate.text, DraftSentence(candidate.text, (candidate.hit + 1,)))
    return tuple(texts.values())


def _collect_notes(replies: Sequence[Reply]) -> tuple[str, ...]:
    notes = [wording.PREMISE_CONTRADICTED] if any(reply.corrected for reply in replies) else []
    return tuple(dict.fromkeys((*notes, *(note for reply in replies for note in reply.conflicts))))


def _draft_refusal(
    replies: Sequence[Reply],
    hits: Sequence[Hit],
    expired: Sequence[Hit],
    settings: QuotesSettings,
    alternatives: Alternatives | None,
) -> Draft:
    """A documented gap, else expired sources by name, else nothing."""
    gaps = tuple(reply.gap for reply in replies if reply.gap)
    if gaps:
        return Draft(_mark(gaps), tuple(hits), Status.NO_SOURCE)
    outdated = [answer_intent(reply.intent, expired, settings, alternatives) for reply in replies]
    named = dict.fromkeys(expired[c.hit] for reply in outdated for c in reply.sentences)
    if named:
        return Draft((), tuple(named), Status.EXPIRED, tuple(dict.fromkeys(_name_expired(hit) for hit in named)))
    return Draft((), tuple(hits), Status.NO_SOURCE)


def _name_expired(hit: Hit) -> str:
    until = hit.head.valid_until
    return wording.EXPIRED_SOURCE.format(
        title=hit.head.title, until=until.strftime("%d.%m.%Y") if until else "unbekannt"
    )
