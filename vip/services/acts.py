"""What every act on a visit does first and last: lock it, compare versions, keep it, journal it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Model
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Forbidden, Refused, Stale
from vip import facts
from vip.models import Visit

if TYPE_CHECKING:
    from hotel.journal.models import Entry

SUBJECT = "vip.visit"
RELATED = ("source", "level", "level_proposed", "guest", "template", "approved_by", "made_by")


def locked(visit_id: int, seen_version: int | None = None) -> Visit:
    """The visit, locked until the transaction ends. Raises `Stale` when it is not what was seen."""
    visit = _locked.get(pk=visit_id)
    if seen_version is not None and seen_version != visit.version:
        raise Stale(_("Somebody changed this visit meanwhile."), theirs=as_it_stands(visit))
    return visit


_locked = Prepared(
    lambda: (
        Visit.objects.select_related(*RELATED)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=Param("pk", BigIntegerField()))
    )
)


def as_it_stands(visit: Visit) -> dict[str, Any]:
    """What the database says now, for showing beside what was typed."""
    shown = ("status", "level", "arrival_at", "departure_at", "party_size", "plates", "notes")
    return {_label(visit, name): _shown(visit, name) for name in shown}


def _label(visit: Visit, name: str) -> str:
    return str(visit._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _shown(visit: Visit, name: str) -> Any:
    value = getattr(visit, name)
    if name == "status":
        return visit.get_status_display()
    if isinstance(value, datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    return ", ".join(value) if isinstance(value, list) else value or "—"


def allowed(may: bool, sentence: str) -> None:
    if not may:
        raise Forbidden(sentence)


def in_state(visit: Visit, states: Iterable[str], sentence: str) -> None:
    if visit.status not in frozenset(states):
        raise Refused(sentence % {"status": visit.get_status_display()})


def keep(visit: Visit, *, at: datetime) -> None:
    """Save with the news told and one version more. The only save of a visit."""
    facts.tell(visit, at=at)
    visit.version += 1
    visit.save()


def journal(
    verb: str,
    visit: Visit,
    *,
    by: User | None,
    about: Iterable[Model] = (),
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    departments: Iterable[str] = (),
) -> "Entry":
    """One entry in the histories of the visit, its guest and its stay."""
    stays = [visit.stay] if visit.stay_id and visit.stay else []
    return record(
        verb,
        visit,
        by=by,
        about=[visit.guest, *stays, *about],
        changes=changes,
        reason=reason,
        data={**told_of(visit), **(data or {})},
        topics=["vip:all", f"{SUBJECT}:{visit.pk}", *(f"dept:{code}" for code in departments)],
    )


def told_of(visit: Visit) -> dict[str, Any]:
    """What the news of a visit says. A confidential guest goes by the alias everywhere."""
    return {
        "visit": visit.pk,
        "number": visit.number,
        "name": visit.public_name,
        "level": visit.level.code,
        "confidential": visit.confidential,
        "arrival": visit.arrival.isoformat() if visit.arrival else "",
    }


def differences(before: Mapping[str, Any], visit: Visit) -> dict[str, tuple[Any, Any]]:
    """The fields that changed, as [before, after] for the journal; phones only as having changed."""
    changed: dict[str, tuple[Any, Any]] = {}
    for name, was in before.items():
        now = getattr(visit, name)
        if was == now:
            continue
        hidden = name.endswith("_phone") or (visit.confidential and name in CONFIDENTIAL)
        changed[name] = ("…", "…") if hidden else (plain(was), plain(now))
    return changed


CONFIDENTIAL = frozenset({"guest", "companions", "organisation", "title"})


def plain(value: Any) -> Any:
    """A value the journal can keep: records by their text, moments in ISO."""
    if isinstance(value, Model):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def snapshot(visit: Visit, names: Iterable[str]) -> dict[str, Any]:
    return {name: _copied(getattr(visit, name)) for name in names}


def _copied(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


Assign = Callable[[Visit], None]
