"""The web application: our own pages first, Chainlit's window behind them, the gate and the headers around everything."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from assistant import __version__, wording
from assistant.answer.answer import Answer
from assistant.answer.library import open_library
from assistant.chat.logs import configure_logging, log_facts
from assistant.chat.metrics import Figures, add_metrics
from assistant.chat.product import Ask, Product, install_product
from assistant.chat.retention import keep_retention
from assistant.chat.secret import VARIABLE, provide_secret
from assistant.chat.shell import clean_page, prepare_shell
from assistant.chat.untraced import leave_out_tracing
from assistant.chat.warming import warm_up
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.store.database import open_database

log = logging.getLogger(__name__)
Part = Callable[[FastAPI], None]


def create_app(settings: Settings, ask: Ask | None = None, parts: Iterable[Part] = ()) -> FastAPI:
    """The whole product as one ASGI application. `parts` add routes of other rooms (the Lotse's pages, metrics)
    before Chainlit's catch-all. Once per process: Chainlit keeps its configuration in globals.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    provide_secret(settings.data_dir)
    prepare_shell(settings)
    engine = open_database(settings)
    library = open_library(settings)
    figures = Figures(library)
    product = Product(settings, engine, library, figures.watch(ask or _default_ask))
    install_product(product)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(asyncio.to_thread(warm_up, library))
        cleaning = asyncio.create_task(keep_retention(engine, settings.store))
        log_facts(log, "started", version=__version__, port=settings.port)
        yield
        log_facts(log, "stopped")
        cleaning.cancel()
        warming.cancel()
        engine.dispose()

    app = FastAPI(title="Lotsenwissen", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.product = product
    add_metrics(app, figures, settings.operation)
    _add_pages(app, parts)
    _mount_window(app)
    return app


def _default_ask(*given: Any, **named: Any) -> Answer:
    """The door, opened with the first question: its word lists are not needed to show the first page."""
    from assistant.answer.ask import ask

    return ask(*given, **named)


def _add_pages(app: FastAPI, parts: Iterable[Part]) -> None:
    from assistant.chat.errors_shown import show_errors
    from assistant.chat.guide_pages import router as guide_router
    from assistant.chat.pages import router

    app.include_router(router)
    app.include_router(guide_router)
    show_errors(app)
    for part in parts:
        part(app)


def _mount_window(app: FastAPI) -> None:
    """What `mount_chainlit` does, without its BaseHTTPMiddleware (it breaks streaming) and its change of sys.path."""
    os.environ["CHAINLIT_ROOT_PATH"] = ""
    leave_out_tracing()
    import chainlit.server as window_server
    from chainlit.auth import ensure_jwt_secret

    from assistant.chat.gate import Gate
    from assistant.chat.headers import SecurityHeaders, make_policy
    from assistant.chat.oidc import register_provider
    from assistant.chat.window import register_window

    product: Product = app.state.product
    register_window()
    register_provider(product.settings)
    ensure_jwt_secret()
    page = clean_page(window_server.get_html_template(""))
    window_server.get_html_template = lambda root_path: page
    app.mount("/", window_server.app)
    allow_oauth = product.settings.sign_in.issuer is not None
    app.add_middleware(Gate, engine=product.engine, secret=os.environ[VARIABLE], allow_oauth=allow_oauth)
    app.add_middleware(SecurityHeaders, policy=make_policy(page))


def serve(
    settings: Settings,
    ask: Ask | None = None,
    parts: Iterable[Part] = (),
    on_listening: Callable[[], None] = lambda: None,
) -> None:
    """Run until interrupted. Raises SettingsError when the address cannot be used, before `on_listening`."""
    listener = _listen(settings.host, settings.port)
    on_listening()
    import uvicorn

    configure_logging()
    app = create_app(settings, ask, parts)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=10, server_header=False)
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before loading anything, so that the sentence about it comes at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        taken = error.errno == 98
        text = wording.PORT_TAKEN.format(port=port) if taken else wording.HOST_UNUSABLE.format(host=host)
        raise SettingsError(text) from error
    return listener
