"""Every table of the conversations. Chainlit's steps and elements are kept as JSON beside the columns we search by,
so that a new field of its protocol needs no migration and is never dropped."""

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Moment = DateTime(timezone=True)


def _owned_by(table: str, *, optional: bool = False) -> ForeignKey:
    """Rows go with what they belong to: deleting a person or a conversation leaves nothing behind."""
    return ForeignKey(f"{table}.id", ondelete="SET NULL" if optional else "CASCADE")


users = Table(
    "users",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text),
    Column("provider", String(40), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("failed_logins", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("valid_from", Moment, nullable=False),
    Column("profile", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
)

threads = Table(
    "threads",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), _owned_by("users"), nullable=False, index=True),
    Column("name", Text),
    Column("metadata", JSON, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

steps = Table(
    "steps",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("thread_id", String(36), _owned_by("threads"), nullable=False, index=True),
    Column("type", String(40), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("output", Text, nullable=False),
    Column("body", JSON, nullable=False),
)

elements = Table(
    "elements",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("thread_id", String(36), _owned_by("threads"), nullable=False, index=True),
    Column("for_id", String(36)),
    Column("body", JSON, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("thread_id", String(36), _owned_by("threads"), nullable=False, index=True),
    Column("user_id", String(36), _owned_by("users"), nullable=False, index=True),
    Column("run_id", String(36), index=True),
    Column("question", Text, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("release", String(80)),
    Column("seconds", Float, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("for_id", String(36), nullable=False, index=True),
    Column("thread_id", String(36), _owned_by("threads"), nullable=False, index=True),
    Column("user_id", String(36), _owned_by("users"), nullable=False),
    Column("turn_id", String(36), _owned_by("turns", optional=True)),
    Column("value", Integer, nullable=False),
    Column("reason", String(30)),
    Column("comment", Text),
    Column("created_at", Moment, nullable=False),
)

handovers = Table(
    "handovers",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("thread_id", String(36), _owned_by("threads"), nullable=False, index=True),
    Column("user_id", String(36), _owned_by("users"), nullable=False, index=True),
    Column("turn_id", String(36), _owned_by("turns", optional=True), unique=True),
    Column("question", Text, nullable=False),
    Column("hits", JSON, nullable=False),
    Column("draft", Text, nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("reply", Text),
    Column("lotse", String(120)),
    Column("created_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("seen_at", Moment),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", String(120), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
)

# The Lotse's workshop: what waits for review, and what was decided about gaps.
proposals = Table(
    "proposals",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("document", String(120), nullable=False, index=True),
    Column("path", String(300), nullable=False),
    Column("title", Text, nullable=False),
    Column("author", String(120), nullable=False, index=True),
    Column("edited_by", String(120)),
    Column("content", Text, nullable=False),
    Column("base", Text),
    Column("original", String(200)),
    Column("source", JSON),
    Column("exam", JSON),
    Column("reply", Text),
    Column("handover_id", String(36)),
    Column("notes", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("decided_by", String(120)),
    Column("decided_at", Moment),
)

gap_marks = Table(
    "gap_marks",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", Moment, nullable=False),
)

# A Navigator's own guides: the conversation that leads to one, what came of it, and earlier versions.
guides = Table(
    "guides",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), _owned_by("users"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("state", JSON, nullable=False),
    Column("plan", JSON),
    Column("edits", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

guide_versions = Table(
    "guide_versions",
    metadata,
    Column("guide_id", String(36), _owned_by("guides"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("plan", JSON, nullable=False),
    Column("edits", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
)

Index("ix_steps_thread_created", steps.c.thread_id, steps.c.created_at)
Index("ix_threads_user_updated", threads.c.user_id, threads.c.updated_at)
