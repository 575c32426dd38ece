"""Everyday verbs and nouns that ask the same in other words. The thesaurus knows the field; this knows the language."""

from functools import cache

from assistant.search.german import stem

_GROUPS = (
    "digital online elektronisch",
    "ablehnen zurückweisen abweisen verweigern",
    "schreddern vernichten wegwerfen entsorgen Vernichtung",
    "sitzen Sitz ansässig Standort",
    "entwickeln bauen programmieren Entwicklung",
    "veranstalten ausrichten organisieren einladen laden Veranstaltung",
    "prüfen kontrollieren überwachen Prüfung Kontrolle",
    "ändern anpassen aktualisieren Aktualisierung Änderung Anpassung",
    "verbieten untersagen verboten Verbot",
    "kündigen beenden Kündigung",
    "antworten Antwort Rückmeldung reagieren",
    "Formular Vordruck",
    "unterschreiben unterzeichnen Unterschrift signieren Signatur",
    "sparen einsparen Ersparnis entlasten Entlastung",
    "zwingen verpflichten verpflichtet Pflicht verpflichtend vorschreiben vorgeschrieben",
    "Kennwort Passwort",
    "registrieren Registrierung",
    "abschaffen aufheben streichen entfallen wegfallen",
    "nachweisen Nachweis belegen",
    "Identifizierung Identitätsnachweis Identifikation",
    "melden anzeigen Meldung Anzeige",
    "wechseln umsteigen umstellen Umstellung Wechsel Umstieg",
    "herausgeben veröffentlichen Veröffentlichung",
    "Handy Smartphone Mobiltelefon",
    "Schulung schulen Kurs Fortbildung Seminar",
    "verzögern Verzögerung verspäten",
    "abmelden Abmeldung",
    "verschicken versenden Versand zusenden",
    "ausfüllen eintragen eingeben",
    "beschließen Beschluss verabschieden",
    "Internetadresse Webadresse",
    "Fehlermeldung Störung",
    "Gehalt Lohn Vergütung Entgelt",
    "Website Webseite Internetseite Homepage Internetauftritt",
    "mitmachen teilnehmen Teilnahme anmelden Anmeldung beitreten beteiligen",
    "fordern verlangen beanspruchen einklagen klagen verklagen",
    "öffnen abrufen Abruf lesen ansehen anschauen",
    "zustellen zugestellt bekanntgeben Bekanntgabe bekannt zugehen",
    "zahlen bezahlen Zahlung Bezahlung übernehmen finanzieren Kosten",
    "helfen Hilfe unterstützen Unterstützung",
    "Problem Störung Fehler Panne funktionieren klappen",
    "starten beginnen anfangen Start Beginn Anfang gründen",
    "enden auslaufen Ende einstellen eingestellt abschalten",
    "Chef Leiter Leiterin Leitung leiten",
    "Firma Unternehmen",
    "speichern aufbewahren aufheben Speicherung Aufbewahrung",
    "löschen entfernen Löschung",
    "einrichten anlegen einführen Einführung Einrichtung aufbauen bauen",
    "erlassen erstellen anfertigen",
    "umsetzen Umsetzung erfüllen befolgen betroffen betreffen erfassen gelten",
    "bremsen Hindernis Hemmnis hindern Hürde Schwierigkeit haken hapern klemmen stocken",
    "festlegen bestimmen entscheiden Festlegung",
    "umbenennen Umbenennung heißen",
    "einkaufen kaufen bestellen beschaffen Bestellung",
    "Dienst Leistung Onlinedienst",
    "finden auffindbar erscheinen auftauchen anzeigen",
    "weitergeben übergeben übermitteln senden schicken weiterleiten",
    "messen ermitteln erheben bewerten Selbsteinschätzung",
    "Geld Mittel Förderung Fördermittel Zuschuss",
    "Voraussetzung Bedingung Anforderung",
    "Vorteil Nutzen bringen",
    "Aufwand Arbeit",
)


@cache
def _index() -> dict[str, frozenset[str]]:
    index: dict[str, frozenset[str]] = {}
    for group in _GROUPS:
        stems = frozenset(map(stem, group.split()))
        for one in stems:
            index[one] = index.get(one, frozenset()) | stems
    return index


def list_alike(word: str) -> frozenset[str]:
    """Stems of words that may stand for this stem, itself included; empty for a word without such."""
    return _index().get(word, frozenset())
