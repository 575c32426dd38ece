"""Every German sentence that a reader sees and no model and no document wrote, in one place, by room."""

from typing import Any

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
NO_COMMANDS = (
    "Anweisungen an den Assistenten befolge ich nicht; bitte stellen Sie eine Frage zur Verwaltungsdigitalisierung."
)
COMMANDS_DROPPED = "Anweisungen im Text wurden nicht befolgt; beantwortet wird nur die Frage."
NO_LEGAL_ADVICE = (
    "Rechtsverbindliche Auskünfte und Gutachten gebe ich nicht; bitte wenden Sie sich an Ihr Rechtsamt oder die Kommunalaufsicht. "
    "Fragen Sie mich gern, was eine Vorschrift allgemein regelt."
)
SINGLE_CASE = (
    "Das ist keine Beurteilung des Einzelfalls: Die Quellen gelten allgemein, über den Fall entscheidet Ihr Rechtsamt."
)

TESTIMONY_ONLY = "Eine rechtliche Aussage darf sich nicht allein auf einen Erfahrungsbericht stützen."

# --- answer: statuses -----------------------------------------------------------------------------------------------

NO_SOURCE = "Dazu finde ich in den geprüften Quellen nichts Belegtes. Gesucht wurde nach: „{searched}“."
NO_SOURCE_NEXT = "Sie können die Frage an die Digital-Lotsen weitergeben."
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
NOT_YET_SOURCE = "Eine Quelle dazu gilt erst später: „{title}“ (ab {day})."
SOURCES_DISAGREE = (
    "Zwei gültige Quellen nennen Verschiedenes: „{first}“ ({first_level}, Stand {first_stand}) und "
    "„{second}“ ({second_level}, Stand {second_stand}). Bitte vor der Verwendung klären."
)

# --- store ---
STORE_UNUSABLE = "Die Datenbank der Gespräche lässt sich nicht öffnen; bitte LOTSENWISSEN_DATABASE_URL und die Rechte des Datenordners prüfen."
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
    "narrowed": "Der Satz schränkt ein („{word}“), die Fundstelle nicht.",
    "widened": "Die Fundstelle schränkt ein („{word}“), der Satz lässt das weg.",
    "unconditioned": "Die Fundstelle nennt eine Bedingung („{word} …“), der Satz lässt sie weg.",
}
VERIFY_SWAPPED = "Der Satz sagt „{ours}“, die Fundstelle sagt „{theirs}“."
VERIFY_PATCHWORK = "In der Fundstelle steht diese Aussage bei „{theirs}“, der Satz sagt sie von „{ours}“."
VERIFY_BOUND = "Die Grenze bei „{quantity}“ (mindestens oder höchstens) steht so nicht in der Fundstelle."
VERIFY_RELATION = "Die Angabe „{quantity}“ steht in der Fundstelle in anderem Zusammenhang (ab, bis, vor, nach)."
VERIFY_NAME = "„{name}“ kommt in der Fundstelle nicht vor."

# --- The language model (answer/models, generate, hosts, waiting, prompts) ---
PROMPT_MISSING = (
    "Die Vorlage prompts/{name}.md fehlt oder ist unvollständig; bitte die Datei aus dem Projekt wiederherstellen."
)
PROMPT_VARIABLES = (
    "Die Vorlage prompts/{name}.md muss genau diese Variablen enthalten: {names}; bitte dort korrigieren."
)
HOST_INVALID = "„{host}“ ist keine Adresse eines Ollama-Servers; bitte LOTSENWISSEN_OLLAMA_HOST in der Form http://127.0.0.1:11434 angeben."
HOST_PUBLIC = (
    "„{host}“ liegt außerhalb des eigenen Netzes und wird nicht angesprochen; bitte eine Adresse im eigenen Netz eintragen "
    "oder LOTSENWISSEN_MODELS__ALLOW_PUBLIC_HOST=true setzen."
)
MODEL_UNSET = "Es ist kein Sprachmodell eingestellt; die Antworten bestehen aus Zitaten. Bitte bei Bedarf LOTSENWISSEN_MODEL setzen."
MODEL_UNREACHABLE = "Ollama antwortet nicht unter {host}; bitte den Dienst starten (`ollama serve`) und `lotsenwissen doctor` ausführen."
MODEL_MISSING = "Das Modell „{model}“ liegt nicht auf {host}; bitte dort `ollama pull {model}` ausführen."
MODEL_BUSY = "Ollama ist ausgelastet; bitte in einigen Minuten erneut fragen."
MODEL_QUEUE_FULL = (
    "Es warten schon {count} Fragen auf das Sprachmodell; bitte später erneut fragen oder die Zitate nutzen."
)
MODEL_QUEUE_SLOW = "Das Sprachmodell war zu lange belegt; bitte später erneut fragen oder die Zitate nutzen."
MODEL_USER_LIMIT = "Von Ihnen sind schon {count} Fragen in Arbeit; bitte deren Antwort abwarten."
MODEL_NO_FIRST_TOKEN = (
    "Das Modell „{model}“ hat {seconds:.0f} Sekunden lang nichts geschrieben; bitte `lotsenwissen doctor` ausführen."
)
MODEL_STALLED = "Das Modell „{model}“ ist mitten in der Antwort stehen geblieben; bitte die Frage noch einmal stellen."
MODEL_BROKE_OFF = "Die Verbindung zu Ollama ist mitten in der Antwort abgerissen; bitte die Frage noch einmal stellen."
MODEL_NONSENSE = (
    "Ollama hat etwas Unverständliches geschickt; bitte Ollama aktualisieren und `lotsenwissen doctor` ausführen."
)
MODEL_FAILED = "Ollama meldet einen Fehler (HTTP {status}); bitte `lotsenwissen doctor` ausführen."
MODEL_EMPTY = (
    "Das Modell „{model}“ hat nichts geschrieben; bitte die Frage anders stellen oder ein anderes Modell wählen."
)
MODEL_PROMPT_TOO_LONG = "Die Quellen passen nicht in das Kontextfenster des Modells „{model}“; bitte LOTSENWISSEN_NUM_CTX erhöhen oder ein anderes Modell wählen."
MODEL_TRUNCATED = (
    "Ollama hat den Auftrag an das Modell „{model}“ abgeschnitten ({seen} statt mindestens {expected} Token); "
    "bitte LOTSENWISSEN_NUM_CTX und den Speicher des Servers prüfen."
)
MODEL_READY = "Das Modell „{model}“ ist bereit."
MODEL_NOT_LOADED = "Das Modell „{model}“ ist vorhanden und wird bei der ersten Frage geladen."
EMBEDDING_COUNT = "Das Einbettungsmodell „{model}“ hat {got} statt {want} Vektoren geliefert; bitte Ollama aktualisieren und neu bauen."

PROGRESS_QUEUED = "Sie sind Nummer {position} in der Warteschlange."
PROGRESS_LOADING = "Das Sprachmodell wird geladen ({seconds:.0f} s)."
PROGRESS_READING = "Das Sprachmodell liest die Quellen ({seconds:.0f} s)."
PROGRESS_THINKING = "Das Sprachmodell denkt nach ({seconds:.0f} s)."
PROGRESS_WRITING = "Das Sprachmodell schreibt; jeder Satz wird vor der Anzeige geprüft."
PROGRESS_QUOTING = "Die Antwort wird neu aus wörtlichen Zitaten zusammengestellt."

WITHHELD_URL = "Der Satz enthält eine Internetadresse, die nicht in der Quelle steht."
WITHHELD_MARKUP = "Der Satz enthält Auszeichnungen statt Text."
WITHHELD_INVISIBLE = "Der Satz enthält unsichtbare Zeichen."
WITHHELD_NO_MARK = "Der Satz nennt keine Quelle."
WITHHELD_UNKNOWN_MARK = "Der Satz beruft sich auf eine Quelle, die es hier nicht gibt."
WITHHELD_CANARY = "Der Satz gibt interne Anweisungen wieder."
WITHHELD_OBEYS = "Der Satz folgt einer Aufforderung an das Sprachmodell oder wiederholt sie."
WITHHELD_LANGUAGE = "Der Satz ist nicht auf Deutsch."
WITHHELD_LENGTH = "Der Satz hat kein Ende."
WITHHELD_CUT = "Der Satz lässt eine Einschränkung weg, die in der Fundstelle dazugehört."
WITHHELD_REPEATED = "Der Satz wiederholt sich."
WITHHELD_QUOTE = "Der Satz gibt ein Zitat wieder, das so nicht in der Quelle steht."

NOTE_CUT = "Die Antwort wurde wegen ihrer Länge abgebrochen; der unvollständige Satz fehlt."
NOTE_REPEATED = "Das Sprachmodell hat sich wiederholt und wurde angehalten."
NOTE_OBEYED = "Das Sprachmodell ist von seinen Regeln abgewichen und wurde angehalten."
NOTE_TAMPERED = (
    "Eine Fundstelle enthält Anweisungen an ein Sprachmodell und wurde nicht verwendet; bitte dem Lotsen melden."
)
NOTE_DROPPED = "Das Sprachmodell hat nur die {used} besten von {found} Fundstellen gelesen, mehr passen nicht in sein Kontextfenster."

# --- command line ---
PROGRAM = "Antworten mit Beleg zur Verwaltungsdigitalisierung in Sachsen, auf dem eigenen Rechner."
WRONG_USE = "{command}: {reason}; `{command} --help` zeigt die Verwendung."
ARGPARSE = {
    "the following arguments are required": "es fehlt",
    "unrecognized arguments": "unbekannt",
    "invalid choice": "ungültige Wahl",
    "choose from": "möglich sind",
    "expected one argument": "braucht einen Wert",
    "argument ": "Angabe ",
    "invalid int value": "keine ganze Zahl",
}
INTERRUPTED = "Abgebrochen."
UNEXPECTED = "Unerwarteter Fehler ({kind}); bitte mit --debug wiederholen und die Ausgabe den Lotsen schicken."
HISTORY_UNREADABLE = "Das Gespräch {path} ist nicht lesbar; erwartet wird eine JSON-Liste aus question und answer."
SOURCES_HEADING = "Quellen:"
NOT_BUILT = "Kein Korpus gebaut. Bitte `lotsenwissen corpus build` ausführen."
CHECKED = "{documents} Dokumente geprüft, {findings} Beanstandungen."
CHECK_FAILED = "Der Korpus verletzt {count} Regeln; bitte die genannten Stellen korrigieren und erneut prüfen."
REJECTED = "Nicht aufgenommen: {rejection}"
BUILT = "Stand {release} gebaut: {documents} Dokumente, {passages} Passagen, {seconds:.1f} s."
ROLLED_BACK = "Zurückgerollt: Stand {release} ist wieder veröffentlicht."
DIFF = "Von {old} nach {new}:"
DIFF_NONE = "Keine Unterschiede."

# --- chat: doors ---
SECRET_UNUSABLE = (
    "Der Sitzungsschlüssel {path} lässt sich nicht lesen oder anlegen; bitte die Rechte des Datenordners prüfen."
)
SHELL_UNWRITABLE = "Der Ordner {path} lässt sich nicht schreiben; bitte LOTSENWISSEN_DATA_DIR und seine Rechte prüfen."
PORT_TAKEN = (
    "Port {port} ist schon belegt; bitte das andere Programm beenden oder mit `--port` einen freien Port wählen."
)
HOST_UNUSABLE = (
    "An der Adresse {host} lässt sich kein Fenster öffnen; bitte LOTSENWISSEN_HOST prüfen (üblich: 127.0.0.1)."
)
PAGE_UNKNOWN = "Diese Seite gibt es nicht."
SIGN_IN_FIRST = "Bitte melden Sie sich zuerst an."
FEEDBACK_UNKNOWN = "Die Rückmeldung lässt sich keiner Ihrer Antworten zuordnen; bitte die Seite neu laden."
THREAD_UNNAMED = "Gespräch ohne Titel"

# --- chat: answers ---
STATUS_HEADING = {
    "partial": "**Nur teilweise belegt**",
    "no_source": "**Keine Quelle gefunden**",
    "expired": "**Nur abgelaufene Quellen**",
    "out_of_scope": "**Außerhalb des Themas**",
    "personal_data": "**Personenbezogene Daten erkannt**",
    "refused": "**Nicht beantwortet**",
}
KIND = {
    "law": "Gesetz",
    "guidance": "Leitfaden",
    "component": "Komponente",
    "case": "Erfahrungsbericht",
    "curated": "vom Lotsen bestätigt",
}
SOURCES = "Quellen"
ORIGINAL = "Zum Original"
PAGE = "Seite {page}"
PROOF_TITLE = "Beleg {n}"
PROOF_UNKNOWN = "Dieser Beleg gehört zu keiner Ihrer Antworten; bitte stellen Sie die Frage noch einmal."
PROOF_MOVED = "Diese Fundstelle gibt es im heutigen Stand des Korpus nicht mehr; gezeigt wird das gespeicherte Zitat."
OPEN_PASSAGE = "Fundstelle auf eigener Seite öffnen"
VALID_UNTIL = "Gilt bis {day}."
VALID_FROM = "Gilt seit {day}."
BROKEN = "Das hat nicht funktioniert; bitte stellen Sie die Frage noch einmal."
BROKEN_WITH_CODE = "**Störung**\n\n{reason}\n\n*Kennung für Ihren Lotsen: {code}*"
ACCOUNT_CLOSED = "Ihr Konto ist gesperrt; bitte wenden Sie sich an Ihren Digital-Lotsen."
TOO_MANY_QUESTIONS = "Sie haben sehr viele Fragen auf einmal gestellt; bitte warten Sie eine Minute."
QUESTION_NOT_KEPT = "(nicht gespeichert: personenbezogene Daten)"
STOPPED = "Antwort abgebrochen."
HAND_OVER = "An Lotsen übergeben"
HAND_OVER_HINT = (
    "Frage, Fundstellen und Entwurf an einen Digital-Lotsen geben; die Antwort kommt in dieses Gespräch zurück."
)
ASK_ANYWAY = "Ohne Personenbezug gemeint: trotzdem fragen"
CONFIRMED_NOTE = "Diese Antwort hat ein Lotse bestätigt ({responsible}); es wurde nicht gesucht."
WHY_NOT = "Danke für den Hinweis. Woran lag es?"
REASON = {
    "falsch": "Falsch",
    "veraltet": "Veraltet",
    "unvollständig": "Unvollständig",
    "quelle_passt_nicht": "Quelle passt nicht",
    "zu_lang": "Zu lang",
}
REASON_KEPT = "Vermerkt: {reason}. Die Digital-Lotsen sehen den Hinweis."
HANDED_OVER = "Übergeben: Frage, Fundstellen und Entwurf liegen jetzt bei den Digital-Lotsen. Die Antwort erscheint in diesem Gespräch."
HANDED_OVER_BEFORE = "Diese Frage liegt schon bei den Digital-Lotsen; die Antwort erscheint in diesem Gespräch."
HAND_OVER_IMPOSSIBLE = (
    "Diese Frage lässt sich nicht übergeben; bitte stellen Sie sie noch einmal, ohne Angaben zu Personen."
)
MUNICIPALITY = "Ihre Gemeinde oder Stadt"
MUNICIPALITY_EXAMPLE = "zum Beispiel Frohburg"
MUNICIPALITY_HINT = "Wird nur in Ihrem Konto gespeichert."
SIZE = "Einwohnerzahl"
SIZE_UNKNOWN = "keine Angabe"
SIZE_HINT = "Freiwillige Angabe, ebenfalls nur in Ihrem Konto."
STARTERS = (
    (
        "Recht und Fristen",
        "recht",
        (
            "Ab wann gilt ein Bescheid im Postfach als bekannt gegeben?",
            "Gilt die OZG-Frist Ende 2022 noch?",
            "Was regelt § 3a VwVfG zur Schriftform?",
        ),
    ),
    (
        "Bausteine",
        "baustein",
        (
            "Welche Basiskomponenten gibt es in Sachsen?",
            "Was ist FIT-Connect?",
            "Wie bekommt eine Gemeinde einen ePayBL-Mandanten?",
        ),
    ),
    (
        "Geld",
        "geld",
        (
            "Was kosten die Basiskomponenten eine Gemeinde?",
            "Was kostet Amt24 eine Gemeinde?",
            "Welche Fördermittel gibt es für die Digitalisierung?",
        ),
    ),
    (
        "Praxis",
        "praxis",
        (
            "Welche Stadt bietet Urkunden online mit PayPal an?",
            "Wie bringe ich eine Leistung online?",
            "Welche Kommunen haben die Hundesteuer online?",
        ),
    ),
)

# --- chat: pages ---
PASSAGE_UNKNOWN = "Diese Fundstelle gibt es im heutigen Stand des Korpus nicht."
FILE_UNKNOWN = "Dieses Dokument gibt es nicht."
LIVE = {
    "quotes": "Ohne Sprachmodell: Antworten bestehen aus wörtlichen Zitaten geprüfter Quellen.",
    "generated": "Ein lokales Sprachmodell formuliert; jeder Satz wird vor der Anzeige an den Quellen geprüft.",
    "none": "Es ist noch kein Korpus gebaut; bitte `lotsenwissen corpus build` ausführen.",
}
DELETED_ALL = "{count} Gespräche wurden gelöscht."
CONFIRM_MISSING = "Es wurde nichts gelöscht: Bitte setzen Sie zuerst das Häkchen."

# --- doctor ---
DOCTOR_PYTHON = "Python {version}."
DOCTOR_PYTHON_NEXT = "Bitte Python 3.11 oder neuer installieren."
DOCTOR_DISK = "{free:.1f} GB frei im Datenordner {folder}."
DOCTOR_DISK_NEXT = "Bitte Platz schaffen oder LOTSENWISSEN_DATA_DIR auf ein größeres Laufwerk legen."
DOCTOR_UNWRITABLE = "Der Datenordner {folder} lässt sich nicht beschreiben."
DOCTOR_UNWRITABLE_NEXT = "Bitte die Rechte des Ordners korrigieren oder LOTSENWISSEN_DATA_DIR ändern."
DOCTOR_MEMORY = "{total:.1f} GB Arbeitsspeicher, davon {free:.1f} GB frei."
DOCTOR_MEMORY_NEXT = "Bitte andere Programme beenden; unter 1 GB freiem Speicher wird alles langsam."
DOCTOR_RELEASE = "Stand {release} mit {documents} Dokumenten und {passages} Passagen, gebaut vor {days} Tagen."
DOCTOR_RELEASE_NEXT = "Bitte `lotsenwissen corpus sync` und danach `lotsenwissen corpus build` ausführen."
DOCTOR_REJECTED = "{count} Dateien wurden beim Bauen nicht gelesen, zuerst: {first}"
DOCTOR_REJECTED_NEXT = "Bitte `lotsenwissen corpus check` ausführen."
DOCTOR_EMBEDDING_LOCAL = "Die Suche arbeitet ohne Ollama."
DOCTOR_EMBEDDING_OTHER = "Der Stand wurde nicht mit dem Einbettungsmodell „{model}“ gebaut (sondern: {built})."
DOCTOR_EMBEDDING_BUILD = "Bitte `lotsenwissen corpus build` ausführen."
DOCTOR_EMBEDDING = "Das Einbettungsmodell „{model}“ antwortet mit {size} Werten je Text; der Stand wurde damit gebaut."
DOCTOR_EMBEDDING_NEXT = (
    "Bitte die Meldung beheben oder LOTSENWISSEN_EMBEDDING_MODEL leeren und `lotsenwissen corpus build` ausführen."
)
DOCTOR_NO_MODEL_NEXT = (
    "Bitte LOTSENWISSEN_MODEL setzen oder LOTSENWISSEN_MODE=auto wählen; geeignete Modelle nennt docs/modelle.md."
)
DOCTOR_REACHABLE = "{host} antwortet (Modelle dort: {count})."
DOCTOR_HOST_NEXT = "Bitte Ollama dort starten (`ollama serve`) oder LOTSENWISSEN_OLLAMA_HOST berichtigen."
DOCTOR_PULL_NEXT = "Bitte auf dem Server `ollama pull {model}` ausführen."
DOCTOR_SIZE = "Das Modell belegt {size:.1f} GB; diese Maschine hat {total:.1f} GB Arbeitsspeicher."
DOCTOR_SIZE_NEXT = (
    "Bitte ein kleineres Modell wählen (docs/modelle.md); sonst lagert die Maschine aus und antwortet nicht mehr."
)
DOCTOR_CONTEXT = "Das Kontextfenster fasst {context} Token, eingestellt sind {wanted}."
DOCTOR_CONTEXT_NEXT = (
    "Bitte LOTSENWISSEN_NUM_CTX auf {context} setzen oder ein Modell mit größerem Kontextfenster wählen."
)
DOCTOR_TRIAL = "Die Probefrage wurde richtig beantwortet und geprüft ({seconds:.1f} s)."
DOCTOR_TRIAL_UNPROVEN = "Die Antwort auf die Probefrage ließ sich nicht belegen; zurückgehalten, weil: {reason}"
DOCTOR_TRIAL_UNPROVEN_NEXT = "Bitte ein Modell wählen, das Deutsch und Quellenmarken beherrscht (docs/modelle.md)."
DOCTOR_TRIAL_FAILED_NEXT = "Bitte die Meldung beheben; bis dahin antwortet das Fenster mit Zitaten."
DOCTOR_SPEED = "{speed:.1f} Token je Sekunde."
DOCTOR_SPEED_UNKNOWN = "Ollama hat keine Geschwindigkeit gemeldet."
DOCTOR_SPEED_NEXT = "Bitte ein kleineres Modell oder eine Grafikkarte verwenden."
DOCTOR_QUOTES = "Die Probefrage an den Korpus („{question}“) wurde mit Beleg beantwortet ({seconds:.2f} s)."
DOCTOR_QUOTES_EMPTY = "Die Probefrage an den Korpus („{question}“) fand keine belegte Antwort."
DOCTOR_QUOTES_NEXT = "Bitte `lotsenwissen corpus build` ausführen und die Meldungen lesen."
DOCTOR_TRIAL_QUESTION = "Wann gilt der Bescheid im Postfach als bekannt gegeben?"
DOCTOR_TRIAL_PASSAGE = (
    "Ein elektronischer Bescheid im Postfach gilt am vierten Tag nach der Bereitstellung zum Abruf als bekannt gegeben. "
    "Die Behörde informiert die Person am Tag der Bereitstellung per E-Mail."
)
DOCTOR_NAMES = {
    "python": "Python",
    "disk": "Speicherplatz",
    "memory": "Arbeitsspeicher",
    "release": "Korpus",
    "rejected": "Nicht gelesene Dateien",
    "embedding": "Einbettung",
    "corpus_trial": "Probefrage an den Korpus",
    "host": "Ollama",
    "model": "Sprachmodell",
    "size": "Modellgröße",
    "context": "Kontextfenster",
    "trial": "Probefrage an das Modell",
    "speed": "Geschwindigkeit",
}
WINDOW_OPENS = "Das Fenster öffnet sich unter http://{host}:{port} (Ende mit Strg+C)."
USER_CHANGED = "Das Konto „{name}“ ist gespeichert."
ASK_PASSWORD = "Neues Passwort: "

# --- care: store ---
PROPOSAL_DECIDED = "Über diesen Vorschlag wurde inzwischen entschieden; bitte laden Sie die Liste neu."

# --- examination (evals) ---
EXAM_UNREADABLE = "Der Fragensatz {path} lässt sich nicht lesen; bitte den Pfad prüfen."
EXAM_BROKEN_LINE = "Zeile {number} in {path} ist keine Prüfungsfrage ({reason}); bitte korrigieren."
EXAM_NO_DATA = "Es fehlt ein Fragensatz; bitte --data DATEI oder --rescore DATEI angeben."
RECORDS_UNREADABLE = "{path} ist keine Datei mit Prüfungsantworten; bitte mit --records neu schreiben."

# --- corpus: fetching sources ---
FETCH_UNUSABLE = "Die Adresse ist unbrauchbar; bitte in sources.yaml korrigieren."
FETCH_NOT_HTTPS = "Abgerufen wird nur über https auf dem üblichen Port; bitte die Adresse in sources.yaml korrigieren."
FETCH_NO_NAME = "Die Adresse nennt keinen Rechnernamen, sondern eine Nummer; bitte in sources.yaml korrigieren."
FETCH_USERINFO = "Die Adresse enthält Anmeldedaten; bitte in sources.yaml entfernen."
FETCH_FOREIGN_HOST = (
    "Der Rechner {host} steht nicht im Quellenregister; bitte die neue Adresse prüfen und in sources.yaml eintragen."
)
FETCH_UNKNOWN_HOST = "Der Rechner {host} ist nicht zu finden; bitte Netz und Adresse prüfen."
FETCH_PRIVATE = "Der Rechner {host} liegt in einem internen Netz und wird nicht abgerufen; bitte die Adresse prüfen."
FETCH_REDIRECTS = "Die Quelle leitet zu oft weiter; bitte die endgültige Adresse in sources.yaml eintragen."
FETCH_SLOW = "Die Quelle hat nicht innerhalb von {seconds} Sekunden geliefert; bitte später wiederholen."
FETCH_FAILED = "Die Verbindung zur Quelle ist gescheitert; bitte später wiederholen."
FETCH_STATUS = "Die Quelle antwortet mit dem Fehler {status}; bitte die Adresse im Browser prüfen."
FETCH_HUGE = (
    "Die Quelle ist größer als {megabytes} MB; bitte von Hand laden und mit `lotsenwissen corpus add` aufnehmen."
)
FETCH_CUT = "Die Quelle hat weniger geliefert, als sie ankündigte; bitte später wiederholen."
FETCH_EMPTY = "Die Quelle hat nichts geliefert; bitte die Adresse im Browser prüfen."
SYNC_UNCHECKED = "Die Adresse ist im Register als ungeprüft vermerkt; bitte prüfen und url_checked entfernen."
SYNC_SAME = "unverändert"
SYNC_FIRST = "erste Fassung als Vergleichsgrundlage gespeichert"
SYNC_CHANGED = "geändert: {plus} Zeilen neu, {minus} Zeilen weg"
SYNC_UNREADABLE = "geladen, aber nicht lesbar: {reason}"
THRESHOLDS_UNREADABLE = "Die Schwellen in {path} sind unbrauchbar ({reason}); bitte die Datei berichtigen."
BASELINE_UNREADABLE = "Die Basis in {path} ist beschädigt; bitte `python -m evals gate --update-baseline` ausführen."
GATE_FELL = "✗ {label}: {value}, nötig sind {bound}. {reason}"
GATE_GONE = "  Verschwunden: Dokument „{document}“."
GATE_REVIVED = "  Wieder gültig, obwohl abgelaufen oder ersetzt: Dokument „{document}“."
GATE_LOST = "  Verloren: {id} „{question}“ ({before} → {now})"
GATE_WON = "  Gewonnen: {id} „{question}“ ({before} → {now})"
GATE_CHANGED = "  Anders: {id} „{question}“ ({before} → {now})"
GATE_VERDICT_GOOD = "Stand {release} hat bestanden: {checks} Schwellen, {questions} Fragen, {seconds:.1f} s."
GATE_VERDICT_BAD = (
    "Stand {release} ist durchgefallen: {fallen} von {checks} Schwellen, {questions} Fragen, {seconds:.1f} s."
)
GATE_OTHER_CORPUS = "Stand {release} wurde nicht geprüft: Die Fragen gehören zu einem anderen Korpus; bitte eigene Fragen unter evals/datasets anlegen."
GATE_NOT_MEASURED = "nicht gemessen"
GATE_NO_QUESTIONS = (
    "Unter evals/datasets liegen keine Prüfungsfragen; bitte die Dateien aus dem Projekt wiederherstellen."
)
REPORT_WRITTEN = "Der Prüfbericht steht in {path}."
REPORT_STATUS = {
    "answered": "beantwortet",
    "partial": "teilweise beantwortet",
    "no_source": "keine Quelle gefunden",
    "expired": "nur abgelaufene Quellen",
    "out_of_scope": "außerhalb des Themas",
    "personal_data": "personenbezogene Daten erkannt",
    "refused": "abgelehnt",
    "error": "Störung",
}
REPORT_OUTCOME = {"right": "richtig", "wrong": "falsch"}

# --- corpus: questions that a sentence answers ---
QUESTIONS_UNREADABLE = "Die Fragen sind nicht lesbar; bitte die Datei als Liste von for und asked schreiben."
QUESTIONS_BROKEN_ENTRY = "Eintrag {number} braucht for (Beginn eines Satzes) und asked (Liste von Fragen bis 300 Zeichen); bitte korrigieren."
QUESTIONS_LOOSE = "Kein Satz beginnt mehr mit „{beginning}“; bitte prüfen, welcher Satz diese Fragen jetzt beantwortet."
QUESTIONS_TWO_PLACES = "„{beginning}“ steht mehr als einmal im Dokument; bitte den Satzanfang länger abschreiben."
QUESTIONS_WITHOUT_DOCUMENT = "Ein Dokument mit diesem Namen gibt es nicht; bitte die Datei umbenennen oder löschen."
QUESTION_TWICE = "Die Frage „{question}“ steht bei mehr als einem Satz; bitte nur beim richtigen lassen."
QUESTION_LENGTH = "Die Frage ist leer oder länger als {most} Zeichen; bitte kurz fassen."
QUESTION_THERE = "Diese Frage steht schon bei diesem Satz."
QUESTIONS_STRAY = "Hier werden nur Dateien <Kennung>.yaml gelesen; bitte umbenennen oder löschen."

# --- corpus: files handed in ---
UPLOAD_HUGE = "Die Datei ist größer als {megabytes} MB; bitte teilen oder ohne Bilder speichern."
UPLOAD_SCAN = "Die Datei ist ein Scan ohne Text; bitte eine durchsuchbare Fassung hochladen oder OCRmyPDF installieren lassen (docs/pflege.md)."
UPLOAD_SCAN_FAILED = "Die Texterkennung des Scans ist gescheitert; bitte eine durchsuchbare Fassung hochladen."
UPLOAD_SCAN_READ = "Scan: Der Text wurde maschinell erkannt; bitte Zahlen und Namen mit dem Original vergleichen."
UPLOAD_ORDERS = "Auffällig: Der Text enthält Anweisungen an eine Maschine („{text}“); bitte prüfen."
UPLOAD_INVISIBLE = "Auffällig: {count} unsichtbare Zeichen wurden entfernt; bitte den Text prüfen."
PATH_OUTSIDE = "„{path}“ ist kein Platz für ein Dokument; erlaubt sind documents/<thema>, cases und curated."

# --- care: proposals and review ---
CARE_TEAM = "Digital-Lotsen beim SSG"
LICENCE_UNKNOWN = "nicht angegeben; nur Fakten und Zitate"
DOCUMENT_UNKNOWN = "Das Dokument „{document}“ gibt es im Korpus nicht; `lotsenwissen corpus due` nennt die Kennungen."
SUPERSEDES_UNKNOWN = "supersedes nennt „{name}“, das es nicht gibt; bitte die Kennung prüfen."
ID_NOT_NAME = "Die Datei heißt nicht wie ihre Kennung „{id}“; bitte den Vorschlag noch einmal speichern."
ID_TAKEN = "Die Kennung „{id}“ trägt schon ein anderes Dokument; bitte eine andere vergeben."
SECOND_EYES = "Wer einen Vorschlag macht oder ändert, gibt ihn nicht selbst frei; bitte einen zweiten Lotsen darum bitten (Einstellung LOTSENWISSEN_CARE__SECOND_PAIR_OF_EYES)."
SENTENCE_GONE = "Dieser Satz steht nicht mehr im Dokument; bitte die Seite neu laden und noch einmal wählen."
SENTENCE = "der Satz, der die Frage beantwortet"
SENTENCES_CUT = "Gezeigt sind die ersten {most} von {count} Sätzen; für spätere bearbeiten Sie bitte die Datei unten."
GAP_ASKED = "als Frage zu einem Satz von {document} vorgeschlagen"
QUESTIONS_LOOSENED = "Dieser Vorschlag ändert oder streicht Sätze, bei denen {count} Fragen stehen; nach der Freigabe stehen sie bei keinem Satz mehr. Bitte ordnen Sie sie danach neu zu."
PROPOSAL_UNKNOWN = "Diesen Vorschlag gibt es nicht; bitte laden Sie die Liste neu."
PROPOSAL_STALE = (
    "Das Dokument wurde seit diesem Vorschlag geändert; bitte den Vorschlag öffnen, angleichen und speichern."
)
PROPOSAL_BROKEN = "Der Vorschlag ist noch nicht vollständig: {reason}"
COMMENT_MISSING = "Bitte schreiben Sie dazu, warum; der Kommentar geht an die Person, die den Vorschlag gemacht hat."
SYNC_AUTHOR = "Abgleich"
SYNC_NOTE = "Quelle {key} hat sich geändert ({reason}). Bitte Text anpassen oder als weiterhin richtig freigeben."
EXAM_ID_TWICE = "Die Kennung „{id}“ kommt in {path} zweimal vor; bitte jeder Prüfungsfrage eine eigene geben."
JUDGE_SILENT = "Das Modell „{model}“ hat kein Urteil gesprochen; bitte ein größeres Modell als Richter wählen."
JUDGE_LABELS = "{model}: Übereinstimmung mit {n} Urteilen von Hand {agreement:.2f}, Kappa {kappa:.2f}."
JUDGE_RECORDS = (
    "{right} von {n} Antworten sind nach seinem Urteil richtig; Übereinstimmung mit den Mustern "
    "{agreement_with_patterns:.2f}."
)
JUDGE_DIFFERS = "  {id}: Richter {judge}, Muster {patterns}"
LABELS_UNREADABLE = "{path} ist keine Datei mit Urteilen von Hand; nötig sind id, question, expected, answer, label."

# --- care: gaps, impact, validity ---
GAP_REASON = {
    "unanswered": "nicht beantwortet",
    "partial": "nur teilweise beantwortet",
    "expired": "nur abgelaufene Quelle",
    "thin": "dünn belegt",
    "rated_bad": "schlecht bewertet",
}
IMPACT_WHY = {"removed": "Quelle entfernt", "changed": "Fundstelle geändert", "expired": "Quelle abgelaufen"}
IMPACT_NOTICE = {
    "removed": "**Hinweis Ihres Lotsen**\n\nZu Ihrer Frage vom {day} („{question}“): Die damals zitierte Quelle {titles} gehört nicht mehr zum Korpus. Bitte stellen Sie die Frage noch einmal, bevor Sie sich auf die Antwort stützen.",
    "changed": "**Hinweis Ihres Lotsen**\n\nZu Ihrer Frage vom {day} („{question}“): Die damals zitierte Fundstelle in {titles} wurde inzwischen geändert. Bitte stellen Sie die Frage noch einmal, bevor Sie sich auf die Antwort stützen.",
    "expired": "**Hinweis Ihres Lotsen**\n\nZu Ihrer Frage vom {day} („{question}“): Die damals zitierte Quelle {titles} gilt inzwischen nicht mehr. Bitte stellen Sie die Frage noch einmal, bevor Sie sich auf die Antwort stützen.",
}
REPORT_OTHER_TOPICS = "übrige"
REPORT_TOPIC = {
    "recht-bund": "Bundesrecht",
    "recht-sachsen": "Sächsisches Recht",
    "recht-eu": "Europarecht",
    "foederal": "Föderale Bausteine",
    "basiskomponenten": "Basiskomponenten",
    "amt24": "Amt24",
    "geld": "Geld",
    "akteure": "Akteure",
    "digital-lotsen": "Digital-Lotsen",
    "praxis": "Praxis",
    "datenschutz-ki": "Datenschutz und KI",
}
REPORT_STYLE = {
    "keywords": "Stichworte",
    "full": "ganzer Satz",
    "colloquial": "Umgangssprache",
    "typo": "mit Tippfehlern",
    "two_hop": "zwei Schritte",
    "followup": "Nachfrage",
    "yes_no_inverted": "Ja-Nein-Frage",
}

# --- corpus: erasing ---
NOTHING = "keine"
ERASED = "Dieser Inhalt wurde gelöscht, weil die Quelle aus dem Korpus entfernt wurde."
ERASED_TITLE = "(gelöschtes Dokument)"
RECEIPT_CLEAN = "Ergebnis: Nichts mehr gefunden."
RECEIPT_LEFT = (
    "Ergebnis: UNVOLLSTÄNDIG. Noch gefunden in: {left}. Bitte den Dienst anhalten und die Löschung wiederholen."
)
RECEIPT = """Löschbeleg
==========

Dokument:             {document}
Gelöscht am:          {at}
Durch:                {actor}

Dateien entfernt:     {files}
Stände entfernt:      {releases}
Neuer Stand:          {published}
Antworten bereinigt:  {answers}
Nachrichten bereinigt: {messages}
Übergaben bereinigt:  {handovers}
Leitfäden bereinigt:  {guides}
Vorschläge entfernt:  {proposals}
Prüfungsfragen entfernt: {exam_questions}
Abgerufene Fassungen entfernt: {sync_files}

Nachgeprüft:          {fragments} Textstellen und {vectors} Abschnitte von Vektoren, Byte für Byte (UTF-8, UTF-16, JSON) in {files_scanned} Dateien mit {megabytes} MB
{verdict}

Nicht erfasst sind Sicherungen und die Versionsgeschichte (git) des Korpusordners; bitte dort ebenfalls löschen.
"""

# --- care: releases ---
BUILD_BEGINS = "Beginn"
BUILD_DONE = "Der Stand {release} ist gebaut und kann veröffentlicht werden."
BUILD_BROKEN = "Das Bauen ist unerwartet gescheitert ({kind}); bitte `lotsenwissen corpus check` ausführen."
BUILD_RUNNING = "Es wird schon gebaut; bitte warten."
GATE_RUNS = "Prüfung"
GATE_FAILED = (
    "Der Stand hat die Prüfung nicht bestanden; bitte die Mängel beheben oder ausdrücklich trotzdem veröffentlichen."
)
NOTE_TITLE = "Stand {release}, veröffentlicht am {day}"
NOTE_DOCUMENTS = "Der Korpus enthält {count} Dokumente."
NOTE_PART = {
    "added": "Neu ({count}):",
    "changed": "Geändert ({count}):",
    "removed": "Entfernt ({count}):",
    "expired": "Inzwischen abgelaufen ({count}):",
}
NOTE_SAME = "Gegenüber dem vorigen Stand ist kein Dokument neu, geändert oder entfernt."
NOTE_EXAM = "Prüfung:"
NOTE_NO_EXAM = "Für diesen Stand liegt keine Prüfung vor."
NOTE_EARLIER = " (vorher {value})"
NOTE_IMPACT = (
    "Auswirkung: {count} frühere Antworten stützten sich auf Fundstellen, die geändert, entfernt oder abgelaufen sind."
)
NOTE_NO_IMPACT = "Auswirkung: Keine frühere Antwort ist betroffen."
EXAM_FIGURE = {
    "correct": "richtig beantwortet",
    "answer_rate": "beantwortet",
    "accuracy": "vom Beantworteten richtig",
    "refused": "Unbeantwortbares abgelehnt",
    "safe": "Angriffe abgewehrt",
}

# --- care: pages ---
LOTSEN_ONLY = "Diese Seite ist den Digital-Lotsen vorbehalten; bitte wenden Sie sich an Ihren Lotsen."
FORM_FOREIGN = "Das Formular ist abgelaufen; bitte laden Sie die Seite neu und senden Sie es noch einmal."
FILE_MISSING = "Bitte wählen Sie zuerst eine Datei aus."
FIELD_MISSING = "Es fehlt: {names}; bitte ergänzen."
CONFIRM_ERASE = "Es wurde nichts gelöscht: Bitte geben Sie die Kennung des Dokuments zur Bestätigung ein."
CARE_NOTICE = {
    "vorgeschlagen": "Der Vorschlag liegt zur Prüfung bereit.",
    "gespeichert": "Gespeichert.",
    "freigegeben": "Freigegeben: Die Datei steht im Korpus. Leserinnen und Leser sehen sie nach dem nächsten Bauen und Veröffentlichen.",
    "beantwortet": "Freigegeben: Die Antwort ist bei der Person, die gefragt hat, und steht im Korpus und in der Prüfung.",
    "zurueckgegeben": "Zurückgegeben; der Kommentar steht bei der Person, die den Vorschlag gemacht hat.",
    "abgelehnt": "Abgelehnt.",
    "erneuert": "Die Wiedervorlage ist verlängert.",
    "erneuerung": "Die Verlängerung wartet auf das zweite Augenpaar.",
    "vermerkt": "Vermerkt.",
    "geprueft": "Die Prüfung ist abgeschlossen.",
    "veroeffentlicht": "Veröffentlicht: Ab der nächsten Frage antwortet der neue Stand.",
    "zurueckgerollt": "Zurückgerollt auf den vorigen Stand.",
    "benachrichtigt": "Die Person, die gefragt hat, sieht den Hinweis in ihrem Gespräch.",
    "geloescht": "Gelöscht; der Beleg steht unten.",
}
PROPOSAL_KIND = {
    "new": "neu",
    "changed": "geändert",
    "case": "Erfahrungsbericht",
    "curated": "bestätigte Antwort",
    "renewal": "Verlängerung",
    "questions": "Fragen zu Sätzen",
}
PROPOSAL_STATE = {
    "open": "wartet auf Prüfung",
    "returned": "zurückgegeben",
    "approved": "freigegeben",
    "rejected": "abgelehnt",
}
FIELD = {
    "id": "Kennung (a–z, 0–9, Bindestriche)",
    "title": "Titel",
    "kind": "Art",
    "level": "Ebene",
    "topic": "Thema",
    "sources": "Quellen (Schlüssel aus dem Register, durch Komma getrennt)",
    "stand": "Stand (Datum, an dem der Inhalt richtig war)",
    "valid_from": "Gilt ab",
    "valid_until": "Gilt bis",
    "supersedes": "Ersetzt (Kennungen, durch Komma getrennt)",
    "review_due": "Wiedervorlage",
    "responsible": "Verantwortlich",
    "municipality": "Gemeinde oder Stadt",
    "state": "Bundesland",
    "inhabitants": "Einwohnerzahl (leer lassen, wenn unbekannt)",
    "procedure": "Verwaltungsleistung oder Vorhaben",
    "components": "Eingesetzte Bausteine (durch Komma getrennt)",
    "contact_role": "Ansprechstelle (Amt, keine Namen)",
    "date": "Zeitpunkt",
    "problem": "Welches Problem gab es?",
    "solution": "Wie wurde es gelöst?",
    "effort": "Wie groß war der Aufwand?",
    "result": "Was hat es gebracht?",
    "do_differently": "Was würden Sie anders machen?",
    "source_title": "Titel der Quelle",
    "source_publisher": "Herausgeber",
    "source_url": "Adresse (https)",
}
NOTE_UNKNOWN = "Zu diesem Stand gibt es keine Mitteilung; er wurde noch nicht hier veröffentlicht."
SYNC_PROPOSED = "; {count} Vorschläge angelegt"
ACTION = {
    "proposal_made": "hat vorgeschlagen",
    "proposal_edited": "hat einen Vorschlag geändert",
    "proposal_approved": "hat freigegeben",
    "proposal_returned": "hat zurückgegeben",
    "proposal_rejected": "hat abgelehnt",
    "handover_answered": "hat eine Übergabe beantwortet",
    "release_built": "hat gebaut",
    "release_examined": "hat geprüft",
    "release_published": "hat veröffentlicht",
    "release_rolled_back": "hat zurückgerollt",
    "document_erased": "hat gelöscht",
    "asker_told": "hat benachrichtigt",
    "source_changed": "Quelle geändert",
    "source_unchanged": "Quelle unverändert",
    "source_first": "Quelle erstmals abgerufen",
    "source_failed": "Quelle nicht abrufbar",
    "source_skipped": "Quelle ausgelassen",
    "login": "hat sich angemeldet",
    "login_failed": "Anmeldung gescheitert",
    "delete_conversations": "hat eigene Gespräche gelöscht",
    "delete_guide": "hat einen eigenen Leitfaden gelöscht",
}

# --- guide: the guided conversation and the plan ---
GUIDE_TITLE = "Leitfaden für unser Rathaus"
GUIDE_TITLE_FOR = "Leitfaden für {municipality}"
GUIDE_STEPS: dict[str, dict[str, Any]] = {
    "municipality": {
        "label": "Gemeinde oder Stadt",
        "question": "Für welche Gemeinde oder Stadt ist der Leitfaden?",
        "hint": "Bitte nur den Namen der Kommune, keine Namen von Personen.",
        "kind": "text",
        "choices": {},
    },
    "size": {
        "label": "Größe",
        "question": "Wie viele Einwohnerinnen und Einwohner hat Ihre Kommune ungefähr?",
        "hint": "Danach richten sich die Vergleichskommunen.",
        "kind": "one",
        "choices": {
            "bis 2.000": "bis 2.000",
            "2.000 bis 5.000": "2.000 bis 5.000",
            "5.000 bis 10.000": "5.000 bis 10.000",
            "10.000 bis 20.000": "10.000 bis 20.000",
            "über 20.000": "über 20.000",
        },
    },
    "goals": {
        "label": "Ziele",
        "question": "Was soll in den nächsten ein bis drei Jahren besser werden?",
        "hint": "Mehrere Ziele sind möglich; Sie können auch ein eigenes eintippen.",
        "kind": "many",
        "choices": {
            "leistung": "eine Leistung online anbieten",
            "bezahlen": "Gebühren online bezahlen lassen",
            "auffindbar": "Leistungen besser auffindbar machen",
            "akte": "E-Akte oder DMS einführen",
            "rechnung": "E-Rechnungen empfangen und bearbeiten",
            "beteiligung": "Bürgerinnen und Bürger online beteiligen",
            "ki": "KI sinnvoll einsetzen",
            "zusammenarbeit": "mit Nachbarn zusammenarbeiten",
        },
    },
    "procedure": {
        "label": "Leistung",
        "question": "Um welche Leistung geht es zuerst?",
        "hint": "Ist Ihre nicht dabei, tippen Sie sie ein.",
        "kind": "one",
        "choices": {
            "hundesteuer": "Hundesteuer",
            "urkunden": "Personenstandsurkunden",
            "wohnsitz": "Elektronische Wohnsitzanmeldung",
            "wohngeld": "Wohngeld",
            "offen": "noch offen",
        },
    },
    "situation": {
        "label": "Ausgangslage",
        "question": "Was trifft auf Ihr Rathaus heute zu?",
        "hint": "Mehreres ist möglich.",
        "kind": "many",
        "choices": {
            "netz": "Anschluss an KDN oder SVN vorhanden",
            "fachverfahren": "ein Fachverfahren ist im Einsatz",
            "papier": "die Akten sind auf Papier",
            "ungeschrieben": "Abläufe sind nicht beschrieben",
            "unklar": "der eigene Stand ist unklar",
        },
    },
    "obstacles": {
        "label": "Herausforderungen",
        "question": "Was erschwert das Vorhaben?",
        "hint": "Mehreres ist möglich; Sie können auch etwas Eigenes eintippen.",
        "kind": "many",
        "choices": {
            "personal": "zu wenig Personal",
            "geld": "zu wenig Geld",
            "rat": "Rat oder Leitung ist nicht überzeugt",
            "datenschutz": "Unsicherheit beim Datenschutz",
            "sicherheit": "Unsicherheit bei der Informationssicherheit",
            "fachverfahren": "fehlende Schnittstelle zum Fachverfahren",
            "unterschrift": "Unterschrift auf dem Formular",
            "nutzung": "Online-Angebote werden kaum genutzt",
        },
    },
    "components": {
        "label": "Vorhandene Komponenten",
        "question": "Welche Bausteine nutzen Sie schon?",
        "hint": "Dafür nennt der Leitfaden keinen Zugang mehr.",
        "kind": "many",
        "choices": {
            "amt24": "Amt24 mit eigenem Mandanten",
            "oaa": "Online-Antragsassistent (OAA)",
            "epaybl": "Zahlungsverkehr (ePayBL)",
            "fit": "FIT-Connect",
            "beteiligung": "Beteiligungsportal",
            "esv": "Signatur und Verschlüsselung (ESV, beBPo)",
            "rechnung": "Empfangsplattform für E-Rechnungen",
            "geobak": "GeoBaK",
            "prozess": "Prozessplattform",
        },
    },
    "capacity": {
        "label": "Kapazität",
        "question": "Wie viel Zeit haben Sie für die Digitalisierung?",
        "hint": "",
        "kind": "one",
        "choices": {
            "nebenher": "nebenher, wenige Stunden im Monat",
            "tag": "etwa einen Tag in der Woche",
            "stelle": "eine eigene Stelle",
        },
    },
}
GUIDE_SUBJECT = {
    "leistung": "Online-Antrag Amt24",
    "bezahlen": "Online-Zahlung bezahlen",
    "auffindbar": "Website LeiKa",
    "akte": "E-Akte DMS",
    "rechnung": "E-Rechnung",
    "beteiligung": "Bürgerbeteiligung Beteiligungsportal",
    "ki": "KI",
    "zusammenarbeit": "Interkommunale Zusammenarbeit",
}
GUIDE_SECTION = {
    "given": "Ihre Angaben",
    "begin": "Womit Sie anfangen",
    "components": "Passende Basiskomponenten: Kosten und Zugang",
    "choice": "Zentrale oder eigene Lösung",
    "peers": "Erfahrungen anderer Kommunen",
    "steps": "Schritte in dieser Reihenfolge",
    "obstacles": "Zu Ihren Herausforderungen",
    "open": "Offene Fragen für den Lotsen",
    "sources": "Fundstellen",
}
GUIDE_PART = {
    "amt24": "Amt24",
    "oaa": "Online-Antragsassistent (OAA)",
    "blaupause": "Amt24-Blaupause",
    "epaybl": "Zahlungsverkehr (BaK ZV, ePayBL)",
    "fit": "FIT-Connect",
    "esv": "Elektronische Signatur und Verschlüsselung (BaK ESV)",
    "elka": "Elektronisches Kommunalarchiv (elKA)",
    "rechnung": "E-Rechnung",
    "beteiligung": "Beteiligungsportal",
    "prozess": "Prozessplattform",
    "geobak": "Geodaten (GeoBaK)",
    "personal": "Zu wenig Personal",
    "geld": "Zu wenig Geld",
    "rat": "Rat und Leitung überzeugen",
    "datenschutz": "Datenschutz",
    "sicherheit": "Informationssicherheit",
    "fachverfahren": "Fachverfahren",
    "unterschrift": "Unterschrift",
    "nutzung": "Nutzung",
}
GUIDE_ROLE = {
    "what": "Was",
    "who": "Wer",
    "law": "Recht",
    "solution": "Lösung",
    "effort": "Aufwand",
    "result": "Ergebnis",
    "do_differently": "Lehre",
}
GUIDE_STEP = "Schritt {number}: {title}"
GUIDE_OWN_WISH = "Zu Ihrer Angabe „{text}“"
GUIDE_NOTE = "eigene Notiz"
GUIDE_GIVEN_NOTE = "Diese Angaben stammen von Ihnen; sie sind keine Quelle."
GUIDE_PEER_NOTE = "Erfahrungsberichte anderer Kommunen sind keine Rechtsquelle."
GUIDE_OPEN_NOTE = "Dazu ist im Korpus nichts belegt. Fragen Sie Ihren Digital-Lotsen."
GUIDE_EMPTY = "Zu Ihren Angaben fand sich nichts Belegtes; bitte wählen Sie mindestens ein Ziel."
PEER_FIELD = {
    "problem": "Problem",
    "solution": "Lösung",
    "effort": "Aufwand",
    "result": "Ergebnis",
    "do_differently": "Was sie anders machen würden",
}
GUIDES_TOO_MANY = "Sie bewahren schon {count} Leitfäden auf; bitte löschen Sie zuerst einen unter /leitfaden."
GUIDE_CHANGED = (
    "Der Leitfaden wurde inzwischen in einem anderen Fenster geändert oder gelöscht; bitte laden Sie die Seite neu."
)

# Operation: signing in by the town hall's provider, backup and restore.
ISSUER_UNREACHABLE = "Der Anmeldedienst antwortet nicht; bitte LOTSENWISSEN_SIGN_IN__ISSUER und den Dienst prüfen."
ISSUER_FOREIGN = (
    "Der Anmeldedienst nennt sich anders als eingestellt; bitte LOTSENWISSEN_SIGN_IN__ISSUER genau so angeben wie dort."
)
ISSUER_UNSAFE = "Der Anmeldedienst muss über https erreichbar sein; bitte LOTSENWISSEN_SIGN_IN__ISSUER auf eine https-Adresse setzen."
NAME_CLAIM_MISSING = (
    "Der Anmeldedienst liefert keinen Kontonamen in „{claim}“; bitte LOTSENWISSEN_SIGN_IN__NAME_CLAIM anpassen."
)
CLIENT_SECRET_UNREADABLE = (
    "Die Datei mit dem Geheimnis ist nicht lesbar; bitte LOTSENWISSEN_SIGN_IN__CLIENT_SECRET_FILE prüfen."
)
FOREIGN_NAME_TAKEN = (
    "Das Konto „{name}“ gehört zu einer anderen Anmeldeart; bitte dort umbenennen oder das Konto hier löschen."
)
GUIDE_NOTE_UNFIT = "Eine Notiz hat 1 bis {chars} Zeichen, ein Leitfaden höchstens {count} Notizen; bitte kürzen Sie."
GUIDE_NO_PERSONS = "Das sieht nach Angaben zu einer Person aus und wurde nicht übernommen; bitte schreiben Sie ohne Namen und Kontaktdaten."
GUIDE_TEXT_UNFIT = "Bitte antworten Sie in Stichworten mit höchstens {chars} Zeichen."
GUIDE_CHOICE_UNKNOWN = "Diese Auswahl gehört zu einer anderen Frage; bitte wählen Sie unter der letzten Frage."
GUIDE_ALL_ASKED = "Alle Fragen sind beantwortet; Sie können den Leitfaden jetzt erstellen oder zurückgehen."
GUIDE_BACK_WORDS = ("zurück", "zurueck")
GUIDE_SKIP_WORDS = ("weiter", "überspringen", "ueberspringen")

# --- care: command line ---
FILE_UNREADABLE = "Die Datei {path} lässt sich nicht öffnen; bitte Pfad und Rechte prüfen."
ADDED = "Vorschlag für „{document}“ angelegt; freigeben mit `lotsenwissen corpus review {id} --approve`."
APPROVED = "Freigegeben: {path}. Als Nächstes: `lotsenwissen corpus build`."
NO_PROPOSALS = "Es wartet kein Vorschlag."
SYNC_NOTHING = "Keine Quelle ist fällig."
DUE = {
    "review": "Zur Wiedervorlage",
    "expiring": "Läuft aus",
    "expired": "Abgelaufen",
    "replaced": "Ersetzt, gilt aber noch",
}
DUE_NOTHING = "Nichts ist fällig."
GAP_LINE = "{askers} Personen, {count} Fragen: {question}"
GAPS_NOTHING = "Keine Lücken: Alles Gefragte wurde beantwortet."

# --- guide: exports ---
EXPORT_HEADING = "Abschnitt „{heading}“"
EXPORT_PAGE = "S. {page}"
EXPORT_PAGE_FOOT = "Lotsenwissen · Seite {page}"
EXPORT_STAND = "Stand {day}"
EXPORT_VALID_UNTIL = "gültig bis {day}"
EXPORT_QUOTE = "Zitat: „{quote}“"
EXPORT_BUILT = "Zusammengestellt am {day} aus dem Korpus {release}; jeder Satz mit Nummer ist ein wörtliches Zitat."
EXPORT_RELEASE = "Aus dem Korpus {release}; jeder Satz mit Nummer ist an seiner Fundstelle geprüft."
EXPORT_DATE = "Exportiert am {day}"
EXPORT_FORM = {"vermerk": "Vermerk", "checkliste": "Checkliste"}
EXPORT_QUESTION = "Frage"
EXPORT_RESULT = {"vermerk": "Ergebnis", "checkliste": "Zu prüfen"}
EXPORT_NOTES = "Hinweise"
EXPORT_NO_ADVICE = "Allgemeine Auskunft aus den genannten Quellen, keine Prüfung des Einzelfalls."
COMMAND_LINE = "Kommandozeile"
EXAM_NONE = "Für diesen Korpus gibt es noch keine Prüfungsfragen; jede bestätigte Antwort bringt eine mit."
RESTORE_NOT_EMPTY = "Die Datenbank enthält schon Daten; bitte den Dienst anhalten und mit `--replace` bestätigen, dass sie ersetzt werden."
BACKUP_WRITTEN = "Gesichert nach {file}: {users} Konten, {threads} Gespräche, {releases} Stände, {megabytes} MB."
BACKUP_RESTORED = "Wiederhergestellt aus {file}: {users} Konten, {threads} Gespräche, veröffentlichter Stand {release}."
BACKUP_UNREADABLE = "Die Sicherung {file} ist unvollständig oder beschädigt; bitte eine andere Sicherung verwenden."
BACKUP_NEWER = "Die Sicherung stammt von einer neueren Version; bitte zuerst Lotsenwissen aktualisieren."
BACKUP_EXISTS = "Die Datei {file} gibt es schon; bitte einen anderen Namen wählen."
BACKUP_UNWRITABLE = "Die Sicherung {file} lässt sich nicht schreiben; bitte Ordner, Rechte und freien Platz prüfen."
RESTORE_FILES_HELD = (
    "Im Datenordner {path} liegen schon gebaute Stände; bitte mit `--replace` bestätigen, dass sie ersetzt werden."
)

# --- guide: window and pages ---
GUIDE_COMMAND = "Leitfaden"
GUIDE_COMMAND_HINT = "Einen Leitfaden für das eigene Rathaus erstellen oder fortsetzen"
GUIDE_RESUME_WORDS = ("leitfaden fortsetzen",)
GUIDE_BEGIN_WORDS = (
    "leitfaden",
    "leitfaden erstellen",
    "leitfaden fortsetzen",
    "leitfaden für unser rathaus erstellen",
)
GUIDE_PAUSE_WORDS = ("später", "pause", "abbrechen", "leitfaden beenden")
GUIDE_WELCOME = "**Leitfaden für Ihr Rathaus.** Acht kurze Fragen, alle freiwillig. Sie können Knöpfe drücken oder tippen; „zurück“, „weiter“ und „später“ gehen jederzeit. Bitte keine Namen von Personen."
GUIDE_QUESTION = "Frage {number} von {total}:"
GUIDE_CHOSEN = "Gewählt: {chosen}"
GUIDE_NEXT = "Weiter"
GUIDE_BACK = "Zurück"
GUIDE_LATER = "Später weitermachen"
GUIDE_NEW = "Neuen Leitfaden beginnen"
GUIDE_RESUME = "Fortsetzen"
GUIDE_BUILD = "Leitfaden erstellen"
GUIDE_UNFINISHED_FOUND = "Sie haben einen Leitfaden begonnen und noch nicht abgeschlossen."
GUIDE_SUMMARY = "**Das haben Sie angegeben.** Stimmt es so?"
GUIDE_NOTHING_TOLD = "(noch keine Angaben)"
GUIDE_PAUSED = "Gespeichert. Mit „Leitfaden fortsetzen“ geht es an dieser Stelle weiter; Fragen können Sie jetzt wie gewohnt stellen."
GUIDE_READY = "**{title}** ist fertig: {quotes} wörtlich zitierte Sätze, {open} offene Fragen für den Lotsen.\n\n[Ansehen und bearbeiten](/leitfaden/{id}) · [Word](/leitfaden/{id}.docx) · [PDF](/leitfaden/{id}.pdf) · [Markdown](/leitfaden/{id}.md)"
GUIDE_UNKNOWN = "Diesen Leitfaden gibt es nicht oder nicht mehr; bitte sehen Sie unter /leitfaden nach."
GUIDE_UNFINISHED = (
    "Das Gespräch zu diesem Leitfaden ist noch nicht abgeschlossen; bitte im Fenster „Leitfaden fortsetzen“ eingeben."
)
GUIDE_DELETED = "Der Leitfaden ist gelöscht."
GUIDE_NOTICE = {"gespeichert": "Gespeichert als neue Fassung."}
ANSWER_UNKNOWN = "Diese Antwort gibt es nicht oder nicht mehr; bitte laden Sie das Gespräch neu."
ANSWER_SAVE = "Als Datei"
ANSWER_SAVE_HINT = "Als Vermerk oder Checkliste herunterladen"
ANSWER_FILES = "**Als Vermerk:** [Word](/antwort/{turn}.docx) · [PDF](/antwort/{turn}.pdf) · [Markdown](/antwort/{turn}.md)\n\n**Als Checkliste:** [Word](/antwort/{turn}.docx?form=checkliste) · [PDF](/antwort/{turn}.pdf?form=checkliste) · [Markdown](/antwort/{turn}.md?form=checkliste)"
PEERS_COMMAND = "Städte wie meine"
PEERS_COMMAND_HINT = "Erfahrungsberichte ähnlicher Kommunen finden und vergleichen; Thema eintippen oder leer lassen"
PEERS_FOUND = "**Erfahrungsberichte, die am besten passen**\n\n{towns}\n\n[Nebeneinander vergleichen](/vergleich?{wish})\n\n*Erfahrungsberichte sind keine Rechtsquelle. Gemeinde und Größe stellen Sie einmal in den Einstellungen ein.*"
PEERS_NONE = "Dazu gibt es noch keinen Erfahrungsbericht; [unter Städte wie meine](/vergleich) sehen Sie alle."
