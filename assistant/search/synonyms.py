"""What the German language calls a thing besides: everyday and official words, word families, for finding only.

The thesaurus of a corpus says which names are the same; a wrong entry there is a wrong answer. These groups are wider and
belong to the language, so they lead to passages but prove nothing.
"""

from functools import cache
from pathlib import Path

from assistant.search.thesaurus import Entry, Thesaurus

_FILE = Path(__file__).with_name("synonyms.txt")


@cache
def load_synonyms() -> Thesaurus:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    groups = ([name.strip() for name in line.split(";")] for line in lines if line.strip() and line[0] != "#")
    return Thesaurus(tuple(Entry(first, "synonym", tuple(others)) for first, *others in groups))
