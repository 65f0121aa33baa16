"""Upward questions: may this guest arrive, may this one leave? Apps above the stays answer.

A gate runs inside the act's transaction and sees the stay locked; it may lock rows of its own, so
that its answer still holds when the act commits.
"""

from collections.abc import Callable

from hotel.staff.models import User
from hotel.stays.models import Stay

# None lets the guest through; a sentence is why not, for the clerk.
Gate = Callable[[Stay], str | None]
After = Callable[[Stay, User], None]

_arrival: list[Gate] = []
_departure: list[Gate] = []
_departed: list[After] = []
_returned: list[After] = []


def register(gate: Gate) -> Gate:
    """Have `gate(stay)` asked before a check-in."""
    return _add(_arrival, gate)


def register_departure(gate: Gate) -> Gate:
    """Have `gate(stay)` asked before a check-out."""
    return _add(_departure, gate)


def after_departure(follow: After) -> After:
    """Have `follow(stay, by)` run in the transaction of each check-out, after the guest has left."""
    if follow not in _departed:
        _departed.append(follow)
    return follow


def after_return(follow: After) -> After:
    """Have `follow(stay, by)` run when a departure is taken back: bill, keys and inspection reopen.
    It may raise `Refused`, which keeps the departure as it is."""
    if follow not in _returned:
        _returned.append(follow)
    return follow


def arrival_obstacles(stay: Stay) -> list[str]:
    return [reason for gate in _arrival if (reason := gate(stay))]


def departure_obstacles(stay: Stay) -> list[str]:
    return [reason for gate in _departure if (reason := gate(stay))]


def departed(stay: Stay, by: User) -> None:
    for follow in _departed:
        follow(stay, by)


def returned(stay: Stay, by: User) -> None:
    for follow in _returned:
        follow(stay, by)


def _add(gates: list[Gate], gate: Gate) -> Gate:
    if gate not in gates:
        gates.append(gate)
    return gate
