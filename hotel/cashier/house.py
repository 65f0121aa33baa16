"""The open bills of the house, and whose money runs short (handbook B1.4 催押)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hotel.cashier.selectors import Money, money_of_stays
from hotel.staff.models import User
from hotel.stays import selectors as stays

if TYPE_CHECKING:
    from hotel.stays.models import Stay


@dataclass(frozen=True)
class Account:
    """A guest in the house with the bill, None while none is open."""

    stay: "Stay"
    money: Money | None
    short: bool


def accounts(viewer: User, question: str = "") -> list[Account]:
    """Everybody in the house by room, those who run short first. A constant number of queries."""
    here = [stay for stay in stays.in_house() if _asked_for(stay, question)]
    money = money_of_stays(stay.pk for stay in here)
    today = stays.business_date()
    found = [
        Account(stay, money.get(stay.pk), _short(stay, money.get(stay.pk), viewer, today))
        for stay in here
    ]
    return sorted(found, key=lambda each: not each.short)


def short_of_money(viewer: User) -> list[Account]:
    """Those of whom a further deposit is due, as far as this viewer speaks to them."""
    return [account for account in accounts(viewer) if account.short]


def _short(stay: "Stay", money: Money | None, viewer: User, today: date) -> bool:
    """Less left than one more night costs. Who leaves today settles today."""
    if not stay.rate or stay.departure <= today:
        return False
    if stay.guest.vip_level and not viewer.has_perm("cashier.chase_vip"):
        return False
    return money is None or money.left < stay.rate


def _asked_for(stay: "Stay", question: str) -> bool:
    words = question.casefold().split()
    room = stay.room.number if stay.room else ""
    said: Iterable[str] = (
        room,
        stay.guest.name_zh,
        stay.guest.latin_name,
        stay.reservation.confirmation_no,
        stay.reservation.group_name,
    )
    text = " ".join(said).casefold()
    return all(word in text for word in words)
