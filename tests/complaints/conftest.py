"""A house with its cast and the shipped complaint scheme; complaints at any stage."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from complaints import defaults, services
from complaints.models import Complaint, Promise
from hotel.journal import outbox
from hotel.staff.models import User
from hotel.stays.models import Stay
from hotel.stays.services import open_business_date
from hotel.web import clock
from tests.cast import Cast
from tests.house import House
from tests.kept import kept
from tests.stays.makers import Desk, make_in_house


class Care:
    """The lobby of these tests. `care.owner` is the assistant manager, who owns an S2."""

    def __init__(self, cast: Cast, house: House) -> None:
        self.cast, self.house = cast, house
        self.desk = Desk(cast, house)
        self.owner: User = cast.assistant_manager

    def stay(self, number: str = "801", **facts: Any) -> Stay:
        return make_in_house(self.cast.receptionist, self.house.rooms[number], nights=3, **facts)

    def registered(self, category: str = "noise", **facts: Any) -> Complaint:
        """Somebody on the telephone complains, unless `facts` name a guest or a stay."""
        given: dict[str, Any] = {
            "by": self.cast.receptionist,
            "category": category,
            "statement": "隔壁很吵",
            **facts,
        }
        if not given.keys() & {"guest_id", "stay_id", "anonymous"}:
            given = {"visitor": "周先生", "phone": "13900001234", **given}
        return services.register_complaint(**given)

    def acknowledged(self, category: str = "noise", **facts: Any) -> Complaint:
        made = self.registered(category, **facts)
        return services.acknowledge(made.pk, by=made.owner, restated=True, at=facts.get("at"))

    def promised(
        self,
        *,
        minutes: int = 30,
        category: str = "noise",
        at: datetime | None = None,
        **facts: Any,
    ) -> Promise:
        """A promise made `at` (default now), due so many minutes after that."""
        made = self.acknowledged(category, at=at, **facts)
        return services.promise(
            made.pk,
            by=made.owner,
            what="答复",
            due_at=(at or clock.now()) + timedelta(minutes=minutes),
            at=at,
        )

    def resolved(self, category: str = "noise", **facts: Any) -> Complaint:
        made = self.promised(category=category, **facts).complaint
        return solved(made)


def solved(made: Complaint, **facts: Any) -> Complaint:
    given = {
        "solution": "replace",
        "what_was_done": "换至安静的房间",
        "guest_agreed": True,
        **facts,
    }
    by = given.pop("by", made.owner)
    return services.resolve(made.pk, by=by, **given)


def satisfied(made: Complaint, *, by: User | None = None) -> None:
    """Every follow-up that is owed went well."""
    for owed in made.follow_ups.filter(outcome=""):
        services.follow_up(owed.pk, by=by or made.owner, outcome="satisfied")


def delivered() -> None:
    """Worker and sweep have done their work."""
    while outbox.sweep():
        pass


@pytest.fixture
def care(cast: Cast, house: House) -> Care:
    kept("complaint scheme", defaults.load)
    open_business_date(clock.today(), by=cast.general_manager)
    return Care(cast, house)
