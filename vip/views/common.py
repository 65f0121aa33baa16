from django.http import Http404

from hotel.staff.models import User
from vip import selectors
from vip.models import Visit


def visit_or_404(visit_id: int, viewer: User) -> Visit:
    """The visit; what this viewer may read of it is decided by `vip.visibility`."""
    try:
        return selectors.visit(visit_id)
    except Visit.DoesNotExist as missing:
        raise Http404("no such visit") from missing
