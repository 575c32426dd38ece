"""Clear what Chroma leaves unwritten in its vector files, because erased text and numbers have been found there."""

import struct
from pathlib import Path

_HEADER = struct.Struct("<4xQQQQ")  # version, offset, room for vectors, vectors written, bytes per vector
_LENGTH = 4  # bytes per vector in the file of lengths


def clear_unused_room(release: Path) -> None:
    """As long as few vectors wait in its table, Chroma saves the room it has reserved as it finds it in memory, old content included."""
    for header in release.rglob("header.bin"):
        content = header.read_bytes()
        if len(content) >= _HEADER.size:
            _, room, written, size = _HEADER.unpack_from(content)
            _clear_tail(header.with_name("data_level0.bin"), room * size, written * size)
            _clear_tail(header.with_name("length.bin"), room * _LENGTH, written * _LENGTH)


def _clear_tail(path: Path, size: int, used: int) -> None:
    """A file of another size is of another format, and is left alone."""
    if path.is_file() and path.stat().st_size == size and used < size:
        with path.open("r+b") as file:
            file.truncate(used)
            file.truncate(size)
