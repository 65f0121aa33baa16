"""Requests as a browser sends them, with as little of a client's own cost as possible."""

import http.client
import re
import statistics
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from urllib.parse import urlencode, urlsplit

import httpx

Row = dict[str, object]
CLIENTS = 8
Fields = list[tuple[str, str]]


class Visitor:
    """One kept-alive connection with the cookies of somebody signed in."""

    def __init__(self, client: httpx.Client) -> None:
        parts = urlsplit(str(client.base_url))
        self.address, self.origin = parts.netloc, f"{parts.scheme}://{parts.netloc}"
        self.cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self.headers = {"Cookie": self.cookies, "Accept-Encoding": "identity"}
        self.connection = http.client.HTTPConnection(self.address, timeout=60)

    def another(self) -> "Visitor":
        twin = object.__new__(Visitor)
        twin.__dict__ = dict(self.__dict__)
        twin.connection = http.client.HTTPConnection(self.address, timeout=60)
        return twin

    def get(self, path: str) -> float:
        """Seconds until the whole answer was read. Raises when it is not a page."""
        return self.page(path)[0]

    def page(self, path: str) -> tuple[float, str]:
        """The same, and what was read."""
        began = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        read = answer.read()
        took = time.perf_counter() - began
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return took, read.decode()

    def post(self, path: str, fields: Fields) -> tuple[float, str]:
        """Seconds, and where the answer leads. Raises when the form was not accepted."""
        body = urlencode(fields).encode()
        headers = {
            **self.headers,
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.origin,
        }
        began = time.perf_counter()
        self.connection.request("POST", path, body, headers)
        answer = self.connection.getresponse()
        read = answer.read()
        took = time.perf_counter() - began
        if answer.status != 303:
            raise RuntimeError(f"{path} answers {answer.status}: {_refusals(read.decode())}")
        return took, answer.headers["Location"]


def _refusals(page: str) -> str:
    return "; ".join(re.findall(r"invalid-feedback[^>]*>([^<]+)<", page))


# One thing a person does: asked with a visitor and a number, it returns the seconds it took.
Ask = Callable[[Visitor, int], float]


def reading(paths: Iterable[str]) -> Ask:
    """Open one of these pages after the other."""
    every = list(paths)
    return lambda visitor, number: visitor.get(every[number % len(every)])


def percentile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def told(seconds: list[float], rate: float) -> Row:
    """Median and 95th percentile in ms, and how many a second 8 clients got."""
    times = [each * 1000 for each in seconds]
    return {
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(percentile(times, 95), 2),
        "rps_8": round(rate, 1),
    }


def measure(visitor: Visitor, ask: Ask, *, short: bool) -> Row:
    """One after the other, then as fast as 8 clients get their answers."""
    number = count()
    for _ in range(6):  # both web processes warm
        ask(visitor.another(), next(number))
    times = [ask(visitor, next(number)) for _ in range(30 if short else 200)]
    return told(times, _rate(visitor, ask, next(number), 2.0 if short else 8.0))


def _rate(visitor: Visitor, ask: Ask, first: int, seconds: float) -> float:
    began = time.perf_counter()

    def go_on(client: int) -> int:
        mine, done = visitor.another(), 0
        while time.perf_counter() < began + seconds:
            ask(mine, first + client + CLIENTS * done)
            done += 1
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        asked = sum(pool.map(go_on, range(CLIENTS)))
    return asked / (time.perf_counter() - began)
