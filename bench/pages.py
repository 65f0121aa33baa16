"""The pages that are measured, each over many different guests, stays and questions."""

import re
from urllib.parse import quote

from bench.http import Visitor
from bench.people import COMMON, rare_names

# What is opened: as many who are here, who come, and who left long ago.
OPENED_OF_EACH = 100


def paths() -> dict[str, list[str]]:
    """By name of the row. The rack carries its month within the page: the browser fetches no more."""
    opened = stays_to_open()
    return {
        "floor": ["/bench/floor/"],
        "rack_month": ["/rack/?days=30"],
        "arrivals": ["/arrivals/"],
        # Guest, room, bill and history: what a press on the rack, in a list or in the search opens.
        "open_reservation": [f"/stays/{stay}/" for stay, _under in opened],
        "reservation_page": [f"/stays/reservations/{under}/" for _stay, under in opened],
        "search_many": [f"/find/?q={quote(surname)}" for surname in COMMON],
        "search_one": [f"/find/?q={quote(name)}" for name in _rare()],
        "board": ["/boards/housekeeping/"],
        "vip_overview": ["/vip/"],
    }


def check(visitor: Visitor) -> None:
    """The questions find what their names promise, and today's lists are those of a full house."""
    for name in _rare()[:3]:
        _expect(visitor, f"/find/?q={quote(name)}", r'href="/guests/\d+/"', 1, 1)
    for surname in COMMON:
        _expect(visitor, f"/find/?q={quote(surname)}", r'href="/guests/\d+/"', 10, 1000)
    _expect(visitor, "/arrivals/", r'href="/check-in/\d+/"', 10, 10_000)


def _expect(visitor: Visitor, path: str, what: str, least: int, most: int) -> None:
    found = len(set(re.findall(what, visitor.page(path)[1])))
    if not least <= found <= most:
        raise RuntimeError(f"{path} shows {found} times {what}, not {least} to {most}")


def _rare() -> list[str]:
    from hotel.guests.models import Guest

    return list(Guest.objects.filter(name_zh__in=rare_names()).values_list("name_zh", flat=True))


def stays_to_open() -> list[tuple[int, int]]:
    """Ids of stays and their reservations: here, to come and long gone, all mixed."""
    from hotel.stays.models import Stay

    mixed: list[tuple[int, int]] = []
    for status in ("in_house", "confirmed", "departed"):
        rows = Stay.objects.filter(status=status).order_by("id").values_list("id", "reservation_id")
        every = list(rows)
        mixed += every[:: max(len(every) // OPENED_OF_EACH, 1)][:OPENED_OF_EACH]
    return mixed
