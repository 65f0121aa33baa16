"""The middle of many values, which one very late answer does not move as it moves an average."""

from typing import Any

from django.db.models import Aggregate, DurationField


class MedianSpan(Aggregate):
    """The median of lengths of time."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field: Any = DurationField()
