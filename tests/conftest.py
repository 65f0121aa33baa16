"""What every test may use: the cast, the house, a browser in which somebody is signed in."""

from tests.cast import cast, enter
from tests.house import house

__all__ = ["cast", "enter", "house"]
