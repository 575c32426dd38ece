"""A small invented corpus for the quoting tests: towns, laws and components that do not exist."""

from datetime import date

from assistant.answer.answer import Draft, Question
from assistant.answer.quotes import draft_quotes
from assistant.corpus.document import Head, Kind, Level, Passage
from assistant.search.hit import Hit

TODAY = date(2026, 11, 22)


def make_hit(
    document: str,
    heading: str,
    text: str,
    *,
    title: str = "",
    level: Level = Level.LAND,
    kind: Kind = Kind.GUIDANCE,
    stand: date = date(2026, 1, 15),
    valid_until: date | None = None,
) -> Hit:
    title = title or document.replace("-", " ").title()
    head = Head(document, title, kind, level, "toy", ("TOY",), stand, "Amt für Beispiele", valid_until=valid_until)
    passage = Passage(f"{document}#{heading[:12]}", document, title, (heading,), None, 0, len(text), text, "d")
    return Hit(passage, head, 1.0, 0.5)


CORPUS = (
    make_hit(
        "pflg-4",
        "Bis wann müssen Gemeinden den Leihschein digital anbieten?",
        "Gemeinden müssen den Leihschein nach § 4 PflG bis zum 31.03.2028 digital anbieten.\n"
        "Eine Verlängerung der Frist sieht § 4 PflG nicht vor.",
        title="§ 4 PflG: Digitaler Leihschein",
        level=Level.BUND,
        kind=Kind.LAW,
    ),
    make_hit(
        "torfix-kosten",
        "Was kostet Torfix eine Gemeinde?",
        "Torfix kostet eine Gemeinde 240 Euro im Jahr.\nDie Schulung für Torfix ist darin enthalten.",
    ),
    make_hit(
        "torfix",
        "Was ist Torfix?",
        "Torfix ist ein Terminkalender für Bürgerbüros, den das Land bereitstellt.\nTorfix läuft im Browser.",
    ),
    make_hit(
        "torfix-betrieb", "Wer betreibt Torfix?", "Torfix betreibt die Rechenstelle Nordtal im Auftrag des Landes."
    ),
    make_hit(
        "torfix-hilfe",
        "Wo melden wir Störungen von Torfix?",
        "Störungen von Torfix melden Sie unter hilfe@torfix.example.",
    ),
    make_hit(
        "torfix-dauer",
        "Wie lange dauert die Freischaltung von Torfix?",
        "Die Freischaltung von Torfix dauert vier Wochen.",
    ),
    make_hit(
        "torfix-zahl",
        "Wie viele Gemeinden nutzen Torfix?",
        "Torfix nutzen 87 Gemeinden (Stand 2025).",
    ),
    make_hit(
        "torfix-antrag",
        "Welche Unterlagen braucht die Gemeinde für Torfix?",
        "Für Torfix reicht die Gemeinde diese Unterlagen ein:\nMitnutzungsvertrag\nFormular mit den Ansprechpersonen\n"
        "Nachweis der Schulung\nDie Rechenstelle prüft den Antrag auf Torfix innerhalb einer Woche.",
    ),
    make_hit(
        "torfix-einrichten",
        "Wie richten wir Torfix ein?",
        "Zuerst beantragt die Gemeinde einen Mandanten für Torfix.\nDanach legt sie ihre Schalter in Torfix an.",
    ),
    make_hit(
        "torfix-warum",
        "Warum sollen Termine in Torfix Pausen haben?",
        "Termine in Torfix brauchen Pausen, weil sonst keine Zeit für die Nacharbeit bleibt.",
    ),
    make_hit(
        "papier",
        "Dürfen wir Leihscheine auf Papier ablehnen?",
        "Nein, der Leihschein auf Papier bleibt nach § 4 PflG zulässig.\nBürger wählen den Weg selbst.",
        level=Level.BUND,
        kind=Kind.LAW,
    ),
    make_hit(
        "konten",
        "Was ist der Unterschied zwischen Bürgerfach und Firmenfach?",
        "Das Bürgerfach ist für natürliche Personen, das Firmenfach dagegen für Unternehmen.",
    ),
    make_hit(
        "altpay",
        "Können wir Altpay noch nutzen?",
        "Nein, Altpay wurde zum 30.06.2025 eingestellt.",
    ),
    make_hit(
        "foerderung",
        "Wie hoch ist die Förderung für Torfix 2027?",
        "Wie hoch die Förderung für Torfix im Jahr 2027 ist, ist im Korpus nicht belegt.",
    ),
    make_hit(
        "neudorf",
        "Wie hat Neudorf das gelöst?",
        "Die Gemeinde Neudorf vergibt seit 2024 alle Termine im Standesamt über Torfix.",
        level=Level.KOMMUNE,
        kind=Kind.CASE,
    ),
)


def draft(question: str, hits: tuple[Hit, ...] = CORPUS, expired: tuple[Hit, ...] = ()) -> Draft:
    return draft_quotes(Question(question, TODAY), hits, expired)


def texts(result: Draft) -> list[str]:
    return [sentence.text for sentence in result.sentences]
