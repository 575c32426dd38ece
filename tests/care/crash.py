"""Run as a process of its own and killed by the tests: builds and publishes without end."""

import sys
from pathlib import Path

from assistant.settings import load_settings
from tests.conftest import build_and_publish

if __name__ == "__main__":
    place = Path(sys.argv[1])
    settings = load_settings(corpus_dir=place / "corpus", data_dir=place / "var", database_url=None)
    print("bereit", flush=True)
    while True:
        print(build_and_publish(settings), flush=True)
