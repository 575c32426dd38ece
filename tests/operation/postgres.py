"""A private PostgreSQL for one test run: its own cluster, on loopback only, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.chat.conftest import free_port

ABSENT = "PostgreSQL ist nicht installiert (Debian: postgresql); diese Prüfung läuft nur damit"


def find_programs() -> Path | None:
    """The newest of the server programs that Debian keeps out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def run_postgres() -> Iterator[str]:
    """The URL of an empty server without the database name. It refuses to run as root, hence the other account."""
    programs = find_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="lotsenwissen-pg-", dir="/tmp"))
    other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if other:
        shutil.chown(folder, "postgres")
    port = free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
    control = [*other, str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    try:
        _run(*other, str(programs / "initdb"), "-D", str(folder / "data"), "-U", "probe", "-A", "trust", "-E", "UTF8")
        _run(*control, "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgresql://probe@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/tmp")
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: str, name: str) -> str:
    """Its URL."""
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/tmp")
