"""What the corpus could not answer, or not well: clustered questions, ranked by how many people asked them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Engine

from assistant.answer.personal import mask_personal_data
from assistant.corpus.document import Head, Kind
from assistant.search.german import terms
from assistant.settings import CareSettings
from assistant.store.database import now
from assistant.store.gaps import GapMark, list_bad_ratings, list_gap_marks, list_opted_out
from assistant.store.turns import Turn, list_recent_turns

Reason = Literal["unanswered", "partial", "expired", "thin", "rated_bad"]
_BY_STATUS: dict[str, Reason] = {"no_source": "unanswered", "partial": "partial", "expired": "expired"}
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that shows a gap, without anything personal. `who` is only ever counted."""

    question: str
    reason: Reason
    who: str = field(repr=False)
    searched: str
    nearest: tuple[str, ...]
    stems: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that miss the same thing. `nearest` are document ids, `topic` and `component` those of the nearest."""

    key: str
    question: str
    others: tuple[str, ...]
    askers: int
    count: int
    reasons: Mapping[str, int]
    searched: tuple[str, ...]
    nearest: tuple[str, ...]
    topic: str
    component: str
    last: datetime
    mark: GapMark | None = None


def list_gaps(engine: Engine, heads: Mapping[str, Head], settings: CareSettings, closed: bool = False) -> list[Gap]:
    """Most askers first; gaps that a Lotse closed are left out unless wanted or asked again since."""
    asked = collect_asked(engine, settings)
    marks = list_gap_marks(engine)
    gaps = [describe_gap(group, heads, marks) for group in cluster(asked, settings.gap_likeness)]
    wanted = [gap for gap in gaps if closed or not _is_closed(gap)]
    return sorted(wanted, key=lambda gap: (-gap.askers, -gap.count, gap.question))


def collect_asked(engine: Engine, settings: CareSettings) -> list[Asked]:
    since = now() - timedelta(days=settings.gap_days)
    silent, bad = list_opted_out(engine), list_bad_ratings(engine, since)
    found = []
    for turn in list_recent_turns(engine, since):
        reason = find_reason(turn, bad)
        if reason and turn.user_id not in silent:
            found.append(_read_asked(turn, reason))
    return [asked for asked in found if asked.stems]


def find_reason(turn: Turn, bad: Mapping[str, str | None]) -> Reason | None:
    """None for a good answer, and for what was refused on purpose (out of scope, personal data, attacks)."""
    if turn.status in _BY_STATUS:
        return _BY_STATUS[turn.status]
    if turn.status != "answered":
        return None
    if turn.id in bad:
        return "rated_bad"
    return "thin" if _is_thin(turn) else None


def _is_thin(turn: Turn) -> bool:
    """Sentences had to be withheld, or only another town's testimony carries the answer."""
    kinds = {citation.get("kind") for citation in turn.answer.get("citations", ())}
    return bool(turn.answer.get("withheld")) or kinds == {Kind.CASE.value}


def _read_asked(turn: Turn, reason: Reason) -> Asked:
    question = " ".join(mask_personal_data(turn.question).split())[:300]
    searched = mask_personal_data(str(turn.answer.get("standalone_question") or turn.question))[:300]
    nearest = dict.fromkeys(str(hit.get("document", "")) for hit in turn.answer.get("hits", ()))
    moment = turn.created_at or now()
    return Asked(
        question,
        reason,
        turn.user_id,
        searched,
        tuple(n for n in nearest if n)[:_NEAREST],
        frozenset(terms(searched)),
        moment,
    )


def cluster(asked: Iterable[Asked], likeness: float) -> list[list[Asked]]:
    """Oldest first into the most alike cluster, or a new one; the first question of a cluster stands for it."""
    clusters: list[list[Asked]] = []
    for one in sorted(asked, key=lambda item: item.at):
        best = max(clusters, key=lambda group: _overlap(group[0].stems, one.stems), default=None)
        if best is not None and _overlap(best[0].stems, one.stems) >= likeness:
            best.append(one)
        else:
            clusters.append([one])
    return clusters


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def describe_gap(group: list[Asked], heads: Mapping[str, Head], marks: Mapping[str, GapMark]) -> Gap:
    questions = Counter(item.question for item in group)
    nearest = [name for name, _ in Counter(name for item in group for name in item.nearest).most_common(_NEAREST)]
    known = [heads[name] for name in nearest if name in heads]
    key = hashlib.sha256(" ".join(sorted(group[0].stems)).encode()).hexdigest()[:16]
    first = questions.most_common(1)[0][0]
    return Gap(
        key=key,
        question=first,
        others=tuple(q for q in questions if q != first)[:5],
        askers=len({item.who for item in group}),
        count=len(group),
        reasons=Counter(item.reason for item in group),
        searched=tuple(dict.fromkeys(item.searched for item in group))[:3],
        nearest=tuple(nearest),
        topic=known[0].topic if known else "",
        component=next((head.title for head in known if head.kind is Kind.COMPONENT), ""),
        last=max(item.at for item in group),
        mark=marks.get(key),
    )


def _is_closed(gap: Gap) -> bool:
    """A closed gap opens again when somebody still asks afterwards."""
    return gap.mark is not None and gap.mark.state == "closed" and gap.last <= gap.mark.at
