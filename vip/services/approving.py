"""The time limit of an approval (handbook C1, C2): a reminder at half, a substitute when it is over."""

from datetime import datetime

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, QuerySet

from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from vip.enums import Status
from vip.models import Visit
from vip.services.acts import RELATED, journal

# Who decides in the end, when nobody of the level's own list is on duty.
LAST = "duty_manager"


def watch_approvals() -> int:
    """Remind of what is half over, pass on what is over. Returns how many steps were taken; any
    number of workers may look at once.
    """
    now = clock.now()
    reminded = [pk for pk in _half_over(now).values_list("pk", flat=True) if _remind(pk, now)]
    passed = [pk for pk in _over(now).values_list("pk", flat=True) if _pass_on(pk, now)]
    return len(reminded) + len(passed)


def _awaiting() -> QuerySet[Visit]:
    return Visit.objects.filter(
        approved_at=None,
        approval_due_at__isnull=False,
        approval_passed_at=None,
        status__in=(Status.PENDING, Status.ANNOUNCED),
    )


def _over(now: datetime) -> QuerySet[Visit]:
    return _awaiting().filter(approval_due_at__lte=now)


def _half_over(now: datetime) -> QuerySet[Visit]:
    """As much time left as has passed, or less; what is over already is passed on instead."""
    left = ExpressionWrapper(F("approval_due_at") - now, output_field=DurationField())
    passed = ExpressionWrapper(now - F("submitted_at"), output_field=DurationField())
    rows = _awaiting().alias(left=left, passed=passed).filter(left__lte=F("passed"))
    return rows.filter(approval_due_at__gt=now, approval_reminded_at=None)


@transaction.atomic
def _remind(visit_id: int, now: datetime) -> bool:
    visit = _claimed(_half_over(now), visit_id)
    if visit is None:
        return False
    # Not a change anybody works on: the version stays, or who is deciding right now would be refused.
    Visit.objects.filter(pk=visit_id).update(approval_reminded_at=now)
    journal("vip.approval_reminded", visit, by=None, data={**_due(visit), "roles": _roles(visit)})
    return True


@transaction.atomic
def _pass_on(visit_id: int, now: datetime) -> bool:
    visit = _claimed(_over(now), visit_id)
    if visit is None:
        return False
    person = substitute_of(visit, now)
    Visit.objects.filter(pk=visit_id).update(approval_passed_at=now, approval_substitute=person)
    journal(
        "vip.approval_passed_on",
        visit,
        by=None,
        changes={"approval_substitute": (None, person.name if person else None)},
        data={
            **_due(visit),
            "substitute": person.pk if person else None,
            "roles": [] if person else [LAST, *_roles(visit)],
            "writer": visit.made_by_id,
        },
    )
    return True


def _claimed(due: QuerySet[Visit], visit_id: int) -> Visit | None:
    """The visit, locked, if the step is still to be taken and no other worker takes it."""
    rows = due.select_related(*RELATED).select_for_update(of=("self",), skip_locked=True)
    return rows.filter(pk=visit_id).first()


def substitute_of(visit: Visit, now: datetime) -> User | None:
    """Whoever is on duty of the next role in the level's list; then the duty manager; then nobody."""
    for role in (*_roles(visit)[1:], LAST):
        for person in staff.holders_of(role, on_duty_only=True, at=now):
            return person
    return None


def _roles(visit: Visit) -> list[str]:
    return list(visit.level.approval_roles)


def _due(visit: Visit) -> dict[str, str]:
    return {"due": visit.approval_due_at.isoformat() if visit.approval_due_at else ""}
