import pytest

from hotel.stays import services
from hotel.stays.models import Stay
from hotel.web import clock
from tests.cast import Cast
from tests.house import House
from tests.stays.makers import Desk


@pytest.fixture
def desk(cast: Cast, house: House) -> Desk:
    """The small house with its staff, its business date today."""
    services.open_business_date(clock.today())
    return Desk(cast, house)


@pytest.fixture
def booked_stay(desk: Desk) -> Stay:
    """One confirmed stay from today on, for two nights in room 801."""
    return desk.stay("801", nights=2)
