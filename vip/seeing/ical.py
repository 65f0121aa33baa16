"""iCalendar as RFC 5545 writes it: times in UTC, text escaped, lines folded by octets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LINE = 75


@dataclass(frozen=True, slots=True)
class Event:
    """`uid` stays the same while `sequence` counts its changes; `busy` blocks the calendar."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    stamp: datetime
    sequence: int = 0
    description: str = ""
    location: str = ""
    busy: bool = False


def calendar_of(name: str, events: Iterable[Event]) -> bytes:
    """The whole calendar. The same events give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yingbin//VIP reception//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
    ]
    for event in events:
        lines += _lines(event)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines).encode()


def _lines(event: Event) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{utc(event.stamp)}",
        f"DTSTART:{utc(event.start)}",
        f"DTEND:{utc(event.end)}",
        f"SEQUENCE:{event.sequence}",
        f"SUMMARY:{escaped(event.summary)}",
        f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    if event.location:
        lines.append(f"LOCATION:{escaped(event.location)}")
    return [*lines, "END:VEVENT"]


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A TEXT value: no bare comma, semicolon, backslash or line end, and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    text = text.replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    return "".join(each for each in text if each >= " " and each != "\x7f")


def folded(line: str) -> str:
    """No line longer than 75 octets, and no character torn in two."""
    pieces, piece, size, room = [], "", 0, LINE
    for each in line:
        width = len(each.encode())
        if size + width > room:
            pieces.append(piece)
            # What is continued begins with a space, which counts.
            piece, size, room = "", 0, LINE - 1
        piece, size = piece + each, size + width
    return "\r\n ".join([*pieces, piece])
