"""Whose record somebody may change, locked for the change."""

from django.utils.translation import gettext as _

from hotel.staff import authority
from hotel.staff.models import User
from hotel.web.refusals import Forbidden


def managed(user_id: int, by: User | None) -> User:
    user = User.objects.select_for_update(of=("self",)).select_related("department").get(pk=user_id)
    if not authority.may_manage(by, user):
        raise Forbidden(_("You may not change this person's record."))
    return user


def own_or_managed(user_id: int, by: User | None) -> User:
    if by is not None and by.pk == user_id:
        return User.objects.select_for_update().get(pk=user_id)
    return managed(user_id, by)
