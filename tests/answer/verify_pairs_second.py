"""German pairs of a second round, written when the checks were done: patchwork, dropped conditions, other pages.

One row: passage, sentence, whether it must be shown, what it tries.
"""

PASSAGES = {
    "friedhof": (
        "Urnengräber vergibt die Friedhofsverwaltung Altmühlbach online. Für Reihengräber ist ein Termin im Rathaus "
        "erforderlich. Eine Verlängerung der Ruhezeit kann beantragt werden, sofern die Satzung nichts anderes bestimmt. "
        "Die Gebühr für Urnengräber beträgt 480 Euro, die Gebühr für Reihengräber 910 Euro."
    ),
    "hund": (
        "Die Gemeinde Finkenau erhebt für den ersten Hund 60 Euro Hundesteuer im Jahr. Blindenhunde sind auf Antrag befreit. "
        "Die Anmeldung eines Hundes ist über das Bürgerportal möglich; die Abmeldung erfolgt schriftlich. "
        "Die Steuermarke wird kostenlos ersetzt, wenn der Verlust angezeigt wurde."
    ),
    "kita": (
        "Eltern melden ihr Kind über das Kitaportal an. Träger pflegen dort die freien Plätze. "
        "Die Stadt Oberlauen betreibt das Kitaportal seit 2021, die Stadt Niederlauen seit 2024. "
        "Eine Absage wird nur verschickt, wenn kein Platz frei ist. Geschwisterkinder haben Vorrang."
    ),
    "rat": (
        "Einladungen zu öffentlichen Sitzungen stehen im Ratsinformationssystem für alle bereit. Unterlagen nichtöffentlicher "
        "Sitzungen sehen nur die Mitglieder des Gemeinderats. Die Niederschrift wird nach der Genehmigung veröffentlicht. "
        "Ton- und Bildaufnahmen sind zulässig, solange kein Mitglied widerspricht."
    ),
    "signatur": (
        "Bescheide mit Schriftformerfordernis benötigen eine qualifizierte elektronische Signatur. Für einfache Auskünfte "
        "reicht eine E-Mail. Das qualifizierte Siegel ersetzt die Unterschrift der Behörde, außer bei Urkunden. "
        "Das Zertifikat bestellt die Kommune beim Vertrauensdiensteanbieter."
    ),
    "daten": (
        "Offene Daten stellt der Landkreis Muldeck unter einer freien Lizenz bereit. Die Gemeinden liefern die Daten einmal im "
        "Quartal. Personenbezogene Daten werden vorher entfernt. Luftbilder dürfen Unternehmen nutzen, falls sie die Quelle nennen. "
        "Der Freistaat übernimmt die Betriebskosten des Datenportals bis Ende 2027."
    ),
    "zulassung": (
        "Fahrzeuge können in Tannwitz online abgemeldet werden. Für die Anmeldung eines Fahrzeugs wird eine elektronische "
        "Versicherungsbestätigung gebraucht. Kurzzeitkennzeichen gibt die Behörde nur vor Ort aus. "
        "Ist der Halter minderjährig, müssen beide Eltern zustimmen."
    ),
}

PAIRS: tuple[tuple[str, str, bool, str], ...] = (
    ("friedhof", "Für Urnengräber ist ein Termin im Rathaus erforderlich.", False, "patchwork"),
    ("friedhof", "Reihengräber vergibt die Friedhofsverwaltung Altmühlbach online.", False, "patchwork"),
    ("friedhof", "Die Gebühr für Reihengräber beträgt 480 Euro.", False, "patchwork"),
    ("friedhof", "Eine Verlängerung der Ruhezeit kann beantragt werden.", False, "condition"),
    ("friedhof", "Für Reihengräber braucht man einen Termin im Rathaus.", True, "whole"),
    ("friedhof", "Die Friedhofsverwaltung Altmühlbach vergibt Urnengräber online.", True, "whole"),
    ("friedhof", "Sofern die Satzung nichts anderes bestimmt, kann man eine Verlängerung der Ruhezeit beantragen.", True, "whole"),
    ("friedhof", "Die Gebühr für Urnengräber beträgt 480 €.", True, "whole"),
    ("hund", "Die Abmeldung eines Hundes ist über das Bürgerportal möglich.", False, "patchwork"),
    ("hund", "Die Anmeldung eines Hundes erfolgt schriftlich.", False, "patchwork"),
    ("hund", "Die Steuermarke wird kostenlos ersetzt.", False, "condition"),
    ("hund", "Über das Bürgerportal ist die Anmeldung eines Hundes möglich.", True, "whole"),
    ("hund", "Wenn der Verlust angezeigt wurde, wird die Steuermarke kostenlos ersetzt.", True, "whole"),
    ("hund", "Für den ersten Hund erhebt die Gemeinde Finkenau jährlich 60 Euro Hundesteuer.", True, "whole"),
    ("hund", "Auf Antrag sind Blindenhunde befreit.", True, "whole"),
    ("kita", "Träger melden ihr Kind über das Kitaportal an.", False, "patchwork"),
    ("kita", "Eltern pflegen dort die freien Plätze.", False, "patchwork"),
    ("kita", "Die Stadt Oberlauen betreibt das Kitaportal seit 2024.", False, "patchwork"),
    ("kita", "Eine Absage wird verschickt.", False, "condition"),
    ("kita", "Über das Kitaportal melden Eltern ihr Kind an.", True, "whole"),
    ("kita", "Seit 2021 betreibt die Stadt Oberlauen das Kitaportal.", True, "whole"),
    ("kita", "Die freien Plätze pflegen dort die Träger.", True, "whole"),
    ("rat", "Unterlagen öffentlicher Sitzungen sehen nur die Mitglieder des Gemeinderats.", False, "patchwork"),
    ("rat", "Einladungen zu nichtöffentlichen Sitzungen stehen im Ratsinformationssystem für alle bereit.", False, "patchwork"),
    ("rat", "Ton- und Bildaufnahmen sind zulässig.", False, "condition"),
    ("rat", "Im Ratsinformationssystem stehen Einladungen zu öffentlichen Sitzungen für alle bereit.", True, "whole"),
    ("rat", "Nach der Genehmigung wird die Niederschrift veröffentlicht.", True, "whole"),
    ("rat", "Ton- und Bildaufnahmen sind erlaubt, solange kein Mitglied widerspricht.", True, "whole"),
    ("signatur", "Für Bescheide mit Schriftformerfordernis reicht eine E-Mail.", False, "patchwork"),
    ("signatur", "Einfache Auskünfte benötigen eine qualifizierte elektronische Signatur.", False, "patchwork"),
    ("signatur", "Das qualifizierte Siegel ersetzt die Unterschrift der Behörde.", False, "condition"),
    ("signatur", "Eine E-Mail reicht für einfache Auskünfte.", True, "whole"),
    ("signatur", "Eine qualifizierte elektronische Signatur ist für Bescheide mit Schriftformerfordernis nötig.", True, "whole"),
    ("signatur", "Beim Vertrauensdiensteanbieter bestellt die Kommune das Zertifikat.", True, "whole"),
    ("daten", "Die Gemeinden stellen offene Daten unter einer freien Lizenz bereit.", False, "patchwork"),
    ("daten", "Die Betriebskosten des Datenportals übernimmt der Landkreis Muldeck bis Ende 2027.", False, "patchwork"),
    ("daten", "Luftbilder dürfen Unternehmen nutzen.", False, "condition"),
    ("daten", "Der Landkreis Muldeck stellt offene Daten unter einer freien Lizenz bereit.", True, "whole"),
    ("daten", "Falls sie die Quelle nennen, dürfen Unternehmen Luftbilder nutzen.", True, "whole"),
    ("daten", "Einmal im Quartal liefern die Gemeinden die Daten.", True, "whole"),
    ("zulassung", "Für die Abmeldung eines Fahrzeugs wird eine elektronische Versicherungsbestätigung gebraucht.", False, "patchwork"),
    ("zulassung", "Kurzzeitkennzeichen gibt die Behörde online aus.", False, "patchwork"),
    ("zulassung", "Beide Eltern müssen zustimmen.", False, "condition"),
    ("zulassung", "Bei minderjährigen Haltern müssen beide Eltern zustimmen.", True, "whole"),
    ("zulassung", "In Tannwitz kann man Fahrzeuge online abmelden.", True, "whole"),
    ("zulassung", "Kurzzeitkennzeichen bekommt man nur vor Ort.", True, "whole"),
    # The same field, but not said on this page
    ("friedhof", "Die Ruhezeit für Erdbestattungen beträgt in Sachsen zwanzig Jahre.", False, "other"),
    ("hund", "Die Hundesteuer wird mit dem Grundsteuerbescheid erhoben.", False, "other"),
    ("kita", "Die Elternbeiträge richten sich nach der Betreuungszeit des Kindes.", False, "other"),
    ("rat", "Die Mitglieder des Gemeinderats erhalten Tablets für die Sitzungen.", False, "other"),
    ("signatur", "Die Kommune archiviert elektronisch signierte Bescheide zehn Jahre.", False, "other"),
    ("daten", "Der Landkreis betreibt ein Geoportal mit Bebauungsplänen der Gemeinden.", False, "other"),
    ("zulassung", "Die Behörde erhebt für die Zulassung eines Fahrzeugs eine Gebühr.", False, "other"),
)  # fmt: skip
