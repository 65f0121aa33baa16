"""Who reads the journal. Nobody changes it: the database refuses."""

import rules

from hotel.staff.rules import SUPERVISORS, has_role, sees_guests

rules.add_perm("journal.view_history", sees_guests)
# The admin site: reading for supervisors who may see guests, whose names the entries carry.
rules.add_perm("journal.view_entry", has_role(*SUPERVISORS) & sees_guests)
# Whether news is stuck is the administrator's business too; the outbox shows no names.
rules.add_perm("journal.view_dispatch", has_role(*SUPERVISORS))
rules.add_perm("journal.release_dispatch", has_role(*SUPERVISORS))
for _act in ("add", "change", "delete"):
    for _model in ("entry", "dispatch"):
        rules.add_perm(f"journal.{_act}_{_model}", rules.always_false)
