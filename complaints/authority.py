"""Who has the say over one complaint: its owner, the role of its severity, and whoever stands higher."""

from typing import TYPE_CHECKING

from hotel.staff.models import User

if TYPE_CHECKING:
    from complaints.models import Complaint

# Who leads a department. Their word counts in their own department only.
HEADS = frozenset({"department_head", "fo_manager", "hk_manager", "sales_manager"})
_RANKS = {
    "fo_supervisor": 1,
    "assistant_manager": 2,
    "duty_manager": 2,
    **dict.fromkeys(HEADS, 3),
    "deputy_gm": 4,
    "general_manager": 5,
}


def rank_of(user: User) -> int:
    """How far somebody's say reaches, 0 to 5."""
    return max((_RANKS.get(code, 0) for code in user.role_codes), default=0)


def is_head(user: User, department_id: int) -> bool:
    return bool(user.role_codes & HEADS) and user.department_id == department_id


def may_act_as(user: User, role_code: str, department_id: int) -> bool:
    """Holds the role, or stands above it. A department's head is that of this department."""
    if role_code in HEADS:
        return is_head(user, department_id) or rank_of(user) > _RANKS[role_code]
    return role_code in user.role_codes or rank_of(user) > _RANKS.get(role_code, 0)


def may_see(user: User, complaint: "Complaint") -> bool:
    """Everybody who sees guests, of a restricted one only few."""
    if not user.has_perm("complaints.see_complaints"):
        return False
    if not complaint.restricted or user.has_perm("complaints.see_restricted"):
        return True
    own = user.pk in (complaint.owner_id, complaint.registered_by_id)
    return own or is_head(user, complaint.department_id)


def may_handle(user: User, complaint: "Complaint") -> bool:
    """The owner, who may be the owner by role, and the head of the department."""
    if not may_see(user, complaint):
        return False
    role = complaint.severity.owner_role.code
    return (
        user.pk == complaint.owner_id
        or may_act_as(user, role, complaint.department_id)
        or is_head(user, complaint.department_id)
    )


def may_settle_on_the_spot(user: User, complaint: "Complaint") -> bool:
    """A small one is settled by whoever took it; a critical one never on the spot (handbook B6)."""
    if complaint.severity.rank >= 4:
        return False
    first_line = complaint.severity.rank == 1 and user.pk == complaint.registered_by_id
    return first_line or may_handle(user, complaint)


def may_close(user: User, complaint: "Complaint") -> bool:
    return may_see(user, complaint) and may_act_as(
        user, complaint.severity.closing_role.code, complaint.department_id
    )


def may_approve_compensation(user: User, complaint: "Complaint") -> bool:
    """Above the severity's limit the role it escalates to decides (handbook E3)."""
    return may_see(user, complaint) and may_act_as(
        user, complaint.severity.escalate_role.code, complaint.department_id
    )
