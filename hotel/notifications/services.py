"""Making notices out of acts, and the answers people give them."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.journal.bus import Entry
from hotel.journal.services import record
from hotel.notifications import push
from hotel.notifications.announce import LOUDNESS, News, news_of
from hotel.notifications.audience import House
from hotel.notifications.models import Notice, Receipt
from hotel.notifications.outside import outgoing
from hotel.notifications.selectors import SILENT, subject_of
from hotel.staff.models import Department, User
from hotel.web import clock
from hotel.web.refusals import Forbidden


def tell(entry: Entry) -> set[str]:
    """Make the notices, receipts and messages to the outside that an entry's news asks for.

    Called while the entry is delivered, in that transaction. A second call makes nothing new.
    Returns the topics that changed.
    """
    news = list(news_of(entry))
    if not news:
        return set()
    departments = _departments(news)
    outgoing.make(entry, news)
    topics = {f"user:{pk}" for pk in _make_notices(entry, news, departments)}
    return topics | _make_receipts(entry, news, departments)


def _departments(news: Iterable[News]) -> dict[str, Department]:
    codes = {code for each in news for code in each.departments}
    return {each.code: each for each in Department.objects.filter(code__in=codes)} if codes else {}


def _make_notices(
    entry: Entry, news: Iterable[News], departments: dict[str, Department]
) -> set[int]:
    house = House.now()
    notices: dict[int, Notice] = {}
    for each in news:
        for user_id, department in _audience(each, house).items():
            if user_id == entry.actor_id:
                continue
            louder = user_id in notices and (
                LOUDNESS[notices[user_id].level] >= LOUDNESS[each.level]
            )
            if not louder:
                notices[user_id] = _notice(entry, each, user_id, departments.get(department))
    Notice.objects.bulk_create(notices.values(), ignore_conflicts=True)
    return set(notices)


def _audience(news: News, house: House) -> dict[int, str]:
    """Each recipient once, with the department through which the news came, or an empty text."""
    heard: dict[int, str] = dict.fromkeys(news.user_ids, "")
    for code in news.departments:
        for user_id in house.department(code, on_duty=news.on_duty):
            heard.setdefault(user_id, code)
    for role in news.roles:
        for user_id in house.role(role, on_duty=news.on_duty):
            heard.setdefault(user_id, "")
    return heard


def _notice(entry: Entry, news: News, user_id: int, department: Department | None) -> Notice:
    return Notice(
        entry=entry,
        recipient_id=user_id,
        department=department,
        level=news.level,
        code=news.code,
        params={**news.params, **({SILENT: True} if news.silent else {})},
        url=news.url,
        confidential=news.confidential,
        needs_answer=news.needs_answer,
        made_at=clock.now(),
    )


def _make_receipts(
    entry: Entry, news: Iterable[News], departments: dict[str, Department]
) -> set[str]:
    owed: dict[str, Receipt] = {}
    for each in news:
        for code in each.departments if each.needs_receipt else ():
            if code in departments:
                owed.setdefault(code, _receipt(entry, each, departments[code]))
    Receipt.objects.bulk_create(owed.values(), ignore_conflicts=True)
    subjects = {receipt.subject for receipt in owed.values()}
    return {f"dept:{code}" for code in owed} | subjects


def _receipt(entry: Entry, news: News, department: Department) -> Receipt:
    now = clock.now()
    return Receipt(
        entry=entry,
        department=department,
        subject=news.subject or subject_of(entry),
        level=news.level,
        code=news.code,
        params=dict(news.params),
        url=news.url,
        confidential=news.confidential,
        made_at=now,
        remind_due_at=now + timedelta(minutes=news.remind_after),
        escalate_due_at=now + timedelta(minutes=news.escalate_after),
    )


@transaction.atomic
def acknowledge(receipt_id: int, *, by: User) -> Receipt:
    """A department says that it knows (签收), through one of its people. Once; a second tap is harmless.

    Raises `Forbidden` for somebody of another department.
    """
    receipt = (
        Receipt.objects.select_for_update(of=("self",))
        .select_related("department", "entry")
        .get(pk=receipt_id)
    )
    if not by.has_perm("notifications.acknowledge_receipt", receipt):
        raise Forbidden(
            _("Only %(department)s can acknowledge this.") % {"department": receipt.department}
        )
    if receipt.acknowledged_at is not None:
        return receipt
    receipt.acknowledged_at, receipt.acknowledged_by = clock.now(), by
    receipt.save(update_fields=["acknowledged_at", "acknowledged_by"])
    Notice.objects.filter(entry=receipt.entry_id, recipient=by, seen_at=None).update(
        seen_at=receipt.acknowledged_at
    )
    _journal("receipt.acknowledged", receipt, by=by, extra={f"user:{by.pk}"})
    return receipt


@transaction.atomic
def accept(notice_id: int, *, by: User) -> Notice:
    """A person answers a notice that asks for it: I take this. A second tap is harmless.

    Raises `Forbidden` when the notice is somebody else's.
    """
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if not by.has_perm("notifications.accept_notice", notice):
        raise Forbidden(_("This notice is for somebody else."))
    if notice.accepted_at is not None:
        return notice
    notice.accepted_at = clock.now()
    notice.seen_at = notice.seen_at or notice.accepted_at
    notice.save(update_fields=["accepted_at", "seen_at"])
    record(
        "notice.accepted",
        notice,
        by=by,
        about=notice.entry.about[:1],
        topics=[f"user:{by.pk}", *_shared_topics(notice.entry)],
    )
    return notice


def see(notice_ids: Iterable[int], *, by: User) -> int:
    """Mark a person's own notices as seen; others' ids are passed over. Returns how many were new.

    Reading is not an act of the house: the time is kept on the notice, the journal stays out of it.
    """
    mine = Notice.objects.filter(pk__in=list(notice_ids), recipient=by)
    return _seen(mine.filter(seen_at=None).values_list("pk", flat=True), by)


def see_all(*, by: User) -> int:
    """Mark everything as seen but what still asks for an answer."""
    mine = Notice.objects.filter(recipient=by, seen_at=None).exclude(
        needs_answer=True, accepted_at=None
    )
    return _seen(mine.values_list("pk", flat=True), by)


def _seen(ids: Iterable[int], by: User) -> int:
    now = clock.now()
    count = Notice.objects.filter(pk__in=list(ids), seen_at=None).update(seen_at=now)
    if count:
        # The bells of this person's other screens fall silent too.
        topics = {f"user:{by.pk}"}
        transaction.on_commit(partial(push.nudge, topics, None, now, wait=False), robust=True)
    return count


@transaction.atomic
def quiet(
    about: str, codes: Iterable[str], *, unless: Callable[[Entry], bool] | None = None
) -> int:
    """What these notices (by text code) about a record asked for is done: nobody's bell goes on.

    Read or not, they stay in the inboxes. Acts for which `unless` holds ring on. Returns how many
    fell silent.
    """
    ringing = Notice.objects.filter(
        entry__about__contains=[about], code__in=list(codes), seen_at=None
    )
    if unless is not None:
        acts = {notice.entry_id: notice.entry for notice in ringing.select_related("entry")}
        settled = [pk for pk, entry in acts.items() if not unless(entry)]
        ringing = Notice.objects.filter(pk__in=ringing.values("pk"), entry__in=settled)
    people = set(ringing.values_list("recipient", flat=True))
    if not people:
        return 0
    now = clock.now()
    count = ringing.update(seen_at=now)
    topics = {f"user:{pk}" for pk in people}
    transaction.on_commit(partial(push.nudge, topics, None, now, wait=False), robust=True)
    return count


def note_delivery(user: User) -> int:
    """A screen of this person shows the bell: what is new has reached them."""
    return Notice.objects.filter(recipient=user, delivered_at=None).update(delivered_at=clock.now())


def remind_overdue_receipts(now: datetime) -> int:
    """Remind departments that owe a receipt, and escalate what stays unanswered (handbook B5).

    Each step is claimed by a conditional update, so that two beats send it once. Returns the number
    of steps taken.
    """
    unanswered = Receipt.objects.filter(acknowledged_at=None)
    remind = unanswered.filter(reminded_at=None, remind_due_at__lte=now)
    escalate = unanswered.filter(escalated_at=None, escalate_due_at__lte=now)
    steps = [
        *((_remind, pk) for pk in remind.values_list("pk", flat=True)),
        *((_escalate, pk) for pk in escalate.values_list("pk", flat=True)),
    ]
    return sum(step(pk, now) for step, pk in steps)


@transaction.atomic
def _remind(receipt_id: int, now: datetime) -> bool:
    waits = Receipt.objects.filter(pk=receipt_id, acknowledged_at=None, reminded_at=None)
    return _take_step(receipt_id, waits.update(reminded_at=now), "receipt.reminded")


@transaction.atomic
def _escalate(receipt_id: int, now: datetime) -> bool:
    waits = Receipt.objects.filter(pk=receipt_id, acknowledged_at=None, escalated_at=None)
    return _take_step(receipt_id, waits.update(escalated_at=now), "receipt.escalated")


def _take_step(receipt_id: int, claimed: int, verb: str) -> bool:
    if not claimed:
        return False
    receipt = Receipt.objects.select_related("department", "entry").get(pk=receipt_id)
    _journal(verb, receipt, by=None)
    return True


def _journal(verb: str, receipt: Receipt, *, by: User | None, extra: Iterable[str] = ()) -> None:
    record(
        verb,
        receipt,
        by=by,
        about=[receipt.subject],
        data={"receipt": receipt.pk, "department": receipt.department.code},
        topics=[
            f"dept:{receipt.department.code}",
            receipt.subject,
            *_shared_topics(receipt.entry),
            *extra,
        ],
    )


def _shared_topics(entry: Entry) -> list[str]:
    """The act's topics that are nobody's own: overviews that show who has answered."""
    return [topic for topic in entry.topics if not topic.startswith(("dept:", "user:"))]
