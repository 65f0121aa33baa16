import pytest

from tests.frontdesk.leaving import Counter
from tests.stays.conftest import booked_stay, desk
from tests.stays.makers import Desk

__all__ = ["booked_stay", "desk"]


@pytest.fixture
def counter(desk: Desk) -> Counter:
    return Counter(desk)
