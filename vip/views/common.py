from django.core.exceptions import PermissionDenied
from django.http import Http404

from hotel.staff.models import User
from vip import selectors
from vip.models import Visit
from vip.rules import who_sees_name


def visit_or_404(visit_id: int, viewer: User) -> Visit:
    """The visit; what this viewer may read of it is decided by `vip.visibility`."""
    try:
        return selectors.visit(visit_id)
    except Visit.DoesNotExist as missing:
        raise Http404("no such visit") from missing


def listed_visit(visit_id: int, viewer: User) -> Visit:
    """The visit, for acting on it: of a confidential one only by those on its list."""
    visit = visit_or_404(visit_id, viewer)
    if not who_sees_name(viewer, visit):
        raise PermissionDenied("vip.see_confidential")
    return visit
