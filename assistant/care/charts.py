"""Plots as inline SVG without scripts: a title and a table of the same figures for those who don't see them."""

from collections.abc import Mapping, Sequence
from html import escape

from markupsafe import Markup

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 560, 190, 34, 26, 8
_PLOT_W, _PLOT_H = _WIDTH - _LEFT - 6, _HEIGHT - _BOTTOM - _TOP
_LABELS = 12  # more names under the axis than this would overlap


def draw_stacked_bars(title: str, series: Mapping[str, Sequence[float]], names: Sequence[str]) -> Markup:
    """One bar per name, one layer per series, bottom up in the order given."""
    totals = [sum(values) for values in zip(*series.values(), strict=True)] or [0]
    top = max(*totals, 1)
    step = _PLOT_W / max(1, len(names))
    parts = [_draw_axis(top, "")]
    for place, name in enumerate(names):
        base = 0.0
        for layer, (label, values) in enumerate(series.items()):
            value = values[place]
            if value:
                x, y = _LEFT + place * step + step * 0.15, _y(base + value, top)
                height = _y(base, top) - y
                tip = f"<title>{escape(name)}: {value:g} {escape(label)}</title>"
                parts.append(
                    f'<rect class="reihe{layer}" x="{x:.1f}" y="{y:.1f}" width="{step * 0.7:.1f}" height="{height:.1f}">{tip}</rect>'
                )
            base += value
    parts += _draw_names(names, step)
    return _frame(title, parts, _draw_legend(list(series)) + _table(title, series, names))


def draw_lines(title: str, series: Mapping[str, Sequence[float | None]], names: Sequence[str]) -> Markup:
    """Shares 0..1 over time, one line per series."""
    step = _PLOT_W / max(1, len(names))
    parts = [_draw_axis(1.0, "percent")]
    for layer, (label, values) in enumerate(series.items()):
        points = [(_LEFT + (n + 0.5) * step, _y(v, 1.0), v) for n, v in enumerate(values) if v is not None]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline class="linie{layer}" points="{line}" />')
        parts += [
            f'<circle class="reihe{layer}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{escape(label)}: {v * 100:.0f} %</title></circle>'
            for x, y, v in points
        ]
    parts += _draw_names(names, step)
    return _frame(title, parts, _draw_legend(list(series)) + _table(title, series, names))


def _y(value: float, top: float) -> float:
    return _TOP + _PLOT_H * (1 - value / top)


def _draw_axis(top: float, unit: str) -> str:
    lines = []
    for share in (0, 0.5, 1):
        y = _y(top * share, top)
        text = f"{share * 100:.0f}%" if unit else f"{top * share:g}"
        lines.append(f'<line class="gitter" x1="{_LEFT}" x2="{_WIDTH - 6}" y1="{y:.1f}" y2="{y:.1f}" />')
        lines.append(f'<text x="{_LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{text}</text>')
    return "".join(lines)


def _draw_names(names: Sequence[str], step: float) -> list[str]:
    every = max(1, len(names) // _LABELS)
    return [
        f'<text x="{_LEFT + (n + 0.5) * step:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(name)}</text>'
        for n, name in enumerate(names)
        if n % every == 0
    ]


def _draw_legend(labels: Sequence[str]) -> str:
    if len(labels) < 2:
        return ""
    items = "".join(f'<li><span class="probe reihe{n}"></span>{escape(label)}</li>' for n, label in enumerate(labels))
    return f'<ul class="legende">{items}</ul>'


def _table(title: str, series: Mapping[str, Sequence[float | None]], names: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in series)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{'' if values[n] is None else format(values[n], 'g')}</td>" for values in series.values())
        + "</tr>"
        for n, name in enumerate(names)
    )
    return f"<details><summary>Zahlen zu „{escape(title)}“</summary><table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></details>"


def _frame(title: str, parts: Sequence[str], below: str) -> Markup:
    picture = f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    return Markup(f'<figure class="bild"><figcaption>{escape(title)}</figcaption>{picture}{below}</figure>')
