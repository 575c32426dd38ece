"""The settings panel: a Navigator says once which town hall it is about."""

import asyncio
from collections.abc import Mapping
from typing import Any

import chainlit as cl
from chainlit.input_widget import Select, TextInput

from assistant import wording
from assistant.chat.product import get_product
from assistant.store.users import find_user, set_profile

_SIZES = ("", "bis 2.000", "2.000 bis 5.000", "5.000 bis 10.000", "10.000 bis 20.000", "über 20.000")
_CHARS = 80


async def offer_choices() -> None:
    account = await asyncio.to_thread(find_user, get_product().engine, cl.context.session.user.identifier)
    profile = account.profile if account else {}
    size = str(profile.get("size", ""))
    await cl.ChatSettings(
        [
            TextInput(
                id="municipality",
                label=wording.MUNICIPALITY,
                initial=str(profile.get("municipality", "")),
                placeholder=wording.MUNICIPALITY_EXAMPLE,
                description=wording.MUNICIPALITY_HINT,
            ),
            Select(
                id="size",
                label=wording.SIZE,
                items={(choice or wording.SIZE_UNKNOWN): choice or "-" for choice in _SIZES},
                initial_value=size or "-",
                description=wording.SIZE_HINT,
            ),
        ]
    ).send()


async def save_choices(choices: Mapping[str, Any]) -> None:
    size = str(choices.get("size") or "").removeprefix("-")
    product, name = get_product(), cl.context.session.user.identifier
    account = await asyncio.to_thread(find_user, product.engine, name)
    if account is None or account.disabled:
        return
    chosen = {
        "municipality": " ".join(str(choices.get("municipality") or "").split())[:_CHARS],
        "size": size if size in _SIZES else "",
    }
    # Other pages keep their choices here too, such as staying out of the gap list.
    await asyncio.to_thread(set_profile, product.engine, account.id, {**account.profile, **chosen})
