"""The drafter without a model: the sources' own sentences that answer, or a reasoned refusal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import wording
from assistant.answer.answer import Draft, DraftSentence, Question, Status
from assistant.answer.quoting.compose import compose_answer
from assistant.answer.quoting.confidence import measure_confidence
from assistant.answer.quoting.conflicts import find_conflicts
from assistant.answer.quoting.exacting import keep_exact, speaks_of_asked
from assistant.answer.quoting.inquiry import Inquiry, read_inquiry
from assistant.answer.quoting.intent import Intent, read_intents
from assistant.answer.quoting.matching import Alternatives
from assistant.answer.quoting.moment import asks_for_now, speaks_of_now
from assistant.answer.quoting.offers import asks_alike
from assistant.answer.quoting.openings import trim_opening
from assistant.answer.quoting.premises import find_correction
from assistant.answer.quoting.reasons import asks_why, find_denial, keep_reasons
from assistant.answer.quoting.selection import Candidate, rate_sentences
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings, get_settings


@dataclass(frozen=True, slots=True)
class Reply:
    """What some hits say to one thing asked: sentences, or the sentence that says it is not documented, or nothing."""

    intent: Intent
    sentences: tuple[Candidate, ...] = ()
    gap: Candidate | None = None
    notes: tuple[str, ...] = ()
    score: float = 0.0
    asked: bool = False  # the heading asks the same


@dataclass(frozen=True, slots=True)
class Reader:
    """How replies are read from hits: on which day, with which other names, by which settings."""

    today: date
    alternatives: Alternatives | None
    settings: QuotesSettings

    def read_reply(self, intent: Intent, hits: Sequence[Hit]) -> Reply:
        """The best sentences for one thing asked; what corrects its premise comes first."""
        inquiry = read_inquiry(intent, hits, self.today, self.alternatives)
        rated = rate_sentences(inquiry, hits, self.settings)
        correction, fit = self._open_reply(inquiry, rated, hits)
        best = correction or max(fit, key=lambda candidate: candidate.score, default=None)
        known = best is not None and (
            speaks_of_asked(inquiry, best, hits) or best.heading >= self.settings.heading_floor
        )
        if best is None or not (correction or (known and is_enough(inquiry, best, rated, hits, self.settings))):
            return Reply(intent)
        gap = best if best.gap else find_asked_gap(inquiry, best, rated, self.settings)
        if gap and not correction:
            return Reply(intent, gap=gap, score=best.score)
        chosen = compose_answer(best, rated, hits, self.settings)
        conflicts = find_conflicts(chosen, rated, hits, self.settings)
        shown = (*chosen, *(c for conflict in conflicts for c in conflict.sentences if c not in chosen))
        notes = ((wording.PREMISE_CONTRADICTED,) if correction else ()) + tuple(conflict.note for conflict in conflicts)
        return Reply(intent, shown, None, notes, best.score, best.heading >= self.settings.heading_floor)

    def _open_reply(
        self, inquiry: Inquiry, rated: Sequence[Candidate], hits: Sequence[Hit]
    ) -> tuple[Candidate | None, Sequence[Candidate]]:
        """What corrects the premise, and the sentences that may open the reply; to "why" only a reason does."""
        correction = find_correction(inquiry, rated, hits, self.settings)
        if not asks_why(inquiry.intent):
            return correction, keep_exact(inquiry, rated, hits, self.settings)
        denial = correction or find_denial(inquiry.intent, rated, hits, self.settings)
        return denial, keep_reasons(inquiry.intent, rated, hits, self.settings)


def draft_quotes(
    question: Question,
    hits: Sequence[Hit],
    expired: Sequence[Hit] = (),
    alternatives: Alternatives | None = None,
    settings: QuotesSettings | None = None,
    coming: Sequence[Hit] = (),
) -> Draft:
    """Sentences of the hits, letter for letter, with marks into the draft's hits.

    `coming` are sources that are valid only after the day of the question: where they answer better, nothing else does.
    Status ANSWERED, PARTIAL (with what is missing), NO_SOURCE (empty, or with the sentence that says it is not
    documented), or EXPIRED (no sentences; the draft's hits are the expired sources that would have answered).
    """
    reader = Reader(question.today, alternatives, settings or get_settings().quotes)
    replies = [reader.read_reply(intent, hits) for intent in read_intents(question.text)]
    outdated = _find_outdated(reader, replies, expired)
    if outdated:
        return Draft((), outdated, Status.EXPIRED, tuple(dict.fromkeys(map(_name_expired, outdated))))
    known = {hit.head.id for hit in hits}
    early = find_early(reader, replies, [hit for hit in coming if not known & set(hit.head.supersedes)])
    if early:
        return Draft((), tuple(hits), Status.NO_SOURCE, tuple(dict.fromkeys(map(_name_coming, early))))
    answered = [reply for reply in replies if reply.sentences]
    silent = [reply for reply in replies if not reply.sentences]
    sentences = [candidate for reply in (*answered, *silent) for candidate in (*reply.sentences, *_gap_of(reply))]
    status = Status.NO_SOURCE if not answered else Status.PARTIAL if silent else Status.ANSWERED
    return Draft(
        sentences=_mark(sentences, hits, question.text, alternatives),
        hits=tuple(hits),
        status=status,
        notes=tuple(dict.fromkeys(note for reply in answered for note in reply.notes)),
        missing=tuple(reply.intent.text for reply in silent) if answered else (),
    )


def is_enough(
    inquiry: Inquiry, best: Candidate, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> bool:
    """Whether the evidence carries an answer; a missing name or another matter forbids it."""
    if best.lacks or (best.beside and best.heading < settings.same_question):
        return False
    return measure_confidence(inquiry, best, rated, hits, settings) >= settings.confidence_floor


def find_asked_gap(
    inquiry: Inquiry, best: Candidate, rated: Sequence[Candidate], settings: QuotesSettings
) -> Candidate | None:
    """The sentence that calls undocumented just what was asked, where the best one only speaks of its neighbourhood.

    Asked for today's value, a gap about this year beats the value of a past contract.
    """
    gaps = [c for c in rated if c.gap and not c.lacks and asks_alike(c.text, inquiry.intent.kind)]
    asked = [c for c in gaps if c.own >= settings.gap_covers and c.own >= best.own + settings.gap_lead]
    if not asked and asks_for_now(inquiry.intent.text, inquiry.today):
        asked = [c for c in gaps if c.own >= settings.gap_now * best.own and speaks_of_now(c.text, inquiry.today)]
    return max(asked, key=lambda c: c.own, default=None)


def _find_outdated(reader: Reader, replies: Sequence[Reply], expired: Sequence[Hit]) -> tuple[Hit, ...]:
    """The expired sources that answer what no valid source answers, or answer it much better."""
    if not expired:
        return ()
    found: dict[Hit, None] = {}
    for reply in replies:
        old = reader.read_reply(reply.intent, expired)
        if not old.sentences or reply.gap or old.score < reader.settings.expired_lead * reply.score:
            return ()
        found.update(dict.fromkeys(expired[candidate.hit] for candidate in old.sentences))
    return tuple(found)


def find_early(reader: Reader, replies: Sequence[Reply], coming: Sequence[Hit]) -> tuple[Hit, ...]:
    """The sources of a later day that answer better than today's: what these say beside the matter is no answer to it."""
    if not coming or all(reply.sentences and reply.asked for reply in replies):
        return ()
    tomorrow = replace(reader, today=max(hit.head.valid_from or reader.today for hit in coming))
    found: dict[Hit, None] = {}
    for reply in replies:
        later = tomorrow.read_reply(reply.intent, coming)
        if not later.sentences or reply.gap or later.score < reader.settings.coming_lead * reply.score:
            return ()
        found.update(dict.fromkeys(coming[candidate.hit] for candidate in later.sentences))
    return tuple(found)


def _gap_of(reply: Reply) -> tuple[Candidate, ...]:
    return (reply.gap,) if reply.gap else ()


def _mark(
    candidates: Sequence[Candidate], hits: Sequence[Hit], question: str, alternatives: Alternatives | None
) -> tuple[DraftSentence, ...]:
    texts: dict[str, DraftSentence] = {}
    for candidate in candidates:
        heading = " ".join(hits[candidate.hit].passage.headings[-1:])
        text = trim_opening(candidate.text, heading, question, alternatives)
        texts.setdefault(text, DraftSentence(text, (candidate.hit + 1,)))
    return tuple(texts.values())


def _name_coming(hit: Hit) -> str:
    day = hit.head.valid_from
    return wording.NOT_YET_SOURCE.format(title=hit.head.title, day=f"{day:%d.%m.%Y}" if day else "unbekannt")


def _name_expired(hit: Hit) -> str:
    until = hit.head.valid_until
    return wording.EXPIRED_SOURCE.format(title=hit.head.title, until=f"{until:%d.%m.%Y}" if until else "unbekannt")
