"""VIPs on the home pages: what waits for a decision, who comes next; a confidential guest by the alias."""

from datetime import timedelta

import pytest

from hotel.web import clock
from hotel.web.today import LATE, NEXT, Line
from hotel.work import today as work
from tests.vip.conftest import Desk
from vip import today
from vip.models import Visit


def soon(desk: Desk, **facts: object) -> Visit:
    """A visit announced for within the hour."""
    arrival = clock.now() + timedelta(minutes=50)
    leaves = arrival + timedelta(days=2)
    return desk.announced("C", "V1", arrival_at=arrival, departure_at=leaves, **facts)


def told(desk: Desk, role: str) -> str:
    """What the VIP and the work lines tell a role."""
    user = desk.cast.holding(role)
    lines = [*today.arrivals(user), *work.lines(user)]
    return " ".join(f"{line.room} {line.text} {line.detail}" for line in lines)


def test_who_comes_within_hours_is_next(desk: Desk) -> None:
    soon(desk)

    (line,) = today.arrivals(desk.cast.fo_supervisor)
    assert (line.kind, line.chip, "沈砚秋" in line.text) == (NEXT, "V1", True)


def test_who_should_be_here_is_late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    soon(desk)
    after = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: after)

    assert [line.kind for line in today.arrivals(desk.cast.fo_supervisor)] == [LATE]


def test_a_confidential_guest_is_named_to_those_on_the_list_only(desk: Desk) -> None:
    soon(desk, confidential=True, public_alias="松鹤先生")

    assert "沈砚秋" in told(desk, "fo_supervisor")
    assert "沈砚秋" not in told(desk, "receptionist")
    assert "松鹤先生" in told(desk, "receptionist")


def waiting(desk: Desk, role: str) -> list[Line]:
    return list(today.approvals(desk.cast.holding(role)))


def test_an_approval_waits_for_those_who_decide_on_its_level(desk: Desk) -> None:
    from vip import services

    services.submit(desk.note("C", "V1").pk, by=desk.cast.fo_supervisor)

    assert len(waiting(desk, "general_manager")) == 1
    assert waiting(desk, "fo_supervisor") == []
