"""Taking people on, changing what they are called and may do, letting them go."""

import re
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hotel.staff import authority, hooks
from hotel.staff.models import Department, Role, User
from hotel.staff.rules import SUPERVISORS
from hotel.staff.services.keys import check_password
from hotel.staff.services.reach import managed
from hotel.web.refusals import Forbidden, Refused

STAFF_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", re.ASCII)


@transaction.atomic
def hire(
    *,
    username: str,
    name_zh: str,
    department: Department,
    by: User | None,
    name_en: str = "",
    roles: Iterable[Role] = (),
    password: str | None = None,
    language: str = User.Language.ZH,
) -> User:
    """Take somebody on. Without a password they cannot sign in until one is set (handbook B0).

    `by` is None only for the seed. Raises `Refused` for a staff number in use or a weak password,
    `Forbidden` where the actor may not give a role.
    """
    given = _roles_to_give(by, roles)
    if not STAFF_NUMBER.fullmatch(username):
        raise Refused(
            _("Letters, digits, dot, dash: for example FO-0318."), field="username", code="username"
        )
    user = User(
        username=username,
        name_zh=name_zh,
        name_en=name_en,
        department=department,
        language=language,
        is_staff=_opens_admin(given),
    )
    _refuse_foreign(by, department)
    if password:
        check_password(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as problem:
        raise Refused(
            _("Staff number %(number)s is already given.") % {"number": username}, field="username"
        ) from problem
    user.roles.set(given)
    hooks.record("staff.hired", user, by=by, data={"roles": _codes(given)})
    return user


@transaction.atomic
def change_person(
    user_id: int,
    *,
    by: User | None,
    name_zh: str | None = None,
    name_en: str | None = None,
    department: Department | None = None,
    roles: Iterable[Role] | None = None,
) -> User:
    """Change names, department or roles; what is None stays. Opening the admin follows from the roles."""
    user = managed(user_id, by)
    wanted = {"name_zh": name_zh, "name_en": name_en, "department": department}
    changes: dict[str, tuple[object, object]] = {}
    for field, value in wanted.items():
        before = getattr(user, field)
        if value is not None and value != before:
            changes[field] = (str(before), str(value))
            setattr(user, field, value)
    if department is not None and "department" in changes:
        _refuse_foreign(by, department)
    if roles is not None:
        before_codes, given = _codes(user.held_roles), _roles_to_give(by, roles)
        if before_codes != _codes(given):
            changes["roles"] = (before_codes, _codes(given))
            user.roles.set(given)
            user.is_staff = _opens_admin(given)
    if changes:
        user.save(update_fields=["name_zh", "name_en", "department", "is_staff"])
        hooks.record("staff.changed", user, by=by, changes=changes)
    return User.objects.get(pk=user.pk)


@transaction.atomic
def let_go(user_id: int, *, by: User | None, reason: str) -> User:
    """They no longer work here: signed out at once, kept in every history, on no list of the day."""
    return _set_working(user_id, False, by, reason)


@transaction.atomic
def take_back(user_id: int, *, by: User | None, reason: str = "") -> User:
    """They work here again."""
    return _set_working(user_id, True, by, reason)


def _set_working(user_id: int, works: bool, by: User | None, reason: str) -> User:
    user = managed(user_id, by)
    if user.is_active == works:
        return user
    user.is_active = works
    user.save(update_fields=["is_active"])
    hooks.record(
        "staff.taken_back" if works else "staff.let_go",
        user,
        by=by,
        changes={"is_active": (not works, works)},
        reason=reason,
    )
    return user


def _roles_to_give(by: User | None, roles: Iterable[Role]) -> list[Role]:
    given = sorted(roles, key=lambda role: role.sort)
    for role in given:
        if role.dynamic:
            raise Refused(
                _("%(role)s is worked out for each case and is never given.") % {"role": role.name},
                field="roles",
            )
        if not authority.may_grant(by, role):
            raise Forbidden(
                _("You may not give the role %(role)s.") % {"role": role.name}, field="roles"
            )
    return given


def _refuse_foreign(by: User | None, department: Department) -> None:
    if not authority.may_plan(by, department):
        raise Forbidden(_("You may not place people in this department."), field="department")


def _opens_admin(roles: Iterable[Role]) -> bool:
    return any(role.code in SUPERVISORS for role in roles)


def _codes(roles: Iterable[Role]) -> list[str]:
    return [role.code for role in roles]
