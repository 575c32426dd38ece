"""Follow-up questions by rules: does this question lean on the one before, and which words must come along?"""

import re
from collections.abc import Sequence

from assistant.answer.answer import Turn
from assistant.search.german import fold, is_stop, stem, tokens

_TURNS_BACK = 6
_TOPIC_WORDS = 12
# Words that ask but name no subject: a question of only these needs the subject of the one before.
_GENERIC_WORDS = """
kosten kostet Kosten Preis Gebühr Gebühren teuer günstig kostenlos kostenfrei bezahlen zahlen bezahlt zahlt Geld
dauern dauert Dauer lange Frist Fristen Termin Zeitpunkt Datum Ende Beginn starten anfangen beginnen
zuständig Zuständigkeit Ansprechpartner Ansprechpartnerin Kontakt Stelle Verantwortlicher verantwortlich
brauchen brauche benötigen benötige nötig notwendig erforderlich Unterlagen Unterlage Nachweis Nachweise Voraussetzung
beantragen beantrage Antrag bekommen bekomme erhalten erhalte anmelden anmeldet registrieren
funktionieren funktioniert gehen geht laufen läuft ablaufen Ablauf vorgehen Vorgehen Schritt Schritte
gelten gilt Pflicht verpflichtend verpflichtet freiwillig erlaubt verboten möglich zulässig Ausnahme Ausnahmen
Rechtsgrundlage Gesetz Paragraf Quelle Quellen stehen steht Beleg Grund Gründe Voraussetzungen
Beispiel Beispiele Erfahrung Erfahrungen Vorteil Vorteile Nachteil Nachteile Unterschied Risiko Alternative Alternativen
nutzen nutzt genutzt verwenden anbieten bietet bieten einsetzen einführen umsetzen genau konkret heute aktuell
erzählen erzähl erzähle mehr Näheres Details Einzelheiten ausführlich ausführlicher genauer kürzer einfacher zusammenfassen fasse zusammen
eins zwei drei vier fünf sechs sieben acht neun zehn
jemand wenden wende hilft helfen ansprechen bedeuten bedeutet heißen heißt passieren passiert kommen kommt finden finde stand Stand neu Neues unterstützt
Gemeinde Gemeinden Kommune Kommunen Stadt Städte Rathaus Verwaltung Behörde wir uns ok okay danke achso klar
"""
_BACK_WORDS = """
dafür davon dazu damit dabei daran darüber darauf darin dagegen dadurch danach daraus dort dorthin hierfür hierzu hiervon
hiermit dessen deren dies diese dieser dieses diesen diesem jene jener jenes solche solcher solches solchen
dran drauf drin drum
er ihn ihm letzteres letztere ersteres beides beide beiden derselbe dasselbe dieselbe
"""
_VERB_WORDS = """
ist sind war waren wird werden wurde kann können könnte muss müssen müsste soll sollen sollte darf dürfen hat haben habe gibt
gilt geht kostet braucht brauche brauchen mache macht regelt heißt dauert bringt bedeutet beantragen nutzen bezahlen anbieten
"""
_PREPOSITION_WORDS = "in im für bei beim mit ohne nach ab bis seit von vom zu zum zur auf aus unter über gegen laut"
_POLITE_WORDS = "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ihres Du Dir Dich"
_GENERIC = frozenset(stem(word) for word in _GENERIC_WORDS.split())
_POINTERS = frozenset(_BACK_WORDS.split())
_VERBS = frozenset(_VERB_WORDS.split())
_PREPOSITIONS = frozenset(_PREPOSITION_WORDS.split())
_POLITE = frozenset(_POLITE_WORDS.split())
# "Gilt die auch für uns?": without a noun behind it an article points back, except where it opens a relative clause.
_ARTICLES = frozenset(("die", "der", "den", "dem"))
_COMPOUND = re.compile(r"[\w-]*$"), re.compile(r"^[\w-]*")
_CLAUSE = re.compile(r"[,;:.–-]\s|\s(?:und|oder|aber)\s")
_AHEAD = re.compile(r",\s*(?:dass|daß|ob|wenn|damit|um|was|wie|wer|wo)\b")
_CONNECTOR = re.compile(
    r"^(?:(?:und|aber|oder|also|okay|ok|gut|danke|ach so|achso|ja|nein)\b[\s,.!:–-]*)+", re.IGNORECASE
)
_WHAT_ABOUT = re.compile(
    r"^(?:was ist (?:denn )?mit|wie (?:ist|sieht) es (?:denn )?(?:aus )?(?:mit|bei|in)|wie steht es (?:um|mit))\b", re.I
)
_PLACE = re.compile(r"\b(?:in|bei|für)\s+(?:der\s+(?:Stadt|Gemeinde)\s+)?[A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)?")
_DEED = re.compile(r"\b(?:die|der)\s+[A-ZÄÖÜ][a-zäöüß]+(?:ung|ion|keit|heit)\b(?!\s+(?:der|des|von|vom|für|im|in)\b)")
_SHORT = 7
# A pronoun after these asks about whoever the answer named.
_ASKS_FOR_ONE = re.compile(
    r"\b(?:wer|wem|wen|an wen|bei wem|welche[rs]? (?:stelle|behörde|amt|firma|dienstleister))\b", re.IGNORECASE
)
_ONE = re.compile(r"\b(?:er|sie|ihn|ihm|ihr|diese|dieser|denen|die)\b")
# So does "dort" after a question for a town: "Hat eine kleinere Stadt Erfahrung mit …?"
_TOWN = r"(?:stadt|städte|gemeinden?|kommunen?|orte?|rathaus|rathäuser)\b"
_ASKS_FOR_TOWN = re.compile(
    r"\bwelche[rs]? (?:\w+ )?"
    + _TOWN
    + r"|\b(?:gibt es|gibt's|kennt|hat|haben|nutzt|macht)\b.*\b(?:eine|andere[nr]?|kleinere) (?:\w+ )?"
    + _TOWN,
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:sie|diese|dieser|denen|die|dort|da)\b")
_FIGURE = re.compile(r"\d")
_VERB_SHAPE = re.compile(r"(?:[^s]t|en|eln|ern)$")


def resolve_followup(question: str, history: Sequence[Turn]) -> str:
    """The question with the subject of the conversation in parentheses; unchanged where it stands alone."""
    if not history or stands_alone(question):
        return question
    topic = find_topic(question, history)
    if not topic:
        return question
    sentence = question.strip()
    end = sentence[-1] if sentence.endswith(("?", "!", ".")) else "?"
    return f"{sentence.rstrip('?!. ')} ({topic}){end}"


def stands_alone(question: str) -> bool:
    """Whether the question can be searched without what was said before."""
    rest = _CONNECTOR.sub("", question.strip())
    return not (
        _points_back(rest) or _is_ellipsis(question, rest) or not specific_words(rest) or _names_only_a_deed(rest)
    )


def _names_only_a_deed(text: str) -> bool:
    """„Wie lange dauert die Einrichtung?“: of what, was said before."""
    words = specific_words(text)
    return len(words) == 1 and bool(_DEED.search(text)) and len(text.split()) <= _SHORT


def specific_words(text: str) -> list[str]:
    """The words that name a subject, as written, each once: no function words, no words that any follow-up may use."""
    found: dict[str, str] = {}
    for token in tokens(text):
        if _is_specific(token.text, first=not text[: token.start].strip()):
            word = _whole_word(text, token.start, token.end)
            found.setdefault(stem(word), word)
    return list(found.values())


def _is_specific(word: str, first: bool) -> bool:
    if is_stop(word):  # "Einer für Alle": a capital inside a sentence makes a name of a small word
        return word[:1].isupper() and not first and word not in _POLITE and len(word) > 2
    return fold(word) not in _POINTERS and stem(word) not in _GENERIC


def _whole_word(text: str, start: int, end: int) -> str:
    """A part of „Hundesteuer-Anmeldung“ or „FIT-Connect“ stands for the whole."""
    before, after = _COMPOUND[0].search(text[:start]), _COMPOUND[1].search(text[end:])
    return f"{before[0] if before else ''}{text[start:end]}{after[0] if after else ''}"


def find_topic(question: str, history: Sequence[Turn]) -> str:
    """What the conversation is about, from its latest question that names a subject, with what that one leaned on."""
    own = {stem(word) for word in specific_words(question)}
    replaces_place = bool(_PLACE.search(question))
    words: list[str] = []
    replaces_figure = bool(_FIGURE.search(question))
    for turn in reversed(history[-_TURNS_BACK:]):
        asked = _PLACE.sub(" ", turn.question) if replaces_place else turn.question
        if not words and _means_the_answered(asked, question):
            asked = _tell_who(turn) or asked
        known = own | {stem(word) for word in words}
        words = [
            word
            for word in _keep_names(specific_words(asked))
            if stem(word) not in known and not (replaces_figure and word[0].isdigit())
        ] + words
        if words and stands_alone(turn.question):
            break
    return " ".join(words[:_TOPIC_WORDS])


def _keep_names(words: Sequence[str]) -> list[str]:
    """Names and nouns carry the subject; the verbs around them were about the question before."""
    names = [word for word in words if not word[:1].islower()]
    return names or list(words)


def _means_the_answered(before: str, question: str) -> bool:
    """Whether the question before was for somebody or a town, and this one points to whoever the answer named."""
    return bool(
        (_ASKS_FOR_ONE.search(before) and _ONE.search(question))
        or (_ASKS_FOR_TOWN.search(before) and _THERE.search(question))
    )


def _tell_who(turn: Turn) -> str:
    """What the answer named that its question did not: there stands who it is."""
    asked = {stem(word) for word in specific_words(turn.question)}
    told = [word for word in specific_words(turn.answer.partition(". ")[0]) if word[:1].isupper()]
    return " ".join(word for word in told if stem(word) not in asked)


def _points_back(text: str) -> bool:
    words = list(re.finditer(r"[\w§]+", text))
    plain = [match[0] for match in words]
    return any(
        _is_pointer(plain, position)
        and not (match[0] in _ARTICLES and text[: match.start()].rstrip().endswith((",", ";")))
        and not _is_answered_inside(text, match.start(), match.end())
        for position, match in enumerate(words)
    )


def _is_pointer(words: Sequence[str], position: int) -> bool:
    word = words[position].lower()
    if word == "dabei" and any(before.lower() in ("bei", "beim") for before in words[:position]):
        return False  # „beim Programm dabei“
    if word in _POINTERS:
        return not _is_article(word, words, position)
    if word == "das" or (word in _ARTICLES and position + 1 < len(words) and words[position + 1][0].islower()):
        return not _leads_to_noun(words, position)
    return _is_lone_pronoun(words[position], position, words)


def _is_answered_inside(text: str, start: int, end: int) -> bool:
    """The pointer means a part of the same question: „Was ist X und wozu brauche ich ihn?“, „dafür sorgen, dass …“."""
    clauses = list(_CLAUSE.finditer(text[:start]))
    named_before = bool(clauses) and bool(specific_words(text[: clauses[-1].start()]))
    return named_before or bool(_AHEAD.search(text[end:]) and text[start : start + 2].lower() == "da")


def _is_article(word: str, words: Sequence[str], position: int) -> bool:
    """„diese“ before a noun that names the subject („diese Woche“ does not) still points back; „beide Ämter“ does not."""
    following = words[position + 1] if position + 1 < len(words) else ""
    return word.lower() in ("beide", "beiden", "solche", "solcher", "solches", "solchen") and following[:1].isupper()


def _leads_to_noun(words: Sequence[str], position: int) -> bool:
    """„das neue Portal“ is an article with its noun; „das konkret für Musterau“ and „das allein“ point back."""
    typed_small = all(word.islower() for word in words)
    for word in words[position + 1 : position + 4]:
        if is_stop(word) or word.lower() in _VERBS:
            return False
        if not word[0].islower() or typed_small:
            return True
    return False


def _is_lone_pronoun(word: str, position: int, words: Sequence[str]) -> bool:
    """„sie“ and „es“, but not the polite „Sie“ and not „gibt es“, „geht es um“."""
    if word == "sie":
        return True
    if word.lower() != "es" or (position == 0 and len(words) > 1 and words[1] in ("gibt", "geht")):
        return False
    before = words[position - 1].lower() if position else ""
    return before not in ("gibt", "geht", "gäbe", "handelt", "kommt", "bedarf", "braucht", "heißt") and len(words) <= 6


def _is_ellipsis(question: str, rest: str) -> bool:
    """„Und in Frohburg?“, „Was ist mit Vereinen?“, „Für Unternehmen auch?“: a part of a sentence, not a question."""
    if _WHAT_ABOUT.match(rest):
        return True
    words = re.findall(r"[\w§]+", rest)
    connected = rest != question.strip()
    if not words or len(words) > 6:
        return False
    if connected and words[0].lower() in _PREPOSITIONS and not any(word.startswith("welch") for word in words):
        return not any(word.lower() in _VERBS for word in words)
    return not any(_is_verb(word) for word in words) and (connected or words[0].lower() in _PREPOSITIONS)


def _is_verb(word: str) -> bool:
    return word.lower() in _VERBS or (word[0].islower() and len(word) > 3 and bool(_VERB_SHAPE.search(word)))
