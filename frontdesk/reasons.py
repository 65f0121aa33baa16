"""Why an arrival is not ready: apps above and beside the counter say it for a whole list at once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hotel.staff.models import User
from hotel.stays.listed import AnyStay

# A stay as a list or as its own page knows it; a provider only reads.
Expected = AnyStay


@dataclass(frozen=True)
class Reason:
    """`mood` is bad (blocks the check-in), warn, info or ok; `path` is where it is mended.

    `gated` is what a gate of the check-in will ask for, though it is not late yet.
    """

    text: str
    mood: str = "bad"
    path: str = ""
    gated: bool = False
    code: str = ""

    @property
    def blocks(self) -> bool:
        return self.mood == "bad"

    @property
    def stops(self) -> bool:
        """Would a check-in be refused now?"""
        return self.blocks or self.gated


# Reasons by stay id, for all stays of a page at once: a constant number of queries.
Provider = Callable[[Sequence[Expected], User], Mapping[int, Sequence[Reason]]]

_providers: dict[str, tuple[int, Provider]] = {}


def register(name: str, provider: Provider, sort: int = 50) -> None:
    """Have `provider(stays, viewer)` asked for every list of arrivals."""
    _providers[name] = (sort, provider)


def reasons_for(stays: Sequence[Expected], viewer: User) -> dict[int, list[Reason]]:
    """What stands between each guest and the room, by stay id, blocking reasons first."""
    found: dict[int, list[Reason]] = defaultdict(list)
    for _sort, provider in sorted(_providers.values(), key=lambda pair: pair[0]):
        for stay_id, reasons in provider(stays, viewer).items():
            found[stay_id] += reasons
    return {key: sorted(each, key=lambda reason: not reason.blocks) for key, each in found.items()}
