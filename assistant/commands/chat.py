"""`lotsenwissen chat`: the window in the browser."""

import argparse
import sys

from assistant import wording
from assistant.settings import get_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="Adresse, auf der das Fenster lauscht")
    parser.add_argument("--port", type=int, help="Port des Fensters")


def run(arguments: argparse.Namespace) -> int:
    from assistant.chat.server import serve
    from assistant.commands.workshop import mount_workshop

    changes = {name: value for name in ("host", "port") if (value := getattr(arguments, name)) is not None}
    settings = get_settings().model_copy(update=changes)
    opens = wording.WINDOW_OPENS.format(host=settings.host, port=settings.port)
    serve(settings, parts=[mount_workshop], on_listening=lambda: print(opens, file=sys.stderr))
    return 0
