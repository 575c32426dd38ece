"""Everything a window loads except Chainlit itself, which reads its folder's name while it is imported."""

import importlib

from assistant.chat.untraced import leave_out_tracing

_LIBRARIES = (
    "literalai mcp.server.fastmcp socketio aiohttp dataclasses_json watchfiles filetype sse_starlette bcrypt argon2 jwt "
    "uvicorn.protocols.http.auto uvicorn.protocols.websockets.auto uvicorn.lifespan.on alembic.command fpdf pytest "
    "assistant.chat.server assistant.chat.warming assistant.guide.building tests.ollama_standin"
)

leave_out_tracing()
for library in _LIBRARIES.split():
    importlib.import_module(library)
