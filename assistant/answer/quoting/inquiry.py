"""One thing asked, ready to be held against sentences: its weighed words and what an answer must name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from assistant.answer.quoting.demands import Demands, read_demands
from assistant.answer.quoting.intent import Ask, Intent
from assistant.answer.quoting.matching import Alternatives, Term, match_term, read_terms, stem_bag, weigh_terms
from assistant.answer.quoting.misspelt import mend_terms
from assistant.search.german import stem
from assistant.search.hit import Hit

# Words that only carry the kind of question; a sentence answers them by what it offers, not by repeating them.
_ASKING: dict[Ask, str] = {
    Ask.COST: "kosten kostet Kosten Preis Summe Betrag Geld teuer hoch zahlen Gebühr Entgelt kostenlos kostenfrei kostenpflichtig Euro Jahr Monat blechen berappen löhnen knöpft knöpfen abknöpfen Rechnung",
    Ask.SINCE: "Tag Datum Zeitpunkt Jahr beginnen begann starten gestartet Start Beginn geben gilt",
    Ask.UNTIL: "Tag Datum Zeitpunkt Jahr Frist spätestens Ende",
    Ask.WHEN: "wievielte Tag Datum Termin Zeitpunkt Jahr Monat beginnen begann Frist Wochentag Uhrzeit Uhr statt stattfinden findet",
    Ask.HOW_LONG: "schnell binnen innerhalb lange dauern dauert Frist Dauer Zeit Tage Wochen Monate Jahre",
    Ask.HOW_MANY: "viel viele hoch groß oft häufig weit Anzahl Zahl Höhe genau Abstand Abständen Turnus Rhythmus Takt Intervall Umfang umfasst",
    Ask.WHO: "Stelle Behörde Amt Person zuständig verantwortlich zuständige",
    Ask.WHERE: "Telefon Telefonnummer Nummer Adresse E Mail Kontakt Ansprechpartner erreichbar erreiche Paragraf Paragrafen Gesetz stehen steht regelt geregelt Vorschrift Norm Internetadresse Webadresse Postadresse Adresse URL Link Internet",
    Ask.PAPERS: "Unterlagen Dokument Dokumente Nachweis Nachweise Papiere Formular Formulare mitbringen",
    Ask.YES_NO: "Pflicht verpflichtet erlaubt zulässig möglich reicht überhaupt jetzt noch",
    Ask.HOW: "funktioniert funktionieren geht gehen Schritte vorgehen Ablauf",
    Ask.WHY: "Grund Gründe dient Zweck liegt",
    Ask.WHAT_IS: "Begriff Definition bedeutet heißt versteht bedeuten genau",
    Ask.DIFFERENCE: "Unterschied unterscheidet unterscheiden",
}


_TOLD = 0.35
_MATTER = 0.8
_SAID = 0.6


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One thing asked, with weighed terms and what its answer must name."""

    intent: Intent
    terms: tuple[Term, ...]
    demands: Demands
    today: date


@cache
def asking_words(kind: Ask) -> frozenset[str]:
    """Stems that only carry this kind of question."""
    return frozenset(map(stem, _ASKING.get(kind, "").split()))


def read_inquiry(intent: Intent, hits: Sequence[Hit], today: date, alternatives: Alternatives | None = None) -> Inquiry:
    """Terms of the asking part weigh fully, those told around it less, all by rarity among the hits.

    What was told around and no hit speaks of ("die Frau am Tresen") is the asker's day, not the matter. Only where the
    asking part names nothing itself ("Darf die das?") is the matter in what was told.
    """
    ignore = asking_words(intent.kind)
    asked = f"{intent.subject} {intent.text}".strip()
    terms = read_terms(asked, alternatives, ignore)
    if not terms and not intent.frame:
        terms = read_terms(asked, alternatives, keep_small=True)
    bare = not any(term.noun or term.entity for term in terms)
    known = frozenset(term.stem for term in terms) | ignore
    share = _MATTER if bare else _TOLD
    frame = [
        term if term.entity else replace(term, weight=term.weight * share)
        for term in read_terms(intent.frame, alternatives, known)
    ]
    bags = [bag_of(hit) for hit in hits]
    told = [
        term for term in mend_terms(frame, bags) if term.entity or any(match_term(term, bag) >= _SAID for bag in bags)
    ]
    weighed = (*weigh_terms(mend_terms(terms, bags), bags), *weigh_terms(told, bags))
    return Inquiry(intent, weighed, read_demands(asked, weighed, today), today)


def bag_of(hit: Hit) -> frozenset[str]:
    """The stems of all that is written for a hit, the questions included that its sentences answer."""
    return stem_bag("\n".join((context_of(hit), *(text for asked in hit.passage.asked for text in asked.questions))))


def context_of(hit: Hit) -> str:
    return "\n".join((hit.head.title, *hit.passage.headings, hit.passage.text))
