"""The counter's lines on the home page."""

from frontdesk.home import arriving, day, leaving

__all__ = ["arriving", "day", "leaving"]
