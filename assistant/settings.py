"""Every tunable, once, with its reason. The descriptions are German: they become the table in docs/einstellungen.md.

Values come from the environment (`LOTSENWISSEN_…`, nested: `LOTSENWISSEN_SEARCH__LIMIT`) or a `.env` file.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError


class CorpusSettings(BaseModel):
    """Loading and splitting."""

    passage_chars: int = Field(
        900, ge=200, description="Zielgröße einer Passage in Zeichen: ein bis drei Absätze, klein genug für eine genaue Fundstelle."
    )
    passage_chars_max: int = Field(
        1500, ge=300, description="Obergrenze einer Passage; längere Absätze werden an Satzgrenzen geteilt."
    )
    extract_seconds: float = Field(30.0, description="Zeitgrenze je Datei beim Auslesen; schützt vor PDF- und ZIP-Bomben.")
    extract_megabytes: int = Field(512, description="Speichergrenze je Datei beim Auslesen, aus demselben Grund.")
    extract_pages: int = Field(3000, description="Mehr Seiten hat kein Verwaltungsdokument, das sich zu zitieren lohnt.")
    extract_chars: int = Field(20_000_000, description="Mehr Text wird nicht übernommen; die Datei wird mit Grund abgelehnt.")
    expiring_days: int = Field(60, description="So viele Tage vor Ablauf gilt ein Dokument als „läuft aus“.")
    keep_releases: int = Field(5, ge=2, description="So viele Stände bleiben für ein Zurückrollen erhalten.")


class SearchSettings(BaseModel):
    """Retrieval: weights, floors, limits."""

    limit: int = Field(12, description="So viele Passagen gehen an die Antwort.")
    per_document: int = Field(4, description="Höchstens so viele Passagen je Dokument, damit ein Dokument nicht alles verdrängt.")


class AnswerSettings(BaseModel):
    """Drafting and verifying."""

    question_chars: int = Field(2_000, description="Längere Eingaben sind keine Frage; sie werden mit Hinweis abgelehnt.")


class ModelSettings(BaseModel):
    """How the local language model is called."""

    temperature: float = Field(0.1, description="Nahe am Wortlaut der Quellen bleiben.")


class ChatSettings(BaseModel):
    """The Navigator's window."""

    user_questions_per_minute: int = Field(20, description="Schützt kleine Maschinen vor Überlast durch ein einzelnes Konto.")


class CareSettings(BaseModel):
    """The Lotse's workshop."""

    second_pair_of_eyes: bool = Field(True, description="Wer etwas vorschlägt, gibt es nicht selbst frei.")


class StoreSettings(BaseModel):
    """Conversations and their retention."""

    retention_days: int = Field(90, ge=1, description="Gespräche werden nach so vielen Tagen gelöscht.")


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
        None, description="Name des Einbettungsmodells in Ollama (etwa bge-m3); ohne Angabe eine lokale Einbettung ohne Download."
    )
    num_ctx: int = Field(8192, ge=2048, description="Kontextfenster des Modells in Token; immer gleich, sonst lädt Ollama neu.")
    mode: Literal["auto", "quotes", "generated"] = Field(
        "auto", description="quotes: nur Zitate · generated: Sprachmodell · auto: Sprachmodell, wenn es gesund ist."
    )
    host: str = Field("127.0.0.1", description="Adresse des Fensters.")
    port: int = Field(8000, ge=1, le=65535, description="Port des Fensters.")

    corpus: CorpusSettings = CorpusSettings()
    search: SearchSettings = SearchSettings()
    answer: AnswerSettings = AnswerSettings()
    models: ModelSettings = ModelSettings()
    chat: ChatSettings = ChatSettings()
    care: CareSettings = CareSettings()
    store: StoreSettings = StoreSettings()

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
