import shutil
from pathlib import Path

import pytest

from assistant.corpus.erase import (
    encode_needles,
    find_document_files,
    make_detector,
    remove_document_files,
    scan_folders,
    take_fragments,
)
from assistant.settings import Settings

SENTENCE = "Die Größe der Straßenlaterne am Markt beträgt „vier“ Meter."


@pytest.mark.parametrize(
    "content",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-16-be"),
        b'{"t": "Die Gr\\u00f6\\u00dfe der Stra\\u00dfenlaterne am Markt betr\\u00e4gt \\u201evier\\u201c Meter."}',
        b"\x00" * 5000 + SENTENCE.encode() + b"\xff" * 5000,
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be", "json", "in the middle"],
)
def test_a_sentence_is_found_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "datei").write_bytes(content)
    (tmp_path / "leer").write_bytes(b"")
    needles = encode_needles(take_fragments([SENTENCE], ""))
    assert [(path.name, hits > 0) for path, _, hits in scan_folders([tmp_path], needles)] == [
        ("datei", True),
        ("leer", False),
    ]


def test_what_other_documents_say_too_is_no_trace() -> None:
    shared = "Die Gemeinde ist für die Hundesteuer zuständig."
    assert take_fragments([f"{shared} {SENTENCE}"], f"Vorher. {shared} Nachher.") == (SENTENCE[:60],)


def test_a_quote_is_recognised_in_markdown_and_json() -> None:
    touches = make_detector(take_fragments([SENTENCE], ""))
    assert touches("Die Größe der Straßen\\laterne am\nMarkt beträgt „vier“ Meter\\.")
    assert not touches("Die Größe der Straßenlaterne am Bahnhof beträgt vier Meter.")


def test_the_files_of_a_document_are_its_text_and_every_version_of_its_original(toy: Settings) -> None:
    originals = toy.corpus_dir / "originals"
    shutil.rmtree(originals, ignore_errors=True)
    originals.mkdir()
    for name in ("plan--aaaa1111.pdf", "plan--bbbb2222.pdf", "planung--cccc3333.pdf", "gemeinsam.pdf"):
        (originals / name).write_bytes(b"%PDF-")
    head = (toy.corpus_dir / "documents/gebuehren/hundesteuer.md").read_text("utf-8").split("---\n")[1]
    for id, original in (("plan", "gemeinsam.pdf"), ("anderer", "gemeinsam.pdf")):
        text = head.replace("id: hundesteuer", f"id: {id}").replace("supersedes: [hundesteuer-alt]", "supersedes: []")
        (toy.corpus_dir / f"documents/gebuehren/{id}.md").write_text(f"---\n{text}original: {original}\n---\n", "utf-8")
    names = {path.name for path in find_document_files(toy.corpus_dir, "plan")}
    assert names == {"plan.md", "gemeinsam.pdf", "plan--aaaa1111.pdf", "plan--bbbb2222.pdf"}
    remove_document_files(toy.corpus_dir, "plan")
    assert {path.name for path in originals.iterdir()} == {"planung--cccc3333.pdf", "gemeinsam.pdf"}
