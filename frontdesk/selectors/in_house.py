"""Everybody in the house on one list, and everybody still to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hotel.cashier import selectors as cashier
from hotel.guests import alerts
from hotel.guests.alerts import Alert
from hotel.guests.names import normalise
from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.stays.enums import Baggage
from hotel.stays.listed import ListedGuest, ListedRoom, ListedStay

if TYPE_CHECKING:
    from hotel.stays.models import Stay

# Where the list is cut: nobody reads further, and the search box finds the rest.
MOST_COMING = 300
AHEAD = (7, 30, 365)


@dataclass(frozen=True)
class Lodger:
    """A line of the list. `balance` is what the guest owes, None for whom it is not to be seen;
    `alias` what a confidential guest is called before this viewer, `spoken_to` whether this viewer
    may ask the guest for money (a VIP's is the assistant manager's)."""

    stay: ListedStay
    today: date
    balance: Decimal | None
    alerts: Sequence[Alert]
    alias: str = ""
    spoken_to: bool = True
    company: Sequence[ListedGuest] = ()

    @property
    def room(self) -> ListedRoom | None:
        return self.stay.room

    @property
    def companions(self) -> list[str]:
        return [person.name for person in self.company]

    @property
    def nights_left(self) -> int:
        return max((self.stay.departure - self.today).days, 0)

    @property
    def due_out(self) -> bool:
        return self.stay.departure <= self.today

    @property
    def short(self) -> bool:
        """Less money is left than one more night costs: a top-up is asked for (handbook B1.4)."""
        asked = self.balance is not None and self.spoken_to and not self.due_out
        return asked and -(self.balance or cashier.ZERO) < self.stay.rate

    @property
    def owes(self) -> bool:
        return self.balance is not None and self.balance > 0

    def belongs(self, key: str) -> bool:
        """Does the line stand under this filter of the list?"""
        room = self.room
        return {
            "all": True,
            "due_out": self.due_out,
            "vip": bool(self.stay.guest.vip_level) and not self.alias,
            "out": self.stay.guest_out_since is not None,
            "dnd": room is not None and room.dnd,
            "groups": self.stay.reservation.is_group,
            "short": self.short or (self.due_out and self.owes),
            "baggage": self.stay.baggage != Baggage.NORMAL,
        }[key]


FILTERS = {
    "all": pgettext_lazy("in house", "All"),
    "due_out": pgettext_lazy("in house", "Due out"),
    "vip": pgettext_lazy("in house", "VIP"),
    "out": pgettext_lazy("in house", "Guest out"),
    "dnd": pgettext_lazy("in house", "DND"),
    "groups": pgettext_lazy("in house", "Groups"),
    "short": pgettext_lazy("in house", "Balance short"),
    "baggage": pgettext_lazy("in house", "Little baggage"),
}


def lodgers(viewer: User) -> list[Lodger]:
    """Everybody in the house, by room. As many queries for one as for five hundred."""
    today = stays.business_date()
    found = stays.listed_in_house()
    company = stays.companions_in_house()
    money: Mapping[int, Decimal] = {}
    sees_money = viewer.has_perm("cashier.view_folio")
    if sees_money:
        money = cashier.balances_of_stays(each.pk for each in found)
    chases_vips = viewer.has_perm("cashier.chase_vip")
    told = alerts.alerts_for({each.guest_id for each in found}, viewer)
    aliases = discretion.aliases({each.pk for each in found}, viewer)
    return [
        Lodger(
            each,
            today,
            money.get(each.pk, cashier.ZERO) if sees_money else None,
            alerts.under_alias(told[each.guest_id]) if each.pk in aliases else told[each.guest_id],
            aliases.get(each.pk, ""),
            chases_vips or not each.guest.vip_level,
            company.get(each.pk, ()),
        )
        for each in found
    ]


def filters(found: Sequence[Lodger], viewer: User) -> list[tuple[str, object, int]]:
    """Key, label and count of each filter this viewer has a use for."""
    shown = [key for key in FILTERS if key != "short" or viewer.has_perm("cashier.view_folio")]
    return [(key, FILTERS[key], sum(each.belongs(key) for each in found)) for key in shown]


COMING = {
    "all": pgettext_lazy("coming", "All"),
    "tentative": pgettext_lazy("coming", "Tentative"),
    "vip": pgettext_lazy("coming", "VIP"),
    "groups": pgettext_lazy("coming", "Groups"),
    "roomless": pgettext_lazy("coming", "No room yet"),
}


@dataclass(frozen=True)
class Coming:
    """Stays to come after the business date: those shown, and how many stand under each filter."""

    stays: "list[Stay]"
    counts: dict[str, int]
    more: int


def coming(show: str, question: str, days: int) -> Coming:
    """Who comes within so many days after the business date, by day; `question` narrows it by name,
    number, group or company. A constant number of queries."""
    today = stays.business_date()
    expected = stays.expected_after(today, today + timedelta(days=days))
    found = list(expected.filter(_matching(question))) if question else list(expected)
    counts = {key: sum(_stands(each, key) for each in found) for key in COMING}
    shown = [each for each in found if _stands(each, show)]
    return Coming(shown[:MOST_COMING], counts, max(len(shown) - MOST_COMING, 0))


def _matching(question: str) -> Q:
    text = normalise(question).lower()
    return (
        Q(guest__search__contains=text)
        | Q(reservation__confirmation_no__iexact=question)
        | Q(reservation__group_name__icontains=question)
        | Q(reservation__company__name_zh__icontains=question)
        | Q(reservation__company__name_en__icontains=question)
    )


def _stands(stay: "Stay", key: str) -> bool:
    return {
        "all": True,
        "tentative": stay.status == "tentative",
        "vip": bool(stay.guest.vip_level),
        "groups": stay.reservation.is_group,
        "roomless": stay.room is None,
    }[key]
