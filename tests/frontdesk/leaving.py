"""A guest who may leave: room looked into, nights charged, bill at zero. And one thing missing."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from frontdesk import services
from frontdesk.models import CheckOut, KeyCard
from frontdesk.selectors.dues import Due, House, dues_of
from hotel.cashier import selectors as ledger
from hotel.cashier import services as cashier
from hotel.stays.models import Stay
from hotel.stays.selectors import stay as find_stay
from hotel.web import clock
from housekeeping import services as floors
from tests.stays.makers import Desk

D = Decimal


@dataclass
class Counter:
    """`counter.ready("801")` is somebody who may leave at once."""

    desk: Desk

    def guest(self, number: str = "801", deposit: str = "600", keys: int = 1, **facts: Any) -> Stay:
        stay = self.desk.in_house(number, **facts)
        folio = cashier.open_folio(stay.pk, by=self.desk.by)
        if D(deposit):
            cashier.take_deposit(
                folio.pk, D(deposit), method="wechat", key=str(uuid4()), by=self.desk.by
            )
        for card in range(1, keys + 1):
            KeyCard.objects.create(
                stay=stay,
                room=self.desk.house.rooms[number],
                number=card,
                valid_until=stay.ends_at,
                issued_at=clock.now(),
                issued_by=self.desk.by,
            )
        return stay

    def ready(self, number: str = "801", **facts: Any) -> Stay:
        stay = self.guest(number, **facts)
        self.inspect(stay)
        self.settle(stay)
        return stay

    def inspect(self, stay: Stay, **report: Any) -> None:
        asked = floors.request_inspection(stay.pk, by=self.desk.by)
        floors.report_inspection(asked.pk, by=self.desk.cast.room_attendant, **report)

    def dues(self, stay: Stay) -> list[Due]:
        fresh = find_stay(stay.pk)
        return dues_of([fresh], House.at())[stay.pk]

    def charge(self, stay: Stay) -> None:
        keys = [due.key for due in self.dues(stay)]
        if keys:
            services.post_dues(stay.pk, keys, by=self.desk.by)

    def settle(self, stay: Stay) -> None:
        self.charge(stay)
        folio = ledger.folio_of_stay(stay.pk)
        assert folio is not None
        owed = ledger.balance(folio.pk)
        if owed > 0:
            cashier.take_payment(folio.pk, owed, key=str(uuid4()), by=self.desk.by)
        elif owed < 0:
            cashier.give_back(folio.pk, key=str(uuid4()), by=self.desk.by, reason="离店")

    def leave(self, stay: Stay, **facts: Any) -> CheckOut:
        said = {"form_token": uuid4(), "keys_returned": 1, "by": self.desk.by, **facts}
        return services.check_out(stay.pk, **said)
