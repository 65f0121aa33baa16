"""What the desk sees beside a guest's name: that a VIP visit is on, and what is to be made right."""

import re
from collections import defaultdict

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Value
from django.utils.translation import gettext as _

from hotel.guests.alerts import Alert
from hotel.guests.alerts import register as register_provider
from hotel.guests.surnames import surname_of
from hotel.web.paths import path_to
from hotel.web.prepared import Param, Prepared
from vip.enums import Status
from vip.models import MakeRight, Visit

_RUNNING = (Status.PENDING, Status.APPROVED, Status.ANNOUNCED)


def register() -> None:
    register_provider("vip", running_visits, levels=("info", "warn"))


_running = Prepared(
    lambda: (
        Visit.objects.filter(
            guest_id__any=Param("guests", ArrayField(BigIntegerField())), status__in=_RUNNING
        )
        .order_by()
        .values_list(
            "pk",
            "guest_id",
            "confidential",
            "level__code",
            Value(""),
            "screened",
            "put_through",
            "public_alias",
            "guest__name_zh",
            "guest__surname_latin",
            "guest__given_latin",
        )
        .union(
            MakeRight.objects.filter(
                guest_id__any=Param("guests", ArrayField(BigIntegerField())), kept_at=None
            )
            .order_by()
            .values_list(
                "visit",
                "guest_id",
                "visit__confidential",
                "visit__level__code",
                "text",
                Value(False),
                *[Value("")] * 5,
            ),
            all=True,
        )
    )
)


def running_visits(guest_ids: set[int]) -> dict[int, list[Alert]]:
    """One alert for each visit that is coming or on, and each thing to make right; one query."""
    found: dict[int, list[Alert]] = defaultdict(list)
    for row in _running(guests=list(guest_ids)):
        visit_id, guest_id, confidential, level, owed, screened, through, alias, *names = row
        found[guest_id].append(
            Alert(
                level="info",
                text=_("Make right: %(what)s") % {"what": owed}
                if owed
                else _("VIP %(level)s") % {"level": level},
                icon="arrow-counterclockwise" if owed else "gem",
                url=path_to("vip:debrief" if owed else "vip:visit", visit_id),
                permission="vip.see_confidential" if confidential else "vip.see_visit",
            )
        )
        if screened:
            found[guest_id].append(_screened(visit_id, through, alias, names))
    return dict(found)


def _screened(visit_id: int, through: str, alias: str, names: list[str]) -> Alert:
    """For whoever puts calls through and receives visitors, confidential or not."""
    return Alert(
        level="warn",
        text=_said(through),
        icon="telephone-x",
        url=path_to("vip:visit", visit_id),
        discreet=_said(_without(names, alias, through)),
    )


def _said(through: str) -> str:
    if not through:
        return _("Screen calls and visitors: nobody is put through")
    return _("Screen calls and visitors: put through only %(who)s") % {"who": through}


def _without(names: list[str], alias: str, text: str) -> str:
    """The text with the alias wherever the guest is named, whole or by surname."""
    chinese, *latin = names
    surname = surname_of(chinese) if chinese else ""
    for name in sorted({chinese, surname, *latin} - {""}, key=len, reverse=True):
        text = re.sub(re.escape(name), alias or "＊", text, flags=re.IGNORECASE)
    return text
