"""Who is calling: set once per request or socket at the door, read by every page and by the window's data layer."""

from contextvars import ContextVar

from assistant.store.users import Account

caller: ContextVar[Account | None] = ContextVar("caller", default=None)


def current_account() -> Account | None:
    """None for anonymous callers and for accounts that may no longer sign in."""
    return caller.get()
