"""Who may read and answer notices: a notice is its recipient's own, a receipt its department's."""

from typing import TYPE_CHECKING

import rules

from hotel.staff.models import User
from hotel.staff.rules import (
    HOUSE_MANAGERS,
    SUPERVISORS,
    arranges_house,
    has_role,
    sees_guests,
    works_here,
)
from hotel.web import clock
from hotel.web.predicates import predicate

if TYPE_CHECKING:
    from hotel.notifications.models import Notice, Receipt


@predicate
def is_recipient(user: User, notice: "Notice | None") -> bool:
    return notice is None or notice.recipient_id == user.pk


@predicate
def speaks_for_department(user: User, receipt: "Receipt | None") -> bool:
    """Somebody of the department, or on duty there now; after escalation also who runs the house."""
    if receipt is None or receipt.department_id == user.department_id:
        return True
    if receipt.escalated_at is not None and user.role_codes & frozenset(HOUSE_MANAGERS):
        return True
    here = user.duties.filter(department_id=receipt.department_id, period__contains=clock.now())
    return here.exists()


rules.add_perm("notifications.read_inbox", works_here)
rules.add_perm("notifications.accept_notice", works_here & is_recipient)
rules.add_perm("notifications.acknowledge_receipt", works_here & speaks_for_department)

# The admin site shows them and changes nothing; they are made by acts and answered in the pages.
rules.add_perm("notifications.view_notice", has_role(*SUPERVISORS) & sees_guests)
rules.add_perm("notifications.view_receipt", has_role(*SUPERVISORS) & sees_guests)
for _model in ("notice", "receipt"):
    for _act in ("add", "change", "delete"):
        rules.add_perm(f"notifications.{_act}_{_model}", rules.always_false)

# Ways out of the house: no guest is named on their pages, so system administrators see them too.
arranges_channels = arranges_house | has_role("fo_manager")
rules.add_perm("notifications.see_channels", has_role(*SUPERVISORS))
rules.add_perm("notifications.view_channel", has_role(*SUPERVISORS))
rules.add_perm("notifications.view_delivery", has_role(*SUPERVISORS))
rules.add_perm("notifications.add_channel", arranges_channels)
rules.add_perm("notifications.change_channel", arranges_channels)
rules.add_perm("notifications.let_names_out", arranges_channels & sees_guests)
rules.add_perm("notifications.resend_delivery", arranges_channels)
rules.add_perm("notifications.delete_channel", rules.always_false)
for _act in ("add", "change", "delete"):
    rules.add_perm(f"notifications.{_act}_delivery", rules.always_false)
