"""`make bench`: the demo hotel served as `make run` serves it, measured; writes bench.json.

`SHORT=1` asks fewer times, for CI.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bench.http import Row, Visitor, measure
from bench.sockets import Boards, confirm_to_board
from ops import catalogues, embedded, statics
from ops.child import Child
from ops.processes import ROOT

if TYPE_CHECKING:
    from tests.stack import Stack

SOCKETS = 200
PAGES = {
    "floor": "/bench/floor/",
    "board": "/boards/housekeeping/",
    "rack_month": "/rack/?days=30",
    "arrivals": "/arrivals/",
    "search_many": "/find/?q=%E7%8E%8B",
    "search_one": "/find/?q=%E6%B2%88%E7%A0%9A%E7%A7%8B",
    "vip_overview": "/vip/",
}


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="yingbin-bench-"))
    folder.chmod(0o755)
    postgres, os.environ["DATABASE_URL"] = embedded.postgres(folder)
    valkey, os.environ["REDIS_URL"] = embedded.valkey(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    servers = [postgres, valkey]
    try:
        embedded.start(servers)
        catalogues.compile_all()
        statics.main()
        import django

        django.setup()
        rows = _measure_all(servers, short=bool(os.environ.get("SHORT")))
    finally:
        for server in reversed(servers):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    (ROOT / "bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    _show(rows)
    return 0


def _measure_all(servers: list[Child], *, short: bool) -> list[Row]:
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay
    from tests.stack import Stack

    with Stack("demo") as stack:
        stack.env |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "WEB_THREADS": "8"}
        stack.start("web", "web-2", "worker", "beat")
        size: Row = {"rooms": Room.objects.count(), "stays": Stay.objects.count()}
        visitor = Visitor(stack.signed_in(_username("fo_manager")))
        rows = [
            {"name": name, **size, **measure(visitor, path, short=short)}
            for name, path in PAGES.items()
        ]
        told = _confirmations(stack, 6 if short else 16)
        rows.append({"name": "confirm_to_board", **size, **told})
        rows.append({"name": "memory", **size, "peak_mb": _memory(stack, servers)})
        return rows


def _username(role: str) -> str:
    from hotel.seed.house import STAFF

    return next(post.number for post in STAFF if role in post.roles)


def _confirmations(stack: "Stack", count: int) -> Row:
    from django.urls import reverse

    manager = stack.signed_in(_username("fo_manager"))
    manager.follow_redirects = False
    headers = {"X-CSRFToken": manager.cookies["csrftoken"], "Referer": f"{stack.url}/"}

    def confirming(visit_id: int) -> Callable[[], None]:
        def confirm() -> None:
            answer = manager.post(reverse("vip:announce", args=[visit_id]), headers=headers)
            if answer.status_code != 303:
                raise RuntimeError(f"visit {visit_id} was not confirmed: {answer.status_code}")

        return confirm

    boards = Boards(stack.url, stack.signed_in(_username("hk_supervisor")), SOCKETS)
    boards.open()
    try:
        return confirm_to_board(boards, [confirming(visit) for visit in _visits(count)])
    finally:
        boards.close()


def _visits(count: int) -> list[int]:
    """Approved VIP visits of the next weeks, waiting to be confirmed."""
    from hotel.rooms.models import RoomType
    from hotel.staff.models import User
    from tests.stack import deliver_all
    from tests.vip.conftest import Desk, in_days

    roles = ("receptionist", "fo_supervisor", "fo_manager", "general_manager")
    cast: Any = SimpleNamespace(
        **{role: User.objects.get(username=_username(role)) for role in roles}
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


def _memory(stack: "Stack", servers: list[Child]) -> dict[str, float]:
    """Peak resident memory in MB of every process of ours; shared pages count in each."""
    processes = {**stack.children, "postgres": servers[0], "redis": servers[1]}
    peaks = {name: _peak_mb(child.pid) for name, child in processes.items()}
    task = Path(f"/proc/{stack.children['worker'].pid}/task/{stack.children['worker'].pid}")
    for number, pid in enumerate((task / "children").read_text().split(), start=1):
        peaks[f"worker pool {number}"] = _peak_mb(int(pid))
    return peaks


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM:"))
    return round(int(peak.split()[1]) / 1024, 1)


def _show(rows: list[Row]) -> None:
    print(
        f"{'':20} {'rooms':>6} {'stays':>7} {'median ms':>10} {'p95 ms':>8} {'rps, 8 clients':>15}"
    )
    for row in rows:
        head = f"{row['name']:20} {row['rooms']:>6} {row['stays']:>7}"
        if "median_ms" in row:
            print(f"{head} {row['median_ms']:>10} {row['p95_ms']:>8} {row['rps_8']:>15}")
        elif "p50_ms" in row:
            print(f"{head} {row['p50_ms']:>10} {row['p95_ms']:>8} {row['sockets']:>7} sockets")
        else:
            print(f"{head}  " + ", ".join(f"{k} {v}" for k, v in row["peak_mb"].items()) + " MB")  # type: ignore[attr-defined]
    print("\nWritten to bench.json")


if __name__ == "__main__":
    sys.exit(main())
