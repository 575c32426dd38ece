"""German pairs of a last, never fitted round: long sentences as guides write them, and what a careless drafter makes of them.

One row: passage, sentence, whether it must be shown, what it tries.
"""

PASSAGES = {
    "breitband": (
        "Der Zweckverband Elstertal baut in den Ortsteilen Graubach und Sieben das Glasfasernetz aus. In der Kernstadt übernimmt "
        "das ein privates Unternehmen. Wer bis zum 30. September einen Vorvertrag schließt, zahlt für den Hausanschluss nichts. "
        "Spätere Anschlüsse kosten 1.500 Euro. Das Tiefbauamt koordiniert die Baustellen und informiert die Anwohner zwei Wochen vorher."
    ),
    "personal": (
        "Beschäftigte können bis zu drei Tage in der Woche mobil arbeiten, soweit dienstliche Gründe nicht entgegenstehen. "
        "Über den Antrag entscheidet die Amtsleitung; der Personalrat wird informiert. Dienstlaptops stellt die IT-Abteilung bereit. "
        "Private Geräte sind nur für die Terminabstimmung erlaubt."
    ),
    "einfuehrung": (
        "Die Gemeinde Steinbrunn hat das Fachverfahren in sechs Monaten eingeführt. Die Nachbargemeinde Quellitz brauchte neun "
        "Monate, weil die Schnittstelle zum Haushaltsverfahren fehlte. Beide nutzen denselben Dienstleister. "
        "Steinbrunn schulte alle Beschäftigten vor dem Start, Quellitz erst danach."
    ),
    "wahl": (
        "Briefwahlunterlagen können online, per E-Mail oder persönlich beantragt werden. Ein telefonischer Antrag ist unzulässig. "
        "Die Unterlagen versendet das Wahlamt, sobald die Stimmzettel vorliegen. Wer für andere beantragt, braucht eine Vollmacht."
    ),
}

PAIRS: tuple[tuple[str, str, bool, str], ...] = (
    ("breitband", "In der Kernstadt baut der Zweckverband Elstertal das Glasfasernetz aus.", False, "patchwork"),
    ("breitband", "Das Tiefbauamt baut in den Ortsteilen Graubach und Sieben das Glasfasernetz aus.", False, "patchwork"),
    ("breitband", "Der Zweckverband Elstertal koordiniert die Baustellen.", False, "patchwork"),
    ("breitband", "Spätere Anschlüsse kosten nichts.", False, "patchwork"),
    ("breitband", "Das Glasfasernetz baut in Graubach und Sieben der Zweckverband Elstertal aus.", True, "whole"),
    ("breitband", "Das Tiefbauamt informiert die Anwohner zwei Wochen vorher.", True, "whole"),
    ("breitband", "Ein späterer Anschluss kostet 1.500 Euro.", True, "whole"),
    ("breitband", "Für den Hausanschluss zahlt nichts, wer bis zum 30. September einen Vorvertrag schließt.", True, "whole"),
    ("personal", "Beschäftigte können bis zu drei Tage in der Woche mobil arbeiten.", False, "condition"),
    ("personal", "Bis zu drei Tage in der Woche können Beschäftigte mobil arbeiten.", False, "condition"),
    ("personal", "Über den Antrag entscheidet der Personalrat.", False, "patchwork"),
    ("personal", "Dienstlaptops stellt die Amtsleitung bereit.", False, "patchwork"),
    ("personal", "Private Geräte sind erlaubt.", False, "condition"),
    ("personal", "Die Amtsleitung entscheidet über den Antrag.", True, "whole"),
    ("personal", "Die IT-Abteilung stellt Dienstlaptops bereit.", True, "whole"),
    ("personal", "Soweit dienstliche Gründe nicht entgegenstehen, können Beschäftigte bis zu drei Tage in der Woche mobil "
     "arbeiten.", True, "whole"),
    ("personal", "Nur für die Terminabstimmung sind private Geräte erlaubt.", True, "whole"),
    ("einfuehrung", "Die Nachbargemeinde Quellitz hat das Fachverfahren in sechs Monaten eingeführt.", False, "patchwork"),
    ("einfuehrung", "Die Gemeinde Steinbrunn brauchte neun Monate.", False, "patchwork"),
    ("einfuehrung", "Quellitz schulte alle Beschäftigten vor dem Start.", False, "patchwork"),
    ("einfuehrung", "In sechs Monaten hat die Gemeinde Steinbrunn das Fachverfahren eingeführt.", True, "whole"),
    ("einfuehrung", "Quellitz brauchte neun Monate.", True, "whole"),
    ("einfuehrung", "Vor dem Start schulte Steinbrunn alle Beschäftigten.", True, "whole"),
    ("einfuehrung", "Weil die Schnittstelle zum Haushaltsverfahren fehlte, brauchte Quellitz neun Monate.", True, "whole"),
    ("wahl", "Briefwahlunterlagen können telefonisch beantragt werden.", False, "patchwork"),
    ("wahl", "Die Unterlagen versendet das Wahlamt.", False, "condition"),
    ("wahl", "Sobald die Stimmzettel vorliegen, versendet das Wahlamt die Unterlagen.", True, "whole"),
    ("wahl", "Briefwahlunterlagen kann man auch per E-Mail beantragen.", True, "whole"),
    ("wahl", "Eine Vollmacht braucht, wer für andere beantragt.", True, "whole"),
    ("wahl", "Ein Antrag am Telefon ist nicht zulässig.", True, "whole"),
)  # fmt: skip
