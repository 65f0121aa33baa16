"""Before a number is shown somebody proves again who they are: the desk computer is shared."""

from django.contrib.auth import authenticate

from hotel.staff.desk import check_quick_code
from hotel.staff.services import QUICK_CODE
from hotel.web.http import StaffRequest


def proves_who(request: StaffRequest, secret: str) -> bool:
    """True for the person's own quick code or password. Wrong ones count as at the lock and the door."""
    user = request.user
    if user.quick_code and QUICK_CODE.fullmatch(secret):
        return check_quick_code(request.session, user, secret)
    return authenticate(request, username=user.username, password=secret) == user
