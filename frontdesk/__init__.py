"""The counter: rack, arrivals, check-in, departures, check-out, keys, the end of the day."""
