"""The product as the exams see it: its one door, and the release's own passages to hold quotes against."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answer.answer import Answer, Question
from assistant.answer.ask import ask_release
from assistant.answer.library import Library, OpenRelease, open_library
from assistant.corpus.release import build_lock, published_release
from assistant.errors import NoRelease
from assistant.settings import Settings, get_settings


@dataclass(frozen=True)
class Product:
    """One release behind the door, published or not: a new one is examined before readers get it."""

    library: Library
    release: OpenRelease

    def ask(self, question: Question) -> Answer:
        return ask_release(question, self.library, self.release)

    def passage_text(self, id: str) -> str:
        """The passage as the release holds it; empty for an id that it does not have."""
        found = self.release.searcher.passage(id)
        return found.text if found else ""


def open_product(settings: Settings | None = None) -> Product:
    """As a Navigator has it: the published release with this machine's settings."""
    library = open_library(settings or get_settings())
    return Product(library, library.current())


@contextmanager
def open_for_gate(settings: Settings, release_dir: Path | None = None) -> Iterator[Product]:
    """The given release folder (`…/releases/<id>`), else the published one, else one built for the moment."""
    if release_dir is not None:
        yield open_folder(settings, release_dir)
        return
    try:
        published = settings.releases_dir / published_release(settings.releases_dir)
    except NoRelease:
        with build_product(settings) as product:
            yield product
    else:
        yield open_folder(settings, published)


def open_folder(settings: Settings, release_dir: Path) -> Product:
    """Raises NoRelease or ReleaseDamaged."""
    library = open_library(settings.model_copy(update={"data_dir": release_dir.resolve().parents[1]}))
    return Product(library, library.open_release(release_dir.name))


@contextmanager
def build_product(settings: Settings, corpus_dir: Path | None = None) -> Iterator[Product]:
    """Build a corpus into a temporary folder with the same settings; it is gone afterwards."""
    from assistant.search.build import build_release

    with TemporaryDirectory(prefix="lotsenwissen-") as folder:
        elsewhere = settings.model_copy(
            update={"corpus_dir": corpus_dir or settings.corpus_dir, "data_dir": Path(folder)}
        )
        with build_lock(elsewhere.releases_dir):
            manifest = build_release(elsewhere)
        yield open_folder(elsewhere, elsewhere.releases_dir / manifest.id)
