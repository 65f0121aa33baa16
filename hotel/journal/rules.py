"""Who reads the journal. Nobody changes it: the database refuses."""

import rules

from hotel.staff.rules import SUPERVISORS, has_role, sees_guests

rules.add_perm("journal.view_history", sees_guests)
# The admin site: reading for supervisors who may see guests, whose names the entries carry.
rules.add_perm("journal.view_entry", has_role(*SUPERVISORS) & sees_guests)
# Whether news is stuck is the administrator's business too; the outbox shows no names.
rules.add_perm("journal.view_dispatch", has_role(*SUPERVISORS))
rules.add_perm("journal.change_dispatch", has_role(*SUPERVISORS))
for _perm in ("add_entry", "change_entry", "delete_entry", "add_dispatch", "delete_dispatch"):
    rules.add_perm(f"journal.{_perm}", rules.always_false)
