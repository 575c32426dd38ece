"""The report's plots as inline SVG: no script, no font, no request; every one is named for screen readers."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from evals.calibration import OUTCOMES, Band, Step
from evals.history import Entry
from evals.scorecard import Group

INK, FAINT, GRID = "#1d2733", "#55606c", "#dfe4e8"
BLUE, TEAL = "#1d5c8c", "#7fb7be"
OUTCOME_COLOURS = ("#1f7a5c", "#b3261e", "#a9b4be", "#d98a1f")
LINES = (("correct", "richtig beantwortet", "#1d5c8c"), ("refused", "Unbeantwortbares abgelehnt", "#8a5a00"),
         ("safe", "Angriffe abgewehrt", "#1f7a5c"), ("recall@5", "Quelle gefunden", "#7a3e8c"))  # fmt: skip


def draw_groups(title: str, groups: Sequence[Group]) -> Markup:
    """Two bars for each group: how much was answered, and how much of that is right."""
    left, row, width = 190, 44, 470
    parts = []
    for at, group in enumerate(groups):
        top = 26 + at * row
        parts.append(_text(left - 12, top + 15, group.name, anchor="end"))
        parts.append(_text(left - 12, top + 30, f"{group.n} Fragen", anchor="end", colour=FAINT, size=11))
        for offset, share, colour in ((2, group.accuracy, BLUE), (18, group.answer_rate, TEAL)):
            parts.append(_bar(left, top + offset, width * share, 13, colour))
            parts.append(_text(left + width * share + 6, top + offset + 11, _percent(share), size=11))
    height = 34 + len(groups) * row
    grid = [_line(left + width * tick / 4, 18, left + width * tick / 4, height - 12) for tick in range(5)]
    labels = [_text(left + width * tick / 4, 13, f"{25 * tick} %", "middle", FAINT, 11) for tick in range(5)]
    return _frame(title, 730, height, [*grid, *labels, *parts])


def draw_bands(title: str, bands: Sequence[Band]) -> Markup:
    """Stacked columns: what the product did, by how much of the question the best source covers."""
    left, bottom, height, step = 52, 210, 180, 66
    peak = max((band.total for band in bands), default=0) or 1
    parts = [_line(left, bottom - height * t / 2, 730, bottom - height * t / 2) for t in range(3)]
    parts += [
        _text(left - 8, bottom - height * t / 2 + 4, f"{round(peak * t / 2)}", "end", FAINT, 11) for t in range(3)
    ]
    for at, band in enumerate(bands):
        x, y = left + 14 + at * step, float(bottom)
        for count, colour in zip(band.counts, OUTCOME_COLOURS, strict=True):
            y -= height * count / peak
            parts.append(_bar(x, y, 44, height * count / peak, colour))
        parts.append(_text(x + 22, bottom + 17, f"{band.low:.0%}".rstrip("%"), "middle", FAINT, 11))
    parts.append(
        _text(left + 14, bottom + 35, "Abdeckung der Frage durch die beste Fundstelle, ab … %", colour=FAINT, size=12)
    )
    return _frame(title, 740, bottom + 44, parts)


def draw_steps(title: str, steps: Sequence[Step]) -> Markup:
    """Accuracy against the share answered, if only the surest answers were given."""
    left, top, width, height = 52, 14, 640, 190
    floor = min([0.8, *(step.accuracy for step in steps)])

    def place(step: Step) -> tuple[float, float]:
        return left + width * step.answered, top + height * (1 - (step.accuracy - floor) / (1 - floor or 1))

    parts = []
    for tick in range(5):
        y = top + height * tick / 4
        parts.append(_line(left, y, left + width, y))
        parts.append(_text(left - 8, y + 4, _percent(1 - (1 - floor) * tick / 4), "end", FAINT, 11))
        parts.append(_text(left + width * tick / 4, top + height + 18, f"{25 * tick} %", "middle", FAINT, 11))
    points = [place(step) for step in steps]
    start = [(float(left), y) for _, y in points[:1]]  # below the surest step there is nothing to tell apart
    parts += [_path([*start, *points], BLUE), *(_dot(x, y, BLUE) for x, y in points[-1:])]
    parts.append(_text(left, top + height + 38, "Anteil beantworteter Fragen", colour=FAINT, size=12))
    return _frame(title, 740, top + height + 48, parts)


def draw_history(title: str, entries: Sequence[Entry]) -> Markup:
    """One line per measure over the releases examined on this machine."""
    left, top, width, height = 52, 14, 470, 200
    known = [(name, label, colour) for name, label, colour in LINES if any(name in e.scores for e in entries)]
    values = [entry.scores[name] for name, _, _ in known for entry in entries if name in entry.scores]
    floor = min([0.5, *values])
    spread = max(1, len(entries) - 1)
    parts = []
    for tick in range(5):
        y = top + height * tick / 4
        parts += [
            _line(left, y, left + width, y),
            _text(left - 8, y + 4, _percent(1 - (1 - floor) * tick / 4), "end", FAINT, 11),
        ]
    for at, (name, label, colour) in enumerate(known):
        points = [
            (left + width * number / spread, top + height * (1 - (entry.scores[name] - floor) / (1 - floor or 1)))
            for number, entry in enumerate(entries)
            if name in entry.scores
        ]
        parts += [_path(points, colour), *(_dot(x, y, colour) for x, y in points)]
        parts += [
            _dot(left + width + 30, top + 12 + 24 * at, colour),
            _text(left + width + 42, top + 16 + 24 * at, label, size=12),
        ]
    for number in {0, len(entries) - 1} if entries else ():
        x, anchor = left + width * number / spread, "start" if number == 0 else "end"
        parts.append(_text(x, top + height + 18, entries[number].release[:13], anchor, FAINT, 11))
    return _frame(title, 740, top + height + 30, parts)


def draw_interval(value: float, low: float, high: float, bound: float | None) -> Markup:
    """A small scale from one half to 1, where all bounds lie: the interval, the value, and the bound as a tick."""
    at_low, at_high, at_value = (160 * max(0.0, 2 * share - 1) for share in (low, high, value))
    parts = [
        _bar(0, 9, 160, 2, GRID),
        _bar(at_low, 6, max(2.0, at_high - at_low), 8, TEAL),
        _dot(at_value, 10, BLUE),
    ]
    if bound is not None:
        tick = Markup('<path d="M{x:.1f} 1v18" stroke="{c}" stroke-width="2"/>')
        parts.append(tick.format(x=160 * max(0.0, 2 * bound - 1), c=INK))
    text = f"{_percent(value)}, 95-Prozent-Intervall {_percent(low)} bis {_percent(high)}"
    return _frame(text, 170, 20, parts, "interval", offset=-5)


def describe_outcomes() -> list[tuple[str, str]]:
    """(colour, label) for the legend under the stacked columns."""
    return list(zip(OUTCOME_COLOURS, OUTCOMES, strict=True))


def _frame(
    title: str, width: float, height: float, parts: Sequence[Markup], kind: str = "plot", offset: int = 0
) -> Markup:
    return Markup(
        '<svg class="{kind}" role="img" aria-label="{title}" viewBox="{offset} 0 {width:.0f} {height:.0f}">{body}</svg>'
    ).format(kind=kind, title=title, offset=offset, width=width, height=height, body=Markup("").join(parts))


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = INK, size: int = 13) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}" font-size="{}">{}</text>').format(
        x, y, anchor, colour, size, escape(text)
    )


def _bar(x: float, y: float, width: float, height: float, colour: str) -> Markup:
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2" fill="{}"/>').format(
        x, y, max(0.0, width), max(0.0, height), colour
    )


def _dot(x: float, y: float, colour: str) -> Markup:
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4" fill="{}"/>').format(x, y, colour)


def _line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    return Markup('<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="{}"/>').format(x1, y1, x2, y2, GRID)


def _path(points: Sequence[tuple[float, float]], colour: str) -> Markup:
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return Markup('<path d="M{}" fill="none" stroke="{}" stroke-width="2.5"/>').format(line or "0 0", colour)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
