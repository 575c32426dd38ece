"""German pairs about what a sentence loses or joins: halves of neighbouring statements, dropped conditions, exceptions.

Written before the checks they try. One row: passage, sentence, whether it must be shown, what it tries.
"""

PASSAGES = {
    "niveau": (
        "Für Leistungen bis zum Vertrauensniveau „substantiell“ genügt die Anmeldung mit dem ELSTER-Zertifikat. "
        "Für das Vertrauensniveau „hoch“ ist der Online-Ausweis nötig. "
        "Eine Anmeldung mit Benutzername und Passwort reicht nur für das Niveau „niedrig“."
    ),
    "siegel": (
        "Das Siegel der Gemeinde Erlwitz ist kostenlos, solange das Projekt des Landkreises läuft. "
        "Ab 2027 zahlt jede Gemeinde 300 Euro im Jahr. "
        "Die Einrichtung übernimmt das Rechenzentrum, sofern die Gemeinde einen Vertrag geschlossen hat."
    ),
    "rechnung": (
        "Rechnungen an den Bund müssen als XRechnung eingereicht werden. Rechnungen an die Gemeinde Lindwalde dürfen auch als "
        "PDF per E-Mail kommen. Aufträge bis 1.000 Euro sind von der Pflicht ausgenommen. "
        "Der Empfang elektronischer Rechnungen ist für alle Gemeinden verpflichtend."
    ),
    "bauen": (
        "Bauanträge für Einfamilienhäuser nimmt die Stadt Röderau digital entgegen. Bauanträge für Sonderbauten müssen in "
        "Papier beim Landratsamt eingereicht werden. Die Prüfung dauert bei vollständigen Unterlagen vier Wochen. "
        "Fehlen Unterlagen, verlängert sich die Prüfung auf zehn Wochen."
    ),
    "termine": (
        "Die Online-Terminbuchung kann jede Gemeinde ohne Ausschreibung beschaffen, wenn der Auftragswert unter 15.000 Euro "
        "liegt. Das Bürgerbüro Kamenbach vergibt Termine online, das Standesamt Kamenbach nur telefonisch. "
        "Kennzeichen können bis zum Vortag reserviert werden."
    ),
    "akte": (
        "Die Stadt Weidenfurt führte die E-Akte 2022 im Hauptamt ein. Die Stadt Zschopenau führte die E-Akte 2024 im Bauamt ein. "
        "In Weidenfurt übernahm ein externes Büro den Scan der Altakten. In Zschopenau scannten die Auszubildenden selbst. "
        "Papierakten dürfen vernichtet werden, sobald die Scans geprüft sind."
    ),
    "zahlung": (
        "Bürgerinnen und Bürger zahlen über das Bezahlmodul mit Kreditkarte oder giropay. Unternehmen zahlen auf Rechnung. "
        "Die Transaktionsgebühr trägt das Land, außer bei Kreditkartenzahlungen. "
        "Erstattungen erfolgen nur auf schriftlichen Antrag."
    ),
    "ki": (
        "Texte dürfen mit dem KI-Assistenten entworfen werden, wenn keine personenbezogenen Daten enthalten sind. "
        "Der Entwurf muss vor dem Versand von einem Menschen geprüft werden. "
        "Für Bescheide ist der KI-Assistent nicht zugelassen. Für Pressemitteilungen ist er zugelassen."
    ),
    "wlan": (
        "Die Landesförderung für öffentliches WLAN beträgt 3.000 Euro je Standort. Die Bundesförderung für Glasfaser beträgt "
        "50 Prozent der Ausgaben. Anträge auf Landesförderung nimmt die Aufbaubank entgegen. "
        "Anträge auf Bundesförderung nimmt der Projektträger entgegen, soweit Mittel verfügbar sind."
    ),
    "melden": (
        "Die elektronische Wohnsitzanmeldung steht in Gersbach seit 2025 bereit. Sie setzt einen Ausweis mit aktivierter "
        "Online-Funktion voraus. Familien können sich gemeinsam anmelden, es sei denn, ein Mitglied hat keinen Ausweis. "
        "Der Aufkleber für den Ausweis kommt innerhalb von sieben Tagen per Post."
    ),
}

PAIRS: tuple[tuple[str, str, bool, str], ...] = (
    # Halves of two statements joined to one that nobody made
    ("niveau", "Für das Vertrauensniveau „hoch“ genügt die Anmeldung mit dem ELSTER-Zertifikat.", False, "patchwork"),
    ("niveau", "Für das Vertrauensniveau „hoch“ genügt ein ELSTER-Zertifikat.", False, "patchwork"),
    ("niveau", "Für das Vertrauensniveau „substantiell“ ist der Online-Ausweis nötig.", False, "patchwork"),
    ("niveau", "Eine Anmeldung mit Benutzername und Passwort reicht für das Niveau „substantiell“.", False, "patchwork"),
    ("rechnung", "Rechnungen an den Bund dürfen auch als PDF per E-Mail kommen.", False, "patchwork"),
    ("rechnung", "Rechnungen an die Gemeinde Lindwalde müssen als XRechnung eingereicht werden.", False, "patchwork"),
    ("bauen", "Bauanträge für Sonderbauten nimmt die Stadt Röderau digital entgegen.", False, "patchwork"),
    ("bauen", "Bauanträge für Einfamilienhäuser müssen in Papier beim Landratsamt eingereicht werden.", False, "patchwork"),
    ("bauen", "Die Prüfung dauert bei vollständigen Unterlagen zehn Wochen.", False, "patchwork"),
    ("termine", "Das Standesamt Kamenbach vergibt Termine online.", False, "patchwork"),
    ("termine", "Das Bürgerbüro Kamenbach vergibt Termine nur telefonisch.", False, "patchwork"),
    ("akte", "Die Stadt Weidenfurt führte die E-Akte 2024 im Bauamt ein.", False, "patchwork"),
    ("akte", "Die Stadt Zschopenau führte die E-Akte im Hauptamt ein.", False, "patchwork"),
    ("akte", "In Zschopenau übernahm ein externes Büro den Scan der Altakten.", False, "patchwork"),
    ("akte", "In Weidenfurt scannten die Auszubildenden selbst.", False, "patchwork"),
    ("zahlung", "Unternehmen zahlen über das Bezahlmodul mit Kreditkarte.", False, "patchwork"),
    ("zahlung", "Bürgerinnen und Bürger zahlen auf Rechnung.", False, "patchwork"),
    ("ki", "Für Bescheide ist der KI-Assistent zugelassen.", False, "patchwork"),
    ("ki", "Für Pressemitteilungen ist der KI-Assistent nicht zugelassen.", False, "patchwork"),
    ("wlan", "Die Landesförderung für öffentliches WLAN beträgt 50 Prozent der Ausgaben.", False, "patchwork"),
    ("wlan", "Die Bundesförderung für Glasfaser beträgt 3.000 Euro je Standort.", False, "patchwork"),
    ("wlan", "Anträge auf Bundesförderung nimmt die Aufbaubank entgegen.", False, "patchwork"),
    ("wlan", "Anträge auf Landesförderung nimmt der Projektträger entgegen.", False, "patchwork"),
    # A condition, exception or limit cut off
    ("siegel", "Das Siegel der Gemeinde Erlwitz ist kostenlos.", False, "condition"),
    ("siegel", "Das Siegel ist für die Gemeinde Erlwitz kostenlos.", False, "condition"),
    ("siegel", "Die Einrichtung übernimmt das Rechenzentrum.", False, "condition"),
    ("termine", "Die Online-Terminbuchung kann jede Gemeinde ohne Ausschreibung beschaffen.", False, "condition"),
    ("termine", "Jede Gemeinde kann die Online-Terminbuchung ohne Ausschreibung beschaffen.", False, "condition"),
    ("akte", "Papierakten dürfen vernichtet werden.", False, "condition"),
    ("zahlung", "Die Transaktionsgebühr trägt das Land.", False, "condition"),
    ("zahlung", "Erstattungen erfolgen auf Antrag.", False, "condition"),
    ("ki", "Texte dürfen mit dem KI-Assistenten entworfen werden.", False, "condition"),
    ("ki", "Mit dem KI-Assistenten dürfen Texte entworfen werden.", False, "condition"),
    ("wlan", "Der Projektträger nimmt Anträge auf Bundesförderung entgegen.", False, "condition"),
    ("melden", "Familien können sich gemeinsam anmelden.", False, "condition"),
    # The same statements, told honestly
    ("niveau", "Das ELSTER-Zertifikat genügt für Leistungen bis zum Vertrauensniveau „substantiell“.", True, "whole"),
    ("niveau", "Der Online-Ausweis ist für das Vertrauensniveau „hoch“ nötig.", True, "whole"),
    ("niveau", "Für das Vertrauensniveau „hoch“ brauchen Sie den Online-Ausweis.", True, "whole"),
    ("siegel", "Solange das Projekt des Landkreises läuft, ist das Siegel der Gemeinde Erlwitz kostenlos.", True, "whole"),
    ("siegel", "Das Rechenzentrum übernimmt die Einrichtung, wenn die Gemeinde einen Vertrag geschlossen hat.", True, "whole"),
    ("siegel", "Jede Gemeinde zahlt ab 2027 jährlich 300 Euro.", True, "whole"),
    ("rechnung", "Rechnungen an die Gemeinde Lindwalde können auch als PDF per E-Mail eingereicht werden.", True, "whole"),
    ("rechnung", "Wer dem Bund eine Rechnung stellt, muss sie als XRechnung einreichen.", True, "whole"),
    ("rechnung", "Alle Gemeinden sind zum Empfang elektronischer Rechnungen verpflichtet.", True, "whole"),
    ("bauen", "Die Stadt Röderau nimmt Bauanträge für Einfamilienhäuser digital entgegen.", True, "whole"),
    ("bauen", "Bei vollständigen Unterlagen dauert die Prüfung 4 Wochen.", True, "whole"),
    ("bauen", "Wenn Unterlagen fehlen, verlängert sich die Prüfung auf zehn Wochen.", True, "whole"),
    ("termine", "Liegt der Auftragswert unter 15.000 Euro, kann jede Gemeinde die Online-Terminbuchung ohne Ausschreibung "
     "beschaffen.", True, "whole"),
    ("termine", "Das Standesamt Kamenbach vergibt Termine nur telefonisch.", True, "whole"),
    ("termine", "Das Bürgerbüro Kamenbach vergibt Termine online.", True, "whole"),
    ("akte", "Weidenfurt führte 2022 die E-Akte im Hauptamt ein.", True, "whole"),
    ("akte", "In Zschopenau haben die Auszubildenden selbst gescannt.", True, "whole"),
    ("akte", "Sobald die Scans geprüft sind, dürfen Papierakten vernichtet werden.", True, "whole"),
    ("akte", "Den Scan der Altakten übernahm in Weidenfurt ein externes Büro.", True, "whole"),
    ("zahlung", "Mit Ausnahme von Kreditkartenzahlungen trägt das Land die Transaktionsgebühr.", True, "whole"),
    ("zahlung", "Unternehmen können auf Rechnung zahlen.", True, "whole"),
    ("zahlung", "Über das Bezahlmodul zahlen Bürgerinnen und Bürger mit Kreditkarte oder giropay.", True, "whole"),
    ("zahlung", "Erstattungen gibt es nur auf schriftlichen Antrag.", True, "whole"),
    ("ki", "Sind keine personenbezogenen Daten enthalten, dürfen Texte mit dem KI-Assistenten entworfen werden.", True, "whole"),
    ("ki", "Vor dem Versand muss ein Mensch den Entwurf prüfen.", True, "whole"),
    ("ki", "Der KI-Assistent ist für Bescheide nicht zugelassen.", True, "whole"),
    ("wlan", "Je Standort beträgt die Landesförderung für öffentliches WLAN 3.000 Euro.", True, "whole"),
    ("wlan", "Die Aufbaubank nimmt Anträge auf Landesförderung entgegen.", True, "whole"),
    ("wlan", "Soweit Mittel verfügbar sind, nimmt der Projektträger Anträge auf Bundesförderung entgegen.", True, "whole"),
    ("melden", "Die elektronische Wohnsitzanmeldung gibt es in Gersbach seit 2025.", True, "whole"),
    ("melden", "Voraussetzung ist ein Ausweis mit aktivierter Online-Funktion.", True, "whole"),
    ("melden", "Der Aufkleber für den Ausweis kommt binnen 7 Tagen per Post.", True, "whole"),
    ("melden", "Wenn alle Mitglieder einen Ausweis haben, können sich Familien gemeinsam anmelden.", True, "whole"),
)  # fmt: skip
