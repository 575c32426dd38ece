"""Every German sentence that no model wrote. One section per room."""

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
