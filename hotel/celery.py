"""Celery carries the news; the schedule is static and only ever says "look now".

Nothing here is a promise: a tick that is lost, late or sent twice changes nothing, because every
periodic job looks at rows in the database and does what is due there.
"""

import os
from typing import Any

from celery import Celery
from celery.beat import Scheduler
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotel.settings.dev")


class InMemoryScheduler(Scheduler):
    """The static schedule and nothing else: no file that a killed beat could leave broken."""

    def setup_schedule(self) -> None:
        self.merge_inplace(self.app.conf.beat_schedule)


app = Celery("hotel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_scheduler = "hotel.celery:InMemoryScheduler"

# A tick nobody took in time is worthless: the next one says the same, so old ones expire.
app.conf.beat_schedule = {
    "sweep the outbox": {
        "task": "journal.sweep",
        "schedule": 2.0,
        "options": {"expires": 10, "retry": False},
    },
    "remind overdue receipts": {
        "task": "notifications.watch",
        "schedule": 20.0,
        "options": {"expires": 60, "retry": False},
    },
    "work that nobody accepts, or that stays undone": {
        "task": "work.watch",
        "schedule": 10.0,
        "options": {"expires": 30, "retry": False},
    },
    "blocks whose hour has come": {
        "task": "rooms.begin_due_blocks",
        "schedule": 30.0,
        "options": {"expires": 60, "retry": False},
    },
    "promises that come due": {
        "task": "complaints.watch",
        "schedule": 10.0,
        "options": {"expires": 30, "retry": False},
    },
    "floors: late inspections, a new day's rooms": {
        "task": "housekeeping.watch",
        "schedule": 20.0,
        "options": {"expires": 60, "retry": False},
    },
    "VIP approvals: reminder at half, substitute when over": {
        "task": "vip.watch_approvals",
        "schedule": 10.0,
        "options": {"expires": 30, "retry": False},
    },
    "VIP visit log: to the office from nine on": {
        "task": "vip.hand_in_log",
        "schedule": 60.0,
        "options": {"expires": 120, "retry": False},
    },
    "beat is alive": {
        "task": "journal.beat_seen",
        "schedule": 5.0,
        "options": {"expires": 30, "retry": False},
    },
}


def _with_own_threads() -> None:
    from hotel.courier import OutsideCourier
    from hotel.relay import Relay

    app.steps["worker"].update({Relay, OutsideCourier})


_with_own_threads()


@worker_init.connect
def _know_the_addresses(**_worker: Any) -> None:
    """Before the pool forks, once for all children: the first news of each would wait for it."""
    from django.urls import reverse

    reverse("home")
