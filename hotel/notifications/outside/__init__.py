"""News that leaves the house: made with the notices, sent by the worker, tried again until it is out."""
