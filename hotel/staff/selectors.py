"""Who works here, and who is on duty: the questions other apps ask."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from hotel.staff.models import Department, Duty, Role, User
from hotel.staff.shifts import ShiftWindow, window_at
from hotel.web import clock


def departments() -> list[Department]:
    return list(Department.objects.all())


def department(code: str) -> Department:
    """Raises `Department.DoesNotExist` for an unknown code."""
    return Department.objects.get(code=code)


def roles() -> list[Role]:
    return list(Role.objects.select_related("department"))


def role(code: str) -> Role:
    """Raises `Role.DoesNotExist` for an unknown code."""
    return Role.objects.get(code=code)


def person(user_id: int) -> User:
    """Somebody who works here or did. Raises `User.DoesNotExist`."""
    return User.objects.select_related("department").get(pk=user_id)


def people_of(department_code: str) -> list[User]:
    """Everybody of a department who still works here."""
    return list(_working().filter(department__code=department_code))


def on_duty(department_code: str | None = None, at: datetime | None = None) -> list[User]:
    """Who is on duty at an instant (default now), in one department or the whole house."""
    duties = Duty.objects.filter(period__contains=at or clock.now())
    if department_code is not None:
        duties = duties.filter(department__code=department_code)
    return list(_working().filter(pk__in=duties.values("user")))


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
