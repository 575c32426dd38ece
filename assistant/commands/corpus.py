"""`lotsenwissen corpus …`: check, build, publish, roll back, compare."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial

from assistant import wording
from assistant.commands.care_steps import CARE_STEPS, add_care_arguments
from assistant.corpus.check import Report, check_corpus
from assistant.corpus.release import (
    Changes,
    Manifest,
    build_lock,
    compare_releases,
    list_releases,
    publish_release,
    published_release,
    read_manifest,
    release_path,
    rollback_release,
)
from assistant.errors import CorpusError, NoRelease, ReleaseError
from assistant.search.thesaurus import load_thesaurus
from assistant.settings import Settings, get_settings

Command = Callable[[argparse.Namespace, Settings], int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(title="Schritte", metavar="SCHRITT", dest="step", required=True)
    for name, (text, _run) in _STEPS.items():
        step = steps.add_parser(name, help=text, description=text)
        step.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")
        if name == "build":
            step.add_argument("--publish", action="store_true", help="veröffentlicht den neuen Stand gleich")
        if name == "publish":
            step.add_argument("release", nargs="?", metavar="STAND", help="Kennung; ohne Angabe der neueste")
            step.add_argument("--no-gate", action="store_true", help="ohne Prüfung veröffentlichen (wird vermerkt)")
        add_care_arguments(name, step)
        if name == "diff":
            step.add_argument("old", nargs="?", metavar="ALT", help="ohne Angabe der veröffentlichte Stand")
            step.add_argument("new", nargs="?", metavar="NEU", help="ohne Angabe der neueste Stand")


def run(arguments: argparse.Namespace) -> int:
    return _STEPS[arguments.step][1](arguments, get_settings())


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    report = check_corpus(settings.corpus_dir, settings.corpus, date.today())
    try:
        load_thesaurus(settings.corpus_dir / "thesaurus.yaml")
    except CorpusError as error:
        report = Report(report.documents, (*report.findings, *(error.findings or (str(error),))))
    if arguments.json:
        print(
            json.dumps({"documents": report.documents, "findings": list(report.findings)}, ensure_ascii=False, indent=2)
        )
    else:
        for finding in report.findings:
            print(finding)
        print(wording.CHECKED.format(documents=report.documents, findings=len(report.findings)))
    if report.findings:
        raise CorpusError(wording.CHECK_FAILED.format(count=len(report.findings)))
    return 0


def _build(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer.llm.embeddings import load_embeddings
    from assistant.search.build import build_release

    with build_lock(settings.releases_dir):
        manifest = build_release(settings, load_embeddings(settings), progress=_show_progress)
        if arguments.publish or not _has_published(settings):
            publish_release(settings.releases_dir, manifest.id)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for rejection in manifest.rejections:
        print(wording.REJECTED.format(rejection=rejection), file=sys.stderr)
    if arguments.json:
        print(json.dumps(_summarise(manifest, settings), ensure_ascii=False, indent=2))
    else:
        print(
            wording.BUILT.format(
                release=manifest.id,
                documents=len(manifest.documents),
                passages=manifest.passages,
                seconds=manifest.seconds,
            )
        )
    return 0


def _publish(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.care.notes import describe_note
    from assistant.care.releasing import Workbench
    from assistant.commands.workshop import examine_release
    from assistant.store.database import open_database

    manifests = list_releases(settings.releases_dir)
    if not manifests:
        raise NoRelease(wording.NOT_BUILT)
    release = arguments.release or manifests[0].id
    engine = open_database(settings)
    bench = Workbench(settings, engine, gate=None if arguments.no_gate else examine_release)
    try:
        bench.examine(release, wording.COMMAND_LINE)
        note = bench.publish(release, wording.COMMAND_LINE, date.today(), force=arguments.no_gate)
    finally:
        engine.dispose()
    return _tell(arguments, {"published": release, "note": asdict(note)}, describe_note(note))


def _rollback(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.search.build import is_usable

    with build_lock(settings.releases_dir):
        release = rollback_release(settings.releases_dir, partial(is_usable, settings))
    return _tell(arguments, {"published": release}, wording.ROLLED_BACK.format(release=release))


def _releases(arguments: argparse.Namespace, settings: Settings) -> int:
    summaries = [_summarise(manifest, settings) for manifest in list_releases(settings.releases_dir)]
    if arguments.json:
        print(json.dumps(summaries, ensure_ascii=False, indent=2))
        return 0
    for summary in summaries:
        mark = "*" if summary["published"] else " "
        print(
            f"{mark} {summary['id']}  {summary['documents']} Dokumente, {summary['passages']} Passagen, {summary['created']}"
        )
    if not summaries:
        print(wording.NOT_BUILT)
    return 0


def _diff(arguments: argparse.Namespace, settings: Settings) -> int:
    releases = settings.releases_dir
    manifests = list_releases(releases)
    if not manifests:
        raise NoRelease(wording.NOT_BUILT)
    old = read_manifest(release_path(releases, arguments.old or published_release(releases)))
    new = read_manifest(release_path(releases, arguments.new)) if arguments.new else manifests[0]
    changes = compare_releases(old, new)
    if arguments.json:
        data = {
            "old": old.id,
            "new": new.id,
            "added": changes.added,
            "changed": changes.changed,
            "removed": changes.removed,
        }
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(format_changes(old, new, changes))
    return 0


def format_changes(old: Manifest, new: Manifest, changes: Changes) -> str:
    lines = [wording.DIFF.format(old=old.id, new=new.id)]
    lines += [f"+ {name}: {new.documents[name].title}" for name in changes.added]
    lines += [f"~ {name}: {new.documents[name].title}" for name in changes.changed]
    lines += [f"- {name}: {old.documents[name].title}" for name in changes.removed]
    return "\n".join(lines if changes else [*lines, wording.DIFF_NONE])


def _has_published(settings: Settings) -> bool:
    try:
        return bool(published_release(settings.releases_dir))
    except ReleaseError:
        return False


def _summarise(manifest: Manifest, settings: Settings) -> dict[str, object]:
    from assistant.search.build import is_usable

    published = _has_published(settings) and published_release(settings.releases_dir) == manifest.id
    return {
        "id": manifest.id,
        "created": manifest.created,
        "published": published,
        "usable": is_usable(settings, manifest.id),
        "documents": len(manifest.documents),
        "passages": manifest.passages,
        "rejections": list(manifest.rejections),
        "seconds": manifest.seconds,
    }


def _tell(arguments: argparse.Namespace, data: dict[str, object], sentence: str) -> int:
    print(json.dumps(data, ensure_ascii=False, indent=2) if arguments.json else sentence)
    return 0


def _show_progress(step: str, share: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{step:<22} {share:4.0%}", end="", file=sys.stderr, flush=True)


_STEPS: dict[str, tuple[str, Command]] = {
    "check": ("prüft alle Regeln des Korpus", _check),
    "build": ("baut einen neuen Stand", _build),
    "publish": ("veröffentlicht einen Stand", _publish),
    "rollback": ("kehrt zum vorigen Stand zurück", _rollback),
    "releases": ("listet die Stände", _releases),
    "diff": ("vergleicht zwei Stände", _diff),
    **CARE_STEPS,
}
