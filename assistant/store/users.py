"""Accounts: who may sign in, in which role, and when an account is locked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal, cast
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant import wording
from assistant.errors import StoreError
from assistant.settings import StoreSettings
from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import users

Role = Literal["navigator", "lotse"]
ROLES: tuple[Role, ...] = ("navigator", "lotse")
GUEST = "Gast"
_NAME = re.compile(r"[\w.@-]{2,60}")


@dataclass(frozen=True, slots=True)
class Account:
    """`valid_from`: sign-ins before that moment no longer count (password changed, account disabled)."""

    id: str
    name: str
    role: Role
    disabled: bool
    provider: str
    valid_from: datetime
    created_at: datetime
    profile: Mapping[str, Any]


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _decoy_hash() -> str:
    """Verified when the name is unknown, so that the time taken does not tell which names exist."""
    return _hasher().hash(uuid4().hex)


def add_user(engine: Engine, name: str, password: str, role: str, settings: StoreSettings) -> Account:
    """Create an account with a password. Raises StoreError with the reason when name, role or password don't fit."""
    _check_name(name)
    _check_role(role)
    _check_password(password, settings)
    with writing(engine) as connection:
        account = _insert_user(connection, name, cast(Role, role), _hasher().hash(password), "password")
        # Signing in without a password was for the trial on one machine only; the first real account ends it.
        connection.execute(update(users).where(users.c.provider == "guest").values(disabled=True, valid_from=now()))
    return account


def sign_in_guest(engine: Engine) -> Account | None:
    """The trial account, only as long as no real account exists."""
    with writing(engine) as connection:
        if connection.scalar(select(func.count()).select_from(users).where(users.c.provider != "guest")):
            return None
        row = connection.execute(select(users).where(users.c.provider == "guest")).mappings().first()
        return _account(row) if row else _insert_user(connection, GUEST, "navigator", None, "guest")


def sign_in_foreign(engine: Engine, name: str, role: Role, provider: str) -> Account:
    """An account that another identity provider vouches for; created at the first sign-in. Raises StoreError for names
    that cannot be, and for those of accounts that sign in otherwise: two people may bear one name in two places."""
    _check_name(name)
    with writing(engine) as connection:
        row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
        if row is None:
            connection.execute(update(users).where(users.c.provider == "guest").values(disabled=True, valid_from=now()))
            return _insert_user(connection, name, role, None, provider)
        if row["provider"] != provider:
            raise StoreError(wording.FOREIGN_NAME_TAKEN.format(name=name))
        connection.execute(update(users).where(users.c.id == row["id"]).values(role=role))
        return _account({**row, "role": role})


def check_password(engine: Engine, name: str, password: str, settings: StoreSettings) -> Account | None:
    """The account when name and password fit and it is neither disabled nor locked; counts failures."""
    with reading(engine) as connection:
        row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
    fits = _verify(row["password_hash"] if row and row["password_hash"] else _decoy_hash(), password)
    if row is None or row["disabled"] or not row["password_hash"] or _is_locked(row):
        return None
    _record_attempt(engine, row, fits, settings)
    return _account(row) if fits else None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password)
    except VerificationError:
        return False


def _is_locked(row: RowMapping) -> bool:
    return row["locked_until"] is not None and aware(row["locked_until"]) > now()


def _record_attempt(engine: Engine, row: RowMapping, fits: bool, settings: StoreSettings) -> None:
    if fits and not row["failed_logins"]:
        return
    failures = 0 if fits else row["failed_logins"] + 1
    locks = failures >= settings.login_attempts
    values = {
        "failed_logins": 0 if locks else failures,
        "locked_until": now() + timedelta(minutes=settings.lock_minutes) if locks else None,
    }
    with writing(engine) as connection:
        connection.execute(update(users).where(users.c.id == row["id"]).values(**values))


def set_password(engine: Engine, name: str, password: str, settings: StoreSettings) -> None:
    """Also unlocks the account and ends its open sign-ins."""
    _check_password(password, settings)
    _change_user(
        engine, name, password_hash=_hasher().hash(password), failed_logins=0, locked_until=None, valid_from=now()
    )


def set_disabled(engine: Engine, name: str, disabled: bool) -> None:
    _change_user(engine, name, disabled=disabled, valid_from=now())


def set_role(engine: Engine, name: str, role: str) -> None:
    _check_role(role)
    _change_user(engine, name, role=role)


def remove_user(engine: Engine, name: str) -> None:
    """The account with everything that belongs to it: conversations, feedback, handovers, guides. Raises StoreError."""
    with writing(engine) as connection:
        if not connection.execute(delete(users).where(users.c.name == name)).rowcount:
            raise StoreError(wording.USER_UNKNOWN.format(name=name))


def set_profile(engine: Engine, user_id: str, profile: Mapping[str, Any]) -> None:
    """What a person said once about the own town hall (municipality, size)."""
    with writing(engine) as connection:
        connection.execute(update(users).where(users.c.id == user_id).values(profile=dict(profile)))


def _change_user(engine: Engine, name: str, **values: Any) -> None:
    with writing(engine) as connection:
        if not connection.execute(update(users).where(users.c.name == name).values(**values)).rowcount:
            raise StoreError(wording.USER_UNKNOWN.format(name=name))


def find_user(engine: Engine, name: str) -> Account | None:
    with reading(engine) as connection:
        row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
    return _account(row) if row else None


def list_users(engine: Engine) -> list[Account]:
    with reading(engine) as connection:
        rows = connection.execute(select(users).order_by(users.c.name)).mappings().all()
    return [_account(row) for row in rows]


def has_real_users(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(connection.scalar(select(func.count()).select_from(users).where(users.c.provider != "guest")))


def _insert_user(connection: Connection, name: str, role: Role, password_hash: str | None, provider: str) -> Account:
    row: dict[str, Any] = {
        "id": str(uuid4()),
        "name": name,
        "role": role,
        "password_hash": password_hash,
        "provider": provider,
        "disabled": False,
        "failed_logins": 0,
        "locked_until": None,
        "valid_from": now(),
        "profile": {},
        "created_at": now(),
    }
    try:
        connection.execute(insert(users).values(**row))
    except IntegrityError as error:
        raise StoreError(wording.USER_EXISTS.format(name=name)) from error
    return _account(row)


def _account(row: Mapping[Any, Any]) -> Account:
    return Account(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        disabled=row["disabled"],
        provider=row["provider"],
        valid_from=aware(row["valid_from"]),
        created_at=aware(row["created_at"]),
        profile=row["profile"] or {},
    )


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name.casefold() == GUEST.casefold():
        raise StoreError(wording.USER_NAME_INVALID)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise StoreError(wording.ROLE_UNKNOWN.format(role=role))


def _check_password(password: str, settings: StoreSettings) -> None:
    if len(password) < settings.password_chars:
        raise StoreError(wording.PASSWORD_SHORT.format(chars=settings.password_chars))
