"""Before those who need not know, a confidential visit's stay carries its alias (handbook B5)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateField, F, Q, QuerySet

from hotel.staff.models import User
from hotel.stays import discretion
from hotel.web.prepared import Param, Prepared
from vip.models import Visit
from vip.visibility import seen_by

_STAYS = ArrayField(BigIntegerField())


def _hidden_visits() -> "QuerySet[Visit]":
    """Confidential visits, once for each of their further rooms."""
    return (
        Visit.objects.filter(confidential=True)
        .select_related("guest", "level")
        .defer("told")
        .annotate(further=F("party_rooms__stay"))
        .order_by()
    )


_of_stays = Prepared(
    lambda: _hidden_visits().filter(
        Q(stay__any=Param("stays", _STAYS)) | Q(party_rooms__stay__any=Param("stays", _STAYS))
    )
)
_of_days = Prepared(
    lambda: _hidden_visits().filter(_touches("stay") | _touches("party_rooms__stay"))
)


def _touches(stay: str) -> Q:
    return Q(
        **{
            f"{stay}__arrival__lte": Param("last", DateField()),
            f"{stay}__departure__gte": Param("first", DateField()),
        }
    )


def register() -> None:
    discretion.register("vip", hidden_names, hidden_names_of_days)


def hidden_names(stay_ids: Collection[int], viewer: User) -> Mapping[int, str]:
    """One query, of the few visits that are confidential."""
    return _hidden(_of_stays(stays=list(stay_ids)), viewer)


def hidden_names_of_days(first: date, last: date, viewer: User) -> Mapping[int, str]:
    """The same of every stay that touches these days."""
    return _hidden(_of_days(first=first, last=last), viewer)


def _hidden(visits: Iterable[Visit], viewer: User) -> Mapping[int, str]:
    names: dict[int, str] = {}
    for visit in visits:
        seen = seen_by(viewer, visit, "")
        for stay_id in (visit.stay_id, visit.further):  # type: ignore[attr-defined]
            if stay_id and seen.hidden:
                names[stay_id] = seen.name
    return names
