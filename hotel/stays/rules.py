"""Who may do what with reservations and stays."""

import rules

from hotel.staff.rules import (
    FRONT_DESK,
    HOUSE_MANAGERS,
    MANAGERS,
    SUPERVISORS,
    has_role,
    sees_guests,
)

DESK = (*FRONT_DESK, *HOUSE_MANAGERS, "night_auditor")
BOOKERS = (*DESK, "sales_manager", "gm_office")
DESK_SUPERVISORS = ("fo_manager", "fo_supervisor", *HOUSE_MANAGERS)

sells = has_role(*BOOKERS)
works_at_the_desk = has_role(*DESK)
supervises = has_role(*DESK_SUPERVISORS)
decides = has_role("fo_manager", *HOUSE_MANAGERS)

rules.add_perm("stays.find", sees_guests)
rules.add_perm("stays.view_stay", sees_guests)
rules.add_perm("stays.list_stays", sells | has_role(*MANAGERS, "cashier", "finance"))
rules.add_perm("stays.view_reservation", sells | has_role(*MANAGERS, "cashier", "finance"))
rules.add_perm("stays.book", sells)
rules.add_perm("stays.change_stay", sells)
rules.add_perm("stays.change_reservation", sells)
rules.add_perm("stays.cancel_stay", sells)
# After the hold time a cancellation costs money (handbook B1.1).
rules.add_perm("stays.cancel_late", supervises)
rules.add_perm("stays.assign_room", works_at_the_desk)
rules.add_perm("stays.move_room", works_at_the_desk)
# A room of another type is another price (handbook B1.1).
rules.add_perm("stays.move_to_other_type", supervises)
rules.add_perm("stays.look_after", works_at_the_desk)
rules.add_perm("stays.mark_no_show", supervises | has_role("night_auditor"))
rules.add_perm("stays.reinstate", supervises)
# A departure is taken back on the same business date only (handbook B1.1).
rules.add_perm("stays.take_back", supervises)
rules.add_perm("stays.overbook", decides)
rules.add_perm("stays.let_vip_into_uninspected", supervises)
rules.add_perm("stays.advance_business_date", decides | has_role("night_auditor"))

# The admin site: found and read there, corrected through the services.
reads_the_admin_site = has_role(*SUPERVISORS) & sees_guests
rules.add_perm("stays", reads_the_admin_site)
for _model in ("roomassignment", "soldnight", "typenight", "businessday", "stayguest"):
    rules.add_perm(f"stays.view_{_model}", reads_the_admin_site)
