"""What the house asks about its rooms' cleaning and its departure inspections."""

from housekeeping.selectors.departing import (
    inspection_of,
    inspections_of,
    open_inspections,
    price_list,
)

__all__ = ["inspection_of", "inspections_of", "open_inspections", "price_list"]
