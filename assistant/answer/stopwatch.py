"""Seconds per step of one answer."""

import time


class Stopwatch:
    """`lap` adds the time since the last one to a step; `stop` tells all with the total."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._seconds = {"retrieve": 0.0, "draft": 0.0, "verify": 0.0}

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self._seconds[step] += now - self._last
        self._last = now

    def stop(self) -> dict[str, float]:
        return {**self._seconds, "total": time.perf_counter() - self._begun}
