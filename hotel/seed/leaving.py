"""Guests of the demo hotel leave as guests do: room looked into, bill at zero, a word about the stay."""

from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from frontdesk import services as counter
from frontdesk.selectors.arriving import keys_out
from frontdesk.selectors.dues import House, dues_of
from hotel.cashier import selectors as ledger
from hotel.cashier import services as cashier
from hotel.cashier.wording import GIVEN_BACK
from hotel.stays import selectors as stays
from hotel.web import clock
from housekeeping import selectors
from housekeeping import services as floors
from housekeeping.services import Found

if TYPE_CHECKING:
    from hotel.seed.present import Season
    from hotel.stays.models import Stay

RATINGS = (5, 4, 3, 2, None)
WEIGHTS = (46, 30, 9, 3, 12)
SAID = {
    5: ("房间很干净，前台很热情。", "早餐种类多，下次还来。", "Quiet room, very kind staff."),
    4: (
        "整体不错，电梯稍慢。",
        "床很舒服，枕头略高。",
        "Good stay, breakfast ends a little early.",
    ),
    3: ("空调声音有点大。", "等房卡等了一会儿。"),
    2: ("夜里走廊吵，希望改进。", "热水来得太慢。"),
}
BUYERS = (
    ("electronic", "湖南岳麓软件有限公司", "91430100MA4L16JQ9D", "fp@example.com"),
    ("ordinary", "周明远", "", "13900001111"),
    ("special", "长沙衡岳贸易有限公司", "91430100MA4Q3X7T5L", "caiwu@example.com"),
)
MINIBAR = (("可乐", "12"), ("矿泉水", "8"), ("方便面", "15"))


def leave(season: "Season", stay: "Stay") -> None:
    """Looked into, charged, settled, out in the morning of the business date."""
    moment = _moment(stay)
    _inspect(season, stay, moment)
    _settle(season, stay, moment)
    rating = season.dice.choices(RATINGS, WEIGHTS)[0]
    counter.check_out(
        stay.pk,
        by=season.desk,
        form_token=uuid5(NAMESPACE_URL, f"demo:check-out:{stay.pk}:{moment.isoformat()}"),
        keys_returned=keys_out([stay.pk]).get(stay.pk, 0),
        rating=rating,
        comment=season.dice.choice(SAID[rating]) if rating and stay.pk % 3 == 0 else "",
        membership=season.dice.choices(("not_offered", "declined", "accepted"), (5, 3, 2))[0],
        at=moment,
    )
    if stay.pk % 4 == 0:
        _invoice(season, stay, moment)


def _moment(stay: "Stay") -> datetime:
    morning = clock.at(stays.business_date(), time(8 + stay.pk % 5, 7 * (stay.pk % 8)))
    return min(max(morning, stay.arrived_at or morning), clock.now())


def _inspect(season: "Season", stay: "Stay", moment: datetime) -> None:
    """Every third room is looked into, some with a bottle gone; the others are waved through."""
    known = selectors.inspection_of(stay.pk)
    if known is not None and not known.is_open:
        return
    if stay.pk % 3:
        supervisor = season.crew.role("fo_supervisor")
        floors.waive_inspection(stay.pk, by=supervisor, reason="客人赶车", at=moment)
        return
    asked = floors.request_inspection(stay.pk, by=season.desk, at=moment)
    if asked.is_open:
        findings = []
        if stay.pk % 12 == 0:
            what, price = season.dice.choice(MINIBAR)
            findings = [Found("minibar", what, Decimal(price))]
        attendant = season.crew.role("room_attendant")
        floors.report_inspection(asked.pk, by=attendant, findings=findings, at=moment)


def _settle(season: "Season", stay: "Stay", moment: datetime) -> None:
    due = [each.key for each in dues_of([stay], House.at(moment))[stay.pk]]
    if due:
        counter.post_dues(stay.pk, due, by=season.cashier, at=moment)
    folio = ledger.folio_of_stay(stay.pk)
    if folio is None:
        return
    key = f"demo-settle-{stay.pk}-{moment:%Y%m%d%H%M}"
    facts: dict[str, Any] = {"key": key, "by": season.cashier, "at": moment}
    owed = ledger.balance(folio.pk)
    if owed > 0:
        cashier.take_payment(folio.pk, owed, method="wechat", **facts)
    elif owed < 0:
        cashier.give_back(folio.pk, reason=GIVEN_BACK, **facts)


def _invoice(season: "Season", stay: "Stay", moment: datetime) -> None:
    """Some are still to be issued, some to be handed over."""
    kind, buyer, tax_id, to = BUYERS[stay.pk // 4 % len(BUYERS)]
    if ledger.charged(stay.pk) <= 0:
        return
    asked = counter.request_invoice(
        stay.pk,
        by=season.cashier,
        form_token=uuid5(NAMESPACE_URL, f"demo:invoice:{stay.pk}"),
        kind=kind,
        buyer_name=buyer,
        tax_id=tax_id,
        deliver_to=to,
        at=moment,
    )
    if stay.pk // 4 % 3:
        counter.issue_invoice(asked.pk, number=f"2643{asked.pk:016d}", by=season.cashier)
    if stay.pk // 4 % 3 == 2:
        counter.hand_over_invoice(asked.pk, by=season.cashier)
