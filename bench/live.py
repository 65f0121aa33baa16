"""What is measured once: how fast a confirmation reaches every open board, and what it all weighs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bench.http import Row
from bench.sockets import Boards, confirm_to_board
from ops.child import Child

if TYPE_CHECKING:
    from tests.stack import Stack

SOCKETS = 200


def username(role: str) -> str:
    from hotel.seed.house import STAFF

    return next(post.number for post in STAFF if role in post.roles)


def confirmations(stack: "Stack", count: int) -> Row:
    """Figures over every board of every confirmation."""
    acts = confirming(stack, count)
    boards = Boards(stack.url, stack.signed_in(username("hk_supervisor")), SOCKETS)
    boards.open()
    try:
        return confirm_to_board(boards, acts)
    finally:
        boards.close()


def confirming(stack: "Stack", count: int) -> list[Callable[[], None]]:
    """So many acts, each of which confirms a VIP visit at the counter."""
    from django.urls import reverse

    manager = stack.signed_in(username("fo_manager"))
    manager.follow_redirects = False
    headers = {"X-CSRFToken": manager.cookies["csrftoken"], "Referer": f"{stack.url}/"}

    def confirm(visit_id: int) -> None:
        answer = manager.post(reverse("vip:announce", args=[visit_id]), headers=headers)
        if answer.status_code != 303:
            raise RuntimeError(f"visit {visit_id} was not confirmed: {answer.status_code}")

    return [partial(confirm, visit_id) for visit_id in _visits(count)]


def _visits(count: int) -> list[int]:
    """Approved VIP visits of the next weeks, waiting to be confirmed."""
    from hotel.rooms.models import RoomType
    from hotel.staff.models import User
    from tests.stack import deliver_all
    from tests.vip.conftest import Desk, in_days

    roles = ("receptionist", "fo_supervisor", "fo_manager", "general_manager")
    cast: Any = SimpleNamespace(
        **{role: User.objects.get(username=username(role)) for role in roles}
    )
    king = RoomType.objects.get(code="KING")
    desk = Desk(cast, SimpleNamespace(suite=king))  # type: ignore[arg-type]
    ids = [
        desk.approved(
            "A",
            party_size=1,
            guest_id=desk.guest().pk,
            arrival_at=in_days(20 + number, 15),
            departure_at=in_days(21 + number, 11),
        ).pk
        for number in range(count)
    ]
    deliver_all()
    return ids


def memory(stack: "Stack", servers: list[Child]) -> dict[str, float]:
    """Peak resident memory in MB of every process of ours; shared pages count in each."""
    processes = {**stack.children, "postgres": servers[0], "redis": servers[1]}
    peaks = {name: _peak_mb(child.pid) for name, child in processes.items()}
    for number, pid in enumerate(_children(stack.children["worker"].pid), start=1):
        peaks[f"worker pool {number}"] = _peak_mb(pid)
    # One process a connection; its peak counts the shared buffers it has touched.
    peaks["postgres backend, largest"] = max(map(_peak_mb, _children(servers[0].pid)))
    return peaks


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM:"))
    return round(int(peak.split()[1]) / 1024, 1)
