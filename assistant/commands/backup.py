"""`lotsenwissen backup FILE`: everything that cannot be built anew, in one file; the window may go on running."""

import argparse
from pathlib import Path

from assistant import wording
from assistant.settings import get_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="DATEI", type=Path, help="neue Datei, etwa sicherung-2026-11-22.tar.gz")


def run(arguments: argparse.Namespace) -> int:
    from assistant.commands.archive import write_backup
    from assistant.corpus.release import list_releases

    settings = get_settings()
    backup = write_backup(settings, arguments.file)
    print(
        wording.BACKUP_WRITTEN.format(
            file=arguments.file,
            users=backup.rows["users"],
            threads=backup.rows["threads"],
            releases=len(list_releases(settings.releases_dir)),
            megabytes=f"{arguments.file.stat().st_size / 1e6:.1f}".replace(".", ","),
        )
    )
    return 0
