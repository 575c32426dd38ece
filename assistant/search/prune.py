"""Throw surplus releases away together with their vectors, which on a Chroma server would outlive the folder."""

from contextlib import suppress
from pathlib import Path

from assistant.corpus.release import list_releases, prune_releases, release_path
from assistant.errors import ReleaseError
from assistant.search.manifest import read_index_manifest
from assistant.search.vectors import drop_collections
from assistant.settings import Settings


def prune_with_vectors(settings: Settings, index: str) -> list[str]:
    """Ids of the releases that are gone. A server that does not answer keeps its vectors and stops nothing."""
    releases = settings.releases_dir
    collections = _read_collections(releases, index) if settings.chroma_url else {}
    gone = prune_releases(releases, settings.corpus.keep_releases)
    surplus = [collections[release] for release in gone if release in collections]
    if settings.chroma_url and surplus:
        with suppress(ReleaseError):
            drop_collections(settings.chroma_url, surplus)
    return gone


def _read_collections(releases: Path, index: str) -> dict[str, str]:
    """Chroma's name for the vectors of each release that has some."""
    collections: dict[str, str] = {}
    for release in list_releases(releases):
        with suppress(ReleaseError):
            manifest = read_index_manifest(release_path(releases, release.id) / index)
            if manifest.embedding:
                collections[release.id] = manifest.collection
    return collections
