"""What the departments' boards show of a visit, for all visits of a page at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.guests import alerts
from hotel.staff.models import User
from hotel.web import show
from hotel.work.subjects import SubjectCard
from vip.enums import Status
from vip.models import Visit
from vip.selectors import rooms_of, visits
from vip.visibility import seen_by

# What a task in the room or at the table must not get wrong comes first.
_NOTED = ("food_restrictions", "tea", "pillow_type", "tv_channel", "mahjong")


def cards(ids: set[int], viewer: User) -> dict[int, SubjectCard]:
    """A card for each visit, under the viewer's own rights; a constant number of queries."""
    found = list(visits().prefetch_related("guest__preferences").filter(pk__in=ids))
    rooms = rooms_of(found)
    told = alerts.alerts_for({visit.guest_id for visit in found}, viewer)
    return {v.pk: _card(v, rooms.get(v.pk, ""), told.get(v.guest_id, []), viewer) for v in found}


def _card(visit: Visit, room: str, told: Iterable[alerts.Alert], viewer: User) -> SubjectCard:
    # A board shows the visit because its department is concerned.
    seen = seen_by(viewer, visit, room, frozenset({viewer.department.code}))
    moment, label = _next(visit)
    return SubjectCard(
        title=seen.name,
        level=visit.level.rank,
        room=seen.room,
        when=moment,
        when_label=label,
        url=visit_url(visit),
        note="" if seen.hidden else _note(visit, told),
        rank=visit.level.rank,
        state=state(visit),
    )


def visit_url(visit: Visit) -> str:
    from django.urls import reverse

    return reverse("vip:visit", args=[visit.pk])


def _next(visit: Visit) -> tuple[datetime | None, str]:
    """What is counted down to: the arrival, then the departure."""
    if visit.arrived_at is None:
        return visit.arrival_at, _("%(time)s arrival") % {"time": show.hm(visit.arrival_at)}
    if visit.departed_at is None and visit.departure_at:
        return visit.departure_at, _("%(day)s departure") % {"day": show.md(visit.departure_at)}
    return None, ""


def state(visit: Visit) -> str:
    """A word in place of the countdown once the guest is here; "" before."""
    if visit.status == Status.DEPARTED or visit.departed_at:
        return _("Departed")
    if visit.arrived_at is None:
        return ""
    return pgettext("guest", "Out") if is_out(visit) else _("In house")


def is_out(visit: Visit) -> bool:
    return any(outing.back_at is None for outing in visit.outings.all())


def _note(visit: Visit, told: Iterable[alerts.Alert]) -> str:
    likes: dict[str, Any] = {each.kind: each for each in visit.guest.preferences.all()}
    known = [f"{likes[k].get_kind_display()}: {likes[k].text}" for k in _NOTED if k in likes]
    warnings = [alert.text for alert in told if alert.level != "info"]
    return " · ".join([*warnings, *known][:3])
