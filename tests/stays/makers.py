"""Quickly: a guest, a stay with a room, a guest in the house. Through the services, as people do."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from hotel.guests import services as guests
from hotel.guests.models import Guest
from hotel.rooms.models import Room
from hotel.staff.models import User
from hotel.stays import services
from hotel.stays.models import Stay
from hotel.stays.selectors import business_date
from tests.cast import Cast
from tests.house import House

_SURNAMES = "张王李赵陈杨黄周吴徐孙马朱胡郭何林罗梁宋"
_numbers = count()


def make_guest(by: User, **facts: Any) -> Guest:
    """A guest with a name of their own."""
    number = next(_numbers)
    name = f"{_SURNAMES[number % len(_SURNAMES)]}{_SURNAMES[number // 20 % 20]}明"
    return guests.register_guest(by=by, **{"name_zh": name, **facts})


def night(offset: int = 0) -> date:
    """The business date, or so many days later."""
    return business_date() + timedelta(days=offset)


def make_stay(
    by: User, room: Room, *, guest: Guest | None = None, nights: int = 1, **facts: Any
) -> Stay:
    """A confirmed stay from the business date on, with this room assigned."""
    arrival = facts.pop("arrival", None) or night()
    return services.book(
        guest_id=(guest or make_guest(by)).pk,
        room_type_id=room.room_type_id,
        room_id=room.pk,
        arrival=arrival,
        departure=arrival + timedelta(days=nights),
        by=by,
        **facts,
    )


def make_in_house(by: User, room: Room, **facts: Any) -> Stay:
    """A guest who has moved into this room today."""
    return services.check_in(make_stay(by, room, **facts).pk, by=by)


@dataclass
class Desk:
    """A receptionist before the small house: `desk.stay("801")`, `desk.in_house("802")`."""

    cast: Cast
    house: House

    @property
    def by(self) -> User:
        user: User = self.cast.receptionist
        return user

    def guest(self, **facts: Any) -> Guest:
        return make_guest(self.by, **facts)

    def stay(self, number: str = "801", **facts: Any) -> Stay:
        return make_stay(self.by, self.house.rooms[number], **facts)

    def unassigned(self, code: str = "king", *, nights: int = 1, **facts: Any) -> Stay:
        """A confirmed stay of this type without a room."""
        arrival = facts.pop("arrival", None) or night()
        return services.book(
            guest_id=(facts.pop("guest", None) or self.guest()).pk,
            room_type_id=getattr(self.house, code).pk,
            arrival=arrival,
            departure=arrival + timedelta(days=nights),
            by=self.by,
            **facts,
        )

    def in_house(self, number: str = "801", **facts: Any) -> Stay:
        return make_in_house(self.by, self.house.rooms[number], **facts)
