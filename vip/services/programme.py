"""The programme of a visit: meals, bathing, mahjong, massage, meetings, cars, flights (A7.182, 207)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests import facts as guest_facts
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.enums import OPEN, Programme
from vip.models import ProgrammeEntry, Visit
from vip.services.acts import allowed, in_state, keep, locked
from vip.services.replanning import after_change

Fields = Mapping[str, Any]
MOST_ENTRIES = 40
# An entry says what is wanted; the bare wish stands even before its time is known.
_TICKS = {
    Programme.MEAL: "dining",
    Programme.BATHING: "bathing",
    Programme.MAHJONG: "mahjong",
    Programme.MASSAGE: "massage",
}
_FACTS = ("kind", "starts_at", "persons", "budget", "place", "note")


def checked(entries: Iterable[Fields], visit: Visit) -> list[dict[str, Any]]:
    """The entries, cleaned and numbered, in order of time; the visit's bare wishes follow (unsaved).

    An entry keeps its number: by the number given, else by its place among those of its kind.
    Raises `Refused` beside the field for an unknown kind or a missing time.
    """
    cleaned = sorted((_cleaned(entry) for entry in entries), key=lambda entry: entry["starts_at"])
    if len(cleaned) > MOST_ENTRIES:
        raise Refused(_("A programme has at most 40 entries."), field="starts_at")
    standing = {each.number: each.kind for each in visit.programme.all()} if visit.pk else {}
    for entry in cleaned:
        entry["number"] = _numbered(entry, standing) or next_number(visit)
        if tick := _TICKS.get(entry["kind"]):
            setattr(visit, tick, True)
    return cleaned


def _numbered(entry: Fields, standing: dict[int, str]) -> int | None:
    """The standing number this entry goes on under, taken out of `standing`; 0 asks for a new one."""
    number = entry["number"]
    if number is None:
        number = next((each for each, kind in standing.items() if kind == entry["kind"]), None)
    return number if standing.pop(number or 0, "") else None


def next_number(visit: Visit) -> int:
    """A number no entry or companion of this visit had before: tasks are known by it (unsaved)."""
    visit.last_number += 1
    return visit.last_number


def _cleaned(given: Fields) -> dict[str, Any]:
    kind = given.get("kind") or Programme.MEAL
    if kind not in Programme.values:
        raise Refused(_("Choose what is arranged."), field="kind")
    if given.get("starts_at") is None:
        raise Refused(_("Say when it starts."), field="starts_at")
    return {
        "number": given.get("number"),
        "kind": Programme(kind),
        "starts_at": given["starts_at"],
        "persons": given.get("persons"),
        "budget": given.get("budget"),
        "place": guest_facts.free_text(given.get("place") or "", "place", 60),
        "note": guest_facts.free_text(given.get("note") or "", "note", 200),
    }


def write(visit: Visit, entries: list[dict[str, Any]], *, at: datetime) -> bool:
    """Make the visit's programme these, as `checked` gives them. True when that changed anything."""
    standing = {entry.number: entry for entry in visit.programme.all()}
    changed = False
    for fields in entries:
        number = fields["number"]
        entry = standing.pop(number, None) or ProgrammeEntry(visit=visit, number=number, told_at=at)
        changed |= _put(entry, fields, at)
    for entry in standing.values():
        entry.delete()
        changed = True
    return changed


def _put(entry: ProgrammeEntry, fields: Fields, at: datetime) -> bool:
    news = {name: fields[name] for name in _FACTS if getattr(entry, name) != fields[name]}
    if entry.pk and not news:
        return False
    if news.keys() & {"kind", "starts_at"}:
        entry.told_at = at
    for name, value in news.items():
        setattr(entry, name, value)
    entry.save()
    return True


def shown(visit: Visit) -> list[str]:
    """The programme for the journal: what, and when in UTC."""
    return [f"{each.kind} {each.starts_at:%Y-%m-%dT%H:%MZ}" for each in visit.programme.all()]


@transaction.atomic
def arrange(visit_id: int, *, by: User, seen_version: int | None = None, **fields: Any) -> Visit:
    """Add one entry: `kind`, `starts_at` (aware), what is known of persons, budget, place, note."""
    visit = _open(visit_id, by, seen_version)
    before = shown(visit)
    now = clock.now()
    write(visit, checked([*_standing(visit), {**fields, "number": 0}], visit), at=now)
    return _changed(visit, before, by=by, at=now)


def _standing(visit: Visit) -> list[Fields]:
    names = ("number", *_FACTS)
    return [{name: getattr(each, name) for name in names} for each in visit.programme.all()]


@transaction.atomic
def call_off(visit_id: int, number: int, *, by: User) -> Visit:
    """Take one entry out of the programme; what was owed for it is no longer asked."""
    visit = _open(visit_id, by)
    before = shown(visit)
    entry = visit.programme.filter(number=number).first()
    if entry is None:
        raise Refused(_("This is no longer in the programme."))
    entry.delete()
    return _changed(visit, before, by=by, at=clock.now())


def _open(visit_id: int, by: User, seen_version: int | None = None) -> Visit:
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id, seen_version)
    in_state(visit, OPEN, _("A visit that is “%(status)s” is not changed."))
    return visit


def _changed(visit: Visit, before: list[str], *, by: User, at: datetime) -> Visit:
    keep(visit, at=at)
    changes = {"programme": (before, shown(visit))}
    after_change(visit, cause="programme", by=by, at=at, changes=changes)
    return visit
