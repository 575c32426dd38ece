"""Negation and modality, compared between a claim and the aligned place of its source.

Not the count of „nicht“ in two texts decides, but whether what is denied, allowed or demanded is the same thing: each
marker is looked at with the words it governs, and those words must be found together in the source.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answer.align import Alignment
from assistant.answer.analysis import Analysis, Clause, Source
from assistant.search.german import stem

Force = Literal["must", "may", "should"]
Change = Literal["negated", "denied", "force", "demanded"]

_NEGATORS = re.compile(
    r"(?:nicht|nie|niemals|niemand\w*|nichts|weder|ohne|nirgends|keinesfalls|keineswegs|kein(?:e|en|em|er|es|erlei)?)$"
)
_NO_NEGATION_AFTER = {"nur", "zuletzt", "unbedingt", "bloss", "allein", "selten", "unbedingt"}
# Words that deny by themselves; the second part is what they deny.
_DENYING = re.compile(
    r"(?:verboten|verbietet|untersagt|ausgeschlossen|entfaellt|entfallen|abgelehnt|verweigert|fehlt|fehlend\w*|unter(?:bleibt|lassen)|"
    r"un(?:moeglich|zulaessig|gueltig|zustaendig|notwendig|noetig|wirksam|bekannt|vollstaendig|berechtigt|befristet|begrenzt|"
    r"beschraenkt|eingeschraenkt|wahr|richtig|wichtig|genau|sicher|entgeltlich|abhaengig|verbindlich|erheblich|veraendert)\w*|"
    r"\w+(?:los|losen|lose|loser|frei|freie|freien)|nonexist)$"
)
_UN = re.compile(
    r"un(?=moeglich|zulaessig|gueltig|zustaendig|notwendig|noetig|wirksam|bekannt|vollstaendig|berechtigt|befristet|begrenzt|beschraenkt|eingeschraenkt|wichtig|sicher|verbindlich|veraendert)"
)
_FORCE: tuple[tuple[Force, re.Pattern[str]], ...] = (
    ("must", re.compile(
        r"(?:muss|muessen|musst|muesst|musste|mussten|muessten|muesste|verpflicht\w+|pflicht|\w+pflicht|\w*pflichtig\w*|notwendig\w*|erforderlich\w*|noetig\w*|"
        r"zwingend\w*|brauch(?:e|st|t|en)|benoetig\w+|unbedingt|voraussetz\w+|vorausgesetzt|vorgeschrieben\w*|obligatorisch\w*|hat|haben)$")),
    ("may", re.compile(
        r"(?:kann|kannst|koennen|koennt|koenne|konnte|konnten|koennte|koennten|darf|darfst|duerfen|duerft|durfte|moeglich\w*|ermoeglich\w+|"
        r"erlaub\w+|gestatte\w*|zulaessig\w*|berechtigt\w*|freiwillig\w*|optional\w*|wahlweise|befugt|recht|anspruch)$")),
    ("should", re.compile(r"(?:soll|sollen|sollst|sollt|sollte|sollten|solltest|empf(?:ohlen\w*|iehlt|ehlen|ehlung\w*)|ratsam|sinnvoll)$")),
)  # fmt: skip
_MODAL_VERB = re.compile(
    r"(?:muss|muessen|musst|muesst|kann|kannst|koennen|koennt|koenne|darf|darfst|duerfen|duerft|soll|sollen|sollte|sollten|sollst|solltest)$"
)
_FOCUS = 4


@dataclass(frozen=True, slots=True)
class Marker:
    """A negation at word `index`, with the content words it governs, nearest first."""

    index: int
    focus: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`change` names what differs; `word` is the claim's or the source's word that shows it."""

    change: Change
    word: str


def compare_polarity(claim: Analysis, source: Source, alignment: Alignment) -> list[Difference]:
    """Every negation or modal force that differs between the claim and its aligned window."""
    return [*_compare_negation(claim, source, alignment), *_compare_force(claim, source, alignment)]


def read_negations(analysis: Analysis, words: range) -> list[Marker]:
    markers = []
    for index in words:
        folded = analysis.words[index].folded
        if _NEGATORS.match(folded):
            following = analysis.words[index + 1].folded if index + 1 < len(analysis.words) else ""
            if folded == "nicht" and following in _NO_NEGATION_AFTER:
                continue
            markers.append(Marker(index, _read_focus(analysis, index)))
    return markers


def _read_focus(analysis: Analysis, index: int) -> tuple[int, ...]:
    """Content words of the clause around the marker, those after it first (German puts „nicht“ before what it denies)."""
    clause = analysis.clause_of(index)
    after = [i for i in range(index + 1, clause.words.stop) if analysis.words[i].weight][:_FOCUS]
    before = [i for i in range(index - 1, clause.words.start - 1, -1) if analysis.words[i].weight][:_FOCUS]
    folded = analysis.words[index].folded
    if folded.startswith("kein") or folded == "ohne":
        return tuple(after[:2] or before[:2])
    return tuple((after + before)[: 2 * _FOCUS])


def _window(source: Source, alignment: Alignment) -> range:
    return range(source.first_word[alignment.first], source.first_word[alignment.last + 1])


def _compare_negation(claim: Analysis, source: Source, alignment: Alignment) -> list[Difference]:
    ours = read_negations(claim, range(len(claim.words)))
    theirs = read_negations(source.analysis, _window(source, alignment))
    denying = [i for i in _window(source, alignment) if _DENYING.match(source.analysis.words[i].folded)]
    differences = [
        Difference("negated", claim.words[marker.index].text)
        for marker in ours
        if not any(_same_focus(claim, source, marker, other) for other in theirs)
        and not _denied_otherwise(claim, source, marker, denying)
    ]
    own_denying = [word.folded for word in claim.words if _DENYING.match(word.folded)]
    if not own_denying:
        differences += [
            Difference("denied", source.analysis.words[marker.index].text)
            for marker in theirs
            if not any(_same_focus(claim, source, other, marker) for other in ours)
            and _is_about(claim, source, marker, alignment)
        ]
    return differences


def _same_focus(claim: Analysis, source: Source, ours: Marker, theirs: Marker) -> bool:
    if not ours.focus or not theirs.focus:
        return True
    stems = {source.analysis.words[i].stem for i in theirs.focus}
    return any(stems & source.similar(claim.words[i].stem).keys() for i in ours.focus)


def _denied_otherwise(claim: Analysis, source: Source, marker: Marker, denying: list[int]) -> bool:
    """„nicht erlaubt“ for „verboten“, „nicht möglich“ for „unmöglich“, „ohne Kosten“ for „kostenlos“."""
    focus = {claim.words[i].stem for i in _clause_content(claim, marker.index)}
    for index in denying:
        word = source.analysis.words[index]
        base = stem(_UN.sub("", word.folded))
        clause = source.analysis.clause_of(index)
        near = {source.analysis.words[i].stem for i in clause.words if source.analysis.words[i].weight}
        if base in focus or word.stem in focus or any(near & source.similar(name).keys() for name in focus):
            return True
    return False


def _clause_content(analysis: Analysis, index: int) -> list[int]:
    return [i for i in analysis.clause_of(index).words if analysis.words[i].weight]


def _is_about(claim: Analysis, source: Source, marker: Marker, alignment: Alignment) -> bool:
    """Whether the claim says what this negation of the source denies: nearly all words of its clause are in one clause of it."""
    used = {place for place, _ in alignment.matched.values()}
    stems = {source.analysis.words[place].stem for place in used}
    focus = [source.analysis.words[i].stem for i in marker.focus]
    if not focus or focus[0] not in stems:
        return False
    return sum(name in stems for name in focus) >= 0.6 * len(focus)


def read_force(analysis: Analysis, clause: Clause) -> dict[Force, str]:
    """The modal forces of a clause with the word that shows each. „haben … zu“ counts as must only with „zu“."""
    found: dict[Force, str] = {}
    folded = [analysis.words[i].folded for i in clause.words]
    for position, word in enumerate(folded):
        for force, pattern in _FORCE:
            if not pattern.match(word):
                continue
            if word in ("hat", "haben") and not ("zu" in folded[position:]):
                continue
            found.setdefault(force, analysis.words[clause.words[position]].text)
    if "must" in found and _denies_need(folded):
        del found["must"]
        found.setdefault("may", "nicht müssen")
    elif "may" in found and any(_NEGATORS.match(word) for word in folded):
        found.setdefault("must", "nicht dürfen")
    return found


def _denies_need(folded: list[str]) -> bool:
    return any(_NEGATORS.match(word) for word in folded)


def _compare_force(claim: Analysis, source: Source, alignment: Alignment) -> list[Difference]:
    differences = []
    for clause in claim.clauses:
        content = [i for i in clause.words if i in alignment.matched]
        ours = read_force(claim, clause)
        if not content or not ours:
            continue
        theirs = _force_of_source(source, alignment, content)
        if theirs is None:
            continue
        for force, word in ours.items():
            if force in theirs:
                break
        else:
            force, word = next(iter(ours.items()))
            if theirs:
                differences.append(Difference("force", word))
            elif force == "must":
                differences.append(Difference("demanded", word))
    return differences


def _force_of_source(source: Source, alignment: Alignment, content: list[int]) -> dict[Force, str] | None:
    """The forces of the source's clauses that carry most of the claim clause's words."""
    votes: dict[int, float] = {}
    for index in content:
        place, likeness = alignment.matched[index]
        start = source.analysis.clause_of(place).words.start
        votes[start] = votes.get(start, 0.0) + likeness
    if not votes:
        return None
    best = max(votes.values())
    forces: dict[Force, str] = {}
    for start, value in votes.items():
        if value >= 0.5 * best:
            forces |= read_force(source.analysis, source.analysis.clause_of(start))
    return forces
