"""Who may post to a folio, and who may undo."""

import rules

from hotel.staff.rules import FRONT_DESK, HOUSE_MANAGERS, SUPERVISORS, has_role, sees_guests

POSTING = (*FRONT_DESK, *HOUSE_MANAGERS, "night_auditor", "finance")

posts = has_role(*POSTING)
takes_money = has_role("cashier", "receptionist", "fo_supervisor", "fo_manager", *HOUSE_MANAGERS)
LEADING = ("fo_supervisor", "fo_manager", "finance", *HOUSE_MANAGERS)
undoes = has_role("cashier", *LEADING)

rules.add_perm("cashier.view_folio", posts)
rules.add_perm("cashier.post_charge", posts)
rules.add_perm("cashier.take_payment", takes_money)
# The receptionist settles departing guests, so gives deposits back (handbook A1.23).
rules.add_perm("cashier.refund", undoes | takes_money)
rules.add_perm("cashier.reverse", undoes)
# Undoing much is for those who answer for it (handbook B1.4).
rules.add_perm("cashier.reverse_over_200", has_role(*LEADING))
rules.add_perm("cashier.reverse_over_1000", has_role("fo_manager", "finance", *HOUSE_MANAGERS))
# VIPs short of money are the assistant manager's to speak to (handbook B1.4 催押).
rules.add_perm("cashier.chase_vip", has_role(*HOUSE_MANAGERS))

# The admin site: read there, never changed.
rules.add_perm("cashier", has_role(*SUPERVISORS) & sees_guests)
rules.add_perm("cashier.view_line", has_role(*SUPERVISORS) & sees_guests)
