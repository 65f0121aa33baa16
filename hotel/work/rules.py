"""Who may look at a board and who may touch an item (handbook B5)."""

from typing import TYPE_CHECKING

import rules

from hotel.staff.models import Department, User
from hotel.staff.rules import HOUSE_MANAGERS, MANAGERS, SUPERVISORS, has_role, sees_guests
from hotel.web.predicates import predicate

if TYPE_CHECKING:
    from hotel.work.models import Item

# A mandatory item is set aside by the front-office supervisor or above, whoever owns it.
EXCUSERS = (*HOUSE_MANAGERS, "fo_manager", "fo_supervisor")
# Who looks at every department's board.
OVERSEERS = (*MANAGERS, "fo_supervisor")


@predicate
def works_on_board(user: User, department: Department | None = None) -> bool:
    return department is not None and user.department_id == department.pk


@predicate
def owns_item(user: User, item: "Item | None" = None) -> bool:
    return item is not None and user.department_id == item.department_id


@predicate
def is_mandatory(user: User, item: "Item | None" = None) -> bool:
    return item is not None and item.mandatory


may_touch = sees_guests & (owns_item | has_role(*HOUSE_MANAGERS))
may_excuse = sees_guests & (has_role(*EXCUSERS) | (may_touch & ~is_mandatory))

# Without an object: whether the route is open at all. The services ask again for the item itself.
rules.add_perm("work.use_boards", sees_guests)
rules.add_perm("work.see_all_boards", sees_guests & has_role(*OVERSEERS))
rules.add_perm("work.see_board", sees_guests & (works_on_board | has_role(*OVERSEERS)))
rules.add_perm("work.see_item", sees_guests & (owns_item | has_role(*OVERSEERS)))
rules.add_perm("work.touch_item", may_touch)
rules.add_perm("work.excuse_item", may_excuse)
rules.add_perm("work.view_item", sees_guests & has_role(*SUPERVISORS))

# How fast the ladder runs, and who hears what nobody else can: kept by supervisors in the admin site.
keeps_paces = has_role(*SUPERVISORS)
for _model in ("escalationpace", "catchallrole"):
    for _act in ("view", "add", "change"):
        rules.add_perm(f"work.{_act}_{_model}", keeps_paces)
    rules.add_perm(f"work.delete_{_model}", rules.always_false)
rules.add_perm("work.view_escalationstep", sees_guests & keeps_paces)
for _act in ("add", "change", "delete"):
    rules.add_perm(f"work.{_act}_escalationstep", rules.always_false)
