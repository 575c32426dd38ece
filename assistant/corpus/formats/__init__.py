"""Doors to the libraries that read PDF, DOCX and HTML. Foreign files are read in a child process with hard limits."""

from assistant.corpus.formats.extract import read_original

__all__ = ["read_original"]
