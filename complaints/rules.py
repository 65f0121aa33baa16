"""Who may do what with complaints (handbook B6). What hangs on one complaint is in `authority`."""

import rules

from hotel.staff.rules import HOUSE_MANAGERS, SUPERVISORS, has_role, sees_guests

# A critical or private matter is read by those who answer for the house, by its owner, by who
# registered it and by the head of its department.
IN_CONFIDENCE = (*HOUSE_MANAGERS, "gm_office", "fo_manager")

rules.add_perm("complaints.see_complaints", sees_guests)
rules.add_perm("complaints.register", sees_guests)
# Acting on one complaint; whether on this one is decided by the service.
rules.add_perm("complaints.work_on", sees_guests)
rules.add_perm("complaints.see_restricted", sees_guests & has_role(*IN_CONFIDENCE))
# "Invalid" or "withdrawn" is the assistant manager's word (handbook B6).
rules.add_perm("complaints.withdraw", sees_guests & has_role(*HOUSE_MANAGERS, "fo_manager"))

# The admin site: supervisors keep the scheme; complaints are read there, changed on their pages.
keeps_scheme = has_role(*SUPERVISORS)
rules.add_perm("complaints", keeps_scheme)
for _model in ("severity", "category", "rung"):
    rules.add_perm(f"complaints.view_{_model}", keeps_scheme)
    rules.add_perm(f"complaints.change_{_model}", keeps_scheme)
    rules.add_perm(f"complaints.delete_{_model}", rules.always_false)
rules.add_perm("complaints.add_severity", rules.always_false)
rules.add_perm("complaints.add_category", keeps_scheme)
rules.add_perm("complaints.add_rung", keeps_scheme)
for _model in ("complaint", "promise", "ring", "followup", "option", "note"):
    rules.add_perm(f"complaints.view_{_model}", sees_guests & keeps_scheme)
