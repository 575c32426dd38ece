"""Words that exclude each other: who swaps one for the other in an aligned place says something else.

Bund for Land, Bürger for Unternehmen, mindestens for höchstens, kostenlos for kostenpflichtig.
"""

import re
from dataclasses import dataclass

from assistant.answer.align import Alignment
from assistant.answer.analysis import Analysis, Source

# One family per row; members of a row contradict each other. Patterns match folded words.
_FAMILIES: tuple[tuple[str, ...], ...] = (
    (r"bund|bundes\w*(?<!gebiet)(?<!weit)(?<!republik)|bundesweit\w*", r"land|landes\w*|laender|freistaat\w*|landesweit\w*", r"kommun\w+|gemeinde\w*|staedte|stadt", r"eu|europaeisch\w+"),
    (r"buerger\w*(?<!meister)(?<!meisterin)|privatperson\w*", r"unternehmen\w*|firm(?:a|en)|betrieb(?:e|en|s)?|wirtschaft"),
    (r"mindestens|wenigstens|minimum|mindest\w+|min", r"hoechstens|maximal\w*|maximum|hoechst\w+|max"),
    (r"kostenlos\w*|kostenfrei\w*|gebuehrenfrei\w*|unentgeltlich\w*|gratis|umsonst", r"kostenpflichtig\w*|gebuehrenpflichtig\w*|entgeltlich\w*"),
    (r"frueher|vorher|zuvor|vor|vorab", r"spaeter|nachher|danach|nach|nachtraeglich"),
    (r"muendlich\w*|telefonisch\w*", r"schriftlich\w*"),
    (r"intern\w*", r"extern\w*"),
    (r"oeffentlich\w*", r"privat\w*|nichtoeffentlich\w*"),
    (r"alle[mnrs]?|saemtliche\w*|jede[mnrs]?", r"manche\w*|einige\w*|wenige\w*|einzelne\w*"),
    (r"immer|stets|jederzeit", r"nie|niemals|manchmal|selten|gelegentlich"),
    (r"montag\w*", r"dienstag\w*", r"mittwoch\w*", r"donnerstag\w*", r"freitag\w*", r"samstag\w*|sonnabend\w*", r"sonntag\w*"),
    (r"freiwillig\w*", r"verpflichtend\w*|pflicht|zwingend\w*|verbindlich\w*"),
    (r"erlaubt\w*|zulaessig\w*|gestattet\w*", r"verboten\w*|unzulaessig\w*|untersagt\w*"),
    (r"dafuer|fuer", r"dagegen|gegen"),
    (r"mehr", r"weniger"), (r"steig\w+|gestiegen\w*|erhoeh\w+", r"sink\w+|gesunken\w*|gesenkt\w*|senk\w+|verringer\w+"),
    (r"oestlich\w*", r"westlich\w*", r"noerdlich\w*", r"suedlich\w*"), (r"links", r"rechts"),
    (r"minderjaehrig\w*", r"volljaehrig\w*|erwachsene\w*"), (r"geoeffnet|offen", r"geschlossen"),
    (r"befristet\w*", r"unbefristet\w*"), (r"beschraenkt\w*|eingeschraenkt\w*", r"unbeschraenkt\w*|uneingeschraenkt\w*"),
    (r"beginn\w*|anfang\w*|start\w*", r"ende\w*|endet|schluss"), (r"bruttos?|brutto", r"netto"),
    (r"taeglich\w*", r"woechentlich\w*", r"monatlich\w*", r"vierteljaehrlich\w*", r"jaehrlich\w*"),
)  # fmt: skip
_READ = [[re.compile(rf"(?:{member})$") for member in family] for family in _FAMILIES]
_WEAK = {4, 13, 22}  # rows of prepositions and vague words: only an exactly matching neighbourhood makes them count


@dataclass(frozen=True, slots=True)
class Swap:
    ours: str
    theirs: str


def find_swaps(claim: Analysis, source: Source, alignment: Alignment) -> list[Swap]:
    """Members of a family that the claim names and its window does not, while the window names another one instead."""
    window = range(source.first_word[alignment.first], source.first_word[alignment.last + 1])
    theirs = [source.analysis.words[i].folded for i in window]
    ours = [word.folded for word in claim.words]
    swaps = []
    for number, family in enumerate(_READ):
        claimed = _members(family, ours)
        given = _members(family, theirs) if claimed else {}
        missing = claimed.keys() - given.keys()
        instead = given.keys() - claimed.keys()
        if missing and instead and number not in _WEAK:
            swaps.append(Swap(claimed[min(missing)], given[min(instead)]))
    return swaps


def _members(family: list[re.Pattern[str]], words: list[str]) -> dict[int, str]:
    return {number: word for number, pattern in enumerate(family) for word in words if pattern.match(word)}
