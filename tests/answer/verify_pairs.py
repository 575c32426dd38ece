"""Own German pairs for the examiner: passages about digital administration, and sentences that they carry or do not.

One row: name of the passage, sentence, whether it must be shown, what it tries.
"""

PASSAGES = {
    "bekanntgabe": (
        "Ein elektronischer Verwaltungsakt im Postfach des Nutzerkontos gilt nach § 9 Abs. 1 OZG am vierten Tag nach der "
        "Bereitstellung zum Abruf als bekannt gegeben. Über die Bereitstellung wird der Nutzer per E-Mail benachrichtigt. "
        "Die Bekanntgabe in das Postfach setzt voraus, dass der Nutzer eingewilligt hat. "
        "Die Einwilligung kann jederzeit widerrufen werden."
    ),
    "rahmen": (
        "Bund, Länder und Kommunen sind verpflichtet, ihre Verwaltungsleistungen auch elektronisch über Verwaltungsportale "
        "anzubieten. Das OZG-Änderungsgesetz trat am 24.07.2024 in Kraft. Die frühere Frist bis Ende 2022 ist entfallen. "
        "Einzelne Leistungen dürfen die Kommunen weiterhin vor Ort anbieten. Einen Rechtsanspruch auf digitale Leistungen "
        "haben Bürger gegenüber dem Bund ab 2029, gegenüber den Kommunen nicht."
    ),
    "geld": (
        "Der Freistaat Sachsen stellt den Gemeinden im Jahr 2025 insgesamt 1,1 Mio. € bereit. Gefördert werden höchstens "
        "80 Prozent der zuwendungsfähigen Ausgaben. Der Antrag ist bis zum 31. März 2025 schriftlich bei der Landesdirektion "
        "zu stellen. Eine Förderung ist ausgeschlossen, wenn das Vorhaben bereits begonnen hat. "
        "Die Zuwendung beträgt mindestens 5.000 Euro je Gemeinde. Die Laufzeit des Programms beträgt zwei Jahre."
    ),
    "amt24": (
        "Amt24 ist das Serviceportal des Freistaates Sachsen. Gemeinden können Amt24 kostenlos nutzen. "
        "Die Redaktion pflegt die Beschreibungen der Leistungen zentral; Gemeinden ergänzen nur Öffnungszeiten und Gebühren. "
        "Online-Anträge werden mit dem Antragsassistenten erstellt. Bürgerinnen und Bürger melden sich mit der BundID an, "
        "Unternehmen mit dem Unternehmenskonto auf ELSTER-Basis."
    ),
    "unterlagen": (
        "Für den Anschluss an FIT-Connect müssen Sie vorlegen:\n"
        "- die ausgefüllte Anmeldung\n"
        "- einen Nachweis über die Vertretungsbefugnis\n"
        "- das Zertifikat der Verwaltungs-PKI\n"
        "Die Bearbeitung dauert in der Regel drei Wochen. Nicht erforderlich ist eine eigene Serverumgebung."
    ),
    "lotsen": (
        "Die Digital-Lotsen beim Sächsischen Städte- und Gemeindetag beraten Gemeinden mit bis zu 10.000 Einwohnern. "
        "Die Beratung ist freiwillig und wird vollständig vom Freistaat finanziert. Jede Gemeinde benennt einen Digital-Navigator. "
        "Der Digital-Navigator soll mindestens vier Stunden pro Woche für diese Aufgabe erhalten. "
        "Er muss keine technische Ausbildung haben."
    ),
    "datenschutz": (
        "Beschäftigte dürfen personenbezogene Daten nicht in öffentliche KI-Dienste eingeben. Vor der Einführung ist der "
        "Datenschutzbeauftragte zu beteiligen. Rechtsgrundlage der Verarbeitung ist Art. 6 Abs. 1 Buchst. e DSGVO. "
        "Protokolle werden nach 90 Tagen gelöscht. Ohne Freigabe durch die Leitung darf kein KI-Dienst genutzt werden."
    ),
    "fall": (
        "Die Gemeinde Musterhain führte 2023 die Online-Gewerbeanmeldung ein. Der Aufwand betrug 12 Arbeitstage. "
        "Die Bearbeitungszeit sank von fünf auf zwei Tage. Die Gemeinde Neudorf hat das Verfahren noch nicht eingeführt. "
        "Das Rathaus ist dienstags von 9:00 bis 18:00 Uhr geöffnet."
    ),
    "nachnutzung": (
        "Kommunen können die Einer-für-Alle-Leistung „Wohngeld“ nachnutzen. Dafür schließen sie mit der FITKO einen Nachnutzungsvertrag. Die Betriebskosten betragen 1.250 Euro im Jahr. Der Freistaat Sachsen übernimmt diese Kosten bis Ende 2026. Danach tragen die Kommunen die Kosten selbst.\n"
        "Nicht jede Leistung eignet sich für die Nachnutzung. Eine eigene Entwicklung ist weiterhin erlaubt."
    ),
    "bundid": (
        "Das Bürgerkonto BundID wird vom Bundesministerium des Innern betrieben. Zur Anmeldung genügt die Online-Ausweisfunktion; ein ELSTER-Zertifikat ist ebenfalls möglich. Für das Vertrauensniveau „hoch“ ist die Online-Ausweisfunktion zwingend erforderlich.\n"
        "Minderjährige ab 16 Jahren können ein Konto anlegen."
    ),
    "gewerbe": (
        "Unterlagen für die Gewerbeanmeldung:\n"
        "- Personalausweis oder Pass\n"
        "- bei Vertretung: schriftliche Vollmacht\n"
        "- Handelsregisterauszug (nur bei eingetragenen Unternehmen)\n"
        "Die Gebühr beträgt 26,00 Euro. Bei elektronischer Antragstellung ermäßigt sich die Gebühr auf 20,00 Euro."
    ),
}

PAIRS: tuple[tuple[str, str, bool, str], ...] = (
    # Letter for letter and free of notation
    ("bekanntgabe", "Über die Bereitstellung wird der Nutzer per E-Mail benachrichtigt.", True, "quote"),
    ("bekanntgabe", "Die Einwilligung kann jederzeit widerrufen werden.", True, "quote"),
    ("amt24", "Amt24 ist das Serviceportal des Freistaates Sachsen.", True, "quote"),
    ("amt24", "Gemeinden  können Amt24 kostenlos nutzen", True, "quote"),
    ("fall", "Der Aufwand betrug 12 Arbeitstage.", True, "quote"),
    ("datenschutz", "Protokolle werden nach 90 Tagen gelöscht.", True, "quote"),
    ("lotsen", "Jede Gemeinde benennt einen Digital-Navigator.", True, "quote"),
    ("unterlagen", "Die Bearbeitung dauert in der Regel drei Wochen.", True, "quote"),
    # Notation
    ("rahmen", "Das OZG-Änderungsgesetz trat am 24. Juli 2024 in Kraft.", True, "notation"),
    ("rahmen", "Das OZG-Änderungsgesetz trat am 24.7.2024 in Kraft.", True, "notation"),
    ("rahmen", "Das OZG-Änderungsgesetz trat im Juli 2024 in Kraft.", True, "notation"),
    ("geld", "Der Freistaat Sachsen stellt den Gemeinden im Jahr 2025 insgesamt 1.100.000 Euro bereit.", True, "notation"),
    ("geld", "Gefördert werden höchstens 80 % der zuwendungsfähigen Ausgaben.", True, "notation"),
    ("geld", "Der Antrag ist bis zum 31.03.2025 schriftlich bei der Landesdirektion zu stellen.", True, "notation"),
    ("geld", "Die Laufzeit des Programms beträgt 2 Jahre.", True, "notation"),
    ("geld", "Die Laufzeit des Programms beträgt 24 Monate.", True, "notation"),
    ("geld", "Die Zuwendung beträgt mindestens 5000 € je Gemeinde.", True, "notation"),
    ("unterlagen", "Die Bearbeitung dauert in der Regel 3 Wochen.", True, "notation"),
    ("unterlagen", "Die Bearbeitung dauert in der Regel 21 Tage.", True, "notation"),
    ("bekanntgabe", "Ein elektronischer Verwaltungsakt im Postfach gilt nach Paragraf 9 Absatz 1 des OZG am 4. Tag nach der "
     "Bereitstellung zum Abruf als bekannt gegeben.", True, "notation"),
    ("fall", "Die Bearbeitungszeit sank von 5 auf 2 Tage.", True, "notation"),
    ("fall", "Das Rathaus ist dienstags von 9 Uhr bis 18 Uhr geöffnet.", True, "notation"),
    ("datenschutz", "Rechtsgrundlage der Verarbeitung ist Artikel 6 Absatz 1 Buchstabe e DSGVO.", True, "notation"),
    ("lotsen", "Der Digital-Navigator soll mindestens 4 Stunden pro Woche für diese Aufgabe erhalten.", True, "notation"),
    # Paraphrase
    ("bekanntgabe", "Der Nutzer wird über die Bereitstellung per E-Mail benachrichtigt.", True, "paraphrase"),
    ("bekanntgabe", "Die Bekanntgabe in das Postfach setzt eine Einwilligung des Nutzers voraus.", True, "paraphrase"),
    ("rahmen", "Kommunen sind verpflichtet, ihre Verwaltungsleistungen elektronisch anzubieten.", True, "paraphrase"),
    ("rahmen", "Die Kommunen müssen ihre Verwaltungsleistungen auch elektronisch über Verwaltungsportale anbieten.", True, "paraphrase"),
    ("rahmen", "Kommunen dürfen einzelne Leistungen weiterhin vor Ort anbieten.", True, "paraphrase"),
    ("rahmen", "Die Frist bis Ende 2022 ist entfallen.", True, "paraphrase"),
    ("geld", "Der Antrag muss bis zum 31. März 2025 schriftlich bei der Landesdirektion gestellt werden.", True, "paraphrase"),
    ("geld", "Hat das Vorhaben bereits begonnen, ist eine Förderung ausgeschlossen.", True, "paraphrase"),
    ("geld", "Hat das Vorhaben bereits begonnen, ist eine Förderung nicht möglich.", True, "paraphrase"),
    ("amt24", "Die Nutzung von Amt24 ist für Gemeinden kostenlos.", True, "paraphrase"),
    ("amt24", "Bürgerinnen und Bürger melden sich mit der BundID an.", True, "paraphrase"),
    ("amt24", "Unternehmen melden sich mit dem Unternehmenskonto auf ELSTER-Basis an.", True, "paraphrase"),
    ("amt24", "Online-Anträge erstellt man mit dem Antragsassistenten.", True, "paraphrase"),
    ("amt24", "Gemeinden ergänzen nur die Öffnungszeiten und die Gebühren.", True, "paraphrase"),
    ("unterlagen", "Für den Anschluss an FIT-Connect müssen Sie die ausgefüllte Anmeldung, einen Nachweis über die "
     "Vertretungsbefugnis und das Zertifikat der Verwaltungs-PKI vorlegen.", True, "list"),
    ("unterlagen", "Sie müssen das Zertifikat der Verwaltungs-PKI vorlegen.", True, "list"),
    ("unterlagen", "Vorzulegen ist ein Nachweis über die Vertretungsbefugnis.", True, "list"),
    ("unterlagen", "Eine eigene Serverumgebung ist nicht erforderlich.", True, "paraphrase"),
    ("lotsen", "Die Digital-Lotsen beraten Gemeinden mit bis zu 10.000 Einwohnern.", True, "paraphrase"),
    ("lotsen", "Die Beratung wird vollständig vom Freistaat finanziert und ist freiwillig.", True, "paraphrase"),
    ("lotsen", "Der Digital-Navigator muss keine technische Ausbildung haben.", True, "paraphrase"),
    ("lotsen", "Der Digital-Navigator braucht keine technische Ausbildung.", True, "paraphrase"),
    ("datenschutz", "Personenbezogene Daten dürfen Beschäftigte nicht in öffentliche KI-Dienste eingeben.", True, "paraphrase"),
    ("datenschutz", "Der Datenschutzbeauftragte ist vor der Einführung zu beteiligen.", True, "paraphrase"),
    ("datenschutz", "Der Datenschutzbeauftragte muss vor der Einführung beteiligt werden.", True, "paraphrase"),
    ("datenschutz", "Kein KI-Dienst darf ohne Freigabe durch die Leitung genutzt werden.", True, "paraphrase"),
    ("fall", "Musterhain führte die Online-Gewerbeanmeldung im Jahr 2023 ein.", True, "paraphrase"),
    ("fall", "In Neudorf hat die Gemeinde das Verfahren noch nicht eingeführt.", True, "paraphrase"),
    # Numbers, dates, amounts, durations, sections
    ("bekanntgabe", "Ein elektronischer Verwaltungsakt im Postfach gilt am dritten Tag nach der Bereitstellung zum Abruf als "
     "bekannt gegeben.", False, "number"),
    ("bekanntgabe", "Ein elektronischer Verwaltungsakt im Postfach gilt nach § 9a OZG am vierten Tag nach der Bereitstellung "
     "zum Abruf als bekannt gegeben.", False, "section"),
    ("bekanntgabe", "Ein elektronischer Verwaltungsakt gilt nach § 9 Abs. 2 OZG am vierten Tag nach der Bereitstellung als "
     "bekannt gegeben.", False, "section"),
    ("bekanntgabe", "Ein elektronischer Verwaltungsakt gilt nach § 9 Abs. 1 VwVfG am vierten Tag nach der Bereitstellung als "
     "bekannt gegeben.", False, "section"),
    ("rahmen", "Das OZG-Änderungsgesetz trat am 24.07.2023 in Kraft.", False, "date"),
    ("rahmen", "Das OZG-Änderungsgesetz trat am 25. Juli 2024 in Kraft.", False, "date"),
    ("rahmen", "Das OZG-Änderungsgesetz trat im August 2024 in Kraft.", False, "date"),
    ("rahmen", "Die frühere Frist bis Ende 2023 ist entfallen.", False, "date"),
    ("rahmen", "Die frühere Frist bis Mitte 2022 ist entfallen.", False, "date"),
    ("rahmen", "Einen Rechtsanspruch auf digitale Leistungen haben Bürger gegenüber dem Bund ab 2028.", False, "date"),
    ("geld", "Der Freistaat Sachsen stellt den Gemeinden im Jahr 2025 insgesamt 1,1 Mrd. € bereit.", False, "amount"),
    ("geld", "Der Freistaat Sachsen stellt den Gemeinden im Jahr 2025 insgesamt 11 Mio. € bereit.", False, "amount"),
    ("geld", "Der Freistaat Sachsen stellt den Gemeinden im Jahr 2026 insgesamt 1,1 Mio. € bereit.", False, "date"),
    ("geld", "Gefördert werden höchstens 90 Prozent der zuwendungsfähigen Ausgaben.", False, "percent"),
    ("geld", "Der Antrag ist bis zum 30. März 2025 schriftlich bei der Landesdirektion zu stellen.", False, "date"),
    ("geld", "Die Zuwendung beträgt mindestens 50.000 Euro je Gemeinde.", False, "amount"),
    ("geld", "Die Laufzeit des Programms beträgt zwei Monate.", False, "duration"),
    ("geld", "Die Laufzeit des Programms beträgt drei Jahre.", False, "duration"),
    ("unterlagen", "Die Bearbeitung dauert in der Regel drei Tage.", False, "duration"),
    ("unterlagen", "Die Bearbeitung dauert in der Regel sechs Wochen.", False, "duration"),
    ("lotsen", "Die Digital-Lotsen beraten Gemeinden mit bis zu 20.000 Einwohnern.", False, "number"),
    ("lotsen", "Der Digital-Navigator soll mindestens acht Stunden pro Woche für diese Aufgabe erhalten.", False, "number"),
    ("datenschutz", "Protokolle werden nach 30 Tagen gelöscht.", False, "duration"),
    ("datenschutz", "Protokolle werden nach 90 Wochen gelöscht.", False, "duration"),
    ("datenschutz", "Rechtsgrundlage der Verarbeitung ist Art. 9 Abs. 1 Buchst. e DSGVO.", False, "section"),
    ("fall", "Die Bearbeitungszeit sank von fünf auf drei Tage.", False, "number"),
    ("fall", "Der Aufwand betrug 15 Arbeitstage.", False, "number"),
    ("fall", "Das Rathaus ist dienstags von 8:00 bis 18:00 Uhr geöffnet.", False, "time"),
    ("fall", "Die Gemeinde Musterhain führte 2021 die Online-Gewerbeanmeldung ein.", False, "date"),
    ("fall", "Die Bearbeitungszeit sank von zwei auf fünf Tage.", False, "relation"),
    ("geld", "Der Antrag ist ab dem 31. März 2025 schriftlich bei der Landesdirektion zu stellen.", False, "relation"),
    ("rahmen", "Einen Rechtsanspruch auf digitale Leistungen haben Bürger gegenüber dem Bund bis 2029.", False, "relation"),
    ("datenschutz", "Protokolle werden vor 90 Tagen gelöscht.", False, "relation"),
    # Negation
    ("bekanntgabe", "Die Einwilligung kann nicht widerrufen werden.", False, "negation"),
    ("bekanntgabe", "Über die Bereitstellung wird der Nutzer nicht per E-Mail benachrichtigt.", False, "negation"),
    ("rahmen", "Die frühere Frist bis Ende 2022 ist nicht entfallen.", False, "negation"),
    ("rahmen", "Kommunen sind nicht verpflichtet, ihre Verwaltungsleistungen elektronisch anzubieten.", False, "negation"),
    ("geld", "Eine Förderung ist nicht ausgeschlossen, wenn das Vorhaben bereits begonnen hat.", False, "negation"),
    ("geld", "Der Antrag ist nicht schriftlich bei der Landesdirektion zu stellen.", False, "negation"),
    ("amt24", "Gemeinden können Amt24 nicht nutzen.", False, "negation"),
    ("amt24", "Die Redaktion pflegt die Beschreibungen der Leistungen nicht zentral.", False, "negation"),
    ("unterlagen", "Eine eigene Serverumgebung ist erforderlich.", False, "negation"),
    ("unterlagen", "Sie müssen kein Zertifikat der Verwaltungs-PKI vorlegen.", False, "negation"),
    ("lotsen", "Der Digital-Navigator muss eine technische Ausbildung haben.", False, "negation"),
    ("lotsen", "Die Beratung ist nicht freiwillig.", False, "negation"),
    ("lotsen", "Nicht jede Gemeinde benennt einen Digital-Navigator.", False, "negation"),
    ("datenschutz", "Beschäftigte dürfen personenbezogene Daten in öffentliche KI-Dienste eingeben.", False, "negation"),
    ("datenschutz", "Ohne Freigabe durch die Leitung darf ein KI-Dienst genutzt werden.", False, "negation"),
    ("datenschutz", "Mit Freigabe durch die Leitung darf kein KI-Dienst genutzt werden.", False, "negation"),
    ("fall", "Die Gemeinde Neudorf hat das Verfahren eingeführt.", False, "negation"),
    ("fall", "Die Gemeinde Musterhain führte 2023 keine Online-Gewerbeanmeldung ein.", False, "negation"),
    # Modality
    ("bekanntgabe", "Die Einwilligung muss jederzeit widerrufen werden.", False, "modality"),
    ("rahmen", "Bund, Länder und Kommunen können ihre Verwaltungsleistungen auch elektronisch über Verwaltungsportale "
     "anbieten.", False, "modality"),
    ("rahmen", "Einzelne Leistungen müssen die Kommunen weiterhin vor Ort anbieten.", False, "modality"),
    ("amt24", "Gemeinden müssen Amt24 nutzen.", False, "modality"),
    ("amt24", "Gemeinden sind verpflichtet, Amt24 kostenlos zu nutzen.", False, "modality"),
    ("unterlagen", "Für den Anschluss an FIT-Connect können Sie die ausgefüllte Anmeldung vorlegen.", False, "modality"),
    ("lotsen", "Der Digital-Navigator muss mindestens vier Stunden pro Woche für diese Aufgabe erhalten.", False, "modality"),
    ("lotsen", "Die Beratung ist verpflichtend und wird vollständig vom Freistaat finanziert.", False, "modality"),
    ("datenschutz", "Vor der Einführung kann der Datenschutzbeauftragte beteiligt werden.", False, "modality"),
    # nur, mindestens, höchstens, kostenlos
    ("geld", "Gefördert werden mindestens 80 Prozent der zuwendungsfähigen Ausgaben.", False, "bound"),
    ("geld", "Die Zuwendung beträgt höchstens 5.000 Euro je Gemeinde.", False, "bound"),
    ("lotsen", "Der Digital-Navigator soll höchstens vier Stunden pro Woche für diese Aufgabe erhalten.", False, "bound"),
    ("amt24", "Gemeinden können Amt24 kostenpflichtig nutzen.", False, "contrast"),
    ("amt24", "Gemeinden können Amt24 nur kostenlos nutzen.", False, "limit"),
    ("amt24", "Bürgerinnen und Bürger melden sich ausschließlich mit der BundID an.", False, "limit"),
    ("geld", "Der Antrag ist bis zum 31. März 2025 mündlich bei der Landesdirektion zu stellen.", False, "contrast"),
    # Who: Bund and Land, Bürger and Unternehmen, municipality, component, office
    ("amt24", "Unternehmen melden sich mit der BundID an.", False, "actor"),
    ("amt24", "Bürgerinnen und Bürger melden sich mit dem Unternehmenskonto auf ELSTER-Basis an.", False, "actor"),
    ("amt24", "Amt24 ist das Serviceportal des Bundes.", False, "level"),
    ("lotsen", "Die Beratung wird vollständig vom Bund finanziert.", False, "level"),
    ("geld", "Der Bund stellt den Gemeinden im Jahr 2025 insgesamt 1,1 Mio. € bereit.", False, "level"),
    ("rahmen", "Einen Rechtsanspruch auf digitale Leistungen haben Bürger gegenüber den Kommunen ab 2029.", False, "level"),
    ("fall", "Die Gemeinde Beispielau führte 2023 die Online-Gewerbeanmeldung ein.", False, "municipality"),
    ("fall", "Die Gemeinde Neudorf führte 2023 die Online-Gewerbeanmeldung ein.", False, "municipality"),
    ("fall", "Die Stadt Leipzig hat das Verfahren noch nicht eingeführt.", False, "municipality"),
    ("unterlagen", "Für den Anschluss an FITKO müssen Sie die ausgefüllte Anmeldung vorlegen.", False, "component"),
    ("amt24", "Online-Anträge werden mit EfA erstellt.", False, "component"),
    ("amt24", "Bürgerinnen und Bürger melden sich mit ELSTER an.", False, "component"),
    ("geld", "Der Antrag ist bis zum 31. März 2025 schriftlich bei der Sächsischen Aufbaubank zu stellen.", False, "office"),
    ("datenschutz", "Vor der Einführung ist der Personalrat zu beteiligen.", False, "office"),
    ("lotsen", "Die Digital-Lotsen beim Landkreistag beraten Gemeinden mit bis zu 10.000 Einwohnern.", False, "office"),
    # Nothing to do with the passage
    ("amt24", "Die Beratung dauert in der Regel einen Vormittag und endet mit einem Protokoll.", False, "other"),
    ("fall", "Beschäftigte dürfen personenbezogene Daten nicht in öffentliche KI-Dienste eingeben.", False, "other"),
    ("unterlagen", "Der Freistaat fördert die Stellen der Navigatoren.", False, "other"),
    ("geld", "Die Anmeldung im Portal erfolgt über ein Nutzerkonto.", False, "other"),
    ("datenschutz", "Gemeinden nutzen das Serviceportal für Online-Anträge.", False, "other"),
    ("bekanntgabe", "Der Widerspruch ist innerhalb eines Monats einzulegen.", False, "other"),
    ("lotsen", "Das Rathaus bleibt am Freitag geschlossen.", False, "other"),
    ("rahmen", "Formulare stehen als PDF zum Herunterladen bereit.", False, "other"),
    # Mixed: what a sentence takes from two neighbours, and whole short guides
    ("nachnutzung", "Die Leistung „Wohngeld“ kann von Kommunen nachgenutzt werden.", True, "mixed"),
    ("nachnutzung", "Kommunen müssen die Einer-für-Alle-Leistung „Wohngeld“ nachnutzen.", False, "mixed"),
    ("nachnutzung", "Bis Ende 2026 übernimmt der Freistaat Sachsen die Kosten.", True, "mixed"),
    ("nachnutzung", "Der Bund übernimmt diese Kosten bis Ende 2026.", False, "mixed"),
    ("nachnutzung", "Danach trägt der Freistaat die Kosten selbst.", False, "mixed"),
    ("nachnutzung", "Jede Leistung eignet sich für die Nachnutzung.", False, "mixed"),
    ("nachnutzung", "Eine eigene Entwicklung ist nicht mehr erlaubt.", False, "mixed"),
    ("nachnutzung", "Eine eigene Entwicklung ist verboten.", False, "mixed"),
    ("nachnutzung", "Eine eigene Entwicklung bleibt zulässig.", True, "mixed"),
    ("nachnutzung", "Die Betriebskosten liegen bei 1250 € im Jahr.", True, "mixed"),
    ("nachnutzung", "Die Betriebskosten betragen 1.250 Euro im Monat.", False, "mixed"),
    ("nachnutzung", "Die Kommunen schließen dafür einen Nachnutzungsvertrag mit der FITKO.", True, "mixed"),
    ("nachnutzung", "Die Kommunen schließen dafür einen Nachnutzungsvertrag mit der govdigital.", False, "mixed"),
    ("nachnutzung", "Die Kommunen schließen dafür einen Nachnutzungsvertrag mit der KOMM24.", False, "mixed"),
    ("bundid", "Die BundID wird vom Bundesministerium des Innern betrieben.", True, "mixed"),
    ("bundid", "Die BundID wird von der FITKO betrieben.", False, "mixed"),
    ("bundid", "Für das Vertrauensniveau „hoch“ braucht man die Online-Ausweisfunktion.", True, "mixed"),
    ("bundid", "Für das Vertrauensniveau „niedrig“ ist die Online-Ausweisfunktion zwingend erforderlich.", False, "mixed"),
    ("bundid", "Zur Anmeldung ist auch ein ELSTER-Zertifikat möglich.", True, "mixed"),
    ("bundid", "Zur Anmeldung ist ein ELSTER-Zertifikat zwingend erforderlich.", False, "mixed"),
    ("bundid", "Minderjährige ab 14 Jahren können ein Konto anlegen.", False, "mixed"),
    ("bundid", "Minderjährige können ab 16 Jahren ein Konto anlegen.", True, "mixed"),
    ("bundid", "Minderjährige können kein Konto anlegen.", False, "mixed"),
    ("gewerbe", "Für die Gewerbeanmeldung brauchen Sie einen Personalausweis oder Pass.", True, "mixed"),
    ("gewerbe", "Die Gebühr beträgt 26 Euro.", True, "mixed"),
    ("gewerbe", "Die Gebühr beträgt 20 Euro.", False, "mixed"),
    ("gewerbe", "Bei elektronischer Antragstellung beträgt die Gebühr 20 Euro.", True, "mixed"),
    ("gewerbe", "Bei elektronischer Antragstellung beträgt die Gebühr 26 Euro.", False, "mixed"),
    ("gewerbe", "Bei Vertretung ist eine schriftliche Vollmacht nötig.", True, "mixed"),
    ("gewerbe", "Bei Vertretung ist keine Vollmacht nötig.", False, "mixed"),
    ("gewerbe", "Ein Handelsregisterauszug ist nur bei eingetragenen Unternehmen nötig.", True, "mixed"),
    ("gewerbe", "Ein Handelsregisterauszug ist immer nötig.", False, "mixed"),
)  # fmt: skip
