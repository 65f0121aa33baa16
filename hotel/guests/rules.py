"""Who may see and change what about guests (handbook B1.3, privacy)."""

import rules

from hotel.staff.rules import FRONT_DESK, HOUSE_MANAGERS, SUPERVISORS, has_role, sees_guests

SALES = ("sales_manager", "gm_office")
# Those who check guests in, and those who answer for them.
REVEALERS = (
    "receptionist",
    "fo_supervisor",
    "fo_manager",
    "assistant_manager",
    "duty_manager",
    "deputy_gm",
    "general_manager",
)
WATCHERS = ("fo_supervisor", "fo_manager", "security_officer", *HOUSE_MANAGERS)
KEEPERS = tuple(role for role in SUPERVISORS if role != "admin")

rules.add_perm("guests.see_guest", sees_guests)
rules.add_perm("guests.register_guest", has_role(*FRONT_DESK, *HOUSE_MANAGERS, *SALES))
rules.add_perm("guests.change_guest", has_role(*FRONT_DESK, *HOUSE_MANAGERS, *SALES))
rules.add_perm("guests.note_preference", sees_guests)
rules.add_perm("guests.reveal_document", has_role(*REVEALERS))
rules.add_perm("guests.see_watch", has_role(*WATCHERS))
rules.add_perm("guests.set_watch", has_role(*WATCHERS))

# The admin site: supervisors, but not the plain administrator, who gets no guest data.
rules.add_perm("guests", has_role(*KEEPERS))
for _model in ("guest", "company", "identitydocument", "preference", "plate"):
    rules.add_perm(f"guests.view_{_model}", has_role(*KEEPERS))
rules.add_perm("guests.add_company", has_role(*KEEPERS))
rules.add_perm("guests.change_company", has_role(*KEEPERS))
rules.add_perm("guests.view_watch", has_role(*WATCHERS) & has_role(*KEEPERS))
