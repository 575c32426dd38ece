"""The numbers behind the plots of the overview."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine

from assistant import wording
from assistant.care.charts import draw_lines, draw_stacked_bars
from assistant.care.releasing import list_gates
from assistant.care.validity import count_by_age
from assistant.corpus.document import Head
from assistant.settings import Settings
from assistant.store.database import now
from assistant.store.turns import list_recent_turns

_WEEKS = 12
_KINDS = {"answered": "beantwortet", "partial": "teilweise"}
_OTHER = "nicht beantwortet"


@dataclass(frozen=True, slots=True)
class Plots:
    questions: str
    exam: str
    ages: str


def draw_plots(engine: Engine, settings: Settings, heads: Iterable[Head], today: date) -> Plots:
    ages = count_by_age(list(heads), today)
    return Plots(
        draw_questions(engine, today),
        draw_exam(settings),
        draw_stacked_bars("Korpus nach Alter des Stands", {"Dokumente": list(ages.values())}, list(ages)),
    )


def draw_questions(engine: Engine, today: date) -> str:
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(_WEEKS - 1, -1, -1)]
    counts: Counter[tuple[date, str]] = Counter()
    for turn in list_recent_turns(engine, now() - timedelta(weeks=_WEEKS)):
        if turn.created_at:
            day = turn.created_at.astimezone().date()
            counts[day - timedelta(days=day.weekday()), _KINDS.get(turn.status, _OTHER)] += 1
    series = {kind: [counts[week, kind] for week in weeks] for kind in (*_KINDS.values(), _OTHER)}
    return draw_stacked_bars("Fragen je Woche", series, [f"KW {week.isocalendar().week}" for week in weeks])


def draw_exam(settings: Settings) -> str:
    """Empty while no release has been examined."""
    gates = list_gates(settings)[-_WEEKS:]
    if not gates:
        return ""
    names = list(dict.fromkeys(name for _, result in gates for name in result.figures))[:5]
    series = {wording.EXAM_FIGURE.get(n, n): [result.figures.get(n) for _, result in gates] for n in names}
    labels = [f"{release[6:8]}.{release[4:6]}." for release, _ in gates]
    return draw_lines("Prüfung über die Stände", series, labels)
