"""People who come and go in the journeys that share one hotel."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.people import Person, at_desk
from tests.stack import Stack

Comes = Callable[..., Person]


@pytest.fixture
def comes(browser: Browser, shared_hotel: Stack) -> Iterator[Comes]:
    """`comes("greeter_lead", on_phone)` signs somebody in: at a desk, with phone or tablet in hand."""
    here: list[Person] = []

    def come(username: str, door: Callable[..., Person] = at_desk) -> Person:
        here.append(door(browser, shared_hotel.url, username))
        return here[-1]

    yield come
    for person in here:
        person.context.close()
