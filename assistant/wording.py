"""Every German sentence that a reader sees and no model and no document wrote, in one place, by room."""

# --- answer: intake -------------------------------------------------------------------------------------------------

QUESTION_EMPTY = "Bitte geben Sie eine Frage ein, zum Beispiel: „Gilt die Frist Ende 2022 noch?“"
QUESTION_WITHOUT_WORDS = "Darin erkenne ich keine Frage; bitte formulieren Sie mindestens ein Stichwort in Worten."
QUESTION_TOO_LONG = "Die Eingabe ist zu lang (höchstens {limit} Zeichen); bitte stellen Sie eine kürzere Frage, ohne ganze Texte einzufügen."
QUESTION_NOT_GERMAN = "Ich antworte nur auf Deutsch aus deutschen Quellen; bitte stellen Sie Ihre Frage auf Deutsch."
QUESTION_IS_CODE = "Das sieht nach Programmcode aus; bitte stellen Sie Ihre Frage in Worten."
SMALL_TALK = (
    "Guten Tag! Ich beantworte Fragen zur Verwaltungsdigitalisierung in Sachsen, jede Aussage mit Beleg. "
    "Fragen Sie zum Beispiel: „Was kosten uns die Basiskomponenten?“"
)
PERSONAL_DATA = (
    "Ihre Frage enthält wahrscheinlich personenbezogene Daten ({kinds}); sie wurde nicht gesucht und nicht gespeichert. "
    "Bitte stellen Sie die Frage allgemein, ohne Angaben zu Personen, und fragen Sie im Zweifel Ihre Datenschutzbeauftragten."
)
NO_COMMANDS = "Anweisungen an den Assistenten befolge ich nicht; bitte stellen Sie eine Frage zur Verwaltungsdigitalisierung."
COMMANDS_DROPPED = "Anweisungen im Text wurden nicht befolgt; beantwortet wird nur die Frage."
NO_LEGAL_ADVICE = (
    "Rechtsverbindliche Auskünfte und Gutachten gebe ich nicht; bitte wenden Sie sich an Ihr Rechtsamt oder die Kommunalaufsicht. "
    "Fragen Sie mich gern, was eine Vorschrift allgemein regelt."
)
SINGLE_CASE = "Das ist keine Beurteilung des Einzelfalls: Die Quellen gelten allgemein, über den Fall entscheidet Ihr Rechtsamt."

# --- answer: statuses -----------------------------------------------------------------------------------------------

NO_SOURCE = "Dazu finde ich in den geprüften Quellen nichts Belegtes. Gesucht wurde nach: „{searched}“."
NO_SOURCE_NEXT = "Sie können die Frage an die Digital-Lotsen weitergeben."
GAP = "Dazu ist im Korpus nichts belegt. Vermerkt ist:"
EXPIRED = "Dazu gibt es nur abgelaufene Quellen, die nicht mehr als Antwort gelten: {sources}."
WITHHELD = "{count} Satz wurde zurückgehalten, weil er sich nicht belegen ließ."
WITHHELD_MANY = "{count} Sätze wurden zurückgehalten, weil sie sich nicht belegen ließen."
MISSING = "Nicht belegt ist: {missing}."
CASE_NOTE = "Quelle {numbers} ist ein Erfahrungsbericht einer Kommune, keine Rechtsquelle."
CASE_NOTE_MANY = "Die Quellen {numbers} sind Erfahrungsberichte von Kommunen, keine Rechtsquellen."
EXPIRING_NOTE = "Quelle [{n}] gilt nur bis {day}."
SEARCHED_AS = "Gesucht wurde nach: „{searched}“."
MODEL_UNAVAILABLE = "Das Sprachmodell war nicht verfügbar; die Antwort besteht aus wörtlichen Zitaten."
MODEL_UNPROVEN = "Die Formulierung des Sprachmodells ließ sich nicht ausreichend belegen; die Antwort besteht aus wörtlichen Zitaten."

# Quoting: notes beside an answer made of the sources' own sentences.
PREMISE_CONTRADICTED = "Die Frage geht von etwas aus, das die Quellen anders sagen."
EXPIRED_SOURCE = "Nur eine abgelaufene Quelle antwortet darauf: „{title}“ (gültig bis {until})."
SOURCES_DISAGREE = (
    "Zwei gültige Quellen nennen Verschiedenes: „{first}“ ({first_level}, Stand {first_stand}) und "
    "„{second}“ ({second_level}, Stand {second_stand}). Bitte vor der Verwendung klären."
)

# --- store ---
STORE_UNUSABLE = (
    "Die Datenbank der Gespräche lässt sich nicht öffnen; bitte LOTSENWISSEN_DATABASE_URL und die Rechte des Datenordners prüfen."
)
STORE_UNREADABLE = "Die gespeicherten Gespräche lassen sich gerade nicht lesen; bitte `lotsenwissen doctor` ausführen."
STORE_UNWRITABLE = "Es lässt sich gerade nichts speichern; bitte freien Platz und Rechte des Datenordners prüfen (`lotsenwissen doctor`)."
USER_EXISTS = "Das Konto „{name}“ gibt es schon; bitte einen anderen Namen wählen oder das Passwort neu setzen."
USER_UNKNOWN = "Ein Konto „{name}“ gibt es nicht; bitte `lotsenwissen user list` ansehen."
USER_NAME_INVALID = "Ein Kontoname hat 2 bis 60 Zeichen: Buchstaben, Ziffern, Punkt, Bindestrich, Unterstrich oder @."
PASSWORD_SHORT = "Das Passwort ist zu kurz; bitte mindestens {chars} Zeichen wählen."
ROLE_UNKNOWN = "Die Rolle „{role}“ gibt es nicht; bitte navigator oder lotse angeben."
HANDOVER_NOT_OPEN = "Diese Übergabe ist schon beantwortet oder gelöscht; bitte die Liste neu laden."
LOTSE_AUTHOR = "Digital-Lotse"
LOTSE_REPLY = "**Antwort vom Lotsen** · bestätigt von {lotse} am {date}\n\n> Ihre Frage: {question}\n\n{reply}"

# Examining: why a sentence was withheld.
VERIFY_NO_MARK = "Der Satz nennt keine Fundstelle."
VERIFY_UNKNOWN_MARK = "Der Satz beruft sich auf die Fundstelle [{mark}], die es nicht gibt."
VERIFY_TOO_LONG = "Der Satz ist zu lang, um ihn sicher zu prüfen."
VERIFY_NOT_COVERED = "Die angegebene Fundstelle trägt diese Aussage nicht."
VERIFY_QUANTITY = "Die Angabe „{quantity}“ steht nicht in der Fundstelle."
VERIFY_MISPLACED = "Die Angabe „{quantity}“ gehört in der Fundstelle zu einer anderen Aussage."
VERIFY_DIFFERENCE = {
    "negated": "Der Satz verneint („{word}“), was die Fundstelle nicht verneint.",
    "denied": "Die Fundstelle verneint („{word}“), was der Satz behauptet.",
    "force": "Der Satz sagt „{word}“, die Fundstelle macht daraus keine solche Pflicht oder Möglichkeit.",
    "demanded": "Der Satz verlangt („{word}“), was die Fundstelle nur beschreibt.",
}
VERIFY_SWAPPED = "Der Satz sagt „{ours}“, die Fundstelle sagt „{theirs}“."
VERIFY_NAME = "„{name}“ kommt in der Fundstelle nicht vor."
