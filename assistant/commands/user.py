"""`lotsenwissen user …`: accounts for the window."""

import argparse
import getpass
import json
import sys

from assistant import wording
from assistant.settings import get_settings
from assistant.store.database import open_database
from assistant.store.users import ROLES, add_user, list_users, remove_user, set_disabled, set_password, set_role


def add_arguments(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(title="Schritte", metavar="SCHRITT", dest="step", required=True)
    texts = {
        "add": "legt ein Konto an",
        "list": "listet die Konten",
        "password": "setzt ein neues Passwort",
        "role": "ändert die Rolle",
        "disable": "sperrt ein Konto",
        "enable": "entsperrt ein Konto",
        "remove": "löscht ein Konto mit allen Gesprächen",
    }
    for name, text in texts.items():
        step = steps.add_parser(name, help=text, description=text)
        if name != "list":
            step.add_argument("name", metavar="NAME")
        if name in ("add", "role"):
            step.add_argument("--role", choices=ROLES, default="navigator", help="navigator oder lotse")
        if name == "list":
            step.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")


def run(arguments: argparse.Namespace) -> int:
    settings = get_settings()
    engine = open_database(settings)
    if arguments.step == "list":
        accounts = [
            {"name": a.name, "role": a.role, "disabled": a.disabled, "provider": a.provider} for a in list_users(engine)
        ]
        if arguments.json:
            print(json.dumps(accounts, ensure_ascii=False, indent=2))
        for account in [] if arguments.json else accounts:
            print(f"{account['name']:<30} {account['role']:<10} {'gesperrt' if account['disabled'] else 'offen'}")
        return 0
    if arguments.step == "add":
        add_user(engine, arguments.name, _read_password(), arguments.role, settings.store)
    elif arguments.step == "password":
        set_password(engine, arguments.name, _read_password(), settings.store)
    elif arguments.step == "role":
        set_role(engine, arguments.name, arguments.role)
    elif arguments.step == "remove":
        remove_user(engine, arguments.name)
    else:
        set_disabled(engine, arguments.name, arguments.step == "disable")
    print(wording.USER_CHANGED.format(name=arguments.name))
    return 0


def _read_password() -> str:
    """From the terminal without echo, or the first line of the standard input; never from the command line."""
    if sys.stdin.isatty():
        return getpass.getpass(wording.ASK_PASSWORD)
    return sys.stdin.readline().rstrip("\n")
