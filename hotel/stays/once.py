"""A form pressed twice makes one reservation."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import UUIDField
from django.utils.translation import gettext as _

from hotel.stays.models import Reservation
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Refused
from hotel.web.turns import wait_for


@dataclass(frozen=True)
class Once:
    """What a form carries so that it counts once: a random token, and a hash of what was typed."""

    token: UUID
    content: str

    @classmethod
    def of(cls, token: UUID, typed: Mapping[str, Any]) -> "Once":
        text = dumps(dict(typed), cls=DjangoJSONEncoder, sort_keys=True, default=str)
        return cls(token, sha256(text.encode()).hexdigest())


_made = Prepared(
    lambda: Reservation.objects.filter(form_token=Param("token", UUIDField())).order_by()
)


def earlier(once: Once | None) -> Reservation | None:
    """The reservation this form has made already, if any.

    A second press waits here until the first has finished. Raises `Refused` when the form was
    changed and sent again after it had been used.
    """
    if once is None:
        return None
    wait_for(f"stays.once:{once.token}")
    made = _made.one(token=once.token)
    if made is not None and made.form_hash != once.content:
        raise Refused(
            _("This form has made reservation %(booking)s already. Open that one to change it.")
            % {"booking": made.confirmation_no},
            code="used",
        )
    return made
