"""Is the hotel well? One page for the supervisor, the load balancer and the curious."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from hotel.journal import outbox, pulse
from hotel.notifications.outside import outgoing
from hotel.web import clock
from hotel.web.access import ANYONE, requires

PATIENCE_SECONDS = 1.0
# A heartbeat comes every 5 s; three missed ones are an illness.
HEARTBEAT_MAX_SECONDS = 20.0
# Past this the clerks see a banner as well.
OUTBOX_MAX_SECONDS = 60.0

Report = dict[str, Any]

# A hung database or Redis may hold a thread for good; more than these never wait.
_checkers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="health")


@never_cache
@requires(ANYONE)
def healthz(request: HttpRequest) -> JsonResponse:
    """State and age of every part; 200 only when all are well, else 503."""
    asked = {"database": _checkers.submit(_database), "redis": _checkers.submit(_redis)}
    parts = {name: _answer(future) for name, future in asked.items()}
    # What the database knows of the others comes with its own answer, or not at all.
    parts |= parts["database"].pop("told", _unknown())
    well = all(part["ok"] for part in parts.values())
    return JsonResponse(
        {"ok": well, "at": clock.now().isoformat(), **parts}, status=200 if well else 503
    )


def _answer(future: "Future[Report]") -> Report:
    try:
        return future.result(timeout=PATIENCE_SECONDS)
    except TimeoutError:
        return {"ok": False, "problem": f"no answer within {PATIENCE_SECONDS:g} s"}
    except Exception as problem:
        # The name alone: messages of drivers carry addresses and users.
        return {"ok": False, "problem": type(problem).__name__}


def _database() -> Report:
    with _timed() as report, _fresh_connection():
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM now() - pg_postmaster_start_time())")
            report["age_seconds"] = round(float(cursor.fetchone()[0]), 1)
        report["told"] = {
            "worker": _heartbeat(pulse.age("worker")),
            "beat": _heartbeat(pulse.age("beat")),
            "outbox": _outbox(),
            "channels": _channels(),
        }
    return report


@contextmanager
def _fresh_connection() -> Iterator[None]:
    """A connection that noticed a restarted server, in a thread that outlives requests."""
    connection.close_if_unusable_or_obsolete()
    try:
        yield
    except Exception:
        connection.close()
        raise


def _redis() -> Report:
    with _timed() as report:
        client = redis.Redis.from_url(
            settings.REDIS_URL,
            socket_timeout=settings.REDIS_PATIENCE_SECONDS,
            socket_connect_timeout=settings.REDIS_PATIENCE_SECONDS,
        )
        with client:
            report["age_seconds"] = float(client.info("server")["uptime_in_seconds"])
    return report


@contextmanager
def _timed() -> Iterator[Report]:
    start = time.monotonic()
    report: Report = {"ok": True}
    yield report
    report["answered_ms"] = round((time.monotonic() - start) * 1000, 1)


def _heartbeat(age: timedelta | None) -> Report:
    if age is None:
        return {"ok": False, "age_seconds": None}
    seconds = age.total_seconds()
    return {"ok": seconds <= HEARTBEAT_MAX_SECONDS, "age_seconds": round(seconds, 1)}


def _outbox() -> Report:
    oldest = outbox.oldest_waiting()
    parked = outbox.parked_count()
    age = (clock.now() - oldest).total_seconds() if oldest else 0.0
    well = age <= OUTBOX_MAX_SECONDS and parked == 0
    return {"ok": well, "oldest_waiting_seconds": round(age, 1), "parked": parked}


def _channels() -> Report:
    """Somebody else's mail server or chat never takes this hotel's pages out of service."""
    standing = outgoing.standing()
    age = (clock.now() - standing.oldest).total_seconds() if standing.oldest else 0.0
    report: Report = {
        "ok": True,
        "oldest_waiting_seconds": round(age, 1),
        "waiting": standing.waiting,
        "parked": standing.parked,
    }
    if standing.parked:
        report["problem"] = "messages to the outside are parked: see /channels/"
    return report


def _unknown() -> Report:
    problem = "the database does not answer"
    parts = ("worker", "beat", "outbox", "channels")
    return {name: {"ok": False, "problem": problem} for name in parts}
