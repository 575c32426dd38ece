"""The model drafts, sentence by sentence, from numbered passages; every sentence is examined before anybody sees it."""

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer.answer import Sentence, Verdict
from assistant.answer.llm.budget import check_truncation, choose_hits, count_room
from assistant.answer.llm.guard import Guard
from assistant.answer.llm.reading import Examines, OnSentence, Reader, Stop
from assistant.answer.llm.reply import OnProgress, Usage
from assistant.answer.models import Message, Models
from assistant.answer.prompts import load_prompt
from assistant.answer.verify import Examiner
from assistant.corpus.injection import find_instruction
from assistant.corpus.normalise import clean_text
from assistant.errors import PromptTruncated
from assistant.search.hit import Hit
from assistant.wording import MODEL_PROMPT_TOO_LONG, NOTE_CUT, NOTE_DROPPED, NOTE_OBEYED, NOTE_REPEATED, NOTE_TAMPERED

__all__ = ["Examines", "Generated", "OnSentence", "generate_sentences", "mark_passage"]

_VARIABLES = frozenset({"canary", "passages", "question"})
_CANARY = "LW-" + secrets.token_hex(6)  # one per process, so that servers can reuse the prompt's beginning
_STOP_NOTES: dict[Stop, str] = {"length": NOTE_CUT, "repetition": NOTE_REPEATED, "leak": NOTE_OBEYED}


@dataclass(frozen=True, slots=True)
class Generated:
    """What stood the examination. `sentences[i]` belongs to `verdicts[i]`; citations are marks into the given hits.

    `declined` means the model said that the passages do not answer. `seconds` holds first_token, first_sentence,
    verify and total.
    """

    sentences: tuple[Sentence, ...]
    verdicts: tuple[Verdict, ...]
    withheld: tuple[Verdict, ...]
    model: str
    prompt_digest: str
    read: tuple[int, ...]
    declined: bool = False
    stopped: Stop = ""
    usage: Usage | None = None
    notes: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Task:
    """The filled prompt. `read` are the hits' numbers and texts that the model was given."""

    system: str
    user: str
    digest: str
    read: dict[int, str]
    context: int
    notes: tuple[str, ...]


def generate_sentences(
    question: str,
    hits: Sequence[Hit],
    models: Models,
    examiner: Examines | None = None,
    on_sentence: OnSentence | None = None,
    cancelled: threading.Event | None = None,
    *,
    user: str = "",
    on_progress: OnProgress | None = None,
) -> Generated:
    """Let the model answer from the hits. Raises a ModelError when it cannot, Cancelled when the person stops it.

    Sentences already handed to `on_sentence` are proven, whatever happens after them.
    """
    task = _write_task(question, hits, models)
    if not task.read:
        return Generated((), (), (), models.name, task.digest, (), declined=True, notes=task.notes)
    limits = models.settings.models
    messages: list[Message] = [("system", task.system), ("human", task.user)]
    reply = models.stream(messages, user=user, cancelled=cancelled, on_progress=on_progress)
    guard = Guard(task.read, task.system, _CANARY, limits.sentence_chars)
    reader = Reader(guard, examiner or Examiner([hit.passage for hit in hits]), limits, on_sentence)
    reader.read(reply)
    if reply.usage is not None:
        check_truncation(task.system + task.user, reply.usage.prompt_tokens, task.context, models.name, limits)
    return _sum_up(reader, task, models.name, reply.usage)


def _sum_up(reader: Reader, task: _Task, model: str, usage: Usage | None) -> Generated:
    notes = [*task.notes, *([_STOP_NOTES[reader.stopped]] if reader.stopped in _STOP_NOTES else [])]
    return Generated(
        sentences=tuple(sentence for sentence, _ in reader.shown),
        verdicts=tuple(verdict for _, verdict in reader.shown),
        withheld=tuple(reader.withheld),
        model=model,
        prompt_digest=task.digest,
        read=tuple(task.read),
        declined=reader.declined,
        stopped=reader.stopped,
        usage=usage,
        notes=tuple(notes),
        seconds=dict(reader.seconds),
    )


def _write_task(question: str, hits: Sequence[Hit], models: Models) -> _Task:
    """Number, mark and budget the passages; one that gives orders to a model is left out altogether."""
    prompt, limits, context = load_prompt("answer", _VARIABLES), models.settings.models, models.context_size()
    asked = " ".join(clean_text(question).split())
    texts = {number: mark_passage(number, hit) for number, hit in enumerate(hits, start=1)}
    clean = [number for number, text in texts.items() if find_instruction(text) is None]
    room = count_room(prompt.system + prompt.user + _CANARY + asked, context, models.name, limits)
    kept = choose_hits([hits[n - 1] for n in clean], [texts[n] for n in clean], room, limits)
    numbers = [clean[n - 1] for n in kept]
    if clean and not numbers:
        raise PromptTruncated(MODEL_PROMPT_TOO_LONG.format(model=models.name))
    notes = [NOTE_TAMPERED] if len(clean) < len(hits) else []
    if len(numbers) < len(clean):
        notes.append(NOTE_DROPPED.format(used=len(numbers), found=len(hits)))
    system, user = prompt.fill(canary=_CANARY, passages="\n".join(texts[n] for n in numbers), question=asked)
    read = {number: hits[number - 1].passage.text for number in numbers}
    return _Task(system, user, prompt.digest, read, context, tuple(notes))


def mark_passage(number: int, hit: Hit) -> str:
    """The passage as the model sees it: every line begins with its number, so no line can pose as an instruction.

    SEE: Hines et al. 2024, "Defending Against Indirect Prompt Injection Attacks With Spotlighting".
    """
    heading = clean_text(" – ".join((hit.head.title, *hit.passage.headings))).replace("\n", " ")
    return "\n".join(f"{number}| {line.strip()}" for line in (heading, *clean_text(hit.passage.text).splitlines()))
