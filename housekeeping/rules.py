"""Who may do what on the floors (handbook B1.2, B3)."""

import rules

from hotel.staff.rules import FRONT_DESK, HOUSE_MANAGERS, SUPERVISORS, has_role

LEADERS = ("hk_manager", "hk_supervisor")
FLOOR = (*LEADERS, "room_attendant")
DESK = (*FRONT_DESK, *HOUSE_MANAGERS, "night_auditor")

works_the_floors = has_role(*FLOOR)
leads_the_floors = has_role(*LEADERS)

rules.add_perm("housekeeping.see_board", has_role(*LEADERS, *DESK))
rules.add_perm("housekeeping.see_my_rooms", works_the_floors)
rules.add_perm("housekeeping.see_room_work", has_role(*FLOOR, *DESK))

rules.add_perm("housekeeping.request_inspection", has_role(*DESK))
rules.add_perm("housekeeping.report_inspection", works_the_floors)
# Whoever lets a guest settle uninspected answers for it: a leading person of the desk.
rules.add_perm(
    "housekeeping.waive_inspection", has_role("fo_manager", "fo_supervisor", *HOUSE_MANAGERS)
)

rules.add_perm("housekeeping.clean", works_the_floors)
rules.add_perm("housekeeping.assign", leads_the_floors)
rules.add_perm("housekeeping.inspect", leads_the_floors)

# The admin site: found and read there; the price list is kept by those who lead the floors.
rules.add_perm("housekeeping", has_role(*SUPERVISORS))
for _model in (
    "departureinspection",
    "finding",
    "priceditem",
    "cleaningday",
    "cleaningtask",
    "roominspection",
):
    rules.add_perm(f"housekeeping.view_{_model}", has_role(*SUPERVISORS))
for _verb in ("add", "change"):
    rules.add_perm(
        f"housekeeping.{_verb}_priceditem",
        has_role(*LEADERS, "fo_manager", *HOUSE_MANAGERS, "admin"),
    )
