"""How the journal names a record, without a foreign key: `stays.stay:12`."""

from django.db import models


def ref(record: models.Model) -> str:
    """The reference of a record, for example `stays.stay:12`."""
    return f"{record._meta.label_lower}:{record.pk}"


def ref_of(record_or_ref: models.Model | str) -> str:
    return record_or_ref if isinstance(record_or_ref, str) else ref(record_or_ref)
