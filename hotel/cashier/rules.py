"""Who may post to a folio, and who may undo."""

import rules

from hotel.staff.rules import FRONT_DESK, HOUSE_MANAGERS, SUPERVISORS, has_role, sees_guests

POSTING = (*FRONT_DESK, *HOUSE_MANAGERS, "night_auditor", "finance")

posts = has_role(*POSTING)
takes_money = has_role("cashier", "receptionist", "fo_supervisor", "fo_manager", *HOUSE_MANAGERS)
undoes = has_role("cashier", "fo_supervisor", "fo_manager", "finance", *HOUSE_MANAGERS)

rules.add_perm("cashier.view_folio", posts)
rules.add_perm("cashier.post_charge", posts)
rules.add_perm("cashier.take_payment", takes_money)
rules.add_perm("cashier.refund", undoes)
rules.add_perm("cashier.reverse", undoes)

# The admin site: read there, never changed.
rules.add_perm("cashier", has_role(*SUPERVISORS) & sees_guests)
rules.add_perm("cashier.view_line", has_role(*SUPERVISORS) & sees_guests)
