"""How the product looks and sounds for oneself."""

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff import hooks
from hotel.staff.models import User
from hotel.web.refusals import Forbidden


@transaction.atomic
def set_own_taste(
    user_id: int,
    *,
    by: User,
    language: str | None = None,
    theme: str | None = None,
    density: str | None = None,
    rings: bool | None = None,
) -> User:
    """How the product looks and sounds for oneself. None stays."""
    if user_id != by.pk:
        raise Forbidden(_("Everybody sets this for themselves."))
    user = User.objects.select_for_update().get(pk=user_id)
    wanted = {"language": language, "theme": theme, "density": density, "rings": rings}
    changes = {
        field: (getattr(user, field), value)
        for field, value in wanted.items()
        if value is not None and value != getattr(user, field)
    }
    if changes:
        for field, (_before, after) in changes.items():
            setattr(user, field, after)
        user.save(update_fields=list(changes))
        hooks.record("staff.taste_set", user, by=by, changes=changes)
    return user
