"""How much of a bill a person may undo (handbook B1.4)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from hotel.staff.models import User

SUPERVISOR_ABOVE = Decimal(200)
MANAGER_ABOVE = Decimal(1000)


def may_reverse(by: User, amount: Decimal) -> bool:
    size = abs(amount)
    if size > MANAGER_ABOVE:
        return by.has_perm("cashier.reverse_over_1000")
    return size <= SUPERVISOR_ABOVE or by.has_perm("cashier.reverse_over_200")


def too_much_for(by: User) -> str:
    if by.has_perm("cashier.reverse_over_200"):
        return _("More than ¥1,000 is reversed by the front office manager.")
    return _("More than ¥200 is reversed by a supervisor.")
