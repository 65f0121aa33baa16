"""The one door of a stay's status."""

from functools import cache
from typing import Any

from django.db.models import BigIntegerField, CharField, F
from django.utils.translation import gettext as _

from hotel.stays.enums import StayStatus
from hotel.stays.models import Stay
from hotel.web.prepared import Param
from hotel.web.refusals import Refused
from hotel.web.written import PreparedUpdate

TRANSITIONS: dict[str, tuple[StayStatus, ...]] = {
    StayStatus.TENTATIVE: (StayStatus.CONFIRMED, StayStatus.CANCELLED),
    StayStatus.CONFIRMED: (StayStatus.IN_HOUSE, StayStatus.CANCELLED, StayStatus.NO_SHOW),
    StayStatus.IN_HOUSE: (StayStatus.DEPARTED,),
    StayStatus.NO_SHOW: (StayStatus.CONFIRMED,),
    StayStatus.DEPARTED: (StayStatus.IN_HOUSE,),
    StayStatus.CANCELLED: (),
}


def move(stay: Stay, to: StayStatus, **facts: Any) -> None:
    """Give the stay its next status, with the facts that come with it (handbook B1.1).

    Whoever is second finds the status gone: one conditional UPDATE decides, whatever was read
    before. Raises `Refused`, naming the legal moves.
    """
    if to not in TRANSITIONS[stay.status]:
        raise illegal(stay, to)
    if not claim(stay, to, **facts):
        stay.refresh_from_db(fields=["status"])
        raise illegal(stay, to)
    stay.status = to
    stay.version += 1
    for name, value in facts.items():
        setattr(stay, name, value)


def claim(stay: Stay, to: StayStatus, **facts: Any) -> bool:
    return bool(_claiming(*sorted(facts))(pk=stay.pk, was=stay.status, to=to.value, **facts))


@cache
def _claiming(*facts: str) -> PreparedUpdate:
    """The conditional UPDATE with these further facts."""
    fields: Any = Stay._meta.get_field
    return PreparedUpdate(
        lambda: (
            Stay.objects.filter(
                pk=Param("pk", BigIntegerField()), status=Param("was", CharField())
            ),
            {
                "status": Param("to", CharField()),
                "version": F("version") + 1,
                **{name: Param(name, fields(name)) for name in facts},
            },
        )
    )


def illegal(stay: Stay, to: StayStatus) -> Refused:
    legal = TRANSITIONS[stay.status]
    facts = {
        "stay": stay,
        "now": stay.get_status_display(),
        "legal": _(", ").join(str(state.label) for state in legal),
    }
    if not legal:
        return Refused(_("Stay %(stay)s is %(now)s; nothing more happens to it.") % facts)
    return Refused(_("Stay %(stay)s is %(now)s. It may only become: %(legal)s.") % facts)
