"""`lotsenwissen doctor`: what works, what does not, and what to do."""

import argparse
import json

from assistant.errors import SettingsError
from assistant.settings import get_settings

_SIGNS = {"ok": "ok      ", "Achtung": "Achtung ", "Fehler": "Fehler  "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")


def run(arguments: argparse.Namespace) -> int:
    """Exit 1 when something is broken; a warning alone is no failure."""
    from assistant.answer.doctor import run_checks
    from assistant.answer.library import Library, open_library

    settings = get_settings()
    try:
        library = open_library(settings)
    except SettingsError:  # an unusable address is one line of the list, not its end
        library = Library(settings)
    checks = run_checks(settings, library)
    if arguments.json:
        print(json.dumps([check.as_json() for check in checks], ensure_ascii=False, indent=2))
    else:
        for check in checks:
            print(f"{_SIGNS[check.level]}{check.title}: {check.text}")
            if check.next_step:
                print(f"        → {check.next_step}")
    return int(any(check.level == "Fehler" for check in checks))
