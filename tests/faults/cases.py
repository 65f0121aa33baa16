"""The faults. Each is tried on an open hotel and returns what was lost and what was doubled."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
from django.db import connections, transaction

from hotel.web import clock
from tests.faults.burst import confirm_all, killed_at_random, tend_for
from tests.faults.hotel import Clerk, Hotel, Outcome, make_overdue
from tests.stack import until

Case = Callable[[Hotel, bool], Outcome]

ALL = ("web", "web-2", "worker", "beat")


def redis_down(hotel: Hotel, short: bool) -> Outcome:
    """Redis down when the act commits, and back a minute later."""
    hotel.supervise(*ALL)
    visits = hotel.visits(6 if short else 30)
    clerk = hotel.clerk()
    hotel.valkey.stop()
    confirmed = [visit for visit in visits if clerk.confirm(visit).status_code < 400]
    down_until = time.monotonic() + (5 if short else 60)
    while time.monotonic() < down_until:
        hotel.tend()
        time.sleep(0.2)
    hotel.valkey.start()
    hotel.valkey.wait_ready(30)
    return hotel.outcome(
        len(visits), visits if len(confirmed) == len(visits) else confirmed, clerk.slowest
    )


def redis_hung(hotel: Hotel, short: bool) -> Outcome:
    """Redis hung (SIGSTOP): no request over 2 s, and the news arrives all the same."""
    hotel.supervise(*ALL)
    visits = hotel.visits(6 if short else 20)
    clerk = hotel.clerk()
    os.kill(hotel.valkey.pid, signal.SIGSTOP)
    try:
        confirmed = []
        for visit in visits:
            if clerk.confirm(visit).status_code < 400:
                confirmed.append(visit)
            for path in ("/", "/vip/", "/healthz/"):
                clerk.get(path)
        hotel.settle()  # while Redis still hangs: the relay needs none
        tend_for(hotel, 5 if short else 45)  # long enough for every connection to be given up
        lost_meanwhile = [] if hotel.all_delivered() else ["not delivered while Redis hung"]
    finally:
        os.kill(hotel.valkey.pid, signal.SIGCONT)
    outcome = hotel.outcome(len(visits), confirmed, clerk.slowest)
    outcome.lost += len(lost_meanwhile)
    outcome.notes += lost_meanwhile
    return outcome


def redis_flushed(hotel: Hotel, short: bool) -> Outcome:
    """Redis flushed with tasks queued; afterwards tasks travel by Redis again."""
    import redis

    hotel.supervise("web")
    visits = hotel.visits(6 if short else 30) if _worker_delivers(hotel) else []
    hotel.stack.stop("worker")
    hotel.supervisor.watches = []
    clerk = hotel.clerk()
    confirmed = [visit for visit in visits if clerk.confirm(visit).status_code < 400]
    with redis.Redis.from_url(hotel.stack.redis_url) as client:
        until(lambda: bool(client.llen("celery")), 10, "tasks are queued")
        client.flushall()
    hotel.stack.start("worker")
    return hotel.outcome(len(visits), confirmed, clerk.slowest)


def _worker_delivers(hotel: Hotel) -> bool:
    hotel.stack.start("worker")
    return True


def redis_flushed_under_worker(hotel: Hotel, short: bool) -> Outcome:
    """Redis flushed again and again while web and worker run: neither needs a restart."""
    import redis

    hotel.supervise(*ALL)
    visits = hotel.visits(6 if short else 20)
    clerk = hotel.clerk()
    confirmed = []
    with redis.Redis.from_url(hotel.stack.redis_url) as client:
        for visit in visits:
            client.flushall()
            if clerk.confirm(visit).status_code < 400:
                confirmed.append(visit)
    return hotel.outcome(len(visits), confirmed, clerk.slowest)


def two_beats(hotel: Hotel, short: bool) -> Outcome:
    """Two beats at once: every reminder and every escalation goes out once."""
    from hotel.journal.models import Entry
    from hotel.notifications.models import Receipt

    hotel.supervise("web", "worker", "worker-2", "beat", "beat-2")
    visits = hotel.visits(4 if short else 12)
    clerk = hotel.clerk()
    for visit in visits:
        clerk.confirm(visit)
    hotel.settle()
    make_overdue(31)
    receipts = Receipt.objects.count()
    with suppress(AssertionError):
        until(lambda: not Receipt.objects.filter(escalated_at=None).exists(), 75, "all escalated")
    tend_for(hotel, 5 if short else 45)  # long enough for both beats to come round again
    hotel.settle()
    outcome = hotel.outcome(receipts, visits)
    for verb in ("receipt.reminded", "receipt.escalated"):
        sent = Entry.objects.filter(verb=verb).count()
        outcome.lost += max(0, receipts - sent)
        outcome.doubled += max(0, sent - receipts)
        outcome.notes.append(f"{verb}: {sent} of {receipts}")
    return outcome


def postgres_restarted(hotel: Hotel, short: bool) -> Outcome:
    """PostgreSQL restarted under load, once politely and once by SIGKILL."""
    hotel.supervise(*ALL)
    visits = hotel.visits(8 if short else 40)
    clerks = [hotel.clerk() for _ in range(2)]
    with ThreadPoolExecutor(len(clerks)) as pool:
        jobs = [
            pool.submit(confirm_all, clerk, visits[number :: len(clerks)])
            for number, clerk in enumerate(clerks)
        ]
        for stop in (hotel.postgres.stop, hotel.postgres.kill):
            tend_for(hotel, 0.4)
            stop()
            tend_for(hotel, 1)
            _start_postgres(hotel)
        while not all(job.done() for job in jobs):
            tend_for(hotel, 0.2)
        confirmed = [visit for job in jobs for visit in job.result()]
    connections.close_all()
    outcome = hotel.outcome(len(visits), visits)
    outcome.lost += len(set(visits) - set(confirmed))
    return outcome


def _start_postgres(hotel: Hotel) -> None:
    """After a SIGKILL the old server's children may hold its memory for a moment."""

    def up() -> bool:
        if not hotel.postgres.alive:
            hotel.postgres.start()
        return hotel.postgres.ready()

    until(up, 60, "PostgreSQL is back")


def web_killed_during_post(hotel: Hotel, short: bool) -> Outcome:
    """The only web process killed while it works on the POST: all of the act, or nothing."""
    hotel.supervise("web", "worker", "beat")
    visits = hotel.visits(8 if short else 40)
    dice = random.Random(11)
    half = 0
    clerk = hotel.clerk()
    for visit in visits:
        sending = threading.Thread(target=_press_once, args=(clerk, visit))
        sending.start()
        time.sleep(dice.uniform(0, 0.15))
        os.kill(hotel.stack.children["web"].pid, signal.SIGKILL)
        sending.join()
        half += len(hotel.account([])[2]) if hotel.all_delivered() else 0
        _wait_for_pages(hotel)
        clerk.confirm_stubbornly(visit)
    outcome = hotel.outcome(len(visits), visits)
    outcome.lost += half
    return outcome


def _wait_for_pages(hotel: Hotel) -> None:
    def back() -> bool:
        hotel.tend()
        return hotel.stack.children["web"].alive and hotel.stack.serves()

    until(back, 90, "the page is back")


def _press_once(clerk: Clerk, visit: int) -> None:
    with suppress(httpx.HTTPError):
        clerk.confirm(visit)


def two_finish_one_task(hotel: Hotel, short: bool) -> Outcome:
    """Two people finish the same task at the same moment: one does, the other is told so."""
    from django.urls import reverse

    from hotel.journal.models import Entry
    from hotel.work.models import Item

    hotel.supervise(*ALL)
    visits = hotel.visits(4 if short else 16)
    clerk = hotel.clerk()
    answered = [clerk.confirm(visit).status_code for visit in visits]
    hotel.settle()
    items = [
        item.pk
        for item in Item.objects.filter(
            subject_type="vip.visit", department__code="housekeeping", evidence_kind="tick"
        ).exclude(status__in=("done", "cancelled", "not_applicable"))
        if not item.requires and not item.evidence_spec.get("not_same_as")
    ]
    people = [hotel.clerk("hk_supervisor"), hotel.clerk("assistant_manager")]
    both = threading.Barrier(2)

    def finish(person: Clerk, item: int) -> int:
        both.wait()
        return person.post(reverse("work:finish", args=[item]), done="on").status_code

    with ThreadPoolExecutor(2) as pool:
        answers = [sorted(pool.map(finish, people, (item, item))) for item in items]
    outcome = hotel.outcome(len(items), visits)
    for item in items:
        done = Entry.objects.filter(verb="work.done", about__contains=[f"work.item:{item}"]).count()
        outcome.lost += done == 0
        outcome.doubled += done > 1
    if not items:
        outcome.lost += 1
        outcome.notes.append("no task to finish")
    outcome.notes.append(
        f"confirmed {answered}, finished {sorted({tuple(pair) for pair in answers})}"
    )
    return outcome


def act_rolled_back(hotel: Hotel, short: bool) -> Outcome:
    """An act that fails after it was journaled: nobody hears of it."""
    from hotel.journal.models import Entry
    from hotel.notifications.models import Notice
    from vip import services

    hotel.supervise("web", "worker", "beat")
    visits = hotel.visits(4 if short else 20)
    before = Entry.objects.count(), Notice.objects.count()

    class PowerCutError(Exception):
        pass

    for visit in visits:
        with suppress(PowerCutError), transaction.atomic():
            services.announce(visit, by=hotel.cast.fo_manager)
            raise PowerCutError
    time.sleep(5)
    after = Entry.objects.count(), Notice.objects.count()
    outcome = hotel.outcome(len(visits), [])
    outcome.doubled += sum(after) - sum(before)
    return outcome


def clock_set(hotel: Hotel, short: bool) -> Outcome:
    """Beat gone altogether: the worker's relay delivers without it."""
    hotel.supervise("web", "worker")
    hotel.valkey.stop()
    visits = hotel.visits(4 if short else 10)
    clerk = hotel.clerk()
    confirmed = [visit for visit in visits if clerk.confirm(visit).status_code < 400]
    outcome = hotel.outcome(len(visits), confirmed, clerk.slowest)
    hotel.valkey.start()
    hotel.valkey.wait_ready(30)
    outcome.notes.append(f"delivered by {clock.now():%H:%M:%S}")
    return outcome


CASES: dict[str, Case] = {
    "Redis down when the act commits, back later": redis_down,
    "Redis hung (SIGSTOP)": redis_hung,
    "Redis flushed with tasks queued": redis_flushed,
    "Redis flushed while all run": redis_flushed_under_worker,
    "web, worker and beat killed at random": killed_at_random,
    "two beats at once": two_beats,
    "neither beat nor Redis": clock_set,
    "PostgreSQL restarted under load": postgres_restarted,
    "web killed during the POST": web_killed_during_post,
    "two people finish the same task": two_finish_one_task,
    "act rolled back after its entry": act_rolled_back,
}
