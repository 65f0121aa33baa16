"""A stay as the day's lists show it: what a line tells, and nothing to write with.

Reads like `Stay`, so that whoever only reads takes either. A list of a hundred model instances of
seven tables costs more to make than to ask for.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Union

from hotel.guests.names import in_latin
from hotel.rooms.enums import block_said, code_of
from hotel.stays import phases
from hotel.stays.enums import Baggage, Guarantee, ReservationKind
from hotel.web.bilingual import pick

if TYPE_CHECKING:
    from hotel.stays.models import Stay

# What only reads a stay takes it as a list knows it, or whole.
AnyStay = Union["ListedStay", "Stay"]


class Named(NamedTuple):
    """A company or a room type."""

    name_zh: str
    name_en: str

    @property
    def name(self) -> str:
        return pick(self.name_zh, self.name_en)


class ListedReservation(NamedTuple):
    confirmation_no: str
    kind: str
    group_name: str
    guarantee: str
    hold_until: datetime | None
    company: Named | None

    @property
    def is_group(self) -> bool:
        return self.kind == ReservationKind.GROUP

    def get_guarantee_display(self) -> str:
        return str(Guarantee(self.guarantee).label)


class ListedGuest(NamedTuple):
    name_zh: str
    surname_latin: str
    given_latin: str
    vip_level: str
    nationality: str

    @property
    def name(self) -> str:
        """The name in the reader's language, or the only one on file."""
        return pick(self.name_zh, in_latin(self.given_latin, self.surname_latin))


class ListedRoom(NamedTuple):
    number: str
    floor: int
    block: str
    occupancy: str
    cleanliness: str
    dnd: bool
    dnd_since: datetime | None
    make_up: bool

    @property
    def code(self) -> str:
        return code_of(self.block, self.occupancy, self.cleanliness)

    @property
    def block_said(self) -> str:
        return block_said(self.block)


class ListedStay(NamedTuple):
    pk: int
    reservation_id: int
    guest_id: int
    kind: str
    status: str
    arrival: date
    departure: date
    starts_at: datetime
    ends_at: datetime
    eta: datetime | None
    adults: int
    children: int
    rate: Decimal
    guest_out_since: datetime | None
    baggage: str
    extra_beds: int
    reservation: ListedReservation
    guest: ListedGuest
    room_type: Named
    room: ListedRoom | None

    @property
    def nights(self) -> int:
        return (self.departure - self.arrival).days

    @property
    def persons(self) -> int:
        return self.adults + self.children

    def phase(self, business_date: date) -> phases.Phase:
        """Where the stay stands on this business date: due in, in house, due out…"""
        return phases.of(self.status, self.arrival, self.departure, business_date)

    def get_baggage_display(self) -> str:
        return str(Baggage(self.baggage).label)
