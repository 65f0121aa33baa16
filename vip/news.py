"""Who hears of what happens to a VIP visit: each department once for one act (handbook B5)."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse

from hotel.notifications import selectors as notifications
from hotel.notifications.announce import ACTION, ALARM, INFO, News, announce
from vip import words

if TYPE_CHECKING:
    from hotel.journal.models import Entry

Part = Mapping[str, list[Mapping[str, str]]]


@announce("vip.submitted")
def submitted(entry: "Entry") -> Iterable[News]:
    """Those who may decide, unless the notice counts as approved."""
    if entry.data["approved"]:
        return
    code = "vip.submitted" if entry.data["due"] else "vip.to_confirm"
    yield _news(entry, code, level=ACTION, roles=tuple(entry.data["roles"]), route="vip:visit")


@announce("vip.approved")
def approved(entry: "Entry") -> Iterable[News]:
    """The writer; and of a visit announced before, the departments whose tasks changed with the level."""
    yield from _differences(entry)
    yield _news(entry, "vip.approved", user_ids=(entry.data["writer"],), route="vip:visit")


@announce("vip.rejected")
def rejected(entry: "Entry") -> Iterable[News]:
    yield from _differences(entry)
    yield _news(
        entry,
        "vip.rejected",
        level=ACTION,
        user_ids=(entry.data["writer"],),
        route="vip:visit",
        said={"reason": entry.reason},
    )


@announce("vip.announced")
def announced(entry: "Entry") -> Iterable[News]:
    """Every department concerned, and each owes its receipt: reminder at 15 minutes, escalation at 30."""
    for code, part in entry.data["departments"].items():
        yield _news(
            entry,
            "vip.announced",
            level=ACTION,
            departments=(code,),
            needs_receipt=True,
            said=words.in_both("tasks", partial(words.tasks_of, part)),
        )


@announce("vip.replanned")
def replanned(entry: "Entry") -> Iterable[News]:
    return _differences(entry)


@announce("vip.cancelled")
def cancelled(entry: "Entry") -> Iterable[News]:
    return _differences(entry)


@announce("vip.postponed")
def postponed(entry: "Entry") -> Iterable[News]:
    return _differences(entry)


@announce("vip.closed")
def closed(entry: "Entry") -> Iterable[News]:
    return _differences(entry)


@announce("vip.reminded")
def reminded(entry: "Entry") -> Iterable[News]:
    """The departments that still owe their receipt, loudly."""
    yield _news(entry, "vip.reminded", level=ALARM, departments=tuple(entry.data["open"]))


@announce("vip.acknowledged")
def acknowledged(entry: "Entry") -> Iterable[News]:
    yield _news(
        entry, "vip.acknowledged", user_ids=tuple(entry.data.get("tell", ())), route="vip:visit"
    )


def _differences(entry: "Entry") -> Iterable[News]:
    """One notice a department with its own difference; none where nothing changed.

    A department that the visit did not concern before owes its receipt like the others did.
    """
    departments: Mapping[str, Part] = entry.data.get("departments", {})
    known = _known_departments(entry) if departments else frozenset()
    for code, part in departments.items():
        if not any(part.values()):
            continue
        yield _news(
            entry,
            "vip.replanned",
            level=ACTION,
            departments=(code,),
            needs_receipt=bool(part["added"]) and code not in known,
            said={
                **words.in_both("cause", partial(words.cause_of, entry.data)),
                **words.in_both("difference", partial(words.difference_of, part)),
            },
        )


def _known_departments(entry: "Entry") -> frozenset[str]:
    owed = notifications.receipts(f"vip.visit:{entry.data['visit']}")
    return frozenset(owed.values_list("department__code", flat=True))


def _news(
    entry: "Entry",
    code: str,
    *,
    level: str = INFO,
    departments: tuple[str, ...] = (),
    roles: tuple[str, ...] = (),
    user_ids: tuple[int, ...] = (),
    needs_receipt: bool = False,
    route: str = "vip:notice",
    said: Mapping[str, str] | None = None,
) -> News:
    data = entry.data
    params = {
        "name": data["name"],
        "level": data["level"],
        "arrival": words.when(data["arrival"]),
        "due": words.when(data.get("due")),
        **(said or {}),
    }
    return News(
        code,
        params=params,
        url=reverse(route, args=[data["visit"]]),
        level=level,
        departments=departments,
        roles=roles,
        user_ids=user_ids,
        needs_receipt=needs_receipt,
        confidential=bool(data["confidential"]),
        subject=f"vip.visit:{data['visit']}",
    )
