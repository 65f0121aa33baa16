"""The served product, measured: `make bench`."""
