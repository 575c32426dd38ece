"""Chainlit loads a client of a tracing service that this product never uses, and with it exporters that could send data
elsewhere. Leaving it out saves a second at every start, and nothing can call home by accident."""

import sys
from types import ModuleType

_PACKAGE, _MODULE = "traceloop", "traceloop.sdk"


class Traceloop:
    """Imported by name only; there is nothing to call."""


def leave_out_tracing() -> None:
    """To be called before chainlit is imported; does nothing where the real client is loaded already."""
    if _PACKAGE in sys.modules:
        return
    module = ModuleType(_MODULE)
    module.Traceloop = Traceloop  # type: ignore[attr-defined]
    sys.modules.update({_PACKAGE: ModuleType(_PACKAGE), _MODULE: module})
