"""The clock of the promises: it rings once for each step, whoever looks (handbook E5)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from complaints import audience
from complaints.models import Promise, Ring, Rung
from complaints.services.acts import journal
from hotel.notifications.audience import House
from hotel.web import clock


def watch(now: datetime | None = None) -> int:
    """Take every step of the ladder that is due. Returns how many were taken.

    Any number of workers may look at once: each promise is locked by one and passed over by the
    others, and the database takes each step once.
    """
    at = now or clock.now()
    ladder = list(Rung.objects.filter(active=True).select_related("role").order_by("minutes"))
    if not ladder:
        return 0
    soonest = at - timedelta(minutes=ladder[0].minutes)
    waiting = Promise.objects.filter(result="", due_at__lte=soonest)
    return sum(_look(pk, ladder, at) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _look(promise_id: int, ladder: list[Rung], at: datetime) -> int:
    promise = claimed(promise_id)
    if promise is None:
        return 0
    rung = set(promise.rings.values_list("minutes", flat=True))
    due = [step for step in _due(promise, ladder, at) if step.minutes not in rung]
    house = House.now() if due else None
    return sum(_ring(promise, step, house, at) for step in due if house)


def claimed(promise_id: int) -> Promise | None:
    """The promise while it still runs and nobody else is looking at it."""
    rows = Promise.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    related = (
        "complaint__severity__owner_role",
        "complaint__department",
        "complaint__category",
        "complaint__owner",
        "complaint__guest",
        "complaint__stay",
        "complaint__room",
    )
    return rows.select_related(*related).filter(pk=promise_id, result="").first()


def _due(promise: Promise, ladder: list[Rung], at: datetime) -> list[Rung]:
    """Steps whose moment has come. A reminder is pointless before the promise was made, or after
    its time; of two reminders missed together the later one says it."""
    come = [(step, promise.due_at + timedelta(minutes=step.minutes)) for step in ladder]
    alarms = [step for step, moment in come if step.minutes >= 0 and moment <= at]
    reminders = [
        step
        for step, moment in come
        if step.minutes < 0 and promise.made_at < moment <= at < promise.due_at
    ]
    return alarms or reminders[-1:]


def _ring(promise: Promise, step: Rung, house: House, at: datetime) -> int:
    complaint = promise.complaint
    told = audience.of_step(house, step.role.code, complaint)
    try:
        with transaction.atomic():
            Ring.objects.create(
                promise=promise, minutes=step.minutes, at=at, role=step.role, skipped=not told
            )
    except IntegrityError:  # somebody else has taken this step
        return 0
    if not told:
        return 1
    journal(
        "promise.reminded" if step.minutes < 0 else "promise.rang",
        complaint,
        by=None,
        on=promise,
        data={
            "promise": promise.pk,
            "role": step.role.code,
            "minutes": step.minutes,
            "due": promise.due_at.isoformat(),
        },
    )
    return 1
