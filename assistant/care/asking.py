"""Propose which questions a sentence answers: one more, or the document's whole list anew."""

from sqlalchemy import Engine

from assistant import wording
from assistant.care.proposing import keep_proposal
from assistant.care.questions import list_sentences, read_document
from assistant.corpus.questions import (
    add_question,
    compose_questions,
    name_sentence,
    questions_path,
    read_questions,
)
from assistant.errors import CorpusError
from assistant.settings import Settings
from assistant.store.proposals import Proposal


def propose_question(
    engine: Engine, settings: Settings, document: str, sentence: str, question: str, author: str
) -> Proposal:
    """Add one question at one sentence. Raises CorpusError when the sentence is not there or has the question already."""
    found = read_document(settings, document)
    if sentence not in {one.text for one in list_sentences(found)}:
        raise CorpusError(wording.SENTENCE_GONE)
    entries = read_questions(questions_path(settings.corpus_dir, document))
    content = compose_questions(add_question(entries, name_sentence(sentence, found), sentence, question))
    return propose_questions(engine, settings, document, content, author)


def propose_questions(engine: Engine, settings: Settings, document: str, content: str, author: str) -> Proposal:
    """The whole file of questions as it shall be."""
    found = read_document(settings, document)
    path = questions_path(settings.corpus_dir, document)
    proposal = Proposal(
        kind="questions",
        document=document,
        path=path.relative_to(settings.corpus_dir).as_posix(),
        title=found.head.title,
        author=author,
        content=content,
        base=path.read_text(encoding="utf-8") if path.is_file() else None,
    )
    return keep_proposal(engine, proposal, author)
