"""Who works here, and who is on duty: the questions other apps ask."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BigIntegerField, CharField, DateTimeField, Q, QuerySet, Value

from hotel.staff.models import Department, Duty, Role, User
from hotel.staff.shifts import ShiftWindow, window_at
from hotel.web import clock
from hotel.web.bilingual import pick
from hotel.web.prepared import Param, Prepared

_departments = Prepared(Department.objects.all)
_department = Prepared(lambda: Department.objects.filter(code=Param("code", CharField())))
_roles = Prepared(lambda: Role.objects.select_related("department"))


def departments() -> list[Department]:
    return _departments()


def department(code: str) -> Department:
    """Raises `Department.DoesNotExist` for an unknown code."""
    found = _department.one(code=code)
    if found is None:
        raise Department.DoesNotExist(code)
    return found


def roles() -> list[Role]:
    return _roles()


def role(code: str) -> Role:
    """Raises `Role.DoesNotExist` for an unknown code."""
    return Role.objects.get(code=code)


def person(user_id: int) -> User:
    """Somebody who works here or did. Raises `User.DoesNotExist`."""
    return User.objects.select_related("department").get(pk=user_id)


def people_of(department_code: str) -> list[User]:
    """Everybody of a department who still works here."""
    return list(_working().filter(department__code=department_code))


def people() -> list[User]:
    """Everybody who works here, with the codes of their roles as `codes`. One query."""
    codes = ArrayAgg("roles__code", filter=Q(roles__isnull=False), default=Value([]))
    return list(User.objects.filter(is_active=True).annotate(codes=codes).order_by("username"))


def on_duty(department_code: str | None = None, at: datetime | None = None) -> list[User]:
    """Who is on duty at an instant (default now), in one department or the whole house."""
    if department_code is None:
        return _present(at=at or clock.now())
    return _present_in(at=at or clock.now(), code=department_code)


def names_on_duty(department_code: str, at: datetime) -> list[str]:
    """What those on duty there at an instant are called, in the reader's language."""
    return [pick(zh, en) for zh, en in _present_names(at=at, code=department_code)]


def duty_places(user_id: int, at: datetime | None = None) -> list[str]:
    """Codes of the departments a person is on duty in at an instant (default now)."""
    return [code for (code,) in _places(user=user_id, at=at or clock.now())]


def holders_of(
    role_code: str | Iterable[str], on_duty_only: bool = False, at: datetime | None = None
) -> list[User]:
    """Who holds this role (or any of these) and still works here; only those on duty if wanted."""
    codes = [role_code] if isinstance(role_code, str) else list(role_code)
    people = _working().filter(roles__code__in=codes)
    if on_duty_only:
        present = Duty.objects.filter(period__contains=at or clock.now())
        people = people.filter(pk__in=present.values("user"))
    return list(people.distinct())


def shift_at(moment: datetime) -> ShiftWindow:
    """The shift that is on at an instant: `.code`, `.label`, `.hours`, `.start`, `.end`."""
    return window_at(moment)


def duties_between(start: datetime, end: datetime) -> QuerySet[Duty]:
    """Duties that touch a period, with their people and departments, earliest first."""
    return (
        Duty.objects.filter(period__overlap=(start, end))
        .select_related("user", "department")
        .order_by("period", "user__username")
    )


def _working() -> QuerySet[User]:
    return User.objects.filter(is_active=True).select_related("department")


def _duties_now() -> QuerySet[Duty]:
    return Duty.objects.filter(period__contains=Param("at", DateTimeField()))


_places = Prepared(
    lambda: (
        _duties_now()
        .filter(user=Param("user", BigIntegerField()))
        .order_by()
        .values_list("department__code")
    )
)
_present = Prepared(lambda: _working().filter(pk__in=_duties_now().values("user")))


def _working_in() -> QuerySet[User]:
    there = _duties_now().filter(department__code=Param("code", CharField()))
    return _working().filter(pk__in=there.values("user"))


_present_in = Prepared(_working_in)
_present_names = Prepared(lambda: _working_in().values_list("name_zh", "name_en"))
