"""A house with its cast, the shipped VIP scheme, and guests to receive."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from hotel.guests.models import Guest
from hotel.guests.services import register_guest
from hotel.stays.services import open_business_date
from hotel.web import clock
from hotel.work.models import Item
from tests.cast import Cast
from tests.house import House
from tests.kept import kept
from vip import defaults, services
from vip.models import Visit


@pytest.fixture
def scheme(cast: Cast) -> None:
    kept("vip scheme", defaults.load)


@pytest.fixture
def desk(scheme: None, house: House, cast: Cast) -> "Desk":
    open_business_date(clock.today(), by=cast.general_manager)
    return Desk(cast, house)


class Desk:
    """The front desk of these tests: writes notices as a receptionist would."""

    def __init__(self, cast: Cast, house: House) -> None:
        self.cast, self.house = cast, house

    def guest(self, name: str = "沈砚秋", **fields: Any) -> Guest:
        return register_guest(by=self.cast.receptionist, name_zh=name, **fields)

    def note(self, source: str = "C", level: str = "", **fields: Any) -> Visit:
        """A notice as written: three days ahead, one suite, three nights."""
        guest_id = fields.pop("guest_id", None) or self.guest().pk
        given: dict[str, Any] = {
            "notifier_name": "陈秘书",
            "title": "董事长",
            "organisation": "恒岳集团",
            "party_size": 2,
            "arrival_at": in_days(3, 15),
            "departure_at": in_days(5, 12),
            "room_type_id": self.house.suite.pk,
            **fields,
        }
        by = given.pop("by", self.cast.fo_supervisor)
        return services.write_notice(by=by, source=source, guest_id=guest_id, level=level, **given)

    def approved(self, source: str = "C", level: str = "", **fields: Any) -> Visit:
        visit = services.submit(self.note(source, level, **fields).pk, by=self.cast.fo_supervisor)
        if visit.awaits_approval:
            return services.approve(
                visit.pk,
                by=self.cast.general_manager if visit.level.rank < 3 else self.cast.fo_manager,
            )
        return visit

    def announced(self, source: str = "C", level: str = "", **fields: Any) -> Visit:
        return services.announce(self.approved(source, level, **fields).pk, by=self.cast.fo_manager)


def in_days(days: int, hour: int) -> datetime:
    """A clock time some days from today, aware."""
    midnight = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=days, hours=hour)


def items(visit: Visit) -> dict[str, Item]:
    rows = Item.objects.filter(subject_type="vip.visit", subject_id=visit.pk)
    return {item.key: item for item in rows.select_related("department", "owner_role")}


def open_keys(visit: Visit) -> set[str]:
    return {key for key, item in items(visit).items() if item.is_open}


Deliver = Callable[[], None]


@pytest.fixture
def deliver() -> Deliver:
    """Deliver the outbox until nothing waits, as worker and sweep do."""
    from hotel.journal import outbox

    def run() -> None:
        while outbox.sweep():
            pass

    return run
