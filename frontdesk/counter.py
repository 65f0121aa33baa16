"""What the check-in page knows beside its form: rooms, checks, the guest, the lines to say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.lines import Line, lines
from frontdesk.selectors.arriving import proposed_deposit
from hotel.cashier import selectors as ledger
from hotel.guests import alerts
from hotel.guests import selectors as people
from hotel.guests.names import polite_zh
from hotel.house.selectors import rules
from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.guests.models import Guest
    from hotel.house.models import HouseRules
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay

ROOMS_SHOWN = 12
# What a room must be for anybody to move in: vacant, and inspected or clean.
READY_CODES = ("VI", "VC")
STEPS = (
    ("booking", _("The booking")),
    ("room", _("Room and rate")),
    ("identity", _("Documents")),
    ("deposit", _("Deposit")),
    ("signature", _("Signature and car")),
    ("keys", _("Keys and what to tell")),
    ("notice", pgettext_lazy("check-in", "Notice")),
)


@dataclass(frozen=True)
class Money:
    """What the stay costs, what was paid already, what is proposed to be left. CNY."""

    room_charge: Decimal
    received: Decimal
    deposit: Decimal


def rooms_for(stay: "Stay") -> "list[Room]":
    """The room held, then others of its type that a guest can move into now."""
    starts = min(stay.starts_at, clock.now())
    period = DateTimeTZRange(starts, max(stay.ends_at, clock.now()))
    held = [stay.room] if stay.room is not None else []
    ready = ready_rooms(stay.room_type_id, period, but_stay=stay.pk)
    return held + [room for room in ready if stay.room is None or room.pk != stay.room.pk]


def ready_rooms(
    room_type_id: int,
    period: DateTimeTZRange,
    *,
    but_stay: int | None = None,
    most: int = ROOMS_SHOWN,
) -> "list[Room]":
    """Free, vacant and clean rooms of a type, the inspected first."""
    free = stays.free_rooms(room_type_id, period, but_stay=but_stay).filter(
        occupancy="vacant", cleanliness__in=("clean", "inspected"), block="none"
    )
    return list(free[:most])


def money_of(stay: "Stay", house: "HouseRules") -> Money:
    folio = ledger.folio_of_stay(stay.pk)
    received = ledger.received(folio.pk) if folio is not None else Decimal(0)
    wanted = max(proposed_deposit(stay, house) - received, Decimal(0))
    return Money(stay.rate * max(stay.nights, 1), received, wanted)


def context_of(stay: "Stay", viewer: User) -> dict[str, Any]:
    """All that stands around the form, for one stay. Some twenty queries."""
    house = rules()
    money = money_of(stay, house)
    guest = people.guest(stay.guest_id)
    return {
        "stay": stay,
        "alias": discretion.aliases({stay.pk}, viewer).get(stay.pk),
        "house": house,
        "money": money,
        "guest": guest,
        "rooms": rooms_for(stay),
        "steps": STEPS,
        "said": said_to(guest, stay, house, money.deposit),
        "visits": stays.stays_of_guests([guest.pk]).filter(status="departed").count(),
        "alerts": alerts.alerts_for([guest.pk], viewer)[guest.pk],
        "yoghurts": stay.persons * house.yoghurts_a_person,
    }


def said_to(
    guest: "Guest | None", stay: "Stay | None", house: "HouseRules", deposit: Decimal | None
) -> dict[str, Line]:
    """The lines of each step, for this guest and stay; general ones while they are not known."""
    nights = max(stay.nights, 1) if stay else 1
    return lines(
        zh=_polite_zh(guest),
        en=_polite_en(guest),
        hotel_zh=house.name_zh,
        hotel_en=house.name_en,
        type_zh=stay.room_type.name_zh if stay else "这间房",
        type_en=stay.room_type.name_en if stay else "this room",
        nights=nights,
        nights_en=f"{nights} night" if nights == 1 else f"{nights} nights",
        deposit=f"{deposit:,.0f}" if deposit is not None else "……",
        parking_zh=house.parking_zh,
        parking_en=house.parking_en,
        out=f"{house.check_out_time:%H:%M}",
        breakfast=f"{house.breakfast_from:%H:%M}–{house.breakfast_until:%H:%M}",
        breakfast_zh=house.breakfast_place_zh,
        breakfast_en=house.breakfast_place_en,
        dial=house.service_extensions,
    )


def _polite_zh(guest: "Guest | None") -> str:
    if guest is None:
        return "先生/女士"
    if not guest.name_zh:
        return guest.latin_name
    called = polite_zh(guest.name_zh, guest.honorific, guest.sex)
    return called if called != guest.name_zh[:1] else guest.name_zh


def _polite_en(guest: "Guest | None") -> str:
    if guest is None:
        return "sir or madam"
    title = {"M": "Mr ", "F": "Ms "}.get(guest.sex, "")
    return f"{title}{guest.surname_latin.title()}" if guest.surname_latin else guest.name
