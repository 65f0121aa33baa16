"""Who is signed in, in one query, with what comes along (`along`); and no permission tables: what one may is said by `rules` alone."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, F, OuterRef
from django.db.models.functions import JSONObject

from hotel.staff import along
from hotel.staff.models import Role, User
from hotel.staff.sessions import read_along
from hotel.web.prepared import Param, Prepared

_ROLE_FIELDS = [field.attname for field in Role._meta.concrete_fields]


def with_roles() -> Any:
    """The person `Param("pk")`, with department, roles and what comes along."""
    held = Role.objects.filter(people=OuterRef("pk")).values(
        told=JSONObject(**{name: F(name) for name in _ROLE_FIELDS})
    )
    return (
        User.objects.filter(pk=Param("pk", BigIntegerField()))
        .select_related("department")
        .annotate(told_roles=ArraySubquery(held), **along.columns())
    )


_person = Prepared(with_roles)


class StaffBackend(ModelBackend):
    """Passwords as Django's own backend checks them; Django's permission tables are never asked."""

    def get_user(self, user_id: Any) -> User | None:
        """The person with department and roles, or None when unknown or no longer working here."""
        user = read_along(user_id) or _person.one(pk=user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        user.held_roles = [Role(**told) for told in user.told_roles]
        return user  # type: ignore[no-any-return]

    def has_perm(self, *_args: Any, **_kwargs: Any) -> bool:
        return False

    def has_module_perms(self, *_args: Any, **_kwargs: Any) -> bool:
        return False

    def get_all_permissions(self, *_args: Any, **_kwargs: Any) -> set[str]:
        return set()
