"""Upward discretion: an app above may have a stay's guest called otherwise before some viewers."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from hotel.staff.models import User
from hotel.stays.models import Stay

# Names to say in place of the guest's, by stay id, for all stays of a page at once.
Provider = Callable[[Collection[int], User], Mapping[int, str]]
# The same of every stay that touches the days from the first to the last: there they are too many to name.
ProviderOfDays = Callable[[date, date, User], Mapping[int, str]]

_providers: dict[str, tuple[Provider, ProviderOfDays]] = {}


def register(name: str, provider: Provider, of_days: ProviderOfDays) -> None:
    """Have `provider(stay_ids, viewer)` or `of_days(first, last, viewer)` asked whenever stays are
    shown to many eyes."""
    _providers[name] = provider, of_days


def aliases(stay_ids: Collection[int], viewer: User) -> dict[int, str]:
    """What this viewer calls the guests of these stays, where it is not their name."""
    found: dict[int, str] = {}
    for provider, _of_days in _providers.values() if stay_ids else ():
        found.update(provider(stay_ids, viewer))
    return found


def aliases_of_reservations(ids: Collection[int], viewer: User) -> dict[int, str]:
    """The same by reservation: what its guest is called where one of its stays has an alias."""
    rows = Stay.objects.filter(reservation__in=ids).values_list("pk", "reservation") if ids else ()
    of_stay = dict(rows)
    return {of_stay[pk]: alias for pk, alias in aliases(of_stay, viewer).items()}


def aliases_of_days(first: date, last: date, viewer: User) -> dict[int, str]:
    """The same for every stay of these days, and perhaps for some others."""
    found: dict[int, str] = {}
    for _provider, of_days in _providers.values():
        found.update(of_days(first, last, viewer))
    return found


def names(stays: Collection[Stay], viewer: User) -> dict[int, str]:
    """What this viewer calls the guest of each stay: the alias, or the name."""
    found = aliases({stay.pk for stay in stays}, viewer)
    return {stay.pk: found.get(stay.pk, stay.guest.name) for stay in stays}
