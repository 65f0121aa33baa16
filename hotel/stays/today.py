"""The day's figures on the home page: who is still to come, who is here, who is still to leave."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import pgettext

from hotel.staff.models import User
from hotel.stays import selectors
from hotel.web.today import Figure, Figures, register_figures


def figures(user: User) -> Iterable[Figure]:
    """Of the business date."""
    counts = selectors.counts(selectors.business_date())
    told = (
        (pgettext("figure", "Arrivals left"), "arrivals", "frontdesk:arrivals"),
        (pgettext("figure", "In house"), "in_house", "frontdesk:in-house"),
        (pgettext("figure", "Departures left"), "departures", "frontdesk:departures"),
    )
    for label, name, route in told:
        yield Figure(label, str(counts[name]), _path(route))


def _path(route: str) -> str:
    """Those lists belong to an app above."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


register_figures(Figures("stays", "stays.list_stays", figures, sort=10))
