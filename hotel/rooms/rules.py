"""Who may do what to rooms (handbook B1.2)."""

import rules

from hotel.staff.rules import (
    FRONT_DESK,
    HOUSE_MANAGERS,
    MANAGERS,
    SUPERVISORS,
    has_role,
    works_here,
)

HOUSEKEEPING_LEADERS = ("hk_manager", "hk_supervisor")
HOUSEKEEPING = (*HOUSEKEEPING_LEADERS, "room_attendant")
# Out of order for longer than a day takes saleable nights away, so the front office decides.
LONG_BLOCKERS = ("fo_manager", "duty_manager", "deputy_gm", "general_manager")
BLOCKERS = (*HOUSEKEEPING_LEADERS, "fo_supervisor", "assistant_manager", *LONG_BLOCKERS)

rules.add_perm("rooms.see_rooms", works_here)
rules.add_perm(
    "rooms.see_figures", has_role(*HOUSEKEEPING, *FRONT_DESK, *MANAGERS, "night_auditor")
)
rules.add_perm("rooms.clean_room", has_role(*HOUSEKEEPING))
rules.add_perm("rooms.inspect_room", has_role(*HOUSEKEEPING_LEADERS))
rules.add_perm("rooms.block_room", has_role(*BLOCKERS))
rules.add_perm("rooms.block_room_long", has_role(*LONG_BLOCKERS))
rules.add_perm("rooms.release_block", has_role(*BLOCKERS))
rules.add_perm("rooms.flag_room", has_role(*HOUSEKEEPING, *FRONT_DESK, *HOUSE_MANAGERS))

# The admin site: supervisors keep the house's list of rooms and types.
for _model in ("roomtype", "room", "roomblock"):
    rules.add_perm(f"rooms.view_{_model}", has_role(*SUPERVISORS))
for _model in ("roomtype", "room"):
    rules.add_perm(f"rooms.add_{_model}", has_role("fo_manager", *HOUSE_MANAGERS, "admin"))
    rules.add_perm(f"rooms.change_{_model}", has_role("fo_manager", *HOUSE_MANAGERS, "admin"))
rules.add_perm("rooms", has_role(*SUPERVISORS))
