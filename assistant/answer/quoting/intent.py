"""What a question wants to know: its kind, its parts and the words that carry its subject."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    """The kind of question. OPEN is everything that names a subject only, such as two keywords."""

    WHO = "wer"
    WHERE = "wo"
    WHEN = "wann"
    SINCE = "seit wann"
    UNTIL = "bis wann"
    HOW_LONG = "wie lange"
    HOW_MANY = "wie viel"
    COST = "was kostet"
    PAPERS = "welche Unterlagen"
    WHICH = "welche"
    YES_NO = "ja oder nein"
    HOW = "wie"
    WHY = "warum"
    WHAT_IS = "was ist"
    DIFFERENCE = "unterschied"
    OPEN = "offen"


# The first pattern that matches decides, so the narrow kinds stand before the wide ones.
_KINDS: tuple[tuple[Ask, str], ...] = (
    (
        Ask.PAPERS,
        r"\bwelche[rn]? (?:\w+en )?(?:unterlagen|dokumente?|nachweise?|papiere|formulare?)\b|\bwas (?:muss|müssen) .*mitbringen",
    ),
    (Ask.DIFFERENCE, r"\bunterschied|\bunterscheide|\bworin\b"),
    (
        Ask.COST,
        r"\bkoste(?:t|n)\b|\bgekostet\b|\bblechen\b|\bberappen\b|\blöhnen\b|\bknöpf\w*\b.*\bab\b|\babknöpf\w*|\bin rechnung stell\w*|\bwas\b.*\b(?:be)?zahl\w*|\bwelche[nrs]? (?:gebühr|kosten|preis|entgelt|betrag|beträge|summe)\w*|\bwie ?viel\b.*\b(?:zahl\w*|kost\w*|\w*geld|euro|gebühr\w*)\b|\bwie teuer\b|\bpreis\b(?!.*\b(?:gewonnen|gewann\w*|gewinn\w*|verliehen|ausgezeichnet|geholt|abger[äa]um\w*|eingeheimst|erhielt\w*|überreicht|errungen|mitgenommen|ergattert)\b)|\bwie hoch\b.*(?:kosten|gebühr|entgelt|preis|beitrag|umlage)"
        r"|\bkostenlos\b|\bkostenfrei\b|\bkostenpflichtig\b|\bwas (?:muss|müssen).*zahlen",
    ),
    (
        Ask.HOW_LONG,
        r"\bwie lang|\bin welche[rm] zeit|\bwie viel zeit\b|\bwie ?schnell\b|\binnerhalb welche|\bbinnen welche|\bwie viele (?:tage|wochen|monate|jahre|stunden)|\bdauert\b|\bwelche[rn]? (?:frist|dauer)",
    ),
    (Ask.SINCE, r"\b(?:seit|ab) wann\b|\bwann\b.*\b(?:beg[ao]nn\w*|start\w*|gegründet|eingeführt|in kraft)\b"),
    (Ask.UNTIL, r"\bbis wann\b|\bbis zu welchem (?:tag|datum|termin|jahr)"),
    (
        Ask.HOW_MANY,
        r"\bwie ?viel(?!te)|\bwie hoch\b|\bwie groß\b|\bwie (?:oft|häufig)\b|\b(?:anzahl|turnus|rhythmus)\b|\bin welche[mn] (?:zeitlichen )?(?:abst[aä]nd\w*|takt|intervall\w*)|\bwie weit\b|\bbis zu welche[mnr] (?:betrag|höhe|summe|alter|an?zahl|größe|wert|grenze|prozent\w*|anteil|einwohner\w*|\w+grenze|\w+betrag|\w+zahl)\b",
    ),
    (
        Ask.WHEN,
        r"\bwann?\b|\bwievielte[nrsm]? tag\b|\bwelche[rmsn]? (?:wochen)?tag\b|\bwochentag\b|\buhrzeit\b|\bum wie viel uhr\b|\b(?:an|zu|in|ab|bis) welchem (?:tag|datum|termin|jahr|monat|zeitpunkt)|\bwelche[rmsn]? (?:datum|termin|jahr)",
    ),
    (
        Ask.WHERE,
        r"\bwo\b|\b(?:internet|web|post)adresse\b|\burl\b|(?<![\w-])(?:telefon(?:nummer)?|e-mail|mail|kontakt(?:daten)?|ansprechpartner\w*|erreichbar|erreichen?|erreiche)\b(?!-)|\bwohin\b|\bwoher\b|\b(?:in )?welche[rmn]? (?:paragraf|gesetz|artikel|vorschrift|norm)",
    ),
    (
        Ask.WHO,
        r"\bwe[rnm]\b|\bwessen\b|\bwelche[rs]? (?:stelle|behörde|amt|person|ministerium|dienstleister|ansprechp)",
    ),
    (Ask.WHY, r"\bwarum\b|\bwieso\b|\bweshalb\b|\bwozu\b|\bwofür\b|\bwas spricht\b|\bworan liegt\b"),
    (
        Ask.WHAT_IS,
        r"\bwas (?:(?:ist|sind)(?!,? (?:wenn|bei|beim|mit|zu|für|im|laut dem)\b)|bedeute|heißt|genau|versteht)|\bwofür steht\b|\bbegriff\b|\bdefinition\b",
    ),
    (Ask.WHICH, r"\bwelche"),
    (Ask.HOW, r"\bwie\b|\bwodurch\b|\bwomit\b|\berkläre?\b|\bbeschreibe?\b"),
    (Ask.OPEN, r"\bwas\b|\bworauf\b|\bworum\b|\bworan\b|\bwonach\b|\bwovon\b|\bworüber\b|\bwomit\b"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)

_CLAUSE = re.compile(r"(?<=[?!])\s+|\s+[–—-]\s+|:\s+|;\s+|(?<=[a-zäöüß]{3})\.\s+")
_SECOND = re.compile(
    r"(?:,\s*|\s+)(?:und|sowie)\s+(?=(?:(?:ab|aus|bei|bis|seit|an|in|mit|nach|für|über|unter|von|wegen|zu)\s+)?"
    r"(?:wer|wen|wem|was|wie|wo|wohin|wann|warum|wieso|wozu|welche[rnms]?|muss|müssen|darf|dürfen|kann|können|gilt|gibt|braucht?|kostet)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:er|es|ihn|ihm|ihr|ihnen|dieser|diese|dieses|das|dort|dafür|davon|damit|dazu|dabei|darin)\b|\bsie\b"
)
_NOUN = re.compile(r"(?<=\s)[A-ZÄÖÜ]\w+|\b\w+[A-ZÄÖÜ]\w*|§")


@dataclass(frozen=True, slots=True)
class Intent:
    """`text` is the part that asks; `frame` is what else was said around it (a premise, a situation).

    `subject` is the part before, where this one only points back to it ("… und was kostet er?").
    """

    text: str
    kind: Ask
    frame: str = ""
    subject: str = ""

    @property
    def whole(self) -> str:
        """All that was said, for comparing wordings."""
        return f"{self.frame} {self.subject} {self.text}".strip()


# Kinds that are asked in each other's words: a heading "Wann …" answers "Seit wann …".
_FAMILY = {Ask.SINCE: Ask.WHEN, Ask.UNTIL: Ask.WHEN}


def alike_kinds(one: Ask, other: Ask) -> bool:
    return _FAMILY.get(one, one) == _FAMILY.get(other, other)


# "dürfen wir akten schreddern": who types fast leaves the question mark out; a verb in front still asks for yes or no.
_VERB_FIRST = re.compile(
    r"^(?:muss|müssen|darf|dürfen|kann|können|soll|sollen|gilt|gelten|ist|sind|hat|haben|wird|werden|braucht?|brauchen|reicht|gibt|macht)"
    r"\s+(?:das|der|die|den|ein\w*|wir|ich|es|man|uns\w*|jede\w*|auch|nur|noch|denn|hier|dafür|[\w-]+\s+(?:und|wir|ich))\b",
    re.IGNORECASE,
)


# A question that opens with its verb wants yes or no, whatever it mentions: "Reicht eine E-Mail?".
_DECIDED = re.compile(
    r"(?:muss|müssen|darf|dürfen|kann|können|soll|sollen|gilt|gelten|ist|sind|hat|haben|wird|werden|braucht?|brauchen|reicht|reichen|genügt|zählt|gehört)\b",
    re.IGNORECASE,
)
_NOT_BY_VERB = frozenset({Ask.WHERE, Ask.WHO, Ask.WHICH, Ask.WHAT_IS, Ask.HOW})


def find_kind(text: str) -> Ask:
    """The kind of one question; a question without an asking word is a yes-no question."""
    decided = _DECIDED.match(text.strip())
    for kind, pattern in _PATTERNS:
        if pattern.search(text) and not (decided and kind in _NOT_BY_VERB):
            return kind
    return Ask.YES_NO if text.rstrip().endswith("?") or _VERB_FIRST.match(text.strip()) else Ask.OPEN


def read_intents(question: str) -> tuple[Intent, ...]:
    """One Intent per thing asked, in the order asked. Statements around the questions become their frame."""
    clauses = [clause.strip() for clause in _CLAUSE.split(question) if clause.strip()]
    asking = [clause for clause in clauses if _asks(clause)]
    frame = " ".join(clause for clause in clauses if clause not in asking)
    if not asking:
        return (Intent(question.strip(), find_kind(question)),)
    parts = [part.strip() for clause in asking for part in _SECOND.split(clause) if part.strip()]
    kinds = [find_kind(_as_question(part, question)) for part in parts]
    subjects = ["", *(_find_subject(part, parts[0]) for part in parts[1:])]
    return tuple(Intent(part, kind, frame, subject) for part, kind, subject in zip(parts, kinds, subjects, strict=True))


def _find_subject(part: str, first: str) -> str:
    return first if _POINTS_BACK.search(part) or not _NOUN.search(part) else ""


def _asks(clause: str) -> bool:
    return clause.endswith("?") or bool(re.match(r"(?:erkläre?|beschreibe?|nenne?|zeige?)\b", clause, re.IGNORECASE))


def _as_question(part: str, question: str) -> str:
    return part if part.endswith("?") or not question.rstrip().endswith("?") else part + "?"
