"""Starts windows quickly: one process loads the libraries once, and every server begins as its copy."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.chat.loaded"])


class Started:
    """A server in a process of its own."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        arguments = (dict(environment), str(log))
        self._process = _context.Process(target=_run_window, args=arguments, daemon=True)
        self._process.start()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def stop(self, how: int = signal.SIGTERM) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, how)
        self._process.join(30)
        assert not self.alive


def _run_window(environment: dict[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    from tests.chat.serve import run

    run()
