"""Every tunable, once, with its reason. The descriptions are German: they become the table in docs/einstellungen.md.

Values come from the environment (`LOTSENWISSEN_…`, nested: `LOTSENWISSEN_SEARCH__LIMIT`) or a `.env` file.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError


class CorpusSettings(BaseModel):
    """Loading and splitting."""

    passage_chars: int = Field(
        900,
        ge=200,
        description="Zielgröße einer Passage in Zeichen: ein bis drei Absätze, klein genug für eine genaue Fundstelle.",
    )
    passage_chars_max: int = Field(
        1500, ge=300, description="Obergrenze einer Passage; längere Absätze werden an Satzgrenzen geteilt."
    )
    sentence_chars_max: int = Field(
        400,
        description="Längere Sätze versteht beim Lesen zwischen zwei Terminen niemand; `corpus check` beanstandet sie.",
    )
    extract_seconds: float = Field(
        30.0, description="Zeitgrenze je Datei beim Auslesen; schützt vor PDF- und ZIP-Bomben."
    )
    extract_megabytes: int = Field(512, description="Speichergrenze je Datei beim Auslesen, aus demselben Grund.")
    extract_pages: int = Field(
        3000, description="Mehr Seiten hat kein Verwaltungsdokument, das sich zu zitieren lohnt."
    )
    extract_chars: int = Field(
        20_000_000, description="Mehr Text wird nicht übernommen; die Datei wird mit Grund abgelehnt."
    )
    expiring_days: int = Field(60, description="So viele Tage vor Ablauf gilt ein Dokument als „läuft aus“.")
    keep_releases: int = Field(5, ge=2, description="So viele Stände bleiben für ein Zurückrollen erhalten.")


class SearchSettings(BaseModel):
    """Retrieval: weights, floors, limits."""

    limit: int = Field(12, description="So viele Passagen gehen an die Antwort.")
    per_document: int = Field(
        4, description="Höchstens so viele Passagen je Dokument, damit ein Dokument nicht alles verdrängt."
    )
    pool: int = Field(
        120, ge=10, description="So viele Kandidaten werden genauer verglichen; mehr bringt nichts und kostet Zeit."
    )
    weight_stems: float = Field(1.0, description="Gewicht ganzer Wörter; der Maßstab für die übrigen Gewichte.")
    weight_grams: float = Field(
        2.0,
        description="Gewicht der Wortteile aus fünf Zeichen; sie finden Zusammensetzungen und überstehen Tippfehler.",
    )
    weight_title: float = Field(0.45, description="Gewicht von Titel und Überschriften neben dem Text.")
    weight_asked: float = Field(
        0.8, description="Gewicht der Fragen, die im Korpus bei einem Satz stehen, neben dem Text."
    )
    weight_document: float = Field(
        3.0,
        description="Gewicht des ganzen Dokuments neben der einzelnen Passage; am Messsatz besser als gleiches Gewicht.",
    )
    weight_thesaurus: float = Field(
        0.6, description="Gewicht von Synonymen und Abkürzungen gegenüber den Wörtern der Frage."
    )
    most_synonyms: int = Field(
        4, ge=0, description="Höchstens so viele andere Namen je Wort der Frage; mehr fanden nichts und kosten Zeit."
    )
    tie: float = Field(
        0.2,
        description="Sagt ein Text dasselbe Wort der Frage auf mehrere Arten, zählt die beste ganz und jede weitere so viel.",
    )
    weight_joined: float = Field(
        0.5, description="Gewicht von Wörtern, die getrennt getippt und im Korpus zusammengeschrieben sind."
    )
    weight_pairs: float = Field(
        0.08,
        description="Zuschlag (Anteil der besten Bewertung) für Passagen, in denen Wörter der Frage nebeneinander stehen.",
    )
    near: int = Field(
        60, ge=10, description="Unter so vielen besten Kandidaten wird nach Nachbarschaft der Wörter geschaut."
    )
    weight_exact: float = Field(
        1.0,
        description="Zuschlag (Anteil der besten Bewertung) für Passagen, die den genannten Paragrafen samt Gesetz nennen.",
    )
    weight_name: float = Field(
        0.4, description="Zuschlag (Anteil der besten Bewertung) für den Baustein, dessen Name in der Frage steht."
    )
    weight_vectors: float = Field(
        0.6,
        description="Gewicht der Vektoren des Einbettungsmodells (Anteil der besten Bewertung); Wörter bleiben stärker.",
    )
    weight_local_vectors: float = Field(
        0.12,
        description="Zuschlag (Anteil der besten Bewertung) für Dokumente, die als Ganzes von Ähnlichem handeln wie die Frage.",
    )
    local_vectors: bool = Field(
        True,
        description="Je Dokument einen Vektor aus den Wortteilen des Korpus mitbauen; ohne Download, am Messsatz mehr Treffer.",
    )
    weak_word: float = Field(
        0.15, description="So viel zählen Wörter der Frageform (finden, Art, Möglichkeit) gegenüber der Sache."
    )
    inside_compound: float = Field(
        0.7, description="So viel zählt ein Wort der Frage, das nur in einer Zusammensetzung steht."
    )
    duplicate_share: float = Field(
        0.97,
        description="Ab diesem Anteil gleicher Wörter gelten zwei Passagen als dieselbe; darunter gingen Treffer verloren.",
    )
    writer_megabytes: int = Field(
        128, ge=15, description="Arbeitsspeicher des Indexbaus; mehr beschleunigt große Korpora kaum."
    )


class AnswerSettings(BaseModel):
    """Drafting and verifying."""

    generated_floor: float = Field(
        0.5, description="Steht von den Sätzen des Modells weniger als dieser Anteil, antworten stattdessen die Zitate."
    )
    question_chars: int = Field(
        2_000, description="Längere Eingaben sind keine Frage; sie werden mit Hinweis abgelehnt."
    )


class QuotesSettings(BaseModel):
    """Choosing the sentences that answer."""

    confidence_weights: dict[str, float] = Field(
        {
            "constant": -5.4, "evidence": 4.5, "heading": 1.3, "coverage": 3.7, "rival": -2.3, "words": 0.45, "told": -1.0, "fit": 0.6,
        },
        description="Gewichte der Zeichen dafür, dass der beste Satz antwortet (logistisch, gelernt, gerundet): wie viel der Frage er abdeckt, ob Überschrift oder hinterlegte Frage dasselbe fragt, wie viel die Suche abgedeckt sieht, wie nah ein Satz aus einem anderen Dokument kommt, wie viele Wörter die Frage hat, was die gedeckten wiegen, ob der Satz die gefragte Art bietet.",
    )  # fmt: skip
    confidence_words: int = Field(
        8, description="So viele Wörter der Frage zählen dabei höchstens; längere Fragen kamen beim Lernen kaum vor."
    )
    confidence_floor: float = Field(
        0.25, description="So sicher muss es sein, dass der beste Satz antwortet; darunter wird nicht geantwortet."
    )
    evidence_floor: float = Field(
        0.50,
        description="So viel der Frage (nach Seltenheit gewichtet) muss eine Fundstelle abdecken, um die beste zu ergänzen.",
    )
    heading_floor: float = Field(
        0.6,
        description="Ab hier fragt eine Überschrift dasselbe wie die Frage; der Abschnitt darunter ist die Antwort.",
    )
    premise_floor: float = Field(
        0.6, description="So viel der Annahme einer Frage muss ein Satz nennen, um sie zu berichtigen."
    )
    reason_covers: float = Field(
        0.55, description="So viel vom Behaupteten muss ein Satz nennen, um auf „Warum …“ als Grund dafür zu gelten."
    )
    expired_lead: float = Field(
        1.3,
        description="So viel besser muss eine abgelaufene Quelle antworten, damit eine gültige nicht notdürftig einspringt.",
    )
    coming_lead: float = Field(
        1.0,
        description="Antwortet eine erst später geltende Quelle so viel besser, ist die Frage am gefragten Tag noch ohne Antwort.",
    )
    wide_share: float = Field(
        0.3, description="Anteil, den Wörter aus dem übrigen Abschnitt zum Beleg beitragen; der Satz selbst zählt mehr."
    )
    no_value: float = Field(
        0.4,
        description="Fragt jemand nach Datum, Dauer, Zahl oder Preis und der Satz nennt keinen, zählt er nur so viel.",
    )
    denied_value: float = Field(
        0.8, description="„Kein Bußgeld“ beantwortet die Frage nach der Höhe fast so gut wie ein Betrag."
    )
    same_question: float = Field(
        0.85,
        description="Ab dieser Übereinstimmung ist die Überschrift genau die gestellte Frage; erst dann zählt ein „nicht belegt“, ein Ja oder ein Nein darunter voll.",
    )
    similar_question: float = Field(
        0.8,
        description="Ist eine beim Satz hinterlegte Frage der gestellten nur ähnlich, zählt sie so viel; die Überschrift des Abschnitts geht dann vor.",
    )
    no_verdict: float = Field(
        0.8, description="Auf eine Ja-Nein-Frage zählt ein Satz ohne Ja, Nein, Müssen, Dürfen oder Gelten nur so viel."
    )
    other_count: float = Field(
        0.1, description="Eine Zahl, die nicht bei dem steht, was gezählt werden soll, zählt nur so viel."
    )
    no_predicate: float = Field(
        0.75,
        description="Fehlt das Wort, um das es geht („klagen“, „welches Sprachmodell“), zählt der Satz nur so viel.",
    )
    other_verdict: float = Field(
        0.6,
        description="Ein „Ja“ oder „Nein“ unter einer anderen Überschrift beantwortet eine andere Frage und zählt nur so viel.",
    )
    wanted_floor: float = Field(
        0.4,
        description="Fehlt dieses Wort, muss der Satz vom Übrigen so viel abdecken; sonst handelt er von etwas anderem.",
    )
    lacking: float = Field(
        0.45,
        description="Fehlt ein genannter Paragraf, Ort, Produktname oder ein Jahr, zählt die Fundstelle nur so viel.",
    )
    no_office: float = Field(0.8, description="Auf „Wer …“ zählt ein Satz, der niemanden nennt, nur so viel.")
    other_kind: float = Field(
        0.85, description="Was etwas ist, steht selten unter der Frage nach Preis, Ort oder Zuständigkeit."
    )
    no_deed: float = Field(
        0.6, description="„Seit wann betreibt …“: Sagt der Satz nicht, dass jemand betreibt, zählt er nur so viel."
    )
    opposite: float = Field(
        0.4, description="Anmelden ist nicht abmelden: Wer vom Gegenteil spricht, zählt nur so viel."
    )
    other_party: float = Field(
        0.4,
        description="Fragt jemand nach Geld vom Land und der Satz handelt vom Bund, oder nach einer Gemeinde und der Satz vom Land, zählt er nur so viel.",
    )
    ahead: float = Field(
        0.3,
        description="Was erst nach dem Tag der Frage geschah („seit …“), gilt dann noch nicht und zählt nur so viel.",
    )
    gap_covers: float = Field(
        0.8, description="Nennt ein „nicht belegt“ so viel von der Frage, ist genau das Gefragte nicht belegt."
    )
    gap_lead: float = Field(
        0.15,
        description="Um so viel mehr muss es von der Frage nennen als der beste andere Satz, sonst antwortet dieser.",
    )
    gap_now: float = Field(
        0.8,
        description="Wird nach heute gefragt, geht ein „nicht belegt“ zu diesem Jahr schon vor, wenn es so viel nennt wie dieser Anteil des besten Satzes.",
    )
    later: float = Field(
        0.85,
        description="Den Abschnitt beantwortet sein erster Satz; für spätere zählt dieselbe Überschrift nur so viel.",
    )
    score_weights: dict[str, float] = Field(
        {"evidence": 0.33, "heading": 0.55, "own": 0.36, "coverage": 0.18, "alike": 0.68, "kept": 0.18, "fit": 0.2},
        description="Gewichte der Zeichen, nach denen Sätze geordnet werden (aus Paaren gelernt, gerundet): Abdeckung mit Umgebung, gleiche Frage, eigene Wörter, Passage, Nähe zum Wortlaut von Satz und hinterlegter Frage, gefragte Art.",
    )
    companion: float = Field(
        0.72, description="Weitere Sätze müssen so viel vom besten Satz erreichen, sonst verwässern sie die Antwort."
    )
    sentences: int = Field(4, description="So viele Sätze hat eine Antwort höchstens; mehr liest niemand.")
    additions: int = Field(
        2,
        description="So viele Sätze anderer Abschnitte ergänzen einen Abschnitt, dessen Überschrift schon dasselbe fragt.",
    )
    list_items: int = Field(10, description="So viele Punkte einer Aufzählung werden gezeigt.")
    repeated: float = Field(
        0.6,
        description="Ab dieser Überlappung ist ein Satz einer anderen Quelle mit denselben Zahlen nur eine Wiederholung.",
    )
    duplicate: float = Field(0.8, description="Ab dieser Überlappung der Wörter sagen zwei Sätze dasselbe.")
    same_subject: float = Field(
        0.75,
        description="Ab dieser Überlappung ohne die Zahlen reden zwei Sätze vom Gleichen; dann fällt eine andere Zahl auf.",
    )
    line_weights: dict[str, float] = Field(
        {
            "constant": 0.3, "around": 0.9, "section": 0.5, "intro": 1.6, "fit": 0.4, "title": -4.5, "length": -2.1,
            "distance": -0.95, "window": 0.2, "window_rank": 0.3,
        },
        description="Gewichte der Merkmale einer Zeile (logistisch, gerundet): Abschnitt, Einleitung einer Liste und Nähe zur besten Zeile.",
    )  # fmt: skip
    line_share: float = Field(
        0.56,
        description="Anteil des erwarteten F-Werts, ab dem eine Zeile zur Antwort gehört (rechnerisch um die Hälfte).",
    )
    page_weights: dict[str, float] = Field(
        {
            "constant": 1.6,
            "whole": -2.1,
            "widest": -2.2,
            "difference": 2.7,
            "enumerates": 1.4,
            "fit": -1.5,
            "personal": 0.6,
        },
        description="Gewichte dafür, dass eine Seite die Frage nicht beantwortet: wenig Abdeckung, ein Unterschied oder eine volle Liste gefragt.",
    )
    page_refuses: float = Field(-0.2, description="Ab diesem Wert gilt die Frage als auf der Seite nicht beantwortbar.")


class VerifySettings(BaseModel):
    """The examiner of every sentence: fixed weights, no model."""

    threshold: float = Field(
        0.37,
        description="Ab diesem Wert gilt ein Satz als belegt; so gewählt, dass auf dem Messsatz unter zehn Prozent der "
        "belegten Sätze zurückgehalten werden. Jede harte Sperre drückt auch einen vollen Treffer darunter.",
    )
    weight_window: float = Field(0.3, description="Deckung durch einen Satz oder ein kleines Fenster zählt am meisten.")
    weight_passage: float = Field(0.1, description="Was nur anderswo in der Passage steht, stützt schwächer.")
    weight_order: float = Field(
        0.1, description="Wörter, die auch in der Quelle beieinanderstehen, gehören zur selben Aussage."
    )
    weight_wording: float = Field(
        0.5, description="Nähe zum Wortlaut samt kleinen Wörtern: freie Umschreibung ist schwerer zu prüfen."
    )
    factor_quantity: float = Field(
        0.05, description="Zahl, Datum, Betrag oder § steht nicht in der Passage: harte Sperre."
    )
    factor_misplaced: float = Field(0.3, description="Die Zahl steht in der Passage, aber bei einer anderen Aussage.")
    factor_negation: float = Field(0.2, description="Die Quelle verneint, der Satz nicht, oder umgekehrt.")
    factor_force: float = Field(0.3, description="Aus Dürfen wird Müssen oder umgekehrt.")
    factor_bound: float = Field(
        0.6, description="„mindestens“ oder „höchstens“ steht nur im Satz, nicht in der Quelle."
    )
    factor_limit: float = Field(0.35, description="„nur“ oder „ausschließlich“ wurde ergänzt oder weggelassen.")
    factor_condition: float = Field(
        0.3, description="Die Quelle nennt im selben Satz eine Bedingung oder Ausnahme, der Satz lässt sie weg."
    )
    condition_share: float = Field(
        0.34, description="Eine Bedingung gilt als mitgesagt, wenn der Satz ein Drittel ihrer Inhaltswörter nennt."
    )
    condition_ground: float = Field(
        0.6, description="Eine Bedingung fehlt nur, wo die bedingte Aussage den Satz zu sechs Zehnteln trägt."
    )
    patchwork_share: float = Field(
        0.5,
        description="Vermengt ist ein Satz nur, wenn eine andere Aussage der Quelle ihn mindestens zur Hälfte trägt.",
    )
    negation_share: float = Field(
        0.34, description="Zwei Verneinungen gehören zusammen, wenn ein Drittel der verneinten Wörter übereinstimmt."
    )
    clause_tie: float = Field(
        0.7, description="Teilsätze der Quelle mit mindestens diesem Anteil am besten zählen mit."
    )
    factor_demanded: float = Field(0.5, description="Der Satz verlangt, was die Quelle nur beschreibt.")
    factor_swap: float = Field(
        0.3, description="Ein Gegenwort steht an der Stelle (Bund statt Land, mindestens statt höchstens)."
    )
    factor_name: float = Field(0.3, description="Abkürzung oder Eigenname, den die Passage nicht kennt.")
    factor_replacement: float = Field(
        0.42, description="Ein Hauptwort steht anstelle eines anderen der Quelle; Umschreibungen sind selten so gebaut."
    )
    replacement_share: float = Field(
        0.5, description="Ersetzt gilt ein Wort nur, wenn der übrige Teilsatz mindestens zur Hälfte übereinstimmt."
    )
    candidates: int = Field(
        6, description="So viele Fundsätze werden als Mitte eines Fensters geprüft; mehr ändert nichts mehr."
    )
    window_sentences: int = Field(12, description="Längstes Fenster: eine Einleitungszeile mit ihren Listenpunkten.")
    window_cost: float = Field(0.04, description="Abzug je weiterem Satz im Fenster, damit ein einzelner Satz gewinnt.")
    sentence_chars: int = Field(
        3_000, description="Ein längerer „Satz“ ist keiner und wird nicht geprüft, sondern zurückgehalten."
    )
    marks: int = Field(8, description="Höchstens so viele Fundstellen eines Satzes werden geprüft.")


class ModelSettings(BaseModel):
    """How the local language model is called."""

    temperature: float = Field(0.1, ge=0, le=2, description="Nahe am Wortlaut der Quellen bleiben.")
    allow_public_host: bool = Field(
        False,
        description="Fragen verlassen sonst das eigene Netz: öffentliche Adressen von Ollama gelten nur mit dieser Erlaubnis.",
    )
    answer_tokens: int = Field(
        700, ge=64, description="Länge einer Antwort in Token; dieser Platz bleibt im Kontextfenster frei."
    )
    keep_alive_seconds: int = Field(
        1800, description="So lange bleibt das Modell geladen; erneutes Laden dauert bis zu einer Minute."
    )
    connect_seconds: float = Field(
        3.0, gt=0, description="Ein Server im eigenen Netz antwortet schneller oder gar nicht."
    )
    first_token_seconds: float = Field(
        120.0, gt=0, description="Wartezeit bis zum ersten Wort: Laden des Modells und Lesen der Quellen auf einer CPU."
    )
    next_token_seconds: float = Field(30.0, gt=0, description="Stockt der Text länger, kommt nichts mehr.")
    total_seconds: float = Field(300.0, gt=0, description="Länger wartet niemand auf eine Antwort.")
    health_seconds: float = Field(
        5.0, ge=0, description="So lange gilt ein Befund über Ollama; danach wird neu gefragt."
    )
    health_patience_seconds: float = Field(
        0.5,
        gt=0,
        description="So lange wartet eine Frage auf einen neuen Befund; ein stummer Server hält die Zitate nicht auf.",
    )
    retry_host_seconds: float = Field(
        10.0, ge=0, description="So lange wird ein ausgefallener Server übergangen, wenn es andere gibt."
    )
    parallel_per_host: int = Field(
        1, ge=1, description="Gleichzeitige Antworten je Server; wie OLLAMA_NUM_PARALLEL dort."
    )
    per_user: int = Field(2, ge=1, description="Höchstens so viele laufende und wartende Fragen je Konto.")
    queue_limit: int = Field(50, ge=0, description="Mehr Wartende bekommen sofort die Antwort aus Zitaten.")
    queue_seconds: float = Field(180.0, gt=0, description="Wer länger wartet, bekommt die Antwort aus Zitaten.")
    chars_per_token: float = Field(
        2.5,
        gt=1,
        description="Vorsichtige Schätzung für Deutsch (üblich sind 3 bis 4,5), damit nichts still abgeschnitten wird.",
    )
    chars_per_token_max: float = Field(
        6.0,
        gt=1,
        description="So dicht packt kein Tokenizer deutschen Text: meldet Ollama weniger Token, wurde abgeschnitten.",
    )
    sentences_max: int = Field(14, ge=1, description="Eine Antwort mit mehr Sätzen liest im Arbeitsalltag niemand.")
    repeats_max: int = Field(
        2, ge=1, description="So oft darf sich ein Satz wiederholen, ehe die Ausgabe abgebrochen wird."
    )
    sentence_chars: int = Field(700, ge=100, description="Ein längerer „Satz“ ist keiner; er wird zurückgehalten.")
    embedding_batch: int = Field(
        32, ge=1, description="Texte je Anfrage an das Einbettungsmodell; alle auf einmal sprengt den Speicher."
    )
    embedding_seconds: float = Field(120.0, gt=0, description="Zeitgrenze je Anfrage an das Einbettungsmodell.")
    disk_free_gigabytes: float = Field(2.0, ge=0, description="Weniger freier Platz gefährdet Bauen und Gespräche.")
    memory_reserve: float = Field(
        1.25,
        ge=1,
        description="Ein Modell braucht im Speicher etwa ein Viertel mehr als seine Datei (Kontext, Zwischenwerte).",
    )
    release_age_days: int = Field(120, ge=1, description="Ein älterer Stand des Korpus sollte geprüft werden.")
    slow_tokens_per_second: float = Field(5.0, gt=0, description="Darunter dauert eine Antwort länger als eine Minute.")


class ChatSettings(BaseModel):
    """The Navigator's window."""

    user_questions_per_minute: int = Field(
        20, description="Schützt kleine Maschinen vor Überlast durch ein einzelnes Konto."
    )
    session_hours: int = Field(
        12, ge=1, description="Nach so vielen Stunden ist eine neue Anmeldung nötig: ein Arbeitstag."
    )
    history_turns: int = Field(
        4, ge=0, description="So viele frühere Fragen eines Gesprächs helfen, eine Rückfrage zu verstehen."
    )
    suggestions: int = Field(
        3, ge=0, description="So viele Folgefragen stehen unter einer Antwort; mehr liest niemand."
    )
    suggestion_coverage: float = Field(
        0.75, ge=0, le=1, description="So viel einer Folgefrage muss die Suche wiederfinden, bevor sie angeboten wird."
    )
    offers: int = Field(3, ge=0, description="So viele bestätigte Antworten werden beim Tippen höchstens angeboten.")
    offer_coverage: float = Field(
        0.6,
        ge=0,
        le=1,
        description="So viel der getippten Wörter muss eine bestätigte Antwort enthalten, um angeboten zu werden.",
    )
    offer_chars: int = Field(
        12, ge=3, description="Ab so vielen Zeichen ist eine Frage erkennbar genug für ein Angebot."
    )


class CareSettings(BaseModel):
    """The Lotse's workshop."""

    second_pair_of_eyes: bool = Field(True, description="Wer etwas vorschlägt, gibt es nicht selbst frei.")
    renew_days: int = Field(
        365, ge=30, description="Ein Klick auf „Noch richtig“ setzt die Wiedervorlage so viele Tage weiter."
    )
    due_days: int = Field(30, ge=1, description="So viele Tage vorher erscheint eine Wiedervorlage in der Liste.")
    gap_days: int = Field(90, ge=1, description="So weit zurück reicht die Lückenliste; ältere Fragen sind überholt.")
    gap_likeness: float = Field(
        0.5, gt=0, le=1, description="Ab diesem Anteil gemeinsamer Wortstämme gelten zwei Fragen als dieselbe Lücke."
    )
    upload_megabytes: int = Field(
        25, ge=1, description="Größere Dateien enthalten Bilder statt Text und sprengen E-Mail."
    )
    ocr_seconds: float = Field(300.0, gt=0, description="Länger soll die Texterkennung eines Scans nicht dauern.")
    fetch_seconds: float = Field(
        30.0, gt=0, description="Zeitgrenze je Abruf einer Quelle, Umleitungen eingeschlossen."
    )
    fetch_megabytes: int = Field(25, ge=1, description="Größere Quellen werden nicht geladen, sondern gemeldet.")
    fetch_redirects: int = Field(5, ge=0, description="Mehr Umleitungen hat keine ehrliche Adresse.")
    fetch_pause_seconds: float = Field(
        2.0, ge=0, description="Pause zwischen zwei Abrufen, damit kein fremder Server belastet wird."
    )


class GuideSettings(BaseModel):
    """Towns like mine and the guide."""

    peers: int = Field(
        3, ge=1, description="So viele Erfahrungsberichte stehen in einem Leitfaden; mehr liest niemand."
    )
    peer_topic: float = Field(
        3.0, description="Gewicht des gleichen Vorhabens: Wer dasselbe getan hat, hilft am meisten."
    )
    peer_component: float = Field(1.5, description="Gewicht gleicher Bausteine; sie stellen dieselben Aufgaben.")
    peer_size: float = Field(
        1.0, description="Gewicht ähnlicher Einwohnerzahl; sie entscheidet über Personal und Geld."
    )
    peer_distance: float = Field(
        0.8, description="Gewicht der Nähe; Nachbarn kann man besuchen, entscheidend ist sie nicht."
    )
    peer_state: float = Field(
        0.6, description="Zuschlag für Kommunen im eigenen Land: gleiches Landesrecht, gleiche Basiskomponenten."
    )
    peer_story: float = Field(
        0.4, description="So viel zählt ein Wort, das nur im Bericht steht, gegenüber Titel und Vorhaben."
    )
    peer_topic_floor: float = Field(
        0.34, description="Darunter hat ein Bericht mit dem Thema nichts zu tun und wird nicht angeboten."
    )
    peer_kilometres: float = Field(
        60.0, gt=0, description="Bei dieser Entfernung zählt die Nähe noch zur Hälfte: eine Stunde Fahrt."
    )
    sentences: int = Field(8, ge=1, description="So viele Sätze übernimmt der Leitfaden höchstens je Teilfrage.")
    text_chars: int = Field(300, ge=40, description="Längere freie Angaben im Gespräch sind keine Stichworte mehr.")
    note_chars: int = Field(2_000, ge=100, description="Länge einer eigenen Notiz im Leitfaden.")
    notes: int = Field(100, ge=1, description="So viele eigene Notizen fasst ein Leitfaden.")
    guides_per_user: int = Field(50, ge=1, description="So viele Leitfäden bewahrt ein Konto auf.")
    versions: int = Field(20, ge=2, description="So viele frühere Fassungen bleiben je Leitfaden erhalten.")


class StoreSettings(BaseModel):
    """Conversations and their retention."""

    retention_days: int = Field(90, ge=1, description="Gespräche werden nach so vielen Tagen gelöscht.")
    audit_days: int = Field(
        365, ge=30, description="So lange steht, wer was an Konten und Korpus getan hat; danach wird es gelöscht."
    )
    busy_seconds: float = Field(
        10.0, gt=0, description="So lange wartet ein Schreibvorgang in SQLite auf einen anderen."
    )
    login_attempts: int = Field(
        5, ge=1, description="Nach so vielen falschen Passwörtern wird ein Konto zeitweise gesperrt."
    )
    lock_minutes: int = Field(
        15, ge=1, description="So lange bleibt ein Konto nach zu vielen falschen Passwörtern gesperrt."
    )
    password_chars: int = Field(
        10, ge=8, description="Mindestlänge eines Passworts; Länge schützt besser als Sonderzeichen."
    )
    page_threads: int = Field(
        30, ge=5, description="So viele Gespräche lädt der Verlauf auf einmal; mehr bremst die Seitenleiste."
    )


class SignInSettings(BaseModel):
    """Signing in by the town hall's own identity provider (OpenID Connect), beside or instead of passwords."""

    issuer: str | None = Field(
        None,
        description="Adresse des Anmeldedienstes (OpenID Connect); ohne Angabe melden sich alle mit Passwort an. Nur https oder die eigene Maschine.",
    )
    client_id: str | None = Field(None, description="Kennung dieses Produkts beim Anmeldedienst.")
    client_secret: SecretStr | None = Field(
        None, description="Geheimnis beim Anmeldedienst; nur in der Umgebung, nie in einer Datei des Projekts."
    )
    client_secret_file: Path | None = Field(
        None, description="Datei mit dem Geheimnis, etwa von systemd oder Docker bereitgestellt."
    )
    label: str = Field("rathaus", pattern=r"^[a-z0-9-]{2,30}$", description="Name des Anmeldedienstes in der Adresse.")
    scopes: str = Field("openid profile email", description="Angaben, die vom Anmeldedienst erbeten werden.")
    name_claim: str = Field("preferred_username", description="Angabe, aus der der Kontoname wird.")
    role_claim: str = Field("groups", description="Angabe, in der die Gruppen eines Kontos stehen.")
    lotse_group: str | None = Field(
        None,
        description="Wer zu dieser Gruppe gehört, ist Lotse; ohne Angabe bestimmt das allein `lotsenwissen user role`.",
    )
    seconds: float = Field(5.0, gt=0, description="So lange wird auf den Anmeldedienst gewartet.")


class OperationSettings(BaseModel):
    """What the people who run the machine decide."""

    public_url: str | None = Field(
        None, description="Adresse des Fensters von außen, wenn ein Webserver davor steht (https://…)."
    )
    metrics_token: SecretStr | None = Field(
        None, description="Schlüssel für /metrics; ohne Angabe antwortet die Seite nur der eigenen Maschine."
    )


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="LOTSENWISSEN_", env_file=".env", env_nested_delimiter="__", extra="ignore", frozen=True
    )

    corpus_dir: Path = Field(Path("corpus"), description="Ordner des Korpus.")
    data_dir: Path = Field(Path("var"), description="Ordner für gebaute Stände, Gespräche und Zwischenergebnisse.")
    database_url: str | None = Field(None, description="Datenbank der Gespräche; ohne Angabe SQLite im Datenordner.")
    chroma_url: str | None = Field(None, description="Adresse eines Chroma-Servers; ohne Angabe eingebettet im Stand.")
    ollama_host: Annotated[tuple[str, ...], NoDecode] = Field(
        ("http://127.0.0.1:11434",), description="Eine oder mehrere Adressen von Ollama, durch Komma getrennt."
    )
    model: str | None = Field(None, description="Name des Sprachmodells in Ollama; ohne Angabe gibt es nur Zitate.")
    embedding_model: str | None = Field(
        None,
        description="Name des Einbettungsmodells in Ollama (etwa bge-m3); ohne Angabe eine lokale Einbettung ohne Download.",
    )
    num_ctx: int = Field(
        8192, ge=2048, description="Kontextfenster des Modells in Token; immer gleich, sonst lädt Ollama neu."
    )
    mode: Literal["auto", "quotes", "generated"] = Field(
        "auto", description="quotes: nur Zitate · generated: Sprachmodell · auto: Sprachmodell, wenn es gesund ist."
    )
    host: str = Field("127.0.0.1", description="Adresse des Fensters.")
    port: int = Field(8000, ge=1, le=65535, description="Port des Fensters.")

    corpus: CorpusSettings = CorpusSettings()
    search: SearchSettings = SearchSettings()
    answer: AnswerSettings = AnswerSettings()
    quotes: QuotesSettings = QuotesSettings()
    verify: VerifySettings = VerifySettings()
    models: ModelSettings = ModelSettings()
    chat: ChatSettings = ChatSettings()
    care: CareSettings = CareSettings()
    guide: GuideSettings = GuideSettings()
    store: StoreSettings = StoreSettings()
    sign_in: SignInSettings = SignInSettings()
    operation: OperationSettings = OperationSettings()

    @field_validator("ollama_host", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def releases_dir(self) -> Path:
        return self.data_dir / "releases"

    @property
    def database(self) -> str:
        """SQLAlchemy URL without a driver chosen for async; `store` adds it."""
        return self.database_url or f"sqlite:///{self.data_dir / 'lotsenwissen.db'}"


def load_settings(**changes: object) -> Settings:
    """Read the environment; `changes` win over it. Raises SettingsError with the first unusable value."""
    try:
        return Settings(**changes)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "LOTSENWISSEN_" + "__".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"Die Einstellung {name} hat einen unbrauchbaren Wert; bitte in docs/einstellungen.md nachsehen und korrigieren."
        ) from error


@cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return load_settings()
