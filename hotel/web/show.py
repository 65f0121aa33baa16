"""How figures look to a reader, in either language: look and feel lives here, meaning does not."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hotel.web import clock

MINUS = "−"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_DAYS_ZH = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


def money(value: Decimal | int | None) -> str:
    """`¥ 1,288.00`, as in bills."""
    if value is None:
        return ""
    sign = MINUS if value < 0 else ""
    return f"{sign}¥ {abs(value):,.2f}"


def amount(value: Decimal | int | None) -> str:
    """`1,288`, as in lists; cents only where there are any."""
    if value is None:
        return ""
    sign = MINUS if value < 0 else ""
    whole = value == int(value)
    return f"{sign}{abs(value):,.0f}" if whole else f"{sign}{abs(value):,.2f}"


def hm(moment: datetime | None) -> str:
    """`14:32` on the hotel's clock."""
    return clock.local(moment).strftime("%H:%M") if moment else ""


def md(when: date | datetime | None) -> str:
    """`11-21` for tables; with the year when it is not this year's."""
    if when is None:
        return ""
    day_ = _local_day(when)
    return day_.strftime("%m-%d" if day_.year == clock.today().year else "%Y-%m-%d")


def mdhm(moment: datetime | None) -> str:
    """`11-21 14:32`."""
    return f"{md(moment)} {hm(moment)}" if moment else ""


def day(when: date | datetime | None) -> str:
    """`11-21 周六` or `Sat 21 Nov`, for headings; with the year when it is not this year's."""
    if when is None:
        return ""
    day_ = _local_day(when)
    if (get_language() or "zh").startswith("zh"):
        return f"{md(day_)} {_DAYS_ZH[day_.weekday()]}"
    text = f"{_DAYS_EN[day_.weekday()]} {day_.day} {_MONTHS[day_.month - 1]}"
    return text if day_.year == clock.today().year else f"{text} {day_.year}"


def weekday(when: date) -> str:
    """`周六` or `Sat`."""
    zh = (get_language() or "zh").startswith("zh")
    return (_DAYS_ZH if zh else _DAYS_EN)[when.weekday()]


def iso(when: date | datetime | None) -> str:
    """For `datetime` attributes and scripts: ISO 8601 with the zone."""
    return when.isoformat() if when else ""


def span(length: timedelta | None) -> str:
    """A length of time in words: `32 min`, `2 h 05 min`. Never negative."""
    if length is None:
        return ""
    minutes = abs(int(length.total_seconds())) // 60
    if minutes < 60:
        return _("%(count)s min") % {"count": minutes}
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return _("%(count)s days") % {"count": hours // 24}
    return _("%(hours)s h %(minutes)02d min") % {"hours": hours, "minutes": rest}


def _local_day(when: Any) -> date:
    if isinstance(when, datetime):
        return clock.local(when).date()
    return when  # type: ignore[no-any-return]
