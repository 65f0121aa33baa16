"""What the home page says about money: guests of whom a further deposit is due (handbook B1.4 催押)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.cashier.house import short_of_money
from hotel.stays import discretion
from hotel.web import today
from hotel.web.show import money


def lines(user: Any) -> Iterable[today.Line]:
    found = short_of_money(user)[: today.SHOWN]
    called = discretion.names([account.stay for account in found], user)
    for account in found:
        stay, stands = account.stay, account.money
        yield today.Line(
            kind=today.NEXT,
            text=_("Ask %(guest)s for a further deposit") % {"guest": called[stay.pk]},
            path=reverse("cashier:folio", args=[stands.folio_id])
            if stands
            else reverse("stays:stay", args=[stay.pk]),
            room=stay.room.number if stay.room else "",
            chip=_("%(left)s left") % {"left": money(stands.left)} if stands else _("no deposit"),
            mood="warn",
        )


today.register(
    today.Source(
        key="short-of-money",
        label=gettext_lazy("Short of money"),
        permission="cashier.take_payment",
        provide=lines,
        more="cashier:folios",
        sort=60,
    )
)
