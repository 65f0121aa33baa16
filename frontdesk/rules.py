"""Who may do what at the counter."""

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

works_at_the_desk = has_role(*DESK)
supervises = has_role("fo_manager", "fo_supervisor", *HOUSE_MANAGERS)
looks_on = sees_guests & has_role(*DESK, *MANAGERS, "hk_supervisor", "gm_office", "finance")

rules.add_perm("frontdesk.see_rack", looks_on)
rules.add_perm("frontdesk.see_lists", looks_on)
rules.add_perm("frontdesk.check_in", works_at_the_desk)
rules.add_perm("frontdesk.check_out", works_at_the_desk)
rules.add_perm("frontdesk.issue_key", works_at_the_desk)
rules.add_perm("frontdesk.register_guest", works_at_the_desk)
# No deposit only with a written guarantee by an authorised role (handbook B1.4).
rules.add_perm("frontdesk.waive_deposit", supervises)
# A lost slip, a missing inspection: a second, leading person decides (handbook B1.4, B1.1).
rules.add_perm("frontdesk.release_without", supervises)
# What the rules would charge a leaving guest and the house does not (handbook B1.4 late charge).
rules.add_perm("frontdesk.waive_charges", supervises)
rules.add_perm("frontdesk.ask_invoice", works_at_the_desk)
# Invoices are the cashiers' (handbook A2.69).
rules.add_perm(
    "frontdesk.issue_invoice",
    has_role("cashier", "receptionist", "fo_supervisor", "fo_manager", "finance", *HOUSE_MANAGERS),
)
rules.add_perm("frontdesk.close_day", has_role("night_auditor", "fo_manager", *HOUSE_MANAGERS))

# The admin site: found and read there, corrected through the services.
rules.add_perm("frontdesk", sees_guests & has_role(*SUPERVISORS))
for _model in ("registration", "checkin", "keycard", "checkout", "invoicerequest", "dayclose"):
    rules.add_perm(f"frontdesk.view_{_model}", sees_guests & has_role(*SUPERVISORS))
