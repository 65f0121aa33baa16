"""The daily care call: answered, declined, or not reached and tried again (handbook A7.199, B5, C6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints import services as complaints
from hotel.guests.facts import free_text
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import selectors as work
from hotel.work import services as tasks
from vip import care
from vip.enums import Status
from vip.models import CareCall, CareIssue, Visit
from vip.services.acts import allowed, in_state, journal, locked
from vip.services.changes import change_departure
from vip.services.replanning import align_plan, difference

if TYPE_CHECKING:
    from hotel.work.models import Item

RETRY_AFTER = timedelta(hours=1)
MOST_TRIES = 2
LONGEST = 1000
Question = CareIssue.Question
# What the complaint is about when the caller does not say otherwise (handbook E1).
CATEGORIES: Mapping[str, str] = {
    Question.ROOM: "room_cleanliness",
    Question.OUTLETS: "food_quality",
    Question.OVERALL: "other",
    Question.WISHES: "other",
}


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The five answers. `issues` are the questions the guest is unhappy about; low ratings are issues
    without being named. `categories` are the complaints' categories where not the question's own."""

    room: int
    outlets: int
    overall: str = ""
    wishes: str = ""
    departure_at: datetime | None = None
    room_words: str = ""
    outlets_words: str = ""
    issues: tuple[str, ...] = ()
    categories: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def answer_call(item_id: int, *, answers: Answers, by: User) -> CareCall:
    """The guest answered: the task is done with the answers as its evidence, each negative one is a
    complaint with an owner at once, a wish is a task, a new departure moves the plan."""
    item, visit, call = _opened(item_id, by)
    words = {name: free_text(getattr(answers, name), name, LONGEST, lines=True) for name in _TEXTS}
    call.room, call.outlets = answers.room, answers.outlets
    call.overall, call.wishes = words["overall"], words["wishes"]
    call.departure_at = answers.departure_at
    tasks.finish(item.pk, by=by, evidence=_evidence(call, words))
    _end(call, CareCall.Status.DONE, by)
    for question in _issues(item, answers):
        category = answers.categories.get(question) or CATEGORIES[question]
        _complain(visit, call, question, category, _statement(call, question, words), by=by)
    if call.departure_at and call.departure_at != visit.departure_at:
        change_departure(visit.pk, departure_at=call.departure_at, by=by)
        visit = locked(visit.pk)
    _kept(visit, call, by)
    return call


_TEXTS = ("overall", "wishes", "room_words", "outlets_words")


@transaction.atomic
def decline_call(item_id: int, *, by: User) -> CareCall:
    """The guest was reached and does not wish to be asked: nobody calls again today."""
    _item, visit, call = _opened(item_id, by)
    _end(call, CareCall.Status.DECLINED, by)
    _kept(visit, call, by)
    return call


@transaction.atomic
def miss_call(item_id: int, *, by: User) -> CareCall:
    """Nobody answered: once more after an hour, when the guest may be called; then it is given up."""
    item, visit, call = _opened(item_id, by)
    call.tries += 1
    now = clock.now()
    again = care.hours(item, visit).nearest(now + RETRY_AFTER)
    if call.tries < MOST_TRIES and again > now:
        call.again_at, call.by = again, by
        call.save()
    else:
        tasks.fail(item.pk, reason=_("The guest was called and not reached."), by=by)
        _end(call, CareCall.Status.UNREACHABLE, by)
    _kept(visit, call, by)
    return call


@transaction.atomic
def adopt_call(item_id: int) -> CareCall | None:
    """A call whose task was finished on the board, with the same five answers. Harmless to repeat."""
    item = work.item(item_id)
    by, given = item.done_by, item.evidence
    if item.code != care.CODE or item.status != "done" or by is None or "room" not in given:
        return None
    visit = locked(item.subject_id)
    if CareCall.objects.filter(visit=visit, key=item.key).exists():
        return None
    call = CareCall(visit=visit, key=item.key, room=given["room"], outlets=given["outlets"])
    call.overall, call.wishes = given.get("overall", ""), given.get("special_requests", "")
    _end(call, CareCall.Status.DONE, by)
    for question in _issues(item, Answers(room=call.room or 0, outlets=call.outlets or 0)):
        statement = _statement(call, question, {f"{question}_words": call.overall})
        _complain(visit, call, question, CATEGORIES[question], statement, by=by)
    _kept(visit, call, by)
    return call


def _opened(item_id: int, by: User) -> "tuple[Item, Visit, CareCall]":
    """The task, its visit, locked, and the call as it stands. A guest on do-not-disturb is not called."""
    allowed(by.has_perm("vip.make_care_calls"), _("You may not make care calls."))
    item = work.item(item_id)
    if (item.subject_type, item.code) != (care.SUBJECT, care.CODE):
        raise Refused(_("This task is no care call."))
    visit = locked(item.subject_id)
    in_state(visit, (Status.ANNOUNCED,), _("A visit that is “%(status)s” is not changed."))
    item = work.item(item_id)
    if not item.is_open:
        raise Refused(_("This call has been recorded already."))
    if item.held_for == "dnd":
        raise Refused(_("The guest does not wish to be disturbed. The call waits."), code="dnd")
    found = CareCall.objects.filter(visit=visit, key=item.key).first()
    return item, visit, found or CareCall(visit=visit, key=item.key, by=by)


def _end(call: CareCall, status: str, by: User) -> None:
    call.status, call.by, call.ended_at = CareCall.Status(status), by, clock.now()
    call.again_at = None
    if status != CareCall.Status.UNREACHABLE:
        call.tries += 1
    call.save()


def _kept(visit: Visit, call: CareCall, by: User) -> None:
    """The plan takes up the wish, the retry or the refusal, in the same entry."""
    departments = difference(align_plan(visit, by=by, at=clock.now()))
    journal(
        "vip.care_called",
        visit,
        by=by,
        changes={"care_call": (None, call.status)},
        data={"cause": "care_call", "departments": departments, "call": call.pk},
        departments=departments,
    )


def _evidence(call: CareCall, words: Mapping[str, str]) -> dict[str, Any]:
    """The answers in the fields of the plan's own form."""
    leaves = f"{clock.local(call.departure_at):%Y-%m-%dT%H:%M}" if call.departure_at else ""
    said = "\n".join(filter(None, (words["room_words"], words["outlets_words"], call.overall)))
    return {
        "room": call.room,
        "outlets": call.outlets,
        "overall": said,
        "special_requests": call.wishes,
        "departure_time": leaves,
    }


def _issues(item: "Item", answers: Answers) -> list[str]:
    below = care.negative_below(item)
    low = {q for q in (Question.ROOM, Question.OUTLETS) if getattr(answers, q) < below}
    return [question for question in Question.values if question in {*low, *answers.issues}]


def _statement(call: CareCall, question: str, words: Mapping[str, str]) -> str:
    """The guest's own words, or the rating when there are none."""
    name = f"{question}_words" if f"{question}_words" in words else question
    if said := words[name]:
        return said
    score = getattr(call, question)
    if not score:
        raise Refused(_("Write what the guest says."), field=question)
    with override("zh-hans"):
        return _("Care call: %(question)s rated %(score)s of 5.") % {
            "question": Question(question).label,
            "score": score,
        }


def _complain(
    visit: Visit, call: CareCall, question: str, category: str, statement: str, *, by: User
) -> None:
    complaint = complaints.register_complaint(
        by=by,
        category=category,
        statement=statement,
        channel="care_call",
        guest_id=visit.guest_id,
        stay_id=visit.stay_id,
    )
    CareIssue.objects.create(call=call, question=question, complaint=complaint)
