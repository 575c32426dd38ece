"""A confirmed answer of a Lotse, chosen while typing: shown as it stands, without searching."""

import asyncio
from datetime import date
from uuid import uuid4

import chainlit as cl

from assistant import wording
from assistant.answer.answer import Answer, Citation, Sentence, Status
from assistant.answer.library import OpenRelease
from assistant.chat.product import get_product
from assistant.chat.proof import answer_with_proofs
from assistant.chat.render import render_answer
from assistant.corpus.document import Kind, Validity
from assistant.search.hit import Hit
from assistant.store.turns import Turn, save_turn


async def show_confirmed(document: str) -> None:
    """Put the question and the Lotse's answer into the conversation, kept like any other turn."""
    product = get_product()
    answer = await asyncio.to_thread(lambda: quote_document(product.library.current(), document))
    if answer is None:
        return
    session = cl.context.session
    if not session.has_first_interaction:
        session.has_first_interaction = True
        await cl.context.emitter.init_thread(answer.question)
    turn_id = uuid4().hex
    question = await cl.Message(content=answer.question, author=session.user.identifier, type="user_message").send()
    async with cl.Step(name="on_message", type="run", parent_id=question.id) as run:
        content = render_answer(answer, turn_id, date.today(), product.settings.corpus.expiring_days)
        reply = cl.Message(content=content, metadata={"turn": turn_id})
        turn = Turn(
            id=turn_id,
            thread_id=session.thread_id,
            user_id=session.user.id,
            question=answer.question,
            answer=answer_with_proofs(answer),
            status=answer.status.value,
            seconds=0.0,
            passages=tuple(citation.hit.passage.id for citation in answer.citations),
            release=answer.release,
            run_id=run.id,
        )
        await asyncio.to_thread(save_turn, product.engine, turn, [question.to_dict()])
        await reply.send()


def quote_document(release: OpenRelease, document: str) -> Answer | None:
    """The whole confirmed document as an answer of quotes; None unless it is confirmed and valid today."""
    head = release.searcher.head(document)
    if head is None or head.kind is not Kind.CURATED:
        return None
    if head.validity(date.today()) in (Validity.EXPIRED, Validity.FUTURE):
        return None
    passages = release.searcher.passages_of(document)
    citations = tuple(
        Citation(n, Hit(passage, head, 1.0, 1.0), passage.text, 0, len(passage.text))
        for n, passage in enumerate(passages, start=1)
    )
    sentences = tuple(Sentence(citation.quote, (citation.n,), "quoted") for citation in citations)
    question = passages[0].headings[-1] if passages and passages[0].headings else head.title
    return Answer(
        question=question,
        standalone_question=question,
        status=Status.ANSWERED,
        mode="quotes",
        text="\n\n".join(f"{sentence.text} [{sentence.citations[0]}]" for sentence in sentences),
        sentences=sentences,
        citations=citations,
        hits=tuple(citation.hit for citation in citations),
        notes=(wording.CONFIRMED_NOTE.format(responsible=head.responsible or wording.LOTSE_AUTHOR),),
        release=release.id,
    )
