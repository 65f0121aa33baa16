"""What the hotel calls its departments and roles."""

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff import hooks
from hotel.staff.models import Department, Role, User
from hotel.web.refusals import Forbidden


@transaction.atomic
def rename(
    record: Department | Role, *, name_zh: str, name_en: str, sort: int, by: User | None
) -> Department | Role:
    """Call a department or role what this hotel calls it, and place it in the order."""
    if by is not None and not by.has_perm(f"staff.change_{record._meta.model_name}"):
        raise Forbidden(_("The management names departments and roles."))
    wanted = {"name_zh": name_zh, "name_en": name_en, "sort": sort}
    changes = {
        field: (getattr(record, field), value)
        for field, value in wanted.items()
        if getattr(record, field) != value
    }
    if changes:
        for field, (_before, after) in changes.items():
            setattr(record, field, after)
        record.save(update_fields=list(changes))
        hooks.record(f"staff.{record._meta.model_name}_renamed", record, by=by, changes=changes)
    return record
