"""Requests as a browser sends them, with as little of a client's own cost as possible."""

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx

Row = dict[str, object]


class Visitor:
    """One kept-alive connection with the cookies of somebody signed in."""

    def __init__(self, client: httpx.Client) -> None:
        self.address = urlsplit(str(client.base_url)).netloc
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self.headers = {"Cookie": cookies, "Accept-Encoding": "identity"}
        self.connection = http.client.HTTPConnection(self.address, timeout=30)

    def get(self, path: str) -> float:
        """Seconds until the whole answer was read. Raises when it is not a page."""
        began = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return took

    def another(self) -> "Visitor":
        twin = object.__new__(Visitor)
        twin.address, twin.headers = self.address, self.headers
        twin.connection = http.client.HTTPConnection(self.address, timeout=30)
        return twin


def percentile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def measure(visitor: Visitor, path: str, *, short: bool) -> Row:
    """Median and 95th percentile of sequential requests in ms, and requests a second of 8 clients."""
    for _ in range(6):  # both web processes warm
        visitor.another().get(path)
    times = [visitor.get(path) * 1000 for _ in range(30 if short else 200)]
    return {
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(percentile(times, 95), 2),
        "rps_8": round(_rate(visitor, path, 2.0 if short else 8.0), 1),
    }


def _rate(visitor: Visitor, path: str, seconds: float) -> float:
    until = time.perf_counter() + seconds

    def ask() -> int:
        client, count = visitor.another(), 0
        while time.perf_counter() < until:
            client.get(path)
            count += 1
        return count

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask) for _ in range(8)]
        return sum(each.result() for each in asked) / seconds
