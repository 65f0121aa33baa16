"""Predicates every app builds its permissions from. Read them as sentences."""

from typing import Any

import rules
from django.contrib.auth.models import AnonymousUser

from hotel.staff.models import User
from hotel.web.predicates import predicate

# Whoever asks: signed in or not.
Reader = User | AnonymousUser

# Those who answer for the whole house, day or night (handbook B0).
HOUSE_MANAGERS = ("general_manager", "deputy_gm", "duty_manager", "assistant_manager")
# Everybody who leads a department or the house.
MANAGERS = (
    *HOUSE_MANAGERS,
    "gm_office",
    "department_head",
    "fo_manager",
    "hk_manager",
    "sales_manager",
)
FRONT_DESK = ("fo_manager", "fo_supervisor", "receptionist", "cashier", "operator")
# Who runs rules, staff and records in the admin site.
SUPERVISORS = (*MANAGERS, "fo_supervisor", "hk_supervisor", "fnb_supervisor", "admin")


def has_role(*codes: str) -> Any:
    """True for somebody who holds at least one of these roles and still works here."""
    wanted = frozenset(codes)

    def holds(user: Reader) -> bool:
        return isinstance(user, User) and user.is_active and bool(user.role_codes & wanted)

    return predicate(holds, f"has_role({', '.join(codes)})")


def in_department(*codes: str) -> Any:
    """True for people of these departments."""
    wanted = frozenset(codes)

    def belongs(user: Reader) -> bool:
        return isinstance(user, User) and user.is_active and user.department.code in wanted

    return predicate(belongs, f"in_department({', '.join(codes)})")


@predicate
def works_here(user: Reader) -> bool:
    return isinstance(user, User) and user.is_active


@predicate
def sees_guests(user: Reader) -> bool:
    """Everybody but a pure system administrator, who gets no guest data by default (handbook B0)."""
    return isinstance(user, User) and user.is_active and user.role_codes != frozenset({"admin"})


# Who hires, moves and lets go of people; whom of them exactly is settled in the service (`authority`).
leads_people = has_role(*SUPERVISORS)
arranges_house = has_role(*HOUSE_MANAGERS, "gm_office", "admin")

rules.add_perm("staff.view_roster", works_here)
rules.add_perm("staff.plan_roster", leads_people)
for _verb in ("view", "add", "change"):
    rules.add_perm(f"staff.{_verb}_user", leads_people)
    rules.add_perm(f"staff.{_verb}_duty", leads_people)
rules.add_perm("staff.delete_duty", leads_people)
for _noun in ("department", "role"):
    rules.add_perm(f"staff.view_{_noun}", leads_people)
    rules.add_perm(f"staff.change_{_noun}", arranges_house)
