"""What the window offers beside questions: the guide, towns like mine, and answers as files."""

import asyncio
from datetime import date
from typing import Any
from urllib.parse import urlencode

import chainlit as cl

from assistant import wording
from assistant.chat.product import get_product
from assistant.chat.render import escape
from assistant.guide.building import valid_cases
from assistant.guide.peers import Peer, rank_peers, read_profile
from assistant.store.users import Account, find_user

_CHARS = 120


async def offer_commands() -> None:
    """The buttons beside the input."""
    commands = [
        (wording.GUIDE_COMMAND, wording.GUIDE_COMMAND_HINT, "map"),
        (wording.PEERS_COMMAND, wording.PEERS_COMMAND_HINT, "users"),
    ]
    await cl.context.emitter.set_commands(
        [
            {"id": id, "description": hint, "icon": icon, "button": True, "persistent": False, "selected": False}
            for id, hint, icon in commands
        ]
    )


async def show_peers(topic: str) -> None:
    """The nearest towns' records for a topic, with the page that sets them side by side."""
    product, account = get_product(), await find_me()
    if account is None:
        return

    def rank() -> list[Peer]:
        release = product.library.current()
        profile, settings = read_profile(account.profile), product.settings.guide
        return rank_peers(valid_cases(release, date.today()), release.searcher.thesaurus, profile, topic, (), settings)

    peers = (await asyncio.to_thread(rank))[: product.settings.guide.peers]
    lines = [f"- {escape(peer.case.title)}" for peer in peers]
    wish = urlencode([("thema", topic[:_CHARS]), *(("fall", peer.case.document) for peer in peers)])
    content = wording.PEERS_FOUND.format(towns="\n".join(lines), wish=wish) if lines else wording.PEERS_NONE
    await cl.Message(content=content).send()


async def offer_files(action: Any) -> None:
    """The files of one answer; the pages behind the links check whose it is."""
    turn = str(action.payload.get("turn") or "")
    if turn.isalnum():
        await cl.Message(content=wording.ANSWER_FILES.format(turn=turn)).send()


async def find_me() -> Account | None:
    """Looked up each time: an account closed meanwhile, or a changed profile, must count."""
    account = await asyncio.to_thread(find_user, get_product().engine, cl.context.session.user.identifier)
    return account if account and not account.disabled else None
