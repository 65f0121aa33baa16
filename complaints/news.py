"""Who hears of a complaint, and whom the clock rings (handbook B6, E4, E5)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from complaints import audience, selectors
from complaints.enums import Modifier
from hotel.notifications.announce import ACTION, ALARM, INFO, News, announce
from hotel.notifications.audience import House

if TYPE_CHECKING:
    from hotel.journal.bus import Entry

# Who else is told because of what the guest is (handbook E4).
_BECAUSE = {
    Modifier.VIP: ("assistant_manager", "sales_manager"),
    Modifier.REPEAT: ("assistant_manager",),
    Modifier.DEPARTING: ("fo_supervisor",),
}
_CRITICAL = "S4"


@announce("complaint.registered")
def registered(entry: "Entry") -> Iterable[News]:
    """The owner must act; the department's head and those of the modifiers know; S4 tells the GM."""
    house, data = House.now(), entry.data
    complaint = selectors.complaint(data["complaint"])
    said = {"until": {"at": complaint.acknowledge_until.isoformat()}}
    owner = audience.of_owner(house, complaint)
    yield _news(entry, "complaint.registered", ACTION, owner, said)
    others = audience.head_of(house, data["department"])
    for code in data["modifiers"]:
        for role in _BECAUSE.get(code, ()):
            others |= audience.of_role(house, role, data["department"])
    yield _news(entry, "complaint.registered", INFO, others - owner, said)
    yield from _to_the_general_manager(entry, house)


@announce("complaint.escalated")
def escalated(entry: "Entry") -> Iterable[News]:
    house = House.now()
    complaint = selectors.complaint(entry.data["complaint"])
    told = audience.of_owner(house, complaint) | audience.head_of(house, entry.data["department"])
    yield _news(entry, "complaint.escalated", ACTION, told)
    yield from _to_the_general_manager(entry, house)


@announce("complaint.handed_over")
def handed_over(entry: "Entry") -> Iterable[News]:
    yield _news(entry, "complaint.handed_over", ACTION, {entry.data["to"]})


@announce("complaint.reopened")
def reopened(entry: "Entry") -> Iterable[News]:
    complaint = selectors.complaint(entry.data["complaint"])
    owner = audience.of_owner(House.now(), complaint)
    yield _news(entry, "complaint.reopened", ACTION, owner)


@announce("complaint.followed_up")
def followed_up(entry: "Entry") -> Iterable[News]:
    """Only a guest who is not satisfied is news."""
    if entry.data["reopened"]:
        yield from reopened(entry)


@announce("promise.reminded")
def reminded(entry: "Entry") -> Iterable[News]:
    yield _step(entry, ACTION)


@announce("promise.rang")
def rang(entry: "Entry") -> Iterable[News]:
    """An alarm that rings until it is answered, for whoever this step tells."""
    yield _step(entry, ALARM, needs_answer=True)


def _step(entry: "Entry", level: str, *, needs_answer: bool = False) -> News:
    complaint = selectors.complaint(entry.data["complaint"])
    told = audience.of_step(House.now(), entry.data["role"], complaint)
    if not selectors.promise_runs(entry.data["promise"]):
        told = set()  # contacted between the ring and its delivery
    said = {"due": {"at": entry.data["due"]}}
    return _news(entry, entry.verb, level, told, said, needs_answer=needs_answer)


def _to_the_general_manager(entry: "Entry", house: House) -> Iterable[News]:
    if entry.data["severity"] == _CRITICAL:
        # At any hour, on duty or not: the handbook notifies the general manager of every S4.
        ids = {each.id for each in house.people if "general_manager" in each.roles}
        yield _news(entry, "complaint.critical", ALARM, ids)


def _news(
    entry: "Entry",
    code: str,
    level: str,
    told: Iterable[int],
    said: Mapping[str, Any] | None = None,
    *,
    needs_answer: bool = False,
) -> News:
    data = entry.data
    return News(
        code,
        params={
            "number": data["number"],
            "severity": data["severity"],
            "category": data["category"],
            "who": data["who"],
            "where": data["room"],
            **(said or {}),
        },
        url=reverse("complaints:complaint", args=[data["complaint"]]),
        level=level,
        user_ids=tuple(sorted(told)),
        needs_answer=needs_answer,
        confidential=bool(data["restricted"]),
        subject=f"complaints.complaint:{data['complaint']}",
    )
