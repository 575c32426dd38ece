"""Components by name: a question that says BundID or FIT-Connect means that component's document first."""

import re
from collections.abc import Iterable, Mapping

from assistant.corpus.document import Head, Kind
from assistant.search.german import terms
from assistant.search.thesaurus import Key, Thesaurus

_END_OF_NAME = re.compile(r"\s[–—-]\s|[:(,;]|\s(?:für|und|im|in|der|des)\s")
_LONGEST = 4


def collect_names(heads: Iterable[Head], thesaurus: Thesaurus) -> Mapping[Key, frozenset[str]]:
    """The stems of each component's name, and of its other names, with the documents that bear it."""
    names: dict[Key, set[str]] = {}
    for head in heads:
        if head.kind is Kind.COMPONENT:
            name = tuple(terms(_END_OF_NAME.split(head.title, maxsplit=1)[0]))
            for key in (name, *thesaurus.others(name)):
                if 0 < len(key) <= _LONGEST:
                    names.setdefault(key, set()).add(head.id)
    return {key: frozenset(documents) for key, documents in names.items()}


def find_named(stems: tuple[str, ...], names: Mapping[Key, frozenset[str]]) -> frozenset[str]:
    """Documents whose component is named by consecutive words of the question."""
    found: set[str] = set()
    for start in range(len(stems)):
        for end in range(start + 1, min(start + _LONGEST, len(stems)) + 1):
            found |= names.get(stems[start:end], frozenset())
    return frozenset(found)
