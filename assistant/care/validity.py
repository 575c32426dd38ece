"""What needs a look: due for review, about to expire, expired, nobody responsible, replaced but still valid."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlalchemy import Engine

from assistant.care.proposing import propose_renewal
from assistant.care.reviewing import approve_proposal
from assistant.corpus.document import Document, Head, Validity
from assistant.corpus.load import load_corpus
from assistant.settings import Settings
from assistant.store.proposals import Proposal


@dataclass(frozen=True, slots=True)
class DueList:
    """Heads, the most urgent first; `ownerless` and `rejected` are lines about files that cannot be read for it.

    `chains` are ids from the newest document back to the oldest it replaces.
    """

    review: tuple[Head, ...]
    expiring: tuple[Head, ...]
    expired: tuple[Head, ...]
    ownerless: tuple[str, ...]
    replaced: tuple[Head, ...]
    chains: tuple[tuple[str, ...], ...]
    rejected: tuple[str, ...] = ()

    def count(self) -> int:
        return sum(len(getattr(self, field.name)) for field in fields(self) if field.name != "chains")


def list_due(settings: Settings, today: date) -> DueList:
    corpus = load_corpus(settings.corpus_dir, settings.corpus)
    lines = tuple(f"{rejection.path}: {rejection.reason}" for rejection in corpus.rejections)
    return sort_due([document.head for document in corpus.documents], settings, today, lines)


def sort_due(heads: list[Head], settings: Settings, today: date, rejected: tuple[str, ...] = ()) -> DueList:
    horizon = today + timedelta(days=settings.care.due_days)
    review = [head for head in heads if head.review_due and head.review_due <= horizon]
    states = {head.id: head.validity(today, settings.corpus.expiring_days) for head in heads}
    replaced = {
        name for head in heads if states[head.id] in (Validity.VALID, Validity.EXPIRING) for name in head.supersedes
    }
    return DueList(
        review=_by(review, "review_due"),
        expiring=_by([head for head in heads if states[head.id] is Validity.EXPIRING], "valid_until"),
        expired=_by([head for head in heads if states[head.id] is Validity.EXPIRED], "valid_until"),
        # A head without a responsible person is not even read into the corpus.
        ownerless=tuple(line for line in rejected if "responsible" in line),
        replaced=tuple(h for h in heads if h.id in replaced and states[h.id] is not Validity.EXPIRED),
        chains=tuple(find_chains(heads)),
        rejected=tuple(line for line in rejected if "responsible" not in line),
    )


def _by(heads: list[Head], name: str) -> tuple[Head, ...]:
    return tuple(sorted(heads, key=lambda head: (getattr(head, name), head.id)))


def find_chains(heads: list[Head]) -> list[tuple[str, ...]]:
    """Follow `supersedes` from every document that nothing replaces; a circle ends where it began."""
    known = {head.id: head for head in heads}
    replaced = {name for head in heads for name in head.supersedes}
    chains = []
    for head in heads:
        if head.supersedes and head.id not in replaced:
            chains.append(_follow(head.id, known))
    return chains


def _follow(start: str, known: dict[str, Head]) -> tuple[str, ...]:
    chain, queue = [start], list(known[start].supersedes)
    while queue:
        name = queue.pop(0)
        if name not in chain:
            chain.append(name)
            queue += known[name].supersedes if name in known else ()
    return tuple(chain)


def renew_document(engine: Engine, settings: Settings, document: str, lotse: str, today: date) -> Proposal:
    """One click: "still right". With a second pair of eyes it waits as a proposal, without it is done."""
    until = today + timedelta(days=settings.care.renew_days)
    proposal = propose_renewal(engine, settings, document, until, lotse)
    if not settings.care.second_pair_of_eyes:
        approve_proposal(engine, settings, proposal.id, lotse, today)
    return proposal


def count_by_age(documents: list[Document] | list[Head], today: date) -> dict[str, int]:
    """How old the content is, by the date it is known to be right."""
    ages = {"bis 3 Monate": 0, "bis 6 Monate": 0, "bis 1 Jahr": 0, "bis 2 Jahre": 0, "älter": 0}
    for item in documents:
        days = (today - (item.head if isinstance(item, Document) else item).stand).days
        limits = zip((92, 183, 366, 731), ages, strict=False)
        ages[next((name for limit, name in limits if days <= limit), "älter")] += 1
    return ages
