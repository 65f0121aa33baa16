"""How people get in: the password, the quick code, the wait after wrong tries."""

import re

from axes.utils import reset
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff import hooks
from hotel.staff.models import User
from hotel.staff.services.reach import managed, own_or_managed
from hotel.web.refusals import Refused

QUICK_CODE = re.compile(r"[0-9]{4,6}", re.ASCII)


@transaction.atomic
def set_password(user_id: int, password: str, *, by: User | None) -> User:
    """A new password, the own or that of somebody one leads. Other sessions of theirs end, and
    the wait after too many wrong tries is over."""
    user = own_or_managed(user_id, by)
    check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    reset(username=user.username)
    hooks.record("staff.password_set", user, by=by)
    return user


@transaction.atomic
def set_quick_code(user_id: int, code: str, *, by: User | None) -> User:
    """The four to six digits that unlock a desk already signed in; empty takes it away."""
    user = own_or_managed(user_id, by)
    if code and not QUICK_CODE.fullmatch(code):
        raise Refused(_("Four to six digits."), field="code")
    if code and (len(set(code)) == 1 or code in "01234567890" or code in "09876543210"):
        raise Refused(_("Too easy to guess: choose other digits."), field="code")
    user.quick_code = make_password(code) if code else ""
    user.save(update_fields=["quick_code"])
    hooks.record("staff.quick_code_set", user, by=by, data={"taken_away": not code})
    return user


@transaction.atomic
def lift_lockout(user_id: int, *, by: User | None) -> None:
    """Let somebody sign in again before the waiting time after too many wrong tries is over."""
    user = managed(user_id, by)
    reset(username=user.username)
    hooks.record("staff.lockout_lifted", user, by=by)


def check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages), field="password") from weak
