"""The examiner: holds every sentence of a Draft against the passages it cites. Deterministic, no model.

A sentence is quoted (it stands there), supported (it says the same in other words) or withheld with a reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import wording
from assistant.answer.answer import Draft, DraftSentence, Verdict
from assistant.answer.examiner.align import Alignment, align_claim, compare_clauses
from assistant.answer.examiner.analysis import Analysis, Source, analyse_source, analyse_text
from assistant.answer.examiner.claims import Finding, find_conflicts
from assistant.answer.examiner.wordforword import find_quote
from assistant.corpus.document import Passage
from assistant.search.thesaurus import Thesaurus
from assistant.settings import VerifySettings, get_settings

_MARK = re.compile(r"\s?\[\d{1,3}\]")  # a mark left in the text is no figure to prove


@dataclass(frozen=True, slots=True)
class Judgement:
    """One sentence against one passage: `start..end` is the proof's place in it."""

    score: float
    quoted: bool
    findings: tuple[Finding, ...]
    start: int
    end: int


class Examiner:
    """Examines sentences against the same passages one by one, also while they stream. Marks count from 1."""

    def __init__(
        self,
        passages: Sequence[Passage],
        settings: VerifySettings | None = None,
        thesaurus: Thesaurus | None = None,
    ) -> None:
        self._passages = passages
        self._thesaurus = thesaurus
        self._sources: dict[int, Source] = {}
        self._settings = settings or get_settings().verify

    def examine(self, sentence: DraftSentence) -> Verdict:
        """The verdict on one sentence. Only those of its passages that carry it become its quotes; none: it is withheld."""
        text = sentence.text.strip()
        if not sentence.marks:
            return Verdict(text, None, 0.0, reason=wording.VERIFY_NO_MARK)
        unknown = [mark for mark in sentence.marks if not 1 <= mark <= len(self._passages)]
        if unknown:
            return Verdict(text, None, 0.0, reason=wording.VERIFY_UNKNOWN_MARK.format(mark=unknown[0]))
        if len(text) > self._settings.sentence_chars:
            return Verdict(text, None, 0.0, reason=wording.VERIFY_TOO_LONG)
        claim = analyse_text(_MARK.sub("", text))
        marks = tuple(dict.fromkeys(sentence.marks))[: self._settings.marks]
        judged = [(mark, judge_sentence(claim, self._source(mark), self._settings)) for mark in marks]
        return _decide(text, judged, self._settings)

    def _source(self, mark: int) -> Source:
        if mark not in self._sources:
            self._sources[mark] = analyse_source(self._passages[mark - 1].text, self._thesaurus)
        return self._sources[mark]


def verify_draft(
    draft: Draft, settings: VerifySettings | None = None, thesaurus: Thesaurus | None = None
) -> list[Verdict]:
    """One verdict per sentence of the draft, in order."""
    examiner = Examiner([hit.passage for hit in draft.hits], settings, thesaurus)
    return [examiner.examine(sentence) for sentence in draft.sentences]


def verify_sentence(
    text: str,
    passages: Sequence[Passage],
    settings: VerifySettings | None = None,
    thesaurus: Thesaurus | None = None,
) -> Verdict:
    """The verdict on a sentence that cites all the given passages."""
    return Examiner(passages, settings, thesaurus).examine(DraftSentence(text, tuple(range(1, len(passages) + 1))))


def support_score(sentence: str, passage_text: str, settings: VerifySettings | None = None) -> float:
    """0..1, how well the passage carries the sentence; at `threshold` and above it would be shown."""
    settings = settings or get_settings().verify
    return judge_sentence(analyse_text(sentence), analyse_source(passage_text), settings).score


def judge_sentence(claim: Analysis, source: Source, settings: VerifySettings) -> Judgement:
    """Hold one analysed sentence against one analysed passage."""
    quote = find_quote(claim.text, source.analysis.text, source.analysis.sentences)
    if quote and quote.whole:
        return Judgement(1.0, True, (), quote.start, quote.end)
    alignment = align_claim(claim, source, settings)
    if alignment is None:
        span = (quote.start, quote.end) if quote else (0, 0)
        return Judgement(1.0 if quote else 0.0, quote is not None, (), *span)
    findings = tuple(find_conflicts(compare_clauses(claim, source, alignment, settings.clause_tie), settings))
    score = _grade(alignment, findings, settings)
    if quote and score >= settings.threshold:
        return Judgement(max(score, 0.99), True, findings, quote.start, quote.end)
    start, end = source.analysis.sentences[alignment.first][0], source.analysis.sentences[alignment.last][1]
    return Judgement(score, False, findings, start, end)


def _grade(alignment: Alignment, findings: Sequence[Finding], settings: VerifySettings) -> float:
    """Coverage by the window first, then by the passage, then the order of words; each finding takes its share away."""
    score = (
        settings.weight_window * alignment.coverage
        + settings.weight_passage * alignment.everywhere
        + settings.weight_order * alignment.order
        + settings.weight_wording * alignment.wording
    )
    for finding in findings:
        score *= finding.factor
    return score


def _decide(text: str, judged: list[tuple[int, Judgement]], settings: VerifySettings) -> Verdict:
    best_score = max(judgement.score for _, judgement in judged)
    carried = [(mark, judgement) for mark, judgement in judged if judgement.score >= settings.threshold]
    if not carried:
        _, best = max(judged, key=lambda pair: pair[1].score)
        worst = min(best.findings, key=lambda finding: finding.factor, default=None)
        return Verdict(text, None, best_score, reason=worst.reason if worst else wording.VERIFY_NOT_COVERED)
    quotes = tuple((mark, judgement.start, judgement.end) for mark, judgement in carried)
    support = "quoted" if any(judgement.quoted for _, judgement in carried) else "supported"
    return Verdict(text, support, best_score, quotes)  # type: ignore[arg-type]
