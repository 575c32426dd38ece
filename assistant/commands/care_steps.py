"""The Lotse's steps of `lotsenwissen corpus …`: add, proposals, review, sync, due, renew, gaps, impact, erase."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from assistant import wording
from assistant.errors import CorpusError, NoRelease
from assistant.settings import Settings

Command = Callable[[argparse.Namespace, Settings], int]


def add_care_arguments(name: str, step: argparse.ArgumentParser) -> None:
    if name in ("add", "review", "renew", "erase"):
        step.add_argument("--als", default=getpass.getuser(), metavar="NAME", help="wer handelt; für das Protokoll")
    if name == "add":
        step.add_argument("file", metavar="DATEI", type=Path, help="PDF, DOCX, HTML oder Markdown")
        for option in ("id", "title", "kind", "level", "topic", "sources", "stand", "valid_from", "valid_until"):
            step.add_argument(f"--{option.replace('_', '-')}", default="", metavar="WERT", help=wording.FIELD[option])
        for option in ("source_title", "source_publisher", "source_url"):
            step.add_argument(f"--{option.replace('_', '-')}", default="", metavar="WERT", help=wording.FIELD[option])
    if name == "review":
        step.add_argument("proposal", metavar="VORSCHLAG")
        step.add_argument("--comment", default="", metavar="TEXT", help="Kommentar; nötig bei --return und --reject")
        choice = step.add_mutually_exclusive_group()
        choice.add_argument("--approve", action="store_true", help="gibt frei und schreibt in den Korpus")
        choice.add_argument("--return", action="store_true", dest="send_back", help="gibt zurück")
        choice.add_argument("--reject", action="store_true", help="lehnt ab")
    if name == "sync":
        step.add_argument("sources", nargs="*", metavar="QUELLE", help="Schlüssel; ohne Angabe alle fälligen")
    if name in ("renew", "erase"):
        step.add_argument("document", metavar="DOKUMENT", help="Kennung des Dokuments")


@contextmanager
def _database(settings: Settings) -> Iterator[Engine]:
    from assistant.store.database import open_database

    engine = open_database(settings)
    try:
        yield engine
    finally:
        engine.dispose()


def _say(arguments: argparse.Namespace, data: Any, lines: list[str]) -> int:
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str) if arguments.json else "\n".join(lines)
    print(text)
    return 0


def _add(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.care.checking import try_proposal
    from assistant.care.proposing import propose_file

    try:
        data = arguments.file.read_bytes()
    except OSError as error:
        raise CorpusError(wording.FILE_UNREADABLE.format(path=arguments.file)) from error
    options = ("id", "title", "kind", "level", "topic", "sources", "stand", "valid_from", "valid_until",
               "source_title", "source_publisher", "source_url")  # fmt: skip
    given = {name: getattr(arguments, name) for name in options}
    with _database(settings) as engine:
        proposal = propose_file(engine, settings, data, arguments.file.name, given, arguments.als)
        trial = try_proposal(proposal, settings, date.today())
    facts = {"proposal": proposal.id, "document": proposal.document, "path": proposal.path, "errors": trial.errors,
             "findings": trial.findings, "notes": proposal.notes}  # fmt: skip
    lines = [wording.ADDED.format(document=proposal.document, id=proposal.id), *proposal.notes, *trial.errors]
    return _say(arguments, facts, lines)


def _proposals(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.store.proposals import OPEN, list_proposals

    with _database(settings) as engine:
        found = list_proposals(engine, OPEN)
    shown = ("id", "kind", "status", "document", "title", "author", "created_at")
    data = [{name: getattr(proposal, name) for name in shown} for proposal in found]
    lines = [f"{p.id}  {wording.PROPOSAL_KIND[p.kind]}: {p.title} ({p.author})" for p in found]
    return _say(arguments, data, lines or [wording.NO_PROPOSALS])


def _review(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.care.reviewing import approve_proposal, get_proposal, reject_proposal, return_proposal

    with _database(settings) as engine:
        id, who, comment = arguments.proposal, arguments.als, arguments.comment
        if arguments.approve:
            done = approve_proposal(engine, settings, id, who, date.today(), comment)
            return _say(arguments, asdict(done), [wording.APPROVED.format(path=done.path)])
        if arguments.send_back:
            return_proposal(engine, id, who, comment)
        elif arguments.reject:
            reject_proposal(engine, settings, id, who, comment)
        proposal = get_proposal(engine, id)
    lines = [*proposal.notes, "", proposal.content]
    return _say(arguments, asdict(proposal), [wording.PROPOSAL_STATE[proposal.status], *lines])


def _sync(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.care.syncing import run_sync

    with _database(settings) as engine:
        results = run_sync(engine, settings, date.today(), arguments.sources)
    data = [{**asdict(change), "proposals": made} for change, made in results]
    lines: list[str] = []
    for change, made in results:
        lines.append(f"{change.key}: {change.reason}{wording.SYNC_PROPOSED.format(count=len(made)) if made else ''}")
        lines += [f"    {line}" for line in change.difference]
    return _say(arguments, data, lines or [wording.SYNC_NOTHING])


def _due(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.care.validity import list_due

    due = list_due(settings, date.today())
    names = ("review", "expiring", "expired", "replaced")
    data: dict[str, Any] = {
        name: [{"id": h.id, "title": h.title, "review_due": h.review_due, "valid_until": h.valid_until,
                "responsible": h.responsible} for h in getattr(due, name)] for name in names
    }  # fmt: skip
    data |= {"ownerless": due.ownerless, "rejected": due.rejected, "chains": due.chains}
    lines = [f"{wording.DUE[name]}: {h.id} ({h.title})" for name in names for h in getattr(due, name)]
    lines += [*due.ownerless, *due.rejected]
    return _say(arguments, data, lines or [wording.DUE_NOTHING])


def _renew(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.care.validity import renew_document

    with _database(settings) as engine:
        proposal = renew_document(engine, settings, arguments.document, arguments.als, date.today())
    waits = settings.care.second_pair_of_eyes
    text = wording.CARE_NOTICE["erneuerung" if waits else "erneuert"]
    return _say(arguments, {"proposal": proposal.id, "waiting": waits}, [text])


def _gaps(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer.library import open_library
    from assistant.care.gaps import list_gaps

    try:
        heads = open_library(settings).current().searcher.heads()
    except NoRelease:
        heads = {}
    with _database(settings) as engine:
        gaps = list_gaps(engine, heads, settings.care)
    lines = [wording.GAP_LINE.format(askers=gap.askers, count=gap.count, question=gap.question) for gap in gaps]
    return _say(arguments, [asdict(gap) for gap in gaps], lines or [wording.GAPS_NOTHING])


def _impact(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.care.impact import find_impact
    from assistant.care.releasing import current_manifest

    manifest = current_manifest(settings)
    if manifest is None:
        raise NoRelease(wording.NOT_BUILT)
    with _database(settings) as engine:
        affected = find_impact(engine, manifest, settings, date.today())
    lines = [f"{a.at:%d.%m.%Y}  {wording.IMPACT_WHY[a.why]} ({', '.join(a.documents)}): {a.question}" for a in affected]
    return _say(arguments, [asdict(item) for item in affected], lines or [wording.NOTE_NO_IMPACT])


def _erase(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer.llm.embeddings import load_embeddings
    from assistant.care.erasing import erase_document
    from assistant.corpus.erase import describe_receipt

    with _database(settings) as engine:
        receipt = erase_document(engine, settings, arguments.document, arguments.als, load_embeddings(settings))
    _say(arguments, asdict(receipt) | {"complete": receipt.complete}, [describe_receipt(receipt)])
    if not receipt.complete:
        print(wording.RECEIPT_LEFT.format(left=", ".join(receipt.left)), file=sys.stderr)
    return 0 if receipt.complete else 1


CARE_STEPS: dict[str, tuple[str, Command]] = {
    "add": ("nimmt eine Datei als Vorschlag auf", _add),
    "proposals": ("listet, was auf Prüfung wartet", _proposals),
    "review": ("zeigt einen Vorschlag, gibt ihn frei, zurück oder lehnt ab", _review),
    "sync": ("gleicht fällige Quellen ab", _sync),
    "due": ("zeigt, was fällig, abgelaufen oder ohne Verantwortliche ist", _due),
    "renew": ("verlängert die Wiedervorlage: noch richtig", _renew),
    "gaps": ("zeigt, was der Korpus nicht beantworten konnte", _gaps),
    "impact": ("zeigt frühere Antworten, deren Fundstelle sich geändert hat", _impact),
    "erase": ("löscht ein Dokument überall und prüft es nach", _erase),
}
