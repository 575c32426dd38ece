"""`lotsenwissen`: reads the command, runs it, turns errors into one German sentence. Exit 0 good, 1 failed, 2 wrong use."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from assistant import __version__, wording
from assistant.errors import CorpusError, LotsenwissenError

# Command → (module, one line for --help). Modules are imported only when their command runs, so that `--version` is fast.
_COMMANDS = {
    "chat": ("assistant.commands.chat", "öffnet das Fenster im Browser"),
    "ask": ("assistant.commands.ask", "beantwortet eine Frage mit Belegen"),
    "corpus": ("assistant.commands.corpus", "prüft, baut, veröffentlicht und pflegt den Korpus"),
    "doctor": ("assistant.commands.doctor", "zeigt, was läuft, was nicht, und was zu tun ist"),
    "user": ("assistant.commands.user", "legt Konten an und verwaltet sie"),
    "backup": ("assistant.commands.backup", "sichert Konten, Gespräche, Stände und Korpus in eine Datei"),
    "restore": ("assistant.commands.restore", "stellt eine Sicherung wieder her"),
}


class _Parser(argparse.ArgumentParser):
    """argparse with its own messages in German."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, wording.WRONG_USE.format(command=self.prog, reason=_in_german(message)) + "\n")


def _in_german(message: str) -> str:
    for english, german in wording.ARGPARSE.items():
        message = message.replace(english, german)
    return message


def build_parser(command: str | None) -> argparse.ArgumentParser:
    """The parser; only the wanted command's own arguments are added."""
    parser = _Parser(prog="lotsenwissen", description=wording.PROGRAM, add_help=False)
    _add_common(parser)
    parser.add_argument("--version", action="version", version=f"lotsenwissen {__version__}", help="zeigt die Version")
    commands = parser.add_subparsers(title="Befehle", metavar="BEFEHL", dest="command", parser_class=_Parser)
    for name, (module, text) in _COMMANDS.items():
        child = commands.add_parser(name, help=text, description=text, add_help=False)
        _add_common(child)
        if name == command:
            importlib.import_module(module).add_arguments(child)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="zeigt diese Hilfe")
    parser.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help="zeigt bei Fehlern die technischen Einzelheiten"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    line = list(sys.argv[1:] if arguments is None else arguments)
    command = next((word for word in line if not word.startswith("-")), None)
    parser = build_parser(command)
    try:
        parsed = parser.parse_args(line)
    except SystemExit as stop:
        return int(stop.code or 0)
    if parsed.command is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        return int(importlib.import_module(_COMMANDS[parsed.command][0]).run(parsed))
    except LotsenwissenError as error:
        if getattr(parsed, "debug", False):
            raise
        return _report(error)
    except KeyboardInterrupt:
        print(wording.INTERRUPTED, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if getattr(parsed, "debug", False):
            raise
        print(wording.UNEXPECTED.format(kind=type(error).__name__), file=sys.stderr)
        return 1


def _report(error: LotsenwissenError) -> int:
    for finding in error.findings if isinstance(error, CorpusError) else ():
        print(finding, file=sys.stderr)
    print(error, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
