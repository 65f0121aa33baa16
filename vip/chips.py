"""What stands in the way of a visit, in short words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hotel.web import show

if TYPE_CHECKING:
    from hotel.work.models import Item

SOON = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing in the way: bad (late, failed, blocked), hold, warn (soon) or info."""

    kind: str
    text: str
    url: str = ""


def chips_of(items: "Sequence[Item]", siblings: "Sequence[Item]", now: datetime) -> list[Chip]:
    """What stands in the way, worst first: failed, late, blocked, held, soon."""
    return [
        *(_failed(item) for item in items if item.status == "failed"),
        *_late(items, siblings, now),
        *_held(items),
        *(_soon(item, now) for item in items if _is_soon(item, now)),
    ]


def _failed(item: "Item") -> Chip:
    text = _("%(title)s failed: %(reason)s") % {"title": item.title, "reason": item.reason}
    return Chip("bad", text, _path(item))


def _late(items: "Sequence[Item]", siblings: "Sequence[Item]", now: datetime) -> list[Chip]:
    """Each late task with how late it is and, where another holds it up, which."""
    keys = {item.key: item for item in siblings}
    late = sorted((item for item in items if item.is_overdue(now)), key=lambda item: item.due_at)
    chips = []
    for item in late:
        params = {
            "department": item.department.name,
            "title": item.title,
            "late": show.span(now - item.due_at),
        }
        blocker = _blocker(item, keys)
        if blocker is None:
            text = _("%(department)s: %(title)s %(late)s late") % params
        else:
            text = _("%(department)s: %(title)s %(late)s late, waits for %(other)s") % {
                **params,
                "other": blocker.title,
            }
        chips.append(Chip("bad", text, _path(item)))
    return chips


def _blocker(item: "Item", keys: "dict[str, Item]") -> "Item | None":
    settled = ("done", "not_applicable")
    required = (keys[key] for key in item.requires if key in keys)
    return next((each for each in required if each.status not in settled), None)


def _held(items: "Sequence[Item]") -> list[Chip]:
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


def _is_soon(item: "Item", now: datetime) -> bool:
    return item.is_open and not item.is_held and now <= item.due_at < now + SOON


def _soon(item: "Item", now: datetime) -> Chip:
    left = show.span(item.due_at - now)
    text = _("%(title)s, %(left)s left") % {"title": item.title, "left": left}
    return Chip("warn", text, _path(item))


def _path(item: Any) -> str:
    return reverse("work:item", args=[item.pk])
