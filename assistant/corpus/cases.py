"""Peer cases: structured records of other towns, shown as testimony and compared side by side."""

from collections.abc import Mapping
from typing import Any

from assistant.corpus.document import Block, Case
from assistant.corpus.normalise import clean_text
from assistant.errors import SourceUnreadable

# Field of the record → heading above its text.
SECTIONS = {
    "problem": "Welches Problem hatte {municipality}?",
    "solution": "Wie hat {municipality} das gelöst?",
    "effort": "Wie groß war der Aufwand in {municipality}?",
    "result": "Was hat es {municipality} gebracht?",
    "do_differently": "Was würde {municipality} anders machen?",
}
REQUIRED = ("municipality", "state", "procedure", "contact_role", "date", *SECTIONS)


def parse_case(fields: Mapping[str, Any]) -> Case:
    """The record behind a case file. Raises SourceUnreadable naming what is missing."""
    missing = [name for name in REQUIRED if not str(fields.get(name) or "").strip()]
    if missing:
        raise SourceUnreadable(f"Im Erfahrungsbericht fehlt: {', '.join(missing)}; bitte ergänzen.")
    inhabitants = fields.get("inhabitants")
    if inhabitants is not None and not isinstance(inhabitants, int):
        raise SourceUnreadable("Das Feld inhabitants ist keine ganze Zahl; bitte eine Zahl oder null eintragen.")
    texts = {name: clean_text(str(fields[name])) for name in REQUIRED}
    return Case(
        document=str(fields["id"]),
        title=str(fields["title"]),
        inhabitants=inhabitants,
        components=tuple(str(name) for name in fields.get("components") or ()),
        **texts,
    )


def list_blocks(case: Case) -> tuple[Block, ...]:
    """The record as blocks, one heading per section."""
    blocks: list[Block] = []
    for name, pattern in SECTIONS.items():
        heading = pattern.format(municipality=case.municipality)
        blocks.append(Block(heading, (heading,), None, "heading"))
        blocks.append(Block(getattr(case, name), (heading,)))
    return tuple(blocks)
