"""房卡: issued, taken back, lost (handbook A1.29, B1.7)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from frontdesk.enums import KeyStatus
from frontdesk.models import KeyCard
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays.acts import act, locked_stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.web.statements import Slot, Statement

if TYPE_CHECKING:
    from hotel.stays.models import Stay

MOST = 9


def cut(stay: "Stay", count: int, *, by: User, at: datetime) -> list[KeyCard]:
    """So many new cards for the stay's room. Part of an act with the stay locked."""
    if stay.room is None:
        raise Refused(_("Assign a room first."), field="room")
    facts = {
        "stay": stay.pk,
        "room": stay.room.pk,
        "until": stay.ends_at,
        "at": at,
        "by": by.pk,
        "count": count,
    }
    made = _CUT.ask(facts) if 1 <= count <= MOST else []
    if not made:
        raise Refused(_("A stay has 1 to %(most)d cards.") % {"most": MOST}, field="keys")
    return [
        KeyCard(
            pk=card_id,
            stay=stay,
            room=stay.room,
            number=number,
            valid_until=stay.ends_at,
            issued_at=at,
            issued_by=by,
        )
        for card_id, number in made
    ]


# So many cards after the last one the stay has had; none where they would be too many.
_CUT = Statement(
    """
INSERT INTO frontdesk_keycard (stay_id, room_id, number, status, valid_until, issued_at, issued_by_id)
SELECT %s, %s, last + more, 'issued', %s, %s, %s
FROM (SELECT coalesce(max(number), 0) AS last FROM frontdesk_keycard WHERE stay_id = %s) AS cut,
     generate_series(1, %s) AS more
WHERE last + %s <= %s
RETURNING id, number
""",
    [
        Slot("stay", "bigint"),
        Slot("room", "bigint"),
        Slot("until", "timestamptz"),
        Slot("at", "timestamptz"),
        Slot("by", "bigint"),
        Slot("stay", "bigint"),
        Slot("count", "integer"),
        Slot("count", "integer"),
        MOST,
    ],
)


@act
def issue_key(
    stay_id: int,
    *,
    by: User,
    number: int | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> KeyCard:
    """One more card for a guest in the house, after a look at the document.

    `number` is the card the page offered: pressed twice, it is issued once.
    """
    _allow(by)
    stay = locked_stay(stay_id)
    if stay.status != "in_house":
        raise Refused(_("Cards are issued to guests in the house."))
    made = KeyCard.objects.filter(stay=stay_id, number=number).first() if number else None
    if made is not None:
        return made
    (card,) = cut(stay, 1, by=by, at=at or clock.now())
    _record("key.issued", card, by=by, reason=reason)
    return card


@act
def return_key(card_id: int, *, by: User) -> KeyCard:
    """The guest gave the card back."""
    return _end(card_id, KeyStatus.RETURNED, by=by)


@act
def lose_key(card_id: int, *, by: User, reason: str = "") -> KeyCard:
    """The card is lost: the lock is to be recoded."""
    return _end(card_id, KeyStatus.LOST, by=by, reason=reason)


def _end(card_id: int, status: KeyStatus, *, by: User, reason: str = "") -> KeyCard:
    _allow(by)
    rows = KeyCard.objects.select_for_update(of=("self",), no_key=True)
    card = rows.select_related("room").filter(pk=card_id).first()
    if card is None:
        raise Refused(_("There is no such card."))
    if card.status == status:
        return card
    if card.status == KeyStatus.RETURNED:
        raise Refused(_("Card %(card)s came back already.") % {"card": card})
    card.status, card.ended_at, card.ended_by = status, clock.now(), by
    card.save(update_fields=["status", "ended_at", "ended_by"])
    _record(f"key.{status.value}", card, by=by, reason=reason)
    return card


def _allow(by: User) -> None:
    if not by.has_perm("frontdesk.issue_key"):
        raise Forbidden(_("Your role does not handle keys."))


def _record(verb: str, card: KeyCard, *, by: User, reason: str = "") -> None:
    stay = card.stay
    record(
        verb,
        card,
        by=by,
        about=[stay, stay.reservation, card.room],
        reason=reason.strip()[:200],
        data={"stay": stay.pk, "card": card.number},
        topics=[f"stays.stay:{stay.pk}"],
    )
