"""Look at a question before it is searched: unusable, foreign, personal or commanding input is met here."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from assistant import wording
from assistant.answer.answer import Question, Status
from assistant.answer.personal import find_personal_data
from assistant.corpus.normalise import clean_text
from assistant.settings import AnswerSettings

_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKUP = re.compile(r"<\s*/?\s*[a-z!][^>]*>|javascript:|\bon(?:error|load|click)\s*=", re.IGNORECASE)
_SQL = re.compile(
    r"\b(?:select\b.+\bfrom|insert\s+into|delete\s+from|drop\s+(?:table|database)|update\b.+\bset|union\s+(?:all\s+)?select)\b"
    r"|'\s*(?:or|and)\s+'?\d+'?\s*=\s*'?\d+|;\s*--",
    re.IGNORECASE | re.DOTALL,
)
_ENGLISH = frozenset(
    [
        "the",
        "is",
        "are",
        "was",
        "were",
        "what",
        "which",
        "who",
        "whom",
        "where",
        "when",
        "why",
        "how",
        "does",
        "do",
        "did",
        "can",
        "could",
        "should",
        "would",
        "will",
        "must",
        "have",
        "has",
        "of",
        "for",
        "to",
        "and",
        "or",
        "not",
        "with",
        "without",
        "from",
        "about",
        "into",
        "this",
        "that",
        "these",
        "those",
        "there",
        "their",
        "our",
        "your",
        "my",
        "we",
        "you",
        "they",
        "it",
        "its",
        "an",
        "any",
        "please",
        "tell",
        "me",
    ]
)
_ENGLISH_OPENINGS = frozenset("what which who where when why how does do is are can could should please".split())
_GERMAN = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "ist",
        "sind",
        "war",
        "waren",
        "wird",
        "werden",
        "was",
        "wer",
        "wo",
        "wann",
        "warum",
        "wie",
        "welche",
        "welcher",
        "welches",
        "muss",
        "müssen",
        "kann",
        "können",
        "darf",
        "dürfen",
        "soll",
        "sollen",
        "und",
        "oder",
        "nicht",
        "kein",
        "keine",
        "mit",
        "ohne",
        "von",
        "vom",
        "für",
        "zu",
        "zum",
        "zur",
        "im",
        "in",
        "am",
        "an",
        "auf",
        "bei",
        "nach",
        "aus",
        "über",
        "unter",
        "gibt",
        "es",
        "wir",
        "ich",
        "sie",
        "uns",
        "unser",
        "unsere",
        "man",
        "noch",
        "schon",
        "auch",
        "ob",
        "wenn",
        "dass",
        "als",
    ]
)
# Sentences that command the assistant instead of asking about the subject. They are dropped; a question left over is answered.
_COMMANDS = re.compile(
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|überschreib\w*|umgeh\w*)\b.{0,80}\b(?:anweisung|regel|vorgabe|instruktion|befehl|prompt|quelle|einschränkung|filter|sicherheit)\w*"
    r"|\b(?:system|initial)[\s-]?prompt\w*|\bentwicklermodus|\bjailbreak|\bDAN-?Modus"
    r"|\bdu bist (?:jetzt|nun|ab sofort)\b|\bsie sind (?:jetzt|ab sofort) (?:ein|mein|kein)|\bspiel\w* (?:jetzt )?(?:die rolle|einen)\b|\btu so,? als\b|\bverhalte dich wie\b"
    r"|\b(?:anweisung|befehl|nachricht|hinweis) an (?:die|das|den) (?:ki|assistent\w*|modell|system|chatbot|bot)\b"
    r"|\bantworte\w* (?:ab jetzt|ab sofort|nur noch|künftig|immer)\b|\bantworte\w*.{0,40}\bohne (?:quelle|beleg|nachweis)\w*"
    r"|\b(?:gib|geben sie|zeig\w*|nenn\w*|verrat\w*|wiederhol\w*|druck\w*|drucke) .{0,50}\b(?:deine|ihre|alle|internen?) (?:\w+ )?(?:anweisung|instruktion|regeln|konfiguration|prompt|passw|zugangsdaten|einstellungen|umgebungsvariablen)\w*"
    r"|\bempfiehl\w*\b.{0,30}\b(?:anbieter|produkt|firma)\b"
    r"|\bignore (?:all|any|previous|the)\b|\byou are now\b|\b(?:reveal|print|show) (?:your|the) (?:system|prompt|instructions)\b",
    re.IGNORECASE | re.DOTALL,
)
_VERDICT_WANTED = re.compile(
    r"\brechtsverbindlich\w*|\b(?:rechts)?gutachten\b|\bmein\w* (?:rechts)?anw[aä]lt\w*|\brechtsberatung\b|\bklageschrift\b|\bwiderspruchsbescheid (?:schreib|formulier)\w*",
    re.IGNORECASE,
)
_SINGLE_CASE = re.compile(
    r"\b(?:der|die|eine?|unser\w*) (?:bürger(?:in)?|antragsteller(?:in)?|kunde|kundin|mitarbeiter(?:in)?|nachbar(?:in)?|eigentümer(?:in)?|herr|frau|familie)\b"
    r".{0,160}\b(?:hat|wurde|lag|ist|bekam|legte|stellte|zahlte|will|möchte)\b.{0,200}\?"
    r"|\bhat (?:sie|er) (?:einen )?anspruch\b|\bist (?:er|sie|der widerspruch|die klage|der antrag|der bescheid) (?:un)?(?:zulässig|wirksam|rechtmäßig|begründet|verfristet)",
    re.IGNORECASE | re.DOTALL,
)
_SMALL_TALK = re.compile(
    r"^\W*(?:hallo|hi|hey|guten (?:tag|morgen|abend)|moin|servus|danke(?: schön| sehr)?|vielen dank|tschüss|test|wie geht(?:'?s| es (?:dir|ihnen))|"
    r"wer (?:bist du|sind sie)|was (?:kannst du|können sie)(?: alles)?(?: für mich tun)?|hilfe)\W*$",
    re.IGNORECASE,
)
# Coarser than real sentences, on purpose: an order must not hide behind an abbreviation.
_PARTS = re.compile(r"(?<=[.!?:;\]])\s+|\n+")
_LABELS = re.compile(r"\[[^\]]*\]")
_MIN_WORDS_ENGLISH = 2


@dataclass(frozen=True, slots=True)
class Intake:
    """Either a refusal (`status` and `text`) or the cleaned `question` that may be searched, with notes for the reader."""

    question: str
    status: Status | None = None
    text: str = ""
    notes: tuple[str, ...] = ()


def inspect_question(question: Question, settings: AnswerSettings, is_public_name: Callable[[str], bool]) -> Intake:
    """Decide what may go on. Deterministic; the order is: unusable, personal, commanding, then the advice note."""
    raw = unicodedata.normalize("NFC", question.text)
    if len(raw) > settings.question_chars:
        return _refuse(
            raw[: settings.question_chars],
            Status.REFUSED,
            wording.QUESTION_TOO_LONG.format(limit=settings.question_chars),
        )
    text = clean_text(raw).strip()
    unusable = _find_unusable(text)
    if unusable:
        return _refuse(text, *unusable)
    if not question.personal_data_confirmed:
        finds = find_personal_data(text, is_public_name)
        if finds:
            kinds = ", ".join(dict.fromkeys(find.kind for find in finds))
            return _refuse(text, Status.PERSONAL_DATA, wording.PERSONAL_DATA.format(kinds=kinds))
    return _inspect_intent(text)


def _inspect_intent(text: str) -> Intake:
    kept = drop_commands(text)
    if _VERDICT_WANTED.search(text):
        return _refuse(kept or text, Status.REFUSED, wording.NO_LEGAL_ADVICE)
    if kept != text and not (kept and "?" in kept and _WORD.search(kept)):
        return _refuse(text, Status.REFUSED, wording.NO_COMMANDS)
    notes = (wording.COMMANDS_DROPPED,) if kept != text else ()
    if _SINGLE_CASE.search(kept):
        notes = (*notes, wording.SINGLE_CASE)
    return Intake(kept, notes=notes)


def drop_commands(text: str) -> str:
    """The text without the sentences that give the assistant orders."""
    parts = _PARTS.split(text)
    kept = [part for part in parts if not _COMMANDS.search(part)]
    return text if len(kept) == len(parts) else _LABELS.sub("", " ".join(kept)).strip()


def _find_unusable(text: str) -> tuple[Status, str] | None:
    if not text:
        return Status.REFUSED, wording.QUESTION_EMPTY
    if _MARKUP.search(text) or _SQL.search(text):
        return Status.REFUSED, wording.QUESTION_IS_CODE
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return Status.REFUSED, wording.QUESTION_WITHOUT_WORDS
    if _SMALL_TALK.match(text):
        return Status.OUT_OF_SCOPE, wording.SMALL_TALK
    english = sum(word in _ENGLISH and word not in _GERMAN for word in words)
    if (english >= _MIN_WORDS_ENGLISH or words[0] in _ENGLISH_OPENINGS) and not any(
        word in _GERMAN and word not in _ENGLISH for word in words
    ):
        return Status.REFUSED, wording.QUESTION_NOT_GERMAN
    return None


def _refuse(text: str, status: Status, message: str) -> Intake:
    return Intake(text, status, message)
