"""Prompts are files: Markdown with strict `$variables` and a digest that is recorded with every answer."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from assistant.corpus.document import digest_of
from assistant.errors import SettingsError
from assistant.wording import PROMPT_MISSING, PROMPT_VARIABLES

# The repository's folder, or the copy inside an installed package.
_FOLDERS = (Path(__file__).resolve().parents[2] / "prompts", Path(__file__).resolve().parents[1] / "prompts")
_PARTS = re.compile(r"^# (system|user)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """`system` and `user` are templates; `digest` changes with every letter of the file."""

    name: str
    system: str
    user: str
    digest: str

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(Template(self.system).get_identifiers() + Template(self.user).get_identifiers())

    def fill(self, **values: str) -> tuple[str, str]:
        """(system, user) with all variables filled in one pass: a `$name` inside a value stays as it is."""
        if set(values) != self.variables:
            raise SettingsError(PROMPT_VARIABLES.format(name=self.name, names=", ".join(sorted(self.variables))))
        return Template(self.system).substitute(values), Template(self.user).substitute(values)


@cache
def load_prompt(name: str, variables: frozenset[str]) -> Prompt:
    """Read prompts/<name>.md. Raises SettingsError unless the file names exactly the expected variables."""
    text = _read(name)
    parts = _PARTS.split(text)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    if set(sections) != {"system", "user"}:
        raise SettingsError(PROMPT_MISSING.format(name=name))
    prompt = Prompt(name, sections["system"].strip(), sections["user"].strip(), digest_of([text])[:16])
    if prompt.variables != variables or not _is_strict(prompt):
        raise SettingsError(PROMPT_VARIABLES.format(name=name, names=", ".join(sorted(variables))))
    return prompt


def _is_strict(prompt: Prompt) -> bool:
    return Template(prompt.system).is_valid() and Template(prompt.user).is_valid()


def _read(name: str) -> str:
    for folder in _FOLDERS:
        path = folder / f"{name}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise SettingsError(PROMPT_MISSING.format(name=name))
