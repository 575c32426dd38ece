"""Read one reply of the model: cut out thoughts, split sentences, examine each, stop a model that runs wild."""

import time
from collections.abc import Callable, Iterable
from typing import Literal, Protocol

from assistant.answer.answer import DraftSentence, Sentence, Verdict
from assistant.answer.llm.guard import Guard, repeats_itself
from assistant.answer.llm.reply import Reply
from assistant.answer.llm.streaming import SentenceStream, ThoughtFilter
from assistant.settings import ModelSettings
from assistant.wording import WITHHELD_CANARY, WITHHELD_REPEATED

Stop = Literal["", "length", "repetition", "leak", "enough"]
OnSentence = Callable[[Sentence, Verdict], None]
_NO_ANSWER = "keine antwort"


class Examines(Protocol):
    """What `verify.Examiner` does; marks count into the hits as they were given to `generate_sentences`."""

    def examine(self, sentence: DraftSentence) -> Verdict: ...


class Reader:
    """Use once. Afterwards `shown` and `withheld` hold every sentence the model wrote, in order."""

    def __init__(
        self, guard: Guard, examiner: Examines, limits: ModelSettings, on_sentence: OnSentence | None = None
    ) -> None:
        self._guard, self._examiner, self._limits = guard, examiner, limits
        self._on_sentence = on_sentence or (lambda sentence, verdict: None)
        self._thoughts, self._sentences = ThoughtFilter(), SentenceStream(limits.sentence_chars)
        self._recent = ""
        self._written: dict[str, int] = {}
        self._begun = time.perf_counter()
        self.shown: list[tuple[Sentence, Verdict]] = []
        self.withheld: list[Verdict] = []
        self.declined = False
        self.stopped: Stop = ""
        self.seconds: dict[str, float] = {"verify": 0.0}

    def read(self, reply: Reply) -> None:
        """Leaving early closes the iterator, and that ends the request."""
        for part in reply:
            self._note_time("first_token")
            self._take(self._thoughts.feed(part))
            if self.stopped:
                return
        if reply.usage is not None and reply.usage.cut:
            self.stopped = "length"  # the last sentence lost its end, perhaps its "nicht"
            return
        self._take(self._thoughts.flush())
        self._examine_all(self._sentences.flush())

    def _take(self, text: str) -> None:
        if self._thoughts.closed_alone:
            self._sentences.drop_pending()
            self._thoughts.closed_alone = False
        self._recent = (self._recent + text)[-2 * self._limits.sentence_chars :]
        if self._guard.leaks(self._recent):
            self._withhold("", WITHHELD_CANARY)
            self.stopped = "leak"
            return
        self._examine_all(self._sentences.feed(text))
        if not self.stopped and repeats_itself(self._sentences.pending):
            self._withhold("", WITHHELD_REPEATED)
            self.stopped = "repetition"

    def _examine_all(self, sentences: Iterable[DraftSentence]) -> None:
        for sentence in sentences:
            if self.stopped:
                return
            self._examine(sentence)

    def _examine(self, sentence: DraftSentence) -> None:
        if sentence.text.lower().startswith(_NO_ANSWER):
            self.declined = True
            return
        times = self._written[sentence.text] = self._written.get(sentence.text, 0) + 1
        if times > 1:
            self._withhold(sentence.text, WITHHELD_REPEATED)
            self.stopped = "repetition" if times > self._limits.repeats_max else ""
            return
        begun = time.perf_counter()
        fault = self._guard.find_fault(sentence)
        verdict = self._examiner.examine(sentence) if fault is None else Verdict(sentence.text, None, 0.0, reason=fault)
        self.seconds["verify"] += time.perf_counter() - begun
        self._show(sentence, verdict)

    def _show(self, sentence: DraftSentence, verdict: Verdict) -> None:
        """Only what carries the sentence is cited, so each mark holds."""
        if verdict.support is None or not verdict.quotes:
            self.withheld.append(verdict)
            return
        citations = tuple(dict.fromkeys(mark for mark, _, _ in verdict.quotes))
        shown = Sentence(sentence.text, citations, verdict.support)
        self.shown.append((shown, verdict))
        self._on_sentence(shown, verdict)
        self._note_time("first_sentence")
        if len(self.shown) >= self._limits.sentences_max:
            self.stopped = "enough"

    def _withhold(self, text: str, reason: str) -> None:
        self.withheld.append(Verdict(text, None, 0.0, reason=reason))

    def _note_time(self, name: str) -> None:
        self.seconds.setdefault(name, time.perf_counter() - self._begun)
        self.seconds["total"] = time.perf_counter() - self._begun
