"""A hotel whose servers and processes may be broken, and the book-keeping of its news."""

import contextlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
from django.db import close_old_connections

from hotel.web import clock
from ops.child import Child
from ops.supervisor import Supervisor, Watch
from tests.stack import Stack, until

PATIENCE = 60.0
# No request may take longer, whatever Redis does.
LIMIT_SECONDS = 2.0


@dataclass
class Outcome:
    """What one fault did. `slowest` is the longest request in seconds where that is measured, and
    `news_seconds` the 95th percentile of the time that news took, with the limit that it has to keep.
    """

    tries: int
    lost: int = 0
    doubled: int = 0
    slowest: float | None = None
    notes: list[str] = field(default_factory=list)
    news_seconds: float | None = None
    news_limit: float | None = None

    @property
    def good(self) -> bool:
        in_time = self.slowest is None or self.slowest < LIMIT_SECONDS
        if self.news_limit is not None:
            in_time &= self.news_seconds is not None and self.news_seconds < self.news_limit
        return self.lost == 0 and self.doubled == 0 and in_time


class Hotel:
    """The cast's hotel with servers of its own, and VIP visits waiting to be confirmed."""

    def __init__(self, stack: Stack, postgres: Child, valkey: Child) -> None:
        self.stack, self.postgres, self.valkey = stack, postgres, valkey
        self.cast = stack.cast()
        self.supervisor = Supervisor(lambda line: None)

    def visits(self, count: int) -> list[int]:
        """Ids of approved visits, one night each, spread so that rooms are free for all."""
        from hotel.rooms.models import RoomType
        from tests.house import House
        from tests.vip.conftest import Desk, in_days

        king, twin, suite = RoomType.objects.order_by("rank")
        types = [king, twin]
        desk = Desk(self.cast, House(king, twin, suite, {}))
        ids = []
        for number in range(count):
            day = 2 + self._made // 4
            visit = desk.approved(
                "A",
                guest_id=desk.guest().pk,
                party_size=1,
                room_type_id=types[number % len(types)].pk,
                arrival_at=in_days(day, 15),
                departure_at=in_days(day + 1, 11),
            )
            self._made += 1
            ids.append(visit.pk)
        self.settle()
        return ids

    _made = 0

    def supervise(self, *names: str) -> None:
        """Start the processes and look after them: `tend` brings back what died."""
        self.stack.start(*names)
        now = time.monotonic()
        self.supervisor.watches = [
            Watch(child, started=now) for child in self.stack.children.values()
        ]

    def tend(self) -> None:
        for watch in self.supervisor.watches:
            watch.quick_deaths = 0  # here they die because we kill them
        self.supervisor.look()

    def settle(self, seconds: float = PATIENCE) -> None:
        """Wait until every committed entry has been delivered."""
        with contextlib.suppress(AssertionError):
            until(self.all_delivered, seconds, "all news is delivered")

    def all_delivered(self) -> bool:
        from hotel.journal.models import Dispatch

        self.supervisor.look()
        close_old_connections()
        return not Dispatch.objects.filter(delivered_at=None).exists()

    def clerk(self, role: str = "fo_manager") -> "Clerk":
        return Clerk(self.stack, role)

    def account(self, confirmed: Iterable[int]) -> tuple[int, int, list[str]]:
        """Of the visits whose confirmation a clerk saw succeed: news lost, news doubled, and which."""
        wanted = set(confirmed)
        entries = _announcements()
        lost = [f"visit {each}: no entry" for each in wanted - set(entries)]
        doubled = [f"visit {each}: {n} entries" for each, n in entries.items() if n > 1]
        lost += list(_half_confirmed())
        lost += list(_undelivered())
        lost += list(_untold_departments())
        doubled += list(_told_twice())
        return len(lost), len(doubled), lost + doubled

    def outcome(
        self, tries: int, confirmed: Iterable[int], slowest: float | None = None
    ) -> Outcome:
        self.settle()
        lost, doubled, notes = self.account(confirmed)
        if "beat" in self.stack.children and not self._well_again():
            lost, notes = lost + 1, [*notes, f"not well again: {self.stack.health()}"]
        return Outcome(tries, lost, doubled, slowest, notes)

    def _well_again(self) -> bool:
        """Whether every part works after the fault: beat's ticks travel through Redis to a worker."""

        def well() -> bool:
            self.supervisor.look()
            return self.stack.serves() and bool(self.stack.health()["ok"])

        with contextlib.suppress(AssertionError, httpx.HTTPError):
            until(well, PATIENCE, "all parts are well")
            return True
        return False


def _announcements() -> Counter[int]:
    from hotel.journal.models import Entry

    abouts = Entry.objects.filter(verb="vip.announced").values_list("about", flat=True)
    return Counter(int(about[0].rpartition(":")[2]) for about in abouts)


def _half_confirmed() -> Iterator[str]:
    """A visit is announced with its entry and its plan, or not at all."""
    from hotel.work.models import Item
    from vip.models import Visit

    entries = _announcements()
    planned = set(
        Item.objects.filter(subject_type="vip.visit").values_list("subject_id", flat=True)
    )
    for pk, status in Visit.objects.values_list("pk", "status"):
        said, stands = pk in entries, status == "announced"
        if said != stands or (stands and pk not in planned):
            yield f"visit {pk}: {status}, entry {said}, plan {pk in planned}"


def _undelivered() -> Iterator[str]:
    from hotel.journal.models import Dispatch

    for row in Dispatch.objects.filter(delivered_at=None).select_related("entry"):
        yield f"entry {row.pk} {row.entry.verb}: never delivered ({row.last_error[:80]})"


def _untold_departments() -> Iterator[str]:
    """Every department of an announcement owes one receipt, and somebody there has a notice."""
    from hotel.journal.models import Entry
    from hotel.notifications.models import Notice, Receipt

    for entry in Entry.objects.filter(verb="vip.announced"):
        owed = Counter(
            Receipt.objects.filter(entry=entry).values_list("department__code", flat=True)
        )
        told = set(Notice.objects.filter(entry=entry).values_list("department__code", flat=True))
        for code in entry.data["departments"]:
            if owed[code] != 1 or code not in told:
                yield f"entry {entry.pk}: {code} has {owed[code]} receipts, told {code in told}"


def _told_twice() -> Iterator[str]:
    from hotel.notifications.models import Notice

    notices = Notice.objects.filter(code="vip.announced").select_related("entry")
    told = Counter((notice.recipient_id, notice.entry.about[0]) for notice in notices)
    for (recipient, visit), times in told.items():
        if times > 1:
            yield f"user {recipient} has {times} notices of {visit}"


class Clerk:
    """Somebody signed in at a browser, who tries again when the page does not come."""

    def __init__(self, stack: Stack, role: str) -> None:
        self.stack = stack
        self.client = stack.signed_in(role)
        self.client.follow_redirects = False
        self.slowest = 0.0

    def get(self, path: str) -> httpx.Response:
        return self._timed("GET", path)

    def post(self, path: str, **data: Any) -> httpx.Response:
        """One POST as a page of ours sends it. Raises `httpx.HTTPError` when the line breaks."""
        token = self.client.cookies["csrftoken"]
        headers = {"X-CSRFToken": token, "Referer": f"{self.stack.url}/"}
        return self._timed("POST", path, data=data, headers=headers)

    def _timed(self, method: str, path: str, **more: Any) -> httpx.Response:
        began = time.monotonic()
        try:
            return self.client.request(method, path, **more)
        finally:
            self.slowest = max(self.slowest, time.monotonic() - began)

    def confirm(self, visit_id: int) -> httpx.Response:
        from django.urls import reverse

        return self.post(reverse("vip:announce", args=[visit_id]))

    def confirm_stubbornly(self, visit_id: int, seconds: float = 3 * PATIENCE) -> bool:
        """Press again until the house says yes, or that it is confirmed already."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                # Anything but a failure of the house: 303 the first time, a refusal afterwards.
                if self.confirm(visit_id).status_code < 500:
                    return True
            time.sleep(0.2)
        return False


def make_overdue(minutes: int) -> None:
    """Everything a department owes has been due for so long."""
    from hotel.notifications.models import Receipt

    earlier = clock.now() - timedelta(minutes=minutes)
    Receipt.objects.filter(acknowledged_at=None).update(
        made_at=earlier, remind_due_at=earlier, escalate_due_at=earlier
    )
