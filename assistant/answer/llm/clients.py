"""The client libraries for Ollama, with the limits they lack, and their many exceptions turned into our few.

Only this module imports them. SEE: docs/decisions/sprachmodell.md for the failures each of them was seen to hide.
"""

import json
from typing import TYPE_CHECKING, Any

from assistant.errors import (
    ModelBroken,
    ModelError,
    ModelMissing,
    ModelOverloaded,
    ModelUnreachable,
    PromptTruncated,
)
from assistant.settings import Settings
from assistant.wording import (
    MODEL_BROKE_OFF,
    MODEL_BUSY,
    MODEL_EMPTY,
    MODEL_FAILED,
    MODEL_MISSING,
    MODEL_NO_FIRST_TOKEN,
    MODEL_NONSENSE,
    MODEL_PROMPT_TOO_LONG,
    MODEL_STALLED,
    MODEL_UNREACHABLE,
)

if TYPE_CHECKING:
    import httpx
    from langchain_ollama import ChatOllama, OllamaEmbeddings
    from ollama import AsyncClient

PATHS = frozenset({"/api/chat", "/api/embed", "/api/tags", "/api/show", "/api/ps"})
_TOO_LONG = ("context", "too long", "exceeds")


class ForbiddenPath(RuntimeError):
    """A library tried to call something on the server that this product never needs (pull, delete, push …)."""


def make_chat(settings: Settings, url: str) -> "ChatOllama":
    """A chat model with every option that Ollama would otherwise choose by itself. Not validated: see `Models.health`."""
    from langchain_ollama import ChatOllama

    limits = settings.models
    return ChatOllama(
        model=settings.model or "",
        base_url=url,
        num_ctx=settings.num_ctx,  # the same for every call: another value makes Ollama load the model again
        num_predict=limits.answer_tokens,
        temperature=limits.temperature,
        keep_alive=limits.keep_alive_seconds,
        reasoning=False,
        client_kwargs=_limits(limits.connect_seconds, limits.first_token_seconds),
        async_client_kwargs={"event_hooks": {"request": [_check_path_async]}},
        sync_client_kwargs={"event_hooks": {"request": [_check_path]}},
    )


def make_embeddings(settings: Settings, url: str) -> "OllamaEmbeddings":
    from langchain_ollama import OllamaEmbeddings

    limits = settings.models
    return OllamaEmbeddings(
        model=settings.embedding_model or "",
        base_url=url,
        keep_alive=limits.keep_alive_seconds,
        client_kwargs=_limits(limits.connect_seconds, limits.embedding_seconds),
        async_client_kwargs={"event_hooks": {"request": [_check_path_async]}},
        sync_client_kwargs={"event_hooks": {"request": [_check_path]}},
    )


def make_client(settings: Settings, url: str) -> "AsyncClient":
    """For the questions about the server itself: tags, show, ps."""
    from ollama import AsyncClient

    seconds = settings.models.connect_seconds
    return AsyncClient(host=url, event_hooks={"request": [_check_path_async]}, **_limits(seconds, seconds))


def _limits(connect_seconds: float, read_seconds: float) -> dict[str, Any]:
    """Time limits (the default is none), no proxy from the environment, no redirect to another server.

    Every request opens its own connection: a kept one that the server closes at that very moment would cost a whole answer,
    and next to a language model opening one costs nothing.
    """
    import httpx

    return {
        "timeout": httpx.Timeout(read_seconds, connect=connect_seconds),
        "limits": httpx.Limits(max_keepalive_connections=0),
        "trust_env": False,
        "follow_redirects": False,
    }


def _check_path(request: "httpx.Request") -> None:
    if request.url.path not in PATHS:
        raise ForbiddenPath(request.url.path)


async def _check_path_async(request: "httpx.Request") -> None:
    _check_path(request)


def explain(error: BaseException, *, host: str, model: str, seconds: float, started: bool) -> ModelError:
    """What went wrong as one of our errors. `started` says whether text had already arrived."""
    import httpx
    from ollama import ResponseError

    found: ModelError = ModelBroken(MODEL_NONSENSE)  # invalid JSON lines, unexpected shapes: several exception families
    if isinstance(error, ModelError):
        found = error
    elif isinstance(error, ResponseError):
        found = _explain_response(error.status_code, str(error.error), host, model)
    elif isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | ConnectionError):
        found = ModelUnreachable(MODEL_UNREACHABLE.format(host=host))
    elif isinstance(error, httpx.TimeoutException | TimeoutError):
        text = MODEL_STALLED if started else MODEL_NO_FIRST_TOKEN
        found = ModelBroken(text.format(model=model, seconds=seconds))
    elif isinstance(error, httpx.HTTPError | httpx.StreamError):
        broken_off = ModelBroken(MODEL_BROKE_OFF)
        found = broken_off if started else ModelUnreachable(MODEL_UNREACHABLE.format(host=host))
    elif isinstance(error, ValueError) and "No generation chunks" in str(error):
        found = ModelBroken(MODEL_EMPTY.format(model=model))
    return found


def _explain_response(status: int, text: str, host: str, model: str) -> ModelError:
    """SEE: the server answers 404 for a missing model, 400 for a long prompt, 503 for a full queue; mid-stream it is -1."""
    lowered = _message(text).lower()
    if status == 404 or ("not found" in lowered and "model" in lowered):
        return ModelMissing(MODEL_MISSING.format(model=model, host=host))
    if status == 400 and any(words in lowered for words in _TOO_LONG):
        return PromptTruncated(MODEL_PROMPT_TOO_LONG.format(model=model))
    if status in (429, 503):
        return ModelOverloaded(MODEL_BUSY)
    if status < 0:
        return ModelBroken(MODEL_BROKE_OFF)
    return ModelBroken(MODEL_FAILED.format(status=status))


def _message(text: str) -> str:
    try:
        data = json.loads(text)
    except ValueError:
        return text
    return str(data.get("error", text)) if isinstance(data, dict) else text
