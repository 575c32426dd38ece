"""Towns like mine: other towns' records, nearest in subject, component, size and place first, and side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant import wording
from assistant.answer.library import OpenRelease
from assistant.corpus.document import Case, Head, Passage
from assistant.guide.places import measure_distance
from assistant.search.german import terms
from assistant.search.thesaurus import Thesaurus
from assistant.settings import GuideSettings

HOME = "Sachsen"
# What the window offers as sizes, with the number of inhabitants each stands for when comparing.
SIZES: Mapping[str, int] = {
    "bis 2.000": 1_500,
    "2.000 bis 5.000": 3_500,
    "5.000 bis 10.000": 7_500,
    "10.000 bis 20.000": 15_000,
    "über 20.000": 30_000,
}
COMPARED = ("problem", "solution", "effort", "result", "do_differently")


@dataclass(frozen=True, slots=True)
class Profile:
    """The Navigator's own town, as far as it was said."""

    municipality: str = ""
    inhabitants: int | None = None
    state: str = HOME


@dataclass(frozen=True, slots=True)
class Peer:
    """A record with why it stands where it stands: shares in 0..1, None where nothing is known."""

    case: Case
    score: float
    topic: float
    component: float | None
    size: float | None
    kilometres: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a record with its proof: `text` stands letter for letter in the passage."""

    text: str
    passage: Passage | None
    head: Head | None


@dataclass(frozen=True, slots=True)
class Row:
    field: str
    label: str
    cells: tuple[Cell, ...]


def read_profile(stored: Mapping[str, Any]) -> Profile:
    """From what the window keeps with the account."""
    return Profile(str(stored.get("municipality") or ""), SIZES.get(str(stored.get("size") or "")))


def rank_peers(
    cases: Iterable[Case],
    thesaurus: Thesaurus,
    profile: Profile,
    topic: str,
    components: Sequence[str],
    settings: GuideSettings,
) -> list[Peer]:
    """Best first. With a topic or components given, records that share nothing with them are left out."""
    wanted = _expand(topic, thesaurus)
    peers = [_rate(case, thesaurus, profile, wanted, components, settings) for case in cases]
    if topic.strip() or components:
        peers = [peer for peer in peers if peer.topic >= settings.peer_topic_floor or peer.component]
    return sorted(peers, key=lambda peer: (-peer.score, peer.case.title))


def _rate(
    case: Case,
    thesaurus: Thesaurus,
    profile: Profile,
    wanted: Sequence[frozenset[tuple[str, ...]]],
    components: Sequence[str],
    settings: GuideSettings,
) -> Peer:
    topic = _share_topic(case, wanted, settings)
    component = _share_components(case, components, thesaurus) if components else None
    size = _compare_size(case.inhabitants, profile.inhabitants)
    kilometres = measure_distance(profile.municipality, case.municipality) if profile.municipality else None
    near = 1 / (1 + kilometres / settings.peer_kilometres) if kilometres is not None else 0.0
    score = (
        settings.peer_topic * topic
        + settings.peer_component * (component or 0.0)
        + settings.peer_size * (size or 0.0)
        + settings.peer_distance * near
        + settings.peer_state * (case.state == profile.state)
    )
    return Peer(case, round(score, 4), topic, component, size, kilometres)


def _expand(topic: str, thesaurus: Thesaurus) -> list[frozenset[tuple[str, ...]]]:
    """Each content word of the topic with its other names, every name as its stems."""
    return [frozenset({(word,), *thesaurus.expand((word,))}) for word in dict.fromkeys(terms(topic))]


def _share_topic(case: Case, wanted: Sequence[frozenset[tuple[str, ...]]], settings: GuideSettings) -> float:
    """Words in the title, procedure or components count fully, words of the story only in part."""
    if not wanted:
        return 0.0
    names = set(terms(" ".join((case.title, case.procedure, *case.components))))
    story = set(terms(" ".join((case.problem, case.solution, case.result))))
    found = sum(1.0 if _holds(names, word) else settings.peer_story if _holds(story, word) else 0.0 for word in wanted)
    return found / len(wanted)


def _holds(stems: set[str], names: frozenset[tuple[str, ...]]) -> bool:
    return any(all(_is_in(part, stems) for part in name) for name in names)


def _is_in(part: str, stems: set[str]) -> bool:
    """Also inside a compound: „rechnung“ in „rechnungsbearbeitung“."""
    return part in stems or (len(part) >= 5 and any(part in stem for stem in stems))


def _share_components(case: Case, wanted: Sequence[str], thesaurus: Thesaurus) -> float:
    hits = sum(any(thesaurus.same(name, has) for has in case.components) for name in wanted)
    return hits / len(wanted)


def _compare_size(one: int | None, other: int | None) -> float | None:
    return min(one, other) / max(one, other) if one and other else None


def compare_cases(release: OpenRelease, cases: Sequence[Case]) -> list[Row]:
    """The fields of the records side by side, each with the passage that says it."""
    return [
        Row(field, wording.PEER_FIELD[field], tuple(_prove(release, case, getattr(case, field)) for case in cases))
        for field in COMPARED
    ]


def _prove(release: OpenRelease, case: Case, text: str) -> Cell:
    for passage in release.searcher.passages_of(case.document):
        if text in passage.text:
            found = release.find_passage(passage.id)
            return Cell(text, *found) if found else Cell(text, passage, None)
    return Cell("", None, None)  # what no passage says is not shown
