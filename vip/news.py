"""Who hears of what happens to a VIP visit: each department once for one act (handbook B5)."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse

from hotel.notifications import selectors as notifications
from hotel.notifications.announce import ACTION, ALARM, INFO, News, announce
from hotel.stays import selectors as stays
from hotel.work import selectors as work
from vip import selectors, whereabouts, words

if TYPE_CHECKING:
    from hotel.journal.models import Entry

_VISIT = "vip.visit"
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


@announce("vip.care_called")
def care_called(entry: "Entry") -> Iterable[News]:
    """The department that gets the guest's wish as a task."""
    return _differences(entry)


@announce("work.done")
def room_ready(entry: "Entry") -> Iterable[News]:
    """The desk, when the room a guest left is renewed and re-checked (handbook A7.191, C4 O03)."""
    refs = dict(ref.rsplit(":", 1) for ref in entry.about)
    if _VISIT not in refs or "work.item" not in refs:
        return
    item = work.item(int(refs["work.item"]))
    if item.code != whereabouts.READY:
        return
    visit = selectors.visit(int(refs[_VISIT]))
    room = item.room.number if item.room and not visit.confidential else ""
    yield News(
        "vip.room_ready",
        params={"name": visit.public_name, "level": visit.level.code, "room": room},
        url=reverse("vip:visit", args=[visit.pk]),
        level=ACTION,
        departments=("front_office",),
        confidential=visit.confidential,
        subject=f"{_VISIT}:{visit.pk}",
    )


@announce("vip.log_handed_in")
def log_handed_in(entry: "Entry") -> Iterable[News]:
    """The office reads; who writes it is reminded of what is missing."""
    data = entry.data
    params = {name: data[name] for name in ("day", "entries", "owed")}
    url = f"{reverse('vip:log')}?day={data['day']}"
    yield News("vip.log_handed_in", params=params, url=url, roles=("gm_office",))
    if data["owed"]:
        roles = ("assistant_manager",)
        yield News("vip.log_owed", params=params, url=url, level=ACTION, roles=roles)


@announce("vip.car_at_gate")
def car_at_gate(entry: "Entry") -> Iterable[News]:
    """Greeters, lift holder and floor, as loudly as the house can."""
    yield _to_the_line_up(entry, "vip.car_at_gate", ALARM)


@announce("vip.gate_undone")
def gate_undone(entry: "Entry") -> Iterable[News]:
    yield _to_the_line_up(entry, "vip.gate_undone", ACTION)


def _to_the_line_up(entry: "Entry", code: str, level: str) -> News:
    data = entry.data
    return _news(
        entry,
        code,
        level=level,
        roles=tuple(data["roles"]),
        user_ids=tuple(data["people"]),
        route="vip:run-sheet",
        said={"plate": data["plate"], "room": data["room"]},
    )


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


@announce("vip.approval_reminded")
def approval_reminded(entry: "Entry") -> Iterable[News]:
    """Those who may decide, once more."""
    roles = tuple(entry.data["roles"])
    yield _news(entry, "vip.approval_reminded", level=ACTION, roles=roles, route="vip:visit")


@announce("vip.approval_passed_on")
def approval_passed_on(entry: "Entry") -> Iterable[News]:
    """Whoever decides now, loudly; with nobody on duty everybody who may. And the writer."""
    data = entry.data
    now = (data["substitute"],) if data["substitute"] else ()
    yield _news(
        entry,
        "vip.approval_passed_on",
        level=ALARM,
        user_ids=now,
        roles=tuple(data["roles"]),
        route="vip:visit",
    )
    if data["writer"] not in now:
        yield _news(entry, "vip.approval_late", user_ids=(data["writer"],), route="vip:visit")


@announce("vip.team_reminded")
def team_reminded(entry: "Entry") -> Iterable[News]:
    """Everybody at the desk, from the leader of the shift."""
    yield _news(
        entry,
        "vip.team_reminded",
        level=ACTION,
        departments=("front_office",),
        route="vip:visit",
        said={
            **words.in_both("what", partial(words.ahead, entry.data)),
            "room": entry.data["room"],
        },
    )


@announce("vip.line_up")
def lined_up(entry: "Entry") -> Iterable[News]:
    """Whoever was put in line by hand."""
    if entry.data["tell"]:
        yield _news(
            entry,
            "vip.line_up",
            level=ACTION,
            user_ids=tuple(entry.data["tell"]),
            route="vip:visit",
        )


def _differences(entry: "Entry") -> Iterable[News]:
    """One notice a department with its own difference; none where nothing changed.

    A department that the visit did not concern before owes its receipt like the others did.
    """
    departments: Mapping[str, Part] = entry.data.get("departments", {})
    known = _known_departments(entry) if departments else frozenset()
    room = _room_left(entry)
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
                **words.in_both("cause", partial(words.cause_of, entry.data, room)),
                **words.in_both("difference", partial(words.difference_of, part)),
            },
        )


def _room_left(entry: "Entry") -> str:
    """The room somebody has gone out of: the floor thinks in rooms. None of a confidential guest."""
    left = entry.data.get("left")
    if entry.data.get("cause") != "guest_out" or entry.data["confidential"] or left is None:
        return ""
    return stays.room_numbers([left]).get(left, "")


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
