"""Every change to people and duties. Each is one transaction and one journal entry."""

import re
from collections.abc import Iterable
from datetime import datetime

from axes.utils import reset
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hotel.staff import authority, hooks
from hotel.staff.models import Department, Duty, Role, User
from hotel.staff.rules import SUPERVISORS
from hotel.web.refusals import Forbidden, Refused

QUICK_CODE = re.compile(r"[0-9]{4,6}", re.ASCII)
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
        _check_password(password, user)
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
    user = _managed(user_id, by)
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
    user = _managed(user_id, by)
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


@transaction.atomic
def set_password(user_id: int, password: str, *, by: User | None) -> User:
    """A new password, the own or that of somebody one leads. Other sessions of theirs end, and
    the wait after too many wrong tries is over."""
    user = _own_or_managed(user_id, by)
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    reset(username=user.username)
    hooks.record("staff.password_set", user, by=by)
    return user


@transaction.atomic
def set_quick_code(user_id: int, code: str, *, by: User | None) -> User:
    """The four to six digits that unlock a desk already signed in; empty takes it away."""
    user = _own_or_managed(user_id, by)
    if code and not QUICK_CODE.fullmatch(code):
        raise Refused(_("Four to six digits."), field="code")
    if code and (len(set(code)) == 1 or code in "01234567890" or code in "09876543210"):
        raise Refused(_("Too easy to guess: choose other digits."), field="code")
    user.quick_code = make_password(code) if code else ""
    user.save(update_fields=["quick_code"])
    hooks.record("staff.quick_code_set", user, by=by, data={"taken_away": not code})
    return user


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


@transaction.atomic
def lift_lockout(user_id: int, *, by: User | None) -> None:
    """Let somebody sign in again before the waiting time after too many wrong tries is over."""
    user = _managed(user_id, by)
    reset(username=user.username)
    hooks.record("staff.lockout_lifted", user, by=by)


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


@transaction.atomic
def put_on_duty(
    user: User,
    department: Department,
    shift: str,
    start: datetime,
    end: datetime,
    *,
    by: User | None,
) -> Duty:
    """Put somebody on duty from `start` until before `end` (aware). Handbook B1.5.

    Raises `Refused` when they are already on duty in that period: the database forbids it.
    """
    if not authority.may_plan(by, department):
        raise Forbidden(_("You plan the roster of your own department only."), field="department")
    if end <= start:
        raise Refused(_("The end must be after the start."), field="end")
    if not user.is_active:
        raise Refused(_("%(name)s no longer works here.") % {"name": user.name}, field="user")
    duty = Duty(user=user, department=department, shift=shift, period=DateTimeTZRange(start, end))
    try:
        with transaction.atomic():
            duty.save()
    except IntegrityError as problem:
        raise Refused(
            _("%(name)s is already on duty in that period.") % {"name": user.name}, field="user"
        ) from problem
    hooks.record(
        "staff.put_on_duty",
        user,
        by=by,
        data={
            "duty": duty.pk,
            "department": department.code,
            "shift": shift,
            "from": start.isoformat(),
            "until": end.isoformat(),
        },
        topics=[f"dept:{department.code}"],
    )
    return duty


@transaction.atomic
def take_off_duty(duty_id: int, *, by: User | None, reason: str = "") -> None:
    """Take somebody off the roster. Raises `Refused` when that duty is gone already."""
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("user", "department")
        .filter(pk=duty_id)
        .first()
    )
    if duty is None:
        raise Refused(_("This duty has already been taken off the roster."))
    if not authority.may_plan(by, duty.department):
        raise Forbidden(_("You plan the roster of your own department only."))
    before = f"{duty.department.code} {duty.shift} {duty.period.lower.isoformat()}"
    duty.delete()
    hooks.record(
        "staff.taken_off_duty",
        duty.user,
        by=by,
        changes={"duty": (before, None)},
        reason=reason,
        topics=[f"dept:{duty.department.code}"],
    )


def _managed(user_id: int, by: User | None) -> User:
    user = User.objects.select_for_update(of=("self",)).select_related("department").get(pk=user_id)
    if not authority.may_manage(by, user):
        raise Forbidden(_("You may not change this person's record."))
    return user


def _own_or_managed(user_id: int, by: User | None) -> User:
    if by is not None and by.pk == user_id:
        return User.objects.select_for_update().get(pk=user_id)
    return _managed(user_id, by)


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


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages), field="password") from weak


def _opens_admin(roles: Iterable[Role]) -> bool:
    return any(role.code in SUPERVISORS for role in roles)


def _codes(roles: Iterable[Role]) -> list[str]:
    return [role.code for role in roles]
