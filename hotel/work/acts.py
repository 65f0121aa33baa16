"""What every act on an item shares: finding it, asking whether this person may, and the journal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import rules
from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from hotel.journal import services as journal
from hotel.staff.models import User
from hotel.web.refusals import Forbidden, Refused
from hotel.work.models import HeldFor, Item, Status
from hotel.work.states import RELATED

if TYPE_CHECKING:
    from hotel.journal.models import Entry

UNHELD: dict[str, Any] = {"held_for": "", "held_at": None, "held_reason": ""}


def touchable(item_id: int, by: User) -> Item:
    """The item, if this person may accept and finish it (handbook B5). Raises `Forbidden`."""
    item = Item.objects.select_related(*RELATED).get(pk=item_id)
    if not rules.has_perm("work.touch_item", by, item):
        raise Forbidden(
            _(
                "“%(title)s” is %(department)s's. Only its people, the assistant manager"
                " or above may do that."
            )
            % {"title": item.title, "department": item.department.name}
        )
    return item


def given_reason(reason: str) -> str:
    """The reason without blanks around it; raises `Refused` beside `reason` when there is none."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Give a reason."), field="reason", code="required")
    if len(reason) > 500:
        raise Refused(_("The reason is longer than 500 characters."), field="reason")
    return reason


def enterable(item: Item) -> None:
    """Nobody enters a room on do-not-disturb: raises `Refused` for work inside it."""
    if item.held_for == HeldFor.DND:
        raise Refused(
            _("Room %(room)s is on do-not-disturb. “%(title)s” waits until it is lifted.")
            % {"room": item.room, "title": item.title},
            code="dnd",
        )


def unblocked(item: Item) -> None:
    """Raise `Refused`, naming what the item still waits for, while anything it requires is open."""
    waiting_for = [other.title for other in required_and_open(item)]
    if waiting_for:
        message = _("“%(title)s” has to wait for: %(others)s.")
        params = {"title": item.title, "others": _(", ").join(waiting_for)}
        raise Refused(message % params, code="blocked")


def required_and_open(item: Item) -> list[Item]:
    """The items this one requires that are neither done nor set aside."""
    if not item.requires:
        return []
    settled = (Status.DONE, Status.NOT_APPLICABLE, Status.CANCELLED)
    return list(siblings(item).filter(key__in=item.requires).exclude(status__in=settled))


def signed_by_another(item: Item, by: User) -> None:
    """Who did the work does not sign that it is good: `not_same_as` of the evidence (handbook C5)."""
    keys = item.evidence_spec.get("not_same_as") or []
    own = siblings(item).filter(key__in=keys, status=Status.DONE, done_by=by).first()
    if own:
        message = _("You did “%(work)s” yourself; somebody else signs “%(title)s”.")
        raise Forbidden(message % {"work": own.title, "title": item.title})


def siblings(item: Item) -> models.QuerySet[Item]:
    return Item.objects.filter(subject_type=item.subject_type, subject_id=item.subject_id).exclude(
        pk=item.pk
    )


def record(verb: str, item: Item, *, by: User | None, **more: Any) -> "Entry":
    """Journal an act on an item, in its own history and its subject's, for the boards it is on."""
    return journal.record(
        f"work.{verb}", item, by=by, about=subject_records([item]), topics=topics([item]), **more
    )


def subject_records(items: Iterable[Item]) -> list[models.Model]:
    """Stand-ins for the subjects, enough for the journal's `about`: nothing is asked of the database."""
    known = {each._meta.label_lower: each for each in apps.get_models()}
    subjects = dict.fromkeys((item.subject_type, item.subject_id) for item in items)
    return [known[kind](pk=pk) for kind, pk in subjects if kind in known]


def topics(items: Iterable[Item]) -> set[str]:
    """The boards that show these items."""
    items = list(items)
    boards = {f"dept:{item.department.code}" for item in items}
    vip = {"vip:all"} if any(item.subject_type.startswith("vip.") for item in items) else set()
    return boards | {item.subject for item in items} | vip
