"""`lotsenwissen restore FILE`: put a backup in place of what is here; stop the window first."""

import argparse
from pathlib import Path

from assistant import wording
from assistant.settings import get_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="DATEI", type=Path, help="Datei von `lotsenwissen backup`")
    parser.add_argument("--replace", action="store_true", help="ersetzt vorhandene Konten, Gespräche und Stände")


def run(arguments: argparse.Namespace) -> int:
    from assistant.commands.archive import restore_backup

    backup = restore_backup(get_settings(), arguments.file, arguments.replace)
    print(
        wording.BACKUP_RESTORED.format(
            file=arguments.file,
            users=backup.rows["users"],
            threads=backup.rows["threads"],
            release=backup.release or wording.NOTHING,
        )
    )
    return 0
