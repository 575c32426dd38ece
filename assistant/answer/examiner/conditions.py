"""Conditions and exceptions of the source that a sentence cuts off: „Das Portal ist kostenlos“ of „…, solange die Förderung läuft“.

Only what governs the quoted statement in its own sentence counts, and only if the claim neither repeats its words nor names
a condition of its own.
"""

import re
from collections.abc import Iterator

from assistant.answer.examiner.align import Comparison
from assistant.answer.examiner.analysis import Analysis, Clause, Source
from assistant.answer.examiner.difference import Difference
from assistant.answer.examiner.modals import is_modal

_OPENER = re.compile(
    r"(?:(?:und|oder|aber|jedoch|auch|nur|erst|dann|immer|insbesondere)\s+){0,2}"
    r"(?P<word>wenn|sofern|soweit|solange|falls|sobald|außer|ausgenommen|vorausgesetzt|vorbehaltlich|es\s+sei\s+denn|"
    r"es\s+sei,|mit\s+Ausnahme|bis\s+auf)\b",
    re.IGNORECASE,
)
# „Fehlen Unterlagen, …“: a statement that begins with its verb and is no question is a condition.
_VERB_FIRST = re.compile(
    r"(?:Ist|Sind|War|Wird|Werden|Hat|Haben|Liegt|Liegen|Fehlt|Fehlen|Besteht|Bestehen|Kommt|Kommen|Muss|Müssen|Soll|Sollen|"
    r"Kann|Können|Gibt|Reicht|Stimmt|Handelt)\s+(?!Sie\s+(?:bitte|sich)\b)"
)
_OWN = re.compile(
    r"\b(?:wenn|sofern|soweit|solange|falls|sobald|außer|ausgenommen|ausnahm\w*|vorausgesetzt|voraussetz\w*|bedingung\w*|"
    r"vorbehalt\w*|es sei denn|bis auf|unter umständen|gegebenenfalls|ggf)\b",
    re.IGNORECASE,
)
# „wenn Sie Fragen haben“ and „wenn Sie das möchten“ limit nothing: they only address the reader.
_ADDRESS = re.compile(
    r"\b(?:möchte\w*|wollen|willst|wünsch\w*|frage\w*|hilfe|unterstützung|interesse|interessier\w*|brauch\w*|benötig\w*|such\w*)\b",
    re.IGNORECASE,
)
_MATCH = 0.6
_REACH = 20  # clauses to either side; what is longer is no sentence, and the walk stays cheap


def compare_conditions(comparison: Comparison, carried: float, least: float) -> list[Difference]:
    """Conditions beside the claim's statement of which the claim holds less than the share `carried` of the content words.

    Sentences that hold less than the share `least` of the claim are no ground to tell.
    """
    claim, source = comparison.claim, comparison.source
    if _names_condition(claim):
        return []
    differences: dict[str, Difference] = {}
    for clause, partners in comparison.pairs:
        if not partners or not _rests_on(comparison, clause, partners[0], least):
            continue
        for condition, word in find_conditions(source, partners[0]):
            if not _is_said(comparison, condition, carried):
                differences[word] = Difference("unconditioned", word)
    return list(differences.values())


def _names_condition(claim: Analysis) -> bool:
    return bool(_OWN.search(claim.text) or (claim.text[-1:] != "?" and _VERB_FIRST.match(claim.text)))


def _rests_on(comparison: Comparison, clause: Clause, partner: Clause, least: float) -> bool:
    """Whether the clause's words are in the partner itself, so that what limits the partner limits it too."""
    claim, source = comparison.claim, comparison.source
    content = [index for index in claim.content(clause.words) if not is_modal(claim.words[index].folded)]
    stems = {source.analysis.words[index].stem for index in partner.words}
    found = [index for index in content if _likest(source, claim.words[index].stem, stems) >= _MATCH]
    return bool(content) and len(found) >= least * len(content)


def find_conditions(source: Source, partner: Clause) -> Iterator[tuple[Clause, str]]:
    """The condition clauses in the sentence of the partner, each with the word that opens it; none if it is one itself."""
    analysis = source.analysis
    start, end = analysis.sentences[analysis.words[partner.words.start].sentence]
    if analysis.text[end - 1] == "?" or _opening(analysis, partner, start):
        return
    number = analysis.clause_number(partner.words.start)
    for clause in _clauses_within(analysis, number, start, end):
        word = _opening(analysis, clause, start)
        if clause != partner and word and not _ADDRESS.search(analysis.text[clause.start : clause.end]):
            yield _with_content(analysis, clause, end), word


def _with_content(analysis: Analysis, clause: Clause, end: int) -> Clause:
    """„es sei denn“ opens a condition that stands behind the next comma."""
    number = analysis.clause_number(clause.words.start) + 1
    if analysis.content(clause.words) or number == len(analysis.clauses):
        return clause
    following = analysis.clauses[number]
    if analysis.words[following.words.start].start >= end:
        return clause
    return Clause(range(clause.words.start, following.words.stop), clause.start, following.end)


def _clauses_within(analysis: Analysis, number: int, start: int, end: int) -> Iterator[Clause]:
    """The clauses around this one as far as the sentence goes."""
    first = number
    while first and number - first < _REACH and analysis.words[analysis.clauses[first - 1].words.start].start >= start:
        first -= 1
    for clause in analysis.clauses[first : number + _REACH]:
        if analysis.words[clause.words.start].start >= end:
            return
        yield clause


def _opening(analysis: Analysis, clause: Clause, sentence_start: int) -> str:
    """The word that makes the clause a condition, or nothing."""
    first = analysis.words[clause.words.start].start
    match = _OPENER.match(analysis.text, first, first + 80)
    if match:
        return match["word"]
    if first == sentence_start and analysis.text[clause.end : clause.end + 1] == ",":
        verb = _VERB_FIRST.match(analysis.text, first)
        return verb.group().strip() if verb else ""
    return ""


def _is_said(comparison: Comparison, condition: Clause, carried: float) -> bool:
    claim, source = comparison.claim, comparison.source
    content = [
        index
        for index in source.analysis.content(condition.words)
        if not is_modal(source.analysis.words[index].folded) and not _OPENER.match(source.analysis.words[index].text)
    ]
    said: set[str] = set()
    for word in claim.words:
        said |= {name for name, likeness in source.similar(word.stem).items() if likeness >= _MATCH}
    found = sum(source.analysis.words[index].stem in said for index in content)
    return not content or found >= carried * len(content)


def _likest(source: Source, wanted: str, stems: set[str]) -> float:
    return max((likeness for name, likeness in source.similar(wanted).items() if name in stems), default=0.0)
