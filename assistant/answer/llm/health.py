"""What the Ollama servers can do at this moment: reachable, model present, loaded, how much context it holds."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answer.llm.clients import explain
from assistant.answer.llm.hosts import check_private
from assistant.errors import LotsenwissenError
from assistant.settings import Settings
from assistant.wording import MODEL_MISSING, MODEL_NOT_LOADED, MODEL_READY, MODEL_UNSET

if TYPE_CHECKING:
    from ollama import AsyncClient


@dataclass(frozen=True, slots=True)
class HostHealth:
    """One server. `context` is what the model holds there: allocated where it is loaded, else what it was built for."""

    url: str
    reachable: bool
    present: bool
    loaded: bool
    message: str
    context: int | None = None
    size: int | None = None
    models: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return self.reachable and self.present


@dataclass(frozen=True, slots=True)
class ModelHealth:
    """All servers together. `ok` means: a question can be put to the model now; `message` is German."""

    model: str | None
    hosts: tuple[HostHealth, ...]
    message: str

    @property
    def ok(self) -> bool:
        return any(host.ok for host in self.hosts)

    @property
    def reachable(self) -> bool:
        return any(host.reachable for host in self.hosts)

    @property
    def present(self) -> bool:
        return any(host.present for host in self.hosts)

    @property
    def loaded(self) -> bool:
        return any(host.loaded for host in self.hosts)


NO_MODEL = ModelHealth(None, (), MODEL_UNSET)


def same_model(wanted: str, name: str) -> bool:
    """Ollama lists `llama3` as `llama3:latest`."""
    return name in (wanted, f"{wanted}:latest") or f"{name}:latest" == wanted


def sum_up(model: str, hosts: Iterable[HostHealth]) -> ModelHealth:
    """The message of the best server: that is what the user can act on."""
    ranked = sorted(hosts, key=lambda host: (host.ok, host.loaded, host.reachable), reverse=True)
    return ModelHealth(model, tuple(ranked), ranked[0].message if ranked else MODEL_UNSET)


async def examine_host(client: "AsyncClient", url: str, model: str, settings: Settings) -> HostHealth:
    """Ask one server for its models. Never raises: what is wrong stands in the message."""
    try:
        await asyncio.to_thread(check_private, url, settings.models.allow_public_host)
        listed = await client.list()
    except LotsenwissenError as error:
        return HostHealth(url, False, False, False, str(error))
    except Exception as error:
        text = str(explain(error, host=url, model=model, seconds=settings.models.connect_seconds, started=False))
        return HostHealth(url, False, False, False, text)
    names = tuple(str(entry.model) for entry in listed.models if entry.model)
    size = next((int(entry.size or 0) for entry in listed.models if same_model(model, str(entry.model))), None)
    if not any(same_model(model, name) for name in names):
        return HostHealth(url, True, False, False, MODEL_MISSING.format(model=model, host=url), models=names)
    loaded, allocated = await _find_running(client, model)
    context = allocated or await _built_context(client, model)
    message = (MODEL_READY if loaded else MODEL_NOT_LOADED).format(model=model)
    return HostHealth(url, True, True, loaded, message, context, size, names)


async def _find_running(client: "AsyncClient", model: str) -> tuple[bool, int | None]:
    """(loaded, allocated context). A server that cannot say counts as not loaded."""
    try:
        running = await client.ps()
    except Exception:
        return False, None
    for entry in running.models:
        if same_model(model, str(entry.model or entry.name)):
            return True, entry.context_length or None
    return False, None


async def _built_context(client: "AsyncClient", model: str) -> int | None:
    """The context the model was trained for: Ollama silently lowers num_ctx to it."""
    try:
        info: Any = (await client.show(model)).modelinfo or {}
    except Exception:
        return None
    lengths = [value for key, value in info.items() if key.endswith(".context_length") and isinstance(value, int)]
    return lengths[0] if lengths else None
