"""Prints every HTTP route and socket event of the composed product as JSON; a process of its own, for Chainlit is global.

`python -m tests.operation.list_routes DATA_DIR`
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.chat.server import create_app
from assistant.commands.workshop import mount_workshop
from assistant.settings import load_settings

_WITHOUT_OWN_RULE = {"HEAD", "OPTIONS"}


def walk(routes: list[Any], prefix: str = "") -> Iterator[str]:
    for route in routes:
        path = prefix + getattr(route, "path", "")
        inner = getattr(route, "original_router", None) or (route if hasattr(route, "routes") else None)
        if inner is not None:
            yield from walk(inner.routes, path)
        elif getattr(route, "methods", None):
            yield from (f"{method} {path}" for method in sorted(route.methods - _WITHOUT_OWN_RULE))
        elif not path.startswith("/ws/socket.io"):
            yield f"{type(route).__name__} {path}"


def main() -> None:
    app = create_app(load_settings(data_dir=Path(sys.argv[1]), database_url=None), parts=[mount_workshop])
    from chainlit.server import sio

    json.dump({"routes": sorted(set(walk(app.routes))), "events": sorted(sio.handlers["/"])}, sys.stdout)


if __name__ == "__main__":
    main()
