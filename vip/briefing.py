"""What the restaurant knows before the guest sits down, and who serves (handbook A7.193–196, 198)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hotel.guests import selectors as guests
from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import show
from hotel.web.bilingual import pick
from vip import remembered, said, standing
from vip.enums import Programme
from vip.models import Dish, Visit
from vip.visibility import seen_by

if TYPE_CHECKING:
    from hotel.work.models import Item

# The tasks that brief the restaurant, look at its room, serve the meal.
BRIEFED = ("P13", "S01", "S02")
SERVING = "S02"
RESTAURANT, LEADS = "food_beverage", "fnb_supervisor"
WAITERS = 2
# What is told of a guest at table.
AT_TABLE = (remembered.FOOD, "tea", "smoking", "other")
TASKS = (*standing.TASKS, *BRIEFED)


def beside_item(item: "Item", viewer: User) -> list[str]:
    """Lines beside an item shown by itself: the line-up's people, or the restaurant's briefing."""
    if item.code not in BRIEFED:
        return standing.beside_item(item, viewer)
    visit = Visit.objects.select_related("level", "guest").filter(pk=item.subject_id).first()
    if visit is None:
        return []
    lines = list(card(visit, viewer))
    return [*serving(item), *lines] if item.code == SERVING else lines


def card(visit: Visit, viewer: User) -> Iterator[str]:
    """Who, how many, until when; each meal with hour, place and price; needs and likes at table;
    the dishes they may have, each with its story.

    Of a confidential guest others read no name, no organisation and nobody's likes.
    """
    seen = seen_by(viewer, visit, "", frozenset({RESTAURANT}))
    who = [seen.name, "" if seen.hidden else visit.title, seen.organisation]
    yield _("Guest: %(who)s") % {"who": _(", ").join(part for part in who if part)}
    yield _("Persons: %(count)s, in the house until %(time)s") % {
        "count": visit.party_size,
        "time": show.mdhm(visit.departure),
    }
    yield _("Served as: %(level)s") % {"level": visit.level.dining}
    for entry in visit.programme.all():
        if entry.kind == Programme.MEAL:
            yield said.of_entry(entry, visit)
    known = remembered.of_party(visit)
    avoid = [pick(*names) for names in known.avoid_names]
    if avoid:
        yield _("Never serve: %(what)s") % {"what": _(", ").join(avoid)}
    if not seen.hidden:
        yield from _likes(visit)
    yield from stories(known.avoid)


def stories(avoid: frozenset[str]) -> Iterator[str]:
    """What is told of the dishes at table; of none that holds what the party must not have (198)."""
    for dish in Dish.objects.filter(active=True):
        if avoid.isdisjoint(dish.contains):
            yield _("“%(dish)s”: %(story)s") % {"dish": dish.name, "story": dish.story}


def _likes(visit: Visit) -> Iterator[str]:
    for likes in guests.preferences_of(remembered.guest_ids(visit)).values():
        for kind in AT_TABLE:
            if kind in likes:
                like = likes[kind]
                yield _("%(what)s: %(text)s") % {
                    "what": like.get_kind_display(),
                    "text": like.text,
                }
    for member in visit.members.all():
        if member.is_noted:
            yield said.of_member(member, visit)


def serving(item: "Item") -> Iterator[str]:
    """One supervisor and two waiters of those on duty at the meal's hour (handbook A7.196)."""
    on_duty = staff.on_duty(RESTAURANT, at=item.due_at)
    leads = next((each for each in on_duty if LEADS in each.role_codes), None)
    with_them = [each for each in on_duty if LEADS not in each.role_codes][:WAITERS]
    yield _("Serves in person: %(name)s") % {"name": leads.name if leads else "—"}
    named = _(", ").join(each.name for each in with_them)
    yield _("With: %(names)s") % {"names": named or "—"}
    missing = WAITERS - len(with_them) + (leads is None)
    if missing:
        yield _("%(count)s more must be called in: one supervisor and two waiters serve") % {
            "count": missing
        }
