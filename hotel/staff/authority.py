"""Whom a person may hire, change and roster: nobody hands out more than they hold."""

from hotel.staff.models import Department, Role, User
from hotel.staff.rules import HOUSE_MANAGERS, SUPERVISORS

# These may give any role. The administrator gives roles but sees no guests (handbook B0).
UNLIMITED = frozenset({"general_manager", "deputy_gm", "gm_office", "admin"})


def may_grant(by: User | None, role: Role) -> bool:
    """True for the house itself, for the management, and for a lead within the own department
    below the own rank (the order of roles is their rank)."""
    if by is None or by.is_superuser or by.role_codes & UNLIMITED:
        return True
    if not by.role_codes & set(SUPERVISORS) or role.department_id != by.department_id:
        return False
    if "department_head" in by.role_codes:
        return True
    own = [held.sort for held in by.held_roles if held.department_id == by.department_id]
    return bool(own) and role.sort > min(own)


def may_manage(by: User | None, person: User) -> bool:
    """True when every role this person holds could have been given by the actor, and it is not oneself."""
    if by is None or by.is_superuser:
        return True
    if by.pk == person.pk:
        return False
    if by.role_codes & UNLIMITED:
        return True
    return person.department_id == by.department_id and all(
        may_grant(by, held) for held in person.held_roles
    )


def may_plan(by: User | None, department: Department) -> bool:
    """True for those who answer for the house, and for leads in their own department's roster."""
    if by is None or by.is_superuser or by.role_codes & (UNLIMITED | set(HOUSE_MANAGERS)):
        return True
    return bool(by.role_codes & set(SUPERVISORS)) and by.department_id == department.pk
