"""The one exception of the readers; it never leaves the child process."""


class Unreadable(Exception):
    """The file cannot be read; the text is the German reason."""
