"""Who may do what with VIP visits (handbook B5). Levels name their own approvers (C2)."""

from typing import TYPE_CHECKING

import rules
from django.apps import apps

from hotel.staff.models import User
from hotel.staff.rules import (
    FRONT_DESK,
    HOUSE_MANAGERS,
    MANAGERS,
    SUPERVISORS,
    has_role,
    in_department,
    sees_guests,
)

if TYPE_CHECKING:
    from vip.models import AmenityOrder, Level, Visit

# On the list of every confidential visit (handbook B5): the house, and who runs the reception.
ON_EVERY_LIST = frozenset(
    (*HOUSE_MANAGERS, "fo_manager", "fo_supervisor", "sales_manager", "gm_office")
)
# Who leads a department, and so is told a confidential guest's name while on duty for the visit.
LEADERS = frozenset((*MANAGERS, "hk_supervisor", "fnb_supervisor", "recreation_supervisor"))

# Who takes the call, and may put a new guest on file for it.
writes_notices = sees_guests & has_role(*FRONT_DESK, *HOUSE_MANAGERS, "gm_office", "sales_manager")
# Who answers for the reception, and so has the departments told.
confirms = sees_guests & has_role(
    *HOUSE_MANAGERS, "gm_office", "fo_manager", "fo_supervisor", "sales_manager"
)


def holds_authority(user: User, level: "Level") -> bool:
    """True for those whom the level's authority table names (handbook C2)."""
    return user.is_active and bool(user.role_codes & frozenset(level.approval_roles))


def is_substitute(user: User, visit: "Visit") -> bool:
    """The time limit is over and this person decides instead."""
    return user.is_active and visit.approval_substitute_id == user.pk


def may_decide(user: User, visit: "Visit | None" = None) -> bool:
    """Approve, reject, confirm the level. Without a visit: somebody who decides on some level."""
    if visit is None:
        return bool(user.role_codes & (_all_approvers() | {"duty_manager"}))
    if is_substitute(user, visit):
        return True
    if not visit.source.needs_approval and "gm_office" in user.role_codes:
        return True
    return holds_authority(user, visit.level)


def _all_approvers() -> frozenset[str]:
    rows = apps.get_model("vip", "Level")._default_manager.values_list("approval_roles", flat=True)
    return frozenset({"gm_office"}.union(*rows))


def who_sees_name(user: User, visit: "Visit", departments: frozenset[str] = frozenset()) -> bool:
    """Whether this person reads the name and room of the visit's guest.

    Of a confidential visit only those on its list do: the house managers, who runs the reception,
    who wrote the notice, and leaders of the `departments` concerned (codes; empty means the caller does not know them).
    """
    if not visit.confidential:
        return True
    if user.role_codes & ON_EVERY_LIST or visit.made_by_id == user.pk:
        return True
    return bool(user.role_codes & LEADERS) and user.department.code in departments


def brings_amenity(user: User, order: "AmenityOrder") -> bool:
    """The department that brings it; assistant manager and above for all (handbook B5)."""
    own = user.is_active and user.department_id == order.amenity.department_id
    return own or bool(user.role_codes & ON_EVERY_LIST)


rules.add_perm("vip.see_overview", writes_notices | (sees_guests & has_role(*SUPERVISORS)))
rules.add_perm("vip.see_statistics", sees_guests & has_role(*MANAGERS))
# A wall screen names no confidential guest: whoever sees guests may put it up.
rules.add_perm("vip.see_wall", sees_guests)
rules.add_perm("vip.share_addresses", confirms | (sees_guests & has_role(*MANAGERS)))
rules.add_perm("vip.see_visit", sees_guests)
rules.add_perm("vip.see_confidential", sees_guests & has_role(*ON_EVERY_LIST))
rules.add_perm("vip.write_notice", writes_notices)
rules.add_perm("vip.change_visit_facts", writes_notices)
rules.add_perm("vip.decide_visit", sees_guests & rules.predicate(may_decide))
rules.add_perm("vip.announce_visit", confirms)
rules.add_perm("vip.change_visit_level", confirms)
rules.add_perm("vip.cancel_visit", confirms)
rules.add_perm("vip.change_line_up", confirms)
rules.add_perm("vip.remind_departments", writes_notices)
# Who leads a shift of the desk tells it of the VIPs ahead (handbook A1.39).
rules.add_perm(
    "vip.remind_team", sees_guests & has_role(*HOUSE_MANAGERS, "fo_manager", "fo_supervisor")
)
# The car is seen at the gate, or from the door.
rules.add_perm(
    "vip.ring_gate",
    has_role("security_officer", "greeter_lead", "fo_manager", "fo_supervisor", *HOUSE_MANAGERS),
)
rules.add_perm("vip.stand_at_gate", in_department("security"))
# A guest let in before the visit is ready: the assistant manager or above (handbook B5).
rules.add_perm("vip.override_readiness", sees_guests & has_role(*HOUSE_MANAGERS))
# What a visit taught is written by who answers for the reception (handbook C4 X14).
rules.add_perm(
    "vip.write_debrief", sees_guests & has_role(*HOUSE_MANAGERS, "fo_manager", "fo_supervisor")
)
# Opinions of guests are collected for the general manager's office (handbook A7.214).
rules.add_perm("vip.read_log", sees_guests & has_role(*HOUSE_MANAGERS, "gm_office", "fo_manager"))
# Sales asks after the guest every day; the managers of the house stand in (handbook A7.199).
# The calls are the front office's: who takes them reads the room, whoever the guest is.
rules.add_perm(
    "vip.wake_guests",
    sees_guests
    & has_role(*HOUSE_MANAGERS, "fo_manager", "fo_supervisor", "receptionist", "operator"),
)
rules.add_perm("vip.make_care_calls", sees_guests & has_role(*HOUSE_MANAGERS, "sales_manager"))
# Asked again for each order: `brings_amenity`.
rules.add_perm("vip.bring_amenities", sees_guests)

# The admin site: supervisors keep the scheme; visits are shown there and changed by their services.
keeps_scheme = has_role(*SUPERVISORS)
# Whoever may change the plan tries it first; no guest is named there.
rules.add_perm("vip.preview_plan", keeps_scheme)
for _model in (
    "level",
    "noticesource",
    "amenity",
    "levelamenity",
    "avoidable",
    "dish",
    "specialoccasion",
    "occasionamenity",
    "preferencerule",
    "plantemplate",
    "templatetask",
):
    rules.add_perm(f"vip.view_{_model}", keeps_scheme)
    rules.add_perm(f"vip.add_{_model}", keeps_scheme)
    rules.add_perm(f"vip.change_{_model}", keeps_scheme)
    rules.add_perm(f"vip.delete_{_model}", rules.always_false)
for _model in (
    "visit",
    "member",
    "partyroom",
    "programmeentry",
    "lineupchange",
    "outing",
    "amenityorder",
    "replenishment",
    "override",
    "arrivalnews",
    "gatecall",
    "carecall",
    "careissue",
    "wakeupcall",
    "logday",
    "debrief",
    "makeright",
):
    rules.add_perm(f"vip.view_{_model}", sees_guests & has_role(*SUPERVISORS))
    rules.add_perm(f"vip.add_{_model}", rules.always_false)
    rules.add_perm(f"vip.change_{_model}", rules.always_false)
    rules.add_perm(f"vip.delete_{_model}", rules.always_false)
rules.add_perm("vip.view_sharedaddress", keeps_scheme)
for _verb in ("add", "change", "delete"):
    rules.add_perm(f"vip.{_verb}_sharedaddress", rules.always_false)
rules.add_perm("vip", keeps_scheme)
