"""The sets of defaults that this app answers for: the house rules, and the names of departments and
roles (their app stands below and cannot register itself)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from hotel.house import services
from hotel.house.models import HouseRules
from hotel.house.shipped import Difference, Shipped, register
from hotel.journal import words
from hotel.staff import defaults as staff
from hotel.staff.models import User


def rules_that_differ() -> Sequence[Difference]:
    return [
        Difference(_label(name), words.value(_plain(now)), words.value(_plain(shipped)))
        for name, (now, shipped) in services.differences().items()
    ]


def names_that_differ() -> Sequence[Difference]:
    return [Difference(each.what, each.now, each.shipped) for each in staff.renamed()]


def reset_names(by: User) -> None:
    staff.reset_names(by=by)


def reset_rules(by: User) -> None:
    services.reset_to_shipped(by=by)


def _label(name: str) -> str:
    return str(HouseRules._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _plain(value: object) -> object:
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)


register(
    Shipped(
        "house",
        _("House rules"),
        rules_that_differ,
        reset_rules,
        note=_("The hotel's name, telephone and address stay."),
        sort=10,
    )
)
register(
    Shipped(
        "names",
        _("Departments and roles"),
        names_that_differ,
        reset_names,
        note=_("Names and order; nobody loses a role."),
        permission="staff.change_department",
        sort=20,
    )
)
