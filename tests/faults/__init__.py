"""Things broken on purpose, and the count of what was lost or doubled: `make faults`."""
