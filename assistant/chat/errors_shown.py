"""Errors of the pages as German pages (or JSON for scripts), never as traces."""

import logging
from uuid import uuid4

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant import wording
from assistant.errors import LotsenwissenError

log = logging.getLogger(__name__)


def show_errors(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _show_refusal)
    app.add_exception_handler(LotsenwissenError, _show_known)
    app.add_exception_handler(Exception, _show_unknown)


async def _show_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 401 and _wants_page(request) and request.method == "GET":
        return RedirectResponse("/login", 303)
    return _show(request, error.status_code, str(error.detail))


async def _show_known(request: Request, error: Exception) -> Response:
    return _show(request, 503, str(error))


async def _show_unknown(request: Request, error: Exception) -> Response:
    code = uuid4().hex[:8]
    log.error("Kennung %s", code, exc_info=error)
    return _show(request, 500, f"{wording.BROKEN} ({code})")


def _show(request: Request, status: int, text: str) -> Response:
    if not _wants_page(request):
        return JSONResponse({"detail": text}, status)
    from assistant.chat.pages import render_error

    return HTMLResponse(render_error(text), status)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
