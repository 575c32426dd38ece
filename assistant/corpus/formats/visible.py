"""The text of a PDF page that a reader can see: white, invisible and off-page text is left out (hidden instructions)."""

from typing import Any

from pypdf import PageObject

_WHITE = 0.95  # colour components above this are paper
_INVISIBLE_MODES = (3, 7)  # text rendering modes: neither fill nor stroke; clip only
_TINY = 1.0  # points: nobody reads smaller type


def visible_text(page: PageObject) -> str:
    """Plain text of the page without what the eye cannot see."""
    state = _Ink()
    parts: list[str] = []

    def before(operator: Any, operands: Any, _cm: Any, _tm: Any) -> None:
        state.apply(operator.decode("latin-1") if isinstance(operator, bytes) else str(operator), operands)

    def collect(text: str, _cm: Any, _tm: Any, _font: Any, size: Any) -> None:
        # pypdf flushes a text run when the next one begins: the ink that counts is the one of the run's own operators.
        if text and (not text.strip() or (state.run_visible and float(size or 12) > _TINY)):
            parts.append(text)
        state.run_visible = state.visible

    page.extract_text(visitor_operand_before=before, visitor_text=collect)
    return "".join(parts)


class _Ink:
    """Fill colour, rendering mode and the graphics state stack, as far as visibility goes."""

    def __init__(self) -> None:
        self.white = False
        self.mode = 0
        self.stack: list[tuple[bool, int]] = []
        self.run_visible = True

    @property
    def visible(self) -> bool:
        return not self.white and self.mode not in _INVISIBLE_MODES

    def apply(self, operator: str, operands: Any) -> None:
        if operator == "q":
            self.stack.append((self.white, self.mode))
        elif operator == "Q" and self.stack:
            self.white, self.mode = self.stack.pop()
        elif operator in ("g", "rg", "sc", "scn"):
            numbers = [float(value) for value in operands if isinstance(value, int | float)]
            self.white = bool(numbers) and all(value >= _WHITE for value in numbers)
        elif operator == "k":
            self.white = all(float(value) <= 1 - _WHITE for value in operands)
        elif operator == "Tr":
            self.mode = int(operands[0])
        elif operator in ("Tj", "TJ", "'", '"'):
            self.run_visible = self.visible
