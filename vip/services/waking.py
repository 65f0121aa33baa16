"""叫醒: a person calls; not answered, once more after three minutes; then somebody goes up (B1.7)."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests.facts import free_text
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import selectors as work
from hotel.work import services as tasks
from vip import waking
from vip.enums import Status
from vip.models import Visit, WakeUpCall
from vip.services.acts import allowed, in_state, journal, locked

if TYPE_CHECKING:
    from hotel.work.models import Item

AGAIN_AFTER = timedelta(minutes=3)
State = WakeUpCall.Status


@transaction.atomic
def wake_answered(item_id: int, *, by: User) -> WakeUpCall:
    """The guest answered: the task is done. Said again by the same person it changes nothing."""
    item, visit, call = _opened(item_id, by)
    if call.status == State.ANSWERED:
        return call
    _legal(call, "", State.AGAIN)
    call.tries += 1
    return _put(item, visit, call, State.ANSWERED, by=by)


@transaction.atomic
def wake_unanswered(item_id: int, *, by: User) -> WakeUpCall:
    """Nobody answered: dialled once more after three minutes; after that somebody is sent up."""
    item, visit, call = _opened(item_id, by)
    _legal(call, "")
    call.tries, call.again_at = 1, clock.now() + AGAIN_AFTER
    return _put(item, visit, call, State.AGAIN, by=by)


@transaction.atomic
def wake_send_up(item_id: int, *, who: str, by: User) -> WakeUpCall:
    """Not answered a second time: `who` goes to the room."""
    item, visit, call = _opened(item_id, by)
    _legal(call, State.AGAIN)
    who = free_text(who, "who", 40)
    if not who:
        raise Refused(_("Say who goes up."), field="who")
    call.tries, call.again_at, call.sent = call.tries + 1, None, who
    return _put(item, visit, call, State.UP, by=by)


@transaction.atomic
def wake_woken(item_id: int, *, by: User) -> WakeUpCall:
    """Whoever went up has woken the guest: the task is done."""
    item, visit, call = _opened(item_id, by)
    if call.status == State.WOKEN:
        return call
    _legal(call, State.UP)
    return _put(item, visit, call, State.WOKEN, by=by)


def _opened(item_id: int, by: User) -> "tuple[Item, Visit, WakeUpCall]":
    """The task, its visit, locked, and the call as it stands."""
    allowed(by.has_perm("vip.wake_guests"), _("You may not record wake-up calls."))
    item = work.item(item_id)
    if (item.subject_type, item.code) != (waking.SUBJECT, waking.CODE):
        raise Refused(_("This task is no wake-up call."))
    visit = locked(item.subject_id)
    in_state(visit, (Status.ANNOUNCED,), _("A visit that is “%(status)s” is not changed."))
    item = work.item(item_id)
    found = WakeUpCall.objects.filter(visit=visit, key=item.key).first()
    if not item.is_open and (found is None or found.ended_at is None):
        raise Refused(_("This call has been recorded already."))
    return item, visit, found or WakeUpCall(visit=visit, key=item.key, status="", by=by)


def _legal(call: WakeUpCall, *now: str) -> None:
    """A colleague was faster: the call is further than this person saw."""
    if call.status not in now:
        raise Refused(_("This call has been recorded already."))


def _put(item: "Item", visit: Visit, call: WakeUpCall, status: State, *, by: User) -> WakeUpCall:
    before = call.status
    call.status, call.by = status, by
    if status in (State.ANSWERED, State.WOKEN):
        call.ended_at, call.again_at = clock.now(), None
        tasks.finish(item.pk, by=by)
    call.save()
    journal(
        "vip.wake_up_called",
        visit,
        by=by,
        changes={"wake_up_call": (before or None, status.value)},
        reason=call.sent if status == State.UP else "",
        data={"call": call.pk, "tries": call.tries},
    )
    return call
