import pytest

from hotel.cashier import services
from hotel.cashier.models import Folio
from tests.stays.conftest import desk
from tests.stays.makers import Desk

__all__ = ["desk"]


@pytest.fixture
def folio(desk: Desk) -> Folio:
    """The open bill of a guest in room 801."""
    return services.open_folio(desk.in_house("801").pk, by=desk.by)
