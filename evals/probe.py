"""A probe of the examiner with sentences made from the release itself: a true one, one with a changed figure, a foreign one.

The exams of quoting cannot notice an examiner that lets everything through, because honest quotes need none. This does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import verify
from assistant.answer.answer import Draft, DraftSentence
from assistant.answer.library import OpenRelease
from assistant.corpus.document import Passage
from assistant.corpus.sentences import split_sentences
from assistant.search.hit import Hit

SAMPLE = 80
_FIGURE = re.compile(r"(?<![\w.,§-])(\d{2,4})(?![\w.,])")


@dataclass(frozen=True, slots=True)
class Probe:
    """Shares: true sentences let through, sentences with a changed figure withheld, foreign sentences withheld."""

    kept: float
    figure_withheld: float
    foreign_withheld: float


def probe_examiner(release: OpenRelease, sample: int = SAMPLE) -> Probe | None:
    """None for a release without enough sentences that hold a figure."""
    cases = list_cases(release, sample)
    if len(cases) < 2:
        return None
    true = [sentence for _, sentence in cases]
    changed = [change_figure(sentence) for sentence in true]
    foreign = [*true[len(true) // 2 :], *true[: len(true) // 2]]
    return Probe(
        kept=1.0 - _share_withheld(release, cases, true),
        figure_withheld=_share_withheld(release, cases, changed),
        foreign_withheld=_share_withheld(release, cases, foreign),
    )


def list_cases(release: OpenRelease, sample: int) -> list[tuple[Passage, str]]:
    """One sentence with a figure from each document, spread over the whole release in a fixed order."""
    cases = []
    for document in sorted(release.searcher.heads()):
        found = (case for passage in release.searcher.passages_of(document) for case in _list_figures(passage))
        cases += [case for case in [next(found, None)] if case]
    step = max(1, len(cases) // sample)
    return cases[::step][:sample]


def _list_figures(passage: Passage) -> list[tuple[Passage, str]]:
    sentences = (passage.text[start:end] for start, end in split_sentences(passage.text))
    return [(passage, sentence) for sentence in sentences if _FIGURE.search(sentence)]


def change_figure(sentence: str) -> str:
    """The first figure becomes another one that is as plausible."""
    return _FIGURE.sub(lambda match: str(int(match[1]) + 3), sentence, count=1)


def _share_withheld(release: OpenRelease, cases: Sequence[tuple[Passage, str]], sentences: Sequence[str]) -> float:
    withheld = 0
    for (passage, _), sentence in zip(cases, sentences, strict=True):
        head = release.searcher.heads()[passage.document]
        draft = Draft((DraftSentence(sentence, (1,)),), (Hit(passage, head, 1.0),))
        withheld += verify.verify_draft(draft)[0].support is None
    return withheld / len(cases)
