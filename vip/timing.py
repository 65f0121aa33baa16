"""The critical path of a plan backwards from what it must be ready for: pure functions.

A task has to be finished by its due time, and early enough for what waits for it. It is at risk
once that cannot be kept any more, though nothing is late yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hotel.web import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An open task: when it is due, how long it takes (minutes; 0 for what happens at its moment),
    what it waits for (keys), and since when somebody has been at it.
    """

    key: str
    due_at: datetime
    minutes: int
    requires: tuple[str, ...] = ()
    started_at: datetime | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """When the task must be begun at the latest, when it can be finished at the earliest, and
    whether that is too late for what comes after it."""

    start_by: datetime
    ready_at: datetime
    at_risk: bool


def timings(steps: Iterable[Step], now: datetime) -> dict[str, Timing]:
    """By key. Steps not given (done, cancelled) hold nobody up. Circles are cut where they close."""
    by_key = {step.key: step for step in steps}
    path = _Path(by_key, now)
    return {key: path.timing(step) for key, step in by_key.items()}


class _Path:
    def __init__(self, steps: Mapping[str, Step], now: datetime) -> None:
        self.steps, self.now = steps, now
        self.after: dict[str, list[str]] = {}
        for step in steps.values():
            for key in step.requires:
                self.after.setdefault(key, []).append(step.key)
        self._finish_by: dict[str, datetime] = {}
        self._ready_at: dict[str, datetime] = {}

    def timing(self, step: Step) -> Timing:
        finish_by, ready_at = self.finish_by(step), self.ready_at(step)
        late = step.due_at < self.now
        return Timing(
            start_by=finish_by - clock.minutes(step.minutes),
            ready_at=ready_at,
            at_risk=bool(step.minutes) and not step.held and not late and ready_at > finish_by,
        )

    def finish_by(self, step: Step) -> datetime:
        """Its own due time, or as early as those that wait for it need it."""
        if step.key not in self._finish_by:
            self._finish_by[step.key] = step.due_at
            followers = (self.steps[key] for key in self.after.get(step.key, ()))
            needed = [self.finish_by(each) - clock.minutes(each.minutes) for each in followers]
            self._finish_by[step.key] = min([step.due_at, *needed])
        return self._finish_by[step.key]

    def ready_at(self, step: Step) -> datetime:
        """From now, or from when it was begun; after what it waits for."""
        if step.key not in self._ready_at:
            takes = clock.minutes(step.minutes)
            self._ready_at[step.key] = self.now + takes
            begun = step.started_at + takes if step.started_at else self.now + takes
            before = [
                self.ready_at(self.steps[k]) + takes for k in step.requires if k in self.steps
            ]
            self._ready_at[step.key] = max([self.now, begun, *before])
        return self._ready_at[step.key]


def earliest(found: Iterable[Timing]) -> datetime | None:
    """When a department has to begin at the latest; None when it owes nothing that takes time."""
    return min((timing.start_by for timing in found), default=None)
