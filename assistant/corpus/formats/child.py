"""The child process of `extract`: sets its own limits, reads one file, prints blocks as JSON.

Exit 0 with blocks, exit 1 with {"reason": …}; any other exit means that a limit killed it.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from assistant.corpus.document import Block
from assistant.corpus.formats.limits import limit_process
from assistant.corpus.formats.unreadable import Unreadable


def main(arguments: list[str]) -> int:
    kind, path, seconds, megabytes, pages, chars = arguments
    limit_process(float(seconds), int(megabytes))
    try:
        blocks = _reader(kind)(Path(path), int(pages), int(chars))
        if not any(block.text for block in blocks):
            raise Unreadable("Es wurde kein Text erkannt (Scan?); bitte eine durchsuchbare Fassung (OCR) verwenden.")
        result: object = [(block.text, block.headings, block.page, block.role) for block in blocks]
        code = 0
    except Unreadable as error:
        result, code = {"reason": str(error)}, 1
    except (MemoryError, ImportError):  # a library that does not fit into the limit fails to load
        result, code = (
            {
                "reason": f"Die Datei braucht mehr als {megabytes} MB zum Auslesen; bitte eine kleinere Fassung verwenden."
            },
            1,
        )
    except RecursionError:
        result, code = {"reason": "Die Datei ist zu tief verschachtelt; bitte neu speichern."}, 1
    except Exception:  # parsers of foreign files raise anything; the verdict is the same
        result, code = (
            {"reason": "Die Datei ist beschädigt und lässt sich nicht lesen; bitte neu herunterladen oder speichern."},
            1,
        )
    sys.stdout.write(json.dumps(result))
    return code


def _reader(kind: str) -> Callable[[Path, int, int], list[Block]]:
    if kind == "pdf":
        from assistant.corpus.formats.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from assistant.corpus.formats.word import read_docx

        return read_docx
    if kind == "html":
        from assistant.corpus.formats.web import read_html

        return read_html
    return _read_markdown


def _read_markdown(path: Path, _pages: int, chars: int) -> list[Block]:
    from assistant.corpus.markdown import parse_markdown

    text = path.read_text(encoding="utf-8", errors="replace")
    if len(text) > chars:
        raise Unreadable("Die Datei enthält zu viel Text; bitte teilen.")
    return list(parse_markdown(text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
