"""From a Navigator's replies to the plan: deterministic, from one release, every sentence a quote or a fixed label."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant import wording
from assistant.answer.answer import Status
from assistant.answer.library import Library, OpenRelease
from assistant.corpus.document import Case, Validity
from assistant.guide.catalogue import Entry, Step, load_catalogue
from assistant.guide.finding import Finder, Found, speaks_of
from assistant.guide.peers import SIZES, Peer, Profile, compare_cases, rank_peers
from assistant.guide.plan import (
    GuidePlan,
    OpenQuestion,
    Part,
    Role,
    Section,
    SectionKey,
    Statement,
    german_day,
    make_statement,
)
from assistant.guide.replies import FIELDS, Replies

_PEER_FIELDS: tuple[Role, ...] = ("solution", "effort", "result", "do_differently")


@dataclass
class _Building:
    """The work in progress on one plan: the release asked, and what stayed open so far."""

    finder: Finder
    replies: Replies
    open: dict[str, OpenQuestion] = field(default_factory=dict)

    def quote(self, place: str, question: str, role: Role = "") -> list[Statement]:
        """A question of the catalogue."""
        return self._take(place, question, self.finder.find_section(question), role)

    def quote_own(self, place: str, question: str, text: str) -> list[Statement]:
        """A question with the Navigator's own words in it: a quote must speak of every one of them."""
        found = self.finder.ask(question)
        quotes = tuple(quote for quote in found.quotes if speaks_of(quote, text))
        return self._take(place, question, Found(found.status, quotes), "")

    def _take(self, place: str, question: str, found: Found, role: Role) -> list[Statement]:
        statements = _state(place, found, role)
        if found.answered:
            return statements
        if found.status is not Status.PERSONAL_DATA:
            gap = statements[:1] if found.status is Status.NO_SOURCE else []
            self.open.setdefault(question, OpenQuestion(question, tuple(gap)))
        return []


def build_plan(replies: Replies, library: Library, today: date) -> GuidePlan:
    """Raises ReleaseError when there is no corpus to build from. The same replies on the same release give the same plan."""
    release = library.current()
    work = _Building(Finder(library, release, today), replies)
    catalogue = load_catalogue()
    sections = [
        Section("begin", (*_make_parts(work, "begin", catalogue.sections["begin"]), *_make_own(work))),
        Section("components", _make_parts(work, "components", catalogue.sections["components"])),
        Section("choice", _make_parts(work, "choice", catalogue.sections["choice"])),
        Section("peers", _make_peers(work)),
        Section("steps", _make_steps(work, catalogue.steps)),
        Section("obstacles", _make_parts(work, "obstacles", catalogue.sections["obstacles"])),
    ]
    town = replies.municipality
    return GuidePlan(
        title=wording.GUIDE_TITLE_FOR.format(municipality=town) if town else wording.GUIDE_TITLE,
        release=release.id,
        built=german_day(today),
        given=tell_given(replies),
        sections=tuple(section for section in sections if section.parts),
        open_questions=tuple(work.open.values()),
    )


def tell_given(replies: Replies) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The replies in words, by label; what was skipped is left out."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    if replies.municipality:
        lines.append((wording.GUIDE_STEPS["municipality"]["label"], (replies.municipality,)))
    if replies.size:
        lines.append((wording.GUIDE_STEPS["size"]["label"], (replies.size,)))
    for name in FIELDS:
        step = wording.GUIDE_STEPS[name]
        values = (
            *(step["choices"][key] for key in replies.chosen(name) if key in step["choices"]),
            *replies.written(name),
        )
        if values:
            lines.append((step["label"], values))
    return tuple(lines)


def _make_parts(work: _Building, section: SectionKey, entries: Iterable[Entry]) -> tuple[Part, ...]:
    """Entries of the same part under one heading, in the catalogue's order; no sentence twice in a section."""
    parts: dict[str, list[Statement]] = {}
    for entry in entries:
        if entry.condition.fits(work.replies):
            parts.setdefault(entry.part, []).extend(work.quote(f"{section}/{entry.part}", entry.question))
    shown: set[str] = set()
    made = []
    for key, statements in parts.items():
        fresh = _drop_shown(statements, shown)
        if fresh:
            made.append(Part(key, wording.GUIDE_PART.get(key, ""), tuple(fresh)))
    return tuple(made)


def _make_own(work: _Building) -> tuple[Part, ...]:
    """What the Navigator typed freely is asked like any question; unanswered, it goes to the Lotse."""
    asked = [(text, text) for name in ("goals", "obstacles") for text in work.replies.written(name)]
    pattern = load_catalogue().free["procedure"]
    asked += [(text, pattern.format(text=text)) for text in work.replies.written("procedure")]
    parts = []
    for number, (text, question) in enumerate(asked):
        statements = _drop_shown(work.quote_own(f"begin/own{number}", question, text), set())
        if statements:
            parts.append(Part(f"own{number}", wording.GUIDE_OWN_WISH.format(text=text), tuple(statements)))
    return tuple(parts)


def _make_steps(work: _Building, steps: Sequence[Step]) -> tuple[Part, ...]:
    """Numbered in order; within a step what to do, who is responsible, which law."""
    parts: list[Part] = []
    for step in steps:
        if not step.condition.fits(work.replies):
            continue
        place = f"steps/{step.title}"
        statements: list[Statement] = []
        roles: tuple[tuple[Role, tuple[str, ...]], ...] = (("what", step.what), ("who", step.who), ("law", step.law))
        for role, questions in roles:
            for question in questions:
                statements += work.quote(place, question, role)
        fresh = _drop_shown(statements, set())
        if fresh:
            heading = wording.GUIDE_STEP.format(number=len(parts) + 1, title=step.title)
            parts.append(Part(step.title, heading, tuple(fresh)))
    return tuple(parts)


def find_peers(replies: Replies, library: Library, today: date) -> list[Peer]:
    """Records that fit the goals, best first; without any goal the nearest towns."""
    release = library.current()
    goals = wording.GUIDE_STEPS["goals"]["choices"]
    procedures = wording.GUIDE_STEPS["procedure"]["choices"]
    subjects = [procedures[key] for key in replies.procedure if key != "offen" and key in procedures]
    subjects += [*replies.written("procedure"), *replies.written("goals")]
    if not subjects:
        subjects = [wording.GUIDE_SUBJECT.get(key, goals.get(key, "")) for key in replies.goals]
    profile = Profile(replies.municipality, SIZES.get(replies.size))
    valid = valid_cases(release, today)
    ranked: dict[str, Peer] = {}
    for subject in subjects or [""]:
        for peer in rank_peers(valid, release.searcher.thesaurus, profile, subject, (), library.settings.guide):
            best = ranked.get(peer.case.document)
            if best is None or peer.score > best.score:
                ranked[peer.case.document] = peer
    return sorted(ranked.values(), key=lambda peer: (-peer.score, peer.case.title))


def valid_cases(release: OpenRelease, today: date) -> list[Case]:
    """Records that hold on that day."""
    heads = release.searcher.heads()
    return [
        case for case in release.cases if heads[case.document].validity(today) in (Validity.VALID, Validity.EXPIRING)
    ]


def _make_peers(work: _Building) -> tuple[Part, ...]:
    finder = work.finder
    peers = find_peers(work.replies, finder.library, finder.today)[: finder.library.settings.guide.peers]
    parts = []
    for peer in peers:
        rows = {row.field: row.cells[0] for row in compare_cases(finder.release, (peer.case,))}
        place = f"peers/{peer.case.document}"
        statements = [
            make_statement(place, cell.text, cell.passage, cell.head, name)
            for name in _PEER_FIELDS
            if (cell := rows[name]).passage and cell.head and not is_unknown(cell.text)
        ]
        if statements:
            parts.append(Part(peer.case.document, peer.case.title, tuple(statements)))
    return tuple(parts)


def is_unknown(text: str) -> bool:
    """Whether a record's field only says that nothing is known."""
    from assistant.corpus.sentences import split_sentences

    return all("nicht belegt" in text[start:end] for start, end in split_sentences(text))


def _state(place: str, found: Found, role: Role) -> list[Statement]:
    return [
        make_statement(place, quote.text, quote.hit.passage, quote.hit.head, role, quote.item) for quote in found.quotes
    ]


def _drop_shown(statements: Iterable[Statement], shown: set[str]) -> list[Statement]:
    fresh = []
    for statement in statements:
        if statement.text not in shown:
            shown.add(statement.text)
            fresh.append(statement)
    return fresh
