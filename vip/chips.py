"""What stands in the way of a visit, in short words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hotel.web import show
from hotel.web.paths import path_to
from vip.timing import Timing

if TYPE_CHECKING:
    from hotel.work.brief import Brief

SOON = timedelta(minutes=15)
TOLD_UPWARDS = 3  # the supervisor's step of the ladder


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing in the way: bad (late, failed, blocked), hold, warn (soon) or info."""

    kind: str
    text: str
    url: str = ""


def chips_of(
    items: "Sequence[Brief]",
    siblings: "Sequence[Brief]",
    now: datetime,
    timing: Mapping[int, Timing],
) -> list[Chip]:
    """What stands in the way, worst first: failed, late, escalated, at risk, held, soon."""
    risky = {pk for pk, each in timing.items() if each.at_risk}
    return [
        *(_failed(item) for item in items if item.status == "failed"),
        *_late(items, siblings, now),
        *_escalated(items, now),
        *(_risky(item, timing[item.pk]) for item in items if item.pk in risky),
        *_held(items),
        *(_soon(i, now) for i in items if i.pk not in risky and _is_soon(i, now)),
    ]


def _failed(item: "Brief") -> Chip:
    text = _("%(title)s failed: %(reason)s") % {"title": item.title, "reason": item.reason}
    return Chip("bad", text, _path(item))


def _risky(item: "Brief", timing: Timing) -> Chip:
    text = _("%(department)s: %(title)s at risk, should have begun by %(time)s")
    params = {
        "department": item.department_name,
        "title": item.title,
        "time": show.hm(timing.start_by),
    }
    return Chip("warn", text % params, _path(item))


def _escalated(items: "Sequence[Brief]", now: datetime) -> list[Chip]:
    """What nobody takes on though it is not late yet, once the supervisor or somebody above knows."""
    up = [item for item in items if item.is_open and item.reached >= TOLD_UPWARDS]
    fresh = sorted((item for item in up if not item.is_overdue(now)), key=lambda item: item.due_at)
    return [_up(item) for item in fresh]


def _up(item: "Brief") -> Chip:
    text = _("%(department)s: %(title)s, nobody has accepted; escalated to %(reach)s")
    params = {
        "department": item.department_name,
        "title": item.title,
        "reach": item.escalated,
    }
    return Chip("bad", text % params, _path(item))


def _late(items: "Sequence[Brief]", siblings: "Sequence[Brief]", now: datetime) -> list[Chip]:
    """Each late task with how late it is and, where another holds it up, which."""
    keys = {item.key: item for item in siblings}
    late = sorted((item for item in items if item.is_overdue(now)), key=lambda item: item.due_at)
    chips = []
    for item in late:
        params = {
            "department": item.department_name,
            "title": item.title,
            "late": show.span(now - item.due_at),
        }
        blocker = _blocker(item, keys)
        if blocker is None:
            text = _("%(department)s: %(title)s %(late)s late") % params
            if item.reached >= TOLD_UPWARDS:
                text = _("%(text)s, escalated to %(reach)s") % {
                    "text": text,
                    "reach": item.escalated,
                }
        else:
            text = _("%(department)s: %(title)s %(late)s late, waits for %(other)s") % {
                **params,
                "other": blocker.title,
            }
        chips.append(Chip("bad", text, _path(item)))
    return chips


def _blocker(item: "Brief", keys: "dict[str, Brief]") -> "Brief | None":
    settled = ("done", "not_applicable")
    required = (keys[key] for key in item.requires if key in keys)
    return next((each for each in required if each.status not in settled), None)


def _held(items: "Sequence[Brief]") -> list[Chip]:
    held = [item for item in items if item.is_open and item.held_at]
    if not held:
        return []
    dnd = [item for item in held if item.held_for == "dnd"]
    since = show.hm(min(item.held_at for item in held if item.held_at))
    text = ngettext(
        "On hold since %(time)s: %(count)s task",
        "On hold since %(time)s: %(count)s tasks",
        len(held),
    )
    if dnd:
        text = ngettext(
            "Do not disturb since %(time)s: %(count)s task on hold",
            "Do not disturb since %(time)s: %(count)s tasks on hold",
            len(held),
        )
    return [Chip("hold", text % {"time": since, "count": len(held)}, _path(held[0]))]


def _is_soon(item: "Brief", now: datetime) -> bool:
    return item.is_open and not item.is_held and now <= item.due_at < now + SOON


def _soon(item: "Brief", now: datetime) -> Chip:
    left = show.span(item.due_at - now)
    text = _("%(title)s, %(left)s left") % {"title": item.title, "left": left}
    return Chip("warn", text, _path(item))


def _path(item: Any) -> str:
    return path_to("work:item", item.pk)
