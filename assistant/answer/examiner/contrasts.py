"""Words that exclude each other: who swaps one for the other in an aligned place says something else.

Bund for Land, Bürger for Unternehmen, mindestens for höchstens, kostenlos for kostenpflichtig.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answer.examiner.align import Comparison
from assistant.answer.examiner.analysis import Analysis, Clause

# One family per row; members of a row contradict each other. Patterns match folded words.
_FAMILIES: tuple[tuple[str, ...], ...] = (
    (r"bund|bundes\w*(?<!gebiet)(?<!weit)(?<!republik)|bundesweit\w*", r"land|landes\w*|laender|freistaat\w*|landesweit\w*", r"kommune|kommunen|kommunale\w*|gemeinden?|staedte|stadt", r"eu|europaeisch\w+"),
    (r"buerger\w*(?<!meister)(?<!meisterin)|privatperson\w*", r"unternehmen\w*|firm(?:a|en)|betrieb(?:e|en|s)?"),
    (r"mindestens|wenigstens|minimum|mindest\w+|min", r"hoechstens|maximal\w*|maximum|hoechst\w+|max"),
    (r"kostenlos\w*|kostenfrei\w*|gebuehrenfrei\w*|unentgeltlich\w*|gratis|umsonst", r"kostenpflichtig\w*|gebuehrenpflichtig\w*|entgeltlich\w*"),
    (r"frueher|vorher|zuvor|vorab", r"spaeter|nachher|danach|nachtraeglich"),
    (r"muendlich\w*|telefonisch\w*", r"schriftlich\w*"),
    (r"intern\w*", r"extern\w*"),
    (r"oeffentlich\w*", r"privat\w*|nichtoeffentlich\w*"),
    (r"alle[mnrs]?|saemtliche\w*|jede[mnrs]?", r"manche\w*|einige\w*|wenige\w*|einzelne\w*"),
    (r"immer|stets|jederzeit", r"nie|niemals|manchmal|selten|gelegentlich"),
    (r"montag\w*", r"dienstag\w*", r"mittwoch\w*", r"donnerstag\w*", r"freitag\w*", r"samstag\w*|sonnabend\w*", r"sonntag\w*"),
    (r"freiwillig\w*", r"verpflichtend\w*|pflicht|zwingend\w*|verbindlich\w*"),
    (r"erlaubt\w*|zulaessig\w*|gestattet\w*", r"verboten\w*|unzulaessig\w*|untersagt\w*"),
    (r"mehr", r"weniger"), (r"steig\w+|gestiegen\w*|erhoeh\w+", r"sink\w+|gesunken\w*|gesenkt\w*|senk\w+|verringer\w+"),
    (r"oestlich\w*", r"westlich\w*", r"noerdlich\w*", r"suedlich\w*"), (r"links", r"rechts"),
    (r"minderjaehrig\w*", r"volljaehrig\w*|erwachsene\w*"), (r"geoeffnet|offen", r"geschlossen"),
    (r"befristet\w*", r"unbefristet\w*"), (r"beschraenkt\w*|eingeschraenkt\w*", r"unbeschraenkt\w*|uneingeschraenkt\w*"),
    (r"bruttos?|brutto", r"netto"),
    (
        r"taeglich\w*|tag", r"woechentlich\w*|woche", r"monatlich\w*|monat", r"vierteljaehrlich\w*|quartal",
        r"jaehrlich\w*|jahr",
    ),
    (r"hoch|hohe[mnrs]?", r"niedrig\w*|gering\w*", r"substan[tz]iell\w*"),
)  # fmt: skip
_READ = [[re.compile(rf"(?:{member})$") for member in family] for family in _FAMILIES]
_ANY = re.compile("(?:" + "|".join(member for family in _FAMILIES for member in family) + ")$")


# Where the other member must stand to contradict: members of a listing stand side by side, so only their absence from
# the whole passage counts (weekdays); cost is said once per page and holds for all of it.
_WHOLE_PASSAGE = {3, 10}
# Bund and Land, Bürger and Unternehmen, public and closed often stand side by side, each with its own part.
_PER_CLAUSE = {0, 1, 2, 6, 7}


@dataclass(frozen=True, slots=True)
class Swap:
    ours: str
    theirs: str


def find_swaps(comparison: Comparison) -> Iterator[Swap]:
    """Members of a family that a clause of the claim names and its place in the source does not, while that names another."""
    claim, source = comparison.claim, comparison.source.analysis
    if not any(_places_of(word.folded) for word in claim.words):
        return
    given = _read_members(source, comparison.window)
    for clause, partners in comparison.pairs:
        beside = _read_members(source, [index for partner in partners for index in partner.words])
        nearest = _read_members(source, partners[0].words if partners else ())
        for family, ours in _read_members(claim, clause.words).items():
            theirs = beside.get(family) or given.get(family) or {}
            if family in _PER_CLAUSE:
                theirs = nearest.get(family) or theirs
            if family in _WHOLE_PASSAGE:
                theirs = _read_members(source, range(len(source.words))).get(family, {})
            elif family not in _PER_CLAUSE and ours.keys() & given.get(family, {}).keys():
                continue
            missing = {member for member in ours.keys() - theirs.keys() if not _is_denied(claim, clause, ours[member])}
            instead = theirs.keys() - ours.keys()
            if missing and instead:
                yield Swap(ours[min(missing)], theirs[min(instead)])


def _is_denied(claim: Analysis, clause: Clause, shown: str) -> bool:
    """„nicht zulässig“ is no swap for „unzulässig“: what is denied is compared as a negation."""
    words = [claim.words[index].text for index in clause.words]
    return any(left.lower() == "nicht" and right == shown for left, right in pairwise(words))


def _read_members(analysis: Analysis, words: Iterable[int]) -> dict[int, dict[int, str]]:
    """Families that occur, each with the members that occur and the word that shows them."""
    found: dict[int, dict[int, str]] = {}
    for index in words:
        for family, member in _places_of(analysis.words[index].folded):
            found.setdefault(family, {}).setdefault(member, analysis.words[index].text)
    return found


def is_member(folded: str) -> bool:
    """Whether the word belongs to a family of words that exclude each other."""
    return bool(_places_of(folded))


@lru_cache(maxsize=100_000)
def _places_of(folded: str) -> tuple[tuple[int, int], ...]:
    if not _ANY.match(folded):
        return ()
    return tuple(
        (family, member)
        for family, patterns in enumerate(_READ)
        for member, pattern in enumerate(patterns)
        if pattern.match(folded)
    )
