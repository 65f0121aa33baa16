"""What the home page says about those who leave: overdue, looked into and waiting, invoices owed."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontdesk.enums import InvoiceStatus
from frontdesk.selectors.dues import House, leaves_by, overdue
from frontdesk.selectors.invoices import open_invoices
from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web import today
from hotel.web.show import money
from housekeeping.selectors import reported_inspections


def overdue_lines(user: User) -> Iterable[today.Line]:
    house = House.at()
    found = overdue(house)[: today.SHOWN]
    called = discretion.names(found, user)
    for stay in found:
        yield today.Line(
            kind=today.LATE,
            text=_("%(guest)s should have left") % {"guest": called[stay.pk]},
            path=reverse("frontdesk:check-out", args=[stay.pk]),
            at=leaves_by(stay, house),
            room=stay.room.number if stay.room else "",
            chip=_("Overdue"),
            mood="bad",
        )


def inspected_lines(user: User) -> Iterable[today.Line]:
    """Guests whose room has been looked into and who still stand at the counter."""
    reported = list(reported_inspections()[: today.SHOWN])
    guests = stays.stays().filter(pk__in=[found.stay_id for found in reported])
    called = discretion.names(list(guests), user)
    for found in reported:
        yield today.Line(
            kind=today.NEXT,
            text=_("%(guest)s waits to check out") % {"guest": called[found.stay_id]},
            path=reverse("frontdesk:check-out", args=[found.stay_id]),
            at=found.reported_at,
            room=found.room.number,
            chip=_("All clear")
            if found.is_clear
            else _("Findings %(amount)s") % {"amount": money(found.total)},
            mood="ok" if found.is_clear else "warn",
        )


def invoice_lines(user: User) -> Iterable[today.Line]:
    waiting = list(open_invoices()[: today.SHOWN])
    called = discretion.names([asked.stay for asked in waiting], user)
    for asked in waiting:
        issued = asked.status == InvoiceStatus.ISSUED
        text = _("Hand the invoice over: %(buyer)s") if issued else _("Issue an invoice: %(buyer)s")
        yield today.Line(
            kind=today.PROMISED,
            text=text % {"buyer": asked.buyer_name},
            path=reverse("frontdesk:invoices") + f"#invoice-{asked.pk}",
            at=asked.requested_at,
            detail=called[asked.stay_id],
            chip=money(asked.amount),
        )


today.register(
    today.Source(
        key="overdue-departures",
        label=gettext_lazy("Overdue departures"),
        permission="frontdesk.check_out",
        provide=overdue_lines,
        more="frontdesk:departures",
        sort=20,
    )
)
today.register(
    today.Source(
        key="inspected-departures",
        label=gettext_lazy("Rooms looked into"),
        permission="frontdesk.check_out",
        provide=inspected_lines,
        more="frontdesk:departures",
        sort=25,
    )
)
today.register(
    today.Source(
        key="invoices",
        label=gettext_lazy("Invoices"),
        permission="frontdesk.issue_invoice",
        provide=invoice_lines,
        more="frontdesk:invoices",
        sort=70,
    )
)
