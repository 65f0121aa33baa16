"""How fast the ladder runs at each level: the shipped paces, and going back to them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.house.shipped import Difference
from hotel.journal import services as journal
from hotel.journal import words
from hotel.staff.models import User
from hotel.web.refusals import Forbidden
from hotel.work.ladder import Pace
from hotel.work.models import EscalationPace

FIELDS = ("target_min", "lead_min", "gap_min", "ahead_min")
Shipped = Iterable[Mapping[str, Any]]


def pace_of(subject_type: str, code: str) -> Pace | None:
    """How fast the ladder runs for this level; None where nothing escalates."""
    rows = EscalationPace.objects.filter(subject_type=subject_type, code=code, active=True)
    row = rows.first()
    return row.pace if row else None


@transaction.atomic
def load_paces(subject_type: str, shipped: Shipped) -> None:
    """Add the paces that are missing; each row has `code` and `FIELDS`, in minutes."""
    for row in shipped:
        EscalationPace.objects.get_or_create(
            subject_type=subject_type, code=row["code"], defaults=_fields(row)
        )


def paces_that_differ(subject_type: str, shipped: Shipped) -> list[Difference]:
    """Every number that stands otherwise than shipped; levels of the hotel's own are left out."""
    return [
        Difference(
            _("%(record)s: %(field)s") % {"record": pace.code, "field": _label(name)},
            words.value(now),
            words.value(then),
        )
        for pace, changes in _changed(subject_type, shipped)
        for name, (now, then) in changes.items()
    ]


@transaction.atomic
def reset_paces(subject_type: str, shipped: Shipped, *, by: User) -> None:
    """The paces as shipped; what the hotel added of its own stays."""
    if not by.has_perm("house.reset_shipped"):
        raise Forbidden(_("The management sets the shipped values back."))
    rows = list(shipped)
    load_paces(subject_type, rows)
    for pace, changes in _changed(subject_type, rows):
        for name, (_now, then) in changes.items():
            setattr(pace, name, then)
        pace.save()
        journal.record("escalationpace.changed", pace, by=by, changes=changes, topics=["work"])


def _changed(
    subject_type: str, shipped: Shipped
) -> list[tuple[EscalationPace, dict[str, tuple[Any, Any]]]]:
    standing = {
        pace.code: pace for pace in EscalationPace.objects.filter(subject_type=subject_type)
    }
    found = []
    for row in shipped:
        if (pace := standing.get(row["code"])) is None:
            continue
        pairs = {name: (getattr(pace, name), value) for name, value in _fields(row).items()}
        changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        if changes:
            found.append((pace, changes))
    return found


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: row[name] for name in FIELDS}, "active": True}


def _label(name: str) -> str:
    return str(EscalationPace._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
