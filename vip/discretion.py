"""Before those who need not know, a confidential visit's stay carries its alias (handbook B5)."""

from collections.abc import Collection, Mapping

from hotel.staff.models import User
from hotel.stays import discretion
from vip.models import Visit
from vip.visibility import seen_by


def register() -> None:
    discretion.register("vip", hidden_names)


def hidden_names(stay_ids: Collection[int], viewer: User) -> Mapping[int, str]:
    """One query, of the few visits that are confidential."""
    visits = Visit.objects.filter(stay__in=stay_ids, confidential=True).select_related(
        "guest", "level"
    )
    seen = {visit.stay_id: seen_by(viewer, visit, "") for visit in visits if visit.stay_id}
    return {stay_id: each.name for stay_id, each in seen.items() if each.hidden}
