"""Who reads the hotel's rules, and who may change them."""

import rules

from hotel.staff.rules import SUPERVISORS, has_role

arranges = has_role("general_manager", "deputy_gm", "fo_manager", "admin")

rules.add_perm("house", has_role(*SUPERVISORS))
rules.add_perm("house.view_houserules", has_role(*SUPERVISORS))
rules.add_perm("house.change_houserules", arranges)
rules.add_perm("house.see_shipped", has_role(*SUPERVISORS))
rules.add_perm("house.reset_shipped", arranges)
for _verb in ("add", "delete"):
    rules.add_perm(f"house.{_verb}_houserules", rules.always_false)
