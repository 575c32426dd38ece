"""A disk that really fills up while building. A limit on file sizes stops writes anywhere, without root."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.search.corpus import DOCUMENTS, build, found

BUILD = """
import sys
from pathlib import Path
from assistant.errors import StorageFailed
from tests.search.corpus import build, document
text = "Über die Gebühr {0} im Fach {1} entscheidet die Gemeinde nach Lage {0}{1} und Aufwand {1}{0}."
many = [document(f"d{i}", f"Titel {i}", *(text.format(i, j) for j in range(30))) for i in range(60)]
try:
    build(Path(sys.argv[1]), many)
except StorageFailed as error:
    print(error)
"""


@pytest.mark.parametrize("kilobytes", [4, 40, 120])
def test_a_disk_that_fills_up_while_building_is_said_and_the_older_index_keeps_answering(
    tmp_path: Path, kilobytes: int
) -> None:
    older = build(tmp_path / "one", DOCUMENTS)
    limit = 1000 * kilobytes
    result = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path / "two")],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert "voll" in result.stdout, result.stderr
    assert not (tmp_path / "two" / "search.json").exists()
    assert found(older, "Was kostet mein Hund?")[0] == "hundesteuer"
