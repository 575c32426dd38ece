"""A toy corpus for the tests of search: real German, small enough to know by heart."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from assistant.corpus.document import Block, Document, Head, Kind, Level
from assistant.search.index import build_index, open_index
from assistant.search.retrieve import Searcher
from assistant.search.thesaurus import Thesaurus, load_thesaurus
from assistant.settings import Settings

TODAY = date(2026, 11, 22)


def document(
    id: str,
    title: str,
    *paragraphs: str,
    kind: Kind = Kind.GUIDANCE,
    level: Level = Level.LAND,
    valid_from: date | None = None,
    valid_until: date | None = None,
    municipality: str | None = None,
) -> Document:
    head = Head(
        id=id,
        title=title,
        kind=kind,
        level=level,
        topic="probe",
        sources=("PROBE",),
        stand=date(2026, 1, 1),
        publisher="Probestelle",
        valid_from=valid_from,
        valid_until=valid_until,
        municipality=municipality,
    )
    return Document(head, tuple(Block(text, ("Auskunft",)) for text in paragraphs))


DOCUMENTS = (
    document(
        "hundesteuer",
        "Hundesteuersatzung",
        "Die Hundesteuer beträgt für den ersten Hund 60 Euro im Jahr.",
        "Wer einen Hund hält, muss ihn binnen zwei Wochen anmelden.",
        level=Level.KOMMUNE,
        municipality="Musterstadt",
    ),
    document(
        "bekanntgabe",
        "Bekanntgabe im Postfach",
        "Ein Verwaltungsakt im Postfach gilt nach § 9 Abs. 1 OZG am vierten Tag nach der Bereitstellung als bekannt gegeben.",
        kind=Kind.LAW,
        level=Level.BUND,
    ),
    document(
        "einwilligung",
        "Nutzerkonto",
        "Das Nutzerkonto darf nach § 8 OZG Daten nur mit Einwilligung verarbeiten.",
        kind=Kind.LAW,
        level=Level.BUND,
    ),
    document(
        "foerderung-alt",
        "Förderrichtlinie Digitalisierung 2022",
        "Die Förderung der Digitalisierung beträgt bis zu 80 Prozent der Ausgaben.",
        valid_until=date(2022, 12, 31),
    ),
    document(
        "foerderung-neu",
        "Förderrichtlinie Digitalisierung",
        "Die Förderung der Digitalisierung beträgt bis zu 60 Prozent der Ausgaben.",
        valid_from=date(2025, 1, 1),
    ),
    document(
        "sprechzeiten",
        "Öffnungszeiten des Bürgeramts",
        "Das Bürgeramt hat dienstags von 9 bis 18 Uhr geöffnet. Gebühren können bar bezahlt werden.",
        level=Level.KOMMUNE,
    ),
)


def build(
    directory: Path, documents: Iterable[Document], settings: Settings | None = None, **options: object
) -> Searcher:
    settings = settings or Settings()
    build_index(directory, documents, settings, **options)  # type: ignore[arg-type]
    return open_index(directory, settings, options.get("embeddings"))  # type: ignore[arg-type]


def found(searcher: Searcher, query: str, **options: object) -> list[str]:
    """Ids of the documents found, best first."""
    hits = searcher.retrieve(query, today=TODAY, **options)  # type: ignore[arg-type]
    return list(dict.fromkeys(hit.passage.document for hit in hits))


SETTINGS = Settings()


def build_thesaurus(folder: Path, text: str) -> Thesaurus:
    (folder / "thesaurus.yaml").write_text(text, encoding="utf-8")
    return load_thesaurus(folder / "thesaurus.yaml")


def index(folder: Path, documents: Iterable[Document], thesaurus: Thesaurus) -> Searcher:
    build(folder / "index", documents)
    return open_index(folder / "index", SETTINGS, thesaurus=thesaurus)
