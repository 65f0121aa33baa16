from tests.stays.conftest import booked_stay, desk

__all__ = ["booked_stay", "desk"]
