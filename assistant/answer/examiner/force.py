"""Modal force, compared clause by clause: who must may not become who may, nor the other way round."""

import re
from collections.abc import Sequence

from assistant.answer.examiner.align import Alignment, Comparison
from assistant.answer.examiner.analysis import Analysis, Clause, Source
from assistant.answer.examiner.difference import Difference
from assistant.answer.examiner.modals import MODAL_VERBS, MODAL_WORDS, Force

_AUXILIARIES = frozenset({"ist", "sind", "war", "waren", "hat", "haben", "habe"})
_ZU_INSIDE = re.compile(r"(?:ab|an|auf|aus|bei|dar|ein|her|hin|mit|nach|vor|weiter|zurueck|zu)zu\w+en$")
_NEGATOR = re.compile(r"(?:nicht|nie|niemals|kein\w*|nichts|weder)$")
_IMPERATIVE = re.compile(r"[A-ZÄÖÜ]\w+e?n?\s+Sie\b|Bitte\b|bitte\b")
# „Sie stellen den Antrag bei …“ tells the reader what to do as „Stellen Sie …“ does; „Sie erhalten …“ does not.
_INSTRUCTION = re.compile(
    r"\b(?:Sie\s+(?:stellen|reichen|melden|füllen|legen|senden|schicken|beantragen|wenden|geben|laden)"
    r"|[Dd]u\s+(?:stellst|reichst|meldest|füllst|legst|sendest|schickst|beantragst|wendest|gibst|lädst))\b"
)
_REQUIREMENTS = re.compile(r"(?:[Uu]nterlagen|[Nn]achweise|[Dd]okumente|[Bb]edingungen|[Aa]nforderungen)\b")
_IDIOMS = re.compile(r"\b(?:wie|als)\s+möglich|\bin\s+Anspruch\b|\b[Rr]echts?\s+(?:oder|und|neben|von)\b")


def compare_force(comparison: Comparison) -> list[Difference]:
    """Clauses of the claim whose force the paired clauses of the source do not have."""
    claim, source, differences = comparison.claim, comparison.source, []
    for clause, partners in comparison.pairs:
        ours = read_force(claim, clause)
        if not ours or not partners:
            continue
        theirs = _read_forces(source, partners)
        force, word = next(iter(ours.items()))
        if theirs & ours.keys():
            continue
        if _read_forces(source, [partner for partner in partners if not _is_question(source, partner)]):
            differences.append(Difference("force", word))
        elif force == "must" and not _asks(source, comparison.alignment, clause, partners):
            differences.append(Difference("demanded", word))
    return differences


def _read_forces(source: Source, clauses: Sequence[Clause]) -> set[Force]:
    return {force for clause in clauses for force in read_force(source.analysis, clause)}


def _is_question(source: Source, clause: Clause) -> bool:
    """A question („Was brauche ich?“) may support a demand, but contradicts none."""
    _, end = source.analysis.sentences[source.analysis.words[clause.words.start].sentence]
    return source.analysis.text[end - 1] == "?"


def read_force(analysis: Analysis, clause: Clause) -> dict[Force, str]:
    """The force of a clause with the word that shows it: modal verbs decide, other words only where no modal verb is."""
    shown = _IDIOMS.sub("", analysis.text[clause.start : clause.end]) if clause.end - clause.start < 2000 else ""
    found: dict[Force, str] = {}
    for table in (MODAL_VERBS, MODAL_WORDS):
        for index in clause.words:
            word = analysis.words[index]
            for force, pattern in table:
                if (
                    pattern.match(word.folded)
                    and word.text in shown
                    and (word.folded != "recht" or word.text == "Recht")
                ):
                    found.setdefault(force, word.text)
        if found:
            break
    infinitive = None if found else _find_infinitive(analysis, clause)
    if infinitive is not None:
        found["must"] = analysis.words[infinitive].text
    if any(_NEGATOR.match(analysis.words[index].folded) for index in clause.words):
        return _turn(found)
    return found


def _find_infinitive(analysis: Analysis, clause: Clause) -> int | None:
    """„ist … zu stellen“ and „haben … vorzulegen“ demand."""
    auxiliary = False
    for index in clause.words:
        folded = analysis.words[index].folded
        auxiliary = auxiliary or folded in _AUXILIARIES
        if auxiliary and _ZU_INSIDE.match(folded) and analysis.words[index].text[0].islower():
            return index
        following = analysis.words[index + 1].folded if index + 1 < clause.words.stop else ""
        if auxiliary and folded == "zu" and following.endswith("n") and analysis.words[index + 1].text[0].islower():
            return index
    return None


def _turn(found: dict[Force, str]) -> dict[Force, str]:
    """„nicht müssen“ leaves one free, „nicht dürfen“ binds."""
    if "must" in found:
        return {"may": found["must"], **{force: word for force, word in found.items() if force == "should"}}
    return {**found, "must": found["may"]} if "may" in found else found


def _asks(source: Source, alignment: Alignment, clause: Clause, partners: Sequence[Clause]) -> bool:
    """Whether the source demands nearby: an imperative, or a demanding word in a sentence that shares a word with the clause."""
    numbers = {source.analysis.words[partner.words.start].sentence for partner in partners}
    numbers |= {
        source.analysis.words[p].sentence for i in clause.words for p, sim in alignment.places.get(i, ()) if sim >= 0.85
    }
    for number in numbers:
        start, end = source.analysis.sentences[number]
        if source.analysis.text[end - 1] == ":" and _REQUIREMENTS.search(source.analysis.text[start:end]):
            return True
        line = source.analysis.text[start : min(end, start + 2000)]
        if _IMPERATIVE.search(line) or _INSTRUCTION.search(line):
            return True
        words = [source.analysis.words[i].folded for i in source.words_of(number, number)]
        if any(
            pattern.match(word) for word in words for force, pattern in (*MODAL_VERBS, *MODAL_WORDS) if force == "must"
        ):
            return True
    return False
