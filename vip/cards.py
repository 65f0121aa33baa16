"""What the departments' boards show of a visit, for all visits of a page at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.guests import alerts
from hotel.guests.selectors import preferences_of
from hotel.staff.models import User
from hotel.web import show
from hotel.web.paths import path_to
from hotel.work import selectors as work
from hotel.work.subjects import SubjectCard
from vip.enums import Status
from vip.models import Visit
from vip.selectors import rooms_of, visits_listed
from vip.visibility import seen_by

# What a task in the room or at the table must not get wrong comes first.
_NOTED = ("food_restrictions", "tea", "pillow_type", "tv_channel", "mahjong")


def cards(ids: set[int], viewer: User) -> dict[int, SubjectCard]:
    """A card for each visit, under the viewer's own rights; a constant number of queries."""
    found = visits_listed(ids)
    rooms = rooms_of(found)
    guest_ids = {visit.guest_id for visit in found}
    told = alerts.alerts_for(guest_ids, viewer, levels=alerts.PRESSING)
    likes = preferences_of(guest_ids)
    hidden = [visit.pk for visit in found if visit.confidential]
    concerned = work.departments_of("vip.visit", hidden) if hidden else {}
    return {
        visit.pk: _card(
            visit,
            rooms.get(visit.pk, ""),
            _note(told.get(visit.guest_id, []), likes.get(visit.guest_id, {})),
            viewer,
            concerned.get(visit.pk, frozenset()),
        )
        for visit in found
    }


def _card(
    visit: Visit, room: str, note: str, viewer: User, concerned: frozenset[str]
) -> SubjectCard:
    seen = seen_by(viewer, visit, room, concerned)
    moment, label = _next(visit)
    return SubjectCard(
        title=seen.name,
        level=visit.level.rank,
        room=seen.room,
        when=moment,
        when_label=label,
        url=visit_url(visit),
        note="" if seen.hidden else note,
        rank=visit.level.rank,
        state=state(visit),
    )


def visit_url(visit: Visit) -> str:
    return path_to("vip:visit", visit.pk)


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
    """Lists ask it with their visits: see `vip.selectors.visits_listed`."""
    told: bool | None = getattr(visit, "told_out", None)
    if told is not None:
        return told
    return any(
        outing.back_at is None and outing.stay_id == visit.stay_id for outing in visit.outings.all()
    )


def _note(told: Iterable[alerts.Alert], likes: Mapping[str, Any]) -> str:
    known = [f"{likes[k].get_kind_display()}: {likes[k].text}" for k in _NOTED if k in likes]
    return " · ".join([*(alert.text for alert in told), *known][:3])
