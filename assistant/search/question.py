"""Turn a question into weighted clauses for the index and into the words its hits are measured by."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.search.coverage import Asked, rarity
from assistant.search.german import content_words, edge_grams, norms, stem
from assistant.search.lexical import Clause, Group, LexicalReader
from assistant.search.spelling import join_words, mend_word
from assistant.search.stopwords import is_weak
from assistant.search.synonyms import load_synonyms
from assistant.search.thesaurus import Key, Thesaurus
from assistant.settings import SearchSettings

_LONGEST = 2_000  # characters read of a question
_MOST_WORDS = 60  # a pasted letter is not a question; its first words say what it is about


@dataclass(frozen=True, slots=True)
class Question:
    """`norms` are the paragraphs named together with their law."""

    groups: tuple[Group, ...]
    asked: tuple[Asked, ...]
    norms: tuple[str, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(one.stem for one in self.asked)


def read_question(query: str, index: LexicalReader, thesaurus: Thesaurus, settings: SearchSettings) -> Question:
    words = list({stem(word): word for word in content_words(query[:_LONGEST])}.values())[:_MOST_WORDS]
    asked = [_weigh_word(word, index, thesaurus, settings) for word in words]
    ways = {at: [tuple(_ask_word(word, asked[at], index, settings))] for at, word in enumerate(words)}
    for whole, places in join_words(words, index).items():
        ways[places[0]].append(tuple(_ask_other((whole,), settings.weight_joined, index, settings)))
        for at in places:  # a passage with the compound covers each of its parts
            asked[at] = replace(asked[at], others=(*asked[at].others, (whole,)))
    for at, keys in _list_others(asked, thesaurus).items():
        weight = settings.weight_thesaurus * asked[at].trust
        ways[at] += [tuple(_ask_other(key, weight, index, settings)) for key in keys[: settings.most_synonyms]]
    said = ([way for way in some if way] for some in ways.values())
    groups = tuple(Group(tuple(some)) for some in said if some)
    return Question(groups, tuple(asked), tuple(one for one in norms(query[:_LONGEST]) if " " in one))


def _list_others(asked: Sequence[Asked], thesaurus: Thesaurus) -> dict[int, tuple[Key, ...]]:
    """Other names by the place of the word they stand for; of a term of several words, its rarest."""
    stems = [one.stem for one in asked]
    found: dict[int, dict[Key, None]] = defaultdict(dict)
    for names in (thesaurus, load_synonyms()):
        for (start, end), keys in names.expand_runs(stems).items():
            rarest = max(range(start, end), key=lambda at: asked[at].weight * asked[at].trust)
            found[rarest].update(dict.fromkeys(keys))
    return {at: tuple(keys) for at, keys in found.items()}


def _weigh_word(word: str, index: LexicalReader, thesaurus: Thesaurus, settings: SearchSettings) -> Asked:
    one = mend_word(word, index) or stem(word)
    weight = rarity(index.frequency("stems", one), index.size)
    return Asked(one, thesaurus.expand((one,)), weight, settings.weak_word if is_weak(word) else 1.0)


def _ask_word(word: str, one: Asked, index: LexicalReader, settings: SearchSettings) -> Iterator[Clause]:
    yield from _ask_everywhere("stems", one.stem, settings.weight_stems * one.trust, index, settings)
    if word[0].isalpha():
        yield from _ask_grams(edge_grams(word), one.weight, one.trust, index, settings)


def _ask_grams(
    letters: Sequence[str], weight: float, trust: float, index: LexicalReader, settings: SearchSettings
) -> Iterator[Clause]:
    """All grams of a word together count as much as the word: otherwise long words would drown short ones."""
    total = sum(rarity(index.frequency("grams", gram), index.size) for gram in letters)
    for gram in letters:
        yield from _ask_everywhere("grams", gram, trust * settings.weight_grams * weight / total, index, settings)


def _ask_everywhere(
    field: str, term: str, weight: float, index: LexicalReader, settings: SearchSettings
) -> Iterator[Clause]:
    """In the text, the title and the questions kept beside it; what no text has is not asked for, because asking takes time."""
    places = (("", 1.0), ("title_", settings.weight_title), ("asked_", settings.weight_asked))
    for place, share in places:
        if index.frequency(place + field, term):
            yield place + field, term, share * weight


def _ask_other(key: Sequence[str], weight: float, index: LexicalReader, settings: SearchSettings) -> Iterator[Clause]:
    """Another name for something asked, weaker than the user's own word; its words share the weight."""
    trust = weight / len(key)
    for one in key:
        yield from _ask_everywhere("stems", one, settings.weight_stems * trust, index, settings)
        yield from _ask_grams(
            edge_grams(one), rarity(index.frequency("stems", one), index.size), trust, index, settings
        )
