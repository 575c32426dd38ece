"""Door to Beautiful Soup: the main text of an HTML page, with headings, lists and tables."""

from pathlib import Path

from bs4 import BeautifulSoup, Tag

from assistant.corpus.document import Block, Role
from assistant.corpus.formats.unreadable import Unreadable
from assistant.corpus.normalise import clean_text

_DROPPED = ("script", "style", "noscript", "nav", "header", "footer", "aside", "form", "template", "svg", "iframe")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXTS = ("p", "blockquote", "pre", "dd", "dt", "figcaption")


def read_html(path: Path, _pages: int, chars: int) -> list[Block]:
    """Blocks of the page's main part; navigation, scripts and hidden elements are left out. Raises Unreadable."""
    data = path.read_bytes()
    if len(data) > chars * 4:
        raise Unreadable("Die HTML-Datei enthält zu viel Text; bitte teilen.")
    soup = BeautifulSoup(data, "lxml")
    for tag in soup(_DROPPED):
        tag.decompose()
    for tag in soup.select("[hidden], [aria-hidden=true], [style*='display:none'], [style*='display: none']"):
        tag.decompose()
    root = soup.find("main") or soup.find("article") or soup.body or soup
    return _walk(root) if isinstance(root, Tag) else []


def _walk(root: Tag) -> list[Block]:
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    for tag in root.find_all([*_HEADINGS, *_TEXTS, "li", "tr"]):
        text = clean_text(_own_text(tag))
        if not text or (tag.name in _TEXTS and tag.find_parent(["li", "td", "th"])):
            continue
        if tag.name in _HEADINGS:
            depth = int(tag.name[1])
            path = [*((d, name) for d, name in path if d < depth), (depth, text)]
            blocks.append(Block(text, tuple(name for _, name in path), None, "heading"))
        else:
            role: Role = "item" if tag.name == "li" else "row" if tag.name == "tr" else "text"
            blocks.append(Block(text, tuple(name for _, name in path), None, role))
    return blocks


def _own_text(tag: Tag) -> str:
    if tag.name == "tr":
        return " | ".join(clean_text(cell.get_text(" ")).replace("\n", " ") for cell in tag.find_all(["td", "th"]))
    if tag.name == "li":  # nested lists come as items of their own
        return " ".join(str(part) for part in tag.find_all(string=True) if part.find_parent("li") is tag)
    return str(tag.get_text(" ")).replace("\n", " ")
