"""The doctor's look at Ollama: reachable, present, small enough, with the context it promises, able to answer with proof."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from assistant.answer.checks import Check, rate
from assistant.answer.generate import Generated, generate_sentences
from assistant.answer.llm.health import HostHealth
from assistant.answer.models import Models
from assistant.corpus.document import Head, Kind, Level, Passage, digest_of
from assistant.errors import LotsenwissenError, SettingsError
from assistant.search.hit import Hit
from assistant.settings import Settings
from assistant.wording import (
    DOCTOR_CONTEXT,
    DOCTOR_CONTEXT_NEXT,
    DOCTOR_HOST_NEXT,
    DOCTOR_NO_MODEL_NEXT,
    DOCTOR_PULL_NEXT,
    DOCTOR_REACHABLE,
    DOCTOR_SIZE,
    DOCTOR_SIZE_NEXT,
    DOCTOR_SPEED,
    DOCTOR_SPEED_NEXT,
    DOCTOR_SPEED_UNKNOWN,
    DOCTOR_TRIAL,
    DOCTOR_TRIAL_FAILED_NEXT,
    DOCTOR_TRIAL_PASSAGE,
    DOCTOR_TRIAL_QUESTION,
    DOCTOR_TRIAL_UNPROVEN,
    DOCTOR_TRIAL_UNPROVEN_NEXT,
    MODEL_EMPTY,
    MODEL_UNSET,
)

_GIGABYTE = 1e9
_OWN_MACHINE = ("127.0.0.1", "localhost", "::1")


def check_models(settings: Settings, models: Models | None, thorough: bool) -> Iterator[Check]:
    """Without a model there is one line; it is a fault only where the mode asks for one."""
    if not settings.model:
        yield rate("model", settings.mode != "generated", MODEL_UNSET, DOCTOR_NO_MODEL_NEXT, "Fehler")
        return
    try:
        models = models or Models(settings)
    except SettingsError as error:  # an address that is none
        yield Check("host", "Fehler", str(error), DOCTOR_HOST_NEXT)
        return
    health = models.health(fresh=True)
    for host in health.hosts:
        yield from _check_host(settings, settings.model, host)
    if not health.hosts:
        yield Check("host", "Fehler", health.message, DOCTOR_HOST_NEXT)
    if thorough and health.ok:
        yield from _try_model(settings, models)


def _check_host(settings: Settings, model: str, host: HostHealth) -> Iterator[Check]:
    if not host.reachable:
        yield Check("host", "Fehler", host.message, DOCTOR_HOST_NEXT)
        return
    yield Check("host", "ok", DOCTOR_REACHABLE.format(host=host.url, count=len(host.models)))
    yield rate("model", host.present, host.message, DOCTOR_PULL_NEXT.format(model=model), "Fehler")
    if host.size and urlsplit(host.url).hostname in _OWN_MACHINE:
        yield _check_size(settings, host.size)
    if host.context:
        text = DOCTOR_CONTEXT.format(context=host.context, wanted=settings.num_ctx)
        enough = host.context >= settings.num_ctx
        yield rate("context", enough, text, DOCTOR_CONTEXT_NEXT.format(context=host.context))


def _check_size(settings: Settings, size: int) -> Check:
    """A model larger than the memory makes the whole machine stand still, so that is a fault, not a warning."""
    import psutil

    total = psutil.virtual_memory().total
    text = DOCTOR_SIZE.format(size=size / _GIGABYTE, total=total / _GIGABYTE)
    return rate("size", size * settings.models.memory_reserve <= total, text, DOCTOR_SIZE_NEXT, "Fehler")


def _try_model(settings: Settings, models: Models) -> Iterator[Check]:
    try:
        result = generate_sentences(DOCTOR_TRIAL_QUESTION, [_trial_hit()], models)
    except LotsenwissenError as error:
        yield Check("trial", "Fehler", str(error), DOCTOR_TRIAL_FAILED_NEXT)
        return
    yield _rate_trial(result)
    speed = result.usage.tokens_per_second if result.usage else None
    if speed is None:
        yield Check("speed", "Achtung", DOCTOR_SPEED_UNKNOWN, DOCTOR_SPEED_NEXT)
    else:
        fast = speed >= settings.models.slow_tokens_per_second
        yield rate("speed", fast, DOCTOR_SPEED.format(speed=speed), DOCTOR_SPEED_NEXT)


def _rate_trial(result: Generated) -> Check:
    right = any("vierten Tag" in sentence.text or "4. Tag" in sentence.text for sentence in result.sentences)
    if right:
        return Check("trial", "ok", DOCTOR_TRIAL.format(seconds=result.seconds.get("total", 0.0)))
    reason = result.withheld[0].reason if result.withheld else MODEL_EMPTY.format(model=result.model)
    return Check("trial", "Achtung", DOCTOR_TRIAL_UNPROVEN.format(reason=reason), DOCTOR_TRIAL_UNPROVEN_NEXT)


def _trial_hit() -> Hit:
    """A passage of the doctor's own, so that the trial does not depend on the corpus."""
    text, title = DOCTOR_TRIAL_PASSAGE, "Probe"
    head = Head("probe", title, Kind.GUIDANCE, Level.BUND, "probe", (), date(2026, 1, 1), title)
    return Hit(Passage("probe-1", "probe", title, (), None, 0, len(text), text, digest_of([text])), head, 1.0, 1.0)
