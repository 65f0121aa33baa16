"""Who is on duty when."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hotel.staff import authority, hooks
from hotel.staff.models import Department, Duty, User
from hotel.web.refusals import Forbidden, Refused


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
