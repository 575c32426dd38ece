"""Instructions to a language model that hide in a passage: such a passage is no evidence for anything."""

import re
import unicodedata

_TARGET = r"(?:anweisung|instruktion|instruction|vorgabe|regel|rule|prompt|systemprompt|aufforderung|befehl|kontext|quelle[n]? oben)"
_PATTERNS = (
    rf"\b(?:ignorier|vergiss|vergesse|missacht|überschreib|umgeh|verwirf|ignore|disregard|forget|override)\w*\b.{{0,60}}{_TARGET}",
    rf"{_TARGET}\w*\b.{{0,40}}\b(?:ignorier|vergess|missacht|aufgehoben|ungültig|gelten nicht mehr|nicht mehr gültig)",
    r"\b(?:system|assistant|user|developer)\s*(?:prompt|message|nachricht)?\s*:\s*\S",
    r"\b(?:gib|geben sie|zeig|nenn|verrat|wiederhol|druck|aktivier|wechsl|print|reveal|repeat|show|enable|enter)\w*\b.{0,40}"
    r"\b(?:system ?prompt|systemanweisung|developer mode|entwicklermodus|jailbreak)",
    r"\bdo anything now\b",
    r"\b(?:du bist|sie sind|you are)\s+(?:jetzt|nun|ab sofort|now)\b.{0,60}\b(?:assistent|assistant|modell|model|bot|ki|pirat|experte)\b",
    r"\b(?:antworte|antworten sie|schreibe|schreib|schreiben sie|gib|geben sie|sage|sag|sagen sie|answer|reply|respond|say|print|output)\b"
    r".{0,50}\b(?:nur mit|ausschließlich mit|immer mit|stattdessen|statt dessen|wortwörtlich|jede frage|nutzer|benutzer|"
    r"user|only with|instead|always|folgenden satz|the following)\b",
    r"\b(?:als|an die|an das|liebe|lieber|liebes|hinweis (?:an|für)(?: die| das)?|note to)\s+"
    r"(?:ki|llm|sprachmodell|sprachmodelle|ki-modell|assistent|assistenten|chatbot|language model|ai)\b\s*[:,!]",
    r"\b(?:wenn|falls|if)\s+(?:du|sie|you)\b.{0,30}\b(?:ki|sprachmodell|assistent|language model|ai|llm|chatbot)\b",
    r"<\|?(?:im_start|im_end|system|eot_id|start_header_id)\b|\[/?inst\]|<<sys>>|###\s*(?:instruction|system|anweisung)",
)
_INSTRUCTIONS = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE | re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def find_instruction(text: str) -> str | None:
    """The words that address a language model, or None. Also seen through invisible characters and wide letters."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    match = _INSTRUCTIONS.search(plain)
    return match[0] if match else None
